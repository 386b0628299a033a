"""What is told from the day of the report or from a date before it: "Tuesday", "last month", "two days later"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.records import Time
from dragoman.times.context import Context, Late, Match, Meaning
from dragoman.times.numbers import amount
from dragoman.times.values import (
    DAY_PARTS,
    SEASONS,
    first_day,
    grain,
    iso,
    near_season,
    shifted,
    span,
    step,
    week_of,
)
from dragoman.times.words import (
    BY,
    MONTHS,
    SINCE,
    WEEKDAYS,
    ZONE,
    mid_sentence_name,
    month_number,
    past_clause,
    singular,
    weekday_number,
    with_part,
)

# A weekday before one of these names a newspaper.
PAPERS = (
    "Times|Telegraph|Mail|Mirror|Express|People|Tribune|Independent|Herald|Post|Star|World|Business|Nation|Monitor"
    "|Standard|Vision|Observer|News|Mercury|Age|Guardian|Review|Mass|Sun|Leader|Punch|Argus|Night Live"
)
# A weekday after one of these names a day of its own, known by its name or by the table of holidays.
_NAMED_DAY = re.compile(r"\b(?:Good|Black|Bloody|Super|Easter|Palm|Ash|Holy|Maundy|Whit|Cyber|Fat|Shrove|Man) $")


def weekday_near(c: Context, m: Match) -> Meaning:
    if c.on is None or _NAMED_DAY.search(c.before(m.start(), 10)):
        return None
    wanted, which = weekday_number(m["day"]), (m["which"] or "").lower()
    if which in ("every", "each"):
        return f"XXXX-WXX-{wanted + 1}"
    on, part = c.on, m["part"]
    back = (on.weekday() - wanted) % 7
    to_come = (wanted - on.weekday()) % 7
    if which in ("the following", "the next", "the previous", "the preceding"):
        forward = which in ("the following", "the next")
        return lambda last: with_part(_beside(last, wanted, forward), part)
    if which in ("next", "coming", "this coming", "the coming"):
        return with_part((on + timedelta(days=to_come or 7)).isoformat(), part)
    if which in ("last", "this past", "the past", "past"):
        return with_part((on - timedelta(days=back or 7)).isoformat(), part)
    if not SINCE.search(c.before(m.start())) and _comes(c, m, to_come):
        return with_part((on + timedelta(days=to_come)).isoformat(), part)
    return with_part((on - timedelta(days=back)).isoformat(), part)


_TO_COME = re.compile(
    r"\b(?:ahead of|starting|beginning|upcoming|due|as early as|as soon as|effective) (?:on )?$", re.I
)


def _comes(c: Context, m: Match, days: int) -> bool:
    before = c.before(m.start())
    if _TO_COME.search(before):
        return True
    if BY.search(before) or re.search(r"\b(?:from|before) $", before, re.I):
        return c.ahead(m.start()) if past_clause(c, m.start()) else True
    # "Friday's vote" names it; the clause need not be of that day.
    return c.ahead(m.start(), timetable=not re.match(r"['’]s", c.text[m.end() : m.end() + 2]))


def _beside(last: Time | None, weekday: int, forward: bool) -> str | None:
    """Return the first such weekday after, or the last before, the date last mentioned."""
    anchor = first_day(last.value) if last is not None and grain(last.value) == "day" else None
    if anchor is None:
        return None
    if forward:
        return (anchor + timedelta(days=(weekday - anchor.weekday()) % 7 or 7)).isoformat()
    return (anchor - timedelta(days=(anchor.weekday() - weekday) % 7 or 7)).isoformat()


def each_weekday(c: Context, m: Match) -> Meaning:
    return f"XXXX-WXX-{weekday_number(m['day']) + 1}"


def near_day(c: Context, m: Match) -> Meaning:
    if (
        c.on is None
        or mid_sentence_name(c, m)
        or (re.search(r"\b[A-Z]\w+ $", c.before(m.start())) and m[0][0].isupper())
    ):
        return None
    word = " ".join(m["word"].lower().split())
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
             "last": -1}.get(word, 0)  # fmt: skip
    part = m["part"] or ("night" if word in ("overnight", "tonight") else None)
    return with_part((c.on + timedelta(days=shift)).isoformat(), part)


def which_unit(c: Context, m: Match) -> Meaning:
    """ "Last week", "this year", "the previous quarter", "the current month"."""
    if c.on is None:
        return None
    which, unit = " ".join(m["which"].lower().split()), m["unit"].lower()
    n = {"last": -1, "previous": -1, "preceding": -1, "past": -1, "next": 1, "coming": 1}.get(which.split()[-1], 0)
    on = c.on
    if unit in SEASONS:
        return near_season(on, SEASONS[unit], {-1: "last", 0: "this", 1: "next"}[n])
    if which in ("the previous", "the preceding"):
        return lambda last: (step(last.value, unit, -1) if last else None) or shifted(on, unit, -1)
    return shifted(on, unit, n)


def weekend(c: Context, m: Match) -> Meaning:
    if c.on is None:
        return None
    which = (m["which"] or "").lower().split()[-1:] or ["the"]
    saturday = c.on + timedelta(days=5 - c.on.weekday())
    on_it = c.on.weekday() >= 5
    match which[0]:
        case "last" | "past":
            saturday -= timedelta(weeks=1)
        case "next" | "coming":
            saturday += timedelta(weeks=1 if on_it else 0)
        case "this":
            saturday -= timedelta(weeks=0 if on_it or not past_clause(c, m.start()) else 1)
        case _:
            saturday -= timedelta(weeks=0 if on_it or (c.beside_verb(m.start("x")) and c.ahead(m.start())) else 1)
    return f"{week_of(saturday)}-WE"


_PHASED = ("day", "week", "month", "year", "decade", "century")


def phase_of_unit(c: Context, m: Match) -> Meaning:
    """ "The end of the year", "later in the week", "year's end": of the one that the report is in."""
    if c.on is None or (unit := (m["unit"] or m["unit2"] or "").lower()) not in _PHASED:
        return None
    on = c.on
    return lambda last: _within(last, unit) or shifted(on, unit, 0)


def _within(last: Time | None, unit: str) -> str | None:
    """Return the unit that the date last mentioned lies in; None where that is coarser."""
    if last is None:
        return None
    return step(last.value, unit, 0)


def other_unit(c: Context, m: Match) -> Meaning:
    """ "The same day", "that year", "the following month", "the next morning", "the previous evening"."""
    which, unit = " ".join(m["which"].lower().split()), m["unit"].lower()
    n = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(which.split()[-1], 0)
    if which == "the next" and re.search(r"\b(?:over|in|within|for|during|through|of) $", c.before(m.start()), re.I):
        return span("1", unit) if unit not in DAY_PARTS else None
    part = unit if unit in DAY_PARTS else None

    on = c.on

    def told(last: Time | None) -> str | None:
        value = step(last.value, "day" if part else unit, n) if last is not None else None
        if value is None and n < 0 and unit in ("week", "month", "year") and on is not None:
            return shifted(on, unit, n)
        return with_part(value, part)

    return told


def ago(c: Context, m: Match) -> Meaning:
    n, unit = amount(m["n"]), singular(m["unit"])
    if c.on is None or n == "X" or unit in ("hour", "minute"):
        return "PAST_REF"
    if "." in n:
        if unit != "year":
            return "PAST_REF"
        return shifted(c.on, "month", -round(float(n) * 12))
    on = c.on
    if unit == "year" and n == "1":
        return lambda last: (
            step(last.value, unit, -1) if last and grain(last.value) == "quarter" else shifted(on, unit, -1)
        )
    return shifted(on, unit, -int(n))


def year_earlier(c: Context, m: Match) -> Meaning:
    """ "A year earlier", "the year-ago period": of a quarter told just before, that quarter."""
    if c.on is None:
        return None
    on = c.on

    def told(last: Time | None) -> str | None:
        of_quarter = last is not None and grain(last.value) == "quarter"
        return step(last.value, "year", -1) if last is not None and of_quarter else shifted(on, "year", -1)

    return told


def from_another(c: Context, m: Match) -> Meaning:
    """ "Two days later", "a year earlier": from the date last mentioned; "earlier" without one is from publication."""
    n, unit, way = amount(m["n"]), singular(m["unit"]), m["way"].lower()
    if m["n"].lower() == "the":  # "the day before"
        return _beside_unit(c, unit, way)
    length = span(n, unit) if unit != "night" else span(n, "day")
    if not n.isdigit() or unit in ("hour", "minute") or c.on is None:
        return length
    count, on = int(n), c.on
    if way in ("from now", "hence"):
        return shifted(on, unit, count)
    later = way in ("later", "after", "afterwards", "on")

    def told(last: Time | None) -> str | None:
        if last is not None and (value := step(last.value, unit, count if later else -count)) is not None:
            return value
        return length if later else shifted(on, unit, -count)

    return told


def _beside_unit(c: Context, unit: str, way: str) -> Meaning:
    """ "The day before", "the week after": of the date last mentioned; without one, only what is before is told."""
    on, n = c.on, 1 if way == "after" else -1
    if on is None:
        return None
    return lambda last: (step(last.value, unit, n) if last else None) or (shifted(on, unit, n) if n < 0 else None)


def unit_ended(c: Context, m: Match) -> Meaning:
    """ "The quarter ended Sept. 30", "the week ended Oct. 13": the one in which that day lies."""
    if c.on is None:
        return None
    month, unit = month_number(m["m"]), m["unit"].lower()
    year = c.on.year if month <= c.on.month or c.ahead(m.start()) else c.on.year - 1
    day = iso(year, month, int(m["d"] or 1))
    return shifted(date.fromisoformat(day), unit, 0) if day else None


def latest_quarter(c: Context, m: Match) -> Meaning:
    """ "The latest quarter": the last one told of, else the last one over."""
    if c.on is None:
        return None
    on = c.on
    return lambda last: last.value if last and grain(last.value) == "quarter" else shifted(on, "quarter", -1)


def the_quarter(c: Context, m: Match) -> Meaning:
    """ "In the quarter": the last one told of; of what is to come, the one in which the report is."""
    if c.on is None:
        return None
    on, ahead = c.on, c.ahead(m.start())

    def told(last: Time | None) -> str | None:
        if last is not None and grain(last.value) == "quarter":
            return last.value
        return shifted(on, "quarter", 0 if ahead else -1)

    return told


def whole_unit(c: Context, m: Match) -> Meaning:
    """ "The full year", "for the month": the one that the report is in."""
    return shifted(c.on, m["unit"].lower(), 0) if c.on is not None else None


def this_year(c: Context, m: Match) -> Meaning:
    return str(c.on.year) if c.on is not None else None


def clock(c: Context, m: Match) -> Meaning:
    if m["noon"]:
        return _at(c, m, {"midnight": "T24:00"}.get(m["noon"].lower(), "T12:00"))
    hour, minute = int(m["h"]), int(m["min"] or 0)
    half = (m["half"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    return _at(c, m, f"T{hour:02d}:{minute:02d}")


def _at(c: Context, m: Match, clock: str) -> Late | None:
    """Return an hour of the day named just before or after it, else of the report's."""
    on = c.on
    if on is None:
        return None
    follows = c.text[m.end() : m.end() + 40]
    dated = re.match(rf"{ZONE},? (?:on )?(?P<m>{MONTHS})\.? (?P<d>\d{{1,2}})\b", follows)
    if dated is not None:
        month, date_ = month_number(dated["m"]), int(dated["d"])
        year = on.year if (month, date_) <= (on.month, on.day) or c.ahead(m.start()) else on.year - 1
        told = iso(year, month, date_)
        return (lambda last: f"{told}{clock}") if told else None
    after = re.match(rf"{ZONE},?(?: \([^)]*\))?,? (?:on )?(?P<day>{WEEKDAYS})\b", follows)
    if after is not None:
        back = (on.weekday() - weekday_number(after["day"])) % 7
        ahead = c.ahead(m.start())
        day = (
            on + timedelta(days=(weekday_number(after["day"]) - on.weekday()) % 7)
            if ahead
            else on - timedelta(days=back)
        )
        return lambda last: f"{day.isoformat()}{clock}"
    near_by = re.match(rf"{ZONE} (?P<day>yesterday|tomorrow)\b", follows)
    if near_by is not None:
        shift = 1 if near_by["day"] == "tomorrow" else -1
        return lambda last: f"{(on + timedelta(days=shift)).isoformat()}{clock}"

    def beside(last: Time | None) -> str:
        near = last is not None and m.start() - last.end < 40 and grain(last.value) == "day"
        return f"{last.value[:10] if near and last is not None else on.isoformat()}{clock}"

    return beside
