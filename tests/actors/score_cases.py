"""Score the resolver on the case table: actor mentions in context, right or wrong, by kind.

A case is a line of ``cases/KIND.jsonl`` or, where nobody may tune to it, of ``cases/KIND.heldout.jsonl``::

    {"kind": "pronoun", "region": "Europe", "text": "...", "date": "2012-11-29", "dateline": "Pristina, Kosovo" or null,
     "mention": "Its", "nth": 0, "name": null, "code": "NLD", "sector": ["GOV"]}

``mention`` is a substring of ``text``, the ``nth`` one from 0. ``code`` is the country expected; "A/B" where careful
readers differ and either will do (a state that is gone, say, by its old code or by its heir's); "---" where it cannot
be told; null where the words name no political actor at all. ``codes`` stands instead of ``code`` where the mention is
several actors. ``sector`` lists the primary sectors that will do ("" is none, as of a bare international body), and is
null where it is not asked; so is ``name``. A case of kind "bare" is a description alone, for `Resolver.lookup`.
The table was written before the resolver it tests was seen. Every third text of a kind, in the order of writing, is
held out, with all its mentions; its misses are never shown.

    python -m tests.actors.score_cases [--heldout] [--kind KIND] [--show-misses]
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Protocol

from dragoman.records import UNKNOWN_CODE, Cast, Dateline, Document, Entity, Mention, Parse, Zone

CASES = Path(__file__).parent / "cases"
HELD_OUT = ".heldout.jsonl"

# Two spellings of one name ("Abd Rabbuh Mansur Hadi", "Abdrabbuh Mansour Hadi") are at least this alike, two
# presidents of one family are not, once their initials are compared too. Not tuned: names carry no floor.
SAME_NAME = 0.85


class Resolves(Protocol):
    """What is scored: the resolver's two doors."""

    def cast(self, parse: Parse) -> Cast: ...

    def lookup(self, text: str, on: date | None = None) -> Entity: ...


@dataclass(frozen=True, slots=True)
class Case:
    """One mention and who it is. ``codes`` holds, for each actor expected, the codes that will do; it is empty
    where the words name no political actor."""

    place: str  # file:line
    kind: str
    region: str
    text: str
    day: date
    dateline: str | None
    mention: str
    nth: int
    name: str | None
    codes: tuple[tuple[str, ...], ...]
    sectors: tuple[str, ...] | None

    @property
    def span(self) -> tuple[int, int]:
        """Return the character offsets of the mention."""
        start = -1
        for _ in range(self.nth + 1):
            start = self.text.index(self.mention, start + 1)
        return start, start + len(self.mention)

    def document(self) -> Document:
        dateline = None
        if self.dateline:
            place, _, region = self.dateline.partition(", ")
            dateline = Dateline(self.dateline, place, region or None)
        whole = (Zone("body", 0, len(self.text)),)
        return Document(
            self.place, self.text, published=self.day, published_basis="given", dateline=dateline, zones=whole
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the resolver made of a case; ``sector`` and ``name`` are None where they are not asked."""

    case: Case
    found: tuple[Entity, ...]
    country: bool
    sector: bool | None
    name: bool | None


def read_cases(*, heldout: bool) -> Iterator[Case]:
    """Yield the cases of one part of the table, by file and line: those held out, or those that are not."""
    for path in sorted(CASES.glob("*.jsonl")):
        if path.name.endswith(HELD_OUT) is heldout:
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                yield read_case(f"{path.name}:{number}", json.loads(line))


def read_case(place: str, row: dict[str, object]) -> Case:
    """Return a line of a case file. Raises KeyError or TypeError where a key is missing or of another type."""
    match row:
        case {"codes": list(several)}:
            codes = tuple(tuple(str(code).split("/")) for code in several)
        case {"code": str(one)}:
            codes = (tuple(one.split("/")),)
        case {"code": None}:
            codes = ()
        case _:
            raise TypeError(f"{place}: neither code nor codes")
    sector, dateline, name, nth = row["sector"], row["dateline"], row["name"], row["nth"]
    if not isinstance(sector, list | None) or not isinstance(nth, int):
        raise TypeError(f"{place}: sector is a list or null, nth a number")
    return Case(
        place=place,
        kind=str(row["kind"]),
        region=str(row["region"]),
        text=str(row["text"]),
        day=date.fromisoformat(str(row["date"])),
        dateline=None if dateline is None else str(dateline),
        mention=str(row["mention"]),
        nth=nth,
        name=None if name is None else str(name),
        codes=codes,
        sectors=None if sector is None else tuple(map(str, sector)),
    )


def judge(case: Case, resolver: Resolves, parse: Callable[[Document], Parse]) -> Verdict:
    """Resolve one case and say what is right in the answer."""
    if case.kind == "bare":
        found: tuple[Entity, ...] = (resolver.lookup(case.mention, case.day),)
    else:
        parsed = parse(case.document())
        found = _found(case, parsed, resolver.cast(parsed))
    known = tuple(e for e in found if e.code != UNKNOWN_CODE)
    if not case.codes:
        return Verdict(case, found, not known, None, None)
    found = known or found[:1]
    codes = {e.code for e in found} or {UNKNOWN_CODE}
    country = all(codes & set(options) for options in case.codes) and codes <= {c for o in case.codes for c in o}
    sector = None if case.sectors is None else all(_sector_is_right(case, options, found) for options in case.codes)
    name = None if case.name is None else any(same_name(case.name, e.name) for e in found)
    return Verdict(case, found, country, sector, name)


def _sector_is_right(case: Case, options: tuple[str, ...], found: tuple[Entity, ...]) -> bool:
    """Return whether an entity found for one expected actor (or, where its country is wrong, any) has such a sector."""
    its_own = [e for e in found if e.code in options] or found
    primary = {e.sector[0] if e.sector else "" for e in its_own} or {"UNK"}
    return not primary.isdisjoint(case.sectors or ())


def _found(case: Case, parse: Parse, cast: Cast) -> tuple[Entity, ...]:
    """Return the entities the cast has for the mention: of the phrase with the same head, else of the largest phrase
    within it, else of the smallest phrase around it. Of all phrases within it, where several actors are expected."""
    span = parse.doc.char_span(*case.span, alignment_mode="expand")
    if span is None:
        return ()
    within = [m for m in cast.mentions if span.start <= m.root < span.end]
    if len(case.codes) > 1 or case.kind == "trap":
        chosen: Sequence[Mention] = within
    else:
        head = [m for m in within if m.root == span.root.i]
        largest = sorted(within, key=lambda m: (m.first - m.last, m.first))
        around = [m for m in cast.mentions if m.first <= span.start and span.end <= m.last]
        smallest = sorted(around, key=lambda m: (m.last - m.first, m.first))
        chosen = (head or (largest if case.codes else []) or smallest)[:1]
    return tuple(entity for mention in chosen for entity in mention.entities)


def same_name(expected: str, got: str) -> bool:
    """Return whether two spellings are one name: the words of one are among the other's, or they are nearly alike."""
    a, b = _words(expected), _words(got)
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    initials = [word[0] for word in a] == [word[0] for word in b] or abs(len(a) - len(b)) == 1
    return initials and SequenceMatcher(None, "".join(a), "".join(b)).ratio() >= SAME_NAME


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in plain).split()


