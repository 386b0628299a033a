"""Named days: Christmas, Good Friday, the Fourth of July."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from dragoman.errors import TableError
from dragoman.tables import read_table
from dragoman.times.values import easter, nth_weekday

_TABLE = Path(__file__).with_name("tables") / "holidays.csv"
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_RULE = re.compile(r"Easter(?P<from>[+-]\d+)|(?P<m>\d\d)-(?:(?P<d>\d\d)|(?P<day>[A-Z][a-z]{2})-(?P<n>-?\d))")


@cache
def load_holidays() -> Mapping[str, str]:
    """Return the rule of each named day, by its name; raises TableError at a row without a valid rule."""
    found = {}
    for row in read_table(_TABLE):
        if not _RULE.fullmatch(row["day"]):
            raise TableError(f'{_TABLE}, line {row["_line"]}, column day: "{row["day"]}" is no rule; see the schema')
        found[row["name"]] = row["day"]
    return found


def holiday(name: str, year: int) -> date:
    """Return the day that a name of the table means in a year."""
    rule = _RULE.fullmatch(load_holidays()[name])
    assert rule is not None  # load_holidays has checked it
    if rule["from"]:
        return easter(year) + timedelta(days=int(rule["from"]))
    if rule["d"]:
        return date(year, int(rule["m"]), int(rule["d"]))
    return nth_weekday(year, int(rule["m"]), _WEEKDAYS.index(rule["day"]), int(rule["n"]))
