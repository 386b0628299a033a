"""A story: which documents tell it, why they were put together, and what was decided of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rich.console import Console
from rich.text import Text

from dragoman.serving.cli._console import parties
from dragoman.serving.cli._read_view import readable
from dragoman.store import Decided, Story, StoryEvent

# A flood of reports is for --json and the view `reports`.
SHOWN_REPORTS = 20


def show_story(story: Story, console: Console, of: str | None = None) -> None:
    """Print what a story tells and who tells it, each with the link that put it there; the report ``of`` which it was
    asked comes first."""
    console.print(Text(f"Story {story.id}", style="bold"))
    for name, value in _facts(story):
        console.print(Text(readable(f"  {name:<14}{value}")))
    told = sorted(story.events, key=lambda event: event.id != of)
    for event in islice(told, SHOWN_REPORTS):
        console.print()
        for line in _told(event, story.canonical):
            console.print(Text(readable(line)), soft_wrap=True)
    if len(told) > SHOWN_REPORTS:
        console.print()
        console.print(Text(f"and {len(told) - SHOWN_REPORTS:,} more: --json shows all"))
    if story.decisions:
        console.print()
        console.print(Text("Decided", style="bold"))
        for decided in story.decisions[:SHOWN_REPORTS]:
            console.print(Text(f"  {_said(decided)}"))
    console.print()


def span(least: int, most: int | None) -> str:
    """Return a number or a range as a person writes it."""
    if most is None:
        return f"at least {least}"
    return str(least) if least == most else f"{least}-{most}"


def _facts(story: Story) -> Iterator[tuple[str, str]]:
    yield "event", story.event
    yield "documents", str(story.reports)
    yield "own texts", f"{story.texts} (no copies of one another)"
    if story.earliest is not None and story.latest is not None:
        yield "dated", " to ".join(dict.fromkeys((story.earliest.isoformat(), story.latest.isoformat())))
    for toll, (low, high) in story.tolls.items():
        yield toll, span(low, high)
    if story.speakers:
        yield "said by", parties(story.speakers)


def _told(event: StoryEvent, canonical: str) -> Iterator[str]:
    day = event.published.isoformat() if event.published else "date not known"
    named = [event.doc, day, event.outlet, f'"{event.title}"' if event.title else None]
    stands = "; stands for all" if event.id == canonical else ""
    yield f"  {event.id}  {', '.join(part for part in named if part)}{stands}"
    if event.copy_of is not None:
        yield f"    copies the text of {event.copy_of}"
    if event.linked_to is not None:
        yield f"    is one with {event.linked_to} ({event.score:.1f}): {'; '.join(event.why)}"


def _said(decided: Decided) -> str:
    verb = "one event (merge)" if decided.same else "not one event (split)"
    return f"{decided.decided:%Y-%m-%d}: {decided.a} and {decided.b} are {verb}"
