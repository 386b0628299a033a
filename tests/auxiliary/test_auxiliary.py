"""Whether an act happened: the case tables keep their scores, and a report carries the modes."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from tests.auxiliary.score_cases import judge, load, macro, run


@pytest.mark.parametrize(
    "half, floor, types",
    [
        pytest.param("open", 0.95, 0.97, id="open"),  # measured: 0.969, types 0.994
        pytest.param("heldout", 0.92, 0.96, id="heldout"),  # measured: 0.947, types 0.982
    ],
)
def test_the_tables_keep_their_scores(coder: Coder, half: str, floor: float, types: float) -> None:
    answers = list(run(coder, load(half)))
    assert macro(answers) >= floor
    assert sum(judge(case, found)["type"] for case, found in answers) / len(answers) >= types


def test_the_table_is_large_enough() -> None:
    cases = load("open") + load("heldout")
    assert len(cases) >= 300
    assert len({case.construction for case in cases}) >= 20


def test_a_report_carries_the_modes(coder: Coder) -> None:
    report = coder.read("Iraq denied that its planes had bombed Kuwait.", published="2015-06-10")
    event = next(e for e in report.events if e.event == "ASSAULT")
    assert "negation" in event.aux
    assert [e.code for e in event.said_by] == ["IRQ"]
