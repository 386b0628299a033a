"""The forms of time expressions, in the order in which they win where they overlap, each with what it means."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from dragoman.records import Time
from dragoman.times.context import Context, Late, Meaning, same_year
from dragoman.times.holidays import holiday, load_holidays
from dragoman.times.numbers import NUMBER, ORDINAL, amount, ordinal
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

Match = re.Match[str]

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
# Months whose names are also a person's or a verb; the others stand by themselves.
_SURE_MONTHS = "January|February|July|September|October|November|December"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_ANY_WEEKDAYS = rf"(?:{_WEEKDAYS}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
_PART = "morning|afternoon|evening|night"
_SEASON = "spring|summer|autumn|fall|winter"
_UNIT = "day|week|fortnight|month|quarter|year|decade|century|hour|minute|second"
_UNITS = "(?P<unit>days?|nights?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies)|hours?|minutes?)"
_SHORT_UNITS = "(?P<unit>days?|nights?|weeks?|months?|years?|hours?|minutes?)"
_N = rf"(?P<n>{NUMBER})"
_ABOUT = (
    r"(?:(?:more than|less than|fewer than|at least|at most|up to|no more than|not more than|nearly|about|almost|around"
    r"|over|under|roughly|approximately|only|just over|just under|just|some|well over|close to|barely|exactly) )?"
)
# "Early", "late", "the end of": they belong to the expression and do not change its value.
_PHASE = (
    r"(?:(?:the )?(?:very )?(?:beginning|start|end|middle|close|turn|dawn|eve|height) of (?:the )?"
    r"|(?:the )?(?:early|earlier|late|later|mid)[- ](?:in )?(?:the )?)?"
)
_ONLY_PHASE = _PHASE[:-1]  # the same, but not to be left out
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>1[5-9]\d\d|20\d\d)"
_TH = r"(?:st|nd|rd|th)?"
_BEFORE_DATE = rf"(?:\b{_ANY_WEEKDAYS},? (?:the )?)?"


def _singular(word: str) -> str:
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def _month(word: str) -> int:
    return [m.lower() for m in calendar.month_abbr].index(word[:3].lower())


def _weekday(word: str) -> int:
    return [d.lower() for d in calendar.day_abbr].index(word[:3].lower())


def _part(value: str | None, word: str | None) -> str | None:
    """Return a day with the part of it that a word names: 1998-02-27TNI."""
    if value is None or not word:
        return value
    return f"{value[:10]}{DAY_PARTS[word.lower()]}"


def _mid_sentence_name(c: Context, m: Match) -> bool:
    """Return whether a common word is written large inside a sentence, as in the name of a newspaper."""
    if not m[0][0].isupper() or m[0].isupper():
        return False
    before = c.before(m.start(), 4).rstrip(" ")
    return bool(before) and before[-1] not in ".!?:;\n\"'“”‘—–-(>•|"


# --- days of the calendar -------------------------------------------------------------------------------------------


def _iso_day(c: Context, m: Match) -> Meaning:
    day = iso(int(m["y"]), int(m["mm"]), int(m["d"]))
    return f"{day}T{m['clock']}" if day and m["clock"] else day


def _slashed(c: Context, m: Match) -> Meaning:
    """02/27/98 or 27/02/1998; where both readings are days, the one nearer to publication."""
    year = int(m["y"])
    if len(m["y"]) == 2:
        year += 1900 if year >= 50 else 2000
    found = [day for day in (iso(year, int(m["a"]), int(m["b"])), iso(year, int(m["b"]), int(m["a"]))) if day]
    if not found or (len(set(found)) > 1 and c.on is None):
        return None
    on = c.on
    return found[0] if on is None else min(found, key=lambda day: abs(date.fromisoformat(day) - on))


def _full_day(c: Context, m: Match) -> Meaning:
    return iso(int(m["y"]), _month(m["m"]), int(m["d"]))


def _day_without_year(c: Context, m: Match) -> Meaning:
    month, day = _month(m["m"]), int(m["d"])
    if c.on is None or iso(2000, month, day) is None:
        return None
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


def _month_of_year(c: Context, m: Match) -> Meaning:
    return f"{m['y']}-{_month(m['m']):02d}"


# Before a bare month: what shows that it is one. "By May" may be "by Theresa May".
_MONTH_AFTER = re.compile(
    r"(?:\b(?:in|since|until|till|last|next|this|through|during|between|from|before|after|early|late|earlier|mid|for"
    r"|of|by|to|and|for|starting|beginning|around|every|each|throughout|back in|or|ended|ending|about|through)[ -]"
    r"|\b(?:in|since|until|by|of|for|from) (?:early|late|mid)[ -])$",
    re.I,
)
_LOOSE = re.compile(r"\b(?:by|to|and|for|of|about|or|before|after|around|from|each|every) $", re.I)
_MRS_MAY = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Minister|Prime Minister) (?:May|March|April|August|June)\b")


def _month_by_year(c: Context, m: Match) -> Meaning:
    """ "April last year", "5 April last year"."""
    if c.on is None:
        return None
    year, day = c.on.year + {"last": -1, "this": 0, "next": 1}[m["rel"]], m["d"] or m["d2"]
    return iso(year, _month(m["m"]), int(day)) if day else f"{year}-{_month(m['m']):02d}"


def _is_month(c: Context, m: Match) -> bool:
    """Return whether a month's name by itself is one, and not a person, a verb or a part of a name."""
    if m[0].lower().startswith(("early", "late", "mid", "last", "next", "this")):
        return True
    before, after, word = c.before(m.start()), c.text[m.end() : m.end() + 12], m["m"]
    if re.search(r"\d(?:st|nd|rd|th)? of $", before):
        return False  # "the 6th of October Bridge"
    shown = bool(_MONTH_AFTER.search(before))
    if word not in _SURE_MONTHS.split("|") and (not shown or (_LOOSE.search(before) and word in ("May", "March"))):
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


