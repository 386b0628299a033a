"""The data package, read back, and the command."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.exports import FORMATS, Losses, find_format
from dragoman.serving.cli._app import app
from tests.exports.chronicles import EVENTS, chronicle


def test_the_package_describes_its_files(tmp_path: Path) -> None:
    out = tmp_path / "package"
    with chronicle(tmp_path) as held:
        assert find_format("datapackage").write(held, out, Losses()) == len(EVENTS)
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        file = out / resource["path"]
        assert resource["hash"] == "sha256:" + hashlib.sha256(file.read_bytes()).hexdigest()
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(rows[0]) and all(field["description"] for field in fields)
        for field in fields:
            if field["type"] in ("number", "integer"):
                assert all(float(row[field["name"]]) is not None for row in rows if row[field["name"]])
    with (out / "events.csv").open(encoding="utf-8", newline="") as lines:
        read = [(row["id"], row["event"], row["aux"], row["date"]) for row in csv.DictReader(lines)]
    assert read == [(e.id, e.event, "; ".join(e.aux), e.date or "") for e in EVENTS]


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
