"""people.csv: every row is whole, and every line of office is without doubles and unexplained holes."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dragoman.actors.check import (
    HEADS_OF_GOVERNMENT,
    HEADS_OF_STATE,
    Term,
    earliest,
    gaps,
    overlaps,
    terms,
)
from dragoman.tables import read_schema, read_table, split_list

TABLES = Path(__file__).resolve().parents[2] / "dragoman" / "actors" / "tables"
PEOPLE = TABLES / "people.csv"
START = date(1990, 1, 1)
MINISTERS = ("foreign minister", "defense minister", "interior minister", "finance minister", "secretary of state")

ROWS = list(read_table(PEOPLE))
TERMS = terms(ROWS)
COUNTRIES = {row["code"]: row for row in read_table(TABLES / "countries.csv")}
STATES = sorted(code for code, row in COUNTRIES.items() if row["kind"] == "state")

# Two at once, and rightly so: the second acted while the first was too ill to govern, and still in office.
REVIEWED_OVERLAPS = {
    ("BGD", "president", "Abdul Hamid"),
    ("HRV", "president", "Vlatko Pavletic"),
}
# States whose head of state governs, so that one line is all there is.
GOVERNED_BY_HEAD_OF_STATE = set(
    "ARG BOL BRA BRN BWA CHE CHL COL COM CRI CYP DOM ECU ERI FSM GHA GMB GTM HND IDN IRN KIR LBR MDV MEX MHL MWI NGA "
    "NIC NRU OMN PAN PHL PLW PRY SLE SLV SMR SSD SUR SYC TKM URY VEN ZAF".split()
)
# No office of head of state before this day, though the table of countries gives no later beginning.
FIRST_HEAD_OF_STATE = {"PSE": date(1994, 7, 5)}  # the Palestinian Authority


def good_to() -> date:
    text = read_schema(PEOPLE).good_to
    assert text
    return earliest(text)


def test_there_are_enough_of_them() -> None:
    assert len(ROWS) >= 4000


def test_no_row_is_there_twice() -> None:
    counted = Counter((r["name"], r["country"], r["office"], r["from"]) for r in ROWS)
    assert [key for key, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("column", ["name", "country", "sector", "office", "from", "good_to"])
def test_every_row_has_what_the_resolver_needs(column: str) -> None:
    assert [row["_line"] for row in ROWS if not row[column]] == []


def test_nobody_leaves_before_coming() -> None:
    assert [(t.name, t.office, t.start, t.until) for t in TERMS if t.until < t.start] == []


def test_every_date_is_a_day_of_the_calendar() -> None:
    for row in ROWS:
        for column in ("from", "until", "good_to"):
            if row[column]:
                assert date(1940, 1, 1) <= earliest(row[column]) < date(2027, 1, 1), row


def test_no_term_starts_after_the_day_its_row_is_good_to() -> None:
    assert [row["_line"] for row in ROWS if earliest(row["from"]) > earliest(row["good_to"])] == []


def test_offices_are_spelled_in_lower_case() -> None:
    assert [row["office"] for row in ROWS if row["office"] != row["office"].lower()] == []


@pytest.mark.parametrize("other", ["defence", "foreign affairs", "minister of foreign", "premier minister", "pm"])
def test_an_office_has_one_spelling(other: str) -> None:
    offices = {row["office"] for row in ROWS} - {
        "rebel leader of the national congress for the defence of the people",  # a proper name
    }
    assert sorted(o for o in offices if re.search(rf"\b{other}\b", o)) == []


def test_names_are_without_diacritics_and_aliases_differ_from_them() -> None:
    for row in ROWS:
        assert row["name"].isascii(), row
        assert row["name"] not in split_list(row["aliases"]), row


def test_every_country_of_a_row_is_a_code_of_an_event() -> None:
    known = {*STATES, "HKG", "UNO", "EUR", "IGO", "NGO", "IMG"}
    assert sorted({row["country"] for row in ROWS} - known) == []


def test_no_two_hold_an_office_at_once() -> None:
    found = overlaps(TERMS, (*HEADS_OF_STATE, *HEADS_OF_GOVERNMENT, *MINISTERS))
    unexpected = [(a, b) for a, b in found if (b.country, b.office, b.name) not in REVIEWED_OVERLAPS]
    assert unexpected == []
    assert {(b.country, b.office, b.name) for _, b in found} == REVIEWED_OVERLAPS


def test_the_overlap_finder_finds() -> None:
    first = Term("A", "XXX", "president", date(2000, 1, 1), date(2004, 1, 1))
    second = Term("B", "XXX", "president", date(2003, 12, 31), date.max)
    assert overlaps([first, second], ["president"]) == [(first, second)]
    assert overlaps([first, Term("B", "XXX", "president", first.until, date.max)], ["president"]) == []


def test_the_gap_finder_finds() -> None:
    first = Term("A", "XXX", "president", date(2000, 1, 1), date(2001, 1, 1))
    second = Term("B", "XXX", "president", date(2001, 6, 1), date(2002, 1, 1))
    found = gaps([first, second], "head of state", ["president"], START, date(2002, 2, 1))
    assert [(g.start, g.until) for g in found] == [(first.until, second.start)]


def test_every_gap_in_a_line_of_heads_is_reviewed() -> None:
    """tests/actors/reviewed_gaps.csv lists each gap of more than 60 days and what lay behind it."""
    with (Path(__file__).parent / "reviewed_gaps.csv").open(encoding="utf-8", newline="") as file:
        reviewed = {(r["country"], r["line"], r["from"], r["until"]): r["reason"] for r in csv.DictReader(file)}
    lines = [term for term in TERMS if term.until > START]  # those gone before are there only while news speaks of them
    found = [
        *gaps(lines, "head of state", HEADS_OF_STATE, START, good_to()),
        *gaps(lines, "head of government", HEADS_OF_GOVERNMENT, START, good_to()),
    ]
    assert {(g.country, g.line, str(g.start), str(g.until)) for g in found} == set(reviewed)
    assert all(reviewed.values())


@pytest.mark.parametrize("code", STATES)
def test_every_state_has_its_heads_since_1990_or_its_beginning(code: str) -> None:
    of_state = [t.start for t in TERMS if t.country == code and t.office in HEADS_OF_STATE]
    assert of_state, f"{code} has no head of state"
    began = earliest(COUNTRIES[code]["from"]) if COUNTRIES[code]["from"] else START
    began = max(START, began, FIRST_HEAD_OF_STATE.get(code, START))
    assert (min(of_state) - began).days <= 60
    of_government = {
        t.office for t in TERMS if t.country == code and t.office in HEADS_OF_GOVERNMENT and t.until > START
    }
    assert bool(of_government) != (code in GOVERNED_BY_HEAD_OF_STATE)


@pytest.mark.parametrize(
    "name, day, country, office",
    [
        ("Dmitry Medvedev", date(2010, 6, 1), "RUS", "president"),
        ("Dmitry Medvedev", date(2015, 6, 1), "RUS", "prime minister"),
        ("Vladimir Putin", date(2010, 6, 1), "RUS", "prime minister"),
        ("Aleksandar Vucic", date(2015, 6, 1), "SRB", "prime minister"),
        ("Aleksandar Vucic", date(2020, 10, 20), "SRB", "president"),
        ("Boris Johnson", date(2017, 6, 1), "GBR", "foreign minister"),
        ("Kofi Annan", date(1999, 6, 1), "UNO", "secretary general of the united nations"),
        ("Hashim Thaci", date(1999, 3, 1), "KOS", "rebel leader of the kosovo liberation army"),
        ("Ahmed al-Sharaa", date(2025, 3, 1), "SYR", "president"),
        ("Keir Starmer", date(2024, 6, 1), "GBR", "leader of the opposition"),
        ("Colin Powell", date(1991, 1, 17), "USA", "chairman of the joint chiefs of staff"),
        ("Min Aung Hlaing", date(2022, 6, 1), "MMR", "head of the junta"),
        ("Thaksin Shinawatra", date(2004, 6, 1), "THA", "prime minister"),
        ("Muhammad Yunus", date(2024, 12, 1), "BGD", "chief adviser"),
        ("Laurent Gbagbo", date(2010, 12, 1), "CIV", "president"),
    ],
)
def test_who_held_what_on_that_day(name: str, day: date, country: str, office: str) -> None:
    held = {t.office for t in TERMS if t.name == name and t.country == country and t.start <= day < t.until}
    expected = {"GBR": {"foreign minister": "foreign secretary"}}.get(country, {}).get(office, office)
    assert expected in held


@pytest.mark.parametrize("name", ["Mobutu Sese Seko", "Slobodan Milosevic", "Saddam Hussein", "Moammar Gadhafi"])
def test_ousted_leaders_have_left(name: str) -> None:
    held = [t for t in TERMS if t.name == name]
    assert held and all(t.until < date(2012, 1, 1) for t in held)


def test_wikidata_ids_look_like_ids() -> None:
    assert [r["wikidata"] for r in ROWS if r["wikidata"] and not re.fullmatch(r"Q[1-9]\d*", r["wikidata"])] == []
