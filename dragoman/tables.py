"""Read and check a data table: a CSV file beside the code that reads it, with a schema that documents it.

``X.csv`` has ``X.schema.json``::

    {"title": "...", "sources": ["..."], "licence": "...", "good_to": "2026-08-31",
     "columns": [{"name": "until", "type": "date", "required": false, "meaning": "first day out of office"}]}

Column types: text, list (values joined by "|"), date (YYYY, YYYY-MM or YYYY-MM-DD), country (ISO alpha-3, KOS, PSE,
or an international code), sectors (list of PLOVER sectors), integer, number, choice (with "values").
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from dragoman.errors import TableError
from dragoman.records import INTERNATIONAL_CODES, SECTORS, UNKNOWN_CODE

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_COUNTRY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    meaning: str
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    title: str
    columns: tuple[Column, ...]
    sources: tuple[str, ...]
    licence: str
    good_to: str | None


def read_schema(path: Path) -> Schema:
    """Return the schema of the table at ``path`` (the CSV file, or the schema file itself)."""
    where = path if path.name.endswith(".schema.json") else path.with_suffix(".schema.json")
    try:
        raw = json.loads(where.read_text("utf-8"))
        columns = tuple(
            Column(c["name"], c["type"], c["meaning"], c.get("required", False), tuple(c.get("values", ())))
            for c in raw["columns"]
        )
        return Schema(raw["title"], columns, tuple(raw["sources"]), raw["licence"], raw.get("good_to"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(f"{where}: not a readable table schema ({error})") from error


def read_table(path: Path, schema: Schema | None = None) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as dictionaries of text, each checked against the schema; an absent optional
    column is "". The key "_line" holds the row's line number, for messages.

    Raises TableError naming file, line, column and what is valid, at the first broken row.
    """
    schema = schema or read_schema(path)
    known = {c.name: c for c in schema.columns}
    checked = [c for c in schema.columns if c.required or c.type not in ("text", "list")]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, None)
            if not header:
                raise TableError(f"{path}: empty; the first line must name the columns: {', '.join(known)}")
            for name in header:
                if name not in known:
                    raise TableError(f'{path}, line 1: unknown column "{name}"{_near(name, known)}')
            for column in schema.columns:
                if column.required and column.name not in header:
                    raise TableError(f'{path}, line 1: column "{column.name}" is missing')
            blank = {name: "" for name in known if name not in header}
            fine: set[tuple[str, str]] = set()  # cells of a kind recur: each is checked once
            for cells in reader:
                if not cells or (len(cells) == 1 and not cells[0].strip()):
                    continue
                if len(cells) != len(header):
                    raise TableError(
                        f"{path}, line {reader.line_num}: {len(cells)} cells, but the header names "
                        f"{len(header)} columns"
                    )
                row = dict(zip(header, map(str.strip, cells), strict=True)) | blank
                for column in checked:
                    cell = row[column.name]
                    if (column.name, cell) in fine:
                        continue
                    problem = _problem(column, cell)
                    if problem:
                        raise TableError(f"{path}, line {reader.line_num}, column {column.name}: {problem}")
                    fine.add((column.name, cell))
                row["_line"] = str(reader.line_num)
                yield row
    except FileNotFoundError as error:
        raise TableError(f"{path}: no such table") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path}: not readable as a UTF-8 CSV table ({error})") from error


def split_list(cell: str) -> tuple[str, ...]:
    """Return the values of a list cell ("a|b")."""
    if "|" not in cell:
        return (cell,) if cell else ()  # by far the most cells; read_table has stripped it
    return tuple(part for part in (p.strip() for p in cell.split("|")) if part)


def _problem(column: Column, cell: str) -> str | None:
    if not cell:
        return "empty, but a value is required" if column.required else None
    match column.type:
        case "date":
            return None if _DATE.fullmatch(cell) else f'"{cell}" is not a date (YYYY, YYYY-MM or YYYY-MM-DD)'
        case "country":
            known = _COUNTRY.fullmatch(cell) or cell in INTERNATIONAL_CODES or cell == UNKNOWN_CODE
            return None if known else f'"{cell}" is not a three-letter country or international code'
        case "sectors":
            for code in split_list(cell):
                if code not in SECTORS:
                    return f'"{code}" is not a sector{_near(code, SECTORS)}'
        case "integer" | "number":
            try:
                float(cell)
            except ValueError:
                return f'"{cell}" is not a number'
        case "choice":
            for value in split_list(cell):
                if value not in column.values:
                    return f'"{value}" is not one of {", ".join(column.values)}{_near(value, column.values)}'
    return None


def _near(word: str, known: Mapping[str, Any] | Sequence[str]) -> str:
    close = get_close_matches(word, list(known), n=1)
    return f'. Did you mean "{close[0]}"?' if close else f". Valid: {', '.join(known)}"
