"""Foreign events in a chronicle, beside our own: the command, its counts, and our own files read back."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import Phase, given, settings
from typer.testing import CliRunner, Result

import dragoman
from dragoman.errors import InputError, StoreError
from dragoman.exports import Losses, find_cameo, find_format
from dragoman.exports._codes import _crosswalk, dyads
from dragoman.imports import FOREIGN, import_files
from dragoman.records import Report
from dragoman.serving.cli._app import app
from dragoman.store import Chronicle
from tests.exports import strategies
from tests.exports.chronicles import EVENTS, chronicle
from tests.imports.files import file, gdelt, icews, polecat


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def rows(db: Path, columns: str) -> list[tuple[object, ...]]:
    with dragoman.open(db) as held:
        return list(held.query(f"SELECT {columns} FROM foreign_events ORDER BY file, line").rows)


def test_the_command(tmp_path: Path) -> None:
    db = tmp_path / "c.duckdb"
    files = [file(tmp_path, "gdelt", gdelt(), gdelt(EventCode="010")), file(tmp_path, "icews", icews(), "x\ty\n")]
    done = run("import", *files, "--db", db, "--json")
    assert done.exit_code == 3
    assert json.loads(done.stdout) == {
        "read": 4, "filed": 3, "present": 0, "untyped": 1, "unknown_parties": 0, "by_origin": {"gdelt": 2, "icews": 1},
        "rejected": 1, "by_reason": {"wrong_cell_count": 1},
    }  # fmt: skip
    assert f"Set aside: {files[1]}:3: the row has another number of cells" in done.stderr
    assert rows(db, "origin, event, actor[1].code") == [
        ("gdelt", "ACCUSE", "PER"), ("gdelt", None, "PER"), ("icews", "ASSAULT", "HND"),
    ]  # fmt: skip
    with dragoman.open(db) as held:
        assert list(held.query("SELECT place, reason FROM rejects").rows) == [(f"{files[1]}:3", "wrong_cell_count")]
        assert list(held.query("SELECT inputs, finished IS NOT NULL, rejected FROM runs").rows) == [
            ([str(one) for one in files], True, 1)
        ]


def test_reading_again_adds_nothing(tmp_path: Path) -> None:
    db = tmp_path / "c.duckdb"
    path = file(tmp_path, "polecat", polecat(), polecat(), polecat(Event_ID="a17_2"))
    first, _ = import_files([path], db, version="0")
    copy = path.rename(tmp_path / "renamed.txt")
    second, _ = import_files([copy, copy], db, version="0")
    assert (first.filed, first.present, second.filed, second.present) == (2, 1, 0, 6)
    assert len(rows(db, "id")) == 2


def test_our_events_stay_as_they_are(tmp_path: Path) -> None:
    with chronicle(tmp_path) as held:
        before = list(held.events())
    db = tmp_path / "made.duckdb"
    assert run("import", file(tmp_path, "gdelt", gdelt()), "--db", db, "--from", "gdelt").exit_code == 0
    with Chronicle.open(db) as held:
        assert list(held.events()) == before


@pytest.mark.parametrize("name", ["gdelt", "icews"])
def test_our_dyadic_files_come_back(tmp_path: Path, name: str) -> None:
    """What was written is read back: every row, its code, its parties' codes and its place."""
    out = tmp_path / name
    with chronicle(tmp_path) as held:
        find_format(name).write(held, out, Losses())
    made, _ = import_files([out], tmp_path / "back.duckdb", version="0")
    assert made.rejects == [] and dict(made.by_origin) == {name: made.read} and made.unknown_parties == 0
    wanted = [
        (dyad.code.code, dyad.actor.code, dyad.recipient and dyad.recipient.code, event.event)
        for event in EVENTS
        if "negation" not in event.aux and event.same_as is None
        for dyad in dyads(event)
    ]
    told = "cameo, actor[1].code, recipient[1].code, event"
    assert rows(tmp_path / "back.duckdb", told) == wanted


def test_our_polecat_file_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "polecat"
    with chronicle(tmp_path) as held:
        find_format("polecat").write(held, out, Losses())
    import_files([out], tmp_path / "back.duckdb", version="0")
    wanted = [
        (e.id, e.event, list(e.mode[:1]), list(e.context), e.event_scale, e.quad_code,
         [(one.name, one.code, list(one.sector)) for one in e.actor],
         [(one.name, one.code, list(one.sector)) for one in e.recipient],
         e.event_loc and (e.event_loc.name, e.event_loc.country, e.event_loc.lat, e.event_loc.lon))
        for e in EVENTS if "negation" not in e.aux and e.same_as is None
    ]  # fmt: skip
    told = "id, event, mode, context, event_scale, quad_code, actor, recipient, (place, country, lat, lon)"
    read = [
        (*row[:6], *([tuple(one.values()) for one in side] for side in row[6:8]), row[8] if row[8][0] else None)  # type: ignore
        for row in rows(tmp_path / "back.duckdb", told)
    ]
    assert read == wanted


@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(reports=strategies.reports)
def test_our_files_come_back_with_any_names(reports: list[Report]) -> None:
    """No row is lost or torn by what a name holds: as many rows as were written, each under its own date."""
    for name in ("gdelt", "icews", "polecat"):
        with TemporaryDirectory() as made:
            folder = Path(made)
            with strategies.filed(folder, reports) as held:
                count = find_format(name).write(held, folder / name, Losses())
            if count == 0:
                continue
            read, _ = import_files([folder / name], folder / "back.duckdb", version="0")
            assert (read.rejects, read.read, read.filed) == ([], count, count)
            assert dict(read.by_origin) == {name: count}


def test_a_missing_file_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        import_files([tmp_path / "none"], tmp_path / "c.duckdb", version="0")
    assert not (tmp_path / "c.duckdb").exists()


def test_a_table_of_another_version_is_refused(tmp_path: Path) -> None:
    db = tmp_path / "c.duckdb"
    Chronicle.open(db).close()
    with duckdb.connect(str(db)) as connection:
        connection.execute("CREATE TABLE foreign_events (id INT)")
    with pytest.raises(StoreError, match="another version"):
        import_files([file(tmp_path, "icews", icews())], db, version="0")


def test_every_column_has_a_meaning() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "imports.md").read_text("utf-8")
    assert [c.name for c in FOREIGN.columns if not c.meaning or f"`{c.name}`" not in manual] == []


def test_every_code_of_the_crosswalk_comes_back_as_its_type() -> None:
    """But one: CAMEO has no code for an official who resigns; the nearest is a reform that was asked for."""
    steps = [(event, step.code) for event, found in _crosswalk().items() for step in found]
    assert [(event, code) for event, code in steps if (known := find_cameo(code)) is None or known.event != event] == [
        ("RETREAT", "083")
    ]