def _bare_month(c: Context, m: Match) -> Meaning:
    if c.on is None or not _is_month(c, m):
        return None
    on, month, which = c.on, _month(m["m"]), (m["which"] or "").lower()
    before = c.before(m.start())
    past = f"{on.year if month <= on.month else on.year - 1}-{month:02d}"
    to_come = f"{on.year if month >= on.month else on.year + 1}-{month:02d}"
    if which in ("next", "last") and month == on.month:
        return f"{on.year + (1 if which == 'next' else -1)}-{month:02d}"
    if which == "last" or _SINCE.search(before):
        return past
    by = _BY.search(before) and not _past_clause(c, m.start())
    # "Leaves in January" is a timetable; "is angry at the raid in January" is none.
    token = c.token(m.start())
    direct = token.dep_ == "pobj" and token.head.head.pos_ == "VERB"
    if which == "next" or by or c.ahead(m.start(), timetable=direct):
        return to_come
    return lambda last: f"{year}-{month:02d}" if (year := not which and same_year(on, last, month, 31)) else past


_SINCE = re.compile(r"\bsince (?:early |late |mid-)?(?:last )?$", re.I)
_BY = re.compile(r"\b(?:by|until|till) (?:early |late |mid-)?$", re.I)


def _past_clause(c: Context, at: int) -> bool:
    """Return whether a verb in the past governs what stands at an offset, and nothing in it looks forward."""
    token = c.token(at)
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            helpers = {t.tag_ for t in above.children if t.dep_ in ("aux", "auxpass")}
            return above.tag_ == "VBD" or (above.tag_ == "VBN" and "VBD" in helpers)
    return False


def _first_of_range(c: Context, m: Match) -> Meaning:
    """The first day of "3-5 May" or "3 to 5 May 1998"."""
    if m["y"]:
        return _full_day(c, m)
    return _day_without_year(c, m)


def _last_year_of_range(c: Context, m: Match) -> Meaning:
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


def _year(c: Context, m: Match) -> Meaning:
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


def _decade(c: Context, m: Match) -> Meaning:
    tens = m["tens"]
    return tens[:3] if len(tens) == 4 else f"19{tens[0]}"


_DECADES = {"twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196",
            "seventies": "197", "eighties": "198", "nineties": "199"}  # fmt: skip


def _spelled_decade(c: Context, m: Match) -> Meaning:
    # "In his sixties" is an age, and "temperatures in the eighties" are degrees.
    if re.search(r"\b(?:his|her|their|my|temperatures? in|low|high) $", c.before(m.start()), re.I):
        return None
    return _DECADES[m["word"].lower()]


