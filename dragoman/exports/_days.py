"""Which days a date as told covers."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_DECADE = re.compile(r"\d{3}")


def span_of(value: str | None) -> tuple[date, date] | None:
    """Return the first day of a date as told (a day, week, month, quarter, year or decade) and the day after its last;
    None where it is no date."""
    if value is None:
        return None
    try:
        if week := _WEEK.fullmatch(value):
            first = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return first, first + timedelta(days=7)
        if quarter := _QUARTER.fullmatch(value):
            return _months(int(quarter[1]), int(quarter[2]) * 3 - 2, 3)
        if _DECADE.fullmatch(value):
            return _months(int(value) * 10, 1, 120)
        if re.fullmatch(r"\d{4}", value):
            return _months(int(value), 1, 12)
        if re.fullmatch(r"\d{4}-\d{2}", value):
            return _months(int(value[:4]), int(value[5:]), 1)
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return None
        first = date.fromisoformat(value)
        return first, first + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1)
