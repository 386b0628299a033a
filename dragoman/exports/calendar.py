"""iCalendar (RFC 5545): events as whole days in a calendar, those of a pair or all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import dragoman
from dragoman.exports._acts import Act, Telling, filed, happened
from dragoman.exports._days import span_of
from dragoman.exports._lines import write_lines
from dragoman.exports._losses import Losses, count_untold
from dragoman.pairs import Side
from dragoman.records import Entity, Event
from dragoman.store import Chronicle

_LONGEST = 75  # octets of a line, without its end
# RFC 5545 has no place for control signs, escaped or not; a lone surrogate has no UTF-8.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


def write(chronicle: Chronicle, out: Path, losses: Losses, pair: tuple[Side, Side] | None = None) -> int:
    """Write the events between two sides (all, where no pair is named) and return how many."""
    count_others(chronicle, losses, pair)
    told = list(_chosen(chronicle, losses, pair))
    write_lines(out, (line for text in _calendar(told) for line in fold(text)))
    return len(told)


def _chosen(chronicle: Chronicle, losses: Losses, pair: tuple[Side, Side] | None) -> Iterator[tuple[Act, date]]:
    for act, day in happened(chronicle, losses, lambda event: pair is None or between(event, *pair)):
        count_untold(act.event, losses)
        sides = (*act.event.actor, *act.event.recipient)
        losses.add("codes, sectors, offices and ids of actors", len(sides))
        yield act, day


def count_others(chronicle: Chronicle, losses: Losses, pair: tuple[Side, Side] | None) -> None:
    """Count the accords and ties, which no calendar of events holds: all, or those of a pair."""

    def both(entities: Sequence[Entity]) -> bool:
        return pair is None or all(any(side.covers(one) for one in entities) for side in pair)

    losses.add("accords", sum(both(accord.parties) for _, accord in filed(chronicle, "accords")))
    losses.add("ties", sum(both((tie.a, tie.b)) for _, tie in filed(chronicle, "ties")))


def between(event: Event, a: Side, b: Side) -> bool:
    """Say whether an event is between two sides: one did it to the other, or both did it together."""

    def has(side: Side, entities: Sequence[Entity]) -> bool:
        return any(side.covers(entity) for entity in entities)

    if not event.recipient:
        return has(a, event.actor) and has(b, event.actor)
    return (has(a, event.actor) and has(b, event.recipient)) or (has(b, event.actor) and has(a, event.recipient))


def escape(text: str) -> str:
    """Return a text as a TEXT value."""
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in "\\;,":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """Yield a content line in pieces of at most 75 octets, no sign cut in two, each with its line end."""
    piece, size = "", 0
    for sign in line:
        width = len(sign.encode("utf-8"))
        if size + width > _LONGEST:
            yield piece + "\r\n"
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    yield piece + "\r\n"


def _calendar(told: Sequence[tuple[Act, date]]) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//Dragoman//dragoman {dragoman.__version__}//EN"
    for act, day in told:
        yield from _entry(act.event, act.own, day)
    yield "END:VCALENDAR"


def _entry(event: Event, own: Telling, day: date) -> Iterator[str]:
    first, after = span_of(event.date) or (day, day + timedelta(days=1))
    actors, recipients = (", ".join(one.name for one in side) for side in (event.actor, event.recipient))
    mode = f" ({', '.join(event.mode)})" if event.mode else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.id)}@dragoman"
    # When the entry was made: the day of its report, so that the same chronicle gives the same file.
    yield f"DTSTAMP:{_day(own.published or first)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    yield f"DTEND;VALUE=DATE:{_day(after)}"
    yield "SUMMARY:" + escape(f"{actors}: {event.event}{mode}" + (f" → {recipients}" if recipients else ""))
    yield "DESCRIPTION:" + escape("\n".join(filter(None, (event.event_text, own.title, own.outlet))))
    yield "CATEGORIES:" + ",".join(escape(word) for word in (event.event, *event.mode, *event.context))
    if (place := event.event_loc) is not None:
        yield "LOCATION:" + escape(place.name or place.text)
        if place.lat is not None and place.lon is not None:
            yield f"GEO:{place.lat:.6f};{place.lon:.6f}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
