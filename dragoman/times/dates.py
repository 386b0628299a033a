"""What days, months, years, seasons and named days of the calendar mean, with a year or without."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.times.context import Context, Match, Meaning, same_year
from dragoman.times.holidays import holiday
from dragoman.times.numbers import ordinal
from dragoman.times.values import (
    SEASONS,
    iso,
    near_season,
    nth_weekday,
)
from dragoman.times.words import BY, SINCE, SURE_MONTHS, WEEKDAYS, month_number, past_clause, weekday_number


def iso_day(c: Context, m: Match) -> Meaning:
    day = iso(int(m["y"]), int(m["mm"]), int(m["d"]))
    return f"{day}T{m['clock']}" if day and m["clock"] else day


def slashed_day(c: Context, m: Match) -> Meaning:
    """02/27/98 or 27/02/1998; where both readings are days, the one nearer to publication."""
    year = int(m["y"])
    if len(m["y"]) == 2:
        year += 1900 if year >= 50 else 2000
    found = [day for day in (iso(year, int(m["a"]), int(m["b"])), iso(year, int(m["b"]), int(m["a"]))) if day]
    if not found or (len(set(found)) > 1 and c.on is None):
        return None
    on = c.on
    return found[0] if on is None else min(found, key=lambda day: abs(date.fromisoformat(day) - on))


def full_day(c: Context, m: Match) -> Meaning:
    return iso(int(m["y"]), month_number(m["m"]), int(m["d"]))


def day_without_year(c: Context, m: Match) -> Meaning:
    month, day = month_number(m["m"]), int(m["d"])
    if c.on is None or iso(2000, month, day) is None:
        return None
    named = re.match(rf"(?:{WEEKDAYS})\b", m[0])
    if named is not None:  # "Saturday, Feb. 28" is of the year in which that is a Saturday
        years = (c.on.year, c.on.year - 1, c.on.year + 1)
        told = [iso(year, month, day) for year in years]
        fits = [d for d in told if d and date.fromisoformat(d).weekday() == weekday_number(named[0])]
        if fits:
            return fits[0]
    year = _near_year(c, month, day, m.start())
    return lambda last: iso(same_year(c.on, last, month, day) or year, month, day)


def _near_year(c: Context, month: int, day: int, at: int) -> int:
    """Return the year of a date without one: the latest not after publication, or the next for what is to come.

    What is told before it has come, in whatever tense, is at most some days off: "the vote of 2 March" on 27 February.
    """
    assert c.on is not None
    if c.ahead(at):
        return c.on.year if (month, day) >= (c.on.month, c.on.day) else c.on.year + 1
    soon = c.on + timedelta(days=10)
    return soon.year if (month, day) <= (soon.month, soon.day) or soon.year > c.on.year else c.on.year - 1


def month_of_year(c: Context, m: Match) -> Meaning:
    return f"{m['y']}-{month_number(m['m']):02d}"


# Before a bare month: what shows that it is one. "By May" may be "by Theresa May".
_MONTH_AFTER = re.compile(
    r"(?:\b(?:in|since|until|till|last|next|this|through|during|between|from|before|after|early|late|earlier|mid|for"
    r"|of|by|to|and|for|starting|beginning|around|every|each|throughout|back in|or|ended|ending|about|through)[ -]"
    r"|\b(?:in|since|until|by|of|for|from) (?:early|late|mid)[ -])$",
    re.I,
)
_LOOSE = re.compile(r"\b(?:by|to|and|for|of|about|or|before|after|around|from|each|every) $", re.I)
_MRS_MAY = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Minister|Prime Minister) (?:May|March|April|August|June)\b")


def month_by_year(c: Context, m: Match) -> Meaning:
    """ "April last year", "5 April last year"."""
    if c.on is None:
        return None
    year, day = c.on.year + {"last": -1, "this": 0, "next": 1}[m["rel"]], m["d"] or m["d2"]
    return iso(year, month_number(m["m"]), int(day)) if day else f"{year}-{month_number(m['m']):02d}"


def _is_month(c: Context, m: Match) -> bool:
    """Return whether a month's name by itself is one, and not a person, a verb or a part of a name."""
    if m[0].lower().startswith(("early", "late", "mid", "last", "next", "this")):
        return True
    before, after, word = c.before(m.start()), c.text[m.end() : m.end() + 12], m["m"]
    if re.search(r"\d(?:st|nd|rd|th)? of $", before):
        return False  # "the 6th of October Bridge"
    shown = bool(_MONTH_AFTER.search(before))
    if word not in SURE_MONTHS.split("|") and (not shown or (_LOOSE.search(before) and word in ("May", "March"))):
        of_noun = re.search(r"\b(?:[Tt]he|[Aa]n?|['’]s) $", before) and re.match(r" [a-z]", after)
        named = _MRS_MAY.search(c.text) or c.token(m.start()).tag_ in ("MD", "VB", "VBP", "NN", "VBD")
        if not of_noun and (named or not shown):
            return False
    # A month before or after another capital is part of a name: "October Revolution", "Black September".
    if re.match(r"(?:['’]s)? (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z]", after):
        return bool(re.search(r"\b(?:in|since|until|last|next|by|of) $", before, re.I))
    token = c.token(m.start())
    previous = c.doc[token.i - 1] if token.i else None
    return shown or previous is None or not (previous.tag_ in ("NNP", "JJ") and previous.text.istitle())


