"""ICEWS-like TSV: the twenty columns of the coded-event files, one row for each actor and recipient."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dragoman.exports._acts import Act, happened
from dragoman.exports._codes import Dyad, countries, dyads, sectors
from dragoman.exports._lines import Flat, write_lines
from dragoman.exports._losses import Losses, count_untold
from dragoman.records import UNKNOWN_CODE, Entity, Event, Place, stable_id
from dragoman.store import Chronicle

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def number(*parts: object) -> int:
    """Return a stable whole number below 2**60: of a million, two are alike once in two million data sets."""
    return int(stable_id(*parts, length=15), 16)


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write the rows and return how many."""
    return write_lines(out, _lines(chronicle, losses)) - 1


def _lines(chronicle: Chronicle, losses: Losses) -> Iterator[str]:
    yield "\t".join(COLUMNS) + "\n"
    flat = Flat(losses)
    for act, day in happened(chronicle, losses):
        event = act.event
        count_losses(event, losses, named=1)
        for n, dyad in enumerate(dyads(event)):
            yield "\t".join(_cells(act, day, dyad, n, flat)) + "\n"


def count_losses(event: Event, losses: Losses, named: int) -> None:
    """Count what no dyadic format holds; ``named`` says which name of a sector this one writes (see `sectors`)."""
    count_untold(event, losses)
    losses.add("contexts", len(event.context))
    losses.add("modes after the first", len(event.mode[1:]))
    several = len(event.actor) > 1 or len(event.recipient) > 1
    losses.add("events of several actors or recipients, written as one row for each pair", several)
    losses.add("events without an actor, left out", not event.actor)
    sides = (*event.actor, *event.recipient)
    losses.add("offices and ids of actors", sum(bool(one.role or one.id) for one in sides))
    nameless = [one for side in sides for one in side.sector if one != "UNK" and not sectors()[one][named]]
    losses.add("sectors that have no name there", len(nameless))


def _cells(act: Act, day: date, dyad: Dyad, n: int, flat: Flat) -> list[str]:
    event, own = act.event, act.own
    return [
        str(number(event.id, n)),
        day.isoformat(),
        *_party(dyad.actor, flat),
        dyad.code.label,
        dyad.code.code,
        repr(dyad.code.goldstein),
        *_party(dyad.recipient, flat),
        str(number(own.doc)),
        str(event.sentence.index + 1),
        flat(own.outlet or own.agency),
        *_where(event.event_loc, flat),
    ]


def _party(entity: Entity | None, flat: Flat) -> tuple[str, str, str]:
    """Return name, sectors and country of one side."""
    if entity is None:
        return "", "", ""
    named = dict.fromkeys(sectors()[one][1] for one in entity.sector if one in sectors())
    return flat(entity.name), ",".join(name for name in named if name), country_name(entity.code)


def country_name(code: str | None) -> str:
    """Return the English name of a country; an international code stands as it is."""
    if code is None or code == UNKNOWN_CODE:
        return ""
    return countries()[code].name if code in countries() else code


def _where(place: Place | None, flat: Flat) -> tuple[str, str, str, str, str, str]:
    if place is None:
        return "", "", "", "", "", ""
    lat, lon = ("" if value is None else repr(value) for value in (place.lat, place.lon))
    return flat(place.city), "", flat(place.province), country_name(place.country), lat, lon
