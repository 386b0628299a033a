"""Linking what runs filed: the same stories however the documents came, and what a person decided stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from chronicles import contents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.records import Count, Document, Entity, Event, Place, Report, SentenceRef, Size, Zone, stable_id
from dragoman.running import _linking as linking
from dragoman.running import link_stories, merge_stories, split_story
from dragoman.store import Chronicle

FIRST_DAY = date(1997, 3, 10)


def entity(code: str, name: str) -> Entity:
    return Entity(name, 0, len(name), name, code, ("MIL",), via="name")


def report(
    id: str, text: str, day: int, *, actor: str = "ZAR", recipient: str = "RWA", event: str = "ASSAULT",
    dead: int | None = None, where: str | None = None, told: str | None = "day", extra: str = "",
) -> Report:  # fmt: skip
    """A report of one act, told in its first sentence, published so many days after FIRST_DAY."""
    published = FIRST_DAY + timedelta(days=day)
    place = Place(where, 0, 1, where, len(where) * 911, country="ZAR", feature_code="PPL") if where else None
    act = Event(
        stable_id(id, event), id, event, text.split()[1], 0, 5, SentenceRef(0, 0, len(text)),
        actor=(entity(actor, "the rebels"),) if actor else (), recipient=(entity(recipient, "the army"),),
        date=published.isoformat() if told else None, date_precision=told, event_loc=place,
        size=Size(dead=Count(dead, dead, 0, 1)) if dead is not None else None, confidence=0.7,
    )  # fmt: skip
    whole = text + extra
    return Report(
        Document(id, whole, published=published, zones=(Zone("body", 0, len(whole)),)), "coded", events=(act,)
    )


RAID = "Fighters shelled the airfield of Kisangani before dawn and burned two transport planes, a pilot said by radio."
AGAIN = "The airfield of Kisangani was shelled before dawn by fighters who burned transport planes, traders said."
BRIDGE = "Fighters blew up the bridge over the Lindi river and cut the road on which the garrison got its food."
LATER = "Gunners shelled the airfield of Kisangani for a second time and hit the tower, the bishop wrote in a letter."
FAR = " Zaire has been at war since October. Its president is in Nice for treatment, and mercenaries train his men."
REPORTS = (
    report("a", RAID, 0, dead=4, where="Kisangani"),
    report("b", "KISANGANI (AP) - " + RAID, 0, dead=4, where="Kisangani"),
    report("c", RAID, 2, dead=4, where="Kisangani", extra=FAR),
    report("d", AGAIN, 1, dead=6, where="Kisangani"),
    report("e", BRIDGE, 1, where="Lindi", extra=FAR),
    report("f", BRIDGE.replace("food", "bread"), 1, told=None, actor="", extra=FAR),
    report("g", BRIDGE, 3, told=None, actor=""),
    report("h", LATER, 40, dead=6, where="Kisangani"),
    report("i", "Mediators met the rebels in Lusaka over a truce.", 3, event="CONSULT"),
)


def file(chronicle: Chronicle, reports: Sequence[Report], coder: str = "1") -> None:
    chronicle.add(reports, chronicle.start_run("1", "", coder))


def made(path: Path, runs: Sequence[Sequence[Report]]) -> dict[str, list[tuple]]:
    with Chronicle.open(path) as chronicle:
        for reports in runs:
            file(chronicle, reports)
            link_stories(chronicle)
    return contents(path)


def stories(chronicle: Chronicle) -> set[frozenset[str]]:
    """The stories as sets of documents."""
    return {frozenset(docs) for (docs,) in chronicle.query("SELECT list(doc) FROM reports GROUP BY story").rows}


@pytest.fixture
def chronicle(tmp_path):
    with Chronicle.open(tmp_path / "c.duckdb") as opened:
        file(opened, REPORTS)
        link_stories(opened)
        yield opened


def story_of(chronicle: Chronicle, doc: str) -> str:
    [(story,)] = chronicle.query(f"SELECT story FROM reports WHERE doc = '{doc}'").rows
    return story


def event_of(chronicle: Chronicle, doc: str) -> str:
    [event] = chronicle.events("doc = ?", [doc])
    return event.id


def test_copies_and_retellings_are_one_story(chronicle):
    assert stories(chronicle) == {
        frozenset("abcd"), frozenset("efg"), frozenset("h"), frozenset("i"),
    }  # fmt: skip
    assert dict(chronicle.query("SELECT doc, copy_of FROM reports WHERE copy_of IS NOT NULL").rows) == {
        "b": "a", "c": "a", "f": "e", "g": "e",
    }  # fmt: skip


def test_each_story_is_counted_once(chronicle):
    months = chronicle.query("SELECT a, b, month, acts, reports FROM pair_months ORDER BY ALL")
    assert list(months.rows) == [("RWA", "ZAR", "1997-03", 3, 8), ("RWA", "ZAR", "1997-04", 1, 1)]
    told = chronicle.query(
        "SELECT reports, texts, dead_low, dead_high, earliest, latest FROM stories WHERE reports > 3"
    )
    assert list(told.rows) == [(4, 2, 4, 6, FIRST_DAY, FIRST_DAY + timedelta(days=2))]
    assert {(event.story,) for event in chronicle.events()} == set(chronicle.query("SELECT id FROM stories").rows)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.permutations(REPORTS), st.lists(st.integers(0, len(REPORTS)), max_size=3))
def test_the_order_and_the_runs_make_no_difference(tmp_path_factory, reports, cuts):
    folder = tmp_path_factory.mktemp("c")
    ends = [0, *sorted(cuts), len(reports)]
    runs = [reports[start:end] for start, end in pairwise(ends)]
    assert made(folder / "cut.duckdb", runs) == made(folder / "whole.duckdb", [REPORTS])


@pytest.mark.parametrize("size", [1, 2, 3])
def test_what_is_held_in_memory_makes_no_difference(tmp_path, monkeypatch, size):
    whole = made(tmp_path / "whole.duckdb", [REPORTS])
    monkeypatch.setattr(linking, "_DOCUMENTS", size)
    monkeypatch.setattr(linking, "_EVENTS", size)
    assert made(tmp_path / "slices.duckdb", [REPORTS]) == whole


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(REPORTS), st.sampled_from(REPORTS)), min_size=1, max_size=6))
def test_a_document_coded_anew_leaves_no_trace(tmp_path_factory, swaps):
    """Documents that change to another's text, day and act, one run after another, make what they make at once."""
    folder = tmp_path_factory.mktemp("c")
    first = [renamed(old, f"d{n}") for n, (old, _) in enumerate(swaps)]
    second = [renamed(new, f"d{n}") for n, (_, new) in enumerate(swaps)]
    assert made(folder / "changed.duckdb", [first, *([one] for one in second)]) == made(
        folder / "whole.duckdb", [second]
    )


