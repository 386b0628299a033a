"""What a person sees of a document, an event and a run."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hand_made import CAPTION, TEXT, report
from rich.console import Console

from dragoman.records import Report
from dragoman.running import RunReport
from dragoman.serving.cli._explain_view import show_event
from dragoman.serving.cli._marks import Mark, marks_of, with_colour, with_signs
from dragoman.serving.cli._read_view import readable, show_report
from dragoman.serving.cli._run_view import show_summary, summary_of


def shown(report: Report, **console: object) -> str:
    out = io.StringIO()
    show_report(report, Console(file=out, width=120, **console))  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(
    "marks, expected",
    [
        pytest.param([], "Russia's arming of Serbia", id="none"),
        pytest.param([Mark(0, 6, "actor", (1,))], "[A1 Russia]'s arming of Serbia", id="one"),
        pytest.param(
            [Mark(0, 6, "actor", (1, 2)), Mark(9, 15, "act", (1,)), Mark(19, 25, "recipient", (1,))],
            "[A1,2 Russia]'s [*1 arming] of [R1 Serbia]",
            id="several-and-one-in-two-events",
        ),
        pytest.param(
            [Mark(0, 25, "act", (1,)), Mark(0, 6, "actor", (1,))],
            "[*1 [A1 Russia]'s arming of Serbia]",
            id="the-outer-mark-is-outermost",
        ),
    ],
)
def test_marks_without_colour(marks: list[Mark], expected: str) -> None:
    text = "Russia's arming of Serbia"
    assert with_signs(text, marks) == expected


def test_marks_in_colour_change_no_word() -> None:
    made = report()
    marks = marks_of(made.events, {"e1": 7})
    styled = with_colour(TEXT, marks)
    assert styled.plain == TEXT.replace("expelled", "expelled 7")
    assert any("yellow" in str(span.style) for span in styled.spans)


def test_a_document_is_shown_with_marks_fields_events_and_silences() -> None:
    text = shown(report())
    assert "[A1 Peru] [*1 expelled] the [R1 Iranian] ambassador, [S1 the Foreign Ministry] said." in text
    assert "2020-10-20 (inferred: first Tuesday after the caption)" in text
    assert f"caption: {CAPTION}" in text
    assert "furniture: Full Screen" in text
    assert "PER/GOV -> IRN/GOV" in text
    assert "SANCTION (expel)" in text
    assert "no political actor is named" in text
    assert "\x1b" not in text


def test_a_terminal_gets_colour_and_no_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = shown(report(), force_terminal=True, color_system="truecolor")
    assert "\x1b[" in text
    assert "[A1" not in text


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "[A1 Peru]" in shown(report(), force_terminal=True, color_system="truecolor")


def test_a_document_without_events_says_why() -> None:
    made = replace(report(), events=(), status="no_act")
    assert "No event. Status: no_act (actors are named, but no act between them)." in shown(made)


def test_text_cannot_act_on_the_terminal() -> None:
    assert readable("a\x1b[31mb\x07\n") == "a�[31mb�\n"
    assert "\x1b" not in shown(replace(report(), document=replace(report().document, title="x\x1b]0;y\x07")))


def test_an_event_is_explained() -> None:
    made = report()
    out = io.StringIO()
    show_event(made.events[0], made.document, None, Console(file=out, width=140))
    text = out.getvalue()
    assert "[*1 expelled]" in text
    assert '"expel" with an ambassador is SANCTION expel' in text
    assert "nationality" in text and "countries.csv" in text
    assert "2020-10-20 (day)" in text
    assert "SECOND" not in text and "weather" not in text


def test_a_run_is_summed_up() -> None:
    out = io.StringIO()
    made = RunReport(
        documents_read=5,
        coded=2,
        silent={"not_english": 1, "no_act": 2},
        rejects={"broken_line": 3},
        events=4,
        events_by_type={"CONSULT": 3, "AID": 1},
        sentences_by_silence={"no_actor": 9},
    )
    show_summary(made, Console(file=out, width=100))
    lines = [" ".join(line.split()) for line in out.getvalue().splitlines()]
    for expected in (
        "read 5",
        "coded, with events 2",
        "silent: the document is not in English 1",
        "Events: 4",
        "CONSULT 3",
        "no political actor is named 9",
        "not valid JSON, CSV or XML 3",
    ):
        assert expected in lines
    assert not any("copies" in line for line in lines), "what is nought is not shown"
    assert summary_of(made)["silent"] == {"not_english": 1, "no_act": 2}
