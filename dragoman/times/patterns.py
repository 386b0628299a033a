"""The forms of time expressions, in the order in which they win where they overlap, each with what it means."""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.times import dates, relative, spans
from dragoman.times.context import Context, Match, Meaning
from dragoman.times.holidays import load_holidays
from dragoman.times.numbers import NUMBER, ORDINAL
from dragoman.times.words import (
    ABOUT,
    BEFORE_DATE,
    DAY,
    MONTHS,
    ONLY_PHASE,
    PART,
    PHASE,
    SEASON,
    SHORT_UNITS,
    TH,
    UNIT,
    UNITS,
    WEEKDAYS,
    YEAR,
    N,
)

_HOLIDAYS = "|".join(
    re.escape(name).replace("'", "['’]") for name in sorted(load_holidays(), key=lambda n: (-len(n), n))
)
_REL_YEAR = r"(?: of)? (?P<rel>(?:last|this|next|the) year)"
_OPEN_YEAR = rf"(?:,? (?:of |in )?{YEAR}\b)"
_I = re.IGNORECASE

# The words that an expression cannot do without: its pattern is tried only around them, some four times as fast.
_MONTH = r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b(?:Mon|Tues|Wed|Thurs?|Fri|Sat)\."
_UNIT = (
    "(?i:day|week|month|year|decade|centur|hour|minute|second|fortnight|quarter|half|night|morning|afternoon|evening"
    r"|spring|summer|autumn|fall|winter|tomorrow|long ago|time ago)|\bQ[1-4]"
)
_DIGITS = r"\d\d|\d/\d|(?i:\d ?[ap]\.?m|noon|midday|midnight)"
_WORD = (
    "(?i:now|current|present|moment|this (?:time|point|stage)|these days|time being|recent|past|former|previous|lately"
    "|the time|that time|one time|old days|the other|to date|future|coming|soon|shortly|once|ties\\b)"
)
_ANYWHERE = ""

