"""The everyday sentence, in every form: a table of cases (plain_cases.txt) that anybody can add a row to."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.records import AUX_MODES, UNKNOWN_CODE, Entity, Event

CASES = Path(__file__).with_name("plain_cases.txt")


def cases() -> list[object]:
    rows = [line.split(" | ") for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [pytest.param(s, expected, id=f"{i}-{form}") for i, (form, s, expected) in enumerate(rows)]


def codes(entities: tuple[Entity, ...]) -> str:
    return "+".join(sorted({e.code for e in entities if e.code != UNKNOWN_CODE})) or "-"


def shown(event: Event) -> str:
    aux = "".join(f" !{a}" for a in AUX_MODES if a in event.aux)
    return f"{event.event} {codes(event.actor)} > {codes(event.recipient)}{aux}"


def normal(expected: str) -> str:
    """Return an expectation with its parties in sorted order."""
    words = expected.split()
    words[1] = "+".join(sorted(words[1].split("+")))
    return " ".join(words)


@pytest.mark.parametrize("sentence, expected", cases())
def test_who_did_what_to_whom(coder: Coder, sentence: str, expected: str) -> None:
    wanted = [] if expected == "NONE" else [normal(e) for e in expected.split(" ; ")]
    found = [shown(event) for event in coder.read(sentence, published="2015-06-10").events]
    assert found == wanted if not wanted else all(w in found for w in wanted), found
