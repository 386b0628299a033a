"""What the pages for notebooks and for R tell people to type works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from dragoman.exports import FORMATS
from dragoman.exports.datapackage import OTHERS
from dragoman.exports.months import schema
from dragoman.pipeline import Coder
from dragoman.running import run
from dragoman.serving.cli._app import app

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOKS, R = (DOCS / name for name in ("notebooks.md", "r.md"))


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def folder(coder: Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a chronicle, in which one is, as the pages have it."""
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text('{"id": "a", "date": "2020-10-20", "text": "Peru expelled the Iranian ambassador."}\n')
    run(["in.jsonl"], coder, chronicle=Path("chronicle.duckdb"))
    return tmp_path


def test_the_notebook_page(folder: Path, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.pipeline.Coder", lambda: coder)
    names: dict[str, object] = {}
    for block in blocks(NOTEBOOKS, "python"):
        if not re.search(r"to_(pandas|polars)", block):
            exec(block, names)
    event, document = names["event"], names["document"]
    assert document.text[event.start : event.end] == event.event_text == "expelled"  # type: ignore[attr-defined]
    assert len(names["table"]) == 1  # type: ignore[arg-type]
    names["chronicle"].close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_the_notebook_page_with(library: str, folder: Path) -> None:
    pytest.importorskip(library)
    if library == "pandas":
        pytest.importorskip("matplotlib").use("agg")
    names: dict[str, object] = {}
    asking = [block for block in blocks(NOTEBOOKS, "python") if "dragoman.open" in block]
    for block in [*asking, *(block for block in blocks(NOTEBOOKS, "python") if f"to_{library}" in block)]:
        exec(block, names)
    names["chronicle"].close()  # type: ignore[attr-defined]


def test_the_r_page_asks_what_is_there(folder: Path) -> None:
    """R is not here; its SQL is DuckDB's, its commands are ours, and its columns are in the files."""
    page = R.read_text("utf-8")
    for line in re.findall(r"^    dragoman (.*)$", page, re.MULTILINE):
        assert CliRunner().invoke(app, shlex.split(line)).exit_code == 0
    of_files, *of_chronicle = re.findall(r'dbGetQuery\(con, "(.*?)"\)', page, re.DOTALL)
    with duckdb.connect() as db:
        assert db.execute(of_files).fetchall() == [("2020-10", "PER", "IRN", 1)]
    with duckdb.connect("chronicle.duckdb", read_only=True) as db:
        assert [len(db.execute(sql).fetchall()) for sql in of_chronicle] == [1, 0]
    for listed in re.findall(r"select\(([^)]*)\)", page):
        assert set(listed.split(", ")) <= {*schema().names, "month"}
    assert {name.removesuffix(".csv") for name in re.findall(r"package/(\w+\.csv)", page)} <= {"events", *OTHERS}
    targets = {form.target for form in FORMATS.values()}
    assert set(re.findall(r'read\.delim\("([^"]+)"', page)) <= targets