def _century(c: Context, m: Match) -> Meaning:
    n = ordinal(m["n"]) - 1
    return None if not 0 < n < 22 else f"{n:02d}"


def _quarter(c: Context, m: Match) -> Meaning:
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


def _half_year(c: Context, m: Match) -> Meaning:
    h = "H1" if m["h"].lower() == "first" else "H2"
    if m["y"]:
        return f"{m['y']}-{h}"
    if c.on is None:
        return None
    which = (m["rel"] or "").lower()
    return f"{c.on.year + (-1 if 'last' in which else 1 if 'next' in which else 0)}-{h}"


def _season_of_year(c: Context, m: Match) -> Meaning:
    return f"{m['y']}-{SEASONS[m['season'].lower()]}"


def _this_season(c: Context, m: Match) -> Meaning:
    """ "In the spring", "the autumn" of a report: the one just over, or the next to come."""
    if c.on is None:
        return None
    name = SEASONS[m["season"].lower()]
    if c.ahead(m.start()):
        return near_season(c.on, name, "next")
    now = near_season(c.on, name, "this")
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    return now if int(now[:4]) * 12 + start <= c.on.year * 12 + c.on.month else near_season(c.on, name, "last")


# --- days told from publication -------------------------------------------------------------------------------------

# A weekday before one of these names a newspaper.
_PAPERS = (
    "Times|Telegraph|Mail|Mirror|Express|People|Tribune|Independent|Herald|Post|Star|World|Business|Nation|Monitor"
    "|Standard|Vision|Observer|News|Mercury|Age|Guardian|Review|Mass|Sun|Leader|Punch|Argus|Night Live"
)
# A weekday after one of these names a day of its own, known by its name or by the table of holidays.
_NAMED_DAY = re.compile(r"\b(?:Good|Black|Bloody|Super|Easter|Palm|Ash|Holy|Maundy|Whit|Cyber|Fat|Shrove|Man) $")


def _weekday_value(c: Context, m: Match) -> Meaning:
    if c.on is None or _NAMED_DAY.search(c.before(m.start(), 10)):
        return None
    wanted, which = _weekday(m["day"]), (m["which"] or "").lower()
    if which in ("every", "each"):
        return f"XXXX-WXX-{wanted + 1}"
    on, part = c.on, m["part"]
    back = (on.weekday() - wanted) % 7
    to_come = (wanted - on.weekday()) % 7
    if which in ("the following", "the next", "the previous", "the preceding"):
        forward = which in ("the following", "the next")
        return lambda last: _part(_beside(last, wanted, forward), part)
    if which in ("next", "coming", "this coming", "the coming"):
        return _part((on + timedelta(days=to_come or 7)).isoformat(), part)
    if which in ("last", "this past", "the past", "past"):
        return _part((on - timedelta(days=back or 7)).isoformat(), part)
    if not _SINCE.search(c.before(m.start())) and _comes(c, m, to_come):
        return _part((on + timedelta(days=to_come)).isoformat(), part)
    return _part((on - timedelta(days=back)).isoformat(), part)


_TO_COME = re.compile(
    r"\b(?:ahead of|starting|beginning|upcoming|due|as early as|as soon as|effective) (?:on )?$", re.I
)


def _comes(c: Context, m: Match, days: int) -> bool:
    before = c.before(m.start())
    if _TO_COME.search(before):
        return True
    if _BY.search(before) or re.search(r"\b(?:from|before) $", before, re.I):
        return c.ahead(m.start()) if _past_clause(c, m.start()) else True
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


def _weekdays(c: Context, m: Match) -> Meaning:
    return f"XXXX-WXX-{_weekday(m['day']) + 1}"


def _near_day(c: Context, m: Match) -> Meaning:
    if (
        c.on is None
        or _mid_sentence_name(c, m)
        or (re.search(r"\b[A-Z]\w+ $", c.before(m.start())) and m[0][0].isupper())
    ):
        return None
    word = " ".join(m["word"].lower().split())
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
             "last": -1}.get(word, 0)  # fmt: skip
    part = m["part"] or ("night" if word in ("overnight", "tonight") else None)
    return _part((c.on + timedelta(days=shift)).isoformat(), part)


def _which_unit(c: Context, m: Match) -> Meaning:
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


