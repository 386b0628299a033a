"""The acceptance case: a wire story as a browser saved it, against the table of what a correct reading gives.

Both lie beside the project, not in it; the table is read as it stands, so that no row of it is copied here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dragoman.records import EVENT_TYPES, UNKNOWN_CODE, Event, Report
from tests.shared import shared

if TYPE_CHECKING:
    from dragoman import Coder

# Rows of the table that must come out right; raised as the coder learns more, never lowered.
FLOOR = 15
_CODE = re.compile(r"\b([A-Z]{3})(?:/[A-Z]+)?\b")
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


@pytest.fixture(scope="module")
def report(coder: Coder) -> Report:
    return coder.read(shared("seed", "dispatch.txt").read_text("utf-8"))


def rows() -> list[tuple[str, str, set[str], str, str]]:
    """Return number, words, types, actors and recipients of each row of the table of events."""
    out = []
    for line in shared("seed", "EXPECTED.md").read_text("utf-8").splitlines():
        cells = [c.strip() for c in line.strip("|").split("|")]
        if len(cells) == 7 and cells[0].isdigit():
            actor, _, recipient = cells[3].partition("→")  # no arrow: a reading told in words
            found = _QUOTED.search(cells[1])
            assert found is not None, line
            out.append(
                (cells[0], found[1], set(re.findall(r"[A-Z]{3,}", cells[2])) & set(EVENT_TYPES), actor, recipient)
            )
    return out


def codes(side: str) -> set[str]:
    """Return the codes a cell names; words like "mediator EUR" name a third party, not a side."""
    return set(_CODE.findall(re.sub(r"mediator \w+", "", side.split(";")[-1].split(" in ")[0])))


def overlaps(event: Event, words: str, report: Report) -> bool:
    """Return whether an event stands on any of the words of a row ("suspended … exercises" is two pieces)."""
    for piece in re.split(r"\s*…\s*", words):
        for m in re.finditer(re.escape(piece).replace("'", "['’]"), report.document.text):
            if event.start < m.end() and m.start() < event.end:
                return True
    return False


def right(event: Event, types: set[str], actor: str, recipient: str) -> bool:
    named = {e.code for e in event.actor} - {UNKNOWN_CODE}
    met = {e.code for e in event.recipient} - {UNKNOWN_CODE}
    if not recipient:  # a reading told in words, without an arrow
        return event.event in types and named | met == codes(actor)
    return event.event in types and named == codes(actor) and met == codes(recipient)


def test_the_table_of_events(report: Report) -> None:
    missing = [
        number
        for number, words, types, actor, recipient in rows()
        if not any(overlaps(e, words, report) and right(e, types, actor, recipient) for e in report.events)
    ]
    print(f"{len(rows()) - len(missing)} of {len(rows())} rows right; not: {', '.join(missing)}")
    assert len(rows()) - len(missing) >= FLOOR


def test_what_is_no_event(report: Report) -> None:
    line = next(x for x in shared("seed", "EXPECTED.md").read_text("utf-8").splitlines() if x.startswith("Not events:"))
    for words in _QUOTED.findall(line):
        assert not [e for e in report.events if overlaps(e, words, report)], words
