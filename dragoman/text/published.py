"""When was it published? As given, else by the dateline, else inferred from the text and marked so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.records import PublishedBasis
from dragoman.text.captions import is_file_photo
from dragoman.text.days import WEEKDAYS, Day, find_days, first_past_weekday, on_or_after

# The lead: a date further down is as likely to be history. Two paragraphs, as wire reports date their news in one.
_LEAD_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date, what it rests on, and for an inferred one the grounds in words."""

    day: date | None
    basis: PublishedBasis
    note: str | None = None


def find_published(
    given: date | None,
    given_basis: PublishedBasis,
    dateline_day: Day | None,
    rights_year: int | None,
    stamps: list[str],
    captions: list[str],
    paragraphs: list[str],
) -> Published:
    """Return when a document was published.

    ``stamps`` are lines that date the page ("Published Oct. 20, 2020"), ``paragraphs`` the body without its
    dateline. A date inferred from a caption or the lead is carried on to the first weekday that the body
    speaks of in the past ("said Tuesday"), as news is told within the week.
    """
    if given is not None:
        return Published(given, given_basis)
    anchors = _anchors(captions, paragraphs[:_LEAD_PARAGRAPHS], rights_year)
    if dateline_day is not None:
        years = (rights_year, *sorted({a.year for a, _ in anchors}, reverse=True))
        for year in (dateline_day.year, *years):
            found = dateline_day.on(year) if year else None
            if found:
                lent = f"; the year {year} from the rights line or a dated caption" if not dateline_day.year else ""
                return Published(found, "dateline", f'the dateline says "{dateline_day.text}"{lent}')
    for stamp in stamps:
        day = next((d for d in (x.on() for x in find_days(stamp)) if d), None)
        if day:
            return Published(day, "inferred", f'inferred from the line "{stamp[:80]}"')
    if not anchors:
        return Published(None, "none")
    anchor, source = max(anchors, key=lambda a: a[0])  # of equal days the first named, a caption before the lead
    spoken = f"{anchor.day} {anchor:%B} {anchor.year}"
    weekday = first_past_weekday("\n\n".join(paragraphs))
    if weekday is None:
        return Published(anchor, "inferred", f"inferred from {source}, {spoken}")
    number, words = weekday
    day = on_or_after(anchor, number)
    note = f'inferred: the first {WEEKDAYS[number]} from {source}, {spoken}, on; the text says "…{words}"'
    return Published(day, "inferred", note)


def _anchors(captions: list[str], lead: list[str], rights_year: int | None) -> list[tuple[date, str]]:
    """Return the days that the report is at least as late as, and where each stands."""
    found: list[tuple[date, str]] = []
    for caption in captions:
        if is_file_photo(caption):
            continue
        for day in find_days(caption):
            # Without a year the weekday must bear out the year of the rights line.
            year = None if day.year else rights_year if day.weekday is not None else None
            on = day.on(year)
            if on and _recent(on, rights_year):
                found.append((on, "the date in a photo caption"))
    for paragraph in lead:
        for day in find_days(paragraph):
            # A lead may recall an old treaty by its date: only a weekday or the rights line shows that it is news.
            if day.weekday is None and rights_year is None:
                continue
            on = day.on(None if day.year else rights_year)
            if on and _recent(on, rights_year):
                found.append((on, "a date in the lead"))
    return found


def _recent(day: date, rights_year: int | None) -> bool:
    """Tell whether a day fits the rights line's year: in it, or at the very end of the year before."""
    return rights_year is None or day.year == rights_year or (day.year == rights_year - 1 and day.month == 12)
