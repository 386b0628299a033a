"""From the countries and roles of other data sets to PLOVER's codes: the tables of the ways out, read backwards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from dragoman.exports import Code, countries, find_cameo, sectors
from dragoman.imports._cells import BadCell, needed
from dragoman.records import INTERNATIONAL_CODES, UNKNOWN_CODE
from dragoman.tables import read_table

_TABLES = Path(__file__).parent / "tables"
_OWN_CODE = {"united nations": "UNO", "european union": "EUR"}


@cache
def _by_name() -> Mapping[str, str]:
    rows = {plain(row["name"]): row["code"] for row in read_table(_TABLES / "names.csv")}
    return rows | {plain(country.name): code for code, country in countries().items()}


@cache
def _by_cameo() -> Mapping[str, str]:
    return {code: code for code in countries()} | {c.cameo: code for code, c in countries().items() if c.cameo}


@cache
def _by_fips() -> Mapping[str, str]:
    return {country.fips: code for code, country in countries().items() if country.fips}


@cache
def _roles(origin: str) -> Mapping[str, tuple[str, str]]:
    """Return role -> (sector, international code) of a data set; a role that several sectors have is the one that is
    called so by ours too, else the first."""
    found: dict[str, tuple[str, str]] = {}
    for code, names in sectors().items():
        name = names[0] if origin == "gdelt" else names[1]
        if name and (name not in found or name == code):
            found[name] = (code, "")
    own = {row["role"]: (row["sector"], row["code"]) for row in read_table(_TABLES / "roles.csv")
           if row["origin"] == origin}  # fmt: skip
    return found | own


def plain(name: str) -> str:
    """Return a country's name without accents, articles and signs, for looking it up."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    words = re.sub(r"[^a-z ]+", " ", re.sub("['’]", "", bare.casefold()).replace("&", " and ")).split()
    return " ".join(word for word in words if word != "the")


def country_of_name(name: str) -> str:
    """Return the code of a country by its English name or by its code; UNKNOWN_CODE for any other."""
    if name in INTERNATIONAL_CODES or name in countries():
        return name
    return _by_name().get(plain(name), UNKNOWN_CODE)


def country_of_cameo(code: str) -> str:
    """Return the code of a CAMEO country; UNKNOWN_CODE for a region, which is no actor."""
    return _by_cameo().get(code, UNKNOWN_CODE)


def country_of_fips(code: str) -> str | None:
    """Return the code of a FIPS 10-4 country, or None."""
    return _by_fips().get(code)


def sectors_of(origin: str, roles: Iterable[str]) -> tuple[str, ...]:
    """Return the sectors of some roles, in their order; a role that PLOVER has no sector for gives none."""
    return tuple(dict.fromkeys(sector for role in roles if (sector := _roles(origin).get(role, ("", ""))[0])))


def body_of(origin: str, roles: Iterable[str]) -> str:
    """Return the international code that the first role with one means; UNKNOWN_CODE where none does."""
    return next((code for role in roles if (code := _roles(origin).get(role, ("", ""))[1])), UNKNOWN_CODE)


def body_named(name: str) -> str:
    """Return the code of the two bodies that have one of their own, by name; UNKNOWN_CODE for any other."""
    return _OWN_CODE.get(plain(name), UNKNOWN_CODE)


def cameo_of(row: Mapping[str, str], column: str) -> Code:
    """Return the CAMEO code in a cell. Raises BadCell where it is none."""
    value = needed(row, column)
    code = find_cameo(value)
    if code is None:
        raise BadCell(column, value, "no code of CAMEO")
    return code
