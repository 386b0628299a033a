"""What a format cannot hold is said at export, counted by reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.exports import find_format
from dragoman.records import Count, Event, Size, ThirdParty
from dragoman.serving.cli._export import export_as
from tests.exports.chronicles import ACCORD, DOCUMENT, GHANA, HO, TIE, TOGO, UN, chronicle, event

PARTY = replace(GHANA, sector=("OPP", "PRE", "REL", "GOV"), name='Youth "Wing"; North', role=None, id=None)
TRIAL: tuple[Event, ...] = (
    event("plain", event_loc=HO),
    event("again", same_as="plain"),
    event("denied", aux=("negation",)),
    event("planned", aux=("future", "alleged")),
    event("old", aux=("historical",), date="2010"),
    event("undated", date=None, said_by=(UN,), third_party=(ThirdParty(UN, "host"),)),
    event("full", mode=("visit", "call"), context=("health", "military"), size=Size(dead=Count(3, None, 0, 1))),
    event("nobody", actor=()),
    event("party", actor=(PARTY, TOGO), recipient=()),
)
COMMON = {"accords": 1, "ties": 1, "the records of further tellings of an event, for it is counted once": 1}
# Rows that say: it happened.
ROWS = COMMON | {
    "events left out, for they would read as having happened (negation)": 1,
    "events left out, for they would read as having happened (future and alleged)": 1,
    "auxiliary modes (historical)": 1,
    "dates less precise than a day, written as the first day": 1,
    "events without a date, written on the day of publication": 1,
    "confidence, reasons, and where in the text the words stand, of events": 6,
    "events with a speaker (said_by)": 1,
    "events with a third party": 1,
    "events with tolls (size)": 1,
}
PAIRS = ROWS | {
    "modes after the first": 1,
    "contexts": 2,
    "offices and ids of actors": 4,
    "events of several actors or recipients, written as one row for each pair": 1,
    "events without an actor, left out": 1,
    # A name is in a row for each pair: the party stands in two.
    "cells with tabs, line ends or runs of blanks, or with double quotes": 2,
}
LOST: dict[str, dict[str, int]] = {
    "plover": COMMON,
    "parquet": COMMON,
    "polecat": ROWS | {
        "modes after the first": 1,
        "cells with tabs, line ends or runs of blanks, or with double quotes": 1,
        "members of lists with a semicolon, written as a comma": 1,
    },
    "icews": PAIRS | {"sectors that have no name there": 2},
    "gdelt": PAIRS | {"sectors that have no name there": 2, "sectors after the third": 1},
    "icalendar": ROWS | {"codes, sectors, offices and ids of actors": 11},
    "geojson": COMMON | {
        "events without coordinates, left out": 7, "offsets, offices and ids of actors and speakers": 2,
    },
    "graphml": {
        "accords": 1, "ties": 1,
        "single events, summed up by pair (denied, alleged, planned and considered ones left out)": 8,
    },
    "datapackage": {
        # 17 of events, 6 of the accord with its stages and terms, 3 of the tie.
        "offsets, offices and ids of actors and speakers": 26,
        "members of lists that have a semicolon themselves": 1,
        "the records of further tellings of an event, for it is counted once": 1, "texts of documents": 1,
        "the parts of the coder one by one, for another Dragoman than this one coded": 1,
    },
    "citation": {"the parts of the coder one by one, for another Dragoman than this one coded": 1},
}  # fmt: skip


def lost(folder: Path, name: str, **told: object) -> dict[str, int]:
    with chronicle(folder, TRIAL, accords=(ACCORD,), ties=(TIE,), **told) as held:  # type: ignore[arg-type]
        _, lines = export_as(held, find_format(name), folder / "out", None)
    before = "Not held by this format: "
    counted = [line.removeprefix(before).rpartition(": ") for line in lines if line.startswith(before)]
    return {reason: int(count) for reason, _, count in counted}


@pytest.mark.parametrize("name", LOST)
def test_each_loss_is_counted(tmp_path: Path, name: str) -> None:
    assert lost(tmp_path, name) == LOST[name]


@pytest.mark.parametrize("name", ["plover", "polecat", "icews", "gdelt", "icalendar"])
def test_events_without_any_date_are_counted(tmp_path: Path, name: str) -> None:
    found = lost(tmp_path, name, document=replace(DOCUMENT, published=None))
    assert found["events left out, for neither they nor their document have a date"] == 1


def test_a_calendar_of_a_pair_counts_what_is_of_the_pair(tmp_path: Path) -> None:
    with chronicle(tmp_path, TRIAL, accords=(ACCORD,), ties=(TIE,)) as held:
        _, ours = export_as(held, find_format("icalendar"), tmp_path / "out", ("GHA", "TGO"))
        _, others = export_as(held, find_format("icalendar"), tmp_path / "out", ("UNO", "TGO"))
    assert [line for line in ours if "accords" in line or "ties" in line or "negation" in line] == [
        "Not held by this format: accords: 1",
        "Not held by this format: events left out, for they would read as having happened (negation): 1",
        "Not held by this format: ties: 1",
    ]
    assert [line for line in others if line.startswith("Not held")] == []