def bare_month(c: Context, m: Match) -> Meaning:
    if c.on is None or not _is_month(c, m):
        return None
    on, month, which = c.on, month_number(m["m"]), (m["which"] or "").lower()
    before = c.before(m.start())
    past = f"{on.year if month <= on.month else on.year - 1}-{month:02d}"
    to_come = f"{on.year if month >= on.month else on.year + 1}-{month:02d}"
    if which in ("next", "last") and month == on.month:
        return f"{on.year + (1 if which == 'next' else -1)}-{month:02d}"
    if which in ("last", "this past") or SINCE.search(before):
        return past
    by = BY.search(before) and not past_clause(c, m.start())
    # "Leaves in January" is a timetable; "is angry at the raid in January" is none.
    if which == "next" or by or c.ahead(m.start(), timetable=c.beside_verb(m.start())):
        return to_come
    return lambda last: f"{year}-{month:02d}" if (year := not which and same_year(on, last, month, 31)) else past


def first_of_range(c: Context, m: Match) -> Meaning:
    """The first day of "3-5 May" or "3 to 5 May 1998"."""
    if m["y"]:
        return full_day(c, m)
    return day_without_year(c, m)


def last_year_of_range(c: Context, m: Match) -> Meaning:
    """The last year of "1998-99"."""
    end = int(m["x"])
    return f"{m['y'][:2]}{m['x']}" if end > int(m["y"][2:]) else None


# What is counted, numbered or paid is no year.
_NO_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#/.,\d-]|\b(?:about|some|nearly|over|than|least|almost|around|approximately|roughly|Flight|flight|Resolution"
    r"|resolution|Article|No\.|no\.|number|room|Room|page|paragraph|section|Section|route|Route|highway|Highway|all|these"
    r"|those|another|only|Rs|US|only|every|points?|level|at) ?)$"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|of|from|the|during|after|before|early|late|mid|to|and|like|for|through|a|an|its|their|his"
    r"|her|that|between|or|back in|as of|than in|around|about) $|[-–—(]$|['’]s $|, $",
    re.I,
)
_SINCE_ABOUT = re.compile(r"\b(?:in|since|from|until|by|of) (?:about|around|at least|roughly) $", re.I)
_COUNTED = re.compile(
    r"(?:,\d|\.\d|%|[-–]\d| (?:per ?cent|percent|million|billion|hours?|hrs|GMT|UTC|local|meters?|metres?|miles?|km"
    r"|kilomet\w+|tons?|tonnes?|barrels?|pounds?|dollars?|euros?|rupees?|square|feet|or more|more|other|people|men"
    r"|women|children|troops|police|soldiers|civilians|points?|megawatts?|acres?|hectares?|kg|years?|days?|times|houses?)\b)"
)


def bare_year(c: Context, m: Match) -> Meaning:
    before, after = c.before(m.start()), c.text[m.end() : m.end() + 20]
    if _COUNTED.match(after) or (_NO_YEAR_BEFORE.search(before) and not _SINCE_ABOUT.search(before)):
        return None
    token = c.token(m.start())
    shown = bool(_YEAR_BEFORE.search(before))
    if token.dep_ in ("nummod", "compound", "amod") and token.head.tag_ == "NNS" and token.head.i == token.i + 1:
        return m["y"] if re.search(r"\b(?:the|their|its|his|in|since|by|until|['’]s) $", before, re.I) else None
    if not shown and re.match(r" [A-Z]", after):
        return None  # a name: "1989 Generation"
    if not shown and before.strip() and token.i and c.doc[token.i - 1].pos_ == "PROPN":
        return None  # "Boeing 2000"
    return m["y"]


