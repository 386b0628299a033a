"""`dragoman compare`: how far two data sets agree, on the screen or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console

from dragoman.imports.agreement import Agreement, Row
from dragoman.serving.cli._console import table

SHOWN_PAIRS = 20
SHOWN_MONTHS = 36
SHOWN_CONFUSIONS = 10


def as_json(found: Agreement) -> dict[str, Any]:
    """Return a comparison as JSON values."""

    def row(one: Row) -> dict[str, Any]:
        return {**asdict(one), "jaccard": None if one.jaccard is None else round(one.jaccard, 4)}

    return {
        **{name: getattr(found, name) for name in ("a", "b", "cell", "kappa", "labelled")},
        **{name: day.isoformat() if (day := getattr(found, name)) else None for name in ("first", "last")},
        "total": row(found.total),
        **{name: [row(one) for one in getattr(found, name)] for name in ("types", "pairs", "months")},
        "confusions": [{"a": a, "b": b, "count": n} for a, b, n in found.confusions],
        "left_out": {name: dict(why) for name, why in found.left_out.items()},
    }


def show(found: Agreement, console: Console) -> None:
    """Print a comparison."""
    console.print(f"A: {found.a}    B: {found.b}")
    if found.first is None:
        console.print("There is no day that both cover.")
    else:
        console.print(f"Cells of a {found.cell}, a pair and a type, {found.first} to {found.last}")
        _rows("", (found.total,), console)
        _rows("By type", found.types, console)
        _rows(_some("By pair", len(found.pairs), SHOWN_PAIRS, "first"), found.pairs[:SHOWN_PAIRS], console)
        _rows(_some("By month", len(found.months), SHOWN_MONTHS, "last"), found.months[-SHOWN_MONTHS:], console)
        _types(found, console)
    for name, why in found.left_out.items():
        left = ", ".join(f"{count:,} {what}" for what, count in why.items() if count)
        if left:
            console.print(f"Left out of {name}: {left}")


def _some(title: str, count: int, shown: int, which: str) -> str:
    return f"{title} (the {which} {shown} of {count:,}; all of them: --json)" if count > shown else title


def _rows(title: str, rows: Sequence[Row], console: Console) -> None:
    made = table("", "A", "B", "both", "Jaccard", "correlation", title=title or None)
    for column in made.columns[1:]:
        column.justify = "right"
        column.ratio = None
    for row in rows:
        shares = ("" if value is None else f"{value:.2f}" for value in (row.jaccard, row.correlation))
        made.add_row(row.name, f"{row.a:,}", f"{row.b:,}", f"{row.both:,}", *shares)
    console.print(made)


def _types(found: Agreement, console: Console) -> None:
    """Print how far the two name one act alike."""
    if not found.labelled:
        return
    kappa = "not defined, for both have but one type" if found.kappa is None else f"{found.kappa:.2f}"
    console.print(
        f"Cohen's kappa of the type: {kappa}, over {found.labelled:,} cases of a {found.cell} and a pair where each "
        "has one type"
    )
    if found.confusions:
        made = table("A has", "B has", "cases", title="Where they differ")
        for a, b, count in found.confusions[:SHOWN_CONFUSIONS]:
            made.add_row(a, b, f"{count:,}")
        console.print(made)
