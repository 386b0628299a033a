"""Records in files: each form read back with the tools its users use, whole or not there at all."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from some_reports import a_report, reports

from dragoman.errors import OutputError
from dragoman.records import Event, Reject, event_lines, to_dict
from dragoman.store import LINES, Part, form_of, save
from dragoman.store._shapes import build

EVENT = a_report().events[0]


def lines_of(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_jsonl_holds_one_event_a_line_with_the_keys_of_the_record(tmp_path):
    out = tmp_path / "events.jsonl"
    assert save(event_lines(a_report()), out) == 1
    (line,) = lines_of(out)
    assert line == to_dict(EVENT)
    assert (line["actor"][0]["code"], line["actor"][0]["sector"]) == ("SRB", ["GOV"])


def test_all_records_say_which_they_are(tmp_path):
    out = tmp_path / "all.jsonl"
    save(LINES["all"](a_report()), out, "all")
    assert [line["record"] for line in lines_of(out)] == ["document", "event", "accord", "tie"]


def test_csv_is_flat_and_readable(tmp_path):
    out = tmp_path / "events.csv"
    save(event_lines(a_report()), out)
    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    shown = {name: value for name, value in row.items() if value}
    assert shown == {
        "id": "paper-1-e1", "doc": "paper-1", "event": "CONSULT", "mode": "visit", "context": "diplomatic; military",
        "aux": "historical", "actor": "SRB/GOV; RUS/GOV/MIL", "actor_name": "Serbia; Russia",
        "recipient": "RUS/GOV/MIL", "recipient_name": "Russia", "third_party": "host SRB/GOV", "said_by": "SRB/GOV",
        "said_by_name": "Serbia", "date": "2020-10", "date_precision": "month", "place": "Belgrade", "country": "SRB",
        "lat": "44.80401", "lon": "20.46513", "geonameid": "792680", "dead": "3", "injured": "10-20", "arrested": "5+",
        "quad_code": "1", "event_scale": "1.0", "confidence": "0.75", "event_text": "met", "start": "18", "end": "21",
        "sentence": "0", "why": "met: CONSULT",
    }  # fmt: skip


def test_parquet_is_nested_and_duckdb_reads_it(tmp_path):
    out = tmp_path / "events.parquet"
    save(event_lines(a_report()), out)
    found = duckdb.sql(f"SELECT actor[2].sector[2], event_loc.city, size.injured.most FROM '{out}'").fetchall()
    assert found == [("MIL", "Belgrade", 20)]


@settings(max_examples=40, deadline=None)
@given(many=st.lists(reports, max_size=3))
def test_events_survive_parquet_and_jsonl(tmp_path_factory, many):
    folder = tmp_path_factory.mktemp("files")
    events = [event for report in many for event in report.events]
    for name in ("e.parquet", "e.jsonl", "e.jsonl.gz"):
        save((to_dict(event) for event in events), folder / name)
    rows = pq.read_table(folder / "e.parquet").to_pylist()
    assert [build(Event, row) for row in rows] == events
    read = (folder / "e.jsonl").read_bytes()
    assert [build(Event, json.loads(line)) for line in read.decode("utf-8").split("\n")[:-1]] == events
    assert gzip.decompress((folder / "e.jsonl.gz").read_bytes()) == read


@pytest.mark.parametrize("form", [".jsonl", ".jsonl.gz", ".csv", ".parquet"])
def test_the_same_events_give_the_same_bytes(tmp_path, form):
    first, second = tmp_path / f"a{form}", tmp_path / f"b{form}"
    for out in (first, second):
        save((line for n in range(50) for line in event_lines(a_report(f"d{n}"))), out)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("form", [".csv", ".parquet"])
def test_no_events_still_give_the_columns(tmp_path, form):
    save([], tmp_path / f"none{form}")
    described = duckdb.sql(f"DESCRIBE FROM '{tmp_path / ('none' + form)}'").fetchall()
    assert {"actor", "recipient", "event", "confidence"} <= {row[0] for row in described}


@pytest.mark.parametrize("form", [".jsonl", ".csv", ".parquet"])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, form):
    out = tmp_path / f"events{form}"
    out.write_text("what was there")

    def failing():
        yield from event_lines(a_report())
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError):
        save(failing(), out)
    assert out.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("name, records, said", [
    ("events.xlsx", "events", "cannot tell the form from the name. End it with one of: .jsonl, .jsonl.gz, .csv, .parq"),
    ("events", "events", "cannot tell the form from the name."),
    ("all.csv", "all", ".csv holds events only. For all records name a .jsonl file."),
    ("all.parquet", "all", ".parquet holds events only."),
])  # fmt: skip
def test_a_name_that_gives_no_form_is_refused(name, records, said):
    with pytest.raises(OutputError) as told:
        form_of(Path(name), records)
    assert str(told.value).startswith(f"{name}: {said}")


def commit(part, number, items, rejects=()):
    part.commit(event_lines(a_report(f"d{number}")), rejects, items, f"chain-{items}", {"numbers": {"read": items}})


def test_a_part_goes_on_at_its_last_commit(tmp_path):
    out = tmp_path / "events.jsonl"
    part = Part.open(out, "me")
    commit(part, 1, 1, [Reject("in:1", "binary")])
    part._lines.write(b"a line that was not safe yet")
    part._lines.flush()
    part.close()
    again = Part.open(out, "me")
    assert (again.state.items, again.state.chain, again.state.counts) == (1, "chain-1", {"numbers": {"read": 1}})
    assert not out.exists()
    commit(again, 2, 2)
    again.finish()
    assert [line["doc"] for line in lines_of(out)] == ["d1", "d2"]
    assert lines_of(tmp_path / "events.rejects.jsonl") == [{"place": "in:1", "reason": "binary", "detail": ""}]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.jsonl", "events.rejects.jsonl"]


@pytest.mark.parametrize("identity, lost", [("another", None), ("me", "events.jsonl.part"), ("me", "x.part.rejects")])
def test_a_part_of_another_making_is_begun_anew(tmp_path, identity, lost):
    out = tmp_path / "events.jsonl"
    part = Part.open(out, "me")
    commit(part, 1, 1, [Reject("in:1", "binary")])
    part.close()
    if lost is not None:
        (tmp_path / lost.replace("x", "events.jsonl")).unlink()
    part = Part.open(out, identity)
    assert (part.abandoned, part.state.items) == (True, 0)
    commit(part, 2, 1)
    part.finish()
    assert [line["doc"] for line in lines_of(out)] == ["d2"]
    assert [path.name for path in tmp_path.iterdir()] == ["events.jsonl"]


def test_a_second_writer_of_one_file_is_told(tmp_path):
    out = tmp_path / "events.jsonl"
    part = Part.open(out, "me")
    with pytest.raises(OutputError, match=r"is being written by another process"):
        Part.open(out, "me")
    part.close()
    Part.open(out, "me").close()


def test_a_folder_and_a_missing_folder_are_told(tmp_path):
    (tmp_path / "events.jsonl").mkdir()
    with pytest.raises(OutputError, match=r"is a folder. Name a file in it with --to"):
        Part.open(tmp_path / "events.jsonl", "me")
    with pytest.raises(OutputError, match=r"there is no folder .*nowhere. Make it first"):
        Part.open(tmp_path / "nowhere" / "events.jsonl", "me")


def test_a_full_disk_is_told_and_what_was_safe_stays(tmp_path):
    out = tmp_path / "events.jsonl"
    code = """
        import resource, signal, sys
        from pathlib import Path
        from some_reports import a_report
        from dragoman.errors import OutputError
        from dragoman.records import event_lines
        from dragoman.store import Part
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        part = Part.open(Path(sys.argv[1]), "me")
        try:
            for n in range(1, 1000):
                part.commit(event_lines(a_report(f"d{n}")), (), n, "", {})
        except OutputError as error:
            print(n - 1)
            print(error)
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=Path(__file__).parent, check=False)
    done, said = ran.stdout.splitlines()
    assert said.startswith(f"{out} cannot be written: the disk is full or the file too large. Free some space")
    part = Part.open(out, "me")
    assert part.state.items == int(done) > 0
    part.finish()
    assert [line["doc"] for line in lines_of(out)] == [f"d{n}" for n in range(1, int(done) + 1)]
