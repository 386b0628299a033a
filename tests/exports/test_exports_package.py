"""The data package, read back, and the command."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.errors import InputError
from dragoman.exports import FORMATS, Losses, find_format
from dragoman.pipeline import Options
from dragoman.records import Report
from dragoman.serving.cli._app import app
from dragoman.serving.cli._export import export_as
from dragoman.store import Chronicle
from tests.exports.chronicles import ACCORD, DOCUMENT, EVENTS, TIE, chronicle


def package(folder: Path) -> tuple[dict[str, Any], dict[str, list[dict[str, str]]], list[str]]:
    """Return datapackage.json, the rows of each file, read as it says they stand, and what was lost."""
    out, losses = folder / "package", Losses()
    with chronicle(folder, accords=(ACCORD,), ties=(TIE,)) as held:
        assert find_format("datapackage").write(held, out, losses) == len(EVENTS)
    described = json.loads((out / "datapackage.json").read_text("utf-8"))
    rows = {}
    for resource in described["resources"]:
        with (out / resource["path"]).open(encoding=resource["encoding"], newline="") as lines:
            reader = csv.DictReader(lines)
            rows[resource["name"]] = list(reader)
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == reader.fieldnames and all(f["description"] for f in fields)
        content = (out / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert resource["bytes"] == len(content)
    return described, rows, losses.lines()


def test_the_package_describes_its_files(tmp_path: Path) -> None:
    described, rows, _ = package(tmp_path)
    of = {resource["name"]: resource["schema"] for resource in described["resources"]}
    assert list(of) == ["events", "documents", "accords", "stages", "terms", "ties"]
    for name, schema in of.items():
        for field in schema["fields"]:
            if field["type"] in ("number", "integer"):
                assert all(float(row[field["name"]]) is not None for row in rows[name] if row[field["name"]])
        keys = [told(row, schema["primaryKey"]) for row in rows[name]]
        assert len(set(keys)) == len(keys)
        for key in schema.get("foreignKeys", ()):
            there = key["reference"]
            known = {told(row, there["fields"]) for row in rows[there["resource"]]}
            assert {told(row, key["fields"]) for row in rows[name]} <= known


def told(row: dict[str, str], key: str | list[str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ([key] if isinstance(key, str) else key))


def test_the_package_holds_the_records(tmp_path: Path) -> None:
    _, rows, lost = package(tmp_path)
    read = [(row["id"], row["event"], row["aux"], row["date"]) for row in rows["events"]]
    assert read == [(e.id, e.event, "; ".join(e.aux), e.date or "") for e in EVENTS]
    (accord,) = rows["accords"]
    assert (accord["name"], accord["parties"], accord["mentions"]) == ("Treaty of Ho", "GHA/GOV; TGO/MIL/GOV", "d1:0-5")
    assert [(row["n"], row["stage"], row["date"], row["by"], row["aux"]) for row in rows["stages"]] == [
        ("0", "agreed", "2011-03-02", "GHA/GOV; TGO/MIL/GOV", ""), ("1", "ratified", "2012", "", "future"),
    ]  # fmt: skip
    assert rows["stages"][0]["evidence"] == "d1:0-5; d1:6-9" and rows["stages"][0]["said_by_name"] == "United Nations"
    (term,) = rows["terms"]
    assert (term["act"], term["condition"], term["until"]) == ("open the lagoon", "if paid", "")
    (tie,) = rows["ties"]
    assert (tie["tie"], tie["a"], tie["b_name"], tie["aux"], tie["since"]) == (
        "ally", "GHA/GOV", "Armed Forces of Togo", "alleged", "2009",
    )  # fmt: skip
    assert any("texts of documents: 1" in line for line in lost)


@pytest.mark.parametrize("name", FORMATS)
def test_the_command(tmp_path: Path, name: str) -> None:
    chronicle(tmp_path).close()
    out = tmp_path / "out"
    done = CliRunner().invoke(app, ["export", str(tmp_path / "made.duckdb"), "--to", name, "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert out.exists() and f"{FORMATS[name].counts} to {out}" in done.stderr


def test_the_command_names_the_formats(tmp_path: Path) -> None:
    chronicle(tmp_path).close()
    done = CliRunner().invoke(app, ["export", str(tmp_path / "made.duckdb"), "--to", "gdlt"])
    assert done.exit_code != 0 and 'Did you mean "gdelt"' in str(done.exception)


def test_the_calendar_takes_a_pair(tmp_path: Path) -> None:
    chronicle(tmp_path).close()
    line = ["export", str(tmp_path / "made.duckdb"), "--to", "icalendar", "-o", str(tmp_path / "x"), "--pair"]
    done = CliRunner().invoke(app, [*line, "GHA", "Togo"])
    assert done.exit_code == 0 and "Wrote 4 events" in done.stderr


def test_the_help_names_every_format() -> None:
    done = CliRunner().invoke(app, ["export", "--help"], env={"COLUMNS": "400", "NO_COLOR": "1"})
    assert [name for name in FORMATS if name not in done.output] == []


def test_the_citation_names_authors_and_parts(tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    chronicle(tmp_path, accords=(ACCORD,), ties=(TIE,)).close()
    db, out, whole = str(tmp_path / "made.duckdb"), tmp_path / "c.cff", tmp_path / "all.jsonl"
    line = ["export", db, "--to", "citation", "-o", str(out)]
    done = CliRunner().invoke(app, line)
    assert done.exit_code == 0 and "Name who made the data set: --author" in done.stderr
    assert yaml.safe_load(out.read_text("utf-8"))["authors"] == [{"name": "anonymous"}]
    done = CliRunner().invoke(app, [*line, "--author", "Mensah, Ama", "--author", "Institute of: Peace"])
    assert done.exit_code == 0 and "--author" not in done.stderr
    read = yaml.safe_load(out.read_text("utf-8"))
    assert read["authors"] == [{"family-names": "Mensah", "given-names": "Ama"}, {"name": "Institute of: Peace"}]
    CliRunner().invoke(app, ["export", db, "--to", str(whole), "--records", "all"])
    CliRunner().invoke(app, ["export", db, "--to", str(tmp_path / "events.jsonl")])
    by_meaning = {one["description"]: one["value"] for one in read["identifiers"]}
    for name in ("accord", "tie"):
        lines = [row for row in whole.read_bytes().splitlines(True) if json.loads(row)["record"] == name]
        assert lines and by_meaning[f"sha256 of the {name}s as JSONL"] == hashlib.sha256(b"".join(lines)).hexdigest()
    events = hashlib.sha256((tmp_path / "events.jsonl").read_bytes()).hexdigest()
    assert by_meaning["sha256 of the events as JSONL"] == events


def test_the_citation_names_the_models_of_runs_of_this_very_program(tmp_path: Path) -> None:
    options = Options(min_confidence=0.25)
    with Chronicle.open(tmp_path / "c.duckdb") as held:
        run = held.start_run("9.9", repr(options), options.digest())
        held.add([Report(DOCUMENT, "coded")], run)
        out = tmp_path / "CITATION.cff"
        _, lost = export_as(held, find_format("citation"), out, None, ["Ama"])
    digest = (Path(dragoman.__file__).parent / "events" / "weights" / "digest.txt").read_text("ascii").strip()
    assert digest in out.read_text("utf-8") and lost == []


@pytest.mark.parametrize("wrong", [["--to", "gdelt", "--author", "A"], ["--to", "plover", "--pair", "GHA", "TGO"]])
def test_what_goes_with_another_format_is_refused(tmp_path: Path, wrong: list[str]) -> None:
    chronicle(tmp_path).close()
    done = CliRunner().invoke(app, ["export", str(tmp_path / "made.duckdb"), *wrong])
    assert isinstance(done.exception, InputError) and "goes with --to" in str(done.exception)
