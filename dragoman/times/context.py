"""What a time is told from: the day of the report, the tense of its clause, and the date last mentioned."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable
from datetime import date

from spacy.tokens import Token

from dragoman.records import Parse, Time
from dragoman.times.tense import looks_ahead


class Context:
    """A document as times are told in it."""

    def __init__(self, parse: Parse) -> None:
        self.text = parse.document.text
        self.doc = parse.doc
        self.on = parse.document.published
        self._starts = [s.start for s in parse.sentences]
        self._sentences = parse.sentences
        self._tokens: list[int] | None = None

    def token(self, offset: int) -> Token:
        """Return the token at an offset, or the last one before it."""
        if self._tokens is None:
            self._tokens = [token.idx for token in self.doc]
        return self.doc[max(0, bisect.bisect_right(self._tokens, offset) - 1)]

    def ahead(self, offset: int, *, timetable: bool = True) -> bool:
        """Return whether the clause around an offset looks forward; for a ``timetable`` so does the present."""
        at = bisect.bisect_right(self._starts, offset) - 1
        headline = at >= 0 and self._sentences[at].kind == "headline"
        return bool(looks_ahead(self.token(offset), timetable=timetable and not headline))

    def beside_verb(self, offset: int) -> bool:
        """Return whether what stands at an offset hangs on a verb ("leaves in January") and not on a noun."""
        token = self.token(offset)
        while token.dep_ in ("det", "amod", "compound", "advmod") and token.head != token:
            token = token.head
        if token.dep_ == "pobj":
            token = token.head
        return token.head.pos_ in ("VERB", "AUX")

    def before(self, offset: int, size: int = 30) -> str:
        return self.text[max(0, offset - size) : offset]


Match = re.Match[str]
# A value that is known only once the date last mentioned before it is: None where there is no date to tell it from.
Late = Callable[[Time | None], str | None]
# What an expression means; None where it is no time.
Meaning = str | Late | None


def same_year(on: date | None, last: Time | None, month: int, day: int) -> int | None:
    """Return the year of a month told after a date of an earlier year ("On 5 May 1981 … On 3 June"), or None.

    A month before that date's belongs to the year after it, if that is over too.
    """
    if on is None or last is None or not last.value[:4].isdigit() or len(last.value) < 7 or last.value[4] != "-":
        return None
    year = int(last.value[:4])
    if not last.value[5:7].isdigit() or year >= on.year:
        return None
    found = year if (month, day) >= (int(last.value[5:7]), int(last.value[8:10] or 0)) else year + 1
    return found if found < on.year else None
