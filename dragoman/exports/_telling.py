"""What every export needs: events with their documents, what a format cannot hold, a file put in place whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dragoman.records import Document, Event
from dragoman.store import Chronicle
from dragoman.store._shapes import build
from dragoman.store.files import flush, speaking
from dragoman.store.schema import TABLE

# A row of a format without auxiliary modes says that the thing happened; of these no such thing can be said.
UNREAL = ("negation", "hypothetical", "future", "alleged")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_DECADE = re.compile(r"\d{3}")


class Losses:
    """What a format could not hold, counted as it is met."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, what: str, count: int = 1) -> None:
        """Count something that was not written, or written as less than it is."""
        if count:
            self._counts[what] += count

    def lines(self) -> list[str]:
        """Return one line for each kind of loss, in the order of the alphabet."""
        return [f"Not held by this format: {what}: {count:,}" for what, count in sorted(self._counts.items())]


def tellings(chronicle: Chronicle) -> Iterator[tuple[Event, Document]]:
    """Yield every event with its document, by document id and place in it."""
    document: Document | None = None
    for event in chronicle.events():
        if document is None or document.id != event.doc:
            document = chronicle.document(event.doc)
        assert document is not None, f"event {event.id} is filed without its document"
        yield event, document


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that happened, its day, and how widely it is told: ``reports`` documents, of which ``texts`` are no
    copies of one another."""

    event: Event
    document: Document
    day: date
    reports: int = 1
    texts: int = 1


_STORIES = (
    "SELECT s.canonical, s.reports, s.texts FROM events e LEFT JOIN stories s ON e.story = s.id ORDER BY e.doc, e.n"
)


def happened(
    chronicle: Chronicle, losses: Losses, chosen: Callable[[Event], bool] = lambda event: True
) -> Iterator[Happened]:
    """Yield the events that a format without auxiliary modes can hold, each once however many documents tell it, with
    their day. Of those that are not ``chosen`` nothing is said.

    An imprecise date stands as its first day; an event without one stands on the day of publication, as the other
    data sets do it; one without either is left out. All of it is counted.
    """
    # Both come in the same order: an event and its story meet without either list being held.
    for (event, document), story in zip(tellings(chronicle), chronicle.query(_STORIES).rows, strict=True):
        if not chosen(event):
            continue
        canonical, reports, texts = story
        unreal = [aux for aux in event.aux if aux in UNREAL]
        if event.same_as is not None:
            losses.add("second tellings of an event in one document, left out")
            continue
        if canonical is not None and canonical != event.id:
            losses.add("tellings of an event in further documents, left out")
            continue
        if unreal:
            losses.add(f"events left out, for they would read as having happened ({' and '.join(unreal)})")
            continue
        span = span_of(event.date)
        day = span[0] if span else document.published
        if day is None:
            losses.add("events left out, for neither they nor their document have a date")
            continue
        if span is None:
            losses.add("events without a date, written on the day of publication")
        elif span[1] - span[0] > timedelta(days=1):
            losses.add("dates less precise than a day, written as the first day")
        if "historical" in event.aux:
            losses.add("auxiliary modes (historical)")
        yield Happened(event, document, day, reports or 1, texts or 1)


def filed(chronicle: Chronicle, table: str) -> Iterator[tuple[str, Any]]:
    """Yield the records of a filed table (accords, ties), each with the id of its document, in the order of events."""
    held = TABLE[table]
    assert held.record is not None
    names = ", ".join(f'"{column.name}"' for column in held.columns)
    answer = chronicle.query(f"SELECT {names} FROM {table} ORDER BY doc, n")
    for row in answer.rows:
        named = dict(zip(answer.columns, row, strict=True))
        yield named["doc"], build(held.record, named)


def span_of(value: str | None) -> tuple[date, date] | None:
    """Return the first day of a date as told (a day, week, month, quarter, year or decade) and the day after its last;
    None where it is no date."""
    if value is None:
        return None
    try:
        if week := _WEEK.fullmatch(value):
            first = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return first, first + timedelta(days=7)
        if quarter := _QUARTER.fullmatch(value):
            return _months(int(quarter[1]), int(quarter[2]) * 3 - 2, 3)
        if _DECADE.fullmatch(value):
            return _months(int(value) * 10, 1, 120)
        if re.fullmatch(r"\d{4}", value):
            return _months(int(value), 1, 12)
        if re.fullmatch(r"\d{4}-\d{2}", value):
            return _months(int(value[:4]), int(value[5:]), 1)
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return None
        first = date.fromisoformat(value)
        return first, first + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1)


def flat(text: str | None) -> str:
    """Return a text as a cell of a format without quoting: white space and control signs become one space."""
    return " ".join(re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+", " ", text or "").split())


def write_lines(out: Path, lines: Iterable[str]) -> int:
    """Write lines (each with its line end) as UTF-8 and return how many. The file is there whole, or untouched."""
    beside = out.with_name(out.name + ".tmp")
    count = 0
    with speaking(out):
        try:
            with beside.open("wb") as file:
                for count, line in enumerate(lines, 1):  # noqa: B007
                    file.write(line.encode("utf-8"))
                flush(file)
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)
    return count
