"""Copies: the same text again is found, a text on another event with the same boilerplate is not."""

from __future__ import annotations

import pytest

from dragoman.stories import Copies, Signature

SIGNED = (
    "Peru and Ecuador signed a treaty on Monday that settles where their border runs in the Cenepa valley, the foreign"
    " minister of Peru said after the ceremony in Brasilia."
)
BACKGROUND = (
    " The two countries fought three wars over the stretch of jungle in this century. Four states stand as guarantors"
    " of the protocol that ended the first of them. Engineers are to set the last stones before the rains begin, and"
    " farmers on both banks of the river have been promised roads, schools and a market that both may use."
)
OTHER = (
    "Soldiers opened fire on a patrol from across the river at nightfall and wounded three men, an officer told the"
    " radio in Quito, before mortars answered for an hour."
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SIGNED, id="the same"),
        pytest.param("BRASILIA (Reuters) - " + SIGNED, id="under an agency's dateline"),
        pytest.param(SIGNED + BACKGROUND, id="longer below"),
        pytest.param(SIGNED.replace("settles", "lays down"), id="a word changed"),
        pytest.param("Update 2. " + SIGNED, id="with a line before it"),
        pytest.param(SIGNED.upper().lower(), id="in small letters"),
    ],
)
def test_copies(text: str) -> None:
    copies = Copies([("first", Signature.of(SIGNED).to_bytes())])
    assert copies.add("second", text) == "first"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(SIGNED + BACKGROUND, OTHER + BACKGROUND, id="boilerplate in common"),
        pytest.param(SIGNED, SIGNED.replace("Monday", "Friday").replace("Brasilia", "Lima"), id="other names"),
        pytest.param(
            "Police in Lagos arrested 14 men over the attack on a bank in the harbour on Sunday, a spokesman said.",
            "Police in Lagos arrested 31 men over the attack on a bank in the harbour on Sunday, a spokesman said.",
            id="another number",
        ),
        pytest.param("Talks were held in Geneva.", "Talks were held in Geneva again.", id="too short to tell"),
        pytest.param("", "", id="no words"),
    ],
)
def test_no_copies(one: str, other: str) -> None:
    copies = Copies()
    assert copies.add("one", one) is None
    assert copies.add("other", other) is None


def test_a_copy_of_a_copy_is_one_of_the_first() -> None:
    copies = Copies()
    assert copies.add("a", SIGNED) is None
    assert copies.add("b", "LIMA (AP) - " + SIGNED) == "a"
    assert copies.add("c", SIGNED + BACKGROUND) == "a"
    assert len(copies) == 1


def test_another_run_goes_on_where_one_ended() -> None:
    first = Copies()
    first.add("a", SIGNED)
    first.add("b", OTHER)
    second = Copies(first.state())
    assert list(second.state()) == list(first.state())
    assert second.add("c", "QUITO (AP) - " + OTHER) == "b"
    assert second.add("a", SIGNED) is None
    assert second.signature("b") == first.signature("b")
    assert second.signature("c") is None


def test_broken_bytes_are_told() -> None:
    with pytest.raises(ValueError, match="signature"):
        Signature.from_bytes(Signature.of(SIGNED).to_bytes()[:-1])
    with pytest.raises(ValueError, match="signature"):
        Signature.from_bytes(b"")