def _weekend(c: Context, m: Match) -> Meaning:
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
            saturday -= timedelta(weeks=0 if on_it or not _past_clause(c, m.start()) else 1)
        case _:
            saturday -= timedelta(weeks=0 if on_it or c.ahead(m.start()) else 1)
    return f"{week_of(saturday)}-WE"


def _phase_of_unit(c: Context, m: Match) -> Meaning:
    """ "The end of the year", "later in the week", "year's end": of the one that the report is in."""
    if c.on is None or (unit := (m["unit"] or m["unit2"] or "").lower()) not in ("week", "month", "year", "decade",
                                                                                 "century"):  # fmt: skip
        return None
    on = c.on
    return lambda last: _within(last, unit) or shifted(on, unit, 0)


def _within(last: Time | None, unit: str) -> str | None:
    """Return the unit that the date last mentioned lies in; None where that is coarser."""
    if last is None:
        return None
    return step(last.value, unit, 0)


def _other_unit(c: Context, m: Match) -> Meaning:
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
        return _part(value, part)

    return told


def _ago(c: Context, m: Match) -> Meaning:
    n, unit = amount(m["n"]), _singular(m["unit"])
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


def _from_another(c: Context, m: Match) -> Meaning:
    """ "Two days later", "a year earlier": from the date last mentioned; "earlier" without one is from publication."""
    n, unit, way = amount(m["n"]), _singular(m["unit"]), m["way"].lower()
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


def _duration(c: Context, m: Match) -> Meaning:
    return span(amount(m["n"]), _singular(m["unit"]))


def _half_ago(c: Context, m: Match) -> Meaning:
    if c.on is None:
        return "PAST_REF"
    return f"{(c.on.year - 50) // 10}" if m["unit"].lower() == "century" else f"{c.on.year - 5}"


def _half(c: Context, m: Match) -> Meaning:
    halves = {"century": "P50Y", "decade": "P5Y", "year": "P6M", "hour": "PT30M", "day": "P0.5D", "month": "P0.5M"}
    return halves[m["unit"].lower()]


def _unit_and_half(c: Context, m: Match) -> Meaning:
    """ "An hour and a half", "a year and a half"."""
    unit = m["unit"].lower()
    return span("1.5", unit)


def _vague(c: Context, m: Match) -> Meaning:
    """ "Months of siege", "for years", "within days"."""
    unit = _singular(m["unit"])
    if unit == "minute" and not re.search(r"\b(?:for|within|in|of) $", c.before(m.start()), re.I):
        return None  # "minutes of the meeting"
    return span("X", unit)


def _past_span(c: Context, m: Match) -> Meaning:
    """ "The past year", "the last two weeks", "the next 48 hours"."""
    n = amount(m["n"]) if m["n"] else "1"
    if m["n"] is None and m["which"].lower() not in ("past", "last"):
        return None
    return span(n, _singular(m["unit"]))


def _every(c: Context, m: Match) -> Meaning:
    word = m["unit"].lower()
    if word in DAY_PARTS:
        return "P1D"
    n = "2" if (m["n"] or "").lower() in ("other", "second") else amount(m["n"]) if m["n"] else "1"
    return span(n, _singular(word))


_OFTEN = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
          "quarterly": "P1Q", "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "biennial": "P2Y"}  # fmt: skip


def _often(c: Context, m: Match) -> Meaning:
    token = c.token(m.start())
    # The daily and the weekly are newspapers, as subjects and before a name.
    if token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass", "appos", "ROOT", "conj", "compound"):
        return None
    if _mid_sentence_name(c, m) or re.match(r" [A-Z]", c.text[m.end() : m.end() + 2]):
        return None
    follow = c.doc[token.i + 1] if token.i + 1 < len(c.doc) else token
    if m[0].lower() in ("daily", "weekly") and follow.lower_ in ("newspaper", "paper", "magazine", "life", "bread"):
        return None
    return _OFTEN[m[0].lower()]


def _times_a_unit(c: Context, m: Match) -> Meaning:
    return span("1", m["unit"].lower())


def _age(c: Context, m: Match) -> Meaning:
    return span(amount(m["n"]), _singular(m["unit"]))


# --- hours ----------------------------------------------------------------------------------------------------------


