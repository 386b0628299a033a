"""`dragoman split`, `merge` and `explain` on a chronicle in which one raid is told four times and a bridge once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from dragoman.records import Count, Document, Entity, Event, Report, SentenceRef, Size, stable_id
from dragoman.running import link_stories
from dragoman.serving.cli import _main
from dragoman.store import Chronicle

Run = Callable[..., tuple[int, str, str]]
FIRST_DAY = date(2004, 7, 6)
RAID = "Gunmen attacked the police post at Warri jetty on Tuesday night and took its weapons, the commissioner said."
BRIEF = "The police post at the jetty of Warri was attacked overnight by gunmen who carried off weapons."
BRIDGE = "Gunmen attacked a tug under the Bomadi bridge, and its crew swam to the bank."


def tell(id: str, text: str, day: int, dead: int | None = None, said_by: Sequence[Entity] = ()) -> Report:
    published = FIRST_DAY + timedelta(days=day)
    act = Event(
        stable_id(id), id, "ASSAULT", "attacked", text.index("attacked"), text.index("attacked") + 8,
        SentenceRef(0, 0, len(text)), actor=(Entity("Gunmen", 0, 6, "Gunmen", "NGA", ("REB",), via="description"),),
        recipient=(Entity("police", 0, 6, "police", "NGA", ("COP",), via="description"),), said_by=tuple(said_by),
        date=FIRST_DAY.isoformat(), date_precision="day",
        size=Size(dead=Count(dead, dead, 0, 1)) if dead is not None else None, confidence=0.7,
    )  # fmt: skip
    return Report(Document(id, text, title=f"Paper {id}", published=published), "coded", events=(act,))


COMMISSIONER = Entity("the commissioner", 0, 16, "commissioner", "NGA", ("COP",), via="office")
REPORTS = (
    tell("a", RAID, 1, dead=2, said_by=[COMMISSIONER]),
    tell("b", "WARRI, Nigeria (Reuters) - " + RAID, 1, dead=2, said_by=[COMMISSIONER]),
    tell("c", BRIEF, 2, dead=3),
    tell("d", RAID, 3, dead=2),
    tell("e", BRIDGE, 20),
)


def file(*reports: Report) -> None:
    with Chronicle.open() as chronicle:
        chronicle.add(reports, chronicle.start_run("1", "", "1"))
        link_stories(chronicle)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs one command beside the chronicle."""
    monkeypatch.chdir(tmp_path)
    file(*REPORTS)

    def one(*arguments: str) -> tuple[int, str, str]:
        status = _main.run(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return one


def of(doc: str) -> str:
    return stable_id(doc)


def docs(told: str) -> list[str]:
    """The documents of each story in an answer of JSON lines."""
    return ["".join(sorted(event["doc"] for event in json.loads(line)["events"])) for line in told.splitlines()]


def test_explain_says_why_a_report_belongs_to_an_event(run: Run) -> None:
    status, out, _ = run("explain", of("c"))
    assert status == 0
    about = out[out.index("Story ") :]
    assert [line.split(None, 1) for line in about.splitlines()[1:7]] == [
        ["event", "ASSAULT"],
        ["documents", "4"],
        ["own", "texts     2 (no copies of one another)"],
        ["dated", "2004-07-06"],
        ["dead", "2-3"],
        ["said", "by       NGA/COP"],
    ]
    asked, *others = about.split("\n\n")[1:5]
    assert f'{of("c")}  c, 2004-07-08, "Paper c"' in asked
    assert "is one with" in asked and "words in common" in asked
    assert sum("copies the text of a" in told for told in others) == 2
    assert sum("stands for all" in told for told in (asked, *others)) == 1


def test_explain_takes_a_story_and_gives_json(run: Run) -> None:
    told = json.loads(run("explain", of("c"), "--json")[1])
    assert told["doc"] == "c" and told["told"]["id"] == told["story"]
    assert (told["told"]["tolls"], told["told"]["earliest"]) == ({"dead": [2, 3]}, "2004-07-06")
    assert json.loads(run("explain", told["story"], "--json")[1]) == told["told"]
    assert f"Story {told['story']}" in run("explain", told["story"])[1]


def test_an_event_that_no_run_has_linked_says_so(run: Run) -> None:
    with Chronicle.open() as chronicle:
        chronicle.add([tell("z", BRIDGE, 50)], chronicle.start_run("1", "", "1"))
    assert "In no story yet" in run("explain", of("z"))[1]


@pytest.mark.parametrize("named", ["the story", "an event in it"])
def test_split_and_merge_hold_through_later_runs_and_undo_one_another(run: Run, named: str) -> None:
    story = json.loads(run("explain", of("a"), "--json")[1])["story"] if named == "the story" else of("a")
    status, out, err = run("split", story, of("c"), "--json")
    assert (status, docs(out)) == (0, ["abd", "c"])
    file(tell("f", BRIEF, 1, dead=3))
    assert docs(_stories(run)) == ["abd", "cf", "e"]
    undone = err.split("dragoman ")[1].split()
    assert undone[0] == "merge"
    assert docs(run("merge", of("a"), of("c"), "--json")[1]) == ["abcdf"]
    file(tell("g", RAID, 2, dead=2))
    assert docs(_stories(run)) == ["abcdfg", "e"]


def _stories(run: Run) -> str:
    sql = "SELECT list(struct_pack(doc := doc)) AS events FROM story_events GROUP BY story ORDER BY min(doc)"
    return run("query", sql, "--json")[1]


def test_what_was_decided_is_shown(run: Run) -> None:
    _, out, err = run("merge", of("a"), of("e"))
    assert "decided: one event" in out and "are one event (merge)" in out
    assert "To take it back: dragoman split" in err
    run("split", of("e"), of("e"))
    assert "are not one event (split)" in run("explain", of("e"))[1]


@pytest.mark.parametrize("command, said", [
    (("split", "nowhere", "x"), 'no story "nowhere"'),
    (("split", stable_id("a"), stable_id("e")), "is no event of story"),
    (("split", stable_id("e"), stable_id("e")), "not all of them"),
    (("merge", stable_id("a"), stable_id("b")), "are one story already"),
    (("explain", "nowhere"), 'no event "nowhere"'),
])  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_line(run: Run, command: tuple[str, ...], said: str) -> None:
    status, out, err = run(*command)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize("command", ["split", "merge"])
def test_a_decision_needs_a_chronicle_that_is_there(run: Run, command: str) -> None:
    assert run(command, of("a"), of("b"), "--db", "other.duckdb")[0] != 0
    assert not Path("other.duckdb").exists()
