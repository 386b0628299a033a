"""A Frictionless data package: events with the documents that tell them, accords with their stages and terms, and ties,
as CSV files, with a description of every field, and the citation."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.exports import citation
from dragoman.exports._acts import FLAT, TELLING, TOLD_BY, acts, count_members, filed, flat_row
from dragoman.exports._lines import write_lines
from dragoman.exports._losses import Losses
from dragoman.exports.months import new_folder
from dragoman.records import Accord, Entity, Evidence, Stage, Term, Tie
from dragoman.store import Chronicle
from dragoman.store.files import speaking
from dragoman.store.schema import STRUCTS, TABLE

_DOCUMENT = ("id", "title", "published", "published_basis", "outlet", "agency", "url", "language", "status")
_NUMBERS = {
    **dict.fromkeys(("lat", "lon", "event_scale", "confidence"), "number"),
    **dict.fromkeys(("geonameid", "quad_code", "start", "end", "sentence", "n", *TOLD_BY), "integer"),
}
_TOLL = "12, 12-20, or 12+ for at least"
_PARTY = "code/sectors, several joined by '; '"
_NAMES = "their names, joined by '; '"
_SAID = {
    "said_by": f"on whose word: {_PARTY}, the nearest speaker first; empty where the outlet says it itself",
    "said_by_name": _NAMES,
}
# Columns of events.csv that are no column of the store table.
_OWN = {
    "actor": f"who did it: {_PARTY}",
    "actor_name": _NAMES,
    "recipient": f"to whom: {_PARTY}",
    "recipient_name": _NAMES,
    "third_party": "mediator, host, beneficiary or instrument, with code/sectors",
    **_SAID,
    "place": "where: the name in GeoNames, else the words of the text",
    "sentence": "number of the sentence in the document, from 0",
}
_WORDS = "the words that say so: document:start-end, several joined by '; '"
_OF = {
    "doc": "the document this was read from: documents.id",
    "accord": "the accord: accords.id, in the same document",
    "n": "place in the accord, from 0",
}
_STAGE, _TERM, _ACCORD, _TIE = (
    {**STRUCTS.get(record, {}), **{column.name: column.meaning for column in columns}}
    for record, columns in ((Stage, ()), (Term, ()), (Accord, TABLE["accords"].columns), (Tie, TABLE["ties"].columns))
)
# File -> column -> what it means.
OTHERS: Mapping[str, Mapping[str, str]] = {
    "reports": {
        "event": "the event they tell: events.id",
        **{name: TELLING[name] for name in ("id", "doc", "copy_of")},
    },
    "accords": {
        "doc": _OF["doc"],
        **{name: _ACCORD[name] for name in ("id", "name", "kind", "subject", "status")},
        "parties": f"who agrees: {_PARTY}",
        "parties_name": _NAMES,
        "mentions": "where it is spoken of: document:start-end, several joined by '; '",
    },
    "stages": {
        **_OF,
        **{name: _STAGE[name] for name in ("stage", "date", "date_precision")},
        "by": f"who took the step: {_PARTY}; empty where nobody is named",
        "by_name": _NAMES,
        **_SAID,
        "aux": _STAGE["aux"],
        "evidence": _WORDS,
    },
    "terms": {
        **_OF,
        **{name: _TERM[name] for name in ("kind", "act", "condition", "until")},
        "holder": f"whose right, duty or promise it is: {_PARTY}",
        "holder_name": _NAMES,
        **_SAID,
        "evidence": _WORDS,
    },
    "ties": {
        "doc": _OF["doc"],
        **{name: _TIE[name] for name in ("id", "tie", "since", "until", "start", "end", "source", "contradicts")},
        "a": "the one: code/sectors",
        "a_name": "its name",
        "b": "the other: code/sectors",
        "b_name": "its name",
        **_SAID,
        **{name: _TIE[name] for name in ("aux", "why")},
    },
}
_KEYS = {
    "reports": ["id"],
    "accords": ["doc", "id"],
    "stages": ["doc", "accord", "n"],
    "terms": ["doc", "accord", "n"],
    "ties": ["doc", "id"],
}


def write(chronicle: Chronicle, out: Path, losses: Losses, credit: citation.Credit | None = None) -> int:
    """Write the package to a new folder and return how many events it holds."""
    new_folder(out)
    count = _write_csv(out / "events.csv", FLAT, (flat_row(act, losses) for act in acts(chronicle, losses)))
    _write_documents(chronicle, out / "documents.csv")
    for name, columns in OTHERS.items():
        _write_csv(out / f"{name}.csv", columns, _ROWS[name](chronicle, losses))
    citation.write(chronicle, out / "CITATION.cff", losses, credit)
    losses.add("texts of documents", chronicle.summary().documents)
    described = json.dumps(_package(chronicle, out), indent=2, ensure_ascii=False) + "\n"
    write_lines(out / "datapackage.json", [described])
    return count


def _write_documents(chronicle: Chronicle, file: Path) -> None:
    rows = chronicle.query(f"SELECT {', '.join(_DOCUMENT)} FROM documents ORDER BY id").rows
    _write_csv(file, _DOCUMENT, (dict(zip(_DOCUMENT, row, strict=True)) for row in rows))


def _write_csv(file: Path, columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write a CSV file and return how many rows; what is not known is an empty cell."""
    count = 0
    with speaking(file), file.open("w", encoding="utf-8", newline="") as made:
        writer = csv.DictWriter(made, list(columns), lineterminator="\r\n")  # so that both signs are quoted
        writer.writeheader()
        for count, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow(row)
    return count


