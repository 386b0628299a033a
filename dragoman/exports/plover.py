"""PLOVER JSONL: one object an event, keys as in the PLOVER manual; what is ours beyond it has keys of its own, and
``reports`` names every document that tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.exports._acts import Act, acts, dated
from dragoman.exports._lines import write_lines
from dragoman.exports._losses import Losses
from dragoman.records import Entity, Place, Size, to_dict
from dragoman.store import Chronicle

# How finely a place is known, by its GeoNames feature code: 5 below city, 4 city, 3 district, 2 province, 1 country.
_RESOLUTION = (("PCL", 1), ("ADM1", 2), ("ADM", 3), ("PPLX", 5), ("PPL", 4))


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write the events and return how many. PLOVER asks for a date: an event without one stands on the day of
    publication, and ``date_told`` says what the text tells."""
    return write_lines(out, _lines(chronicle, losses))


def _lines(chronicle: Chronicle, losses: Losses) -> Iterator[str]:
    for act, day in dated(acts(chronicle, losses), losses):
        yield json.dumps(_object(act, day.isoformat()), ensure_ascii=True) + "\n"


def _object(act: Act, day: str) -> dict[str, Any]:
    event, own = act.event, act.own
    return {
        "id": event.id,
        "has_event": True,
        "date": day,
        "actor": [_entity(one) for one in event.actor],
        "recipient": [_entity(one) for one in event.recipient],
        "event": [event.event],
        "mode": list(event.mode),
        "context": list(event.context),
        "event_loc": _place(event.event_loc),
        "event_text": [event.event_text],
        "quad_code": event.quad_code,
        "event_scale": event.event_scale,
        "size": _size(event.size),
        "link": event.story,
        "text_info": {"sequence": event.sentence.index, "start": event.start, "end": event.end},
        "cite_info": {
            "url": own.url,
            "title": own.title,
            "language": own.language,
            "publication": own.outlet,
            "copyright": own.rights,
        },
        "doc": event.doc,
        "date_told": event.date,
        "date_precision": event.date_precision,
        "aux": list(event.aux),
        "said_by": [_entity(one) for one in event.said_by],
        "third_party": [{"part": one.part, **_entity(one.entity)} for one in event.third_party],
        "sentence": to_dict(event.sentence),
        "confidence": event.confidence,
        "why": list(event.why),
        "story": event.story,
        "texts": act.texts,
        "reports": [to_dict(telling) for telling in act.tellings],
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "code": entity.code,
        "sector": list(entity.sector),
        "entity_text": entity.text,
        "identifier_id": entity.id,
        "identifier_text": entity.name,
        "office": entity.role,
        "start": entity.start,
        "end": entity.end,
        "via": entity.via,
        "why": entity.why,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    code = place.feature_code or ""
    return {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.city,
        "province": place.province,
        "country_code": place.country,
        "feature_code": place.feature_code,
        "resolution": next((level for start, level in _RESOLUTION if code.startswith(start)), None),
        "start": place.start,
        "end": place.end,
    }


def _size(size: Size | None) -> dict[str, Any] | None:
    """Return each toll as PLOVER's number (the least it can be), and beside it the range with its words."""
    if size is None:
        return None
    told = {name: count for name, count in to_dict(size).items() if count is not None}
    return {**{name: count["least"] for name, count in told.items()}, "told": told}
