"""Dragoman reads news and returns coded political events with their evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import dragoman.serving.notebook  # noqa: F401 - reports and answers show themselves in Jupyter
from dragoman.errors import DragomanError
from dragoman.records import Accord, Document, Entity, Event, Evidence, Report, Stage, Term, Tie

if TYPE_CHECKING:
    from dragoman.pipeline import Coder, Options
    from dragoman.store import Chronicle

__version__ = "0.1.0"
__all__ = [
    "Accord",
    "Chronicle",
    "Coder",
    "Document",
    "DragomanError",
    "Entity",
    "Event",
    "Evidence",
    "Options",
    "Report",
    "Stage",
    "Term",
    "Tie",
    "open",
]


def open(path: Path | str) -> Chronicle:
    """Open a chronicle to read it: ``dragoman.open("chronicle.duckdb").query("FROM events").to_pandas()``.

    Several may read one while nobody writes it. Raises DragomanError where there is none.
    """
    from dragoman.store import Chronicle

    return Chronicle.open(path, read_only=True)


def __getattr__(name: str) -> Any:
    # spaCy takes a second to import; records and errors alone should not wait for it
    if name in ("Coder", "Options"):
        from dragoman import pipeline

        return getattr(pipeline, name)
    if name == "Chronicle":
        from dragoman.store import Chronicle

        return Chronicle
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
