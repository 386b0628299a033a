"""The data tables that come with the program, listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dragoman
from dragoman.tables import read_schema, read_table


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What `dragoman tables` says of one data table."""

    table: str
    title: str
    rows: int
    good_to: str | None
    sources: tuple[str, ...]
    licence: str


def list_tables() -> Iterator[TableFacts]:
    """Yield every data table of the package, each read and checked. Raises TableError at a broken one."""
    package = Path(dragoman.__file__).parent
    for path in sorted(package.rglob("*.schema.json"), key=lambda p: p.as_posix()):
        schema = read_schema(path)
        data = path.with_name(path.name.removesuffix(".schema.json") + ".csv")
        rows = sum(1 for _ in read_table(data, schema))
        name = data.relative_to(package).as_posix()
        yield TableFacts(name, schema.title, rows, schema.good_to, schema.sources, schema.licence)