def renamed(told: Report, id: str) -> Report:
    events = tuple(replace(event, id=stable_id(id, event.event), doc=id) for event in told.events)
    return replace(told, document=replace(told.document, id=id), events=events)


def test_nothing_new_is_nothing_to_do(chronicle, monkeypatch):
    monkeypatch.setattr(linking, "_link", lambda _: pytest.fail("linked again"))
    link_stories(chronicle)


def test_a_linking_that_fails_leaves_all_as_it_was(tmp_path, monkeypatch):
    before = made(tmp_path / "c.duckdb", [REPORTS[:4]])
    with Chronicle.open(tmp_path / "c.duckdb") as chronicle:
        file(chronicle, REPORTS[4:])
        monkeypatch.setattr(linking, "cluster", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            link_stories(chronicle)
        monkeypatch.undo()
    held = contents(tmp_path / "c.duckdb")
    kept = ("stories", "story_events", "links", "copies")
    assert {name: held[name] for name in kept} == {name: before[name] for name in kept}
    assert [doc for (doc,) in held["unlinked"]] == ["e", "f", "g", "h", "i"]
    with Chronicle.open(tmp_path / "c.duckdb") as chronicle:
        link_stories(chronicle)
    assert contents(tmp_path / "c.duckdb") == made(tmp_path / "whole.duckdb", [REPORTS])


# Decisions


def test_a_split_stays_through_later_runs(chronicle):
    split = split_story(chronicle, story_of(chronicle, "d"), [event_of(chronicle, "d")])
    assert [story.id for story in split] == [story_of(chronicle, "a"), story_of(chronicle, "d")]
    assert {frozenset("abc"), frozenset("d")} <= stories(chronicle)
    file(chronicle, [report("k", RAID, 1, dead=5, where="Kisangani"), *REPORTS[:2]], coder="2")
    link_stories(chronicle)
    assert {frozenset("abck"), frozenset("d")} <= stories(chronicle)


def test_a_copy_can_be_split_off(chronicle):
    split_story(chronicle, story_of(chronicle, "b"), [event_of(chronicle, "b")])
    assert {frozenset("acd"), frozenset("b")} <= stories(chronicle)


def test_a_merge_stays_and_lets_each_side_grow(chronicle):
    story = merge_stories(chronicle, story_of(chronicle, "a"), story_of(chronicle, "h"))
    assert story_of(chronicle, "h") == story.id
    file(chronicle, [report("k", RAID, 1, dead=5, where="Kisangani"), report("l", LATER, 41, where="Kisangani")])
    link_stories(chronicle)
    assert frozenset("abcdhkl") in stories(chronicle)
    assert story_of(chronicle, "l") == story_of(chronicle, "k")


def test_the_later_decision_wins(chronicle):
    before = stories(chronicle)
    split_story(chronicle, story_of(chronicle, "d"), [event_of(chronicle, "d")])
    merge_stories(chronicle, story_of(chronicle, "d"), story_of(chronicle, "a"))
    assert stories(chronicle) == before
    split_story(chronicle, story_of(chronicle, "d"), [event_of(chronicle, "d")])
    assert frozenset("d") in stories(chronicle)


@pytest.mark.parametrize("runs", [
    pytest.param((REPORTS,), id="decided-when-all-is-here"),
    pytest.param((REPORTS[3:], REPORTS[:3]), id="others-come-later"),
    pytest.param((REPORTS[4::3], REPORTS[:4], REPORTS[5:7], REPORTS[8:]), id="those-that-join-come-later"),
])  # fmt: skip
def test_decisions_and_documents_may_come_in_any_order(tmp_path, runs):
    """A decision on events holds through later runs; other events join as linking says, whenever they come."""
    with Chronicle.open(tmp_path / "c.duckdb") as chronicle:
        file(chronicle, runs[0])
        link_stories(chronicle)
        merge_stories(chronicle, story_of(chronicle, "e"), story_of(chronicle, "h"))
        for reports in runs[1:]:
            file(chronicle, reports)
            link_stories(chronicle)
        assert stories(chronicle) == {frozenset("abcd"), frozenset("efgh"), frozenset("i")}


@pytest.mark.parametrize("latest_first, kept", [
    pytest.param([("a", "b", True), ("a", "b", False)], [True], id="the later of two"),
    pytest.param([("a", "c", False), ("a", "b", True), ("b", "c", True)], [False, True], id="a merge undoes no split"),
    pytest.param([("a", "b", True), ("b", "c", True), ("a", "c", False)], [True, True], id="a split no merge"),
    pytest.param([("a", "b", False), ("c", "d", True)], [False, True], id="nothing to do with one another"),
])  # fmt: skip
def test_decisions_that_later_ones_contradict_are_left_out(latest_first, kept):
    assert [decision.same for decision in linking._consistent(latest_first)] == kept


@pytest.mark.parametrize("ask, said", [
    (lambda c: split_story(c, "nowhere", ["x"]), 'holds no story "nowhere"'),
    (lambda c: split_story(c, story_of(c, "a"), [event_of(c, "h")]), "is no event of story"),
    (lambda c: split_story(c, story_of(c, "h"), [event_of(c, "h")]), "not all of them"),
    (lambda c: split_story(c, story_of(c, "a"), []), "name those that leave it"),
    (lambda c: merge_stories(c, story_of(c, "a"), story_of(c, "b")), "are one story already"),
    (lambda c: merge_stories(c, story_of(c, "a"), "nowhere"), 'holds no story "nowhere"'),
])  # fmt: skip
def test_what_cannot_be_decided_is_said(chronicle, ask, said):
    before = stories(chronicle)
    with pytest.raises(InputError, match=said):
        ask(chronicle)
    assert stories(chronicle) == before
