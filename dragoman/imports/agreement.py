"""How far two data sets agree: by type, by pair and by month, over cells of a day, a pair and a type.

A cell is filled where a data set has at least one event of that type between the two on that day, in whichever
direction; how often it is told does not count. Only what really happened enters, and only the time that both cover.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa

from dragoman.errors import InputError
from dragoman.imports.reading import ORIGINS
from dragoman.records import UNKNOWN_CODE
from dragoman.store import Chronicle

Cell = Literal["day", "week", "month"]
OURS = "ours"


@dataclass(frozen=True, slots=True)
class Source:
    """One side of a comparison: a chronicle, and the data set in it; None for the events coded there."""

    db: Path
    origin: str | None = None

    @property
    def name(self) -> str:
        return self.origin or str(self.db)


@dataclass(frozen=True, slots=True)
class Row:
    """What two data sets have of one type, pair or month. ``jaccard`` is the share of cells filled by both among those
    filled by either; ``correlation`` that of their counts (over the months; for a month over the pairs). None where
    it has no meaning."""

    name: str
    a: int
    b: int
    both: int
    correlation: float | None = None

    @property
    def jaccard(self) -> float | None:
        either = self.a + self.b - self.both
        return self.both / either if either else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a comparison found. ``first`` and ``last`` are of the days that both cover, None where there are none.

    ``kappa`` is Cohen's, over the ``labelled`` days and pairs for which each of the two has one type: how far they
    name the same act alike, beyond chance. ``confusions`` counts the types they differ in there, most frequent first.
    """

    a: str
    b: str
    cell: Cell
    first: date | None
    last: date | None
    total: Row
    types: tuple[Row, ...] = ()
    pairs: tuple[Row, ...] = ()
    months: tuple[Row, ...] = ()
    kappa: float | None = None
    labelled: int = 0
    confusions: tuple[tuple[str, str, int], ...] = ()
    left_out: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # what a person should know of the chronicles' opening


def find_sources(a: str, b: str, db: Path) -> tuple[Source, Source]:
    """Return the two sides that a person names: a chronicle's file, an origin ("gdelt"), or "ours". An origin is
    looked for in the chronicle named beside it, else in ``db``. Raises InputError for what is neither."""
    named = [_path(a), _path(b)]
    home = next((path for path in named if path is not None), db)
    sides = (Source(path) if path else Source(home, _origin(asked)) for path, asked in zip(named, (a, b), strict=True))
    one, other = sides
    if one == other:
        raise InputError(f"{a} and {b} are the same. Compare two data sets, as in: dragoman compare ours gdelt")
    return one, other


def _path(asked: str) -> Path | None:
    names = (OURS, *ORIGINS)
    if asked.lower() in names:
        return None
    path = Path(asked)
    if not path.exists():
        near = get_close_matches(asked.lower(), names, n=1)
        hint = f'Did you mean "{near[0]}"? ' if near else ""
        raise InputError(f"{asked}: no such chronicle. {hint}Name a file, or one of: {', '.join(names)}")
    return path


def _origin(asked: str) -> str | None:
    return None if asked.lower() == OURS else asked.lower()


def compare(a: Source, b: Source, cell: Cell = "day") -> Agreement:
    """Compare two data sets. Raises InputError where one of them has no event, StoreError where it cannot be read."""
    (cells_a, left_a, notes_a), (cells_b, left_b, notes_b) = _cells(a, cell), _cells(b, cell)
    with duckdb.connect() as db:
        db.register("cells_a", cells_a)
        db.register("cells_b", cells_b)
        first, last = _one(db, _PERIOD)
        outside = _one(db, _OUTSIDE, [first, last, first, last])
        db.execute(_JOINED, [first, last])
        shown = first is not None and first <= last
        types, pairs, months = (_rows(db, key, unit) for key, unit in _KEYS)
        kappa, labelled, confusions = _labels(db)
        why = "cells outside the days that both cover"
        return Agreement(
            a.name,
            b.name,
            cell,
            first if shown else None,
            last if shown else None,
            _rows(db, "'all'", "month")[0] if types else Row("all", 0, 0, 0),
            types,
            pairs,
            months,
            kappa,
            labelled,
            confusions,
            {a.name: {**left_a, why: outside[0]}, b.name: {**left_b, why: outside[1]}},
            notes_a + notes_b,
        )


