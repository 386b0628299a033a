"""Where tables and colour are printed, and how records look in one short phrase."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from dragoman.records import UNKNOWN_CODE, Entity, Event

# How wide output is that goes to no terminal: wide enough for a table of events, and the same everywhere.
PIPE_WIDTH = 120


class _Console(Console):
    """Writes by itself: rich swallows the error that says nobody reads any more (`| head`)."""

    def print(self, *objects: Any, **named: Any) -> None:
        with self.capture() as shown:
            super().print(*objects, **named)
        self.file.write(shown.get())


def stdout() -> Console:
    """Return a console for results. Rich colours only a terminal, and honours NO_COLOR."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return _Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def stderr() -> Console:
    """Return a console for a progress bar."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)


def tell(*lines: str) -> None:
    """Write lines that are no result to standard error."""
    for line in lines:
        print(line, file=sys.stderr)


def table(*headers: str, title: str | None = None) -> Table:
    """Return an empty table in the house style. The last column takes what width is left."""
    made = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for i, header in enumerate(headers):
        made.add_column(header, overflow="fold", ratio=1 if i == len(headers) - 1 and len(headers) > 4 else None)
    return made


def counts(title: str, rows: Iterable[tuple[str, int]]) -> Table | None:
    """Return a two-column table of counts, or None where there is nothing to count."""
    listed = [(name, n) for name, n in rows if n]
    if not listed:
        return None
    made = Table(title=title, title_justify="left", title_style="bold", box=None, show_header=False, pad_edge=False)
    made.add_column(overflow="fold")
    made.add_column(justify="right")
    for name, n in listed:
        made.add_row(f"  {name}", f"{n:,}")
    return made


def print_json(value: Any) -> None:
    """Write one JSON value on a line of its own to standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def party(entity: Entity) -> str:
    """Return who somebody is in a few signs: "SRB/GOV", "IGO NATO"; the name where no code could be told."""
    sectors = "+".join(entity.sector)
    code = f"{entity.code}/{sectors}" if sectors else entity.code
    if entity.code == UNKNOWN_CODE or not sectors:
        return f"{code} {entity.name or entity.text}".rstrip()
    return code


def parties(entities: Sequence[Entity]) -> str:
    """Return several of them, each once."""
    return " + ".join(dict.fromkeys(party(e) for e in entities))


def act(event: Event) -> str:
    """Return an event's type and modes: "SANCTION (expel)"."""
    return f"{event.event} ({', '.join(event.mode)})" if event.mode else event.event


def shorten(text: str, width: int) -> str:
    """Return a text on one line, cut at a width with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1].rstrip() + "…"
