"""The months of a pair: scores and counts, with the silent months between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Month:
    """What two sides did to one another in a month (YYYY-MM). ``cooperation`` and ``conflict`` are sums of the
    events' scale, neither below zero; ``quads`` counts acts by quad class 1 to 4."""

    month: str
    acts: int = 0
    cooperation: float = 0.0
    conflict: float = 0.0
    quads: tuple[int, int, int, int] = (0, 0, 0, 0)
    forth: int = 0
    back: int = 0

    @property
    def net(self) -> float:
        return self.cooperation - self.conflict


def month_of(row: Mapping[str, Any]) -> Month:
    """Return a month from a row with the sums of `acts`."""
    first, second, third, fourth = (int(row[f"quad_{quad}"]) for quad in (1, 2, 3, 4))
    return Month(
        row["month"] or "", int(row["acts"]), float(row["cooperation"]), float(row["conflict"]),
        (first, second, third, fourth), int(row["forth"]), int(row["back"]),
    )  # fmt: skip


def timeline(rows: Iterable[Mapping[str, Any]]) -> tuple[Month, ...]:
    """Return every month from the first to the last that a row has, in order; a silent one is empty. Rows without a
    month are left out."""
    known = {row["month"]: month_of(row) for row in rows if row["month"]}
    if not known:
        return ()
    return tuple(known.get(month) or Month(month) for month in span(min(known), max(known)))


def number(month: str) -> int:
    """Return the number of a month (YYYY-MM) since the year 0."""
    return 12 * int(month[:4]) + int(month[5:7]) - 1


def span(first: str, last: str) -> Iterator[str]:
    """Yield months from the first to the last."""
    for n in range(number(first), number(last) + 1):
        yield f"{n // 12:04}-{n % 12 + 1:02}"
