"""Accords: the case tables hold their scores, and the laws of accords and of joining them."""

from __future__ import annotations

import itertools
import random
from datetime import date

import pytest

from dragoman.accords import join
from dragoman.accords._treaties import find_treaties, treaties
from dragoman.accords.stages import ordered
from dragoman.pipeline import Coder
from dragoman.records import ACCORD_KINDS, ACCORD_STAGES, Accord, Evidence, Stage
from tests.accords.score_cases import HELDOUT, HELDOUT_STAGES, LATER, OPEN, OPEN_STAGES, codes, score

# A point or two below what is measured; raise them with the rules.
FLOORS = {
    OPEN: {"parties": 0.95, "stages": 0.95, "by": 0.95, "date": 0.95, "terms": 0.9, "kind": 0.9, "none": 1.0},
    HELDOUT: {"parties": 0.8, "stages": 0.8, "by": 0.9, "date": 0.9, "terms": 0.8, "kind": 0.85, "none": 0.85},
    OPEN_STAGES: {"parties": 0.65, "stages": 0.6, "by": 0.85, "date": 0.9, "kind": 0.7},
    HELDOUT_STAGES: {"parties": 0.7, "stages": 0.7, "by": 0.9, "date": 0.9, "kind": 0.8},
    LATER: {"parties": 0.85, "stages": 0.85, "by": 0.9, "date": 0.9, "terms": 0.9, "kind": 0.8},
}


@pytest.mark.parametrize("path", FLOORS, ids=lambda path: path.stem)
def test_the_case_tables_hold_their_scores(coder, path):
    scores = score(path, coder, show=False)
    shares = {name: right / total for name, (right, total) in scores.items()}
    low = {name: round(shares[name], 2) for name, floor in FLOORS[path].items() if shares[name] < floor}
    assert not low


def test_the_table_of_treaties_is_large_and_its_rows_are_whole():
    table = treaties()
    assert len(table) >= 300
    assert len({treaty.name for treaty in table}) == len(table)
    assert all(treaty.kind in ACCORD_KINDS and (treaty.year is None or 1400 < treaty.year < 2030) for treaty in table)


@pytest.mark.parametrize("text, named, year, expected", [
    ("The Dayton peace accord of 1995", {"BIH"}, 2001, "Dayton Agreement"),
    ("The Lusaka accord", {"AGO"}, 1996, "Lusaka Protocol"),
    ("The Lusaka accord", {"COD", "RWA", "UGA"}, 2000, "Lusaka Ceasefire Agreement"),
    ("The Lusaka accord", {"FRA"}, 2000, None),
    ("The Paris Agreement", set(), 2010, None),
    ("the basic agreement", {"KOR"}, 2000, None),
    ("İstanbul kept to the Montreux Convention", {"TUR"}, 2000, "Montreux Convention"),
], ids=[
    "variant", "by-parties", "by-more-parties", "no-party-named", "not-yet-signed", "no-name", "longer-in-lower-case",
])  # fmt: skip
def test_a_treaty_is_told_by_its_name_its_parties_and_its_time(text, named, year, expected):
    found = [treaty.name for _, _, treaty in find_treaties(text, named, year)]
    assert all(text[start:end][0].isupper() for start, end, _ in find_treaties(text, named, year))
    assert found == ([expected] if expected else [])


def test_evidence_quotes_its_document(coder):
    report = coder.read(
        "Kenya and Uganda signed a border treaty on Tuesday. Under the treaty, Uganda may use the port until 2030.",
        published="2015-06-10",
    )
    (accord,) = report.accords
    assert [e.quote(report.document) for e in accord.mentions] == ["a border treaty", "the treaty"]
    assert [e.quote(report.document) for s in accord.stages for e in s.evidence] == ["signed a border treaty"]
    assert [(t.kind, t.act, t.until) for t in accord.terms] == [("right", "use the port", "until 2030")]
    assert accord.status == "signed"


