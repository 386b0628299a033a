"""Arithmetic on TimeML values: 1998-02-27, 1998-02, 1998, 1998-W09, 1998-Q1, 1998-SP, 199 (the 1990s), 19."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
# First and last month of each; a winter bears the year of its December.
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
DAY_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_DURATION = {"day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y",
             "decade": "DE", "century": "CE"}  # fmt: skip
# From coarse to fine; a step finer than what it starts from leads nowhere: "two days after 1998".
_FINENESS = ("century", "decade", "year", "quarter", "month", "week", "day")
_FORMS = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "day"),
    (re.compile(r"\d{4}-W\d\d"), "week"),
    (re.compile(r"\d{4}-\d\d"), "month"),
    (re.compile(r"\d{4}-Q\d"), "quarter"),
    (re.compile(r"\d{4}"), "year"),
    (re.compile(r"\d{3}"), "decade"),
    (re.compile(r"\d\d"), "century"),
)


def iso(year: int, month: int, day: int) -> str | None:
    """Return the day as a value, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_of(day: date, shift: int = 0) -> str:
    months = day.year * 12 + day.month - 1 + shift
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def shifted(on: date, unit: str, n: int) -> str | None:
    """Return the day, week, month, quarter, year, decade or century that lies ``n`` units after the one of a day;
    None beyond the calendar."""
    try:
        match unit:
            case "day" | "night":
                return (on + timedelta(days=n)).isoformat()
            case "week" | "fortnight":
                return week_of(on + timedelta(weeks=n * (2 if unit == "fortnight" else 1)))
            case "month":
                return month_of(on, n)
            case "quarter":
                quarters = on.year * 4 + (on.month - 1) // 3 + n
                return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"
            case "year":
                return f"{on.year + n:04d}" if on.year + n > 0 else None
            case "decade":
                return f"{on.year // 10 + n:03d}"
            case "century":
                return f"{on.year // 100 + n:02d}"
    except OverflowError:
        return None
    return None


def grain(value: str) -> str | None:
    """Return the unit that a value names (the day, of a part of a day), or None for what is no date."""
    whole = re.sub(r"(?<=\d)(?:T.*|-WE)$", "", value)
    return next((unit for form, unit in _FORMS if form.fullmatch(whole)), "year" if season(value) else None)


def season(value: str) -> str | None:
    return value[5:] if re.fullmatch(r"\d{4}-(SP|SU|FA|WI|H[12])", value) else None


def first_day(value: str) -> date | None:
    """Return the first day of a date value, None for what is no date or a decade or century."""
    try:
        match grain(value):
            case "day":
                return date.fromisoformat(value[:10])
            case "week":
                return date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
            case "month":
                return date(int(value[:4]), int(value[5:7]), 1)
            case "quarter":
                return date(int(value[:4]), int(value[6]) * 3 - 2, 1)
            case "year":
                return date(int(value[:4]), 1, 1)
    except ValueError:
        pass
    return None


def step(value: str, unit: str, n: int) -> str | None:
    """Return the value ``n`` units from another ("three weeks after 16 May"); None where that one is too coarse, and
    of "a year after" a quarter, the quarter."""
    base, start = grain(value), first_day(value)
    if base is None or start is None:
        return None
    coarse = "week" if unit == "fortnight" else unit
    if unit == "year" and base == "quarter":
        return shifted(start, "quarter", 4 * n)
    if coarse not in _FINENESS or _FINENESS.index(coarse) > _FINENESS.index(base):
        return None
    return shifted(start, unit, n)


def near_season(on: date, season: str, which: str) -> str:
    """Return the season of a name that is the last one over, this year's, or the next one to begin."""
    begins, ends = _SEASON_MONTHS[season]
    year = on.year
    now = on.year * 12 + on.month
    if which == "last":
        while year * 12 + ends >= now:
            year -= 1
    elif which == "next":
        while year * 12 + begins <= now:
            year += 1
    elif season == "WI" and on.month <= 2:
        year -= 1
    return f"{year:04d}-{season}"


def span(n: str, unit: str) -> str:
    """Return a duration: ``n`` is a number or X."""
    if unit in ("hour", "minute", "second"):
        return f"PT{n}{unit[0].upper()}"
    if unit == "fortnight" and n.isdigit():
        n = str(2 * int(n))
    return f"P{n}{_DURATION[unit]}"


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (8 * b + 13) // 25
    g = (19 * a + b - d - f + 15) % 30
    h, i = divmod(c, 4)
    j = (32 + 2 * e + 2 * h - g - i) % 7
    k = (a + 11 * g + 22 * j) // 451
    month, day = divmod(g + j - 7 * k + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """Return the nth such weekday of a month, counted from its end where n is negative."""
    days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday]
    return days[n - 1 if n > 0 else n]
