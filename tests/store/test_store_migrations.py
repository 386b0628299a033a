"""A chronicle of an older version opens: a copy is kept, nothing is lost, and it is said once."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from some_reports import a_report

from dragoman.errors import StoreError
from dragoman.records import Report, stable_id
from dragoman.running import link_stories
from dragoman.serving.cli import _main as main
from dragoman.store import SCHEMA_VERSION, Chronicle
from dragoman.store._migrations import OLDER

HERE = Path(__file__).parent


def statements(version: int) -> list[str]:
    """The CREATE TABLE statements of an older version, as they were pinned."""
    return re.findall(r"CREATE TABLE .*?\n\)(?=;)", (HERE / f"schema-{version}.sql").read_text("utf-8"), re.DOTALL)


def make_old(path: Path, version: int = 1) -> None:
    """Make a chronicle of an older version by its own SQL, with the rows that the program of that version filed for a
    document and its records; version 1 filed no accord and no tie."""
    with duckdb.connect(str(path)) as db:
        for statement in statements(version):
            db.execute(statement)
        for line in (HERE / f"chronicle-{version}.jsonl").read_text("utf-8").splitlines():
            filed = json.loads(line)
            columns = db.execute(f"DESCRIBE {filed['table']}").fetchall()
            shape = ", ".join(f'"{name}" {kind}' for name, kind, *_ in columns)
            db.execute(
                f"INSERT INTO {filed['table']} SELECT unnest(?::JSON::STRUCT({shape}))", [json.dumps(filed["row"])]
            )


def old_report(version: int) -> Report:
    return a_report() if version > 1 else replace(a_report(), accords=(), ties=())


def held(path: Path) -> dict[str, list[tuple]]:
    with duckdb.connect(str(path), read_only=True) as db:
        names = [name for (name,) in db.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        return {name: db.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


@pytest.mark.parametrize("version", OLDER)
def test_the_digest_of_an_older_version_is_that_of_its_pinned_schema(version):
    assert OLDER[version] == stable_id(*statements(version))


def test_every_older_version_is_known():
    assert sorted(OLDER) == list(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("version", OLDER)
@pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])
def test_an_older_chronicle_is_copied_and_upgraded_once(tmp_path, read_only, version):
    path = tmp_path / "c.duckdb"
    make_old(path, version)
    before = held(path)
    with Chronicle.open(path, read_only) as chronicle:
        (note,) = chronicle.notes
        assert chronicle.report("paper-1") == old_report(version)
    kept = tmp_path / f"c.version-{version}.duckdb"
    assert note == f"{path} was of schema version {version} and is of version {SCHEMA_VERSION} now; as it was: {kept}"
    assert held(kept) == before
    after = held(path)
    assert {name: after[name] for name in before if name != "meta"} == {
        name: rows for name, rows in before.items() if name != "meta"
    }
    with Chronicle.open(path, read_only) as again:
        assert again.notes == ()
    assert sorted(tmp_path.iterdir()) == [path, kept]


@pytest.mark.parametrize("version", OLDER)
def test_a_command_on_an_older_chronicle_answers_and_says_it_once(tmp_path, capsys, version):
    path = tmp_path / "c.duckdb"
    make_old(path, version)
    asked = ["query", "SELECT event, event_text FROM events", "--csv", "--db", str(path)]
    for said in (f"{path} was of schema version {version} and is of version {SCHEMA_VERSION} now", ""):
        assert main.run(asked) == 0
        out, err = capsys.readouterr()
        assert out == "event,event_text\nCONSULT,met\n"
        assert err.startswith(said) and bool(err) == bool(said)


@pytest.mark.parametrize("version", OLDER)
def test_an_upgraded_chronicle_is_one_of_the_present(tmp_path, version):
    """The same tables and views, and its documents wait for the next run to link them."""
    old, new = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    make_old(old, version)
    for path in (old, new):
        with Chronicle.open(path):
            pass
    shapes = []
    for path in (old, new):
        with duckdb.connect(str(path), read_only=True) as db:
            shapes.append(
                db.execute("SELECT table_name, column_name, data_type FROM duckdb_columns() ORDER BY ALL").fetchall()
            )
    assert shapes[0] == shapes[1]
    assert held(old)["unlinked"] == [("paper-1",)]
    with Chronicle.open(old) as chronicle:
        link_stories(chronicle)
        assert list(chronicle.query("SELECT reports, texts FROM stories").rows) == [(1, 1)]


def test_an_upgraded_chronicle_takes_the_records_of_the_present(tmp_path):
    path = tmp_path / "c.duckdb"
    make_old(path)
    with Chronicle.open(path) as chronicle:
        chronicle.add([a_report("paper-2")], chronicle.start_run("2", "Options()", "o2"))
        assert chronicle.report("paper-2") == a_report("paper-2")


def test_an_earlier_copy_is_not_overwritten(tmp_path):
    path = tmp_path / "c.duckdb"
    make_old(path)
    (tmp_path / "c.version-1.duckdb").write_text("kept by somebody")
    Chronicle.open(path).close()
    assert (tmp_path / "c.version-1.duckdb").read_text() == "kept by somebody"
    assert "documents" in held(tmp_path / "c.version-1~2.duckdb")


def test_a_chronicle_that_cannot_be_copied_stays_as_it_is(tmp_path, monkeypatch):
    path = tmp_path / "c.duckdb"
    make_old(path)
    before = held(path)

    def full(source, target):
        Path(target).write_text("the first part")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dragoman.store._migrations.shutil.copy2", full)
    with pytest.raises(StoreError, match="the disk is full"):
        Chronicle.open(path)
    assert held(path) == before
    assert list(tmp_path.iterdir()) == [path]
