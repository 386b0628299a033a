"""What a string of the tables may stand for."""

from __future__ import annotations

from typing import Literal, NamedTuple

SenseKind = Literal[
    "country", "adjective", "demonym", "capital", "seat", "city", "region", "person", "surname", "body", "group",
    "organ", "agent", "office", "people", "area",
]  # fmt: skip


class Sense(NamedTuple):
    """One reading of a pattern: which row it comes from, and what it would be coded as.

    ``since`` and ``until`` bound the days on which the row holds (ISO text; until is the first day it no longer
    does). ``word`` is the agent noun, office or country that the row is filed under. A named tuple, since fifty
    thousand of them are made whenever the tables are loaded.
    """

    kind: SenseKind
    name: str
    code: str
    sector: tuple[str, ...]
    form: str  # as written in the table, for letter case
    row: str  # "people.csv:214", for `why`
    word: str = ""
    id: str | None = None
    role: str | None = None
    since: str = ""
    until: str = ""
    also: str = ""  # what else tells it apart: kind of body, takes of an agent, body of an office
    plural: bool = False
    user: bool = False  # from a table of the user's, which wins

    def holds(self, day: str | None) -> bool:
        """Return whether the row holds on a day; without a day, every row holds."""
        if day is None:
            return True
        return self.since[: len(day)] <= day and (not self.until or day < self.until)
