"""How reports and answers show themselves in Jupyter: HTML with its colours in place, for notebooks drop style sheets.

An act has the colour of its quad class and its number after it; actors, recipients and speakers are underlined. The
tooltip of each says who did what to whom. Every word that came with a document is escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dragoman.records import FACES, UNKNOWN_CODE, Entity, Event, Report

if TYPE_CHECKING:
    from dragoman.store import Answer

QUADS: Mapping[int, tuple[str, str]] = {
    1: ("verbal cooperation", "#bfdbfe"),
    2: ("material cooperation", "#bbf7d0"),
    3: ("verbal conflict", "#fde68a"),
    4: ("material conflict", "#fecaca"),
}
_PARTIES = {"actor": "solid #15803d", "recipient": "solid #1d4ed8", "third party": "dotted #0e7490",
            "speaker": "dashed #a21caf"}  # fmt: skip
# A page of text; a whole book in one cell would stop the browser.
SHOWN_SIGNS = 20_000
SHOWN_ROWS = 20
SHOWN_CELL = 160
_BOX = "font-family:sans-serif;font-size:13px;line-height:1.5;max-width:60em"
_CELL = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"
# HTML has no place for these, escaped or not; a lone surrogate cannot be sent at all.
_NOT_HTML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def safe(text: object) -> str:
    """Return a text as HTML shows it, between tags and in attributes."""
    return escape(_NOT_HTML.sub("\N{REPLACEMENT CHARACTER}", str(text)), quote=True)


def who(entities: Sequence[Entity]) -> str:
    """Return entities by name and code: "Ministry of Defense (SRB/GOV), Russia (RUS/GOV)"."""
    return ", ".join(f"{one.name or one.text} ({'/'.join((one.code, *one.sector))})" for one in entities)


def act(event: Event) -> str:
    """Return who did what to whom, when and on whose word, as one line."""
    modes = f" ({', '.join(event.mode)})" if event.mode else ""
    to = f" → {who(event.recipient)}" if event.recipient else ""
    said = f", says {who(event.said_by)}" if event.said_by else ""
    aux = f", {', '.join(event.aux)}" if event.aux else ""
    return f"{who(event.actor) or 'nobody named'}: {event.event}{modes}{to}, {event.date or 'no date'}{aux}{said}"


def report_html(report: Report) -> str:
    """Return a report as HTML: its title, its text with the events marked, and a table of them."""
    document = report.document
    facts = (document.title, document.outlet, document.published, document.id)
    head = " · ".join(safe(fact) for fact in facts if fact)
    more = len(document.text) - SHOWN_SIGNS
    note = f"<p>… and {more:,} characters more, in <code>report.document.text</code></p>" if more > 0 else ""
    return (
        f'<div style="{_BOX}"><div style="font-weight:bold">{head}</div>{_legend()}'
        f'<div style="white-space:pre-wrap">{"".join(_marked(report))}</div>{note}{_events(report)}</div>'
    )


def _legend() -> str:
    acts = (f'<span style="background:{colour};color:#111">{name}</span>' for name, colour in QUADS.values())
    parties = (f'<span style="border-bottom:2px {line}">{role}</span>' for role, line in _PARTIES.items())
    return f'<div style="font-size:11px">{" ".join((*acts, *parties))}</div>'


def _marks(events: Sequence[Event]) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, style and tooltip of each stretch that is part of an event."""
    for n, event in enumerate(events, 1):
        told = f"{n}. {act(event)}"
        yield event.start, event.end, f"background:{QUADS.get(event.quad_code, ('', '#e5e7eb'))[1]};color:#111", told
        thirds = [third.entity for third in event.third_party]
        sides = zip(_PARTIES.items(), (event.actor, event.recipient, thirds, event.said_by), strict=True)
        for (role, line), entities in sides:
            for one in entities:
                if one.text:  # else the sentence does not name it
                    yield one.start, one.end, f"border-bottom:2px {line}", f"{role} of {told}"


def _marked(report: Report) -> Iterator[str]:
    """Yield the text in pieces, each in one element: marks may overlap, and elements may not."""
    text = report.document.text[:SHOWN_SIGNS]
    marks = [mark for mark in _marks(report.events) if 0 <= mark[0] < mark[1] <= len(text)]
    numbers: dict[int, list[str]] = {}
    for n, event in enumerate(report.events, 1):
        numbers.setdefault(event.end, []).append(str(n))
    cuts = sorted({0, len(text), *(at for start, end, *_ in marks for at in (start, end))})
    for start, end in pairwise(cuts):
        here = [mark for mark in marks if mark[0] <= start and end <= mark[1]]
        words = safe(text[start:end])
        if here:
            style = ";".join(dict.fromkeys(style for _, _, style, _ in here))
            tip = "\n".join(dict.fromkeys(tip for *_, tip in here))
            words = f'<span style="{style}" title="{safe(tip)}">{words}</span>'
        yield words + (f"<sup>{','.join(numbers[end])}</sup>" if end in numbers else "")


def _events(report: Report) -> str:
    if not report.events:
        return f"<p>No event: {safe(report.status)}</p>"
    rows = []
    for n, event in enumerate(report.events, 1):
        known = [one for one in event.actor + event.recipient if one.code != UNKNOWN_CODE]
        modes = f" ({', '.join(event.mode)})" if event.mode else ""
        name, colour = QUADS.get(event.quad_code, ("no quad class", "#e5e7eb"))
        kind = f'<span style="background:{colour};color:#111" title="{name}">{safe(event.event + modes)}</span>'
        cells = (str(n), kind, safe(who(event.actor)), safe(who(event.recipient)), safe(event.date or ""),
                 safe(", ".join(event.aux)), safe(who(event.said_by)), f"{event.confidence:.2f}")  # fmt: skip
        weight = "" if known else ";opacity:0.7"  # nobody in it could be told by a code
        rows.append(f'<tr style="background:none{weight}">{_cells("td", cells)}</tr>')
    names = ("", "event", "actor", "recipient", "date", "", "said by", "confidence")
    return f'<table style="{_BOX};margin-top:8px"><tr>{_cells("th", names)}</tr>{"".join(rows)}</table>'


def _cells(tag: str, cells: Sequence[str]) -> str:
    return "".join(f'<{tag} style="{_CELL}">{cell}</{tag}>' for cell in cells)


def answer_html(answer: Answer) -> str:
    """Return the first rows of an answer as an HTML table. The answer's own ``rows`` stay unread."""
    found = answer.first(SHOWN_ROWS + 1)
    rows = "".join(f"<tr>{_cells('td', [safe(_cell(cell)) for cell in row])}</tr>" for row in found[:SHOWN_ROWS])
    note = (
        f"<p>The first {SHOWN_ROWS} rows. All: <code>.to_pandas()</code>, <code>.to_polars()</code>, "
        "<code>.to_arrow()</code></p>"
        if len(found) > SHOWN_ROWS
        else ""
    )
    names = _cells("th", [safe(name) for name in answer.columns])
    return f'<div style="{_BOX}"><table><tr>{names}</tr>{rows}</table>{note}</div>'


def _cell(value: Any) -> str:
    """Return a value of a query on one line, cut where it is long."""
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (list, dict)) else str(value)
    return text if len(text) <= SHOWN_CELL else text[: SHOWN_CELL - 1] + "…"


FACES["Report"] = report_html
FACES["Answer"] = answer_html
