"""Tellings: one event as one document tells it, made ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from spacy.lang.en.stop_words import STOP_WORDS

from dragoman.records import UNKNOWN_CODE, Entity, Event, Report

# Days by which two tellings may differ. A report that names no day is coded on the day it was published, and reports
# go on for some days; an act that both date is one act only within a day (night, time zones).
WINDOW = 4
# A date less precise than this says too little to link by.
VAGUE = timedelta(days=31)

# A report that goes back this many days or more may count in weeks, and then its day is a guess.
LONG_AGO = 5

# Only acts of one family are compared: outlets tell a deal as the talks or as the treaty, never as a bombing.
FAMILIES: Mapping[str, str] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"), "cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}

_WORD = re.compile(r"[^\W\d_]{3,}")
# A number that is no year and no day of a month: how many there were of something.
_NUMBER = re.compile(
    r"(?<![\d.,:/-])(?!(?:19|20)\d\d\b)\d{1,3}(?:,\d{3})*\b(?![.,:/-]?\d)"
    r"(?!\s+(?:January|February|March|April|May|June|July|August|September|October|November|December))"
)
_AFTER_MONTH = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?\s+$"
)
_IN_WEEKS = re.compile(r"\b(?:weeks?|fortnight|months?) (?:ago|after|before|earlier|later|since)\b")
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
        " nineteen twenty".split(),
        start=3,
    )
} | {
    word: str(10 * number)
    for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
}
_IDLE = (STOP_WORDS - _NUMBER_WORDS.keys()) | frozenset(
    "said say told tell according reported reports report official officials spokesman spokeswoman ministry minister"
    " government state monday tuesday wednesday thursday friday saturday sunday week month year day today yesterday"
    " january february march april june july august september october november december dead died killed kill"
    " killing wounded wounding wound death deaths toll people men women man woman persons dozen hundred thousand"
    " million night dawn early late morning evening overnight reuters afp xinhua upi".split()
)


@dataclass(frozen=True)
class Telling:
    """One event as one document tells it, with what is compared: ``words`` are the content words and the numbers of
    its sentence, ``names`` those among them that are written with a capital (the first word of a sentence is, anyhow).
    ``text`` is the document, or the first printing that it copies; ``in_weeks`` says that its sentence counts in weeks
    or months from something ("two weeks ago")."""

    event: Event
    words: frozenset[str]
    names: frozenset[str]
    published: date | None = None
    text: str = ""
    in_weeks: bool = False

    @property
    def family(self) -> str:
        return FAMILIES[self.event.event]

    @cached_property
    def actors(self) -> frozenset[str]:
        return codes(self.event.actor)

    @cached_property
    def recipients(self) -> frozenset[str]:
        return codes(self.event.recipient)

    @cached_property
    def parties(self) -> Mapping[str, frozenset[str]]:
        """Which words name each party that is known, by its code."""
        named: dict[str, frozenset[str]] = {}
        for e in (*self.event.actor, *self.event.recipient):
            if e.code != UNKNOWN_CODE:
                found = (stem(word.lower()) for word in _WORD.findall(f"{e.text} {e.name}") if word[0].isupper())
                named[e.code] = named.get(e.code, frozenset()).union(found)
        return named

    @cached_property
    def beside(self) -> frozenset[str]:
        """The names that are not those of its parties."""
        return self.names.difference(*self.parties.values())

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and last day that the date allows; the days to that of publication where no date is told, or one
        that is not over yet or still to come."""
        told = interval(self.event.date) if self.event.date is not None else None
        if self.published is None:
            return told
        if self.event.date is None or (told is not None and self._of_the_day(told)):
            return self.published, self.published
        return told

    @property
    def dated(self) -> bool:
        """Whether the text tells the date: a date equal to that of publication may be only that."""
        return self.event.date is not None and self.published is not None and self.days != (self.published,) * 2

    @property
    def rough(self) -> bool:
        """Whether its day was reached by counting weeks, as far as can be told, and may be another within WINDOW."""
        return (
            self.in_weeks
            and self.days is not None
            and self.published is not None
            and (self.published - self.days[0]).days >= LONG_AGO
        )

    @property
    def stretches(self) -> range:
        """The stretches of days in which it is compared. Stretches are WINDOW long and each telling is in the next one
        too, so that any two within WINDOW meet."""
        if self.days is None:
            return range(0)
        first, last = (day.toordinal() // WINDOW for day in self.days)
        return range(first, last + 2)

    def _of_the_day(self, told: tuple[date, date]) -> bool:
        """Whether a date says no more than that of publication: "this month", or a day to come of an act that is
        past ("Tuesday's shelling" in a text of Thursday, taken for the next Tuesday)."""
        assert self.published is not None
        first, last = told
        if first > self.published:
            return "future" not in self.event.aux and (first - self.published).days <= 7
        return last >= self.published and (last - first).days > 7


def tellings(report: Report, text: str | None = None) -> list[Telling]:
    """Return the events of a report as they are compared; an act told twice in it is one telling. ``text`` is the id
    of the first printing where the document is a copy."""
    document = report.document
    return [
        telling(event, document.text[event.sentence.start : event.sentence.end], document.published, text)
        for event in report.events
        if event.same_as is None
    ]


def telling(event: Event, sentence: str, published: date | None, text: str | None = None) -> Telling:
    """Return one event as it is compared, from the words of its sentence."""
    found = [match for match in _WORD.finditer(sentence) if match[0].lower() not in _IDLE]
    words = {_NUMBER_WORDS.get(match[0].lower()) or stem(match[0].lower()) for match in found}
    names = {stem(match[0].lower()) for match in found if match[0][0].isupper() and not _opens(sentence, match)}
    return Telling(
        event,
        frozenset(words.union(_numbers(sentence))),
        frozenset(names & words),
        published,
        text or event.doc,
        _IN_WEEKS.search(sentence) is not None,
    )


def _opens(sentence: str, word: re.Match[str]) -> bool:
    """Whether a word has its capital only because it begins a sentence; one before another name is a name."""
    return not sentence[: word.start()].strip() and not sentence[word.end() :].lstrip()[:1].isupper()


def stem(word: str) -> str:
    """Return a word without the endings of number and tense: "shelled", "shelling" and "shells" are one."""
    for ending in ("ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def codes(entities: Sequence[Entity]) -> frozenset[str]:
    """Return the countries and bodies that are known."""
    return frozenset(e.code for e in entities if e.code != UNKNOWN_CODE)


def interval(value: str) -> tuple[date, date] | None:
    """Return the first and last day of an event's date ("2020-10-20", "2020-W43", "2020-10"), or None for one that
    is vaguer than a month."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value)
        return day, day
    if re.fullmatch(r"\d{4}-W\d\d", value):
        monday = date.fromisoformat(f"{value}-1")
        return monday, monday + timedelta(days=6)
    if re.fullmatch(r"\d{4}-\d\d", value):
        first = date.fromisoformat(f"{value}-01")
        return first, (first + VAGUE).replace(day=1) - timedelta(days=1)
    return None


def _numbers(sentence: str) -> Iterable[str]:
    """Yield the numbers above two that count something: no years, no days of months."""
    for match in _NUMBER.finditer(sentence):
        number = match[0].replace(",", "")
        if int(number) > 2 and not _AFTER_MONTH.search(sentence[: match.start()]):
            yield str(int(number))