def _cells(source: Source, cell: Cell) -> tuple[pa.Table, dict[str, int], tuple[str, ...]]:
    """Return the cells that a data set fills, the events that fill none, counted by why, and the opening's notes."""
    with Chronicle.open(source.db, read_only=True) as chronicle:
        if source.origin is not None:
            (found,) = chronicle.query("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'foreign_events'").rows
            if not found[0]:
                raise _nothing_of(source)
        told = _own(cell) if source.origin is None else _foreign(source.origin)
        ((events, undated, untyped, unpaired),) = chronicle.query(_LEFT_OUT.format(told=told)).rows
        if not events:
            raise _nothing_of(source)
        cells = chronicle.query(_CELLS.format(told=told, cell=cell)).to_arrow()
    why = {
        "events without a date as precise": undated,
        "events without a type": untyped,
        "events without two known parties": unpaired,
    }
    return cells, why, chronicle.notes


def _nothing_of(source: Source) -> InputError:
    if source.origin is None:
        return InputError(f"{source.db} holds no events. Code some with: dragoman code INPUT --db {source.db}")
    return InputError(
        f"{source.db} holds nothing of {source.origin}. Bring it in: dragoman import FILE --db {source.db}"
    )


_KNOWN = f"list_distinct(list_filter(list_transform({{}}, lambda x: x.code), lambda x: x <> '{UNKNOWN_CODE}'))"


def _own(cell: Cell) -> str:
    """Return the SELECT of the events coded here that really happened, each once however many documents tell it."""
    day = "try_cast(date AS DATE)"
    if cell == "month":
        day = "try_cast(CASE WHEN length(date) = 7 THEN date || '-01' ELSE date END AS DATE)"
    return _told(day, "events WHERE id IN (SELECT id FROM acts WHERE real)")


def _foreign(origin: str) -> str:
    return _told("date", f"foreign_events WHERE origin = '{origin}'")


def _told(day: str, source: str) -> str:
    known = (f"{_KNOWN.format(side)} AS {side}" for side in ("actor", "recipient"))
    return f"SELECT {day} AS day, event AS type, {', '.join(known)}, len(recipient) > 0 AS aimed FROM {source}"


# Those who acted together without a recipient stand to one another as pairs.
_PAIRED = """
    SELECT day, type, one, unnest(others) AS other, aimed FROM (
        SELECT day, type, unnest(actor) AS one, CASE WHEN aimed THEN recipient ELSE actor END AS others, aimed
        FROM ({told}) WHERE day IS NOT NULL AND type IS NOT NULL)"""
_CELLS = f"""
    SELECT DISTINCT CAST(date_trunc('{{cell}}', day) AS DATE) AS day, least(one, other) AS one,
        greatest(one, other) AS other, type
    FROM ({_PAIRED}) WHERE aimed OR one < other"""
_LEFT_OUT = """
    SELECT count(*), count(*) FILTER (day IS NULL), count(*) FILTER (day IS NOT NULL AND type IS NULL),
        count(*) FILTER (day IS NOT NULL AND type IS NOT NULL AND
            (len(actor) = 0 OR len(CASE WHEN aimed THEN recipient ELSE actor END) < CASE WHEN aimed THEN 1 ELSE 2 END))
    FROM ({told})"""
_PERIOD = """
    SELECT greatest((SELECT min(day) FROM cells_a), (SELECT min(day) FROM cells_b)),
        least((SELECT max(day) FROM cells_a), (SELECT max(day) FROM cells_b))
    WHERE EXISTS (FROM cells_a) AND EXISTS (FROM cells_b)
    UNION ALL SELECT NULL, NULL WHERE NOT (EXISTS (FROM cells_a) AND EXISTS (FROM cells_b))"""
