"""GeoJSON (RFC 7946): every event with a place as a point, its other fields as flat properties."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

from dragoman.exports._telling import Losses, tellings, write_lines
from dragoman.records import Event, to_dict
from dragoman.store import Chronicle
from dragoman.store.files import CSV_COLUMNS

_PLACED = ("lat", "lon")


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write one feature an event and return how many; events without coordinates are counted as lost."""
    return write_lines(out, _lines(chronicle, losses)) - 2


def _lines(chronicle: Chronicle, losses: Losses) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    between = "\n"
    for event, _ in tellings(chronicle):
        place = event.event_loc
        if place is None or not _on_earth(place.lat, place.lon):
            losses.add("events without coordinates, left out")
            continue
        yield between + _feature(event, [place.lon, place.lat])
        between = ",\n"
    yield "\n]}\n"


def _on_earth(lat: float | None, lon: float | None) -> bool:
    return lat is not None and lon is not None and math.isfinite(lat + lon) and abs(lat) <= 90 and abs(lon) <= 180


def _feature(event: Event, point: list[float | None]) -> str:
    told = to_dict(event)
    properties = {name: read(told) for name, read in CSV_COLUMNS.items() if name not in _PLACED}
    geometry = {"type": "Point", "coordinates": point}
    return json.dumps({"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties})
