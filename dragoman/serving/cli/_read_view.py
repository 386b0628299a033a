"""`dragoman read`: one document for a person's eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.records import CODED_ZONES, SILENCE, Document, Event, Report
from dragoman.serving.cli._console import act, counts, parties, shorten, table
from dragoman.serving.cli._marks import legend, marks_of, with_colour, with_signs

# Shown of a sentence that yields no event, and of what was set apart.
GLIMPSE = 72
# Control characters of a text would act on the terminal; each is shown as one sign, so that offsets stay.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127, *range(128, 160)), "\N{REPLACEMENT CHARACTER}")


def readable(text: str) -> str:
    """Return a text of the same length without characters that act on a terminal."""
    return text.translate(_CONTROLS)


def show_report(report: Report, console: Console) -> None:
    """Print a document with its spans marked, its fields, its events, and why the rest yields none."""
    document = report.document
    colour = console.color_system is not None and not console.no_color
    numbers = {event.id: n for n, event in enumerate(report.events, 1)}
    console.print(_fields(document))
    console.print()
    marks = marks_of(report.events, numbers)
    text = readable(document.text)
    for start, end, kind in _paragraphs(document):
        shown = with_colour(text, marks, start, end) if colour else Text(with_signs(text, marks, start, end))
        if kind not in CODED_ZONES:
            shown.stylize("dim")
        elif kind == "headline":
            shown.stylize("bold")
        if kind != "body":
            shown = Text(f"{kind}: ", style="dim") + shown
        console.print(shown)
        console.print()
    if report.events:
        console.print(legend(colour))
        console.print()
        console.print(events_table(report.events))
    else:
        console.print(f"No event. Status: {report.status} ({SILENCE.get(report.status, report.status)}).")
    for shown_table in _silences(report):
        console.print(shown_table)


def events_table(events: tuple[Event, ...]) -> Table:
    """Return a table of events, one a row."""
    made = table("#", "type (mode)", "actor -> recipient", "aux", "said by", "when", "conf.", "words")
    for n, event in enumerate(events, 1):
        made.add_row(
            str(n),
            act(event),
            f"{parties(event.actor) or '(nobody named)'} -> {parties(event.recipient) or '(nobody)'}",
            ", ".join(event.aux),
            parties(event.said_by),
            event.date or "",
            f"{event.confidence:.2f}",
            readable(" ".join(event.event_text.split())),
        )
    return made


def _fields(document: Document) -> Table:
    made = Table(box=None, show_header=False, pad_edge=False)
    made.add_column(style="dim", no_wrap=True)
    made.add_column(overflow="fold")
    published = document.published.isoformat() if document.published else "not known"
    basis: str = document.published_basis if document.published else ""
    if document.published_note:
        note = document.published_note
        basis = note if note.startswith(basis) else f"{basis}: {note}"
    rows = [
        ("document", document.id),
        ("title", document.title),
        ("published", f"{published} ({basis})" if basis else published),
        ("dateline", document.dateline.text if document.dateline else None),
        ("agency", document.agency),
        ("outlet", document.outlet),
        ("byline", document.byline),
        ("rights", document.rights),
        ("language", document.language),
        ("url", document.url),
    ]
    rows += [("caption", f"{shorten(c.text, GLIMPSE)} ({c.credit or 'no credit'})") for c in document.captions]
    rows += [("set apart", f"{f.kind}: {shorten(f.text, GLIMPSE)}") for f in document.furniture]
    for name, value in rows:
        if value:
            made.add_row(name, readable(value))
    return made


def _paragraphs(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, zone kind) of every paragraph, cut also where a zone begins or ends."""
    text = document.text
    edges = {0, len(text)}
    for zone in document.zones:
        edges |= {zone.start, zone.end}
    at = 0
    for line in text.splitlines(keepends=True):
        edges.add(at)
        at += len(line)
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            kind = next((z.kind for z in document.zones if z.start <= left < z.end), "body")
            yield left, start + len(piece.rstrip()), kind


def _silences(report: Report) -> Iterator[Table]:
    """Yield what a person asks next: which sentences yield no event, and why."""
    silent = [s for s in report.sentences if s.silence]
    if not silent:
        return
    made = table("sentence", "why no event", "begins")
    for sentence in silent:
        words = readable(report.document.text[sentence.start : sentence.end])
        why = SILENCE.get(sentence.silence or "", sentence.silence or "")
        made.add_row(str(sentence.index), why, shorten(words, GLIMPSE))
    yield made
    tally = Counter(SILENCE.get(s.silence or "", s.silence or "") for s in silent)
    summed = counts("Sentences without an event", sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])))
    if summed is not None and len(silent) > 1:
        yield summed
