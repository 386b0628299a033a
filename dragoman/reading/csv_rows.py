"""Read CSV and TSV: a header that names the columns, then one row a document."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.reading.limits import MAX_LINE_BYTES
from dragoman.reading.lines import lines
from dragoman.reading.rows import TEXT_KEYS, row_document
from dragoman.records import RawDocument, Reject

csv.field_size_limit(MAX_LINE_BYTES)  # the module's own limit, 128 KB, is less than a long report


def read(stream: BinaryIO, place: str) -> Iterator[RawDocument | Reject]:
    """Yield one document a row of a comma-separated file (semicolons where the header has them instead)."""
    return _read(stream, place, None)


def read_tabs(stream: BinaryIO, place: str) -> Iterator[RawDocument | Reject]:
    """Yield one document a row of a tab-separated file."""
    return _read(stream, place, "\t")


def _read(stream: BinaryIO, place: str, delimiter: str | None) -> Iterator[RawDocument | Reject]:
    problems: list[tuple[int, str, str]] = []  # of the physical lines of the row being read

    def physical() -> Iterator[str]:
        for line in lines(stream):
            if line.problem:
                problems.append((line.number, *line.problem))
            yield line.text + "\n"

    source = physical()
    first = next(source, None)
    if first is None:
        yield Reject(place, "empty_file")
        return
    if delimiter is None:
        delimiter = ";" if first.count(";") > first.count(",") else ","

    def again() -> Iterator[str]:
        yield first
        yield from source

    rows = csv.reader(again(), delimiter=delimiter)
    header: list[str] | None = None
    while True:
        line = rows.line_num + 1
        problems_before = len(problems)
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reject(f"{place}:{line}", "broken_line", str(error))
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            if not any(name.lower() in TEXT_KEYS for name in header):
                # No row can hold a text: said once for the file, not once for each of its rows.
                yield Reject(f"{place}:{line}", "missing_text", f"columns here: {', '.join(header)}"[:300])
                return
            problems.clear()
            continue
        if len(problems) > problems_before or problems:
            number, reason, detail = problems[0]
            problems.clear()
            yield Reject(f"{place}:{number}", reason, detail)
        elif not cells or cells == [""]:
            continue
        elif len(cells) != len(header):
            yield Reject(f"{place}:{line}", "wrong_cell_count", f"{len(cells)} cells, {len(header)} columns")
        else:
            yield row_document(dict(zip(header, cells, strict=True)), f"{place}:{line}")