def _clock(c: Context, m: Match) -> Meaning:
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
    after = re.match(rf",?(?: \([^)]*\))?,? (?:on )?(?P<day>{_WEEKDAYS})\b", c.text[m.end() : m.end() + 40])
    if after is not None:
        back = (on.weekday() - _weekday(after["day"])) % 7
        ahead = c.ahead(m.start())
        day = on + timedelta(days=(_weekday(after["day"]) - on.weekday()) % 7) if ahead else on - timedelta(days=back)
        return lambda last: f"{day.isoformat()}{clock}"
    if re.match(r" (?:yesterday|tomorrow)\b", c.text[m.end() : m.end() + 12]):
        shift = 1 if c.text[m.end() + 1] == "t" else -1
        return lambda last: f"{(on + timedelta(days=shift)).isoformat()}{clock}"

    def told(last: Time | None) -> str:
        near = last is not None and m.start() - last.end < 40 and grain(last.value) == "day"
        return f"{last.value[:10] if near and last is not None else on.isoformat()}{clock}"

    return told


# --- named days -----------------------------------------------------------------------------------------------------


def _holiday(c: Context, m: Match) -> Meaning:
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
    if which != "last" and (c.ahead(m.start()) or (_BY.search(c.before(m.start())) and not _past_clause(c, m.start()))):
        return after.isoformat()
    # Told in the past, but it is only days ahead: "shops prepared for Christmas".
    if not which and (after - on).days <= 10 and not _past_clause(c, m.start()):
        return after.isoformat()
    return before.isoformat()


# --- references -----------------------------------------------------------------------------------------------------


def _said(value: str) -> Callable[[Context, Match], Meaning]:
    def word(c: Context, m: Match) -> Meaning:
        return None if _mid_sentence_name(c, m) else value

    return word


def _once(c: Context, m: Match) -> Meaning:
    """ "Once" of the past, and not "once a week", "at once", "once it is over"."""
    token = c.token(m.start())
    if token.dep_ != "advmod" or re.match(r" (?:a|an|again|more|every|per|they|he|she|it|the|all)\b",
                                          c.text[m.end() : m.end() + 8]):  # fmt: skip
        return "PAST_REF" if token.dep_ == "advmod" and token.head.lower_ in ("was", "were", "been") else None
    head = token.head
    helpers = {t.lower_ for t in head.children if t.dep_ in ("aux", "auxpass")}
    past = (
        head.tag_ == "VBD" or (head.tag_ == "VBN" and not helpers & {"is", "are", "will", "to"}) or head.pos_ == "ADJ"
    )
    at_once = re.search(r"\b(?:at|than|just|more than|only|even) $", c.before(m.start()), re.I)
    return "PAST_REF" if past and not at_once and token.i > head.sent.start else None


_HOLIDAYS = "|".join(
    re.escape(name).replace("'", "['’]") for name in sorted(load_holidays(), key=lambda n: (-len(n), n))
)
_REL_YEAR = r"(?: of)? (?P<rel>(?:last|this|next|the) year)"
_OPEN_YEAR = rf"(?:,? (?:of |in )?{_YEAR}\b)"
_I = re.IGNORECASE

