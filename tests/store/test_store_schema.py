"""The schema says what everything means, and does not change unnoticed."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import duckdb
import pytest

from dragoman.records import Event
from dragoman.store import SCHEMA_VERSION, STRUCTS, TABLES, VIEWS, columns, event_schema
from dragoman.store import _shapes as shapes

PINNED = Path(__file__).with_name(f"schema-{SCHEMA_VERSION}.sql")


@pytest.mark.parametrize("table, column", columns(), ids=lambda it: getattr(it, "name", it))
def test_every_column_says_what_it_means(table, column):
    assert column.meaning, f"{table}.{column.name} has no meaning: add one in dragoman/store/schema.py"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_says_what_it_holds(table):
    assert table.meaning


@pytest.mark.parametrize("table, column", columns(), ids=lambda it: getattr(it, "name", it))
def test_every_field_of_a_struct_says_what_it_means(table, column):
    waiting = [shapes.record_of(column.hint)]
    while waiting:
        record = waiting.pop()
        if record is None:
            continue
        for field in fields(record):
            assert STRUCTS[record].get(field.name), f"{record.__name__}.{field.name} has no meaning in STRUCTS"
        waiting += [shapes.record_of(hint) for hint in shapes.hints(record).values()]


def test_no_meaning_is_left_of_a_field_that_is_gone():
    for record, meanings in STRUCTS.items():
        assert set(meanings) == {field.name for field in fields(record)}


def test_the_parquet_columns_are_the_fields_of_an_event_with_their_meaning():
    assert event_schema().names == [field.name for field in fields(Event)]
    assert all(field.metadata[b"meaning"] for field in event_schema())


def test_the_schema_of_a_version_stays_as_it_is():
    """Chronicles of this version exist. A change needs a new SCHEMA_VERSION and a migration that keeps their data;
    before the first release: python tests/store/test_store_schema.py rewrites the pinned file."""
    assert PINNED.read_text("utf-8") == _sql()


def test_duckdb_takes_every_table_and_view():
    with duckdb.connect() as db:
        for made in (*TABLES, *VIEWS):
            db.execute(made.sql)
            described = [name for name, *_ in db.execute(f"DESCRIBE {made.name}").fetchall()]
            assert described == [getattr(column, "name", column) for column in made.columns]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_view_says_what_it_answers(view):
    assert view.meaning
    assert all(view.columns.values())


def _sql() -> str:
    return "".join(f"-- {made.meaning}\n{made.sql};\n\n" for made in (*TABLES, *VIEWS))


if __name__ == "__main__":
    PINNED.write_text(_sql(), "utf-8")
