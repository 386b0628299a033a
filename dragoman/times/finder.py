"""Find time expressions by pattern and say what day, month, year or span each means.

Values follow TimeML (TIMEX3): 2020-10-20, 2020-10, 2020, 2020-W43, 199 (a decade), 2020-Q3, 2020-SP, P3D,
PRESENT_REF, PAST_REF, FUTURE_REF. What cannot be told without a publication date is left out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from spacy.tokens import Doc

from dragoman.records import Parse, Time

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun"
_NUMBERS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "couple of": 2,
    "few": None,
    "several": None,
    "half a": None,
}
_N = r"(?P<n>\d+|a couple of|a few|several|an?|" + "|".join(k for k in _NUMBERS if len(k) > 2) + r")"
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade|century|centurie|hour|minute)s?"
_SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

# A bare number is a year only after one of these, and not before what can be counted.
_BEFORE_YEAR = "(?:" + "|".join(
    [rf"(?<=\b{word} )" for word in (
        "[Ii]n", "[Ss]ince", "[Bb]y", "[Uu]ntil", "[Oo]f", "[Ff]rom", "[Tt]he", "[Dd]uring", "[Aa]fter", "[Bb]efore",
        "[Ee]arly", "[Ll]ate", "[Tt]o", "and", "[Ll]ike",
    )]
) + r"|(?<=[-(–—]))"  # fmt: skip
_COUNTED = "people|men|women|children|troops|soldiers|dollars|euros|meters|metres|miles|km|tons|tonnes"

Value = Callable[["_Context", "re.Match[str]"], "str | None"]


class _Context:
    def __init__(self, doc: Doc, published: date | None) -> None:
        self.doc = doc
        self.on = published

    def ahead(self, offset: int) -> bool | None:
        """Return whether the clause around an offset looks forward (True), back (False), or neither (None)."""
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        if span is None:
            return None
        token = span[0]
        for _ in range(12):
            if token.pos_ in ("VERB", "AUX") and token.dep_ != "amod":
                words = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
                if words & {"will", "'ll", "’ll", "shall", "would", "to", "may", "might", "could", "wo"}:
                    return True
                if token.tag_ in ("VBD", "VBN") or words & {"was", "were", "had", "has", "have", "did"}:
                    return False
                if token.lemma_ in ("plan", "expect", "schedule", "due", "set", "expire"):
                    return True
            if token.head == token:
                break
            token = token.head
        return False


def _month(word: str) -> int:
    names = [m.lower() for m in calendar.month_abbr]
    return names.index(word[:3].lower())


def _weekday(word: str) -> int:
    return [d.lower() for d in calendar.day_abbr].index(word[:3].lower())


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _full(c: _Context, m: re.Match[str]) -> str | None:
    return _iso(int(m["y"]), _month(m["m"]), int(m["d"]))


def _near_year(c: _Context, month: int, day: int, at: int) -> int | None:
    """The year of a date without one: the latest not after publication, or for what is to come the next."""
    if c.on is None:
        return None
    ahead = c.ahead(at)
    here = (month, day) <= (c.on.month, c.on.day)
    if ahead:
        return c.on.year if (month, day) >= (c.on.month, c.on.day) else c.on.year + 1
    return c.on.year if here else c.on.year - 1


def _day_month(c: _Context, m: re.Match[str]) -> str | None:
    year = _near_year(c, _month(m["m"]), int(m["d"]), m.start())
    return _iso(year, _month(m["m"]), int(m["d"])) if year else None


def _month_year(c: _Context, m: re.Match[str]) -> str | None:
    return f"{int(m['y']):04d}-{_month(m['m']):02d}"


def _bare_month(c: _Context, m: re.Match[str]) -> str | None:
    if c.on is None:
        return None
    month = _month(m["m"])
    which = (m["which"] or "").lower()
    if which == "next":
        year = c.on.year if month > c.on.month else c.on.year + 1
    elif which == "last":
        year = c.on.year if month < c.on.month else c.on.year - 1
    elif c.ahead(m.start()):
        year = c.on.year if month >= c.on.month else c.on.year + 1
    else:
        year = c.on.year if month <= c.on.month else c.on.year - 1
    return f"{year}-{month:02d}"


def _year(c: _Context, m: re.Match[str]) -> str | None:
    return m["y"]


def _decade(c: _Context, m: re.Match[str]) -> str | None:
    tens = m["tens"]
    return tens[:3] if len(tens) == 4 else f"19{tens[0]}"


def _weekday_value(c: _Context, m: re.Match[str]) -> str | None:
    if c.on is None:
        return None
    wanted = _weekday(m["day"])
    which = (m["which"] or "").lower()
    back = (c.on.weekday() - wanted) % 7
    if which in ("next", "coming", "this coming") or (which != "last" and c.ahead(m.start())):
        return (c.on + timedelta(days=(wanted - c.on.weekday()) % 7 or (7 if which else 0))).isoformat()
    if which == "last" and back == 0:
        back = 7
    return (c.on - timedelta(days=back)).isoformat()


def _near_day(c: _Context, m: re.Match[str]) -> str | None:
    if c.on is None:
        return None
    word = m[0].lower()
    shift = {"yesterday": -1, "tomorrow": 1}.get(word.split()[0], 0)
    if word.startswith("last night"):
        return f"{(c.on - timedelta(days=1)).isoformat()}TNI"
    if word == "overnight":
        return f"{c.on.isoformat()}TNI"
    if word == "tonight":
        return f"{c.on.isoformat()}TNI"
    return (c.on + timedelta(days=shift)).isoformat()


def _shifted(on: date, unit: str, n: int) -> str:
    match unit:
        case "day":
            return (on + timedelta(days=n)).isoformat()
        case "week" | "fortnight":
            d = on + timedelta(weeks=n * (2 if unit == "fortnight" else 1))
            year, week, _ = d.isocalendar()
            return f"{year}-W{week:02d}"
        case "month":
            months = on.year * 12 + on.month - 1 + n
            return f"{months // 12}-{months % 12 + 1:02d}"
        case "quarter":
            quarters = on.year * 4 + (on.month - 1) // 3 + n
            return f"{quarters // 4}-Q{quarters % 4 + 1}"
        case "year":
            return f"{on.year + n}"
        case "decade":
            return f"{(on.year + 10 * n) // 10}"
        case "century" | "centurie":
            return f"{(on.year + 100 * n) // 100}"
    return on.isoformat()


def _which_unit(c: _Context, m: re.Match[str]) -> str | None:
    if c.on is None:
        return None
    which = m["which"].lower().split()[-1]
    n = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if m["which"].lower() in ("past", "the past"):
        return None
    unit = m["unit"].lower()
    if unit == "weekend":
        saturday = c.on + timedelta(days=5 - c.on.weekday())
        if n < 0 or (n == 0 and c.on.weekday() < 5 and not c.ahead(m.start())):
            saturday -= timedelta(weeks=1)
        elif n > 0 and c.on.weekday() >= 5:
            saturday += timedelta(weeks=1)
        year, week, _ = saturday.isocalendar()
        return f"{year}-W{week:02d}-WE"
    if unit in _SEASON:
        return f"{c.on.year + n}-{_SEASON[unit]}"
    return _shifted(c.on, unit, n)


def _count(m: re.Match[str]) -> int | None:
    word = m["n"].lower()
    if word.isdigit():
        return int(word)
    return _NUMBERS.get(word.removeprefix("a ") if word.startswith("a c") or word.startswith("a f") else word)


def _ago(c: _Context, m: re.Match[str]) -> str | None:
    n, unit = _count(m), m["unit"].lower()
    if c.on is None or unit in ("hour", "minute"):
        return "PAST_REF" if c.on is None or n is None else c.on.isoformat()
    if n is None:
        return "PAST_REF"
    later = m["way"].lower() in ("later", "from now")
    return _shifted(c.on, unit, n if later else -n)


def _duration(c: _Context, m: re.Match[str]) -> str | None:
    n, unit = _count(m), m["unit"].lower()
    letter = {"day": "D", "week": "W", "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y"}.get(unit)
    if unit in ("hour", "minute"):
        return f"PT{'X' if n is None else n}{unit[0].upper()}"
    if unit in ("decade", "century", "centurie"):
        return f"P{'X' if n is None else n}{'DE' if unit == 'decade' else 'CE'}"
    if unit == "fortnight" and n is not None:
        n *= 2
    return f"P{'X' if n is None else n}{letter}"


def _quarter(c: _Context, m: re.Match[str]) -> str | None:
    n = {"first": 1, "second": 2, "third": 3, "fourth": 4}[m["q"].lower()]
    year = int(m["y"]) if m["y"] else (c.on.year if c.on else None)
    return f"{year}-Q{n}" if year else None


def _season_year(c: _Context, m: re.Match[str]) -> str | None:
    return f"{m['y']}-{_SEASON[m['season'].lower()]}"


def _said(value: str) -> Value:
    return lambda c, m: value


# In order: where two patterns overlap, the earlier and longer one is kept.
_PATTERNS: tuple[tuple[re.Pattern[str], Value], ...] = tuple(
    (re.compile(pattern, flags), value)
    for pattern, flags, value in (
        (r"\b(?P<y>\d{4})-(?P<mm>\d\d)-(?P<d>\d\d)\b", 0, lambda c, m: _iso(int(m["y"]), int(m["mm"]), int(m["d"]))),
        (
            rf"(?:\b(?:{_DAYS})\.?,? )?\b(?P<m>{_MONTHS})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>[12]\d{{3}})\b",
            0,
            _full,
        ),
        (
            rf"(?:\b(?:{_DAYS})\.?,? )?\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_MONTHS})\.?,? "
            r"(?P<y>[12]\d{3})\b",
            0,
            _full,
        ),
        (rf"(?:\b(?:{_DAYS})\.?,? )?\b(?P<m>{_MONTHS})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|\d)", 0, _day_month),
        (rf"(?:\b(?:{_DAYS})\.?,? )?\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_MONTHS})\b", 0, _day_month),
        (rf"\b(?P<m>{_MONTHS})\.?,?(?: of)? (?P<y>[12]\d{{3}})\b", 0, _month_year),
        (r"\b(?:the )?(?P<season>spring|summer|autumn|fall|winter) (?:of )?(?P<y>[12]\d{3})\b", re.I, _season_year),
        (r"\b(?:the )?(?P<q>first|second|third|fourth) quarter(?: of (?P<y>[12]\d{3}))?\b", re.I, _quarter),
        (r"\b(?:the )?(?:early |late |mid-?)?(?P<tens>(?:18|19|20)\d0)s\b", re.I, _decade),
        (r"(?<!\d)['’](?P<tens>\d0)s\b", 0, _decade),
        (
            rf"\b(?:(?P<which>last|next|this|coming|this coming) )?(?P<day>{_DAYS})\b(?:'s|’s)?"
            r"(?: (?:morning|afternoon|evening|night))?",
            0,
            _weekday_value,
        ),
        (r"\b(?:last night|yesterday|tomorrow|today|tonight|overnight)\b", re.I, _near_day),
        (
            r"\b(?P<which>last|next|this|the previous|previous|the coming|the next|the last) "
            r"(?P<unit>week|month|quarter|year|decade|century|weekend|spring|summer|autumn|fall|winter)\b",
            re.I,
            _which_unit,
        ),
        (rf"\b{_N} {_UNIT} (?P<way>ago|earlier|later|before|from now|previously)\b", re.I, _ago),
        (
            rf"\b(?:(?P<which>last|next|this) |(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bby ))"
            rf"(?P<m>{_MONTHS})\b(?!\.? \d)",
            0,
            _bare_month,
        ),
        (rf"{_BEFORE_YEAR}(?P<y>1[6-9]\d\d|20\d\d)\b(?![-\d%])(?! (?:{_COUNTED}))", 0, _year),
        (rf"\b{_N}[- ]{_UNIT}\b(?! old|-old)", re.I, _duration),
        (r"\b(?:now|currently|at present|nowadays|presently)\b", re.I, _said("PRESENT_REF")),
        (
            r"\b(?:recently|in the past|formerly|once|previously|lately|in recent (?:days|weeks|months|years))\b",
            re.I,
            _said("PAST_REF"),
        ),
        (r"\b(?:in the future|in the coming (?:days|weeks|months|years)|soon)\b", re.I, _said("FUTURE_REF")),
    )
)


def find_times(parse: Parse) -> tuple[Time, ...]:
    """Return the time expressions of a document in text order; no two overlap."""
    context = _Context(parse.doc, parse.document.published)
    found: list[tuple[int, int, int, str]] = []
    text = parse.document.text
    for rank, (pattern, value) in enumerate(_PATTERNS):
        for m in pattern.finditer(text):
            said = value(context, m)
            if said is not None:
                found.append((m.start(), m.end(), rank, said))
    return tuple(_anchored([Time(text[a:b], a, b, v) for a, b, v in _first(found)], context.on))


_STEP = re.compile(rf"{_N} {_UNIT} (?P<way>earlier|later|before)", re.I)
# "Two days later" is told from the date last mentioned, if that stands no farther back than about two sentences.
_WITHIN = 300


def _anchored(times: list[Time], published: date | None) -> Iterator[Time]:
    """Yield the times, those told from another one ("two days later") with the value that it gives them."""
    last: Time | None = None
    for time in times:
        step = _STEP.fullmatch(time.text)
        if (
            step is not None
            and last is not None
            and time.start - last.end <= _WITHIN
            and (n := _count(step)) is not None
        ):
            parts = [int(p) for p in last.value.split("-")]
            anchor = date(*[*parts, 1, 1][:3])
            unit = step["unit"].lower()
            if unit not in ("hour", "minute"):
                value = _shifted(anchor, unit, n if step["way"].lower() == "later" else -n)
                time = Time(time.text, time.start, time.end, value)
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", time.value):
            last = time
        yield time


def _first(found: list[tuple[int, int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Keep of overlapping expressions the one of the earlier pattern."""
    kept: list[tuple[int, int, str]] = []
    for a, b, _, v in sorted(found, key=lambda f: (f[2], f[0])):
        if all(b <= x or y <= a for x, y, _ in kept):
            kept.append((a, b, v))
    return iter(sorted(kept))
