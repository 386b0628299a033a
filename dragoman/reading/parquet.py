"""Read Parquet: one document a row, one batch of rows in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow
from pyarrow import parquet

from dragoman.reading.rows import TEXT_KEYS, row_document
from dragoman.records import RawDocument, Reject

_BATCH_ROWS = 256


def read(stream: BinaryIO, place: str) -> Iterator[RawDocument | Reject]:
    """Yield one document a row; its place is ``place:row``, from 1. The stream must be seekable."""
    number = 0
    try:
        with parquet.ParquetFile(stream) as file:
            names: list[str] = file.schema_arrow.names
            if not any(name.strip().lower() in TEXT_KEYS for name in names):
                yield Reject(place, "missing_text", f"columns here: {', '.join(names)}"[:300])
                return
            for batch in file.iter_batches(batch_size=_BATCH_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield row_document(row, f"{place}:{number}")
    except (pyarrow.ArrowException, OSError, EOFError) as error:
        yield Reject(f"{place}:{number + 1}" if number else place, "corrupt", str(error).split("\n")[0][:200])
