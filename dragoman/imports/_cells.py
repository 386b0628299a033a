"""Cells of a row as values; a cell that is none is told with its column."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date

MISSING = frozenset({"", "NA", "None", "NULL", "nan", "\\N"})
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class BadCell(Exception):
    """A cell that cannot be what its column says: str(error) names both."""

    def __init__(self, column: str, value: str, wanted: str) -> None:
        super().__init__(f'{column} "{value[:60]}" is {wanted}')


def text(row: Mapping[str, str], column: str) -> str | None:
    """Return the words of a cell, or None where it is missing."""
    value = row.get(column, "").strip()
    return None if value in MISSING else value


def needed(row: Mapping[str, str], column: str) -> str:
    """Return the words of a cell that must have some. Raises BadCell."""
    value = text(row, column)
    if value is None:
        raise BadCell(column, row.get(column, ""), "empty")
    return value


def day(row: Mapping[str, str], column: str) -> date:
    """Return the day in a cell: 2018-06-01, 20180601, 20180601123000 or, as in one file of ICEWS, 6/1/2018."""
    value = needed(row, column)
    found = _DAY.match(value)
    american = None if found else _AMERICAN.fullmatch(value)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
    except ValueError:
        pass
    raise BadCell(column, value, "no day")


def number(row: Mapping[str, str], column: str) -> float | None:
    """Return the number in a cell, or None where it is missing. Raises BadCell."""
    value = text(row, column)
    if value is None:
        return None
    try:
        found = float(value)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise BadCell(column, value, "no number")
    return found


def point(row: Mapping[str, str], lat: str, lon: str) -> tuple[float | None, float | None]:
    """Return latitude and longitude, both or neither. Raises BadCell for a point that is not on the earth."""
    north, east = number(row, lat), number(row, lon)
    if north is None or east is None:
        return None, None
    if abs(north) > 90:
        raise BadCell(lat, row[lat], "no latitude")
    if abs(east) > 180:
        raise BadCell(lon, row[lon], "no longitude")
    return north, east
