"""`dragoman explain`: one event, and what decided each part of it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.records import Document, Entity, Event, to_dict
from dragoman.serving.cli._console import act, party, table
from dragoman.serving.cli._marks import legend, marks_of, with_colour, with_signs
from dragoman.serving.cli._read_view import readable
from dragoman.serving.cli._story_view import show_story, span
from dragoman.store import Story


def show_event(event: Event, document: Document, story: Story | None, console: Console) -> None:
    """Print an event's sentence with its marks, every field, the reasons, how each entity was resolved, and why it is
    told in its story."""
    colour = console.color_system is not None and not console.no_color
    marks = marks_of([event], {event.id: 1})
    # A speaker or an actor may stand in another sentence; show from the first mark to the last.
    start = min([event.sentence.start, *(m.start for m in marks)])
    end = max([event.sentence.end, *(m.end for m in marks)])
    text = readable(document.text)
    shown = with_colour(text, marks, start, end) if colour else Text(with_signs(text, marks, start, end))
    title = f'"{document.title}", ' if document.title else ""
    published = document.published.isoformat() if document.published else "date not known"
    console.print(Text(readable(f"{title}{document.id}, {published}; characters {event.start} to {event.end}")))
    console.print()
    console.print(shown)
    console.print()
    console.print(legend(colour))
    console.print()
    console.print(_fields(event))
    console.print()
    console.print(Text("Why", style="bold"))
    for reason in event.why or ("nothing was noted",):
        console.print(Text(f"  - {readable(reason)}"))
    people = table("role", "words", "who", "code", "office", "resolved by", "why")
    for role, entity in _roles(event):
        people.add_row(
            role, readable(entity.text) or "(not in the text)", entity.name, party(entity), entity.role or "",
            entity.via, entity.why or "",
        )  # fmt: skip
    if people.row_count:
        console.print()
        console.print(people)
    console.print()
    if story is None:
        console.print(Text("In no story yet: the next dragoman code that comes to its end links it."))
    else:
        show_story(story, console, event.same_as or event.id)


def _roles(event: Event) -> Iterator[tuple[str, Entity]]:
    for entity in event.actor:
        yield "actor", entity
    for entity in event.recipient:
        yield "recipient", entity
    for third in event.third_party:
        yield third.part, third.entity
    for entity in event.said_by:
        yield "said by", entity


def _fields(event: Event) -> Table:
    made = Table(box=None, show_header=False, pad_edge=False)
    made.add_column(style="dim", no_wrap=True)
    made.add_column(overflow="fold")
    when = f"{event.date} ({event.date_precision})" if event.date else "not known"
    rows = [
        ("id", event.id),
        ("event", act(event)),
        ("words", event.event_text),
        ("context", ", ".join(event.context)),
        ("aux", ", ".join(event.aux)),
        ("date", when),
        ("place", _place(event)),
        ("size", _size(event)),
        ("quad_code", str(event.quad_code)),
        ("event_scale", f"{event.event_scale:g}"),
        ("confidence", f"{event.confidence:.2f}"),
        ("same_as", event.same_as or ""),
        ("story", event.story or ""),
    ]
    for name, value in rows:
        made.add_row(name, readable(value) if value else "-")
    return made


def _place(event: Event) -> str:
    place = event.event_loc
    if place is None:
        return ""
    known = [place.name or place.text, place.province, place.country]
    return ", ".join(part for part in known if part)


def _size(event: Event) -> str:
    parts = []
    for name, count in (to_dict(event.size) or {}).items():
        if count:
            parts.append(f"{name}: {span(count['least'], count['most'])}")
    return "; ".join(parts)
