"""Find time expressions and say what day, month, year or span each means.

Values follow TimeML (TIMEX3): 2020-10-20, 2020-10, 2020, 2020-W43, 199 (a decade), 19 (a century), 2020-Q3, 2020-SP,
2020-10-20TNI, 2020-10-20T08:30, P3D, PT6H, XXXX-WXX-5, PRESENT_REF, PAST_REF, FUTURE_REF. What cannot be told without
a day of publication or a date mentioned before is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.records import Parse, Time
from dragoman.times.context import Context, Late
from dragoman.times.patterns import PATTERNS, TRIGGERS
from dragoman.times.values import grain

# "Two days later" is told from the date last mentioned, if that stands no farther back than about two sentences.
_WITHIN = 300
# How far an expression may reach around the word that it cannot do without; the longest in news have some 50.
_BEFORE, _AFTER = 80, 60


def find_times(parse: Parse) -> tuple[Time, ...]:
    """Return the time expressions of a document in text order; no two overlap."""
    context = Context(parse)
    text = context.text
    around = {trigger: _stretches(form, text) for trigger, form in TRIGGERS.items()}
    found: list[tuple[int, int, int, str | Late]] = []
    for rank, (trigger, pattern, meaning) in enumerate(PATTERNS):
        for begin, finish in around.get(trigger, [(0, len(text))]):
            for match in pattern.finditer(text, begin, finish):
                means = meaning(context, match)
                if means is not None:
                    # A group "x" is the expression where the words around it only show what it is.
                    start, end = match.span("x" if "x" in pattern.groupindex else 0)
                    found.append((rank, start, end, means))
    return tuple(_told(text, _first(found)))


def _stretches(trigger: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return the stretches of a text that may hold an expression with a trigger, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for match in trigger.finditer(text):
        start, end = max(0, match.start() - _BEFORE), match.end() + _AFTER
        # Not to begin within a word or number: a pattern sees what stands before it, but not a cut expression whole.
        while start and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], end
        else:
            out.append((start, end))
    return out


def _first(found: list[tuple[int, int, int, str | Late]]) -> list[tuple[int, int, str | Late]]:
    """Keep of overlapping expressions the one of the earlier pattern; return them in text order."""
    kept: list[tuple[int, int, str | Late]] = []
    taken: set[int] = set()
    for _, start, end, means in sorted(found, key=lambda f: f[:3]):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, means))
    return sorted(kept, key=lambda k: k[:2])


def _told(text: str, found: list[tuple[int, int, str | Late]]) -> Iterator[Time]:
    """Yield the times, each told from the last date before it where its words ask for one."""
    last: Time | None = None
    for start, end, means in found:
        near = last if last is not None and start - last.end <= _WITHIN else None
        value = means if isinstance(means, str) else means(near)
        if value is None:
            continue
        time = Time(text[start:end], start, end, value)
        if grain(value) not in (None, "century"):
            last = time
        yield time