def test_a_known_treaty_has_the_parties_of_the_table_by_name(coder):
    report = coder.read("The Indus Waters Treaty has survived three wars, India said.", published="2015-06-10")
    (accord,) = report.accords
    assert [(e.code, e.name) for e in accord.parties] == [("IND", "India"), ("PAK", "Pakistan")]


def stage(name: str, day: str | None, doc: str = "a", start: int = 0) -> Stage:
    return Stage(name, date=day, date_precision="day", evidence=(Evidence(doc, start, start + 5),))


def test_stages_are_by_date_and_those_without_one_in_the_usual_order():
    told = [
        stage("ended", "2015-06"),
        stage("signed", None),
        stage("in talks", "2014"),
        stage("ratified", "2015-02-01"),
    ]
    for order in itertools.permutations(told):
        assert [s.stage for s in ordered(order)] == ["in talks", "signed", "ratified", "ended"]


REPORTS = (
    ("a", "2015-03-02", "Laos and Thailand are negotiating a fisheries agreement."),
    ("b", "2015-03-20", "Laos and Thailand reached an agreement on fishing in the river on Thursday."),
    ("c", "2015-04-02", "The fisheries agreement between Thailand and Laos was signed in Vientiane on Wednesday."),
    ("d", "2015-04-03", "Thailand and Laos signed a fisheries agreement on Tuesday."),
    ("e", "2015-04-10", "Thailand signed a visa agreement with Laos on Friday."),
)


def the_accords(coder: Coder) -> list[Accord]:
    return [a for doc, day, text in REPORTS for a in coder.read(text, id=doc, published=day).accords]


def test_one_accord_of_many_documents_whatever_their_order(coder):
    told = the_accords(coder)
    expected = join(told)
    fishing = next(accord for accord in expected if "fish" in (accord.subject or ""))
    assert codes(fishing.parties) == {"LAO", "THA"}
    assert [(s.stage, s.date) for s in fishing.stages] == [
        ("in talks", "2015-03-02"), ("agreed", "2015-03-19"), ("signed", "2015-03-31"), ("signed", "2015-04-01"),
    ]  # fmt: skip
    assert [e.doc for s in fishing.stages for e in s.evidence] == ["a", "b", "d", "c"]
    assert len(expected) == 2
    for seed in range(20):
        shuffled = random.Random(seed).sample(told, len(told))
        assert join(shuffled) == expected
    assert join(expected) == expected


def test_what_was_foretold_and_has_come_is_told_once(coder):
    told = (
        ("a", "2015-03-02", "Laos and Thailand will sign a fisheries agreement next week."),
        ("b", "2015-03-11", "Laos and Thailand signed a fisheries agreement on Tuesday."),
    )
    (accord,) = join(a for doc, day, text in told for a in coder.read(text, id=doc, published=day).accords)
    assert [(s.stage, s.date, s.aux) for s in accord.stages] == [("signed", "2015-03-10", ())]
    assert {mention.doc for mention in accord.mentions} == {"a", "b"}


def test_one_accord_told_as_two_matters_is_one_and_two_of_one_pair_are_two(coder):
    told = (
        ("a", "2015-03-02", "Iran and Qatar signed a treaty on Monday dividing a gas field in the strait."),
        ("b", "2015-04-02", "Qatar ratified the border treaty with Iran on Wednesday."),
        ("c", "2015-04-09", "Qatar and Iran signed an extradition treaty on Wednesday."),
    )
    found = join(a for doc, day, text in told for a in coder.read(text, id=doc, published=day).accords)
    assert sorted(sorted({m.doc for m in accord.mentions}) for accord in found) == [["a", "b"], ["c"]]


def test_every_stage_has_its_rank():
    assert [s.stage for s in ordered(stage(name, None) for name in reversed(ACCORD_STAGES))] == list(ACCORD_STAGES)


@pytest.mark.parametrize("day", ["2015-W23", "2015-Q2", "201", "2015", "2015-06-08"])
def test_dates_of_any_precision_are_ordered(day):
    assert ordered([stage("ended", date(2016, 1, 1).isoformat()), stage("signed", day)])[0].stage == "signed"
