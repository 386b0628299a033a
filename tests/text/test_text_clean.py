"""A text becomes a document: its zones hold everything, nothing is lost, offsets are exact."""

# ruff: noqa: E501 - one row of a table is one line

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import shared

from dragoman.reading import read
from dragoman.records import Document, Furniture, RawDocument
from dragoman.text import clean, find_language
from dragoman.text.blocks import find_blocks

PAGE = """Sudmark reopens border crossing with Norland

Full Screen
3 / 7

© 2021 Reuters. All rights reserved.

A guard lifts the barrier at Velm, March 9, 2021. REUTERS/Kofi Mensah

By Ana Sousa, Reuters

VIENNA (Reuters) - Sudmark reopened its only border
crossing with Norland on Wednesday, officials said,
a year after it had closed it.

Read more: A year of closed borders

“We are glad,” the mayor said.

(Reporting by Ana Sousa; Editing by Tom Reed)
"""


def shown(document: Document) -> list[tuple[str, str]]:
    return [(zone.kind, document.text[zone.start : zone.end]) for zone in document.zones]


def test_a_page_is_freed_of_its_furniture() -> None:
    document = clean(RawDocument("x", PAGE))
    assert shown(document) == [
        ("headline", "Sudmark reopens border crossing with Norland"),
        ("caption", "A guard lifts the barrier at Velm, March 9, 2021."),
        ("credit", "REUTERS/Kofi Mensah"),
        ("dateline", "VIENNA (Reuters) -"),
        (
            "body",
            "Sudmark reopened its only border crossing with Norland on Wednesday, officials said, a year after it had closed it.",
        ),
        ("body", "“We are glad,” the mayor said."),
    ]
    assert document.title == "Sudmark reopens border crossing with Norland"
    assert document.rights == "© 2021 Reuters. All rights reserved."
    assert document.byline == "By Ana Sousa, Reuters; (Reporting by Ana Sousa; Editing by Tom Reed)"
    assert document.agency == "Reuters"
    assert [item for item in document.furniture if item.kind == "furniture"] == [
        Furniture("furniture", "Full Screen"),
        Furniture("furniture", "3 / 7"),
        Furniture("furniture", "Read more: A year of closed borders"),
    ]
    assert (document.published, document.published_basis) == (date(2021, 3, 10), "inferred")
    assert document.meta["rights_year"] == 2021
    assert document.language == "en"


def test_a_row_keeps_every_character_and_the_same_parts_are_marked_in_it() -> None:
    document = clean(RawDocument("x", PAGE, exact=True))
    assert document.text == PAGE
    kinds = [zone.kind for zone in document.zones]
    assert kinds == [
        "headline", "furniture", "furniture", "rights", "caption", "credit", "byline", "dateline", "body", "furniture",
        "body", "byline",
    ]  # fmt: skip
    page = clean(RawDocument("x", PAGE))
    assert (document.rights, document.byline, document.furniture) == (page.rights, page.byline, page.furniture)
    assert (document.published, document.dateline) == (page.published, page.dateline)


@pytest.mark.parametrize(
    "title, text, headline",
    [
        ("Talks fail again", "Talks fail again\nThe envoy left on Monday.", "Talks fail again"),
        ("Talks fail again", "TALKS  FAIL AGAIN The envoy left on Monday.", "TALKS  FAIL AGAIN"),
        ("Talks fail again", "Talks fail again. VIENNA — The envoy left.", "Talks fail again."),
        ("Talks fail again", "Talks fail again, and the envoy leaves.", None),
        ("Talks fail again", "Talks fail again after the envoy leaves.", None),
        ("Norland", "Norland Said to recall its envoy on Monday.", None),
        (None, "Talks fail again\n\nThe envoy left on Monday after a quarrel.", "Talks fail again"),
        (None, "Will the talks fail?\n\nThe envoy left on Monday after a quarrel.", "Will the talks fail?"),
        (None, "The talks failed.\n\nThe envoy left on Monday after a quarrel.", None),
        (None, "The envoy left on Monday", None),
        (None, "Washington (CNN)\nThe envoy left on Monday after a quarrel.", None),
        (None, "eggs\nflour\nmilk", None),
    ],
)
@pytest.mark.parametrize("exact", [False, True], ids=["page", "row"])
def test_headlines(title: str | None, text: str, headline: str | None, exact: bool) -> None:
    document = clean(RawDocument("x", text, title=title, exact=exact))
    found = [words for kind, words in shown(document) if kind == "headline"]
    expected = headline if exact or headline is None else " ".join(headline.split())
    assert found == ([expected] if expected else [])
    assert document.title == (title or headline)


@pytest.mark.parametrize(
    "text, paragraphs",
    [
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\n\n\nTwo.", ["One.", "Two."]),
        (
            "The envoy of Sudmark left the capital on Monday after\n      talks about the crossing had failed for the third\n"
            "      time in a month, officials said.\n      Nobody was surprised by it.",
            ["The envoy of Sudmark left the capital on Monday after talks about the crossing had failed for the third time "
             "in a month, officials said.", "Nobody was surprised by it."],
        ),
        ("A heading\nThe envoy left on Monday.\nAnother heading\nNobody was surprised.",
         ["A heading", "The envoy left on Monday.", "Another heading", "Nobody was surprised."]),
    ],
)  # fmt: skip
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [" ".join(text[b.start : b.end].split()) for b in find_blocks(text)] == paragraphs


