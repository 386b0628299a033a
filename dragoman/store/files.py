"""Records into files: JSONL, CSV or Parquet by the file's extension, whole or not there at all.

A file is made in two steps, so that a killed run loses nothing: a `Part` beside it takes the lines batch by
batch, each made safe on the disk; when all are in, the part becomes the file. JSONL is the part itself; the
other forms are made from it, line by line.
"""

from __future__ import annotations

import csv
import errno
import gzip
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import OutputError
from dragoman.records import Report, all_lines, event_lines
from dragoman.store import _shapes
from dragoman.store.schema import event_schema

Records = Literal["events", "all"]
LINES: Mapping[Records, Callable[[Report], Iterator[dict[str, Any]]]] = {"events": event_lines, "all": all_lines}
FORMS = (".jsonl", ".jsonl.gz", ".csv", ".parquet")
# Rows of a Parquet row group, and rows turned to Arrow at a time: as Python values 10,000 events take 250 MB.
_ROW_GROUP = 10_000
_CHUNK = 1_000
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_NO_SPACE = "the disk is full or the file too large. Free some space and start again: the run goes on where it stopped."


def form_of(path: Path, records: Records = "events") -> str:
    """Return which of FORMS a file name asks for. Raises OutputError for any other, and for a form that
    cannot hold the records asked for."""
    name = path.name.lower()
    form = next((form for form in FORMS if name.endswith(form)), None)
    if form is None:
        raise OutputError(f"{path}: cannot tell the form from the name. End it with one of: {', '.join(FORMS)}")
    if records == "all" and not form.startswith(".jsonl"):
        raise OutputError(f"{path}: {form} holds events only. For all records name a .jsonl file.")
    return form


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn the operating system's errors into OutputError, one line with the cure."""
    try:
        yield
    except FileNotFoundError as error:
        raise OutputError(f"{path} cannot be written: there is no folder {path.parent}. Make it first.") from error
    except PermissionError as error:
        raise OutputError(f"{path} cannot be written: permission denied. Choose another file with --to.") from error
    except IsADirectoryError as error:
        raise OutputError(f"{path} is a folder. Name a file in it with --to.") from error
    except OSError as error:
        full = error.errno in _FULL
        cure = _NO_SPACE if full else f"{error.strerror or error}. Choose another file with --to."
        raise OutputError(f"{path} cannot be written: {cure}") from error


def to_line(record: Mapping[str, Any]) -> bytes:
    """Return a record (from `records.to_dict`) as one line of JSONL."""
    return (_shapes.to_json(record) + "\n").encode("utf-8")


def _codes(entities: list[dict[str, Any]]) -> str:
    """Return entities as "RUS/GOV; SRB/MIL/SPY": the code, then the sectors, the primary one first."""
    return "; ".join("/".join((entity["code"], *entity["sector"])) for entity in entities)


def _names(entities: list[dict[str, Any]]) -> str:
    return "; ".join(entity["name"] for entity in entities)


def _toll(size: dict[str, Any] | None, what: str) -> str:
    """Return a count as "12", "12-20", or "12+" for "at least"."""
    count = (size or {}).get(what)
    if count is None:
        return ""
    if count["most"] is None:
        return f"{count['least']}+"
    return str(count["least"]) if count["least"] == count["most"] else f"{count['least']}-{count['most']}"


def _of_place(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda event: (event["event_loc"] or {}).get(name)


def _of_size(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda event: _toll(event["size"], name)


def _listed(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda event: "; ".join(event[name])


def _same(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda event: event[name]


# The columns of the CSV form: one row an event, lists joined by "; ". The nested whole is in JSONL and Parquet.
CSV_COLUMNS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    **{name: _same(name) for name in ("id", "doc", "event")},
    **{name: _listed(name) for name in ("mode", "context", "aux")},
    "actor": lambda event: _codes(event["actor"]),
    "actor_name": lambda event: _names(event["actor"]),
    "recipient": lambda event: _codes(event["recipient"]),
    "recipient_name": lambda event: _names(event["recipient"]),
    "third_party": lambda event: "; ".join(f"{t['part']} {_codes([t['entity']])}" for t in event["third_party"]),
    "said_by": lambda event: _codes(event["said_by"]),
    "said_by_name": lambda event: _names(event["said_by"]),
    **{name: _same(name) for name in ("date", "date_precision")},
    "place": lambda event: (event["event_loc"] or {}).get("name") or (event["event_loc"] or {}).get("text"),
    **{name: _of_place(name) for name in ("country", "lat", "lon", "geonameid")},
    **{name: _of_size(name) for name in ("dead", "injured", "arrested", "displaced", "participants")},
    **{name: _same(name) for name in ("quad_code", "event_scale", "confidence", "event_text", "start", "end")},
    "sentence": lambda event: event["sentence"]["index"],
    "why": _listed("why"),
    **{name: _same(name) for name in ("same_as", "story")},
}


def _write_csv(lines: Iterable[dict[str, Any]], file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(CSV_COLUMNS)
        for event in lines:
            writer.writerow([read(event) for read in CSV_COLUMNS.values()])


def _write_parquet(lines: Iterable[dict[str, Any]], file: Path) -> None:
    schema = event_schema()
    rows = iter(lines)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(_chunks(islice(rows, _ROW_GROUP), schema)):
            writer.write_table(pa.concat_tables(group), row_group_size=_ROW_GROUP)


def _chunks(rows: Iterator[dict[str, Any]], schema: pa.Schema) -> Iterator[pa.Table]:
    while chunk := list(islice(rows, _CHUNK)):
        yield pa.Table.from_pylist(chunk, schema=schema)


def _read_lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open("rb") as lines:
        for line in lines:
            yield json.loads(line)


def _sync(file: Path) -> None:
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def _compress(part: Path, file: Path) -> None:
    # No name and no time of making in the header: the same lines give the same bytes.
    with part.open("rb") as lines, file.open("wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as out:
        shutil.copyfileobj(lines, out, 1 << 20)


def transform(part: Path, out: Path, form: str) -> None:
    """Make ``out`` in its form from a finished part (JSONL), and put it in place at one stroke. The part of a
    .jsonl file is moved, any other stays."""
    with speaking(out):
        if form == ".jsonl":
            part.replace(out)
            return
        beside = out.with_name(out.name + ".tmp")
        if form == ".jsonl.gz":
            _compress(part, beside)
        elif form == ".csv":
            _write_csv(_read_lines(part), beside)
        else:
            _write_parquet(_read_lines(part), beside)
        _sync(beside)
        beside.replace(out)


def save(lines: Iterable[Mapping[str, Any]], out: Path, records: Records = "events") -> int:
    """Write dictionaries (from `records.event_lines` or `records.all_lines`) to a file, its form told by the
    extension. Returns how many. The file is there whole when this returns, and untouched if it raises."""
    form = form_of(out, records)
    part = out.with_name(out.name + ".tmp-lines")
    count = 0
    try:
        with speaking(out), part.open("wb") as file:
            for line in lines:
                file.write(to_line(line))
                count += 1
            flush(file)
        transform(part, out, form)
    finally:
        part.unlink(missing_ok=True)
    return count


def flush(file: IO[bytes]) -> None:
    """Return when what was written is safe on the disk."""
    file.flush()
    os.fsync(file.fileno())
