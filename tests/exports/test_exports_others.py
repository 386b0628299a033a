"""Parquet, graphs, maps, calendars and citations, read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import OutputError
from dragoman.exports import Losses, find_format
from dragoman.exports.calendar import escape, fold, write
from dragoman.exports.months import schema
from dragoman.pairs import Side
from tests.exports import readers
from tests.exports.chronicles import HO, chronicle, event


def written(folder: Path, name: str) -> tuple[Path, list[str]]:
    losses, out = Losses(), folder / find_format(name).target
    with chronicle(folder) as held:
        find_format(name).write(held, out, losses)
    return out, losses.lines()


def test_parquet_by_month(tmp_path: Path) -> None:
    out, _ = written(tmp_path, "parquet")
    assert sorted(path.parent.name for path in out.rglob("*.parquet")) == [
        "month=2011-03", "month=__HIVE_DEFAULT_PARTITION__",
    ]  # fmt: skip
    with duckdb.connect() as db:
        told = f"read_parquet('{out}/*/*.parquet', hive_partitioning=true)"
        read = db.execute(f"SELECT id, month, actor[1].name FROM {told} WHERE month IS NULL").fetchall()
    assert read == [("old", None, "Government of Ghana")]
    meanings = {field.name: (field.metadata or {}).get(b"meaning") for field in schema()}
    assert [name for name, meaning in meanings.items() if not meaning] == []
    with pytest.raises(OutputError, match="not an empty folder"), chronicle(out) as held:
        find_format("parquet").write(held, out, Losses())


def test_geojson_counts_what_has_no_place(tmp_path: Path) -> None:
    _, lost = written(tmp_path, "geojson")
    assert "Not held by this format: events without coordinates, left out: 4" in lost


@pytest.mark.parametrize("lat, lon", [(91.0, 0.0), (0.0, -181.0), (float("nan"), 0.0), (None, 0.0)])
def test_a_point_off_the_earth_is_none(tmp_path: Path, lat: float | None, lon: float) -> None:
    told = event("e", event_loc=replace(HO, lat=lat, lon=lon))
    out, losses = tmp_path / "out", Losses()
    with chronicle(tmp_path, (told,)) as held:
        assert find_format("geojson").write(held, out, losses) == 0
    assert readers.json_value(out.read_text("utf-8"))["features"] == []
    assert losses.lines() == ["Not held by this format: events without coordinates, left out: 1"]


def test_graphml_is_read_by_networkx(tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    out, lost = written(tmp_path, "graphml")
    graph = networkx.read_graphml(out)
    nodes, edges = readers.graph(out)
    assert {name: {**values} for name, values in graph.nodes(data=True)} == nodes
    assert {(a, b): {k: v for k, v in values.items() if k != "id"} for a, b, values in graph.edges(data=True)} == edges
    assert len(lost) == 1


def unfold(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_calendar_of_a_pair(tmp_path: Path) -> None:
    out = tmp_path / "pair.ics"
    with chronicle(tmp_path) as held:
        count = write(held, out, Losses(), (Side("TGO", "Togo"), Side("GHA", "Ghana")))
    lines = unfold(out.read_bytes().decode("utf-8"))
    assert count == lines.count("BEGIN:VEVENT") == 4
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and lines[-1] == "END:VCALENDAR"
    assert [line for line in lines if line.startswith(("UID", "DTSTART", "DTEND"))][:6] == [
        "UID:visit@dragoman", "DTSTART;VALUE=DATE:20110302", "DTEND;VALUE=DATE:20110303",
        "UID:met@dragoman", "DTSTART;VALUE=DATE:20110301", "DTEND;VALUE=DATE:20110401",
    ]  # fmt: skip
    assert "GEO:6.600840;0.471300" in lines


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200))
def test_a_line_unfolds_to_itself(text: str) -> None:
    folded = "".join(fold("SUMMARY:" + escape(text)))
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    (line,) = unfold(folded)
    value, signs = "", iter(line.removeprefix("SUMMARY:"))
    for sign in signs:
        value += next(signs) if sign == "\\" else sign
    assert value == text


def test_citation(tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    out, _ = written(tmp_path, "citation")
    read = yaml.safe_load(out.read_text("utf-8"))
    assert (read["cff-version"], read["type"]) == ("1.2.0", "dataset") and read["authors"]
    assert "1 documents, 5 events told 6 times" in read["abstract"]
    assert [one["value"] for one in read["identifiers"]][-1] == "digest"
    assert [one["version"] for one in read["references"]] == ["0.0"]
