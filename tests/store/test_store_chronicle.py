"""What is filed in a chronicle is there, once, whole, and comes back as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from some_reports import a_report, reports

from dragoman.errors import StoreError
from dragoman.records import Event, Reject
from dragoman.store import SCHEMA_VERSION, Chronicle, Counts, FiledReject, coder_digest

slow_disk = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def chronicle(tmp_path):
    with Chronicle.open(tmp_path / "c.duckdb") as opened:
        yield opened


def run_of(chronicle, options="o1", version="1"):
    return chronicle.start_run(version, "Options()", options, ["in.jsonl"])


def rows(chronicle):
    """Everything in the chronicle but the runs."""
    tables = ("documents", "sentences", "entities", "events", "times", "places", "accords", "ties", "rejects")
    return {table: list(chronicle.query(f"SELECT * FROM {table} ORDER BY ALL").rows) for table in tables}


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    with Chronicle.open(tmp_path_factory.mktemp("chronicle") / "c.duckdb") as opened:
        yield opened


@slow_disk
@given(report=reports)
def test_records_survive_the_store(lasting, report):
    # A digest of its own for every example: with the digest of an earlier one it would be taken for that.
    lasting.add([report], run_of(lasting), digests={report.document.id: repr(report)})
    assert lasting.report(report.document.id) == report
    assert lasting.document(report.document.id) == report.document
    assert tuple(lasting.events("doc = ?", [report.document.id])) == report.events


@slow_disk
@given(many=st.lists(reports, max_size=4, unique_by=lambda report: report.document.id))
def test_coding_the_same_again_changes_nothing(tmp_path_factory, many):
    with Chronicle.open(tmp_path_factory.mktemp("twice") / "c.duckdb") as chronicle:
        first = chronicle.add(many, run_of(chronicle))
        before = rows(chronicle)
        again = chronicle.add(many, run_of(chronicle))
        assert (first.new, again.new, again.replaced, again.unchanged) == (len(many), 0, 0, len(many))
        assert rows(chronicle) == before


def test_a_report_filed_and_opened_again_is_the_same(tmp_path):
    path = tmp_path / "c.duckdb"
    with Chronicle.open(path) as chronicle:
        chronicle.add([a_report()], run_of(chronicle))
    with Chronicle.open(path, read_only=True) as chronicle:
        assert chronicle.report("paper-1") == a_report()
        assert chronicle.event("paper-1-e1") == a_report().events[0]
        assert (chronicle.report("x"), chronicle.document("x"), chronicle.event("x")) == (None, None, None)


CHANGED = {
    "other-text": lambda r: replace(r, document=replace(r.document, text="Something else")),
    "other-date": lambda r: replace(r, document=replace(r.document, published=None)),
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_changed_document_is_replaced_with_all_its_records(chronicle, change):
    chronicle.add([a_report("a"), a_report("b")], run_of(chronicle))
    changed = replace(change(a_report("a")), events=(), times=())
    added = chronicle.add([changed], run_of(chronicle))
    assert (added.new, added.replaced, added.unchanged) == (0, 1, 0)
    assert chronicle.report("a") == changed
    assert chronicle.report("b") == a_report("b")
    assert chronicle.summary().events == 1


@pytest.mark.parametrize("version, options", [("2", "o1"), ("1", "o2")], ids=["other-version", "other-options"])
def test_another_coder_replaces_what_the_first_one_read(chronicle, version, options):
    chronicle.add([a_report()], run_of(chronicle))
    recoded = replace(a_report(), events=())
    assert chronicle.add([recoded], run_of(chronicle, options, version)).replaced == 1
    assert chronicle.report("paper-1") == recoded


def test_has_knows_a_document_by_text_and_coder(chronicle):
    chronicle.add([a_report()], run_of(chronicle), digests={"paper-1": "d1"})
    coder = coder_digest("1", "o1")
    assert chronicle.has("paper-1", "d1", coder)
    assert not chronicle.has("paper-1", "d2", coder)
    assert not chronicle.has("paper-1", "d1", coder_digest("1", "o2"))
    assert not chronicle.has("paper-2", "d1", coder)


def test_a_batch_is_filed_wholly_or_not_at_all(chronicle):
    chronicle.add([a_report("a")], run_of(chronicle))
    before = rows(chronicle)
    unwritable = replace(a_report("b"), sentences=(replace(a_report().sentences[0], start=2**70),))
    with pytest.raises(OverflowError):
        chronicle.add([replace(a_report("a"), events=()), unwritable], run_of(chronicle, "o2"))
    assert rows(chronicle) == before


def test_a_record_of_another_document_is_refused(chronicle):
    stranger = replace(a_report(), events=(replace(a_report().events[0], doc="elsewhere"),))
    with pytest.raises(ValueError, match="elsewhere"):
        chronicle.add([stranger], run_of(chronicle))


def test_rejects_are_filed_once_and_go_when_their_document_is_coded(chronicle):
    broken = FiledReject(Reject("in.jsonl:3", "broken_line", "no JSON"))
    failed = FiledReject(Reject("in.jsonl:4", "internal_error"), doc="paper-1")
    chronicle.add([], run_of(chronicle), rejects=[broken, failed])
    chronicle.add([], run_of(chronicle), rejects=[broken, failed])
    assert list(chronicle.query("SELECT place, run FROM rejects ORDER BY place").rows) == [
        ("in.jsonl:3", 2),
        ("in.jsonl:4", 2),
    ]
    chronicle.add([a_report()], run_of(chronicle), rejects=[broken])
    assert list(chronicle.query("SELECT place, run FROM rejects").rows) == [("in.jsonl:3", 3)]


def test_a_run_keeps_its_counts_and_its_end(chronicle):
    run = run_of(chronicle)
    chronicle.add([a_report()], run, counts=Counts(documents_read=1, documents_filed=1, events=1))
    asked = "SELECT documents_read, documents_filed, events, finished IS NULL, inputs FROM runs"
    assert list(chronicle.query(asked).rows) == [(1, 1, 1, True, ["in.jsonl"])]
    chronicle.finish_run(run, Counts(documents_read=2))
    assert list(chronicle.query(asked).rows) == [(2, 0, 0, False, ["in.jsonl"])]


def test_the_summary_counts_what_is_there(chronicle):
    chronicle.add([a_report("a"), a_report("b"), replace(a_report("c"), status="no_act")], run_of(chronicle))
    summary = chronicle.summary()
    assert (summary.documents, summary.events, summary.accords, summary.ties, summary.runs) == (3, 3, 3, 3, 1)
    assert summary.documents_by_status == {"coded": 2, "no_act": 1}
    assert summary.events_by_type == {"CONSULT": 3}
    assert summary.sentences_by_silence == {"no_actor": 3}


def test_events_are_easy_to_ask_for(chronicle):
    chronicle.add([a_report()], run_of(chronicle))
    asked = chronicle.query("SELECT actor[1].code, event, recipient[1].sector[1], event_loc.country FROM events")
    assert list(asked.rows) == [("SRB", "CONSULT", "GOV", "SRB")]
    pairs = chronicle.query("SELECT a.code, a.name FROM events, unnest(actor) t(a) ORDER BY 1")
    assert (pairs.columns, list(pairs.rows)) == (("code", "name"), [("RUS", "Russia"), ("SRB", "Serbia")])


@pytest.mark.parametrize("sql", [
    "DELETE FROM events", "DROP TABLE events", "INSERT INTO meta VALUES ('a', 'b')", "UPDATE events SET n = 1",
    "COPY events TO 'out.csv'", "ATTACH 'other.duckdb'", "SELECT 1; DELETE FROM events", "CREATE TABLE t (a INT)",
    "CHECKPOINT", "", "SET memory_limit = '1GB'", "WITH a AS (SELECT 1) INSERT INTO meta SELECT 'a', 'b' FROM a",
])  # fmt: skip
def test_a_query_changes_nothing(chronicle, sql):
    chronicle.add([a_report()], run_of(chronicle))
    before = rows(chronicle)
    with pytest.raises(StoreError, match="one SELECT"):
        chronicle.query(sql)
    assert rows(chronicle) == before


@pytest.mark.parametrize("sql", [
    "EXPLAIN ANALYZE DELETE FROM events", "WITH a AS (DELETE FROM events RETURNING id) FROM a",
    "WITH a AS (INSERT INTO meta VALUES ('a', 'b') RETURNING key) FROM a",
    "WITH a AS (UPDATE events SET n = 1 RETURNING id) FROM a",
])  # fmt: skip
@pytest.mark.parametrize("read", [lambda a: list(a.rows), lambda a: a.first(1), lambda a: a.to_arrow()])
def test_a_change_inside_a_question_is_refused(chronicle, sql, read):
    chronicle.add([a_report()], run_of(chronicle))
    before = rows(chronicle)
    with pytest.raises(StoreError, match="read-only"):
        read(chronicle.query(sql))
    assert rows(chronicle) == before


@pytest.mark.parametrize("sql, said", [("SELEC 1", "syntax error"), ("FROM nowhere", "nowhere does not exist")])
def test_a_wrong_query_is_told_in_one_line(chronicle, sql, said):
    with pytest.raises(StoreError, match=said) as told:
        chronicle.query(sql)
    assert "\n" not in str(told.value)


def test_a_query_read_halfway_does_not_stand_in_the_way(chronicle):
    chronicle.add([a_report("a"), a_report("b")], run_of(chronicle))
    answer, events = chronicle.query("FROM range(10000)").rows, chronicle.events()
    assert (next(answer), next(events).doc) == ((0,), "a")
    chronicle.add([a_report("c")], run_of(chronicle))
    assert (len(list(answer)), [event.doc for event in events]) == (9999, ["b"])


# What a user is told. Each is one line that names the file and the cure.


def python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    here = Path(__file__).parent
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=here)


@pytest.mark.parametrize("read_only", [False, True], ids=["second-writer", "reader"])
def test_one_writer_at_a_time_is_said_with_its_process(chronicle, read_only):
    tried = python(
        """
        import sys
        from dragoman.errors import StoreError
        from dragoman.store import Chronicle
        try:
            Chronicle.open(sys.argv[1], read_only=sys.argv[2] == "True")
        except StoreError as error:
            print(error)
        """,
        chronicle.path,
        read_only,
    )
    assert tried.stdout == (
        f"{chronicle.path} is being written by another process (PID {os.getpid()})."
        " Wait until it is done, or choose another file with --db.\n"
    ), tried.stderr


def make_text_file(path):
    path.write_text("This is no database. " * 1000)


def make_other_database(path):
    with duckdb.connect(str(path)) as db:
        db.execute("CREATE TABLE pets (name VARCHAR)")


def make_newer(path):
    Chronicle.open(path).close()
    with duckdb.connect(str(path)) as db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")


def make_other_columns(path):
    Chronicle.open(path).close()
    with duckdb.connect(str(path)) as db:
        db.execute("UPDATE meta SET value = 'x' WHERE key = 'schema_digest'")


@pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])
@pytest.mark.parametrize("make, said", [
    (make_text_file, "is not a chronicle (not a DuckDB file). Choose another file with --db."),
    (make_other_database, "is a DuckDB file, but not a chronicle. Choose another file with --db."),
    (make_newer, f"has schema version 99; this program reads up to {SCHEMA_VERSION}. Upgrade with: pip install -U"),
    (make_other_columns, "was made by a development version with other columns."),
    (lambda path: path.mkdir(), "is a folder. Name a file in it with --db."),
])  # fmt: skip
def test_what_is_no_chronicle_is_said_with_the_cure(tmp_path, make, said, read_only):
    path = tmp_path / "c.duckdb"
    make(path)
    with pytest.raises(StoreError) as told:
        Chronicle.open(path, read_only)
    assert str(told.value).startswith(f"{path} {said}")
    assert "\n" not in str(told.value)


def test_a_missing_chronicle_is_not_made_by_reading(tmp_path):
    path = tmp_path / "c.duckdb"
    with pytest.raises(StoreError, match="no such chronicle"):
        Chronicle.open(path, read_only=True)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(StoreError, match="there is no folder"):
        Chronicle.open(tmp_path / "nowhere" / "c.duckdb")


def test_a_full_disk_is_said_and_what_was_filed_stays(tmp_path):
    path = tmp_path / "c.duckdb"
    tried = python(
        """
        import resource, signal, sys
        from some_reports import a_report
        from dragoman.errors import StoreError
        from dragoman.store import Chronicle
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        filed = 0
        try:
            with Chronicle.open(sys.argv[1]) as chronicle:
                run = chronicle.start_run("1", "", "o1")
                resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
                for n in range(100):
                    chronicle.add([a_report(f"{n}-{m}", "words " * 500 + str(m)) for m in range(50)], run)
                    filed += 50
        except StoreError as error:
            print(filed)
            print(error)
        """,
        path,
    )
    filed, said = tried.stdout.splitlines()
    assert said == (
        f"{path} cannot be written: the disk is full."
        " Free some space and start again: the run goes on where it stopped."
    )
    assert int(filed) > 0
    with Chronicle.open(path) as chronicle:
        assert chronicle.summary().documents == chronicle.summary().events == int(filed)


def test_events_is_a_stream_of_events(chronicle):
    chronicle.add([a_report(f"d{n:04}") for n in range(600)], run_of(chronicle))
    docs = [event.doc for event in chronicle.events() if isinstance(event, Event)]
    assert docs == [f"d{n:04}" for n in range(600)]
