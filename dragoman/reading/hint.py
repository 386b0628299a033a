"""How many documents an input holds, where that can be told quickly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow
from pyarrow import parquet

from dragoman.reading.inputs import STDIN, check_inputs, files

_ONE = ("txt", "html", "htm", "xhtml")
_LINES = ("jsonl", "ndjson")
_CHUNK = 1 << 20
# Counting lines costs about a second a gigabyte; beyond this a progress bar is not worth the wait.
_MAX_BYTES = 4_000_000_000


def count_hint(inputs: Sequence[str]) -> int | None:
    """Return about how many documents the inputs hold, for a progress bar, or None where only reading tells
    (standard input, archives, feeds, tables with quoted line breaks, very large inputs).

    Raises InputError for an input that does not exist, as `read` does.
    """
    check_inputs(inputs)
    total = size = 0
    for name in files(inputs):
        extension = Path(name).suffix.lower().lstrip(".")
        if name == STDIN or extension not in (*_ONE, *_LINES, "parquet"):
            return None
        try:
            size += Path(name).stat().st_size
            if size > _MAX_BYTES:
                return None
            if extension in _ONE:
                total += 1
            elif extension == "parquet":
                total += int(parquet.ParquetFile(name).metadata.num_rows)
            else:
                total += _lines(Path(name))
        except (OSError, pyarrow.ArrowException):
            return None
    return total


def _lines(path: Path) -> int:
    count, last = 0, b"\n"
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")
