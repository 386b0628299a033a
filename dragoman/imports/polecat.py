"""POLECAT public files: forty columns with a header, tab-separated, "None" for missing, lists joined by ";"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.exports.polecat import COLUMNS, QUADS
from dragoman.imports import _cells, _codes
from dragoman.imports._cells import BadCell
from dragoman.imports._opening import Line
from dragoman.imports._record import ForeignEvent, Party
from dragoman.records import EVENT_TYPES, SECTORS, UNKNOWN_CODE

ORIGIN = "polecat"
NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name")
KNOWN = frozenset(COLUMNS) | {"Intensity"}  # as Event Intensity is called in older files
_QUAD = {name: number for number, name in QUADS.items()}


def read(row: Mapping[str, str], line: Line) -> ForeignEvent:
    """Return the event of a row. Raises BadCell."""
    kind = _cells.needed(row, "Event Type").upper()
    if kind not in EVENT_TYPES:
        raise BadCell("Event Type", kind, "no type of PLOVER")
    lat, lon = _cells.point(row, "Latitude", "Longitude")
    countries = [_codes.country_of_name(name) for name in _listed(row, "Country")]
    return ForeignEvent(
        origin=ORIGIN,
        id=_cells.needed(row, "Event ID"),
        date=_cells.day(row, "Event Date"),
        published=_cells.day(row, "Publication Date") if _cells.text(row, "Publication Date") else None,
        event=kind,
        mode=tuple(mode.lower() for mode in _listed(row, "Event Mode")),
        context=tuple(context.lower() for context in _listed(row, "Contexts")),
        cameo=None,
        actor=_parties(row, "Actor"),
        recipient=_parties(row, "Recipient"),
        event_scale=_cells.number(row, "Intensity" if "Intensity" in row else "Event Intensity"),
        goldstein=None,
        quad_code=_quad(row),
        place=_cells.text(row, "Placename") or _cells.text(row, "Raw Placename"),
        country=next((code for code in countries if code != UNKNOWN_CODE), None),
        lat=lat,
        lon=lon,
        publisher=_cells.text(row, "Source"),
        url=None,
        file=line.file,
        line=line.number,
    )


def _quad(row: Mapping[str, str]) -> int | None:
    name = _cells.text(row, "Quad Code")
    if name is None:
        return None
    if name.upper() not in _QUAD:
        raise BadCell("Quad Code", name, f"none of {', '.join(_QUAD)}")
    return _QUAD[name.upper()]


def _members(row: Mapping[str, str], column: str) -> list[str]:
    """Return the members of a list, "" for one that is missing, so that lists stay in step."""
    value = _cells.text(row, column)
    members = value.split(";") if value else []
    return ["" if one.strip() in _cells.MISSING else one.strip() for one in members]


def _listed(row: Mapping[str, str], column: str) -> list[str]:
    """Return the members that a list of words has; some files join them by "|"."""
    return [one.strip() for member in _members(row, column) for one in member.split("|") if one.strip()]


def _parties(row: Mapping[str, str], side: str) -> tuple[Party, ...]:
    """Return the entities of one side. Where the lists have different lengths nobody knows whose each member is:
    then every country is an entity, with the sectors of all."""
    names, countries, every = (_members(row, f"{side} {of}") for of in ("Name", "Country", "Sectors"))
    raw = _members(row, f"{side} Name Raw")
    names = [name or (raw[n] if len(raw) == len(names) else "") for n, name in enumerate(names)]
    if len(names) == len(countries) == len(every):
        sides = zip(names, countries, every, strict=True)
        return tuple(Party(name, _code(code, name), _sectors(told.split("|"))) for name, code, told in sides)
    told = _sectors([one for member in every for one in member.split("|")])
    if len(names) == len(countries):
        return tuple(Party(name, _code(code, name), told) for name, code in zip(names, countries, strict=True))
    if countries:
        return tuple(Party(" / ".join(names), _code(code, ""), told) for code in dict.fromkeys(countries))
    return tuple(Party(name, _code("", name), told) for name in names)


def _code(country: str, name: str) -> str:
    return _codes.country_of_name(country) if country else _codes.body_named(name)


def _sectors(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip() in SECTORS))
