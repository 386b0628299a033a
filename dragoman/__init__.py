"""Dragoman reads news and returns coded political events with their evidence."""

from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError
from dragoman.records import Accord, Document, Entity, Event, Evidence, Report, Stage, Term, Tie

if TYPE_CHECKING:
    from dragoman.pipeline import Coder, Options

__version__ = "0.1.0"
__all__ = [
    "Accord",
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
]


def __getattr__(name: str) -> Any:
    # spaCy takes a second to import; records and errors alone should not wait for it
    if name in ("Coder", "Options"):
        from dragoman import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
