"""Which news agency is meant by "AP", "Xinhua" or "PRNewswire"?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.tables import read_table, split_list

_TABLE = Path(__file__).parent / "tables" / "agencies.csv"


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    short: str


def find_agency(signed: str) -> Agency | None:
    """Return the agency that signs itself so, or None. The case must be its own or all capitals."""
    signed = signed.strip().rstrip(".").replace("’", "'")
    return _agencies().get(signed) or _agencies().get(signed.removeprefix("The "))


@cache
def agency_pattern() -> str:
    """Return a regular expression (no groups) that matches any agency's signature as whole words."""
    forms = sorted(_agencies(), key=lambda form: (-len(form), form))
    return r"(?<![\w])(?:" + "|".join(re.escape(form) for form in forms) + r")(?![\w])"


@cache
def _agencies() -> Mapping[str, Agency]:
    found: dict[str, Agency] = {}
    for row in read_table(_TABLE):
        forms = split_list(row["forms"])
        agency = Agency(row["name"], forms[0])
        for form in (row["name"], *forms):
            found.setdefault(form, agency)
            found.setdefault(form.upper(), agency)
    return found