def test_ids() -> None:
    assert clean(RawDocument("x", "A.", id="given", url="https://x.example/1")).id == "given"
    by_url = clean(RawDocument("x", "A.", url="https://x.example/1")).id
    assert by_url == clean(RawDocument("y", "B.", url="https://x.example/1")).id
    assert clean(RawDocument("x", "A.")).id == clean(RawDocument("y", "A.")).id != clean(RawDocument("x", "B.")).id


@pytest.mark.parametrize(
    "text, told, language",
    [
        ("Peru expelled the Iranian ambassador.", None, "en"),
        ("Serbia accuses Kosovo.", None, "en"),
        ("Ethiopia, Eritrea deny troop build-up; monitors differ", None, "en"),
        ("Wetin dey happen for Abuja? Dem don carry di minister go, na so im pikin tell us for market.", None, "pcm"),
        ("Ministers meet in Los Angeles and La Paz.", None, "en"),
        ("Der Minister traf am Dienstag in Berlin ein.", None, "de"),
        ("Le président a rencontré mardi le ministre.", None, "fr"),
        ("El presidente se reunió el martes con los ministros de la región y pidió calma a todos.", None, "es"),
        ("Президент встретился с министром.", None, "ru"),
        ("德国总理周二访问北京，讨论贸易问题。", None, "zh"),
        ("Kurz.", "de-AT", "de"),
        ("The envoy left the capital on Monday after talks had failed. " * 8, "fr", "en"),
        ("12 345", None, None),
        ("", None, None),
    ],
)
def test_languages(text: str, told: str | None, language: str | None) -> None:
    assert find_language(text, told) == language


_PIECES = st.sampled_from(
    ["Full Screen", "1 / 2", "\n", "\n\n", " ", "BELGRADE – ", "(AP Photo/Jane Doe)", "By Jane Doe", "© 2020 Reuters", "Talks ",
     "The envoy left Tuesday. ", "FILE - ", "(Reporting by Ana Sousa)", "Oct. 15, 2020", "Read more: ", ". ", "(", "REUTERS/A B",
     "Additional reporting by A B", "\t", "\x00", "\x85", "\u2028", "\ufeff", "• ", "PARIS, Mo. (", "Thursday, Feb. 30, 2020",
     "2020-99-99", "–", ":", "Sept 31"]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(exclude_categories=())),
    st.lists(st.one_of(_PIECES, st.text(max_size=5))).map("".join),
)


@given(_TEXTS, st.one_of(st.none(), st.text()), st.booleans())
def test_any_text_at_all(text: str, title: str | None, exact: bool) -> None:
    document = clean(RawDocument("x", text, title=title, exact=exact))
    if exact:
        unsafe = [i for i, c in enumerate(text) if c == "\x00" or "\ud800" <= c <= "\udfff"]
        assert len(document.text) == len(text)
        assert all(document.text[i] == c for i, c in enumerate(text) if i not in unsafe)
    document.text.encode("utf-8")
    last = 0
    for zone in document.zones:
        assert last <= zone.start < zone.end <= len(document.text)
        assert not document.text[last : zone.start].strip(), "what is not blank is in a zone"
        words = document.text[zone.start : zone.end]
        assert words == words.strip()
        last = zone.end
    assert not document.text[last:].strip()
    for caption in document.captions:
        assert document.text[caption.start : caption.end] == caption.text
    if not exact:
        assert not {"furniture", "rights", "byline"} & {zone.kind for zone in document.zones}
    assert document == clean(RawDocument("x", text, title=title, exact=exact))


def test_a_million_characters_without_an_end_are_cleaned_in_seconds() -> None:
    for unit in ("word ", "a", "(", "A B ", "1 / ", "© ", "By By ", "\nA", "(AP "):
        clean(RawDocument("x", (unit * 300_000)[:300_000]))


def test_the_dispatch() -> None:
    path = shared("seed", "dispatch.txt")
    (raw,) = read([str(path)], on_reject=lambda reject: pytest.fail(str(reject)))
    document = clean(raw)
    headline = document.text[document.zones[0].start : document.zones[0].end]
    assert document.zones[0].kind == "headline"
    assert document.title == headline == raw.text.split("\n", 1)[0]
    assert [item.text for item in document.furniture if item.kind == "furniture"] == ["Full Screen", "1 / 2"]
    assert "Full Screen" not in document.text and "1 / 2" not in document.text and "Copyright" not in document.text
    assert document.rights is not None and document.rights.startswith("Copyright 2020 The Associated Press")
    assert (document.agency, document.meta["rights_year"]) == ("The Associated Press", 2020)
    (caption,) = document.captions
    assert caption.credit == "AP Photo/Darko Vojinovic"
    assert "Oct. 15, 2020" in caption.text and "mediated the talks" in caption.text and "AP Photo" not in caption.text
    assert document.dateline is not None
    assert (document.dateline.place, document.dateline.region) == ("Belgrade", "Serbia")
    assert (document.published, document.published_basis) == (date(2020, 10, 20), "inferred")
    assert document.published_note is not None and "Tuesday" in document.published_note
    assert document.language == "en"
