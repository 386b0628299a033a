"""ICEWS coded events: twenty columns with a header, tab-separated, one row for each actor and recipient."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.imports import _cells, _codes
from dragoman.imports._opening import Line
from dragoman.imports._record import ForeignEvent, Party
from dragoman.records import UNKNOWN_CODE

ORIGIN = "icews"
NEEDED = ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name")


def read(row: Mapping[str, str], line: Line) -> ForeignEvent:
    """Return the event of a row. Raises BadCell."""
    code = _codes.cameo_of(row, "CAMEO Code")
    lat, lon = _cells.point(row, "Latitude", "Longitude")
    country = _cells.text(row, "Country")
    known = _codes.country_of_name(country) if country else UNKNOWN_CODE
    places = (_cells.text(row, column) for column in ("City", "District", "Province"))
    return ForeignEvent(
        origin=ORIGIN,
        id=_cells.needed(row, "Event ID"),
        date=_cells.day(row, "Event Date"),
        published=None,
        event=code.event or None,
        mode=(code.mode,) if code.mode else (),
        context=(),
        cameo=_cells.needed(row, "CAMEO Code"),
        actor=_party(row, "Source"),
        recipient=_party(row, "Target"),
        event_scale=None,
        goldstein=_cells.number(row, "Intensity"),
        quad_code=None,
        place=", ".join(place for place in (*places, country) if place) or None,
        country=None if known == UNKNOWN_CODE else known,
        lat=lat,
        lon=lon,
        publisher=_cells.text(row, "Publisher"),
        url=None,
        file=line.file,
        line=line.number,
    )


def _party(row: Mapping[str, str], side: str) -> tuple[Party, ...]:
    """Return one side, or nobody where it has no name. Without a country it is the body that its name or its sectors
    tell."""
    name = _cells.text(row, f"{side} Name")
    if name is None:
        return ()
    roles = [role.strip() for role in (_cells.text(row, f"{side} Sectors") or "").strip('"').split(",")]
    country = _cells.text(row, f"{side} Country")
    code = _codes.country_of_name(country) if country else _codes.body_named(name)
    if code == UNKNOWN_CODE:
        code = _codes.body_of(ORIGIN, roles)
    return (Party(name, code, _codes.sectors_of(ORIGIN, roles)),)
