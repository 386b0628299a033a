"""From a chronicle to a file: by the file's extension, or in a format by its name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.exports import Format, Losses, calendar
from dragoman.serving.cli._dyad import sides
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


def export_as(chronicle: Chronicle, form: Format, out: Path, pair: tuple[str, str] | None) -> tuple[int, list[str]]:
    """Write a chronicle in a format. Returns how many of what the format counts, and a line for each kind of thing
    it could not hold. Raises InputError for a pair with a format that knows none."""
    losses = Losses()
    if form.name not in ("datapackage", "citation"):  # the one counts them itself, the other says how many there are
        held = chronicle.summary()
        losses.add("accords", held.accords)
        losses.add("ties", held.ties)
    if pair is None:
        return form.write(chronicle, out, losses), losses.lines()
    if form.write is not calendar.write:
        raise InputError(f"--pair goes with --to icalendar, not with --to {form.name}.")
    a, b = sides(*pair)
    return calendar.write(chronicle, out, losses, (a, b)), losses.lines()
