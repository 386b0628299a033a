"""All pairs: net score, acts by quad class, trend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.pairs.months import Month, month_of, number

# The trend is taken over so many months up to the last of the selection: long enough for a slope that one month does
# not make, short enough to be of today.
TREND_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of the matrix: ``id`` is its code, with the name behind it where many share the code."""

    id: str
    name: str
    acts: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors and what passed between them. ``trend`` is the slope of the monthly net score (points a month) over
    the last months; None where the selection has fewer than two months."""

    a: str
    b: str
    acts: int
    net: float
    cooperation: float
    conflict: float
    quads: tuple[int, int, int, int]
    a_to_b: int
    b_to_a: int
    first: str | None
    last: str | None
    trend: float | None


def matrix(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> tuple[tuple[Node, ...], tuple[Pair, ...]]:
    """Return the nodes by id, and the pairs, those with most acts first, from rows of `acts.matrix_sql`. ``names``
    maps codes to names."""
    by_pair: dict[tuple[str, str], list[Month]] = {}
    for row in rows:
        by_pair.setdefault((row["a"], row["b"]), []).append(month_of(row))
    months = [m.month for found in by_pair.values() for m in found if m.month]
    window = _window(min(months), max(months)) if months else None
    pairs = [_pair(a, b, found, window) for (a, b), found in by_pair.items()]
    acts: dict[str, int] = {}
    for pair in pairs:
        for node in (pair.a, pair.b):
            acts[node] = acts.get(node, 0) + pair.acts
    nodes = tuple(Node(id, names.get(id) or id.partition(" ")[2] or id, acts[id]) for id in sorted(acts))
    return nodes, tuple(sorted(pairs, key=lambda p: (-p.acts, p.a, p.b)))


def _window(first: str, last: str) -> tuple[int, int]:
    return max(number(first), number(last) - TREND_MONTHS + 1), number(last)


def _pair(a: str, b: str, months: list[Month], window: tuple[int, int] | None) -> Pair:
    one, two, three, four = (sum(m.quads[i] for m in months) for i in range(4))
    dated = sorted(m.month for m in months if m.month)
    cooperation = round(sum(m.cooperation for m in months), 4)
    conflict = round(sum(m.conflict for m in months), 4)
    return Pair(
        a, b, sum(m.acts for m in months), round(cooperation - conflict, 4), cooperation, conflict,
        (one, two, three, four), sum(m.forth for m in months), sum(m.back for m in months),
        dated[0] if dated else None, dated[-1] if dated else None, _slope(months, window),
    )  # fmt: skip


def _slope(months: list[Month], window: tuple[int, int] | None) -> float | None:
    """Return the least-squares slope of the net score over the months of a window; a silent month has the net 0."""
    if window is None or window[0] == window[1]:
        return None
    first, last = window
    size, middle = last - first + 1, (first + last) / 2
    spread = size * (size * size - 1) / 12
    return round(
        sum((number(m.month) - middle) * m.net for m in months if m.month and number(m.month) >= first) / spread, 6
    )
