"""What two chronicles hold, compared row by row: everything but the runs, which bear the time of day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.store import TABLES, Chronicle

COMPARED = tuple(table.name for table in TABLES if table.name != "runs")


def contents(path: Path) -> dict[str, list[Any]]:
    """Return table -> rows, sorted, without the number of the run."""
    with Chronicle.open(path, read_only=True) as chronicle:
        return {name: list(chronicle.query(_asked(name)).rows) for name in COMPARED}


def _asked(name: str) -> str:
    without = " EXCLUDE (run)" if name in ("documents", "rejects") else ""
    return f"SELECT *{without} FROM {name} ORDER BY ALL"
