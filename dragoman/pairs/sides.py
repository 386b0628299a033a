"""The two sides of a pair: from the code or the name that a person writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from dragoman.errors import InputError
from dragoman.records import Entity

# Codes that many bodies share: one of them is told by its name alone.
SHARED = ("IGO", "NGO", "ISM", "IMG", "MNC")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: everyone of a country, or one body. ``body`` is the name an entity must have, where a
    code is shared by many ("IGO" and "NATO")."""

    code: str
    name: str
    body: str | None = None

    def covers(self, entity: Entity) -> bool:
        return entity.code == self.code and (self.body is None or entity.name == self.body)

    def sql(self, column: str) -> str:
        """Return the SQL condition that a list of entities holds this side."""
        return f"len(list_filter({column}, lambda x: {self.sql_one('x')})) > 0"

    def sql_one(self, entity: str) -> str:
        """Return the SQL condition that an entity is this side."""
        named = f" AND {entity}.name = {quoted(self.body)}" if self.body is not None else ""
        return f"({entity}.code = {quoted(self.code)}{named})"


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def find_side(asked: str, countries: Iterable[Mapping[str, str]], bodies: Iterable[Mapping[str, str]] = ()) -> Side:
    """Return whom a code or a name means, by the rows of countries.csv and bodies.csv (read only where needed).

    Raises InputError, with the nearest names, where no row has it.
    """
    names: dict[str, Side] = {}
    for row in countries:
        side = _of_country(row)
        if asked.strip().upper() == row["code"]:
            return side
        for name in (row["name"], row["official"], *row["names"].split("|"), *row["adjectives"].split("|")):
            names.setdefault(_plain(name), side)
    if _plain(asked) in names:
        return names[_plain(asked)]
    for row in bodies:
        side = Side(row["code"], row["name"], row["name"] if row["code"] in SHARED else None)
        for name in (row["name"], row["acronym"], *row["aliases"].split("|")):
            names.setdefault(_plain(name), side)
    found = names.get(_plain(asked))
    if found is None or not _plain(asked):
        near = [names[name].name for name in get_close_matches(_plain(asked), [n for n in names if n], n=3, cutoff=0.7)]
        hint = f" Did you mean {' or '.join(dict.fromkeys(near))}?" if near else ""
        raise InputError(
            f'"{asked}" is no country and no body of the tables.{hint} Give an ISO alpha-3 code such as SRB, or a name.'
        )
    return found


def _of_country(row: Mapping[str, str]) -> Side:
    """Return a side for a row of countries.csv: a partially recognised or dependent one stands under the code of the
    state that its events carry, and is told from that by its name."""
    holder = {"territory": row["controlled_by"], "partial": row["claimed_by"]}.get(row["kind"]) or ""
    if holder:
        return Side(holder, row["name"], row["name"])
    return Side(row["successor"] if row["kind"] == "former" and row["successor"] else row["code"], row["name"])


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()
