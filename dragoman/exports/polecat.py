"""POLECAT-like TSV: the forty columns of the public files, "None" for missing, "; " between members of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import dragoman
from dragoman.exports._acts import Act, happened
from dragoman.exports._codes import countries
from dragoman.exports._lines import Flat, write_lines
from dragoman.exports._losses import Losses, count_untold
from dragoman.records import UNKNOWN_CODE, Entity, Place
from dragoman.store import Chronicle

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
MISSING = "None"
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write one row an event and return how many."""
    return write_lines(out, _lines(chronicle, losses)) - 1


def _lines(chronicle: Chronicle, losses: Losses) -> Iterator[str]:
    yield "\t".join(COLUMNS) + "\n"
    flat = Flat(losses)
    for act, day in happened(chronicle, losses):
        event = act.event
        losses.add("modes after the first", len(event.mode[1:]))
        count_untold(event, losses)
        yield "\t".join(_cells(act, day, flat)) + "\n"


def _cells(act: Act, day: date, flat: Flat) -> list[str]:
    event, own = act.event, act.own
    return [
        event.id,
        day.isoformat(),
        event.event,
        event.mode[0] if event.mode else MISSING,
        repr(event.event_scale),
        QUADS.get(event.quad_code, MISSING),
        "; ".join(event.context) or MISSING,
        *_party(event.actor, flat),
        *_party(event.recipient, flat),
        *_where(event.event_loc, flat),
        flat(own.outlet or own.agency) or MISSING,
        own.published.isoformat() if own.published else MISSING,
        MISSING,
        MISSING,
        MISSING,
        flat(own.language) or MISSING,
        f"dragoman {dragoman.__version__}",
    ]


def _party(entities: Sequence[Entity], flat: Flat) -> Iterator[str]:
    """Yield the eight cells of one side. Every list has a member for every entity, so that they stay in step."""
    read: tuple[Callable[[Entity], str | None], ...] = (
        lambda e: e.name,
        lambda e: None if e.code == UNKNOWN_CODE else e.code,
        lambda e: countries()[e.code].cow if e.code in countries() else None,
        lambda e: e.sector[0] if e.sector else None,
        lambda e: "|".join(e.sector),
        lambda e: e.role,
        lambda e: e.text,
        lambda e: e.id,
    )
    for column in read:
        yield "; ".join(flat.member(column(entity)) or MISSING for entity in entities) or MISSING


def _where(place: Place | None, flat: Flat) -> Iterator[str]:
    if place is None:
        yield from [MISSING] * 10
        return
    yield flat(place.name) or MISSING
    yield flat(place.city) or MISSING
    yield MISSING  # the district is not resolved
    yield flat(place.province) or MISSING
    yield flat(place.country) or MISSING
    yield MISSING if place.lat is None else repr(place.lat)
    yield MISSING if place.lon is None else repr(place.lon)
    yield MISSING if place.geonameid is None else str(place.geonameid)
    yield flat(place.text) or MISSING
    yield flat(place.feature_code) or MISSING
