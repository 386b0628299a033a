"""What other data sets call things: the CAMEO code of an event, its Goldstein value, countries and sectors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.records import Entity, Event
from dragoman.tables import read_table

_TABLES = Path(__file__).parent / "tables"
VISIT, HOSTED = "042", "043"


@dataclass(frozen=True, slots=True)
class Code:
    """A CAMEO code with what ICEWS calls it and how far it is conflict or cooperation."""

    code: str
    label: str
    goldstein: float
    event: str = ""  # the PLOVER type; "" for statements, which PLOVER does not code
    mode: str = ""

    @property
    def base(self) -> str:
        """The three-digit code above it, or itself."""
        return self.code[:3]

    @property
    def root(self) -> str:
        return self.code[:2]

    @property
    def quad(self) -> int:
        """GDELT's class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict. Protest (14) is verbal
        conflict in GDELT's files, though material in PLOVER."""
        root = int(self.root)
        return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 14 else 4


@dataclass(frozen=True, slots=True)
class Country:
    name: str
    fips: str
    cameo: str
    cow: str


@dataclass(frozen=True, slots=True)
class _Step:
    mode: str
    context: str
    words: re.Pattern[str] | None
    code: str

    def fits(self, event: Event) -> bool:
        return (
            (not self.mode or self.mode in event.mode)
            and (not self.context or self.context in event.context)
            and (self.words is None or self.words.search(event.event_text) is not None)
        )


@cache
def cameo() -> Mapping[str, Code]:
    """Return every CAMEO code."""
    rows = read_table(_TABLES / "cameo.csv")
    return {
        row["code"]: Code(row["code"], row["label"], float(row["goldstein"]), row["event"], row["mode"]) for row in rows
    }


def find_cameo(code: str) -> Code | None:
    """Return a CAMEO code as other data sets write it, or what stands above one that only later manuals know
    (1834 is a 183); None for what is no code of CAMEO."""
    return next((cameo()[code[:size]] for size in range(len(code), 1, -1) if code[:size] in cameo()), None)


@cache
def countries() -> Mapping[str, Country]:
    """Return what other data sets call each country, by our code."""
    rows = read_table(_TABLES / "countries.csv")
    return {row["code"]: Country(row["name"], row["fips"], row["cameo"], row["cow"]) for row in rows}


@cache
def sectors() -> Mapping[str, tuple[str, str]]:
    """Return the CAMEO role and the ICEWS name of each sector; "" where there is none."""
    return {row["code"]: (row["cameo"], row["icews"]) for row in read_table(_TABLES / "sectors.csv")}


@cache
def _crosswalk() -> Mapping[str, tuple[_Step, ...]]:
    found: dict[str, list[_Step]] = {}
    for row in read_table(_TABLES / "crosswalk.csv"):
        words = re.compile(row["words"], re.IGNORECASE) if row["words"] else None
        found.setdefault(row["event"], []).append(_Step(row["mode"], row["context"], words, row["cameo"]))
    return {event: tuple(steps) for event, steps in found.items()}


def code_of(event: Event) -> Code:
    """Return the CAMEO code of an event: by its mode, else by the words of the act, else by its first context that has
    a code, else that of its type. Of several modes the one furthest from zero counts, as in PLOVER's own scale."""
    fitting = [step for step in _crosswalk()[event.event] if step.fits(event)]
    by_mode = [cameo()[step.code] for step in fitting if step.mode]
    if by_mode:
        return max(by_mode, key=lambda code: abs(code.goldstein))
    for step in fitting:
        if step.words is not None:
            return cameo()[step.code]
    by_context = {step.context: step.code for step in fitting if step.context}
    first = next((context for context in event.context if context in by_context), None)
    plain = next(step.code for step in fitting if not (step.mode or step.context or step.words))
    return cameo()[by_context[first] if first is not None else plain]


@dataclass(frozen=True, slots=True)
class Dyad:
    """One row of a dyadic format: one actor, one recipient (None where there is none), and the code of that side."""

    actor: Entity
    recipient: Entity | None
    code: Code


def dyads(event: Event) -> Iterator[Dyad]:
    """Yield the rows of an event: every actor with every recipient; of several actors without a recipient (they met,
    fought, signed) every ordered pair; of a visit the hosting too."""
    code = code_of(event)
    if event.recipient:
        for actor in event.actor:
            for recipient in event.recipient:
                yield Dyad(actor, recipient, code)
                if code.code == VISIT:
                    yield Dyad(recipient, actor, cameo()[HOSTED])
    elif len(event.actor) == 1:
        yield Dyad(event.actor[0], None, code)
    else:
        for i, actor in enumerate(event.actor):
            for j, other in enumerate(event.actor):
                if i != j:
                    yield Dyad(actor, other, code)