_OUTSIDE = """
    SELECT (SELECT count(*) FROM cells_a WHERE NOT coalesce(day BETWEEN ? AND ?, false)),
        (SELECT count(*) FROM cells_b WHERE NOT coalesce(day BETWEEN ? AND ?, false))"""
_JOINED = """
    CREATE TABLE cells AS
    SELECT day, strftime(day, '%Y-%m') AS month, one || ' ' || other AS pair, type,
        coalesce(in_a, 0) AS in_a, coalesce(in_b, 0) AS in_b
    FROM (SELECT *, 1 AS in_a FROM cells_a) FULL JOIN (SELECT *, 1 AS in_b FROM cells_b)
        USING (day, one, other, type)
    WHERE coalesce(day BETWEEN ? AND ?, false)"""
_KEYS = (("type", "month"), ("pair", "month"), ("month", "pair"))
# Pearson's r over all units, those without a cell as zeros: their number is all that is asked of them.
_ROWS = """
    WITH counted AS (SELECT {key} AS name, {unit}, sum(in_a) AS x, sum(in_b) AS y, sum(in_a * in_b) AS joint
                     FROM cells GROUP BY ALL),
         units AS (SELECT {units} AS n)
    SELECT name, sum(x)::BIGINT, sum(y)::BIGINT, sum(joint)::BIGINT,
        (n * sum(x * y) - sum(x) * sum(y))::DOUBLE,
        ((n * sum(x * x) - sum(x) ** 2) * (n * sum(y * y) - sum(y) ** 2))::DOUBLE
    FROM counted, units GROUP BY name, n ORDER BY {order}"""
_UNITS = {
    "month": "(SELECT date_diff('month', min(day), max(day)) + 1 FROM cells)",
    "pair": "(SELECT count(DISTINCT pair) FROM cells)",
}


def _one(db: duckdb.DuckDBPyConnection, sql: str, values: list[Any] | None = None) -> tuple[Any, ...]:
    (row,) = db.execute(sql, values or []).fetchall()
    return tuple(row)


def _rows(db: duckdb.DuckDBPyConnection, key: str, unit: str) -> tuple[Row, ...]:
    """Return a row for each value of a key: months in their order, else those with most cells first."""
    order = "name" if key == "month" else "sum(x) + sum(y) DESC, name"
    sql = _ROWS.format(key=key, unit=unit, units=_UNITS[unit], order=order)
    return tuple(
        Row(name, a, b, both, round(shared / spread**0.5, 4) if spread > 0 else None)
        for name, a, b, both, shared, spread in db.execute(sql).fetchall()
    )


def _labels(db: duckdb.DuckDBPyConnection) -> tuple[float | None, int, tuple[tuple[str, str, int], ...]]:
    """Return Cohen's kappa of the types, over how many days and pairs, and the pairs of types that differ."""
    counted = db.execute("""
        SELECT a, b, count(*) FROM (
            SELECT max(type) FILTER (in_a = 1) AS a, max(type) FILTER (in_b = 1) AS b
            FROM cells GROUP BY day, pair HAVING sum(in_a) = 1 AND sum(in_b) = 1)
        GROUP BY ALL ORDER BY 3 DESC, 1, 2""").fetchall()
    total = sum(n for *_, n in counted)
    if not total:
        return None, 0, ()
    agreed = sum(n for a, b, n in counted if a == b) / total
    rows: dict[str, int] = {}
    columns: dict[str, int] = {}
    for a, b, n in counted:
        rows[a] = rows.get(a, 0) + n
        columns[b] = columns.get(b, 0) + n
    chance = sum(n * columns.get(type, 0) for type, n in rows.items()) / total**2
    kappa = None if chance == 1 else round((agreed - chance) / (1 - chance), 4)
    return kappa, total, tuple((a, b, n) for a, b, n in counted if a != b)
