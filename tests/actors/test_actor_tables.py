"""The actor tables as a whole: read, refused, overlaid by the user's, matched in one pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.actors import ActorTables
from dragoman.actors import _tables as reading
from dragoman.actors._normal import lower, plain
from dragoman.errors import TableError
from dragoman.tables import read_schema, read_table

PEOPLE = "name,aliases,country,sector,office,from,until,wikidata,good_to\n"


@pytest.fixture(scope="module")
def tables() -> ActorTables:
    return ActorTables.load()


@pytest.mark.parametrize("name, least", [("agents", 700), ("organs", 500), ("offices", 200), ("cities", 5000)])
def test_tables_are_as_large_as_promised(name: str, least: int) -> None:
    path = reading.FOLDER / f"{name}.csv"
    assert len(list(read_table(path))) >= least
    assert read_schema(path).good_to is not None


def test_organs_cover_the_regions() -> None:
    codes = {row["code"] for row in read_table(reading.FOLDER / "organs.csv")}
    assert len(codes) >= 100


def test_no_agent_is_listed_twice() -> None:
    seen: dict[str, str] = {}
    for row in read_table(reading.FOLDER / "agents.csv"):
        assert row["name"] not in seen, f"line {row['_line']}: {row['name']} is on line {seen[row['name']]} already"
        seen[row["name"]] = row["_line"]


def test_a_missing_shipped_table_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SHIPPED", (*reading.SHIPPED, "nowhere"))
    with pytest.raises(TableError, match="nowhere"):
        ActorTables.load()


@pytest.mark.parametrize(
    "row, complaint",
    [
        pytest.param("Ann Example,,FRA,JNK,president,2020,,,2026-01-01\n", "JNK", id="no-such-sector"),
        pytest.param("Ann Example,,France,GOV,president,2020,,,2026-01-01\n", "France", id="no-country-code"),
        pytest.param("Ann Example,,FRA,GOV,president,soon,,,2026-01-01\n", "soon", id="no-date"),
        pytest.param("Ann Example,,FRA,GOV,president\n", "cells", id="cells-missing"),
    ],
)
def test_a_broken_row_is_refused_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    mine = tmp_path / "my.csv"
    mine.write_text(PEOPLE + "Bob Example,,DEU,GOV,president,2019,,,2026-01-01\n" + row, "utf-8")
    with pytest.raises(TableError) as caught:
        ActorTables.load([mine])
    assert f"{mine}, line 3" in str(caught.value)
    assert complaint in str(caught.value)


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    mine = tmp_path / "my.csv"
    mine.write_text("who,what\na,b\n", "utf-8")
    with pytest.raises(TableError, match="columns"):
        ActorTables.load([mine])


def test_the_users_row_wins(tmp_path: Path) -> None:
    mine = tmp_path / "my.csv"
    mine.write_text(PEOPLE + "Vladimir Putin,,CHE,BUS,cheesemaker,2000,,,2026-01-01\n", "utf-8")
    (match,) = ActorTables.load([mine]).find("Vladimir Putin")
    assert {(sense.code, sense.row) for sense in match.senses} == {("CHE", "my.csv:2")}


@pytest.mark.parametrize(
    "text, words, kind",
    [
        pytest.param("the US sent", "US", "country", id="capitals"),
        pytest.param("told us so", None, "country", id="us-is-no-country"),
        pytest.param("a roast turkey", None, "country", id="nor-is-a-bird"),
        pytest.param("Erdoğan’s visit", "Erdoğan", "surname", id="diacritics-and-curly-apostrophe"),
        pytest.param("Nato said", "Nato", "body", id="british-acronym"),
        pytest.param("Malice", None, "country", id="inside-a-word"),
        pytest.param("the Democratic Republic of Congo", "Democratic Republic of Congo", "country", id="the-longest"),
    ],
)
def test_names_are_found_as_they_are_written(tables: ActorTables, text: str, words: str | None, kind: str) -> None:
    found = [text[m.start : m.end] for m in tables.find(text) if any(s.kind == kind for s in m.senses)]
    assert found == ([] if words is None else [words])


@pytest.mark.parametrize("text", ["Erdoğan", "İstanbul", "Zürich’s “word”", "ﬁsh", "Å", "日本", "ß\n\tx", "🙂 US"])
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(lower(plain(text))) == len(text)


def test_a_larger_table_finds_the_same(tables: ActorTables) -> None:
    """Nine foreign patterns to each of ours change nothing of what is found; bench/actors.py measures the time."""
    text = "The Turkish army fired on rebels near Aleppo, NATO said. Kenya's president met Merkel."
    big = tables.widened(9)
    assert big.find(text) == tables.find(text)
