"""On whose word: the case tables keep their scores, and the cue's offsets are exact."""

from __future__ import annotations

from dragoman.pipeline import Coder
from tests.attribution.score_cases import judge, load, run, totals


def _shares(coder: Coder, half: str) -> dict[str, float]:
    judged = [(case, judge(case, found)) for case, found in run(coder, load(half))]
    return {field: right / number for field, (right, number) in totals(judged).items()}


def test_the_open_half_keeps_its_scores(coder: Coder) -> None:
    """Floors a little below what was measured: speaker 0.989, country 1.000, cue 0.986, direct 0.993."""
    found = _shares(coder, "open")
    assert found["speaker"] >= 0.97
    assert found["country"] >= 0.94
    assert found["cue"] >= 0.97
    assert found["direct"] >= 0.98


def test_the_held_out_half_keeps_its_scores(coder: Coder) -> None:
    """Floors a little below what was measured: speaker 0.943, country 0.897, cue 0.967, direct 1.000."""
    found = _shares(coder, "heldout")
    assert found["speaker"] >= 0.92
    assert found["country"] >= 0.85
    assert found["cue"] >= 0.94
    assert found["direct"] >= 0.98


def test_the_table_is_large_enough() -> None:
    cases = load("open") + load("heldout")
    assert len(cases) >= 300
    assert len({case.construction for case in cases}) >= 20


def test_the_cue_is_a_slice_of_the_text(coder: Coder) -> None:
    for case, found in run(coder, load("open")[:40]):
        if found.cue is not None:
            assert case.text[found.start : found.end] == found.cue
        else:
            assert found.start is None and found.end is None


def test_a_report_carries_the_chain(coder: Coder) -> None:
    report = coder.read(
        "Turkey expelled two Iranian diplomats, the French foreign ministry said.", published="2015-06-10"
    )
    event = next(e for e in report.events if e.event == "SANCTION")
    assert [e.code for e in event.said_by] == ["FRA"]
