"""Known treaties (tables/treaties.csv) and where a text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache

from dragoman.accords._tables import TABLES, check
from dragoman.records import ACCORD_KINDS, Entity
from dragoman.tables import read_table, split_list

_PLACE = re.compile(r"(?P<place>[A-Z]\S*(?: [A-Z]\S*)?) (?P<peace>[Pp]eace )?(?P<word>Agreements?|Accords?)$")
_WORD = re.compile(r"\w+")
_WORDS = ("agreement", "agreements", "accord", "accords")


@dataclass(frozen=True, slots=True)
class Treaty:
    """A known treaty. ``parties`` are entities without a mention; none for a treaty open to many states."""

    name: str
    parties: tuple[Entity, ...]
    year: int | None
    kind: str

    @property
    def of_place(self) -> bool:
        """Say whether it is called by where it was made, as many are."""
        return _PLACE.match(self.name) is not None

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(entity.code for entity in self.parties)


def _party(cell: str, treaty: str) -> Entity:
    """Read "FRA" or "COL/REB FARC"."""
    code, _, rest = cell.partition("/")
    sector, _, name = rest.partition(" ")
    sectors = (sector,) if sector else ("GOV",) if len(code) == 3 and code not in ("EUR", "UNO", "IGO") else ()
    return Entity("", 0, 0, name or code, code, sectors, via="name", why=f"treaties: {treaty}")


def _forms(name: str) -> Iterator[str]:
    """Yield a name and its ready variants: the Dayton Agreement is the Dayton accords, Dayton peace accord."""
    yield name.lower()
    if place := _PLACE.match(name):
        for peace in ("", "peace "):
            for word in _WORDS:
                yield f"{place['place']} {peace}{word}".lower()


@cache
def _names() -> dict[str, tuple[Treaty, ...]]:
    """Return name in lower case -> the treaties that bear it."""
    found: dict[str, dict[Treaty, None]] = {}
    for row in read_table(TABLES / "treaties.csv"):
        check(row, "treaties.csv", "kind", ACCORD_KINDS)
        parties = tuple(_party(cell, row["name"]) for cell in split_list(row["parties"]))
        treaty = Treaty(row["name"], parties, int(row["year"]) if row["year"] else None, row["kind"])
        for name in (row["name"], *split_list(row["aliases"])):
            for form in _forms(name):
                found.setdefault(form, {})[treaty] = None
    return {form: tuple(treaties) for form, treaties in found.items()}


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """Return first word -> names that begin with it, the longest first: one pass over a text finds them all."""
    found: dict[str, list[str]] = {}
    for form in _names():
        first = _WORD.match(form)
        assert first is not None, form
        found.setdefault(first.group(), []).append(form)
    return {word: tuple(sorted(forms, key=lambda form: (-len(form), form))) for word, forms in found.items()}


def _named(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a text that are names of treaties, none inside another."""
    lower, done = text.lower(), 0
    if len(lower) != len(text):  # a few capitals have a longer small form: offsets must stay
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for match in _WORD.finditer(text):
        start = match.start()
        if start < done or not (text[start].isupper() or text[start].isdigit()):
            continue
        for form in _by_first_word().get(match.group().lower(), ()):
            end = start + len(form)
            if lower.startswith(form, start) and not lower[end : end + 1].isalnum():
                done = end
                yield start, end
                break


def treaties() -> tuple[Treaty, ...]:
    """Return all known treaties, in the order of the table."""
    seen: dict[Treaty, None] = {}
    for many in _names().values():
        seen.update(dict.fromkeys(many))
    return tuple(seen)


def find_treaties(text: str, codes: Set[str], year: int | None) -> Iterator[tuple[int, int, Treaty]]:
    """Yield (start, end, treaty) for each name of a known treaty in a text that names the actors ``codes``.

    A treaty between few parties is taken only where one of them is named too ("the Basic Agreement" alone tells
    nothing), none is older than its signature, and a name that several share goes to the one whose parties are
    named most; where that does not tell them apart, to none.
    """
    for start, end in _named(text):
        fitting = [
            treaty
            for treaty in _names()[text[start:end].lower()]
            if (not treaty.parties or treaty.codes & codes) and (year is None or (treaty.year or 0) <= year)
        ]
        most = max((len(treaty.codes & codes) for treaty in fitting), default=0)
        best = [treaty for treaty in fitting if len(treaty.codes & codes) == most]
        if len(best) == 1:
            yield start, end, best[0]
