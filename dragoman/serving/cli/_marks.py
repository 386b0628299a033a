"""Show which words of a text are an act, an actor, a recipient or a speaker: in colour, or with signs.

Without colour, "[A1 Serbia]" reads: these words are the actor of event 1; R is recipient, S speaker, T third
party, and * the act itself. With colour the same words carry a style, and the act its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from dragoman.records import Event

SIGNS: Mapping[str, str] = {"act": "*", "actor": "A", "recipient": "R", "third party": "T", "speaker": "S"}
STYLES: Mapping[str, str] = {
    "act": "bold black on yellow",
    "actor": "bold green",
    "recipient": "bold blue",
    "third party": "cyan",
    "speaker": "underline magenta",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One role that a stretch of text plays, and in which events (their numbers)."""

    start: int
    end: int
    role: str
    numbers: tuple[int, ...]


def marks_of(events: Sequence[Event], numbers: Mapping[str, int]) -> list[Mark]:
    """Return the marks of some events in text order, those of the same words and role joined."""
    found: dict[tuple[int, int, str], list[int]] = {}
    for event in events:
        spans = [("act", event.start, event.end)]
        spans += [("actor", e.start, e.end) for e in event.actor if e.text]
        spans += [("recipient", e.start, e.end) for e in event.recipient if e.text]
        spans += [("third party", t.entity.start, t.entity.end) for t in event.third_party if t.entity.text]
        spans += [("speaker", e.start, e.end) for e in event.said_by if e.text]
        for role, start, end in spans:
            listed = found.setdefault((start, end, role), [])
            if numbers[event.id] not in listed:
                listed.append(numbers[event.id])
    order = list(SIGNS)
    made = [Mark(start, end, role, tuple(sorted(ns))) for (start, end, role), ns in found.items()]
    return sorted(made, key=lambda m: (m.start, -m.end, order.index(m.role)))


def with_signs(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> str:
    """Return text[start:end] with a bracket around each mark that lies in it, outer marks outermost."""
    end = len(text) if end is None else end
    opening: dict[int, str] = {}
    closing: dict[int, int] = {}
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            label = SIGNS[mark.role] + ",".join(map(str, mark.numbers))
            opening[mark.start] = opening.get(mark.start, "") + f"[{label} "
            closing[mark.end] = closing.get(mark.end, 0) + 1
    pieces = []
    last = start
    for at in sorted({*opening, *closing}):
        pieces += [text[last:at], "]" * closing.get(at, 0), opening.get(at, "")]
        last = at
    return "".join([*pieces, text[last:end]])


def with_colour(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Text:
    """Return text[start:end] styled, with each act's event number after it."""
    end = len(text) if end is None else end
    inside = [m for m in marks if start <= m.start and m.end <= end]
    # Whoever is styled last shows: the act's background under the parties' colours.
    inside.sort(key=lambda m: list(SIGNS).index(m.role))
    styled = Text(text[start:end])
    for mark in inside:
        styled.stylize(STYLES[mark.role], mark.start - start, mark.end - start)
    made = Text()
    last = 0
    for mark in sorted((m for m in inside if m.role == "act"), key=lambda m: m.end):
        made.append(styled[last : mark.end - start])
        made.append(f" {','.join(map(str, mark.numbers))}", style="bold yellow")
        last = mark.end - start
    made.append(styled[last:])
    return made


def legend(colour: bool) -> Text:
    """Return the line that says what the marks mean."""
    made = Text("Marks: ")
    for i, (role, sign) in enumerate(SIGNS.items()):
        made.append(", " if i else "")
        made.append(role if colour else f"{sign} {role}", style=STYLES[role] if colour else "")
    made.append("; a number is the event's in the table below.")
    return made
