"""The words that times are made of, as parts of patterns, and what stands around a time."""

from __future__ import annotations

import calendar
import re

from dragoman.times.context import Context, Match
from dragoman.times.numbers import NUMBER
from dragoman.times.values import (
    DAY_PARTS,
)

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
# Months whose names are also a person's or a verb; the others stand by themselves.
SURE_MONTHS = "January|February|July|September|October|November|December"
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
ANY_WEEKDAYS = rf"(?:{WEEKDAYS}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
PART = "morning|afternoon|evening|night"
SEASON = "spring|summer|autumn|fall|winter"
UNIT = "day|week|fortnight|month|quarter|year|decade|century|hour|minute|second"
UNITS = "(?P<unit>days?|nights?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies)|hours?|minutes?)"
SHORT_UNITS = "(?P<unit>days?|nights?|weeks?|months?|years?|hours?|minutes?)"
N = rf"(?P<n>{NUMBER})"
ABOUT = (
    r"(?:(?:more than|less than|fewer than|at least|at most|up to|no more than|not more than|nearly|about|almost|around"
    r"|over|under|roughly|approximately|only|just over|just under|just|some|well over|close to|barely|exactly) )?"
)
# "Early", "late", "the end of": they belong to the expression and do not change its value.
PHASE = (
    r"(?:(?:the )?(?:very )?(?:beginning|start|end|middle|close|turn|dawn|eve|height|rest|remainder|balance) of "
    r"(?:the )?"
    r"|(?:the )?(?:early|earlier|late|later|mid)[- ](?:in )?(?:the )?)?"
)
ONLY_PHASE = PHASE[:-1]  # the same, but not to be left out
# A time zone after an hour.
ZONE = r"(?: (?:GMT|UTC|local time|CET|[ECMP][SD]?T|BST|JST|IST|MSK|Moscow time|Eastern time|Pacific time))?"
DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<y>1[5-9]\d\d|20\d\d)"
TH = r"(?:st|nd|rd|th)?"
BEFORE_DATE = rf"(?:\b{ANY_WEEKDAYS},? (?:the )?)?"


def singular(word: str) -> str:
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def month_number(word: str) -> int:
    return [m.lower() for m in calendar.month_abbr].index(word[:3].lower())


def weekday_number(word: str) -> int:
    return [d.lower() for d in calendar.day_abbr].index(word[:3].lower())


def with_part(value: str | None, word: str | None) -> str | None:
    """Return a day with the part of it that a word names: 1998-02-27TNI."""
    if value is None or not word:
        return value
    return f"{value[:10]}{DAY_PARTS[word.lower()]}"


def mid_sentence_name(c: Context, m: Match) -> bool:
    """Return whether a common word is written large inside a sentence, as in the name of a newspaper."""
    if not m[0][0].isupper() or m[0].isupper():
        return False
    before = c.before(m.start(), 4).rstrip(" ")
    return bool(before) and before[-1] not in ".!?:;\n\"'“”‘—–-(>•|"


SINCE = re.compile(r"\bsince (?:early |late |mid-)?(?:last )?$", re.I)
BY = re.compile(r"\b(?:by|until|till) (?:early |late |mid-)?$", re.I)


def past_clause(c: Context, at: int) -> bool:
    """Return whether a verb in the past governs what stands at an offset, and nothing in it looks forward."""
    token = c.token(at)
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            helpers = {t.tag_ for t in above.children if t.dep_ in ("aux", "auxpass")}
            return above.tag_ == "VBD" or (above.tag_ == "VBN" and "VBD" in helpers)
    return False
