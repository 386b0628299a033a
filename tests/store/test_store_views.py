"""The views answer what the manual says they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.records import Document, Entity, Event, Place, Report, SentenceRef
from dragoman.running import link_stories
from dragoman.store import Chronicle

MANUAL = Path(__file__).parents[2] / "docs" / "chronicle.md"
TEXT = "Envoys of Chad and Niger opened a market at Diffa, where herders of both had fought over wells."


def entity(code: str, name: str = "") -> Entity:
    return Entity(name or code, 0, 1, name or code, code, ("GOV",), via="name")


CHAD, NIGER, UNION = entity("TCD"), entity("NER"), entity("IGO", "African Union")
DIFFA = Place("Diffa", 0, 1, "Diffa", 2445488, country="NER", feature_code="PPLA")


def act(n: int, kind: str, day: str | None, scale: float, **more: Any) -> Event:
    event = Event(
        f"e{n}", "d", kind, kind.lower(), n, n + 1, SentenceRef(0, 0, len(TEXT)), actor=(CHAD,), recipient=(NIGER,),
        date=day, date_precision="day", event_scale=scale, quad_code=1,
    )  # fmt: skip
    return replace(event, **more)


EVENTS = (
    act(1, "CONSULT", "2006-05-02", 1.0, actor=(CHAD, NIGER), recipient=(CHAD, NIGER), event_loc=DIFFA),
    act(2, "ASSAULT", "2006-04-29", -9.0),
    act(3, "AID", "2006-05", 7.0, recipient=(NIGER, UNION), date_precision="month"),
    act(4, "THREATEN", "2006-05-01", -4.4, actor=(NIGER,), recipient=(CHAD,), aux=("alleged",)),
    act(5, "REQUEST", None, -1.0, actor=(NIGER,), recipient=(CHAD,), date_precision=None),
)


@pytest.fixture
def chronicle(tmp_path: Path) -> Iterator[Chronicle]:
    with Chronicle.open(tmp_path / "c.duckdb") as opened:
        document = Document("d", TEXT, title="Market days", published=date(2006, 5, 3))
        opened.add([Report(document, "coded", events=EVENTS)], opened.start_run("1", "", "1"))
        link_stories(opened)
        yield opened


@pytest.mark.parametrize("sql, answer", [
    pytest.param(
        "SELECT event, way, real FROM pairs WHERE a = 'NER' AND b = 'TCD' ORDER BY id",
        [("CONSULT", "both", True), ("ASSAULT", "back", True), ("AID", "back", True), ("THREATEN", "forth", False),
         ("REQUEST", "forth", True)],
        id="pairs-have-ways",
    ),
    pytest.param(
        "SELECT month, acts, cooperation, conflict FROM pair_months WHERE a = 'NER' AND b = 'TCD' ORDER BY month",
        [("2006-04", 1, 0.0, 9.0), ("2006-05", 2, 8.0, 0.0), (None, 1, 0.0, 1.0)],
        id="by-month-without-what-is-only-alleged",
    ),
    pytest.param(
        "SELECT event, acts, first, last FROM pair_types WHERE a = 'NER' AND b = 'TCD' AND event < 'B' ORDER BY event",
        [("AID", 1, None, None), ("ASSAULT", 1, date(2006, 4, 29), date(2006, 4, 29))],
        id="by-type",
    ),
    pytest.param(
        "SELECT place, country, acts FROM pair_places WHERE a = 'NER' AND b = 'TCD' ORDER BY ALL",
        [("Diffa", "NER", 1), (None, None, 3)],
        id="by-place",
    ),
    pytest.param("SELECT a, b, acts FROM pair_types WHERE a LIKE 'IGO%'", [("IGO African Union", "TCD", 1)],
                 id="bodies-by-their-names"),
    pytest.param("SELECT day, event FROM latest LIMIT 3",
                 [(date(2006, 5, 3), "AID"), (date(2006, 5, 3), "REQUEST"), (date(2006, 5, 2), "CONSULT")],
                 id="the-latest-first"),
])  # fmt: skip
def test_a_view_answers(chronicle: Chronicle, sql: str, answer: list[tuple[Any, ...]]) -> None:
    assert list(chronicle.query(sql).rows) == answer


@pytest.mark.parametrize("sql", re.findall(r'dragoman query "(.*?)"', MANUAL.read_text("utf-8")))
def test_every_question_of_the_manual_has_an_answer(chronicle: Chronicle, sql: str) -> None:
    assert chronicle.query(sql).to_arrow() is not None
