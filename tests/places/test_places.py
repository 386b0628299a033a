"""Places: the case table keeps its scores, offsets are exact, and an event is placed where its clause says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pipeline import Coder
from dragoman.places import place_of
from dragoman.places.gazetteer import fold, load_gazetteer
from dragoman.records import Event, RawDocument, SentenceRef
from tests.places import score_paragraphs
from tests.places.score_cases import load_cases, scores


def test_the_case_table_keeps_its_scores(coder: Coder) -> None:
    """Floors a little below what was measured: held out 0.93, its later and harder part 0.89, open 0.96 and 0.98."""
    found = scores(coder, load_cases())
    for key, identity, near in (
        ("heldout places", 0.90, 0.90), ("heldout_c places", 0.86, 0.86), ("open places", 0.95, 0.96),
    ):  # fmt: skip
        number, right, point = found[key]
        assert right / number >= identity, key
        assert point / number >= near, key
    assert found["open not_a_place"][1] / found["open not_a_place"][0] >= 0.95


def test_whole_paragraphs_keep_their_scores(coder: Coder) -> None:
    """Floors a point below what was measured when they were written: F1 0.95, within 161 km 0.96."""
    n = score_paragraphs.scores(coder, score_paragraphs.load_paragraphs())["all"]
    assert n["paragraphs"] >= 120
    assert 2 * n["right"] / (n["right"] + n["wrong"] + n["places"]) >= 0.94
    assert n["far"] / n["pointed"] >= 0.949


def test_the_case_table_is_large_enough() -> None:
    cases = load_cases()
    assert len(cases) >= 300
    for case in cases:
        assert case["text"][case["start"] : case["start"] + len(case["mention"])] == case["mention"]


@pytest.mark.parametrize(
    "text, act, kind, where",
    [
        ("A suicide bomber killed nine people in Kabul on Monday.", "killed", "ASSAULT", "Kabul"),
        ("Gunmen from Darfur attacked a convoy near Abeche.", "attacked", "ASSAULT", "Abeche"),
        ("Rebels from Darfur attacked a convoy.", "attacked", "ASSAULT", None),
        ("Israeli jets bombed Gaza.", "bombed", "ASSAULT", "Gaza"),
        ("Turkey criticised the raid, the minister told reporters in Geneva.", "criticised", "ACCUSE", None),
        ("The Interior Ministry in Kyiv condemned the raid.", "condemned", "ACCUSE", None),
        ("The French president visited Moscow for talks.", "visited", "CONSULT", "Moscow"),
        ("In Homs, troops opened fire on a crowd.", "opened fire", "ASSAULT", "Homs"),
        ("Shells fell on Mosul, Iraq, and killed two.", "fell", "ASSAULT", "Mosul"),
        ("Police arrested 20 men on the outskirts of Tunis.", "arrested", "COERCE", "Tunis"),
        ("Washington imposed sanctions on Ankara.", "imposed sanctions", "SANCTION", None),
        ("Police arrested two men in Lille after a bomb had killed nine in Brussels.", "arrested", "COERCE", "Lille"),
        ("Police arrested two men in Lille after a bomb had killed nine in Brussels.", "killed", "ASSAULT", "Brussels"),
        ("Thousands protested.", "protested", "PROTEST", None),
    ],
)
def test_an_event_is_where_its_clause_says(coder: Coder, text: str, act: str, kind: str, where: str | None) -> None:
    raw = RawDocument(place="case", text=text, language="en", exact=True)
    report = coder.code_raw(raw)
    parse = coder.parser.parse(report.document)
    start = text.index(act)
    event = Event("e", "case", kind, act, start, start + len(act), SentenceRef(0, 0, len(text)))
    found = place_of(event, parse, report.places)
    assert (found.text if found else None) == where


@given(st.text(alphabet=st.sampled_from("ParisTexasIraq ,.-'\nGeorge of in1"), max_size=60))
def test_any_text_gives_places_that_are_its_words(coder: Coder, text: str) -> None:
    report = coder.code_raw(RawDocument(place="any", text=text, language="en", exact=True))
    last = 0
    for place in report.places:
        assert report.document.text[place.start : place.end] == place.text
        assert place.start >= last
        last = place.end


def test_names_are_compared_without_signs() -> None:
    assert fold("São  Paulo") == fold("sao paulo") == "sao paulo"
    assert {s.country for s in load_gazetteer().sites("Łódź")} >= {"POL"}


def test_the_gazetteer_knows_ids_of_countries_and_towns() -> None:
    gazetteer = load_gazetteer()
    assert [s.geonameid for s in gazetteer.sites("Ukraine") if s.kind == "country"] == [690791]
    assert 2988507 in {s.geonameid for s in gazetteer.sites("Paris")}
    assert gazetteer.sites("Nosuchplace") == ()
