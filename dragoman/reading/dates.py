"""Read the dates people write: "17 December 2016", "DEC. 14, 2016, 2:54 AM EST", "2016 Oct 10", RFC 822, ISO."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"^(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?:T?\d{4,6}Z?)?$",
        rf"\b{_NAME}\s*{_DAY}\s*,?\s+{_YEAR}\b",
        rf"\b{_DAY}(?:\s+of)?[\s-]+{_NAME},?[\s-]*{_YEAR}\b",
        rf"\b{_YEAR}[\s,-]+{_NAME}[\s-]*{_DAY}\b",
        r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)",  # with dots the day is first
    )
)
_SLASHES = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")


def read_date(value: Any) -> date | None:
    """Return the calendar day a value names, as written (no time zone is applied), or None if it names none.

    "04/05/2016" names none: it is April in one country and May in another. "28/11/2016" can be read.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    value = value.strip()[:200]
    for form in _FORMS:
        match = form.search(value)
        if match:
            found = match.groupdict()
            month = int(found["number"]) if "number" in found else 1 + _MONTHS.index(found["month"][:3].lower())
            return _day(int(found["year"]), month, int(found["day"]))
    match = _SLASHES.search(value)
    if match:
        first, second, year = (int(g) for g in match.groups())
        if first > 12 or first == second:
            return _day(year, second, first)
        if second > 12:
            return _day(year, first, second)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    # News is not older than print, nor from the next century: outside is a number that only looks like a year.
    if not 1700 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
