"""Events, each once however many documents tell it, with who tells them; accords and ties as they are filed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dragoman.exports._days import span_of
from dragoman.exports._losses import Losses
from dragoman.records import Entity, Event, to_dict
from dragoman.store import Chronicle
from dragoman.store._shapes import build
from dragoman.store.files import CSV_COLUMNS
from dragoman.store.schema import TABLE

# A row of a format without auxiliary modes says that the thing happened; of these no such thing can be said.
UNREAL = ("negation", "hypothetical", "future", "alleged")
# Column of documents -> what it means.
_DOCUMENT = {column.name: column.meaning for column in TABLE["documents"].columns}


@dataclass(frozen=True, slots=True)
class Telling:
    """One document's telling of an event, and who printed it when. Its fields are explained in TELLING."""

    id: str
    doc: str
    published: date | None
    outlet: str | None
    agency: str | None
    url: str | None
    title: str | None
    language: str | None
    rights: str | None
    copy_of: str | None


TELLING: Mapping[str, str] = {
    "id": "the event as this document tells it: its id in a file of all tellings (--to FILE.jsonl)",
    "doc": "the document: documents.id",
    **{name: _DOCUMENT[name] for name in ("published", "outlet", "agency", "url", "title", "language", "rights")},
    "copy_of": "the document whose text this one copies; empty where it is no copy",
}
TOLD_BY = {
    "reports": "how many documents tell it",
    "texts": "how many of them are no copies of one another",
}


@dataclass(frozen=True, slots=True)
class Act:
    """An event once, however many documents tell it: the telling that stands for all, and all of them by the day of
    publication. ``texts`` counts the documents that are no copies of one another."""

    event: Event
    month: str | None
    texts: int
    tellings: tuple[Telling, ...]

    @property
    def reports(self) -> int:
        """How many documents tell it."""
        return len({telling.doc for telling in self.tellings})

    @property
    def own(self) -> Telling:
        """The telling that stands for all."""
        return next(telling for telling in self.tellings if telling.id == self.event.id)

    @property
    def day(self) -> date | None:
        """Its first day, or, where no date is told, the day of publication, as the other data sets do it."""
        span = span_of(self.event.date)
        return span[0] if span else self.own.published


# What counts as one event is said by the view `acts`.
_ACTS = f"""WITH told AS (
  SELECT coalesce(e.story, e.same_as, e.id) AS act, list({{
      id: e.id, doc: e.doc, published: d.published, outlet: d.outlet, agency: d.agency, url: d.url, title: d.title,
      language: d.language, rights: d.rights, copy_of: CASE WHEN c.first <> c.doc THEN c.first END
    }} ORDER BY d.published NULLS LAST, e.doc, e.n) AS tellings
  FROM events e JOIN documents d ON d.id = e.doc LEFT JOIN copies c ON c.doc = e.doc
  GROUP BY ALL
)
SELECT {", ".join(f'e."{column.name}"' for column in TABLE["events"].columns)},
  a.month, coalesce(s.texts, 1) AS texts, told.tellings
FROM acts a JOIN events e ON e.id = a.id JOIN told ON told.act = coalesce(e.story, e.id)
  LEFT JOIN stories s ON s.id = e.story
ORDER BY """


def acts(
    chronicle: Chronicle,
    losses: Losses,
    chosen: Callable[[Event], bool] = lambda event: True,
    order: str = "e.doc, e.n",
) -> Iterator[Act]:
    """Yield the chosen events, each once. Their further tellings are counted; of others nothing is said."""
    answer = chronicle.query(_ACTS + order)
    for row in answer.rows:
        named = dict(zip(answer.columns, row, strict=True))
        tellings = tuple(Telling(**told) for told in named["tellings"])
        act = Act(build(Event, named), named["month"], named["texts"], tellings)
        if chosen(act.event):
            losses.add("the records of further tellings of an event, for it is counted once", len(tellings) - 1)
            yield act


def dated(told: Iterable[Act], losses: Losses) -> Iterator[tuple[Act, date]]:
    """Yield events with their day; those without one are left out and counted."""
    for act in told:
        if (day := act.day) is None:
            losses.add("events left out, for neither they nor their document have a date")
        else:
            yield act, day


def happened(
    chronicle: Chronicle, losses: Losses, chosen: Callable[[Event], bool] = lambda event: True
) -> Iterator[tuple[Act, date]]:
    """Yield the chosen events that a format without auxiliary modes can hold, each once, with their day.

    An imprecise date stands as its first day. All that is left out or written as less than it is is counted.
    """
    for act, day in dated(_real(acts(chronicle, losses, chosen), losses), losses):
        span = span_of(act.event.date)
        if span is None:
            losses.add("events without a date, written on the day of publication")
        elif span[1] - span[0] > timedelta(days=1):
            losses.add("dates less precise than a day, written as the first day")
        losses.add("auxiliary modes (historical)", "historical" in act.event.aux)
        yield act, day


def _real(told: Iterable[Act], losses: Losses) -> Iterator[Act]:
    for act in told:
        if unreal := [aux for aux in act.event.aux if aux in UNREAL]:
            losses.add(f"events left out, for they would read as having happened ({' and '.join(unreal)})")
        else:
            yield act


# The columns of a flat row: those of the CSV form, without the second tellings that are not written here.
_FLAT = {name: read for name, read in CSV_COLUMNS.items() if name != "same_as"}
FLAT = (*_FLAT, *TOLD_BY)


def count_members(entities: Sequence[Entity], others: Sequence[str], losses: Losses) -> None:
    """Count what is lost of lists whose members are joined by semicolons, and of actors by code and name."""
    losses.add("offsets, offices and ids of actors and speakers", len(entities))
    members = (*(one.name for one in entities), *others)
    losses.add("members of lists that have a semicolon themselves", sum(";" in one for one in members))


def flat_row(act: Act, losses: Losses) -> dict[str, Any]:
    """Return an event as a flat row."""
    event = act.event
    thirds = (third.entity for third in event.third_party)
    count_members((*event.actor, *event.recipient, *event.said_by, *thirds), event.why, losses)
    told = to_dict(event)
    return {**{name: read(told) for name, read in _FLAT.items()}, "reports": act.reports, "texts": act.texts}


def filed(chronicle: Chronicle, table: str) -> Iterator[tuple[str, Any]]:
    """Yield the records of a filed table (accords, ties), each with the id of its document, in the order of events."""
    held = TABLE[table]
    assert held.record is not None
    names = ", ".join(f'"{column.name}"' for column in held.columns)
    answer = chronicle.query(f"SELECT {names} FROM {table} ORDER BY doc, n")
    for row in answer.rows:
        named = dict(zip(answer.columns, row, strict=True))
        yield named["doc"], build(held.record, named)