def _who(name: str, entities: Sequence[Entity], losses: Losses) -> dict[str, str]:
    """Return the two cells of a list of entities: codes with sectors, and names."""
    count_members(entities, (), losses)
    codes = ("/".join((one.code, *one.sector)) for one in entities)
    return {name: "; ".join(codes), f"{name}_name": "; ".join(one.name for one in entities)}


def _evidence(words: Sequence[Evidence]) -> str:
    return "; ".join(f"{one.doc}:{one.start}-{one.end}" for one in words)


def _accords(chronicle: Chronicle, losses: Losses) -> Iterator[dict[str, Any]]:
    for doc, accord in filed(chronicle, "accords"):
        plain = {name: getattr(accord, name) for name in ("id", "name", "kind", "subject", "status")}
        yield {"doc": doc, **plain, **_who("parties", accord.parties, losses), "mentions": _evidence(accord.mentions)}


def _stages(chronicle: Chronicle, losses: Losses) -> Iterator[dict[str, Any]]:
    for doc, accord in filed(chronicle, "accords"):
        for n, stage in enumerate(accord.stages):
            plain = {name: getattr(stage, name) for name in ("stage", "date", "date_precision")}
            said = _who("said_by", stage.said_by, losses)
            words = {"aux": "; ".join(stage.aux), "evidence": _evidence(stage.evidence)}
            yield {"doc": doc, "accord": accord.id, "n": n, **plain, **_who("by", stage.by, losses), **said, **words}


def _terms(chronicle: Chronicle, losses: Losses) -> Iterator[dict[str, Any]]:
    for doc, accord in filed(chronicle, "accords"):
        for n, term in enumerate(accord.terms):
            plain = {name: getattr(term, name) for name in ("kind", "act", "condition", "until")}
            who = {**_who("holder", term.holder, losses), **_who("said_by", term.said_by, losses)}
            yield {"doc": doc, "accord": accord.id, "n": n, **plain, **who, "evidence": _evidence(term.evidence)}


def _ties(chronicle: Chronicle, losses: Losses) -> Iterator[dict[str, Any]]:
    plain = ("id", "tie", "since", "until", "start", "end", "source", "contradicts")
    for doc, tie in filed(chronicle, "ties"):
        who = {**_who("a", (tie.a,), losses), **_who("b", (tie.b,), losses), **_who("said_by", tie.said_by, losses)}
        count_members((), tie.why, losses)
        lists = {"aux": "; ".join(tie.aux), "why": "; ".join(tie.why)}
        yield {"doc": doc, **{name: getattr(tie, name) for name in plain}, **who, **lists}


def _reports(chronicle: Chronicle, losses: Losses) -> Iterator[dict[str, Any]]:
    for act in acts(chronicle, Losses()):  # what is lost of them is counted with the events
        for telling in act.tellings:
            yield {"event": act.event.id, "id": telling.id, "doc": telling.doc, "copy_of": telling.copy_of}


_ROWS: Mapping[str, Callable[[Chronicle, Losses], Iterator[dict[str, Any]]]] = {
    "reports": _reports, "accords": _accords, "stages": _stages, "terms": _terms, "ties": _ties,
}  # fmt: skip


def event_fields() -> list[dict[str, str]]:
    """Return name, type and description of the columns of events.csv."""
    known = {column.name: column.meaning for column in TABLE["events"].columns}
    place = STRUCTS[next(record for record in STRUCTS if record.__name__ == "Place")]
    size = STRUCTS[next(record for record in STRUCTS if record.__name__ == "Size")]
    tolls = {name: f"{meaning}: {_TOLL}" for name, meaning in size.items()}
    meanings = known | tolls | {name: place[name] for name in ("country", "lat", "lon", "geonameid")} | _OWN | TOLD_BY
    return [_field(name, _NUMBERS.get(name, "string"), meanings[name]) for name in FLAT]


def _field(name: str, kind: str, meaning: str) -> dict[str, str]:
    return {"name": name, "type": kind, "description": meaning}


def _schema(name: str) -> dict[str, Any]:
    """Return the schema of one of the files beside events and documents."""
    keys: list[dict[str, Any]] = [_reference("doc", "documents", "id")]
    if "event" in OTHERS[name]:
        keys.append(_reference("event", "events", "id"))
    if "accord" in OTHERS[name]:
        keys.append(_reference(["doc", "accord"], "accords", ["doc", "id"]))
    fields = [_field(column, _NUMBERS.get(column, "string"), meaning) for column, meaning in OTHERS[name].items()]
    return {"fields": fields, "primaryKey": _KEYS[name], "foreignKeys": keys}


def _reference(fields: str | list[str], resource: str, there: str | list[str]) -> dict[str, Any]:
    return {"fields": fields, "reference": {"resource": resource, "fields": there}}


def _package(chronicle: Chronicle, folder: Path) -> dict[str, Any]:
    known = {column.name: column.meaning for column in TABLE["documents"].columns}
    documents = [_field(name, "date" if name == "published" else "string", known[name]) for name in _DOCUMENT]
    events: dict[str, Any] = {
        "fields": event_fields(),
        "primaryKey": "id",
        "foreignKeys": [_reference("doc", "documents", "id")],
    }
    return {
        "profile": "tabular-data-package",
        "name": "dragoman-chronicle",
        "title": "Events read by Dragoman",
        "version": citation.documents_digest(chronicle)[:12],
        "resources": [
            _resource(folder, "events", events),
            _resource(folder, "documents", {"fields": documents, "primaryKey": "id"}),
            *(_resource(folder, name, _schema(name)) for name in OTHERS),
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
