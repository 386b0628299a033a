"""How long and how often, and words for no time in particular: "three years", "every week", "now", "recently"."""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.times.context import Context, Match, Meaning
from dragoman.times.numbers import amount
from dragoman.times.values import (
    DAY_PARTS,
    SEASONS,
    span,
)
from dragoman.times.words import (
    mid_sentence_name,
    singular,
)


def duration(c: Context, m: Match) -> Meaning:
    return span(amount(m["n"]), singular(m["unit"]))


def half_ago(c: Context, m: Match) -> Meaning:
    if c.on is None:
        return "PAST_REF"
    return f"{(c.on.year - 50) // 10}" if m["unit"].lower() == "century" else f"{c.on.year - 5}"


def half_a_unit(c: Context, m: Match) -> Meaning:
    halves = {"century": "P50Y", "decade": "P5Y", "year": "P6M", "hour": "PT30M", "day": "P0.5D", "month": "P0.5M"}
    return halves[m["unit"].lower()]


def unit_and_half(c: Context, m: Match) -> Meaning:
    """ "An hour and a half", "a year and a half"."""
    unit = m["unit"].lower()
    return span("1.5", unit)


def vague(c: Context, m: Match) -> Meaning:
    """ "Months of siege", "for years", "within days"."""
    unit = singular(m["unit"])
    if unit == "minute" and not re.search(r"\b(?:for|within|in|of) $", c.before(m.start()), re.I):
        return None  # "minutes of the meeting"
    return span("X", unit)


def past_span(c: Context, m: Match) -> Meaning:
    """ "The past year", "the last two weeks", "the next 48 hours"."""
    several = m["unit"].lower().endswith("s")
    if m["n"] is None and m["which"].lower() not in ("past", "last", "next"):
        return None
    return span(amount(m["n"]) if m["n"] else "X" if several else "1", singular(m["unit"]))


def every(c: Context, m: Match) -> Meaning:
    word = m["unit"].lower()
    if word in DAY_PARTS:
        return "P1D"
    n = "2" if (m["n"] or "").lower() in ("other", "second") else amount(m["n"]) if m["n"] else "1"
    return span(n, singular(word))


def each_season(c: Context, m: Match) -> Meaning:
    return f"XXXX-{SEASONS[(m['season'] or m['season2']).lower()]}"


OFTEN = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
          "biweekly": "P2W", "bimonthly": "P2M", "semiannual": "P6M", "semi-annual": "P6M", "semiannually": "P6M",
          "biannual": "P6M", "quarterly": "P1Q", "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y",
          "biennial": "P2Y"}  # fmt: skip


def how_often(c: Context, m: Match) -> Meaning:
    token = c.token(m.start())
    # The daily and the weekly are newspapers, as subjects and before a name.
    if token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass", "appos", "ROOT", "conj", "compound"):
        return None
    if mid_sentence_name(c, m) or re.match(r" [A-Z]", c.text[m.end() : m.end() + 2]):
        return None
    follow = c.doc[token.i + 1] if token.i + 1 < len(c.doc) else token
    if m[0].lower() in ("daily", "weekly") and follow.lower_ in ("newspaper", "paper", "magazine", "life", "bread"):
        return None
    return OFTEN[m[0].lower()]


def times_a_unit(c: Context, m: Match) -> Meaning:
    return span("1", m["unit"].lower())


def age(c: Context, m: Match) -> Meaning:
    return span(amount(m["n"]), singular(m["unit"]))


def unit_long(c: Context, m: Match) -> Meaning:
    """ "Daylong", "decade-old", "years-long"; "year-old" by itself is the end of an age told in another form."""
    word = m["unit"].lower()
    if re.search(r"[\w-]-$|\d ?$", c.before(m.start(), 4)):
        return None
    several = word.endswith("s")
    return span("X" if several else "1", singular(word))


def means(value: str) -> Callable[[Context, Match], Meaning]:
    def word(c: Context, m: Match) -> Meaning:
        return None if mid_sentence_name(c, m) else value

    return word


def soon(c: Context, m: Match) -> Meaning:
    """ "Will soon fly", and not "soon fled"."""
    token = c.token(m.start())
    return None if mid_sentence_name(c, m) or token.head.tag_ == "VBD" else "FUTURE_REF"


def once(c: Context, m: Match) -> Meaning:
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
