"""The answer to a query: as rows, one by one, or whole, as a table of Arrow, pandas or polars."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from dragoman.errors import DragomanError, StoreError
from dragoman.records import face_of

if TYPE_CHECKING:
    import pandas
    import polars

_FETCH = 256  # rows handed over at a time while streaming


@contextmanager
def answering() -> Iterator[None]:
    """Turn DuckDB's complaint about a question into ours, on one line."""
    try:
        yield
    except duckdb.Error as error:
        if "already closed" in str(error):
            raise StoreError(
                "The query cannot be answered: the chronicle is closed. Ask it while it is open."
            ) from error
        said = " ".join(line.strip() for line in str(error).splitlines() if line.strip(" ^"))
        raise StoreError(f"The query cannot be answered. {said}") from error


@contextmanager
def _asking(connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection on which nothing can be changed. A statement that DuckDB calls a SELECT or an EXPLAIN may hold
    a DELETE: WITH x AS (DELETE ...), EXPLAIN ANALYZE DELETE."""
    with answering():
        asking = connection.cursor()
        try:
            asking.execute("BEGIN TRANSACTION READ ONLY")
            yield asking
        finally:
            asking.close()


class Answer:
    """The answer to a query: the column names, and the rows, read as they are asked for.

    ``rows`` passes once. The tables are made anew each time they are asked for; Arrow gets DuckDB's own columns, and
    pandas and polars use Arrow's memory as it is, so that days stay days, lists lists and whole numbers whole.
    All of it raises StoreError where the question fails, or the chronicle was closed.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, statement: Any) -> None:
        self._connection = connection
        self._statement = statement
        with _asking(connection) as asking:
            self.columns: tuple[str, ...] = tuple(asking.query(statement).columns)

    @cached_property
    def rows(self) -> Iterator[tuple[Any, ...]]:
        return self._stream()

    def _stream(self) -> Iterator[tuple[Any, ...]]:
        with _asking(self._connection) as asking:
            asking.execute(self._statement)
            while rows := asking.fetchmany(_FETCH):
                yield from rows

    def first(self, count: int) -> list[tuple[Any, ...]]:
        """Return at most so many rows from the beginning. ``rows`` are not moved by it."""
        with _asking(self._connection) as asking:
            return [tuple(row) for row in asking.execute(self._statement).fetchmany(count)]

    def to_arrow(self) -> pa.Table:
        """Return the whole answer as a pyarrow Table."""
        with _asking(self._connection) as asking:
            return asking.query(self._statement).to_arrow_table()

    def to_pandas(self) -> pandas.DataFrame:
        """Return the whole answer as a pandas DataFrame with Arrow types. Raises DragomanError without pandas."""
        pd = _library("pandas")
        frame: pandas.DataFrame = self.to_arrow().to_pandas(types_mapper=pd.ArrowDtype)
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Return the whole answer as a polars DataFrame. Raises DragomanError without polars."""
        frame: polars.DataFrame = _library("polars").from_arrow(self.to_arrow())
        return frame

    def _repr_html_(self) -> str | None:
        return face_of(self)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise DragomanError(
            f"to_{name} needs {name}, which is not here. Install it with: pip install {name}"
        ) from error
