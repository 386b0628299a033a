"""CITATION.cff: what a paper must name to say exactly which data it used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from dragoman.exports._telling import Losses, write_lines
from dragoman.store import Chronicle


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write the file and return how many documents it speaks for."""
    facts = chronicle.summary()
    write_lines(out, (line + "\n" for line in _lines(chronicle)))
    return facts.documents


def documents_digest(chronicle: Chronicle) -> str:
    """Return the sha256 over the ids and text digests of all documents, in the order of their ids."""
    total = hashlib.sha256()
    for doc, text in chronicle.query("SELECT id, text_digest FROM documents ORDER BY id").rows:
        total.update(json.dumps([doc, text]).encode() + b"\n")
    return total.hexdigest()


def _lines(chronicle: Chronicle) -> Iterator[str]:
    facts = chronicle.summary()
    coders = list(
        chronicle.query(
            "SELECT DISTINCT version, options_digest FROM runs WHERE id IN (SELECT run FROM documents) ORDER BY ALL"
        ).rows
    )
    versions = " and ".join(sorted({version for version, _ in coders})) or "no version"
    digest = documents_digest(chronicle)
    yield "cff-version: 1.2.0"
    yield "type: dataset"
    yield "message: If you use this data set, cite it with these digests."
    yield "title: " + json.dumps(f"Events of {facts.documents} documents, coded by Dragoman {versions}")
    yield "version: " + json.dumps(digest[:12])
    yield "authors:"
    yield "  - name: " + json.dumps(f"Dragoman {versions} (automatic coder)")
    yield "abstract: " + json.dumps(
        f"PLOVER events read by machine: {facts.documents} documents, {facts.events} events, {facts.accords} accords, "
        f"{facts.ties} ties."
    )
    yield "identifiers:"
    yield from _identifier(digest, "sha256 over the ids and text digests of the documents")
    for version, coder in coders:
        yield from _identifier(str(coder), f"digest of model, tables, code and options of Dragoman {version}")


def _identifier(value: str, meaning: str) -> Iterator[str]:
    yield "  - type: other"
    yield "    value: " + json.dumps(value)
    yield "    description: " + json.dumps(meaning)