@dataclass(frozen=True, slots=True)
class Row:
    """The score of one kind: shares from 0 to 1, None where nothing was asked."""

    kind: str
    cases: int
    country: float
    sector: float | None
    name: float | None


def score(
    resolver: Resolves, parse: Callable[[Document], Parse], cases: Iterable[Case]
) -> tuple[list[Row], list[Verdict]]:
    """Return the table by kind, its last row "all" (every case counts once), and the verdict on each case."""
    verdicts = [judge(case, resolver, parse) for case in cases]
    kinds = sorted({v.case.kind for v in verdicts})
    rows = [_row(kind, [v for v in verdicts if v.case.kind == kind]) for kind in kinds]
    return [*rows, _row("all", verdicts)], verdicts


def _row(kind: str, verdicts: Sequence[Verdict]) -> Row:
    return Row(
        kind,
        len(verdicts),
        _share([v.country for v in verdicts]) or 0.0,
        _share([v.sector for v in verdicts]),
        _share([v.name for v in verdicts]),
    )


def _share(marks: Iterable[bool | None]) -> float | None:
    asked = [mark for mark in marks if mark is not None]
    return sum(asked) / len(asked) if asked else None


def table(rows: Iterable[Row]) -> str:
    """Return the rows as lines of text."""
    lines = [f"{'kind':22}{'cases':>7}{'country':>9}{'sector':>9}{'name':>9}"]
    for row in rows:
        shares = "".join("        -" if s is None else f"{s:9.3f}" for s in (row.country, row.sector, row.name))
        lines.append(f"{row.kind:22}{row.cases:7}{shares}")
    return "\n".join(lines)


def miss(verdict: Verdict) -> str:
    """Return one line that says what was expected and what came."""
    case = verdict.case
    want = "+".join("/".join(options) for options in case.codes) or "no actor"
    got = "; ".join(f"{e.code} {'|'.join(e.sector)} {e.name} [{e.via}]" for e in verdict.found) or "nothing"
    wrong = ",".join(n for n in ("country", "sector", "name") if getattr(verdict, n) is False)
    sectors = "" if case.sectors is None else " " + "|".join(case.sectors)
    start, end = case.span
    shown = f"{case.text[:start]}[{case.mention}]{case.text[end:]}"
    return f"{case.place} {case.kind} {case.day} wrong: {wrong}\n   {shown}\n   want {want}{sectors}; got {got}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.actors.score_cases", description="Score the resolver.")
    parser.add_argument("--heldout", action="store_true", help="score the cases nobody may tune to")
    parser.add_argument("--kind", help="score one kind only")
    parser.add_argument("--show-misses", action="store_true", help="print each case that is wrong")
    options = parser.parse_args(arguments)
    if options.heldout and options.show_misses:
        parser.error("the misses of held-out cases are not shown: once seen, they are tuned to")
    from dragoman.pipeline import Coder  # costs a second: after the arguments are known to be right

    coder = Coder()
    cases = [c for c in read_cases(heldout=options.heldout) if options.kind in (None, c.kind)]
    rows, verdicts = score(coder.actors, coder.parser.parse, cases)
    if options.show_misses:
        for verdict in verdicts:
            if False in (verdict.country, verdict.sector, verdict.name):
                print(miss(verdict))
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