_FORMS: tuple[tuple[str, str, int, Callable[[Context, Match], Meaning]], ...] = (
    (
        _DIGITS,
        r"(?<![\d-])(?P<y>\d{4})-(?P<mm>\d\d)-(?P<d>\d\d)(?:T(?P<clock>\d\d:\d\d)(?::\d\d)?)?(?![\d-])",
        0,
        dates.iso_day,
    ),
    (_DIGITS, r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\d/])", 0, dates.slashed_day),
    (
        _WEEKDAY,
        rf"\b(?:the )?(?P<n>first|second|third|fourth|last) (?P<day>{WEEKDAYS}) (?:of|in) (?P<m>{MONTHS})\b\.?"
        rf"(?:,? {YEAR}\b)?",
        0,
        dates.nth_weekday_of,
    ),
    (_MONTH, rf"{BEFORE_DATE}\b(?P<m>{MONTHS})\.? (?:the )?{DAY}(?:,| of)? (?P<y>[12]\d{{3}})\b", _I, dates.full_day),
    (
        _MONTH,
        rf"{BEFORE_DATE}\b(?:the )?{DAY}(?: of)? (?P<m>{MONTHS})\b\.?,? (?P<y>[12]\d{{3}})\b",
        _I,
        dates.full_day,
    ),
    (
        _MONTH,
        rf"(?<![\d-])\b(?P<x>{DAY})(?=(?:-|–| to | and | or ?|, )(?:\d{{1,2}}{TH}(?:,| and) )?\d{{1,2}}{TH}(?: of)? "
        rf"(?P<m>{MONTHS})\b\.?(?:,? (?P<y>[12]\d{{3}})\b)?)",
        0,
        dates.first_of_range,
    ),
    (
        _MONTH,
        rf"\b(?P<m>{MONTHS})\.? \d{{1,2}}{TH}(?:-|–| to | and | through | or )(?P<x>{DAY})"
        r"(?:,? (?P<y>[12]\d{3}))?\b(?! (?:people|men|others))",
        0,
        dates.first_of_range,
    ),
    (
        _MONTH,
        rf"{BEFORE_DATE}\b(?P<m>{MONTHS})\.? (?:the )?{DAY}\b(?![:\d]|,\d|\.\d| ?(?:percent|per cent|%|million)"
        r"|(?:st|nd|rd|th)? (?:Brigade|Movement|Street|Bridge|Square|Avenue|Group|Martyrs|University|City))",
        0,
        dates.day_without_year,
    ),
    (
        _MONTH,
        rf"{BEFORE_DATE}(?<![\d.,])\b(?:[Tt]he )?{DAY}(?: of)? (?P<m>{MONTHS})\b"
        r"(?! (?:Brigade|Movement|Street|Bridge|Square|Avenue|Group|Martyrs|University|City|Revolution))",
        0,
        dates.day_without_year,
    ),
    (_MONTH, rf"{PHASE}\b(?P<m>{MONTHS})\b\.?,?(?: of)? (?P<y>[12]\d{{3}})\b(?!-)", 0, dates.month_of_year),
    (
        _MONTH,
        rf"{BEFORE_DATE}(?:\b{DAY} )?\b(?P<m>{MONTHS})\b\.?(?: (?P<d2>\d{{1,2}}){TH},?)?(?: of)? "
        r"(?P<rel>last|this|next) year\b",
        0,
        dates.month_by_year,
    ),
    (
        _UNIT,
        rf"\b(?:{PHASE}(?:the )?)(?P<season>{SEASON})(?: of|,)? (?P<y>[12]\d{{3}})\b",
        _I,
        dates.season_of_year,
    ),
    (
        _UNIT,
        rf"\b(?:the )?(?P<h>first|second)[- ]half(?: of (?:(?P<rel>(?:last|this|next|the) year)\b|{YEAR}\b))",
        _I,
        dates.half_of_year,
    ),
    (
        _UNIT,
        rf"\b(?:the )?(?:fiscal )?{YEAR}(?:['’]s)? (?P<q>first|second|third|fourth|last|final)[- ]quarter\b"
        r"(?P<q2>(?!))?(?P<rel>(?!))?",
        _I,
        dates.quarter_of_year,
    ),
    (
        _UNIT,
        rf"\b(?:the )?(?:fiscal )?(?:(?P<q>first|second|third|fourth|last|final)[- ]quarter\b|Q(?P<q2>[1-4])\b)"
        rf"(?:,? (?:of )?(?:fiscal )?{YEAR}\b|{_REL_YEAR})?(?! (?:final|century))",
        _I,
        dates.quarter_of_year,
    ),
    (
        _UNIT,
        r"\b(?P<x>the (?:latest |most recent |just-ended |recent )?(?P<unit>quarter|year|month|week)) (?:that )?"
        rf"end(?:ed|ing) (?:on )?(?P<m>{MONTHS})\b\.?(?: {DAY}\b)?",
        0,
        relative.unit_ended,
    ),
    (_UNIT, r"\b(?:the )?(?:latest|most recent|just-ended) (?:fiscal )?quarter\b", _I, relative.latest_quarter),
    (_UNIT, r"\bthe quarter\b(?!-| (?:of|century|final))", _I, relative.the_quarter),
    (_UNIT, r"\b[Ff]or the (?P<x>(?:(?:full|whole) )?(?P<unit>month|year))\b(?= *[,.;])", 0, relative.whole_unit),
    (
        _UNIT,
        r"\b(?P<x>the (?:full|whole|entire) (?P<unit>month|year))\b(?! (?:of|in|when|before|after|ended))",
        _I,
        relative.whole_unit,
    ),
    (_UNIT, r"\b(?:by |around |at |since |until )(?P<x>mid-?year)\b", _I, relative.this_year),
    (
        _DIGITS,
        r"\b(?:the )?(?:early |late |mid-?|later )?(?:the )?(?P<tens>(?:1[5-9]|20)\d0)['’]?s\b",
        _I,
        dates.decade_of_years,
    ),
    (_DIGITS, r"\b(?:the )?(?:early |late |mid-?)?['’](?P<tens>\d0)['’]?s\b", _I, dates.decade_of_years),
    (
        _WORD,
        rf"\b(?:the )(?:early |late |mid-?|roaring |swinging )?(?:nineteen[- ]?)?(?P<word>{'|'.join(dates.DECADES)})\b",
        _I,
        dates.spelled_decade,
    ),
    (_UNIT, rf"{PHASE}\b(?:the )?(?:early |late |mid-)?(?P<n>{ORDINAL})[- ]century\b", _I, dates.century_of),
    (
        _ANYWHERE,
        rf"\b(?:(?P<which>last|next|this) )?(?P<name>{_HOLIDAYS})\b(?!['’]s (?:tree|card))"
        rf"(?! (?:Island|Rising|Agreement|agreement|accord|deal|peace|tree|card|carol|College|Pact|party|shopping"
        rf"|market|lights)\b)"
        rf"(?:{_OPEN_YEAR}| (?P<rel>(?:last|this|next) year)\b)?",
        0,
        dates.named_day,
    ),
    (
        _DIGITS,
        r"(?:\b(?:in|of|since|until|early|late|mid)[ -])(?P<x>['’](?P<y>\d\d))\b(?!['’]?s\b)",
        _I,
        dates.two_digit_year,
    ),
    (_DIGITS, r"\b9/11\b", 0, spans.means("2001-09-11")),
    # Days told from publication.
    (
        _UNIT,
        rf"\b(?P<word>yesterday|tomorrow|this|last) (?:early |late )?(?P<part>{PART})\b(?<!last morning)"
        r"(?<!last afternoon)",
        _I,
        relative.near_day,
    ),
    (
        _UNIT,
        r"\b(?:(?:early|late|earlier|later) )?(?P<word>the day before yesterday|the day after tomorrow|yesterday"
        r"|tomorrow|today|tonight|overnight)\b(?P<part>(?!))?(?!['’]s (?-i:[A-Z]))",
        _I,
        relative.near_day,
    ),
    (_WEEKDAY, rf"\b(?:[Oo]n )?(?P<x>(?P<day>{WEEKDAYS})s)\b", 0, relative.each_weekday),
    (
        _WEEKDAY,
        rf"\b(?:(?:early|late|earlier|later) (?:on )?)?(?:(?P<which>(?i:last|next|this|coming|this coming|this past"
        rf"|past|the past|the coming|the following|the next|the previous|the preceding|every|each)) )?"
        rf"(?P<day>{WEEKDAYS}|(?:Mon|Tues|Wed|Thurs|Thur|Fri|Sat)\.)(?!\w)(?! (?:{relative.PAPERS})\b)"
        rf"(?:(?:['’]s)?,? (?:in the |early |late )?(?P<part>{PART})\b)?",
        0,
        relative.weekday_near,
    ),
    (
        _UNIT,
        r"\b(?:at |over |during |for |on |of )?(?P<x>(?:(?:early|late|earlier|later) )?"
        r"(?P<which>last|next|this|this past|this coming|the past|the coming|the) weekend)\b",
        _I,
        relative.weekend,
    ),
    # Spans that a word before them makes one: before "the last year" is read as a date.
    (
        _UNIT,
        rf"\b(?P<x>(?:the |these |its |his |their )?(?P<which>past|last|next|coming|first|following|previous"
        rf"|preceding) {ABOUT}{N}[- ]{UNITS})\b(?! of)",
        _I,
        spans.past_span,
    ),
    (
        _UNIT,
        rf"\b(?:over|in|during|within|for|of|through|throughout) (?P<x>(?:the|this) (?P<which>past|last|next) "
        rf"(?P<n>(?!))?{UNITS})\b",
        _I,
        spans.past_span,
    ),
    (_UNIT, rf"\b(?P<x>the (?P<which>past) (?P<n>(?!))?{UNITS})\b", _I, spans.past_span),
    (
        _UNIT,
        r"\b(?:the )?(?P<which>past) (?:fiscal|financial|school|academic) (?P<unit>year)\b",
        _I,
        relative.which_unit,
    ),
    (
        _UNIT,
        r"\b(?P<which>that|that same|(?:on |in )?the same|(?:on )?the very same|the following|the next|the preceding"
        rf"|the previous) (?P<unit>day|week|month|year|{PART})\b",
        _I,
        relative.other_unit,
    ),
    (
        _UNIT,
        rf"\b{PHASE}(?P<which>last|next|this|previous|this past|the previous|the coming|the current|current|the last"
        rf"|the present) (?:fiscal |financial |calendar )?(?P<unit>week|month|quarter|year|decade|century|{SEASON})\b",
        _I,
        relative.which_unit,
    ),
    (
        _UNIT,
        rf"\b(?:{ONLY_PHASE}(?P<unit>day|week|month|year|decade|century)"
        r"|(?P<unit2>year|month|week|decade|century)(?:['’]s[- ]|[- ])end)\b"
        r"(?! (?:ago|later|earlier|of))",
        _I,
        relative.phase_of_unit,
    ),
    # Spans and steps.
    (_UNIT, rf"\b{ABOUT}half a (?P<unit>century|decade) ago\b", _I, spans.half_ago),
    (
        _UNIT,
        rf"\b{ABOUT}(?:half an?|a half)[ -](?P<unit>century|decade|year|hour|day|month)\b(?! ago)",
        _I,
        spans.half_a_unit,
    ),
    (_UNIT, rf"\b{ABOUT}{N}[- ]{UNITS} ago\b", _I, relative.ago),
    (
        _UNIT,
        r"\b(?:years|decades|centuries|months|weeks|days|hours|minutes|a long time|long|some time) ago\b",
        _I,
        spans.means("PAST_REF"),
    ),
    (
        _UNIT,
        rf"\b{ABOUT}{N} {UNITS} (?P<way>earlier|later|previously|from now|hence|afterwards|on(?=[,.])"
        r"|(?:before|after)(?! ?[\w\"“]))(?!\w)",
        _I,
        relative.from_another,
    ),
    (
        _UNIT,
        r"\b(?P<n>the) (?P<unit>day|night|week|month|year|decade) (?P<way>before|after)\b(?! ?[\w\"“])",
        _I,
        relative.from_another,
    ),
    (_UNIT, r"\b(?:a |the )?year[- ](?:earlier|ago)\b(?: (?:quarter|period|month))?", _I, relative.year_earlier),
    (_UNIT, rf"\b(?P<n>{NUMBER})[- ]{SHORT_UNITS}[- ]old\b", _I, spans.age),
    (
        _UNIT,
        r"\b(?P<unit>hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))[- ]?(?:long|old)\b"
        r"(?! (?:ago|man|woman))",
        _I,
        spans.unit_long,
    ),
    (_UNIT, r"\b(?:some day|someday|one day soon)\b", _I, spans.means("FUTURE_REF")),
    (
        _WORD,
        r"\b(?:at one time|at the time|in the old days|the other (?:day|week|night))\b",
        _I,
        spans.means("PAST_REF"),
    ),
    (
        _UNIT,
        rf"\b{ABOUT}(?:an?|one) (?P<unit>hour|year|day|month|week|decade|century) and a half\b",
        _I,
        spans.unit_and_half,
    ),
    (
        _UNIT,
        rf"\b(?P<x>(?:every|each) (?:(?P<n>other|second|{NUMBER}) )?(?P<unit>{UNIT}|{PART})s?)\b(?! (?:of|that|one))",
        _I,
        spans.every,
    ),
    (
        _UNIT,
        rf"\b(?:(?:every|each) (?P<season>{SEASON})|(?:in|during) the (?P<season2>{SEASON})s)\b"
        r"(?! (?:of|and|back|to|from|into))",
        _I,
        spans.each_season,
    ),
    (
        _UNIT,
        rf"\b(?:once|twice|{NUMBER} times|several times) (?:a|an|each|every|per) (?P<unit>day|week|month|year|hour)\b",
        _I,
        spans.times_a_unit,
    ),
    (_UNIT, rf"\b{ABOUT}{N}[- ]{UNITS}\b(?![- ]old)", _I, spans.duration),
    (_UNIT, rf"\b{N} (?P<unit>seconds)\b", _I, spans.duration),
    # Months and years by themselves.
    (
        _MONTH,
        rf"\b(?:(?P<which>(?i:last|next|this|this past)) |(?i:early|late|mid)(?:-to-late)?[- ](?:in )?)?"
        rf"(?P<m>{MONTHS})\b(?!\.? \d)(?!\w)",
        0,
        dates.bare_month,
    ),
    (_DIGITS, rf"\b(?:fiscal|financial)(?: year)? {YEAR}\b", _I, lambda c, m: m["y"]),
    (_DIGITS, rf"(?<![\d.,$€£/-])\b{YEAR}(?=[-–/](?:\d\d|\d{{4}})\b(?![-/]))", 0, lambda c, m: m["y"]),
    (_DIGITS, r"(?<![\d.,$€£/-])\b(?P<y>1[5-9]\d\d|20\d\d)[-–/](?P<x>\d\d)\b(?![-/\d])", 0, dates.last_year_of_range),
    (
        _DIGITS,
        rf"(?<![\d.,$€£/])(?<!\d-)\b(?:(?i:early|late|mid)[ -](?:in )?)?{YEAR}\b(?![-–/]?\d)",
        0,
        dates.bare_year,
    ),
    (_DIGITS, r"(?<=\d{4}[-–])(?P<y>1[5-9]\d\d|20\d\d)\b(?![-–/]?\d)", 0, lambda c, m: m["y"]),
    (
        _UNIT,
        rf"\b(?:in|during|since|until|by|last|for|through|of) (?P<x>(?:early |late |mid-)?the (?:early |late |mid-)?"
        rf"(?P<season>{SEASON}))\b(?! of (?!\d))(?! [a-z]+ing\b)",
        0,
        dates.this_season,
    ),
    # Hours.
    (
        _DIGITS,
        r"(?<![\d.,:])(?:(?P<h>\d{1,2})(?:[:.](?P<min>\d\d))? ?(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
        r"|\b(?P<noon>noon|midday|midnight)\b)(?! Express)",
        _I,
        relative.clock,
    ),
    (
        _DIGITS,
        r"(?<![\d.,:])(?P<h>\d\d):?(?P<min>\d\d)(?P<half>(?!))?(?P<noon>(?!))? (?:GMT|UTC|local time|CET|EST|EDT)\b",
        0,
        relative.clock,
    ),
    (
        _DIGITS,
        r"(?:(?<=\bat )|(?<=\bAt )|(?<=\buntil )|(?<=\bfrom ))(?P<h>\d{1,2}):(?P<min>\d\d)(?P<half>(?!))?"
        r"(?P<noon>(?!))?(?![\d:])",
        0,
        relative.clock,
    ),
    # What comes again.
    (_ANYWHERE, rf"\b(?:{'|'.join(spans.OFTEN)})\b", _I, spans.how_often),
    # Spans without a number.
    (
        _UNIT,
        r"\b(?:[Ff]or|[Ww]ithin|[Ii]n|[Aa]fter|[Oo]ver|[Dd]uring|[Tt]hroughout|[Tt]ook|[Ll]asted|[Ss]pent) "
        r"(?:the )?(?P<x>(?:many |long )?(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes))\b"
        r"(?! (?:ago|past))",
        0,
        spans.vague,
    ),
    (
        _UNIT,
        r"\b(?P<unit>Days|Weeks|Months|Years|Decades|Hours|days|weeks|months|years|decades|hours)(?= (?:of|after|before"
        r"|later|earlier)\b)",
        0,
        spans.vague,
    ),
    # Now, then and soon.
    (
        _WORD,
        r"\b(?:now|currently|at present|at the present|nowadays|presently|at the moment|for the moment"
        r"|at this (?:time|point|moment|stage)|to date|these days|the current|current"
        r"|for the time being|the present(?= *[,.]))\b",
        _I,
        spans.means("PRESENT_REF"),
    ),
    (
        _WORD,
        r"\b(?:(?<!\bas )recently|(?:in )?(?:the )?recent (?:days|weeks|months|years|times|decades)|recent|in the past"
        r"|(?<=the )past(?= *[,.])|formerly|previously|lately|at the time|at that time)\b(?! of\b)",
        _I,
        spans.means("PAST_REF"),
    ),
    (_WORD, r"\bonce\b", _I, spans.once),
    (
        _WORD,
        r"\b(?:(?:in )?the (?:near |foreseeable |immediate |not too distant )?future"
        r"|(?:in )?(?:the )?coming (?:days|weeks|months|years|decades))\b",
        _I,
        spans.means("FUTURE_REF"),
    ),
    (_WORD, r"(?<!\bas )(?<!\btoo )(?<!\bhow )\b(?:soon|shortly)\b(?! after| before| as|er)", _I, spans.soon),
)

PATTERNS = tuple((trigger, re.compile(pattern, flags), meaning) for trigger, pattern, flags, meaning in _FORMS)
TRIGGERS = {trigger: re.compile(trigger) for trigger, _, _ in PATTERNS if trigger}
