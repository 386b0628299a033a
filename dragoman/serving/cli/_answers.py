"""The answer to a query, as a table for a person, or as JSON lines or CSV for a program."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from rich.text import Text

from dragoman.serving.cli._console import stdout, table, tell
from dragoman.serving.cli._read_view import readable
from dragoman.store import Answer

# A table on a screen has to be held in memory to be laid out; longer answers are for --csv and --json.
SHOWN_ROWS = 500


def write_json(answer: Answer) -> None:
    """Write one JSON object a row."""
    for row in answer.rows:
        sys.stdout.write(json.dumps(dict(zip(answer.columns, map(_json, row), strict=True)), ensure_ascii=False) + "\n")


def write_csv(answer: Answer) -> None:
    """Write a header and the rows; lists and structs are JSON in their cell, and what is not known is empty."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow(["" if cell is None else _flat(cell) for cell in row])


def write_table(answer: Answer) -> None:
    """Print the first rows as a table, and say on standard error where there are more."""
    shown = table(*answer.columns)
    for row in islice(answer.rows, SHOWN_ROWS):
        shown.add_row(*(Text(readable("" if cell is None else _flat(cell))) for cell in row))
    stdout().print(shown)
    if next(answer.rows, None) is not None:
        tell(f"These are the first {SHOWN_ROWS} rows. All of them: --csv or --json.")


def _json(value: Any) -> Any:
    """Return a value of DuckDB's as JSON has it: days and times as ISO text."""
    if isinstance(value, Mapping):
        return {str(k): _json(v) for k, v in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        return [_json(v) for v in value]
    if isinstance(value, float):
        return value if value - value == 0 else None  # JSON has no NaN and no infinity
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _flat(value: Any) -> str:
    plain = _json(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
