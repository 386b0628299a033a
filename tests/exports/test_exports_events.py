"""Every format of events, read back with what its users read it with."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import OutputError
from dragoman.exports import FORMATS, Losses, find_format
from dragoman.exports._codes import _crosswalk, cameo, code_of, countries, sectors
from dragoman.exports._days import span_of
from dragoman.exports._lines import Flat
from dragoman.exports.gdelt import COLUMNS as GDELT
from dragoman.exports.polecat import COLUMNS as POLECAT
from dragoman.records import EVENT_TYPES, SECTORS, Event
from tests.exports.chronicles import EVENTS, chronicle, event


def written(folder: Path, name: str, events: tuple[Event, ...] = EVENTS) -> tuple[Path, list[str]]:
    losses, out = Losses(), folder / find_format(name).target
    with chronicle(folder, events) as held:
        find_format(name).write(held, out, losses)
    return out, losses.lines()


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_plover(tmp_path: Path) -> None:
    out, lost = written(tmp_path, "plover")
    by_id = {read["id"]: read for read in map(json.loads, out.read_text("utf-8").splitlines())}
    assert lost == ["Not held by this format: the records of further tellings of an event, for it is counted once: 1"]
    assert by_id["visit"]["event_loc"]["resolution"] == 4 and by_id["denied"]["aux"] == ["negation"]
    assert by_id["old"]["date"] == "2011-03-04" and by_id["old"]["size"]["dead"] == 3


def test_polecat_rows(tmp_path: Path) -> None:
    out, lost = written(tmp_path, "polecat")
    header, *read = rows(out)
    assert header == list(POLECAT) and len(header) == 40
    by_id = {row[0]: dict(zip(header, row, strict=True)) for row in read}
    assert list(by_id) == ["visit", "met", "old", "aid"]
    assert by_id["met"]["Actor Country"] == "GHA; TGO; UNO" and by_id["met"]["Actor COW"] == "452; 461; None"
    assert by_id["met"]["Recipient Name"] == "None" and by_id["met"]["Event Date"] == "2011-03-01"
    assert by_id["aid"]["Contexts"] == "health; military" and by_id["aid"]["Quad Code"] == "MATERIAL COOPERATION"
    assert "(negation): 1" in " ".join(lost) and "said_by" in " ".join(lost)


def test_icews_rows(tmp_path: Path) -> None:
    out, lost = written(tmp_path, "icews")
    with duckdb.connect() as db:
        read = db.execute(
            'SELECT "Source Country", "Target Country", "CAMEO Code", Intensity, "Event Text", "Source Sectors"'
            f" FROM read_csv('{out}', delim='\t', quote='', all_varchar=true)"
        ).fetchall()
    assert read[:2] == [
        ("Ghana", "Togo", "042", "1.9", "Make a visit", "Government"),
        ("Togo", "Ghana", "043", "2.8", "Host a visit", "Military,Government"),
    ]
    assert [row[:3] for row in read[2:8]] == [
        (a, b, "040") for a in ("Ghana", "Togo", "UNO") for b in ("Ghana", "Togo", "UNO") if a != b
    ]
    assert [row[2] for row in read[8:]] == ["193", "072", "072"]
    assert any("one row for each pair: 2" in line for line in lost)


def test_gdelt_rows(tmp_path: Path) -> None:
    out, _ = written(tmp_path, "gdelt")
    read = [dict(zip(GDELT, row, strict=True)) for row in rows(out)]
    assert len(GDELT) == 61 and len(read) == 11
    first = read[0]
    assert (first["SQLDATE"], first["MonthYear"], first["Year"], first["FractionDate"]) == (
        "20110302", "201103", "2011", "2011.1699",
    )  # fmt: skip
    assert (first["Actor1Code"], first["Actor2Code"], first["Actor2Type2Code"]) == ("GHAGOV", "TGOMILGOV", "GOV")
    assert (first["EventCode"], first["EventBaseCode"], first["EventRootCode"], first["QuadClass"]) == (
        "042", "042", "04", "1",
    )  # fmt: skip
    assert (first["NumMentions"], first["ActionGeo_Type"], first["ActionGeo_CountryCode"]) == ("2", "4", "GH")
    assert (first["DATEADDED"], first["SOURCEURL"]) == ("20110304000000", "https://post.example/1")
    assert {row["Actor1Code"] for row in read} >= {"IGOUNO"}
    assert len({row["GLOBALEVENTID"] for row in read}) == len(read)


def test_what_a_cell_cannot_hold_is_counted() -> None:
    losses = Losses()
    flat = Flat(losses)
    assert [flat("a\tb\r\nc"), flat('the "Eagle"'), flat("plain text"), flat(None)] == [
        "a b c", "the 'Eagle'", "plain text", "",
    ]  # fmt: skip
    assert flat.member("one; two") == "one, two"
    assert losses.lines() == [
        "Not held by this format: cells with tabs, line ends or runs of blanks, or with double quotes: 2",
        "Not held by this format: members of lists with a semicolon, written as a comma: 1",
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_same_input_same_bytes(tmp_path: Path, name: str) -> None:
    made = []
    for side in ("a", "b"):
        (tmp_path / side).mkdir()
        out, _ = written(tmp_path / side, name)
        files = [out] if out.is_file() else sorted(p for p in out.rglob("*") if p.is_file())
        made.append([p.read_bytes() for p in files])
    assert made[0] == made[1] != []


def test_every_type_has_a_code_and_every_code_is_known() -> None:
    for kind in EVENT_TYPES:
        assert code_of(event("e", event=kind)).code in cameo()
    assert [step.code for steps in _crosswalk().values() for step in steps if step.code not in cameo()] == []
    assert set(sectors()) == set(SECTORS) and countries()["KOS"].cow == "347"


@pytest.mark.parametrize(
    "value, first, after",
    [
        ("2020-10-20", "2020-10-20", "2020-10-21"),
        ("2020-12", "2020-12-01", "2021-01-01"),
        ("2020", "2020-01-01", "2021-01-01"),
        ("199", "1990-01-01", "2000-01-01"),
        ("2020-W01", "2019-12-30", "2020-01-06"),
        ("2020-Q4", "2020-10-01", "2021-01-01"),
    ],
)
def test_spans(value: str, first: str, after: str) -> None:
    span = span_of(value)
    assert span is not None and [day.isoformat() for day in span] == [first, after]


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(OutputError, match=r'Did you mean "gdelt".*plover, polecat'):
        find_format("gdlt")
