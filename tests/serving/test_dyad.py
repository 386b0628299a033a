"""`dragoman dyad`: the relation of two, on a chronicle made by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.records import (
    Accord,
    Count,
    Document,
    Entity,
    Event,
    Evidence,
    Report,
    SentenceRef,
    Size,
    Stage,
    Tie,
)
from dragoman.serving.cli import _main
from dragoman.store import Chronicle

Run = Callable[..., tuple[int, str, str]]
TEXT = "Words that say so."


def who(code: str, name: str | None = None) -> Entity:
    return Entity("Words", 0, 5, name or code, code, ("GOV",), via="name")


def event(doc: str, n: int, type: str, actor: str, recipient: str, day: str | None, **more: object) -> Event:
    said = more.pop("said_by", ())
    values = {"quad_code": 1, "event_scale": 4.0, "confidence": 0.9, **more}
    return Event(
        f"{doc}-{n}", doc, type, "say", 11, 14, SentenceRef(0, 0, 18), actor=(who(actor),), recipient=(who(recipient),),
        said_by=tuple(who(code) for code in said), date=day, **values,  # type: ignore[arg-type, attr-defined]
    )  # fmt: skip


def accord(doc: str, *stages: tuple[str, str]) -> Accord:
    said = (Evidence(doc, 0, 5),)
    told = tuple(Stage(stage, (), day, "day", evidence=said) for stage, day in stages)
    parties = (who("ETH", "Ethiopia"), who("KEN", "Kenya"))
    return Accord(f"{doc}-a", None, parties, "a shared power line", "energy", told, told[-1].stage, mentions=said)


ASSAULT = {"quad_code": 4, "event_scale": -9.0}


def filed(doc: str, published: date | None, *records: Event | Accord | Tie) -> Report:
    return Report(
        Document(doc, TEXT, f"Title of {doc}", published, "given", outlet=f"Paper {doc[-1].upper()}"),
        "coded",
        events=tuple(r for r in records if isinstance(r, Event)),
        accords=tuple(r for r in records if isinstance(r, Accord)),
        ties=tuple(r for r in records if isinstance(r, Tie)),
    )


REPORTS = (
    filed(
        "doc-a", date(2011, 3, 2),
        event("doc-a", 0, "CONSULT", "ETH", "KEN", "2011-03-01"),
        event("doc-a", 1, "CONSULT", "ETH", "KEN", "2011-03-01", same_as="doc-a-0"),
        accord("doc-a", ("signed", "2011-03-01")),
        Tie("doc-a-t", "ally", who("ETH", "Ethiopia"), who("KEN", "Kenya"), doc="doc-a", start=0, end=5),
    ),
    filed(
        "doc-b", date(2011, 3, 3),
        event("doc-b", 0, "CONSULT", "KEN", "ETH", "2011-03-01"),
        accord("doc-b", ("signed", "2011-03-02"), ("ratified", "2011-04-09")),
    ),
    filed(
        "doc-c", date(2011, 6, 8),
        event("doc-c", 0, "ASSAULT", "ETH", "KEN", "2011-06-07", said_by=["KEN"],
              size=Size(dead=Count(12, 12, 0, 5)), **ASSAULT),
        event("doc-c", 1, "THREATEN", "KEN", "ETH", None, quad_code=3, event_scale=-4.0, confidence=0.2),
    ),
    filed(
        "doc-d", date(2011, 6, 9),
        event("doc-d", 0, "ASSAULT", "ETH", "KEN", "2011-06-08", said_by=["ETH"], aux=("negation",), **ASSAULT),
        event("doc-d", 1, "ASSAULT", "ETH", "KEN", "2011-06-07", size=Size(dead=Count(30, None, 0, 5)), **ASSAULT),
        event("doc-d", 2, "AID", "ETH", "UGA", "2011-06-08"),
    ),
)  # fmt: skip


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    with Chronicle.open("chronicle.duckdb") as chronicle:
        chronicle.add(REPORTS, chronicle.start_run("test", "", ""))

    def one(*arguments: str) -> tuple[int, str, str]:
        status = _main.run(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    yield one


def asked(run: Run, *arguments: str) -> dict[str, object]:
    status, out, err = run("dyad", *arguments, "--json")
    assert (status, err) == (0, "")
    made: dict[str, object] = json.loads(out)
    return made


def test_an_act_counts_once_and_silent_months_stand_between(run: Run) -> None:
    made = asked(run, "ETH", "Kenya")
    months = made["months"]
    assert isinstance(months, list)
    assert [(m["month"], m["acts"], m["cooperation"], m["conflict"]) for m in months] == [
        ("2011-03", 1, 4.0, 0.0), ("2011-04", 0, 0.0, 0.0), ("2011-05", 0, 0.0, 0.0), ("2011-06", 1, 0.0, 9.0),
    ]  # fmt: skip
    assert (made["acts"], made["undated"], made["unreal"], made["documents"]) == (3, 1, 1, 4)


def test_the_same_whichever_is_named_first(run: Run) -> None:
    one, other = asked(run, "ETH", "KEN"), asked(run, "ken", "ethiopia")
    for key in ("acts", "unreal", "accords", "ties", "reports"):
        assert one[key] == other[key]


@pytest.mark.parametrize(
    "options, acts",
    [
        pytest.param(["--from", "2011-04"], 1, id="from-a-month"),
        pytest.param(["--until", "2011-03"], 1, id="until-a-month"),
        pytest.param(["--from", "2012"], 0, id="from-a-year"),
        pytest.param(["--min-confidence", "0.5"], 2, id="confidence"),
        pytest.param(["--on", "2011-03-02"], 1, id="known-on-a-day"),
    ],
)
def test_a_selection(run: Run, options: list[str], acts: int) -> None:
    assert asked(run, "ETH", "KEN", *options)["acts"] == acts


def test_an_accord_of_two_documents_is_one_and_what_came_later_is_not_known_before(run: Run) -> None:
    (accord,) = asked(run, "ETH", "KEN")["accords"]  # type: ignore[misc]
    assert accord["status"] == "ratified"
    (accord,) = asked(run, "ETH", "KEN", "--on", "2011-03-02")["accords"]  # type: ignore[misc]
    assert accord["status"] == "signed"


def test_what_sources_say_against_one_another(run: Run) -> None:
    found = asked(run, "ETH", "KEN")["disagreements"]
    assert isinstance(found, list)
    told = {d["kind"]: ([t["claim"] for t in d["one"]], [t["speaker"] for t in d["other"]]) for d in found}
    assert told == {
        "act": (["happened", "happened"], ["ETH"]),
        "toll": (["dead 12"], ["Paper D"]),
        "stage": (["signed on 2011-03-01"], ["Paper B"]),
    }


def test_what_a_person_sees(run: Run) -> None:
    status, out, err = run("dyad", "ETH", "KEN")
    assert (status, err) == (0, "")
    assert out.startswith("Ethiopia and Kenya\n3 acts in 4 documents; 1 of them without a month; 1 more ")
    march = next(line for line in out.splitlines() if line.startswith(" 2011-03"))
    june = next(line for line in out.splitlines() if line.startswith(" 2011-06"))
    assert march.count("█") == 10 and june.count("█") == 24 and june.rstrip().endswith("-9.0")
    assert "2011-03-01 signed; 2011-03-02 signed;" in " ".join(out.split())
    for part in ("Accords", "Ties", "Latest reports", "Disagreements"):
        assert f"\n{part}" in out
    assert max(map(len, out.splitlines())) <= 120


def test_a_pair_that_nothing_concerns(run: Run) -> None:
    status, out, _ = run("dyad", "PER", "CHL")
    assert status == 0 and "No document here concerns the two." in out


@pytest.mark.parametrize(
    "arguments, said",
    [
        pytest.param(["Ethiopa", "KEN"], "Did you mean Ethiopia", id="a-near-miss"),
        pytest.param(["ETH", "Ethiopia"], "are the same: Ethiopia", id="one-actor-twice"),
        pytest.param(["ETH", "KEN", "--from", "2011-13"], "YYYY-MM", id="no-date"),
        pytest.param(["ETH", "KEN", "--from", "2012", "--until", "2011"], "Swap them", id="a-period-backwards"),
        pytest.param(["ETH", "KEN", "--on", "June"], "YYYY-MM-DD", id="no-day"),
    ],
)
def test_errors_name_the_cure(run: Run, arguments: list[str], said: str) -> None:
    status, out, err = run("dyad", *arguments)
    assert (status, out) == (2, "")
    assert said in err and err.count("\n") == 1


def test_a_chronicle_that_is_not_there(run: Run) -> None:
    status, _, err = run("dyad", "ETH", "KEN", "--db", "none.duckdb")
    assert status == 1 and "dragoman code" in err
