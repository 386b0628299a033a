"""Find time expressions and say what day, month, year or span each means.

Values follow TimeML (TIMEX3): 2020-10-20, 2020-10, 2020, 2020-W43, 199 (a decade), 19 (a century), 2020-Q3, 2020-SP,
2020-10-20TNI, 2020-10-20T08:30, P3D, PT6H, XXXX-WXX-5, PRESENT_REF, PAST_REF, FUTURE_REF. What cannot be told without
a day of publication or a date mentioned before is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Parse, Time
from dragoman.times.context import Context, Late
from dragoman.times.patterns import PATTERNS
from dragoman.times.values import grain

# "Two days later" is told from the date last mentioned, if that stands no farther back than about two sentences.
_WITHIN = 300


def find_times(parse: Parse) -> tuple[Time, ...]:
    """Return the time expressions of a document in text order; no two overlap."""
    context = Context(parse)
    found: list[tuple[int, int, int, str | Late]] = []
    for rank, (pattern, meaning) in enumerate(PATTERNS):
        for match in pattern.finditer(context.text):
            means = meaning(context, match)
            if means is not None:
                # A group "x" is the expression where the words around it only show what it is.
                start, end = match.span("x" if "x" in pattern.groupindex else 0)
                found.append((rank, start, end, means))
    return tuple(_told(context.text, _first(found)))


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
