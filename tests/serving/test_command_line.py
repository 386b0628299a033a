"""Every failure is one line with a cure, and an exit status that says what kind it is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.records import Reject
from dragoman.serving.cli import _app, _main
from dragoman.serving.cli._pairs import Pair, read_pairs
from dragoman.store import Chronicle

DRAGOMAN = [sys.executable, "-c", "from dragoman.serving.cli import main; main()"]


def dragoman(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*DRAGOMAN, *arguments], input=stdin, capture_output=True, cwd=cwd, timeout=120)


@pytest.mark.parametrize(
    "arguments, status, said",
    [
        pytest.param(["cod"], 2, "No such command 'cod'. Did you mean 'code'?", id="near-miss-of-a-command"),
        pytest.param(["code"], 2, "Missing argument", id="no-input"),
        pytest.param(["code", "x", "--jobs", "0"], 2, "--jobs", id="no-jobs"),
        pytest.param(["code", "x", "--jbos", "2"], 2, "No such option: --jbos", id="no-such-option"),
        pytest.param(["code", "x", "--min-confidence", "7"], 2, "--min-confidence", id="out-of-range"),
        pytest.param(["code", "x", "--to", "out.jsnl"], 2, 'Did you mean ".jsonl"?', id="near-miss-of-a-form"),
        pytest.param(["code", "x", "--to", "out.xlsx"], 2, ".parquet", id="unknown-form-lists-the-known"),
        pytest.param(["code", "absent.txt"], 2, "absent.txt: no such file", id="missing-input"),
        pytest.param(["code", "*.nothing"], 2, "no file matches", id="empty-glob"),
        pytest.param(["read", "absent.txt"], 2, "absent.txt: no such file", id="missing-document"),
        pytest.param(["code", "x", "--actors", "absent.csv"], 2, "absent.csv", id="missing-table"),
        pytest.param(["actor"], 2, "TEXT", id="no-name"),
        pytest.param(["actor", "x", "--on", "yesterday"], 2, "YYYY-MM-DD", id="no-day"),
        pytest.param(["actor", "--from-file", "absent.txt"], 2, "absent.txt", id="missing-names"),
        pytest.param(["relate", "absent.jsonl"], 2, "absent.jsonl", id="missing-pairs"),
        pytest.param(["query", "SELECT 1"], 1, "no such chronicle", id="no-chronicle"),
        pytest.param(["explain", "e1"], 1, "no such chronicle", id="nothing-to-explain"),
        pytest.param(["query", "SELECT 1", "--json", "--csv"], 2, "one of --json and --csv", id="both-forms"),
    ],
)
def test_a_failure_is_one_line(
    arguments: Sequence[str],
    status: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _main.run(arguments) == status
    captured = capsys.readouterr()
    assert said in captured.err
    assert len(captured.err.splitlines()) == 1
    assert captured.out == ""
    assert not list(tmp_path.iterdir()), "a command that fails at once leaves nothing behind"


def test_without_a_command_there_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert _main.run([]) == 2
    assert "Commands:" in capsys.readouterr().out


@pytest.mark.parametrize("command", [c.name for c in _app.app.registered_commands])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _main.run([command, "--help"]) == 0
    assert "Usage: dragoman" in capsys.readouterr().out


def _failing(error: Exception) -> object:
    def fail(*arguments: object, **named: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    "error, status, said",
    [
        pytest.param(StoreError("It is locked.\nWait."), 1, "Error: It is locked. Wait.", id="ours"),
        pytest.param(KeyError("x"), 1, "Internal error (KeyError: 'x'). Run again with --debug", id="a-bug"),
        pytest.param(OSError(28, "No space left on device", "/x"), 1, "/x: No space left on device", id="full-disk"),
        pytest.param(KeyboardInterrupt(), 130, "Stopped", id="ctrl-c"),
    ],
)
def test_no_traceback_without_debug(
    error: Exception,
    status: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dragoman.serving.cli._tables.list_tables", _failing(error))
    assert _main.run(["tables"]) == status
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 1


def test_debug_shows_the_traceback(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.serving.cli._tables.list_tables", _failing(KeyError("x")))
    assert _main.run(["tables", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_help_waits_for_nothing_heavy() -> None:
    code = (
        "import sys; from dragoman.serving.cli import _main; _main.run(['code', '--help']);"
        "sys.exit(', '.join({'spacy', 'duckdb', 'pyarrow', 'trafilatura', 'numpy'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("form", [[], ["--csv"], ["--json"]], ids=["table", "csv", "json"])
def test_a_reader_that_has_enough_is_no_error(tmp_path: Path, form: list[str]) -> None:
    """What `dragoman query ... | head -1` does: the pipe is closed before all is written."""
    db = str(tmp_path / "c.duckdb")
    Chronicle.open(db).close()
    sql = "SELECT range, repeat('x', 5000) FROM range(450)"
    process = subprocess.Popen(
        [*DRAGOMAN, "query", sql, "--db", db, *form], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) in (0, 141)  # 0 where the system took all that was written before the close


def test_completion_works() -> None:
    done = dragoman("--show-completion", "bash")
    assert done.returncode == 0
    assert b"_DRAGOMAN_COMPLETE" in done.stdout


PAIR = '{"id": 1, "text": "Peru expelled it", "actor": [0, 4], "recipient": [14, 16]}'


@pytest.mark.parametrize(
    "line, said",
    [
        pytest.param("{", "not JSON", id="broken"),
        pytest.param("[]", "must be an object", id="no-object"),
        pytest.param('{"id": 1}', '"text" is missing', id="no-text"),
        pytest.param(PAIR.replace("[0, 4]", "[0]"), '"actor" must be [start, end]', id="no-span"),
        pytest.param(PAIR.replace("[0, 4]", "[true, 4]"), '"actor" must be [start, end]', id="no-number"),
        pytest.param(PAIR.replace("[14, 16]", "[14, 99]"), "outside the text", id="beyond-the-end"),
        pytest.param(PAIR.replace("[14, 16]", "[4, 4]"), "or is empty", id="no-words"),
    ],
)
def test_a_bad_pair_is_set_aside(line: str, said: str) -> None:
    bad, good = read_pairs([line, "\n", PAIR], "pairs.jsonl")
    assert isinstance(bad, Reject)
    assert bad.place == "pairs.jsonl:1"
    assert said in f"{bad.reason}: {bad.detail}"
    assert good == Pair(1, "Peru expelled it", (0, 4), (14, 16))
