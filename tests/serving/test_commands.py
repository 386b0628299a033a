"""Every command on real input, through the very door a person uses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dragoman.pipeline import Coder, Options
from dragoman.serving.cli import _main

Run = Callable[..., tuple[int, str, str]]
ROWS: Sequence[dict[str, str]] = (
    {"id": "a", "date": "2020-10-20", "text": "Peru expelled the Iranian ambassador."},
    {"id": "b", "date": "2020-10-21", "text": "The cake was good."},
    {
        "id": "c",
        "date": "2020-10-22",
        "text": "Le gouvernement français a condamné hier les frappes sur la ville.",
    },
)


@pytest.fixture
def run(coder: Coder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs one command in an empty folder, with a coder that is loaded already."""

    def loaded(options: Options | None = None) -> Coder:
        return coder if options in (None, Options()) else Coder(options)

    monkeypatch.setattr("dragoman.pipeline.Coder", loaded)
    monkeypatch.setattr("dragoman.serving.cli._run_view.Coder", loaded, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")

    def one(*arguments: str) -> tuple[int, str, str]:
        status = _main.run(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return one


def test_code_keeps_a_chronicle_and_says_where(run: Run) -> None:
    status, out, err = run("code", "in.jsonl")
    assert (status, err) == (0, "")
    assert "chronicle.duckdb now holds 3 documents" in out
    assert "not in English" in out
    assert Path("chronicle.duckdb").exists()


def test_code_again_changes_nothing(run: Run) -> None:
    run("code", "in.jsonl")
    _, before, _ = run("query", "SELECT * FROM events", "--csv")
    _, out, _ = run("code", "in.jsonl", "--json")
    assert json.loads(out)["present"] == 3
    assert run("query", "SELECT * FROM events", "--csv")[1] == before


def test_code_writes_events_with_the_fixed_keys(run: Run) -> None:
    status, out, _ = run("code", "in.jsonl", "--to", "out.jsonl", "--json")
    assert status == 0
    assert not Path("chronicle.duckdb").exists()
    summary = json.loads(out)
    lines = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    assert summary["events"] == len(lines) == 1
    (event,) = lines
    assert (event["event"], event["mode"], event["doc"]) == ("SANCTION", ["expel"], "a")
    assert event["actor"][0]["code"] == "PER"
    assert event["recipient"][0]["code"] == "IRN"
    assert {"text", "start", "end", "code", "sector", "name"} <= event["actor"][0].keys()


def test_code_writes_all_records(run: Run) -> None:
    run("code", "in.jsonl", "--to", "out.jsonl", "--records", "all")
    lines = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    assert [(line["record"], line.get("status")) for line in lines] == [
        ("document", "coded"), ("event", None), ("document", "no_actor"), ("document", "not_english"),
    ]  # fmt: skip
    assert lines[0]["sentences"] and "times" in lines[0] and "places" in lines[0]


def test_what_is_set_aside_is_counted_and_told(run: Run) -> None:
    with Path("in.jsonl").open("a") as file:
        file.write('{"id": \n')
    status, out, err = run("code", "in.jsonl")
    assert status == 3
    assert err == ""
    assert "not valid JSON, CSV or XML" in out and "FROM rejects" in out
    _, listed, _ = run("query", "SELECT place, reason FROM rejects", "--json")
    assert json.loads(listed) == {"place": "in.jsonl:4", "reason": "broken_line"}


def test_min_confidence_is_said(run: Run) -> None:
    _, out, _ = run("code", "in.jsonl", "--json", "--min-confidence", "1")
    summary = json.loads(out)
    assert summary["events"] == 0
    assert summary["silent"]["low_confidence"] == 1


def test_read_shows_the_first_document_and_says_there_are_more(run: Run) -> None:
    status, out, err = run("read", "in.jsonl")
    assert status == 0
    assert "[*1 expelled]" in out and "PER/GOV" in out
    assert "holds more documents" in err


@pytest.mark.parametrize("choice", [("--id", "b"), ("--index", "2")], ids=["by-id", "by-place"])
def test_read_shows_the_document_asked_for(run: Run, choice: tuple[str, str]) -> None:
    status, out, err = run("read", "in.jsonl", *choice)
    assert (status, err) == (0, "")
    assert "The cake was good." in out and "Status: no_actor" in out


def test_read_in_json(run: Run) -> None:
    _, out, _ = run("read", "in.jsonl", "--json", "--records", "all")
    assert [json.loads(line)["record"] for line in out.splitlines()] == ["document", "event"]


def test_read_of_a_document_that_is_not_there(run: Run) -> None:
    assert run("read", "in.jsonl", "--id", "z")[0] == 2
    assert run("read", "in.jsonl", "--index", "9")[0] == 2


def test_explain(run: Run) -> None:
    run("code", "in.jsonl")
    _, listed, _ = run("query", "SELECT id FROM events", "--json")
    event = json.loads(listed)["id"]
    status, out, _ = run("explain", event)
    assert status == 0
    assert "[*1 expelled]" in out and "Why" in out and "PER/GOV" in out
    _, out, _ = run("explain", event, "--json")
    told = json.loads(out)
    assert told["why"] and told["sentence_text"] == ROWS[0]["text"]


def test_explain_of_no_event(run: Run) -> None:
    run("code", "in.jsonl")
    status, _, err = run("explain", "nonesuch")
    assert status == 2
    assert 'no event "nonesuch"' in err


def test_query_forms(run: Run) -> None:
    run("code", "in.jsonl")
    sql = "SELECT id, published, zones, url FROM documents ORDER BY id"
    _, table, _ = run("query", sql)
    assert "2020-10-20" in table
    rows = [json.loads(line) for line in run("query", sql, "--json")[1].splitlines()]
    assert rows[0]["published"] == "2020-10-20" and isinstance(rows[0]["zones"], list) and rows[0]["url"] is None
    header, *lines = csv.reader(io.StringIO(run("query", sql, "--csv")[1]))
    assert header == ["id", "published", "zones", "url"]
    assert len(lines) == 3 and lines[0][3] == ""


@pytest.mark.parametrize("sql", ["DROP TABLE events", "SELECT 1; SELECT 2", "SELEC", "COPY events TO 'x.csv'"])
def test_a_query_changes_nothing(run: Run, sql: str, tmp_path: Path) -> None:
    run("code", "in.jsonl")
    status, out, err = run("query", sql)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("records", ["events", "all"])
def test_export_writes_what_code_would_have_written(run: Run, records: str) -> None:
    run("code", "in.jsonl")
    run("code", "in.jsonl", "--to", "direct.jsonl", "--records", records)
    status, out, err = run("export", "--to", "exported.jsonl", "--records", records)
    assert (status, out) == (0, "")
    assert "exported.jsonl" in err
    direct, exported = (
        [json.loads(line) for line in Path(name).read_bytes().splitlines()]
        for name in ("direct.jsonl", "exported.jsonl")
    )
    # Stories are known when all is filed: the chronicle has them, a file written while coding cannot.
    assert [one.pop("story") is None for one in direct if "story" in one] == [True]
    assert [one.pop("story") is None for one in exported if "story" in one] == [False]
    assert exported == direct


def test_actor(run: Run) -> None:
    status, out, _ = run("actor", "Peru", "--json")
    assert status == 0
    told = json.loads(out)
    assert (told["name"], told["code"]) == ("Peru", "PER")
    assert {"name", "code", "sector", "id", "role", "via", "why"} <= told.keys()


def test_actors_from_a_file_one_answer_a_line(run: Run) -> None:
    Path("names.txt").write_text("Peru\n\nnobody at all\n", "utf-8")
    _, out, _ = run("actor", "--from-file", "names.txt", "--json")
    told = [json.loads(line) for line in out.splitlines()]
    assert [line["text"] for line in told] == ["Peru", "", "nobody at all"]
    assert told[1]["code"] == "---"


def test_relate(run: Run) -> None:
    text = ROWS[0]["text"]
    pair = {"id": 7, "text": text, "actor": [0, 4], "recipient": [18, 25]}
    Path("pairs.jsonl").write_text(json.dumps(pair) + "\n{\n", "utf-8")
    status, out, err = run("relate", "pairs.jsonl")
    assert status == 3
    assert "pairs.jsonl:2" in err
    told = json.loads(out)
    assert told["id"] == 7 and told["event"] == "SANCTION"
    assert "NONE" in told["scores"] and sum(told["scores"].values()) == pytest.approx(1, abs=1e-3)


def test_tables(run: Run) -> None:
    status, out, _ = run("tables", "--json")
    assert status == 0
    tables = [json.loads(line) for line in out.splitlines()]
    assert any(table["table"] == "actors/tables/countries.csv" and table["rows"] > 190 for table in tables)
    assert all(table["title"] and table["sources"] for table in tables)
