"""CITATION.cff: what a paper must name to say exactly which data it used.

The authors are those who made the data set; Dragoman stands as the software they used. Every part of the data has a
digest of its own, over exactly the lines that `dragoman export DB --to FILE.jsonl` writes of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.errors import OutputError
from dragoman.exports._acts import filed
from dragoman.exports._lines import write_lines
from dragoman.exports._losses import Losses
from dragoman.records import to_dict
from dragoman.store import Chronicle
from dragoman.store.files import to_line

_UNKNOWN = "anonymous"  # the format asks for at least one author


@dataclass(frozen=True, slots=True)
class Credit:
    """Who made a data set, and with which parts of the coder: ``parts`` maps a meaning to its digest, by the digest of
    options that the runs have."""

    authors: tuple[str, ...] = ()
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def write(chronicle: Chronicle, out: Path, losses: Losses, credit: Credit | None = None) -> int:
    """Write the file and return how many documents it speaks for. Raises OutputError for an author without a name."""
    facts = chronicle.summary()
    lines = list(_lines(chronicle, losses, credit or Credit()))
    write_lines(out, (line + "\n" for line in lines))
    return facts.documents


def documents_digest(chronicle: Chronicle) -> str:
    """Return the sha256 over the ids and text digests of all documents, in the order of their ids."""
    return _digest(
        json.dumps([doc, text]).encode() + b"\n"
        for doc, text in chronicle.query("SELECT id, text_digest FROM documents ORDER BY id").rows
    )


def digests(chronicle: Chronicle) -> dict[str, str]:
    """Return what each part of the data is -> its sha256."""

    def lines(table: str) -> Iterator[bytes]:
        return (to_line({"record": table[:-1], **to_dict(record)}) for _, record in filed(chronicle, table))

    return {
        "sha256 over the ids and text digests of the documents": documents_digest(chronicle),
        "sha256 of the events as JSONL": _digest(to_line(to_dict(event)) for event in chronicle.events()),
        "sha256 of the accords as JSONL": _digest(lines("accords")),
        "sha256 of the ties as JSONL": _digest(lines("ties")),
    }


def _digest(lines: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for line in lines:
        total.update(line)
    return total.hexdigest()


def _lines(chronicle: Chronicle, losses: Losses, credit: Credit) -> Iterator[str]:
    facts = chronicle.summary()
    coders: list[tuple[str, str]] = [
        (str(version), str(options))
        for version, options in chronicle.query(
            "SELECT DISTINCT version, options_digest FROM runs WHERE id IN (SELECT run FROM documents) ORDER BY ALL"
        ).rows
    ]
    parts = digests(chronicle)
    yield "cff-version: 1.2.0"
    yield "type: dataset"
    yield "message: If you use this data set, cite it with these digests."
    yield "title: " + _text(f"Political events of {facts.documents} documents, coded by Dragoman")
    yield "version: " + _text(next(iter(parts.values()))[:12])
    yield "authors:"
    yield from (line for name in credit.authors or (_UNKNOWN,) for line in _author(name))
    (events,) = next(iter(chronicle.query("SELECT count(*) FROM acts").rows))
    yield "abstract: " + _text(
        f"PLOVER events read by machine: {facts.documents} documents, {events} events told {facts.events} times, "
        f"{facts.accords} accords, {facts.ties} ties."
    )
    yield "identifiers:"
    for meaning, value in parts.items():
        yield from _identifier(value, meaning)
    for version, options in coders:
        yield from _identifier(options, f"digest of model, tables, code and options of Dragoman {version}")
        known = credit.parts.get(options, {})
        losses.add("the parts of the coder one by one, for another Dragoman than this one coded", not known)
        for meaning, value in known.items():
            yield from _identifier(value, f"{meaning} of Dragoman {version}")
    yield from _software(sorted({version for version, _ in coders}))


def _software(versions: Iterable[str]) -> Iterator[str]:
    """Yield the program as a reference: it is what the authors used, and no author."""
    for n, version in enumerate(versions):
        if n == 0:
            yield "references:"
        yield "  - type: software"
        yield "    title: Dragoman"
        yield "    version: " + _text(version)
        yield "    notes: the automatic coder that read the events"
        yield "    authors:"
        yield "      - name: The Dragoman project"


def _author(name: str) -> Iterator[str]:
    """Yield an author: a person, written "Family, Given", or a body."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if not family:
        raise OutputError(f'"{name}" is no author. Write --author "Family, Given", or the name of a body.')
    if comma and given:
        yield "  - family-names: " + _text(family)
        yield "    given-names: " + _text(given)
    else:
        yield "  - name: " + _text(family)


def _identifier(value: str, meaning: str) -> Iterator[str]:
    yield "  - type: other"
    yield "    value: " + _text(value)
    yield "    description: " + _text(meaning)


def _text(value: Any) -> str:
    # A JSON string is a YAML one.
    return json.dumps(str(value))
