"""One event told by three documents: every file holds it once, with who tells it."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from dragoman.exports import FORMATS, Losses, find_format
from dragoman.exports.gdelt import COLUMNS as GDELT
from dragoman.exports.polecat import COLUMNS as POLECAT
from dragoman.records import Document, Report
from dragoman.serving.cli._app import app
from dragoman.store import Chronicle
from tests.exports import readers, strategies
from tests.exports.chronicles import DOCUMENT, HO, TOGO, UN, event

# The second document prints the text of the first; the third tells it in its own words, and again further down.
WIRE = (
    "Delegations of Ghana and Togo met in Ho on Wednesday and spoke of the lagoon, its fishing grounds and its tolls."
)
REPORTS = (
    Report(replace(DOCUMENT, text=WIRE), "coded", events=(
        event("met", event_loc=HO, mode=("visit",)), event("aid", event="AID", quad_code=2, recipient=(UN,)),
    )),
    Report(Document("d2", WIRE, "Talks", date(2011, 3, 5), outlet="Lomé Echo"), "coded", events=(
        event("met-2", doc="d2", date="2011-03-02"),
    )),
    Report(Document("d3", "They met.", None, date(2011, 3, 3), agency="Pan-African Wire"), "coded", events=(
        event("met-3", doc="d3", date="2011-03-02"), event("met-4", doc="d3", same_as="met-3"),
        event("denied", doc="d3", event="ASSAULT", aux=("negation",), actor=(TOGO,), recipient=(UN,)),
    )),
)  # fmt: skip
LOST = "Not held by this format: the records of further tellings of an event, for it is counted once: 3"


@pytest.fixture
def chronicle(tmp_path: Path) -> Chronicle:
    return strategies.linked(tmp_path, REPORTS, "met", "met-2", "met-3")


def write(chronicle: Chronicle, name: str, folder: Path) -> tuple[Path, int, list[str]]:
    out, losses = folder / "out", Losses()
    count = find_format(name).write(chronicle, out, losses)
    return out, count, losses.lines()


def test_the_chronicle_is_as_the_tests_want_it(chronicle: Chronicle) -> None:
    rows = list(chronicle.query("SELECT id, reports, real FROM acts ORDER BY id").rows)
    assert rows == [("aid", 1, True), ("denied", 1, False), ("met", 3, True)]


def test_plover(chronicle: Chronicle, tmp_path: Path) -> None:
    out, count, lost = write(chronicle, "plover", tmp_path)
    met, aid, denied = readers.json_lines(out)
    assert (count, met["id"], aid["id"], denied["id"]) == (3, "met", "aid", "denied")
    assert (
        met["link"]
        == met["story"]
        == next(iter(chronicle.query("SELECT id FROM stories WHERE canonical = 'met'").rows))[0]
    )
    assert [(one["id"], one["doc"], one["published"], one["outlet"], one["copy_of"]) for one in met["reports"]] == [
        ("met-3", "d3", "2011-03-03", None, None), ("met-4", "d3", "2011-03-03", None, None),
        ("met", "d1", "2011-03-04", "Volta Post", None), ("met-2", "d2", "2011-03-05", "Lomé Echo", "d1"),
    ]  # fmt: skip
    assert met["texts"] == 2 and [one["id"] for one in aid["reports"]] == ["aid"] and lost == [LOST]


def test_tab_separated(chronicle: Chronicle, tmp_path: Path) -> None:
    out, count, lost = write(chronicle, "polecat", tmp_path)
    assert [row["Event ID"] for row in readers.tabs(out, POLECAT, header=True)] == ["met", "aid"] and count == 2
    assert LOST in lost
    out, count, lost = write(chronicle, "gdelt", tmp_path)
    read = readers.tabs(out, GDELT, header=False)
    assert [(row["EventCode"], row["NumMentions"], row["NumSources"], row["NumArticles"]) for row in read] == [
        ("042", "4", "2", "3"), ("043", "4", "2", "3"), ("070", "1", "1", "1"),
    ]  # fmt: skip
    assert count == 3 and LOST in lost
    assert write(chronicle, "icews", tmp_path)[1] == 3


def test_parquet(chronicle: Chronicle, tmp_path: Path) -> None:
    out, count, lost = write(chronicle, "parquet", tmp_path)
    with duckdb.connect() as db:
        files = f"read_parquet('{out}/*/*.parquet', hive_partitioning=true)"
        asked = f"SELECT month, id, texts, list_transform(reports, lambda x: x.doc) FROM {files} ORDER BY id"
        read = db.execute(asked).fetchall()
    assert read == [
        ("2011-03", "aid", 1, ["d1"]), ("2011-03", "denied", 1, ["d3"]),
        ("2011-03", "met", 2, ["d3", "d3", "d1", "d2"]),
    ]  # fmt: skip
    assert (count, lost) == (3, [LOST])


def test_package(chronicle: Chronicle, tmp_path: Path) -> None:
    out, count, lost = write(chronicle, "datapackage", tmp_path)
    rows = readers.package(out)
    assert [(row["id"], row["reports"], row["texts"]) for row in rows["events"]] == [
        ("met", 3, 2), ("aid", 1, 1), ("denied", 1, 1),
    ]  # fmt: skip
    assert [(row["event"], row["id"], row["doc"], row["copy_of"]) for row in rows["reports"]][:4] == [
        ("met", "met-3", "d3", None), ("met", "met-4", "d3", None), ("met", "met", "d1", None),
        ("met", "met-2", "d2", "d1"),
    ]  # fmt: skip
    assert count == 3 and LOST in lost
    assert "3 documents, 3 events told 6 times" in (out / "CITATION.cff").read_text("utf-8")


def test_maps_and_calendars(chronicle: Chronicle, tmp_path: Path) -> None:
    out, count, lost = write(chronicle, "geojson", tmp_path)
    (met,) = readers.json_value(out.read_text("utf-8"))["features"]
    assert count == 1 and (met["id"], met["properties"]["reports"], met["properties"]["texts"]) == ("met", 3, 2)
    assert LOST in lost
    out, count, lost = write(chronicle, "icalendar", tmp_path)
    assert [entry["UID"] for entry in readers.calendar(out)] == [["met@dragoman"], ["aid@dragoman"]] and count == 2
    assert LOST in lost


def test_graph(chronicle: Chronicle, tmp_path: Path) -> None:
    """The graph counts what the view `pairs` counts."""
    out, count, _ = write(chronicle, "graphml", tmp_path)
    nodes, edges = readers.graph(out)
    pairs = "SELECT a, b, count(*) FROM pairs WHERE real GROUP BY ALL"
    assert {pair: edge["acts"] for pair, edge in edges.items()} == {
        (a, b): acts for a, b, acts in chronicle.query(pairs).rows
    } == {("GHA", "TGO"): 1, ("GHA", "UNO"): 1}  # fmt: skip
    assert count == 2 and set(nodes) == {"GHA", "TGO", "UNO"}


def test_the_records_as_they_are_hold_every_telling(chronicle: Chronicle, tmp_path: Path) -> None:
    chronicle.close()
    out = tmp_path / "all.csv"
    done = CliRunner().invoke(app, ["export", str(tmp_path / "many.duckdb"), "--to", str(out)])
    assert done.exit_code == 0 and len(list(csv.DictReader(out.open(encoding="utf-8", newline="")))) == 6


@pytest.mark.parametrize("name", FORMATS)
def test_documents_that_are_not_linked_are_told(tmp_path: Path, name: str) -> None:
    strategies.filed(tmp_path, REPORTS).close()
    line = ["export", str(tmp_path / "many.duckdb"), "--to", name, "-o", str(tmp_path / "out")]
    assert "3 documents are not linked into stories" in CliRunner().invoke(app, line).stderr
