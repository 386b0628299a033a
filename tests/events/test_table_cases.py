"""What a verb's object and particle make of it: a table of cases (table_cases.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import Coder
from tests.events.test_plain_cases import normal, shown

CASES = Path(__file__).with_name("table_cases.txt")


def cases() -> list[object]:
    rows = [line.split(" | ") for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [pytest.param(s, expected, id=f"{i}-{form}") for i, (form, s, expected) in enumerate(rows)]


@pytest.mark.parametrize("sentence, expected", cases())
def test_what_object_and_particle_make_of_a_verb(coder: Coder, sentence: str, expected: str) -> None:
    wanted = [] if expected == "NONE" else [normal(e) for e in expected.split(" ; ")]
    found = [shown(event) for event in coder.read(sentence, published="2015-06-10").events]
    assert found == wanted if not wanted else all(w in found for w in wanted), found
