"""What tables know of standing relations: memberships (handed in) and recognitions (tables/recognitions.csv)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman.records import Entity
from dragoman.tables import read_schema, read_table
from dragoman.ties._words import TABLES


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules of ties need of the tables of actors.

    ``named`` returns whom exactly these words name (a country, its adjective or capital, a body), or None;
    ``countries`` maps codes to names; ``members`` maps the name of a body to (member, from, until).
    """

    named: Callable[[str], Entity | None]
    countries: Mapping[str, str]
    members: Mapping[str, Sequence[tuple[str, str, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when a relation held, and the table row that says so."""

    since: str
    until: str
    row: str

    def holds(self, day: str) -> bool:
        return self.since[: len(day)] <= day and (not self.until or day < self.until)


def state_code(facts: Facts, entity: Entity) -> str:
    """Return the code of a state in countries.csv: events file Abkhazia under GEO, its row is XAB."""
    if "PRE" not in entity.sector:
        return entity.code
    return next((code for code, name in facts.countries.items() if name == entity.name), entity.code)


@cache
def recognitions() -> dict[tuple[str, str], list[Span]]:
    """Return when each state recognised each contested one."""
    out: dict[tuple[str, str], list[Span]] = {}
    for row in read_table(TABLES / "recognitions.csv"):
        span = Span(row["from"], row["until"], f"recognitions.csv:{row['_line']}")
        out.setdefault((row["state"], row["recognised"]), []).append(span)
    return out


def good_to() -> str:
    """Return the day to which the table of recognitions is right."""
    return read_schema(TABLES / "recognitions.csv").good_to or ""


def membership(facts: Facts, body: str, state: str) -> list[Span]:
    """Return when a state belonged to a body."""
    return [
        Span(since, until, f"memberships.csv: {body}, {state}")
        for member, since, until in facts.members.get(body, ())
        if member == state
    ]
