"""GeoJSON (RFC 7946): every event with a place as a point, its other fields as flat properties."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

from dragoman.exports._acts import Act, acts, flat_row
from dragoman.exports._lines import write_lines
from dragoman.exports._losses import Losses
from dragoman.store import Chronicle

_PLACED = ("lat", "lon")


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write one feature an event and return how many; events without coordinates are counted as lost."""
    return write_lines(out, _lines(chronicle, losses)) - 2


def _lines(chronicle: Chronicle, losses: Losses) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    between = "\n"
    for act in acts(chronicle, losses):
        place = act.event.event_loc
        if place is None or not _on_earth(place.lat, place.lon):
            losses.add("events without coordinates, left out")
            continue
        yield between + _feature(act, [place.lon, place.lat], losses)
        between = ",\n"
    yield "\n]}\n"


def _on_earth(lat: float | None, lon: float | None) -> bool:
    return lat is not None and lon is not None and math.isfinite(lat + lon) and abs(lat) <= 90 and abs(lon) <= 180


def _feature(act: Act, point: list[float | None], losses: Losses) -> str:
    properties = {name: value for name, value in flat_row(act, losses).items() if name not in _PLACED}
    geometry = {"type": "Point", "coordinates": point}
    return json.dumps({"type": "Feature", "id": act.event.id, "geometry": geometry, "properties": properties})
