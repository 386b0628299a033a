"""How a record looks as a row: one reading of the dataclasses of records.py, for DuckDB, Arrow and back.

A nested record is a STRUCT, a tuple of records a list of STRUCTs, a mapping (whose keys nobody can know
beforehand) is JSON text. Nothing here names a table; see schema.py.
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

_SCALARS: Mapping[Any, tuple[str, pa.DataType]] = {
    str: ("VARCHAR", pa.string()),
    int: ("BIGINT", pa.int64()),
    float: ("DOUBLE", pa.float64()),
    bool: ("BOOLEAN", pa.bool_()),
    date: ("DATE", pa.date32()),
    datetime: ("TIMESTAMP", pa.timestamp("us")),
}


@cache
def hints(record: type) -> dict[str, Any]:
    """Return field name -> type of a record class, in field order."""
    found = get_type_hints(record)
    return {f.name: found[f.name] for f in fields(record)}


def _plain(hint: Any) -> Any:
    """Return a type without "or None", and a choice of words as plain text."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (arm for arm in get_args(hint) if arm is not type(None))
    return str if get_origin(hint) is Literal else hint


def _item(hint: Any) -> Any:
    """Return what a tuple type holds, or None where the type is no list."""
    arguments = get_args(hint)
    return arguments[0] if get_origin(hint) is tuple and arguments[1:] == (Ellipsis,) else None


def struct_fields(hint: Any) -> tuple[tuple[str, Any], ...]:
    """Return (name, type) of the fields of a struct type; empty for any other type."""
    return tuple(hints(hint).items()) if is_dataclass(hint) and isinstance(hint, type) else ()


def record_of(hint: Any) -> type | None:
    """Return the record class that a type holds, singly or in a list; None where it holds none."""
    hint = _plain(hint)
    hint = _plain(_item(hint) or hint)
    return hint if is_dataclass(hint) and isinstance(hint, type) else None


def is_json(hint: Any) -> bool:
    """Say whether values of a type are kept as JSON: mappings, and lists of them."""
    hint = _plain(hint)
    return get_origin(_item(hint) or hint) is Mapping


def sql_type(hint: Any) -> str:
    """Return the DuckDB type of a field."""
    hint = _plain(hint)
    if is_json(hint):
        return "JSON"
    if (item := _item(hint)) is not None:
        return f"{sql_type(item)}[]"
    if inside := struct_fields(hint):
        return "STRUCT(" + ", ".join(f'"{name}" {sql_type(inner)}' for name, inner in inside) + ")"
    return _SCALARS[hint][0]


def arrow_type(hint: Any) -> pa.DataType:
    """Return the Arrow type of a field; JSON is text."""
    hint = _plain(hint)
    if is_json(hint):
        return pa.string()
    if (item := _item(hint)) is not None:
        return pa.list_(arrow_type(item))
    if inside := struct_fields(hint):
        return pa.struct([(name, arrow_type(inner)) for name, inner in inside])
    return _SCALARS[hint][1]


def _finite(value: Any) -> Any:
    """Return a JSON value in which NaN and infinities, which JSON lacks, are null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {str(k): _finite(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(v) for v in value]
    if isinstance(value, (str, int, float)) or value is None:
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def to_json(value: Any) -> str:
    """Return a mapping as JSON text that every reader takes: dates as ISO text, NaN as null, what JSON
    has no form for as its text."""
    return json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)


def _as_it_is(value: Any) -> Any:
    return value


@cache
def to_cell(hint: Any) -> Callable[[Any], Any]:
    """Return a function from a field's value to what pyarrow takes for `arrow_type`. Read from the type once:
    a run asks for it a hundred times a document."""
    hint = _plain(hint)
    if is_json(hint):
        return _unless_none(to_json)
    if (item := _item(hint)) is not None:
        inner = to_cell(item)
        return list if inner is _as_it_is else _unless_none(lambda value: [inner(one) for one in value])
    if struct_fields(hint):
        return _unless_none(to_row(hint))
    return _as_it_is


@cache
def to_row(record: type) -> Callable[[Any], dict[str, Any]]:
    """Return a function from a record to its row: field name -> cell."""
    cells = [(name, to_cell(hint)) for name, hint in hints(record).items()]
    return lambda value: {name: cell(getattr(value, name)) for name, cell in cells}


@cache
def from_cell(hint: Any) -> Callable[[Any], Any]:
    """Return a function back to the field's value, from what DuckDB or Arrow hands over."""
    hint = _plain(hint)
    if is_json(hint):
        many = _item(hint) is not None
        return _unless_none(lambda text: tuple(json.loads(text)) if many else json.loads(text))
    if (item := _item(hint)) is not None:
        inner = from_cell(item)
        return _unless_none(tuple if inner is _as_it_is else lambda cells: tuple(inner(one) for one in cells))
    if is_dataclass(hint) and isinstance(hint, type):
        return _unless_none(from_row(hint))
    return _as_it_is


@cache
def from_row(record: type) -> Callable[[Mapping[str, Any]], Any]:
    """Return a function from a row that has at least the fields of a record to the record."""
    fields_of = [(name, from_cell(hint)) for name, hint in hints(record).items()]
    return lambda row: record(**{name: field(row[name]) for name, field in fields_of})


def _unless_none(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else change(value)


def build(record: type, row: Mapping[str, Any]) -> Any:
    """Return a record of the given class from a row that has at least its fields."""
    return from_row(record)(row)
