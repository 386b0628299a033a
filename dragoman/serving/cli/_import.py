"""`dragoman import`: files of other data sets into a chronicle, and what came of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rich.console import Console

from dragoman.imports import REASONS, Imported
from dragoman.serving.cli._console import counts

TOLD_REJECTS = 10


def as_json(made: Imported) -> dict[str, Any]:
    """Return what an import came to as JSON values."""
    numbers = {name: getattr(made, name) for name in ("read", "filed", "present", "untyped", "unknown_parties")}
    reasons = Counter(reject.reason for reject in made.rejects)
    return {**numbers, "by_origin": dict(made.by_origin), "rejected": len(made.rejects), "by_reason": dict(reasons)}


def show(made: Imported, console: Console) -> None:
    """Print what an import came to."""
    rows = [
        ("read", made.read),
        *((f"of {origin}", n) for origin, n in sorted(made.by_origin.items())),
        ("filed", made.filed),
        ("here already", made.present),
        ("set aside", len(made.rejects)),
        ("of a CAMEO code without a PLOVER type", made.untyped),
        ("parties whose country or body could not be told", made.unknown_parties),
    ]
    if (table := counts("Rows", rows)) is not None:
        console.print(table)


def lines_of_rejects(made: Imported) -> list[str]:
    """Return a line for each of the first rows set aside, with its place and reason, and one for the others."""
    told = [f"Set aside: {one.place}: {REASONS[one.reason]} ({one.detail})" for one in made.rejects[:TOLD_REJECTS]]
    more = len(made.rejects) - TOLD_REJECTS
    return [*told, f'… and {more:,} more. List them: dragoman query "FROM rejects"'] if more > 0 else told
