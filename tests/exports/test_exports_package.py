"""The data package, read back, and the command."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.errors import InputError
from dragoman.exports import FORMATS, Losses, find_format
from dragoman.pipeline import Options
from dragoman.records import Report
from dragoman.running import link_stories
from dragoman.serving.cli._app import app
from dragoman.serving.cli._export import export_as
from dragoman.store import Chronicle
from tests.exports import readers
from tests.exports.chronicles import ACCORD, DOCUMENT, EVENTS, TIE, chronicle
from tests.exports.readers import Row


def package(folder: Path) -> tuple[Path, dict[str, list[Row]], list[str]]:
    """Return the folder, the rows of each file, and what was lost."""
    out, losses = folder / "package", Losses()
    with chronicle(folder, accords=(ACCORD,), ties=(TIE,)) as held:
        assert find_format("datapackage").write(held, out, losses) == 5
    return out, readers.package(out), losses.lines()


def test_the_package_describes_its_files(tmp_path: Path) -> None:
    out, rows, _ = package(tmp_path)
    described = json.loads((out / "datapackage.json").read_text("utf-8"))
    assert list(rows) == ["events", "documents", "reports", "accords", "stages", "terms", "ties"]
    for resource in described["resources"]:
        content = (out / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert resource["bytes"] == len(content)
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_package_is_valid_to_frictionless(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    out, _, _ = package(tmp_path)
    assert frictionless.validate(str(out / "datapackage.json")).valid


def test_the_package_holds_the_records(tmp_path: Path) -> None:
    _, rows, lost = package(tmp_path)
    assert [row["id"] for row in rows["events"]] == [e.id for e in EVENTS if e.same_as is None]
    (accord,) = rows["accords"]
    assert (accord["name"], accord["parties"], accord["mentions"]) == ("Treaty of Ho", "GHA/GOV; TGO/MIL/GOV", "d1:0-5")
    assert [(row["n"], row["stage"], row["date"], row["by"], row["aux"]) for row in rows["stages"]] == [
        (0, "agreed", "2011-03-02", "GHA/GOV; TGO/MIL/GOV", None), (1, "ratified", "2012", None, "future"),
    ]  # fmt: skip
    assert rows["stages"][0]["evidence"] == "d1:0-5; d1:6-9" and rows["stages"][0]["said_by_name"] == "United Nations"
    (term,) = rows["terms"]
    assert (term["act"], term["condition"], term["until"]) == ("open the lagoon", "if paid", None)
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
        link_stories(held)
        out = tmp_path / "CITATION.cff"
        _, lost = export_as(held, find_format("citation"), out, None, ["Ama"])
    digest = (Path(dragoman.__file__).parent / "events" / "weights" / "digest.txt").read_text("ascii").strip()
    assert digest in out.read_text("utf-8") and lost == []


@pytest.mark.parametrize("wrong", [["--to", "gdelt", "--author", "A"], ["--to", "plover", "--pair", "GHA", "TGO"]])
def test_what_goes_with_another_format_is_refused(tmp_path: Path, wrong: list[str]) -> None:
    chronicle(tmp_path).close()
    done = CliRunner().invoke(app, ["export", str(tmp_path / "made.duckdb"), *wrong])
    assert isinstance(done.exception, InputError) and "goes with --to" in str(done.exception)
