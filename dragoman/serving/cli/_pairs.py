"""The lines of `dragoman relate`: a text, and the spans of two actors in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.records import Reject


@dataclass(frozen=True, slots=True)
class Pair:
    """A text with the spans (start, end) of an actor and a recipient."""

    id: str | int | None
    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]


def read_pairs(lines: Iterable[str], name: str) -> Iterator[Pair | Reject]:
    """Yield a Pair for each line, or a Reject that says what is wrong with it. Blank lines are passed over."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Reject(place, "not JSON", str(error))
            continue
        problem = _problem(row)
        if problem:
            yield Reject(place, "not a pair", problem)
        else:
            yield Pair(row.get("id"), row["text"], tuple(row["actor"]), tuple(row["recipient"]))


def _problem(row: object) -> str | None:
    if not isinstance(row, dict):
        return 'each line must be an object: {"id", "text", "actor": [start, end], "recipient": [start, end]}'
    text = row.get("text")
    if not isinstance(text, str):
        return '"text" is missing or no string'
    for name in ("actor", "recipient"):
        span = row.get(name)
        if not (isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span)):
            return f'"{name}" must be [start, end], two whole numbers'
        if not 0 <= span[0] < span[1] <= len(text):
            return f'"{name}" {span} lies outside the text of {len(text)} characters, or is empty'
    return None
