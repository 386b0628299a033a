"""Read JSONL and NDJSON: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.reading.lines import lines
from dragoman.reading.rows import row_document
from dragoman.records import RawDocument, Reject


def read(stream: BinaryIO, place: str) -> Iterator[RawDocument | Reject]:
    """Yield one document a line; a line that is no JSON object is set aside as ``place:line``."""
    for line in lines(stream):
        here = f"{place}:{line.number}"
        if line.problem:
            yield Reject(here, *line.problem)
        elif line.text.strip():
            try:
                row = json.loads(line.text)
            except (ValueError, RecursionError) as error:
                yield Reject(here, "broken_line", str(error)[:200])
                continue
            if isinstance(row, dict):
                yield row_document(row, here)
            else:
                yield Reject(here, "broken_line", f"a JSON object was expected, not {type(row).__name__}")
