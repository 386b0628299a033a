"""From a chronicle to a file, one batch of documents in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.store import LINES, Chronicle, Records, save

_BATCH = 64  # documents held at once, as in a run


def export(chronicle: Chronicle, to: Path, records: Records) -> int:
    """Write events, or all records, to a file, documents in the order of their ids. Returns how many lines."""
    return save(_lines(chronicle, records), to, records)


def _lines(chronicle: Chronicle, records: Records) -> Iterator[dict[str, Any]]:
    ids = (str(row[0]) for row in chronicle.query("SELECT id FROM documents ORDER BY id").rows)
    while batch := list(islice(ids, _BATCH)):
        for report in chronicle.reports(batch).values():
            yield from LINES[records](report)
