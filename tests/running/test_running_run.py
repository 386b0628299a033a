"""A run codes everything once, sets aside what it cannot code, and goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from chronicles import contents
from fake_coder import FakeCoder, FakeOptions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import DragomanError, InputError, ModelError, OutputError, StoreError
from dragoman.records import RawDocument, Reject
from dragoman.running import INTERNAL_ERROR, WORKER_DIED, Progress, run
from dragoman.running import _batches as batching
from dragoman.store import Chronicle

Item = RawDocument | Reject


def reader(items: Sequence[Item]) -> Callable[..., Iterator[RawDocument]]:
    """Return a reader that finds these items."""

    def read(inputs: Sequence[str], *, on_reject: Callable[[Reject], None]) -> Iterator[RawDocument]:
        for item in items:
            if isinstance(item, Reject):
                on_reject(item)
            else:
                yield item

    return read


def raw(text: str, id: str | None = None, **more: object) -> RawDocument:
    return RawDocument(place=f"here:{text[:9]}", text=text, id=id, **more)  # type: ignore[arg-type]


def code(items: Sequence[Item], coder: FakeCoder | None = None, **more: object):
    return run(["in"], coder or FakeCoder(), read=reader(items), **{"batch_size": 2, **more})  # type: ignore[arg-type]


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def stop_after(batches: int) -> Callable[[Progress], None]:
    """Return a progress callback that stands for Ctrl-C after so many batches."""
    told: list[Progress] = []

    def told_of(progress: Progress) -> None:
        told.append(progress)
        if len(told) == batches:
            raise KeyboardInterrupt

    return told_of


FIVE = [raw("RUS met SRB", "a"), raw("nothing", "b"), Reject("here:3", "broken_line"), raw("USA", "c"), raw("FRA", "d")]


def test_a_run_reports_what_it_did(tmp_path):
    report = code(FIVE, chronicle=tmp_path / "c.duckdb", output=tmp_path / "o.jsonl")
    assert (report.documents_read, report.coded, report.silent, report.events) == (4, 3, {"no_actor": 1}, 4)
    assert (report.rejects, report.rejected, report.present, report.copies) == ({"broken_line": 1}, 1, 0, 0)
    assert report.sentences_by_silence == {"no_actor": 1}
    assert (report.interrupted, report.notes, report.run) == (False, (), 1)
    assert report.rejects_file == tmp_path / "o.rejects.jsonl"
    assert [line["doc"] for line in lines(tmp_path / "o.jsonl")] == ["a", "a", "c", "d"]


def test_a_run_needs_somewhere_to_put_its_records():
    with pytest.raises(ValueError, match="a chronicle, an output file, or both"):
        code(FIVE)


def test_a_missing_input_is_told_before_anything_is_made(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        run([str(tmp_path / "none.txt")], FakeCoder(), chronicle=tmp_path / "c.duckdb", output=tmp_path / "o.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_up_to_the_end(tmp_path):
    told: list[Progress] = []
    code(FIVE, output=tmp_path / "o.jsonl", on_progress=told.append)
    assert [(p.documents, p.coded, p.events, p.rejects) for p in told] == [(2, 2, 2, 0), (4, 4, 4, 1)]
    assert told[-1].rate > 0


def test_empty_input_makes_an_empty_file(tmp_path):
    assert code([], output=tmp_path / "o.jsonl").documents_read == 0
    assert (tmp_path / "o.jsonl").read_bytes() == b""


# Ids


def test_an_id_met_twice_loses_nothing(tmp_path):
    items = [
        raw("RUS one", "a"), raw("RUS two", "a"), raw("RUS one", "a"), raw("RUS three", "a"), raw("RUS four", "a~2"),
        raw("no id"), raw("no id"), raw("USA", url="http://x/1"), raw("FRA", url="http://x/1"),
    ]  # fmt: skip
    report = code(items, chronicle=tmp_path / "c.duckdb")
    assert (report.documents_read, report.copies, report.renamed) == (9, 2, 4)
    with Chronicle.open(tmp_path / "c.duckdb") as chronicle:
        filed = dict(chronicle.query("SELECT id, text FROM documents").rows)
    assert {id: text for id, text in filed.items() if id.startswith("a")} == {
        "a": "RUS one", "a~2": "RUS two", "a~3": "RUS three", "a~2~2": "RUS four",
    }  # fmt: skip
    assert sorted(filed.values()) == sorted({item.text for item in items})


def test_the_same_text_with_another_date_is_another_document(tmp_path):
    items = [raw("RUS", "a", published=date(2020, 1, 1)), raw("RUS", "a", published=date(2020, 1, 2))]
    report = code(items, chronicle=tmp_path / "c.duckdb")
    assert (report.coded, report.renamed, report.copies) == (2, 1, 0)


def test_a_moved_file_is_not_coded_again(tmp_path):
    code(FIVE, chronicle=tmp_path / "c.duckdb")
    moved = [replace(item, place="there") for item in FIVE if isinstance(item, RawDocument)]
    assert code(moved, chronicle=tmp_path / "c.duckdb").present == 4


def test_text_that_no_file_can_hold_is_mended_in_place(tmp_path):
    items = [raw("RUS \ud800 SRB", "a\udfff", title="\ud800", meta={"\ud800": ["\ud800"]})]
    report = code(items, chronicle=tmp_path / "c.duckdb", output=tmp_path / "o.jsonl", records="all")
    assert (report.coded, report.rejects) == (1, {})
    document = lines(tmp_path / "o.jsonl")[0]
    assert (document["id"], document["text"], document["meta"]) == ("a\ufffd", "RUS \ufffd SRB", {"\ufffd": ["\ufffd"]})


# What cannot be coded


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_fails_costs_only_itself(tmp_path, jobs):
    items = [raw("RUS", "a"), raw("%raise% SRB", "b"), raw("USA", "c"), raw("FRA", "d")]
    report = code(items, chronicle=tmp_path / "c.duckdb", output=tmp_path / "o.jsonl", jobs=jobs, batch_size=4)
    assert (report.documents_read, report.coded, report.rejects) == (4, 3, {INTERNAL_ERROR: 1})
    (reject,) = lines(tmp_path / "o.rejects.jsonl")
    assert (reject["place"], reject["reason"]) == ("here:%raise% S", INTERNAL_ERROR)
    assert reject["detail"].startswith("ValueError: a text that cannot be coded (fake_coder.py:")
    with Chronicle.open(tmp_path / "c.duckdb") as chronicle:
        assert list(chronicle.query("SELECT place, reason, doc FROM rejects").rows) == [
            ("here:%raise% S", INTERNAL_ERROR, "b")
        ]


@pytest.mark.parametrize("jobs, kind", [(1, ValueError), (2, RuntimeError)])
def test_debug_raises_it(tmp_path, jobs, kind):
    with pytest.raises(kind, match="cannot be coded"):
        code([raw("%raise%")], output=tmp_path / "o.jsonl", debug=True, jobs=jobs)


def test_a_worker_that_dies_costs_only_the_document_that_kills_it(tmp_path):
    items = [raw(f"RUS {n}" + " %kill%" * (n in (3, 4)), str(n)) for n in range(9)]
    report = code(items, output=tmp_path / "o.jsonl", jobs=2, batch_size=4)
    assert (report.documents_read, report.coded, report.rejects) == (9, 7, {WORKER_DIED: 2})
    assert [line["doc"] for line in lines(tmp_path / "o.jsonl")] == ["0", "1", "2", "5", "6", "7", "8"]
    detail = "coding it ended the process (exit status 9)"
    assert lines(tmp_path / "o.rejects.jsonl") == [
        {"place": f"here:RUS {n} %ki", "reason": WORKER_DIED, "detail": detail} for n in (3, 4)
    ]


class WithoutModel(FakeCoder):
    def code_raw(self, raw):
        raise ModelError("No model. Install one.")


class NeverStarts(FakeCoder):
    def __init__(self, options):
        if options.flavour == "worker":
            raise SystemExit(3)
        super().__init__(options)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_missing_model_stops_the_run_with_its_own_words(tmp_path, jobs):
    with pytest.raises(ModelError, match=r"^No model. Install one.$"):
        code([raw("RUS")], WithoutModel(), output=tmp_path / "o.jsonl", jobs=jobs)


def test_workers_that_never_start_are_told(tmp_path):
    coder = NeverStarts(FakeOptions())
    coder.options = FakeOptions("worker")
    with pytest.raises(DragomanError, match=r"Worker processes keep ending \(exit status 3\)"):
        code([raw("RUS")], coder, output=tmp_path / "o.jsonl", jobs=2)


def test_many_rejects_without_a_document_keep_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr(batching, "BATCH_REJECTS", 10)
    items = [*(Reject(f"in:{n}", "broken_line") for n in range(95)), raw("RUS"), Reject("in:x", "binary")]
    report = code(items, output=tmp_path / "o.jsonl")
    assert report.rejects == {"broken_line": 95, "binary": 1}
    assert [r["place"] for r in lines(tmp_path / "o.rejects.jsonl")] == [*(f"in:{n}" for n in range(95)), "in:x"]


# Again, and on

texts = st.text(st.sampled_from("RUS ab%"), max_size=9) | st.sampled_from(["RUS met SRB", "%raise%"])
documents = st.builds(raw, texts, st.none() | st.sampled_from(["a", "b", "c", "a~2"]))
inputs = st.lists(documents | st.builds(Reject, st.sampled_from(["p", "q"]), st.just("binary")), max_size=14)
many = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(items=inputs)
def test_two_runs_are_one_run(tmp_path_factory, items):
    path = tmp_path_factory.mktemp("two") / "c.duckdb"
    first = code(items, chronicle=path)
    before = contents(path)
    coder = FakeCoder()
    second = code(items, coder, chronicle=path)
    assert contents(path) == before
    assert (second.documents_read, second.present, second.rejects) == (
        first.documents_read, first.coded + sum(first.silent.values()), first.rejects,
    )  # fmt: skip
    assert coder.coded == []


@many
@given(items=inputs, stops=st.lists(st.integers(1, 4), max_size=3), size=st.integers(1, 4))
def test_a_run_stopped_and_gone_on_is_a_run_undisturbed(tmp_path_factory, items, stops, size):
    folder = tmp_path_factory.mktemp("stopped")
    whole = {"chronicle": folder / "whole.duckdb", "output": folder / "whole.jsonl", "batch_size": size}
    expected = code(items, records="all", **whole)
    coder = FakeCoder()
    for stop in stops:
        code(items, coder, chronicle=folder / "c.duckdb", on_progress=stop_after(stop), batch_size=size)
        code(items, output=folder / "o.jsonl", records="all", on_progress=stop_after(stop), batch_size=size)
    code(items, coder, chronicle=folder / "c.duckdb", batch_size=size)
    last = code(items, output=folder / "o.jsonl", records="all", batch_size=size)
    assert contents(folder / "c.duckdb") == contents(folder / "whole.duckdb")
    assert (folder / "o.jsonl").read_bytes() == (folder / "whole.jsonl").read_bytes()
    kept = folder / "o.rejects.jsonl"
    assert kept.exists() == bool(expected.rejected)
    if expected.rejected:
        assert kept.read_bytes() == (folder / "whole.rejects.jsonl").read_bytes()
    named = ("documents_read", "coded", "silent", "events", "rejects", "copies", "renamed", "sentences_by_silence")
    assert [getattr(last, name) for name in named] == [getattr(expected, name) for name in named]
    assert len(coder.coded) == expected.coded + sum(expected.silent.values())  # each document once


@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.gz", "o.csv", "o.parquet"])
def test_many_jobs_write_what_one_job_writes(tmp_path, name):
    items = [raw(f"RUS met SRB {n} times" + "%raise%" * (n % 13 == 5), str(n % 60)) for n in range(70)]
    items[20:20] = [Reject("here:20", "binary"), Reject("here:21", "binary")]
    for jobs, folder in ((1, tmp_path / "one"), (3, tmp_path / "three")):
        folder.mkdir()
        code(items, output=folder / name, chronicle=folder / "c.duckdb", jobs=jobs, batch_size=7)
    for file in (name, "o.rejects.jsonl"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "three" / file).read_bytes()
    assert contents(tmp_path / "one" / "c.duckdb") == contents(tmp_path / "three" / "c.duckdb")


def test_a_stopped_run_says_so_and_where_it_went_on(tmp_path):
    out = tmp_path / "o.jsonl"
    stopped = code(FIVE, output=out, on_progress=stop_after(1))
    assert (stopped.interrupted, stopped.documents_read, out.exists()) == (True, 2, False)
    coder = FakeCoder()
    went_on = code(FIVE, coder, output=out)
    assert (went_on.interrupted, went_on.documents_read, went_on.resumed_at) == (False, 4, 2)
    assert coder.coded == ["USA", "FRA"]


@pytest.mark.parametrize("change", [
    {"items": [raw("GBR", "z"), *FIVE]}, {"items": FIVE[1:]}, {"items": []},
    {"coder": FakeCoder(FakeOptions("other"))}, {"records": "all"},
], ids=["one-more-before", "one-less", "nothing", "other-options", "other-records"])  # fmt: skip
def test_a_part_of_another_run_is_begun_anew_and_that_is_said(tmp_path, change):
    out = tmp_path / "o.jsonl"
    code(FIVE, output=out, on_progress=stop_after(1))
    change = {"items": FIVE, **change}
    report = code(change["items"], **{k: v for k, v in change.items() if k != "items"}, output=out)
    assert (report.resumed_at, len(report.notes)) == (0, 1)
    assert report.notes[0].endswith("begun anew.")
    clean = tmp_path / "clean"
    clean.mkdir()
    code(change["items"], **{k: v for k, v in change.items() if k != "items"}, output=clean / "o.jsonl")
    assert out.read_bytes() == (clean / "o.jsonl").read_bytes()


def test_standard_input_cannot_be_read_again_and_that_is_said(tmp_path):
    out = tmp_path / "o.jsonl"
    code(FIVE, output=out, on_progress=stop_after(1))
    with pytest.raises(OutputError, match=r"made from other input than this. It is cleared: start the run again"):
        run(["-"], FakeCoder(), read=reader(FIVE[1:]), output=out)
    assert run(["-"], FakeCoder(), read=reader(FIVE[1:]), output=out).documents_read == 3


def test_a_file_beside_a_chronicle_gets_what_was_there_already(tmp_path):
    code(FIVE, output=tmp_path / "fresh.jsonl", records="all")
    code(FIVE[:3], chronicle=tmp_path / "c.duckdb")
    coder = FakeCoder()
    report = code(FIVE, coder, chronicle=tmp_path / "c.duckdb", output=tmp_path / "o.jsonl", records="all")
    assert (report.present, coder.coded) == (2, ["USA", "FRA"])
    assert (tmp_path / "o.jsonl").read_bytes() == (tmp_path / "fresh.jsonl").read_bytes()


def test_changed_text_and_options_are_coded_again(tmp_path):
    path = tmp_path / "c.duckdb"
    code(FIVE, chronicle=path)
    changed = [raw("CHN", "a"), *FIVE[1:]]
    report = code(changed, chronicle=path)
    assert (report.present, report.replaced, report.coded) == (3, 1, 1)
    other = code(changed, FakeCoder(FakeOptions("other")), chronicle=path)
    assert (other.present, other.replaced) == (0, 4)
    code(changed, FakeCoder(FakeOptions("other")), chronicle=tmp_path / "fresh.duckdb")
    code(FIVE, FakeCoder(FakeOptions("other")), chronicle=tmp_path / "other.duckdb")
    fresh, now = contents(tmp_path / "fresh.duckdb"), contents(path)
    assert now == fresh != contents(tmp_path / "other.duckdb")


def test_a_chronicle_in_use_is_told(tmp_path):
    (tmp_path / "c.duckdb").write_text("no database " * 1000)
    with pytest.raises(StoreError, match="is not a chronicle"):
        code(FIVE, chronicle=tmp_path / "c.duckdb")


@pytest.mark.parametrize("day, told", [("2020-01-31", 0), ("2020-02-02", 1)])
def test_documents_later_than_the_table_of_people_are_told_once(tmp_path: Path, day: str, told: int) -> None:
    path = tmp_path / "in.jsonl"
    rows = [{"id": f"d{i}", "text": f"Norway met Chad {i}.", "date": day} for i in range(3)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    report = run([str(path)], FakeCoder(good_to=date(2020, 2, 1)), output=tmp_path / "out.jsonl")
    assert len([note for note in report.notes if "good to 2020-02-01" in note]) == told
