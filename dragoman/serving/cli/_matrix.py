"""`dragoman matrix`: all pairs at once, on the screen or in a file for network tools."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console

from dragoman.errors import OutputError
from dragoman.pairs import Node, Pair, Selection, graphml, matrix, matrix_sql
from dragoman.pairs.graphml import EDGE, edge_values
from dragoman.serving.cli._console import table
from dragoman.serving.cli._dyad import ask, country_names
from dragoman.store import Chronicle
from dragoman.store.files import speaking

SHOWN_PAIRS = 40


def all_pairs(chronicle: Chronicle, selection: Selection) -> tuple[tuple[Node, ...], tuple[Pair, ...]]:
    """Return the actors and the pairs of a chronicle, those with most acts first."""
    return matrix(ask(chronicle, matrix_sql(selection)), country_names())


def as_json(nodes: Sequence[Node], pairs: Sequence[Pair], selection: Selection) -> dict[str, Any]:
    """Return the matrix as JSON values."""
    edges = [{"a": pair.a, "b": pair.b, **edge_values(pair)} for pair in pairs]
    return {**asdict(selection), "nodes": [asdict(node) for node in nodes], "pairs": edges}


def _xml(nodes: Sequence[Node], pairs: Sequence[Pair], selection: Selection) -> bytes:
    file = io.BytesIO()
    graphml(nodes, pairs).write(file, encoding="utf-8", xml_declaration=True)
    return file.getvalue() + b"\n"


def _csv(nodes: Sequence[Node], pairs: Sequence[Pair], selection: Selection) -> bytes:
    """Return one row a pair; "source" and "target" are the words that network tools look for."""
    names = {node.id: node.name for node in nodes}
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["source", "target", "source_name", "target_name", *EDGE])
    for pair in pairs:
        values = ["" if value is None else value for value in edge_values(pair).values()]
        writer.writerow([pair.a, pair.b, names[pair.a], names[pair.b], *values])
    return file.getvalue().encode("utf-8")


def _json(nodes: Sequence[Node], pairs: Sequence[Pair], selection: Selection) -> bytes:
    return (json.dumps(as_json(nodes, pairs, selection), ensure_ascii=False) + "\n").encode("utf-8")


_WRITE: Mapping[str, Callable[[Sequence[Node], Sequence[Pair], Selection], bytes]] = {
    ".graphml": _xml, ".csv": _csv, ".json": _json,
}  # fmt: skip


def form_of(path: Path) -> str:
    """Return which form a file name asks for. Raises OutputError for any other."""
    form = path.suffix.lower()
    if form not in _WRITE:
        raise OutputError(f"{path}: cannot tell the form from the name. End it with one of: {', '.join(_WRITE)}")
    return form


def write(path: Path, nodes: Sequence[Node], pairs: Sequence[Pair], selection: Selection) -> None:
    """Write the matrix to a file: whole, or not at all."""
    made = _WRITE[form_of(path)](nodes, pairs, selection)
    beside = path.with_name(path.name + ".tmp")
    with speaking(path):
        try:
            beside.write_bytes(made)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def show_matrix(nodes: Sequence[Node], pairs: Sequence[Pair], console: Console) -> None:
    """Print the pairs with most acts."""
    names = {node.id: node.name for node in nodes}
    if not pairs:
        console.print("No act between two known actors is here.")
        return
    more = (
        f" (the first {SHOWN_PAIRS} of {len(pairs):,}; all of them: --json or --to)" if len(pairs) > SHOWN_PAIRS else ""
    )
    headers = ("acts", "net", "verbal coop.", "material coop.", "verbal conf.", "material conf.", "trend", "pair")
    shown = table(*headers, title=f"Pairs{more}")
    for column in shown.columns[:-1]:
        column.justify = "right"
    for pair in pairs[:SHOWN_PAIRS]:
        trend = "" if pair.trend is None else f"{pair.trend:+.2f}"
        quads = (f"{n:,}" for n in pair.quads)
        shown.add_row(f"{pair.acts:,}", f"{pair.net:+.1f}", *quads, trend, f"{names[pair.a]} - {names[pair.b]}")
    console.print(shown)
    console.print("Trend: by how much the net score of a month moves, a month, over the last two years here.")
