"""Confidence: what speaks for an act raises it, and what is said of it is what it is measured by."""

from __future__ import annotations

import pytest

from bench.events import calibration
from dragoman.events.confidence import SUREST, Judge, signs
from dragoman.events.model import load_model
from dragoman.records import EVENT_TYPES, Entity, Event, SentenceRef

PERU = Entity("Peru", 0, 4, "Peru", "PER", ("GOV",))
UNSAID = Entity("", 9, 9, "Chile", "CHL", ("GOV",))


def event(**named: object) -> Event:
    plain = {"id": "e", "doc": "d", "event": "ACCUSE", "event_text": "accused", "start": 5, "end": 12}
    return Event(**{**plain, "sentence": SentenceRef(0, 0, 20), **named})  # type: ignore[arg-type]


def kinds(none: float, accuse: float) -> list[float]:
    out = [0.0] * (1 + len(EVENT_TYPES))
    out[0], out[1 + EVENT_TYPES.index("ACCUSE")] = none, accuse
    return out


AT = 1 + EVENT_TYPES.index("ACCUSE")


@pytest.mark.parametrize(
    ("none", "accuse", "act", "kind"),
    [(0.5, 0.5, 0.0, 0.0), (0.9999, 0.0, -SUREST, -4.0), (0.0, 1.0, SUREST, 0.0)],
)
def test_log_odds_stay_within_what_says_something(none: float, accuse: float, act: float, kind: float) -> None:
    found = signs(kinds(none, accuse), AT, None, event(), noun=False)
    assert found.act == pytest.approx(act)
    assert found.type == pytest.approx(kind, abs=1e-3)


def test_signs_name_what_is_known_of_an_act() -> None:
    found = signs(kinds(0.1, 0.9), AT, 0.6, event(actor=(PERU,), recipient=(UNSAID,), aux=("future",)), noun=True)
    assert (found.grammar, found.score, found.actor, found.recipient, found.noun) == (1, 0.6, 1, 1, 1)
    assert (found.carried, found.aux, found.doubt) == (1, 1, found.act)
    by_model = signs(kinds(0.1, 0.9), AT, None, event(), noun=False)
    assert (by_model.grammar, by_model.score, by_model.doubt, by_model.carried) == (0, 0, 0, 0)


def test_the_shipped_judge_trusts_what_the_model_is_sure_of() -> None:
    judge = Judge.load()
    said = [
        judge.confidence(signs(kinds(none, 1 - none), AT, 0.7, event(actor=(PERU,)), noun=False))
        for none in (0.99, 0.9, 0.5, 0.1, 0.01)
    ]
    assert said == sorted(said)
    assert said[0] < 0.6 < 0.8 < said[-1]
    assert len(load_model().labels.types) == 1 + len(EVENT_TYPES)


def test_calibration_is_the_mean_gap_between_said_and_right() -> None:
    error, rows = calibration([0.95, 0.95, 0.25, 0.25], [True, True, True, False])
    assert error == pytest.approx((0.05 * 2 + 0.25 * 2) / 4)
    assert [row[1] for row in rows] == [2, 2]