_FORMS: tuple[tuple[str, int, Callable[[Context, Match], Meaning]], ...] = (
    (r"(?<![\d-])(?P<y>\d{4})-(?P<mm>\d\d)-(?P<d>\d\d)(?:T(?P<clock>\d\d:\d\d)(?::\d\d)?)?(?![\d-])", 0, _iso_day),
    (r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\d/])", 0, _slashed),
    (rf"{_BEFORE_DATE}\b(?P<m>{_MONTHS})\.? (?:the )?{_DAY}(?:,| of)? (?P<y>[12]\d{{3}})\b", 0, _full_day),
    (rf"{_BEFORE_DATE}\b(?:[Tt]he )?{_DAY}(?: of)? (?P<m>{_MONTHS})\b\.?,? (?P<y>[12]\d{{3}})\b", 0, _full_day),
    (
        rf"(?<![\d-])\b(?P<x>{_DAY})(?=(?:-|–| to | and | or ?|, )(?:\d{{1,2}}{_TH}(?:,| and) )?\d{{1,2}}{_TH}(?: of)? "
        rf"(?P<m>{_MONTHS})\b\.?(?:,? (?P<y>[12]\d{{3}})\b)?)",
        0, _first_of_range,
    ),
    (
        rf"\b(?P<m>{_MONTHS})\.? \d{{1,2}}{_TH}(?:-|–| to | and | through | or )(?P<x>{_DAY})"
        r"(?:,? (?P<y>[12]\d{3}))?\b(?! (?:people|men|others))",
        0, _first_of_range,
    ),
    (
        rf"{_BEFORE_DATE}\b(?P<m>{_MONTHS})\.? (?:the )?{_DAY}\b(?![:\d]|,\d|\.\d| ?(?:percent|per cent|%|million)"
        r"|(?:st|nd|rd|th)? (?:Brigade|Movement|Street|Bridge|Square|Avenue|Group|Martyrs|University|City))",
        0, _day_without_year,
    ),
    (
        rf"{_BEFORE_DATE}(?<![\d.,])\b(?:[Tt]he )?{_DAY}(?: of)? (?P<m>{_MONTHS})\b"
        r"(?! (?:Brigade|Movement|Street|Bridge|Square|Avenue|Group|Martyrs|University|City|Revolution))",
        0, _day_without_year,
    ),
    (rf"{_PHASE}\b(?P<m>{_MONTHS})\b\.?,?(?: of)? (?P<y>[12]\d{{3}})\b(?!-)", 0, _month_of_year),
    (
        rf"{_BEFORE_DATE}(?:\b{_DAY} )?\b(?P<m>{_MONTHS})\b\.?(?: (?P<d2>\d{{1,2}}){_TH},?)?(?: of)? "
        r"(?P<rel>last|this|next) year\b",
        0, _month_by_year,
    ),
    (
        rf"\b(?:{_PHASE}(?:the )?)(?P<season>{_SEASON})(?: of|,)? (?P<y>[12]\d{{3}})\b",
        _I, _season_of_year,
    ),
    (
        rf"\b(?:the )?(?P<h>first|second)[- ]half(?: of (?:(?P<rel>(?:last|this|next|the) year)\b|{_YEAR}\b))",
        _I, _half_year,
    ),
    (
        rf"\b(?:the )?(?:fiscal )?(?:(?P<q>first|second|third|fourth|last|final)[- ]quarter\b|Q(?P<q2>[1-4])\b)"
        rf"(?:,? (?:of )?(?:fiscal )?{_YEAR}\b|{_REL_YEAR})?(?! (?:final|century))",
        _I, _quarter,
    ),
    (r"\b(?:the )?(?:early |late |mid-?|later |earlier )?(?:the )?(?P<tens>(?:1[5-9]|20)\d0)['’]?s\b", _I, _decade),
    (r"\b(?:the )?(?:early |late |mid-?)?['’](?P<tens>\d0)['’]?s\b", _I, _decade),
    (
        rf"\b(?:the )(?:early |late |mid-?|roaring |swinging )?(?:nineteen[- ]?)?(?P<word>{'|'.join(_DECADES)})\b",
        _I, _spelled_decade,
    ),
    (rf"{_PHASE}\b(?:the )?(?:early |late |mid-)?(?P<n>{ORDINAL})[- ]century\b", _I, _century),
    (
        rf"\b(?:(?P<which>last|next|this) )?(?P<name>{_HOLIDAYS})\b(?!['’]s (?:tree|card))"
        rf"(?! (?:Island|Rising|Agreement|agreement|accord|deal|peace|tree|card|carol|College|Pact))"
        rf"(?:{_OPEN_YEAR}| (?P<rel>(?:last|this|next) year)\b)?",
        0, _holiday,
    ),
    (r"\b9/11\b", 0, _said("2001-09-11")),
    # Days told from publication.
    (
        rf"\b(?P<word>yesterday|tomorrow|this|last) (?:early |late )?(?P<part>{_PART})\b(?<!last morning)"
        r"(?<!last afternoon)",
        _I, _near_day,
    ),
    (
        r"\b(?:(?:early|late|earlier|later) )?(?P<word>the day before yesterday|the day after tomorrow|yesterday"
        r"|tomorrow|today|tonight|overnight)\b(?P<part>(?!))?(?!['’]s (?-i:[A-Z]))",
        _I, _near_day,
    ),
    (rf"\b(?:[Oo]n )?(?P<x>(?P<day>{_WEEKDAYS})s)\b", 0, _weekdays),
    (
        rf"\b(?:(?:early|late|earlier|later) (?:on )?)?(?:(?P<which>(?i:last|next|this|coming|this coming|this past"
        rf"|past|the past|the coming|the following|the next|the previous|the preceding|every|each)) )?"
        rf"(?P<day>{_WEEKDAYS}|(?:Mon|Tues|Wed|Thurs|Thur|Fri|Sat)\.)(?!\w)(?! (?:{_PAPERS})\b)"
        rf"(?:(?:['’]s)?,? (?:in the |early |late )?(?P<part>{_PART})\b)?",
        0, _weekday_value,
    ),
    (
        r"\b(?:at |over |during |for |on |of )?(?P<x>(?:(?:early|late|earlier|later) )?"
        r"(?P<which>last|next|this|this past|this coming|the past|the coming|the) weekend)\b",
        _I, _weekend,
    ),
    # Spans that a word before them makes one: before "the last year" is read as a date.
    (
        rf"\b(?P<x>(?:the |these |its |his |their )?(?P<which>past|last|next|coming|first|following|previous"
        rf"|preceding) {_ABOUT}{_N}[- ]{_UNITS})\b(?! of)",
        _I, _past_span,
    ),
    (
        rf"\b(?:over|in|during|within|for|of|through|throughout) (?P<x>(?:the|this) (?P<which>past|last) "
        rf"(?P<n>(?!))?{_UNITS})\b",
        _I, _past_span,
    ),
    (rf"\b(?P<x>the (?P<which>past) (?P<n>(?!))?{_UNITS})\b", _I, _past_span),
    (
        r"\b(?P<which>that|that same|(?:on |in )?the same|(?:on )?the very same|the following|the next|the preceding"
        rf"|the previous) (?P<unit>day|week|month|year|{_PART})\b",
        _I, _other_unit,
    ),
    (
        rf"\b{_PHASE}(?P<which>last|next|this|previous|this past|the previous|the coming|the current|current|the last"
        rf"|the present) (?:fiscal |financial |calendar )?(?P<unit>week|month|quarter|year|decade|century|{_SEASON})\b",
        _I, _which_unit,
    ),
    (
        rf"\b(?:{_ONLY_PHASE}(?P<unit>week|month|year|decade|century)|(?P<unit2>year|month)(?:['’]s[- ]|[- ])end)\b"
        r"(?! (?:ago|later|earlier|of))",
        _I, _phase_of_unit,
    ),
    # Spans and steps.
    (rf"\b{_ABOUT}half a (?P<unit>century|decade) ago\b", _I, _half_ago),
    (rf"\b{_ABOUT}half an? (?P<unit>century|decade|year|hour|day|month)\b(?! ago)", _I, _half),
    (rf"\b{_ABOUT}{_N}[- ]{_UNITS} ago\b", _I, _ago),
    (r"\b(?:years|decades|centuries|months|weeks|days|hours|minutes|a long time|long|some time) ago\b", _I,
     _said("PAST_REF")),
    (
        rf"\b{_ABOUT}{_N} {_UNITS} (?P<way>earlier|later|previously|from now|hence|afterwards|on(?=[,.])"
        r"|(?:before|after)(?! ?[\w\"“]))(?!\w)",
        _I, _from_another,
    ),
    (r"\b(?P<n>a|the)[- ](?P<unit>year)[- ](?P<way>earlier|before)\b", _I, _from_another),
    (rf"\b(?P<n>{NUMBER})[- ]{_SHORT_UNITS}[- ]old\b", _I, _age),
    (rf"\b{_ABOUT}(?:an?|one) (?P<unit>hour|year|day|month|week|decade|century) and a half\b", _I, _unit_and_half),
    (
        rf"\b(?P<x>(?:every|each) (?:(?P<n>other|second|{NUMBER}) )?(?P<unit>{_UNIT}|{_PART})s?)\b(?! (?:of|that|one))",
        _I, _every,
    ),
    (rf"\b(?:once|twice|{NUMBER} times|several times) (?:a|an|each|every|per) (?P<unit>day|week|month|year|hour)\b", _I,
     _times_a_unit),
    (rf"\b{_ABOUT}{_N}[- ]{_UNITS}\b(?![- ]old)", _I, _duration),
    (rf"\b{_N} (?P<unit>seconds)\b", _I, _duration),
    # Months and years by themselves.
    (
        rf"\b(?:(?P<which>(?i:last|next|this)) |(?i:early|late|mid)(?:-to-late)?[- ](?:in )?)?"
        rf"(?P<m>{_MONTHS})\b(?!\.? \d)(?!\w)",
        0, _bare_month,
    ),
    (rf"\b(?:fiscal|financial)(?: year)? {_YEAR}\b", _I, lambda c, m: m["y"]),
    (rf"(?<![\d.,$€£/-])\b{_YEAR}(?=[-–/](?:\d\d|\d{{4}})\b(?![-/]))", 0, lambda c, m: m["y"]),
    (r"(?<![\d.,$€£/-])\b(?P<y>1[5-9]\d\d|20\d\d)[-–/](?P<x>\d\d)\b(?![-/\d])", 0, _last_year_of_range),
    (rf"(?<![\d.,$€£/])(?<!\d-)\b(?:(?i:early|late|mid)[ -](?:in )?)?{_YEAR}\b(?![-–/]?\d)", 0, _year),
    (r"(?<=\d{4}[-–])(?P<y>1[5-9]\d\d|20\d\d)\b(?![-–/]?\d)", 0, lambda c, m: m["y"]),
    (
        rf"\b(?:in|during|since|until|by|last|for|through|of) (?P<x>(?:early |late |mid-)?the (?:early |late |mid-)?"
        rf"(?P<season>{_SEASON}))\b(?! of (?!\d))(?! [a-z]+ing\b)",
        0, _this_season,
    ),
    # Hours.
    (
        r"(?<![\d.,:])(?:(?P<h>\d{1,2})(?:[:.](?P<min>\d\d))? ?(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
        r"|\b(?P<noon>noon|midday|midnight)\b)(?! Express)",
        _I, _clock,
    ),
    (r"(?<![\d.,:])(?P<h>\d\d):?(?P<min>\d\d)(?P<half>(?!))?(?P<noon>(?!))? (?:GMT|UTC|local time|CET|EST|EDT)\b", 0,
     _clock),
    (r"(?:(?<=\bat )|(?<=\bAt )|(?<=\buntil )|(?<=\bfrom ))(?P<h>\d{1,2}):(?P<min>\d\d)(?P<half>(?!))?(?P<noon>(?!))?"
     r"(?![\d:])", 0, _clock),
    # What comes again.
    (rf"\b(?:{'|'.join(_OFTEN)})\b", _I, _often),
    # Spans without a number.
    (
        r"\b(?:[Ff]or|[Ww]ithin|[Ii]n|[Aa]fter|[Oo]ver|[Dd]uring|[Tt]hroughout|[Tt]ook|[Ll]asted|[Ss]pent) "
        r"(?:the )?(?P<x>(?:many |long )?(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes))\b"
        r"(?! (?:ago|past))",
        0, _vague,
    ),
    (r"\b(?P<unit>Days|Weeks|Months|Years|Decades|Hours|days|weeks|months|years|decades|hours)(?= (?:of|after|before"
     r"|later|earlier)\b)", 0, _vague),
    # Now, then and soon.
    (
        r"\b(?:now|currently|at present|at the present|nowadays|presently|at the moment|at this (?:time|point"
        r"|moment|stage)|these days|the current|current|for the time being|the present(?= *[,.]))\b",
        _I, _said("PRESENT_REF"),
    ),
    (
        r"\b(?:recently|(?:in )?(?:the )?recent (?:days|weeks|months|years|times|decades)|recent|in the past"
        r"|(?<=the )past(?= *[,.])|formerly|previously|lately|at the time|at that time)\b(?! of\b)",
        _I, _said("PAST_REF"),
    ),
    (r"\bonce\b", _I, _once),
    (
        r"\b(?:(?:in )?the (?:near |foreseeable |immediate |not too distant )?future"
        r"|(?:in )?(?:the )?coming (?:days|weeks|months|years|decades)"
        r"|(?<!as )(?<!too )(?<!how )soon(?! after| as|er))\b",
        _I, _said("FUTURE_REF"),
    ),
)  # fmt: skip

PATTERNS = tuple((re.compile(pattern, flags), meaning) for pattern, flags, meaning in _FORMS)
