"""The case tables keep their scores."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import RawDocument
from dragoman.times.patterns import PATTERNS, TRIGGERS
from tests.times.score_cases import PARTS, Case, load, run, share


@pytest.mark.parametrize(
    "part, values, dates",
    [
        # Aimed at: values 0.92, dates of events 0.85. Measured: open 0.997 and 0.959, held out 0.979 and 1.000, the
        # second part of it 0.950 and 1.000 (of ten), the third 0.910 (values only).
        pytest.param("open", 0.98, 0.93, id="open"),
        pytest.param("heldout", 0.96, 0.97, id="heldout"),
        pytest.param("heldout_b", 0.92, 0.90, id="heldout-b"),
        pytest.param("heldout_c", 0.89, None, id="heldout-c"),
    ],
)
def test_the_tables_keep_their_scores(coder: Coder, part: str, values: float, dates: float | None) -> None:
    answers = list(run(coder, load(part)))
    assert share(answers, events=False) >= values
    assert dates is None or share(answers, events=True) >= dates


def held_out() -> list[Case]:
    return [case for part in PARTS[1:] for case in load(part)]


def test_the_tables_are_large_enough() -> None:
    opened, held = load("open"), held_out()
    assert len(opened) + len(held) >= 300
    assert len(held) * 3 >= len(opened)
    assert len({case.construction for case in opened}) >= 30


def test_no_held_out_text_is_in_the_open_table() -> None:
    held = held_out()
    assert not {case.text for case in load("open")} & {case.text for case in held}


def test_times_quote_their_document(coder: Coder) -> None:
    text = "On 3-5 May, early on Monday morning and for more than a decade: the 1998-99 war, at 9 p.m. on Sunday."
    report = coder.code_raw(RawDocument(place="case", text=text, language="en", exact=True))
    assert all(report.document.text[t.start : t.end] == t.text for t in report.times)
    assert all(a.end <= b.start for a, b in zip(report.times, report.times[1:], strict=False))


@pytest.mark.parametrize("part", PARTS)
def test_every_expression_stands_around_its_trigger(part: str) -> None:
    """The finder tries a pattern only there: were its trigger wrong, it would miss what the pattern finds."""
    text = "\n".join(dict.fromkeys(case.text for case in load(part)))
    for trigger, pattern, _ in PATTERNS:
        for match in pattern.finditer(text):
            assert not trigger or TRIGGERS[trigger].search(text, match.start(), match.end() + 20), match[0]
