"""Parquet partitioned by month: PATH/month=2011-03/events.parquet, as DuckDB, Spark, Arrow and R read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import OutputError
from dragoman.exports._acts import TELLING, TOLD_BY, Act, acts
from dragoman.exports._losses import Losses
from dragoman.records import to_dict
from dragoman.store import Chronicle, event_schema
from dragoman.store.files import speaking

# Hive's name for "not known": where a date tells no month.
_NO_MONTH = "__HIVE_DEFAULT_PARTITION__"
# Rows of a row group, and rows turned to Arrow at a time.
_ROWS = 10_000


def new_folder(out: Path) -> None:
    """Make a folder, or take an empty one. Raises OutputError for one that holds something: old files among new ones
    would be read as one data set."""
    with speaking(out):
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise OutputError(f"{out} is there already and not an empty folder. Name another with -o.")
        out.mkdir(exist_ok=True)


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write one file a month, each event once with all its fields and who tells it, and return how many events."""
    new_folder(out)
    count = 0
    for month, told in groupby(acts(chronicle, losses, order="a.month NULLS LAST, e.doc, e.n"), lambda act: act.month):
        folder = out / f"month={month or _NO_MONTH}"
        with speaking(folder):
            folder.mkdir()
            count += _write(told, folder / "events.parquet")
    return count


def schema() -> pa.Schema:
    """Return the columns: the fields of an event, and beside them who tells it."""
    told = pa.struct([(name, pa.date32() if name == "published" else pa.string()) for name in TELLING])
    beside = {"texts": (pa.int64(), TOLD_BY["texts"]), "reports": (pa.list_(told), "the documents that tell it")}
    return pa.schema(
        [
            *(field for field in event_schema() if field.name != "same_as"),
            *(pa.field(name, kind, metadata={"meaning": meaning}) for name, (kind, meaning) in beside.items()),
        ]
    )


def _write(told: Iterator[Act], file: Path) -> int:
    columns, count = schema(), 0
    with pq.ParquetWriter(file, columns, compression="zstd") as writer:
        while rows := [_row(act) for act in islice(told, _ROWS)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=columns))
            count += len(rows)
    return count


def _row(act: Act) -> dict[str, Any]:
    return {**to_dict(act.event), "texts": act.texts, "reports": [asdict(telling) for telling in act.tellings]}
