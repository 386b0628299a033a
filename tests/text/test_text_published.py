"""When was it published? Given, dated by its dateline, inferred and saying so, or not known."""

# ruff: noqa: E501 - one row of a table is one line

from __future__ import annotations

from datetime import date

import pytest

from dragoman.records import RawDocument
from dragoman.text import clean
from dragoman.text.days import find_days, first_past_weekday, on_or_after

RIGHTS = "Copyright 2021 The Associated Press. All rights reserved.\n\n"
CAPTION = "The envoy speaks in Velm, Norland, {day}. (AP Photo/Jane Doe)\n\n"
BODY = (
    "The government of Norland {said} that it would reopen the border with Sudmark after a year.\n\nA second paragraph."
)


def text(rights: str = "", caption: str = "", dateline: str = "", said: str = "said") -> str:
    shown = CAPTION.format(day=caption) if caption else ""
    return rights + shown + dateline + BODY.format(said=said)


CASES = [
    pytest.param(text(caption="Thursday, March 4, 2021", said="said in a statement Tuesday"), (2021, 3, 9), "inferred", id="weekday-after-caption"),
    pytest.param(text(RIGHTS, "Thursday, March 4, 2021", said="said on Friday"), (2021, 3, 5), "inferred", id="next-day"),
    pytest.param(text(caption="Thursday, March 4, 2021", said="said Thursday"), (2021, 3, 4), "inferred", id="same-day"),
    pytest.param(text(caption="Wednesday, Dec. 30, 2020", said="announced Saturday"), (2021, 1, 2), "inferred", id="over-new-year"),
    pytest.param(text(RIGHTS, "Thursday, March 4", said="said Monday"), (2021, 3, 8), "inferred", id="year-from-the-rights-line"),
    pytest.param(text(RIGHTS, "Friday, March 4", said="said Monday"), None, "none", id="weekday-belies-the-year"),
    pytest.param(text(caption="March 4, 2021", said="says"), (2021, 3, 4), "inferred", id="no-weekday-the-anchor"),
    pytest.param(text(caption="March 4, 2021", said="will say next Tuesday"), (2021, 3, 4), "inferred", id="a-future-weekday"),
    pytest.param(text(caption="March 4, 2021", said="will announce on Tuesday"), (2021, 3, 4), "inferred", id="will"),
    pytest.param(text(RIGHTS, "March 4, 2016", said="said Tuesday"), None, "none", id="caption-older-than-rights"),
    pytest.param(text(said="said on Tuesday, March 9, 2021,"), (2021, 3, 9), "inferred", id="dated-lead"),
    pytest.param(text(said="said that the accord of March 9, 1991, held and"), None, "none", id="history-in-the-lead"),
    pytest.param(text(said="said Tuesday"), None, "none", id="a-weekday-alone-is-no-date"),
    pytest.param(text(dateline="VIENNA, March 9, 2021 (Reuters) - "), (2021, 3, 9), "dateline", id="dateline"),
    pytest.param(text(RIGHTS, dateline="VIENNA, March 9 (AP) - "), (2021, 3, 9), "dateline", id="dateline-and-rights-year"),
    pytest.param(text(dateline="VIENNA, March 9 (AP) - "), None, "none", id="dateline-without-a-year"),
    pytest.param("Published March 9, 2021\n\n" + text(), (2021, 3, 9), "inferred", id="page-date"),
    pytest.param("FILE - The envoy in Velm, March 4, 2021. (AP Photo/Jane Doe, File)\n\n" + text(said="said Tuesday"), None, "none", id="file-photo"),
]  # fmt: skip


@pytest.mark.parametrize("exact", [False, True], ids=["page", "row"])
@pytest.mark.parametrize("found, expected, basis", CASES)
def test_published(found: str, expected: tuple[int, int, int] | None, basis: str, exact: bool) -> None:
    document = clean(RawDocument("x", found, exact=exact))
    assert document.published == (date(*expected) if expected else None)
    assert document.published_basis == basis
    assert bool(document.published_note) == (basis in ("inferred", "dateline"))


def test_a_given_date_stands() -> None:
    raw = RawDocument("x", text(caption="March 4, 2021"), published=date(2020, 1, 2), published_basis="given")
    document = clean(raw)
    assert (document.published, document.published_basis, document.published_note) == (date(2020, 1, 2), "given", None)


def test_the_note_says_what_it_rests_on() -> None:
    note = clean(
        RawDocument("x", text(caption="Thursday, March 4, 2021", said="said in a statement Tuesday"))
    ).published_note
    assert note is not None
    for words in ("inferred", "first Tuesday", "photo caption", "4 March 2021", "said in a statement Tuesday"):
        assert words in note


@pytest.mark.parametrize(
    "sentence, weekday",
    [
        ("The ministry said Tuesday that it had paid.", 1),
        ("Rebels shelled the town on Sunday, killing ten.", 6),
        ("On Monday, the envoy was recalled.", 0),
        ("The envoy arrives next Tuesday, the ministry said.", None),
        ("It must be paid by Tuesday, the ministry said.", None),
        ("Talks will resume on Tuesday.", None),
        ("The council is to meet on Tuesday.", None),
        ("Every Friday people marched.", None),
        ("Last Friday people marched.", None),
        ("Talks will resume on Friday, the envoy said Tuesday.", 1),
        ("The envoy said talks were held on Wednesday.", 2),
        ("They met on Tuesday, May 4, 2021.", None),
        ("No day is named here.", None),
    ],
)
def test_weekdays_in_the_past(sentence: str, weekday: int | None) -> None:
    found = first_past_weekday(sentence)
    assert (found[0] if found else None) == weekday


def test_days_named_in_running_text() -> None:
    days = list(find_days("On Thursday, Oct. 15, 2020, and 3 May 2019; on June 7th; in May; 2021-02-30; 2021-02-03."))
    assert [day.on() for day in days] == [date(2020, 10, 15), date(2019, 5, 3), None, None, date(2021, 2, 3)]
    assert days[2].on(2018) == date(2018, 6, 7)
    assert on_or_after(date(2020, 10, 15), 1) == date(2020, 10, 20)
