"""Absolute dates and bare weekdays in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"\b(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}\b(?:,?\s+{_YEAR}\b)?", re.IGNORECASE),
    re.compile(rf"\b(?:{_WEEKDAY},?\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?!\w),?(?:\s+{_YEAR}\b)?", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b"),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day named in a text. ``year`` is None where it is not said; ``weekday`` counts from Monday, 0."""

    start: int
    end: int
    text: str
    month: int
    day: int
    year: int | None
    weekday: int | None

    def on(self, year: int | None = None) -> date | None:
        """Return the day in its own year, or in the one given; None if it does not exist then, or if its
        weekday is another."""
        try:
            found = date(self.year or year or 0, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.weekday()) else None


def find_days(text: str) -> Iterator[Day]:
    """Yield the calendar days named in a text, in order."""
    found: list[Day] = []
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            month = int(parts["number"]) if "number" in parts else 1 + _MONTHS.index(parts["month"][:3].lower())
            weekday = parts.get("weekday")
            day = Day(
                match.start(),
                match.end(),
                match.group(),
                month,
                int(parts["day"]),
                int(parts["year"]) if parts["year"] else None,
                next((i for i, name in enumerate(WEEKDAYS) if weekday and name[:3] == weekday[:3].title()), None),
            )
            if not any(day.start < other.end and other.start < day.end for other in found):
                found.append(day)
    yield from sorted(found, key=lambda d: d.start)


_BARE = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})\b(?!['’]s\s+(?:night\s+)?(?:election|vote|summit|meeting|deadline))"
)
# Words before a weekday that put it in the future, in the more distant past, or in every week.
_OTHER_WEEK = re.compile(
    r"\b(?:next|this\s+coming|coming|by|until|till|every|each|before|from|starting|beginning|since|last|previous|past|"
    r"after|following|through|between|Black|Good|Easter|Super|Bloody|Palm|Ash)\s+$",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|would|is\s+to|are\s+to|to\s+be|scheduled|expected|planned|due|set\s+to|plans?\s+to|upcoming|later\s+on)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:said|told|was|were|had|met|held|made|took|gave|began|left|saw|came|went|spoke|won|lost|put|cut|hit|shot|"
    r"fell|rose|sent|set|brought|struck|broke|led|fought|\w{2,}ed)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“‘(])|\n\s*\n")


def first_past_weekday(text: str) -> tuple[int, str] | None:
    """Return the first bare weekday that a text speaks of in the past ("said Tuesday"): its number, counted from
    Monday, 0, and its sentence's words around it. None if there is none."""
    taken = [(d.start, d.end) for d in find_days(text)]
    for match in _BARE.finditer(text):
        start = match.start()
        if any(a <= start < b for a, b in taken):
            continue
        begin = max(
            (m.end() for m in _SENTENCE_END.finditer(text, max(0, start - 600), start)), default=max(0, start - 600)
        )
        ending = _SENTENCE_END.search(text, match.end(), match.end() + 600)
        sentence_before, after = text[begin:start], text[match.end() : ending.start() if ending else match.end() + 200]
        if _OTHER_WEEK.search(sentence_before) or re.match(r"\s+(?:next|through|to|and|or|until)\b", after):
            continue
        # The clause nearest to the weekday decides; a past verb anywhere in the sentence is enough, unless a
        # future one stands between it and the weekday.
        near = sentence_before[-80:]
        past = [m.end() for m in _PAST.finditer(near)]
        future = [m.end() for m in _FUTURE.finditer(near)]
        if future and (not past or max(future) >= max(past)):
            continue
        if past or _PAST.search(sentence_before) or _PAST.search(after[:80]):
            return WEEKDAYS.index(match["weekday"]), " ".join((near[-40:] + match.group()).split())
    return None


def on_or_after(anchor: date, weekday: int) -> date:
    """Return the first day with a weekday, from the anchor day on."""
    return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)
