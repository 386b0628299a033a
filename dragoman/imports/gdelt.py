"""GDELT event files: 61 columns in version 2.0, 58 or 57 in version 1.0, tab-separated, without a header."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.exports.gdelt import COLUMNS
from dragoman.imports import _cells, _codes
from dragoman.imports._cells import BadCell
from dragoman.imports._opening import Line
from dragoman.imports._record import ForeignEvent, Party
from dragoman.records import UNKNOWN_CODE

ORIGIN = "gdelt"
# Version 1.0 has no second administrative level, and before April 2013 no address either.
_FIRST = tuple(name for name in COLUMNS if not name.endswith("ADM2Code"))
# By the number of cells; a widely used Python package adds a column of its own behind those of 2.0.
COLUMNS_OF: Mapping[int, tuple[str, ...]] = {
    62: (*COLUMNS, "CAMEOCodeDescription"), 61: COLUMNS, 58: _FIRST, 57: _FIRST[:-1],
}  # fmt: skip
_GROUPS = {"UNO": "UNO", "EEC": "EUR"}


def read(row: Mapping[str, str], line: Line) -> ForeignEvent:
    """Return the event of a row. Raises BadCell."""
    code = _codes.cameo_of(row, "EventCode")
    lat, lon = _cells.point(row, "ActionGeo_Lat", "ActionGeo_Long")
    quad = _cells.number(row, "QuadClass")
    if quad is not None and quad not in (1, 2, 3, 4):
        raise BadCell("QuadClass", row["QuadClass"], "none of 1, 2, 3, 4")
    return ForeignEvent(
        origin=ORIGIN,
        id=_cells.needed(row, "GLOBALEVENTID"),
        date=_cells.day(row, "SQLDATE"),
        published=_cells.day(row, "DATEADDED") if _cells.text(row, "DATEADDED") else None,
        event=code.event or None,
        mode=(code.mode,) if code.mode else (),
        context=(),
        cameo=_cells.needed(row, "EventCode"),
        actor=_party(row, "Actor1"),
        recipient=_party(row, "Actor2"),
        event_scale=None,
        goldstein=_cells.number(row, "GoldsteinScale"),
        quad_code=None if quad is None else int(quad),
        place=_cells.text(row, "ActionGeo_FullName"),
        country=_codes.country_of_fips(row["ActionGeo_CountryCode"]),
        lat=lat,
        lon=lon,
        publisher=None,
        url=_cells.text(row, "SOURCEURL"),
        file=line.file,
        line=line.number,
    )


def _party(row: Mapping[str, str], side: str) -> tuple[Party, ...]:
    """Return one side, or nobody where all its cells are empty. Without a country it is the body that its known
    group or its role names."""
    cells = (row[f"{side}{name}"].strip() for name in ("CountryCode", "KnownGroupCode", "Name", "Code"))
    country, group, name, whole = cells
    if not whole and not name:
        return ()
    roles = [role for n in (1, 2, 3) if (role := row[f"{side}Type{n}Code"].strip())]
    code = _GROUPS.get(group) or (_codes.country_of_cameo(country) if country else UNKNOWN_CODE)
    if code == UNKNOWN_CODE:
        code = _codes.body_of(ORIGIN, roles)
    return (Party(name or whole, code, _codes.sectors_of(ORIGIN, roles)),)