def decade_of_years(c: Context, m: Match) -> Meaning:
    tens = m["tens"]
    return tens[:3] if len(tens) == 4 else f"19{tens[0]}"


def two_digit_year(c: Context, m: Match) -> Meaning:
    """ "In '97": of the century that makes it not later than publication."""
    if c.on is None:
        return None
    year = c.on.year // 100 * 100 + int(m["y"])
    return f"{year if year <= c.on.year + 5 else year - 100}"


def nth_weekday_of(c: Context, m: Match) -> Meaning:
    """ "The first Monday in May", with a year or without."""
    month, n = month_number(m["m"]), {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}[m["n"]]
    if m["y"] is None and c.on is None:
        return None
    year = int(m["y"]) if m["y"] else _near_year(c, month, 1, m.start())
    return nth_weekday(year, month, weekday_number(m["day"]), n).isoformat()


DECADES = {"twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196",
            "seventies": "197", "eighties": "198", "nineties": "199"}  # fmt: skip


def spelled_decade(c: Context, m: Match) -> Meaning:
    # "In his sixties" is an age, and "temperatures in the eighties" are degrees.
    if re.search(r"\b(?:his|her|their|my|temperatures? in|low|high) $", c.before(m.start()), re.I):
        return None
    return DECADES[m["word"].lower()]


def century_of(c: Context, m: Match) -> Meaning:
    n = ordinal(m["n"]) - 1
    return None if not 0 < n < 22 else f"{n:02d}"


def quarter_of_year(c: Context, m: Match) -> Meaning:
    q = (m["q"] or m["q2"] or "").lower()
    n = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "1": 1, "2": 2, "3": 3, "4": 4}[
        q[-6:]
    ]
    which = (m["rel"] or "").lower()
    if m["y"]:
        return f"{m['y']}-Q{n}"
    if c.on is None or (q in ("last", "final") and not which):
        return None
    year = c.on.year + (-1 if "last" in which else 1 if "next" in which else 0)
    if not which:
        now = (c.on.month - 1) // 3 + 1
        # A quarter not yet begun that is told of in the past is last year's.
        if n > now and not c.ahead(m.start()):
            year -= 1
        elif n < now and c.ahead(m.start()):
            year += 1
    return f"{year}-Q{n}"


def half_of_year(c: Context, m: Match) -> Meaning:
    h = "H1" if m["h"].lower() == "first" else "H2"
    if m["y"]:
        return f"{m['y']}-{h}"
    if c.on is None:
        return None
    which = (m["rel"] or "").lower()
    return f"{c.on.year + (-1 if 'last' in which else 1 if 'next' in which else 0)}-{h}"


def season_of_year(c: Context, m: Match) -> Meaning:
    return f"{m['y']}-{SEASONS[m['season'].lower()]}"


def this_season(c: Context, m: Match) -> Meaning:
    """ "In the spring", "the autumn" of a report: the one just over, or the next to come."""
    if c.on is None:
        return None
    name = SEASONS[m["season"].lower()]
    if c.ahead(m.start()):
        return near_season(c.on, name, "next")
    now = near_season(c.on, name, "this")
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    return now if int(now[:4]) * 12 + start <= c.on.year * 12 + c.on.month else near_season(c.on, name, "last")


def named_day(c: Context, m: Match) -> Meaning:
    name = re.sub("’", "'", m["name"])
    if m["y"]:
        return holiday(name, int(m["y"])).isoformat()
    if c.on is None:
        return None
    which, on = (m["which"] or m["rel"] or "").lower(), c.on
    if "year" in which:
        return holiday(name, on.year + {"last": -1, "next": 1}.get(which.split()[0], 0)).isoformat()
    days = [holiday(name, year) for year in (on.year - 1, on.year, on.year + 1)]
    before, after = max(d for d in days if d <= on), min(d for d in days if d >= on)
    if which == "next":
        return after.isoformat()
    if which != "last" and (c.ahead(m.start()) or (BY.search(c.before(m.start())) and not past_clause(c, m.start()))):
        return after.isoformat()
    # "Just before Christmas", told on 19 December.
    if (after - on).days <= 30 and re.search(r"\b(?:before|ahead of) (?:the )?$", c.before(m.start()), re.I):
        return after.isoformat()
    # Told in the past, but it is only days ahead: "shops prepared for Christmas".
    if not which and (after - on).days <= 10 and not past_clause(c, m.start()):
        return after.isoformat()
    return before.isoformat()
