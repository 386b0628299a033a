"""GDELT 2.0-like events: the 61 columns, tab-separated, without a header; empty is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dragoman.exports._acts import happened
from dragoman.exports._codes import countries, dyads, sectors
from dragoman.exports._lines import Flat, write_lines
from dragoman.exports._losses import Losses
from dragoman.exports.icews import count_losses, number
from dragoman.records import INTERNATIONAL_CODES, UNKNOWN_CODE, Entity, Place
from dragoman.store import Chronicle

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
          "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
# Our international codes as CAMEO knows them: country (of GDELT's regions), known group, role.
_INTERNATIONAL = {
    "UNO": ("", "UNO", "IGO"), "EUR": ("EUR", "EEC", "IGO"), "IGO": ("", "", "IGO"), "NGO": ("", "", "NGO"),
    "ISM": ("", "", "NGM"), "IMG": ("", "", "IMG"), "MNC": ("", "", "MNC"),
}  # fmt: skip
_NO_PLACE = ["0", *[""] * 7]


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write the rows and return how many."""
    return write_lines(out, _lines(chronicle, losses))


def _lines(chronicle: Chronicle, losses: Losses) -> Iterator[str]:
    flat = Flat(losses)
    for act, day in happened(chronicle, losses):
        event, own = act.event, act.own
        count_losses(event, losses, named=0)
        losses.add("sectors after the third", sum(len(side.sector[3:]) for side in (*event.actor, *event.recipient)))
        for n, dyad in enumerate(dyads(event)):
            code = dyad.code
            cells = [
                str(number(event.id, n)),
                *_days(day),
                *_party(dyad.actor, flat),
                *_party(dyad.recipient, flat),
                str(int(event.sentence.index == 0)),
                code.code,
                code.base,
                code.root,
                str(code.quad),
                repr(code.goldstein),
                str(len(act.tellings)),
                str(act.texts),
                str(act.reports),
                "",
                *_NO_PLACE,
                *_NO_PLACE,
                *_where(event.event_loc, flat),
                own.published.strftime("%Y%m%d000000").zfill(14) if own.published else "",
                flat(own.url or own.doc),
            ]
            yield "\t".join(cells) + "\n"


def _days(day: date) -> tuple[str, str, str, str]:
    """Return day, month, year and the year with its fraction. The codebook's formula stays below the next year, as it
    says it does, only with months counted from 0, and so it is in the published files."""
    fraction = day.year + ((day.month - 1) * 30 + day.day) / 365
    year = f"{day.year:04}"
    return f"{year}{day.month:02}{day.day:02}", f"{year}{day.month:02}", year, f"{fraction:.4f}"


def _party(entity: Entity | None, flat: Flat) -> list[str]:
    """Return the ten cells of one side."""
    if entity is None:
        return [""] * 10
    country, group, body = _INTERNATIONAL.get(entity.code, ("", "", ""))
    if entity.code not in INTERNATIONAL_CODES and entity.code != UNKNOWN_CODE:
        country = countries()[entity.code].cameo if entity.code in countries() else entity.code
    roles = [body, *(sectors()[one][0] for one in entity.sector if one in sectors())]
    kept = list(dict.fromkeys(role for role in roles if role))[:3]
    # The complete code: a body's role comes before its group (IGOUNO), a country before its roles (USAGOV).
    parts = [body, country if not group else "", group, *(role for role in kept if role != body)]
    return ["".join(parts), flat(entity.name).upper(), country, group, "", "", "", *kept, *[""] * (3 - len(kept))]


def _where(place: Place | None, flat: Flat) -> list[str]:
    """Return the eight cells of a place: its type is 1 country, 2 state and 3 city of the USA, 5 and 4 elsewhere."""
    if place is None:
        return _NO_PLACE
    at_home = place.country == "USA"
    kind = "34"[not at_home] if place.city else "25"[not at_home] if place.province else "1"
    known = countries().get(place.country or "")
    name = ", ".join(part for part in (place.city, place.province, known.name if known else None) if part)
    fips = known.fips if known else ""
    return [
        kind,
        flat(name or place.name or place.text),
        fips,
        fips if kind == "1" else "",
        "",
        "" if place.lat is None else repr(place.lat),
        "" if place.lon is None else repr(place.lon),
        "" if place.geonameid is None else str(place.geonameid),
    ]
