"""Chronicles of older schema versions, brought to the present one: copied first, then upgraded at one stroke."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb

from dragoman.store.schema import TABLE
from dragoman.store.views import VIEWS

# The digest of each older schema, under which its chronicles were made.
OLDER = {1: "321290b3592f768d", 2: "2bcc49a6a1cf5577"}


def _to_2(db: duckdb.DuckDBPyConnection) -> None:
    """Accords and ties get their present columns. Nothing is lost: version 1 never filed one."""
    for name in ("accords", "ties"):
        db.execute(f"DROP TABLE {name}")
        db.execute(TABLE[name].sql)


def _to_3(db: duckdb.DuckDBPyConnection) -> None:
    """Copies, stories and views are added. No document is linked yet: the next run does it."""
    for name in ("stories", "story_events", "links", "decisions", "copies", "unlinked"):
        db.execute(TABLE[name].sql)
    db.execute("INSERT INTO unlinked SELECT id FROM documents")
    for view in VIEWS:
        db.execute(view.sql)


# Version -> what brings the version before it there. Each runs inside a transaction.
_STEPS: Mapping[int, Callable[[duckdb.DuckDBPyConnection], None]] = {2: _to_2, 3: _to_3}


def upgrade(db: duckdb.DuckDBPyConnection, version: int) -> None:
    """Bring the tables of an open chronicle from an older version to the present one."""
    for step in sorted(_STEPS):
        if step > version:
            _STEPS[step](db)


def keep_copy(path: Path, version: int) -> Path:
    """Copy a closed chronicle beside itself and return where: chronicle.duckdb becomes chronicle.version-1.duckdb,
    or chronicle.version-1~2.duckdb where that is taken."""
    tries = 1
    while (kept := _beside(path, version, tries)).exists():
        tries += 1
    making = kept.with_name(kept.name + ".tmp")
    try:
        shutil.copy2(path, making)
        making.replace(kept)
    finally:
        making.unlink(missing_ok=True)
    return kept


def _beside(path: Path, version: int, tries: int) -> Path:
    again = f"~{tries}" if tries > 1 else ""
    return path.with_name(f"{path.stem}.version-{version}{again}{path.suffix}")
