"""Find overlaps and gaps in the lines of people in office: who held an office, one after another.

A line is all rows of people.csv with the same country and office ("acting" set aside). Dates are half open:
``until`` is the first day out of office, so a successor may start on that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

# Offices whose holder is head of state, and head of government. A state needs both lines, or the first alone
# where the head of state governs. The governor general stands in for a monarch who lives in another country.
HEADS_OF_STATE = (
    "president", "king", "monarch", "emperor", "emir", "sultan", "prince", "co-prince", "grand duke", "pope",
    "supreme leader", "head of state", "leader", "governor general", "captain regent", "member of the presidency",
    "head of the junta", "chairman of the supreme council of the armed forces",
    "chairman of the presidential leadership council", "chairman of the transitional presidential council",
    "president of yugoslavia", "president of serbia and montenegro", "president of czechoslovakia",
    "president of the soviet union", "head of state of the soviet union", "coalition administrator", "chief executive",
)  # fmt: skip
HEADS_OF_GOVERNMENT = (
    "prime minister", "premier", "chancellor", "minister of state", "chief adviser", "chief executive",
    "secretary of state", "president of the council of ministers", "head of the junta", "coalition administrator",
    "prime minister of czechoslovakia", "prime minister of the soviet union", "prime minister of yugoslavia",
    "state counsellor",
)  # fmt: skip
# Offices with several holders at once: collective heads of state, and offices that are no single post.
SHARED_OFFICES = ("captain regent", "member of the presidency")


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in an office; ``until`` is the first day out, date.max while it lasts."""

    name: str
    country: str
    office: str
    start: date
    until: date


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch [start, until) in which a country's line names nobody."""

    country: str
    line: str
    start: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.start).days


def earliest(text: str) -> date:
    """Return the first day of a date as precise as it is given ("1995" is 1 January 1995)."""
    parts = [int(part) for part in text.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def terms(rows: Iterable[Mapping[str, str]]) -> list[Term]:
    """Return the rows of people.csv as terms, in the order of country, office and start."""
    found = [
        Term(
            row["name"],
            row["country"],
            row["office"].removeprefix("acting "),
            earliest(row["from"]),
            earliest(row["until"]) if row["until"] else date.max,
        )
        for row in rows
    ]
    return sorted(found, key=lambda t: (t.country, t.office, t.start, t.until, t.name))


def overlaps(found: Sequence[Term], offices: Iterable[str]) -> list[tuple[Term, Term]]:
    """Return the pairs of neighbours in one line that hold one of ``offices`` on the same day."""
    wanted = set(offices) - set(SHARED_OFFICES)
    lines: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in found:
        if term.office in wanted:
            lines[term.country, term.office].append(term)
    return [
        (earlier, later) for line in lines.values() for earlier, later in pairwise(line) if later.start < earlier.until
    ]


def gaps(
    found: Sequence[Term], line: str, offices: Iterable[str], start: date, until: date, longer_than: int = 60
) -> list[Gap]:
    """Return the stretches of more than ``longer_than`` days between ``start`` and ``until`` in which a country
    has nobody in any of ``offices``. Before a country's first holder there is no gap: it may not have existed,
    or not had the office; the test of coverage looks at that."""
    wanted = set(offices)
    by_country: dict[str, list[Term]] = defaultdict(list)
    for term in found:
        if term.office in wanted:
            by_country[term.country].append(term)
    missing: list[Gap] = []
    for country, held in by_country.items():
        reached = max(start, min(term.start for term in held))
        for term in sorted(held, key=lambda t: (t.start, t.until)):
            if min(term.start, until) > reached:
                missing.append(Gap(country, line, reached, min(term.start, until)))
            reached = max(reached, term.until)
        if reached < until:
            missing.append(Gap(country, line, reached, until))
    return [gap for gap in missing if gap.days > longer_than]
