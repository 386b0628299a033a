"""countries.csv and subnational.csv: complete, consistent, and right in the places where lists go wrong."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pycountry
import pytest

from dragoman.records import INTERNATIONAL_CODES
from dragoman.tables import read_table, split_list

TABLES = Path(__file__).resolve().parents[2] / "dragoman" / "actors" / "tables"
ROWS = list(read_table(TABLES / "countries.csv"))
BY_CODE = {row["code"]: row for row in ROWS}
PARTS = list(read_table(TABLES / "subnational.csv"))


def naming(column: str, word: str) -> set[str]:
    return {row["code"] for row in ROWS if word in split_list(row[column])}


def named(word: str) -> set[str]:
    return {row["code"] for row in ROWS if word in (row["name"], row["official"], *split_list(row["names"]))}


def test_codes_are_unique() -> None:
    assert len(BY_CODE) == len(ROWS)


def test_every_iso_country_is_there() -> None:
    assert sorted({c.alpha_3 for c in pycountry.countries} - set(BY_CODE)) == []


def test_193_members_and_the_four_others_are_states() -> None:
    states = {row["code"] for row in ROWS if row["kind"] == "state"}
    assert len(states) == 197 and {"KOS", "PSE", "TWN", "VAT"} <= states


@pytest.mark.parametrize(
    "kind, column, exempt",
    [
        ("territory", "controlled_by", {"HKG", "ATA"}),
        ("partial", "claimed_by", set()),
        ("former", "successor", set()),
    ],
)
def test_a_row_that_is_no_state_says_whose_code_it_takes(kind: str, column: str, exempt: set[str]) -> None:
    for row in ROWS:
        if row["kind"] == kind and row["code"] not in exempt:
            assert BY_CODE[row[column]]["kind"] == "state", row["name"]


def test_every_state_has_adjective_people_capital_and_region() -> None:
    for row in ROWS:
        if row["kind"] == "state":
            assert row["adjectives"] and row["capital"] and row["regions"], row["name"]
            assert row["demonyms"] or row["code"] == "VAT", row["name"]


@pytest.mark.parametrize(
    "name, codes",
    [
        ("Great Britain", {"GBR"}), ("the UK", {"GBR"}), ("U.K.", {"GBR"}), ("America", {"USA"}), ("U.S.", {"USA"}),
        ("Burma", {"MMR"}), ("Holland", {"NLD"}), ("Ivory Coast", {"CIV"}), ("Cape Verde", {"CPV"}),
        ("Czechia", {"CZE"}), ("Czechoslovakia", {"CSK"}), ("Republic of China", {"TWN"}),
        ("People's Republic of China", {"CHN"}), ("DPRK", {"PRK"}), ("ROK", {"KOR"}), ("UAE", {"ARE"}),
        ("DRC", {"COD"}), ("PNG", {"PNG"}), ("Bosnia", {"BIH"}), ("Swaziland", {"SWZ"}), ("USSR", {"SUN"}),
        ("East Germany", {"DDR"}), ("Zaire", {"ZAR"}), ("Türkiye", {"TUR"}), ("FYROM", {"MKD"}), ("Kosova", {"KOS"}),
        ("Timor-Leste", {"TLS"}), ("Artsakh", {"XNK"}), ("SADR", {"ESH"}), ("Malvinas", {"FLK"}),
    ],
)  # fmt: skip
def test_names(name: str, codes: set[str]) -> None:
    assert named(name) == codes


@pytest.mark.parametrize(
    "adjective, codes",
    [
        ("Dutch", {"NLD"}), ("Filipino", {"PHL"}), ("Philippine", {"PHL"}), ("Serb", {"SRB"}), ("Serbian", {"SRB"}),
        ("Emirati", {"ARE"}), ("Bissau-Guinean", {"GNB"}), ("Malagasy", {"MDG"}), ("Burmese", {"MMR"}),
        ("Kosovar", {"KOS"}), ("Nigerien", {"NER"}), ("Nigerian", {"NGA"}), ("Argentinian", {"ARG"}),
        ("Dominican", {"DOM", "DMA"}), ("Congolese", {"COD", "COG"}), ("Ivorian", {"CIV"}), ("Swiss", {"CHE"}),
        ("Guinean", {"GIN"}), ("Soviet", {"SUN"}), ("North Korean", {"PRK"}),
    ],
)  # fmt: skip
def test_adjectives(adjective: str, codes: set[str]) -> None:
    assert naming("adjectives", adjective) == codes


@pytest.mark.parametrize(
    "word, code",
    [
        ("Serbs", "SRB"), ("Britons", "GBR"), ("Poles", "POL"), ("Danes", "DNK"), ("Swedes", "SWE"), ("Turks", "TUR"),
        ("Filipinos", "PHL"), ("Finns", "FIN"), ("Spaniards", "ESP"), ("Dutchmen", "NLD"), ("Swiss", "CHE"),
        ("Chinese", "CHN"), ("Thais", "THA"), ("Kiwis", "NZL"), ("Emiratis", "ARE"), ("Icelanders", "ISL"),
    ],
)  # fmt: skip
def test_words_for_people(word: str, code: str) -> None:
    assert naming("demonyms", word) == {code}


@pytest.mark.parametrize(
    "seat, code",
    [
        ("the Kremlin", "RUS"), ("Downing Street", "GBR"), ("Elysee Palace", "FRA"), ("Blue House", "KOR"),
        ("White House", "USA"), ("Zhongnanhai", "CHN"), ("Aso Villa", "NGA"), ("Ankara", "TUR"), ("Pristina", "KOS"),
        ("Kiev", "UKR"), ("Beijing", "CHN"), ("Washington", "USA"), ("Malacanang", "PHL"), ("Casa Rosada", "ARG"),
    ],
)  # fmt: skip
def test_seats(seat: str, code: str) -> None:
    assert naming("seats", seat) == {code}


def test_a_seat_stands_for_one_government() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for seat in split_list(row["seats"]):
            if row["kind"] == "state":
                owners[seat].add(row["code"])
    assert {seat: codes for seat, codes in owners.items() if len(codes) > 1} == {}


def test_no_list_holds_a_value_twice() -> None:
    for row in ROWS:
        for column in ("names", "adjectives", "demonyms", "seats", "regions"):
            values = split_list(row[column])
            assert len(values) == len(set(values)), (row["name"], column)


def test_subnational_rows_belong_to_a_country_and_are_many() -> None:
    assert len(PARTS) >= 400
    assert {row["country"] for row in PARTS} <= {row["code"] for row in ROWS if row["kind"] == "state"}
    keys = [(row["name"], row["country"]) for row in PARTS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "name, country",
    [
        ("Georgia", "USA"), ("Washington", "USA"), ("Scotland", "GBR"), ("Catalonia", "ESP"), ("Chechnya", "RUS"),
        ("Crimea", "UKR"), ("Gaza", "PSE"), ("West Bank", "PSE"), ("Republika Srpska", "BIH"), ("Tibet", "CHN"),
        ("Bavaria", "DEU"), ("Quebec", "CAN"), ("Darfur", "SDN"), ("Tigray", "ETH"), ("Kurdistan Region", "IRQ"),
    ],
)  # fmt: skip
def test_parts_of_states(name: str, country: str) -> None:
    assert country in {row["country"] for row in PARTS if row["name"] == name}


def test_international_rows_carry_international_codes() -> None:
    assert {row["code"] for row in ROWS if row["kind"] == "international"} <= set(INTERNATIONAL_CODES)
