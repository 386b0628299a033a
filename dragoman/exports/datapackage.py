"""A Frictionless data package: events.csv and documents.csv with a description of every field, and the citation."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.exports import citation
from dragoman.exports._telling import Losses, write_lines
from dragoman.exports.months import new_folder
from dragoman.records import to_dict
from dragoman.store import Chronicle, save
from dragoman.store.files import CSV_COLUMNS, speaking
from dragoman.store.schema import STRUCTS, TABLE

_DOCUMENT = ("id", "title", "published", "published_basis", "outlet", "agency", "url", "language", "status")
_NUMBERS = {"lat": "number", "lon": "number", "geonameid": "integer", "quad_code": "integer", "event_scale": "number",
            "confidence": "number", "start": "integer", "end": "integer", "sentence": "integer"}  # fmt: skip
_TOLL = "12, 12-20, or 12+ for at least"
# Columns of the CSV form that are no column of the store table.
_OWN = {
    "actor": "who did it: code/sectors, several joined by '; '",
    "actor_name": "their names, joined by '; '",
    "recipient": "to whom: code/sectors, several joined by '; '",
    "recipient_name": "their names, joined by '; '",
    "third_party": "mediator, host, beneficiary or instrument, with code/sectors",
    "said_by": "on whose word: code/sectors, the nearest speaker first; empty where the outlet says it itself",
    "said_by_name": "their names, joined by '; '",
    "place": "where: the name in GeoNames, else the words of the text",
    "sentence": "number of the sentence in the document, from 0",
}


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write the package to a new folder and return how many events it holds."""
    new_folder(out)
    count = save(_events(chronicle, losses), out / "events.csv")
    _write_documents(chronicle, out / "documents.csv")
    citation.write(chronicle, out / "CITATION.cff", losses)
    facts = chronicle.summary()
    losses.add("accords", facts.accords)
    losses.add("ties", facts.ties)
    losses.add("texts of documents", facts.documents)
    described = json.dumps(_package(chronicle, out), indent=2, ensure_ascii=False) + "\n"
    write_lines(out / "datapackage.json", [described])
    return count


def _events(chronicle: Chronicle, losses: Losses) -> Iterator[Mapping[str, Any]]:
    for event in chronicle.events():
        entities = (*event.actor, *event.recipient, *event.said_by, *(one.entity for one in event.third_party))
        losses.add("offsets and ids of entities", len(entities))
        yield to_dict(event)


def _write_documents(chronicle: Chronicle, file: Path) -> None:
    columns = ", ".join(_DOCUMENT)
    with speaking(file), file.open("w", encoding="utf-8", newline="") as made:
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(_DOCUMENT)
        writer.writerows(chronicle.query(f"SELECT {columns} FROM documents ORDER BY id").rows)


def event_fields() -> list[dict[str, str]]:
    """Return name, type and description of the columns of events.csv."""
    known = {column.name: column.meaning for column in TABLE["events"].columns}
    place = STRUCTS[next(record for record in STRUCTS if record.__name__ == "Place")]
    size = STRUCTS[next(record for record in STRUCTS if record.__name__ == "Size")]
    tolls = {name: f"{meaning}: {_TOLL}" for name, meaning in size.items()}
    meanings = known | tolls | {name: place[name] for name in ("country", "lat", "lon", "geonameid")} | _OWN
    return [_field(name, _NUMBERS.get(name, "string"), meanings[name]) for name in CSV_COLUMNS]


def _field(name: str, kind: str, meaning: str) -> dict[str, str]:
    return {"name": name, "type": kind, "description": meaning}


def _package(chronicle: Chronicle, folder: Path) -> dict[str, Any]:
    known = {column.name: column.meaning for column in TABLE["documents"].columns}
    documents = [_field(name, "date" if name == "published" else "string", known[name]) for name in _DOCUMENT]
    events: dict[str, Any] = {
        "fields": event_fields(),
        "primaryKey": "id",
        "foreignKeys": [{"fields": "doc", "reference": {"resource": "documents", "fields": "id"}}],
    }
    return {
        "profile": "tabular-data-package",
        "name": "dragoman-chronicle",
        "title": "Events read by Dragoman",
        "version": citation.documents_digest(chronicle)[:12],
        "resources": [
            _resource(folder, "events", events),
            _resource(folder, "documents", {"fields": documents, "primaryKey": "id"}),
        ],
    }


def _resource(folder: Path, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    file = folder / f"{name}.csv"
    with speaking(file):
        held = file.read_bytes()
    return {
        "name": name,
        "path": file.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(held),
        "hash": f"sha256:{hashlib.sha256(held).hexdigest()}",
        "schema": dict(schema),
    }
