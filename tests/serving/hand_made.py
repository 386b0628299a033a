"""A report made by hand, so that what is shown can be tested without coding anything."""

from __future__ import annotations

from datetime import date

from dragoman.records import (
    Caption,
    Dateline,
    Document,
    Entity,
    Event,
    Furniture,
    Report,
    Sentence,
    SentenceRef,
    Zone,
)

HEADLINE = "Peru expels envoy"
CAPTION = "Crowds in Lima on Monday."
FIRST = "Peru expelled the Iranian ambassador, the Foreign Ministry said."
SECOND = "The weather was fine."
TEXT = f"{HEADLINE}\n\n{CAPTION}\n\nLIMA – {FIRST} {SECOND}"


def entity(words: str, code: str, sector: str, name: str, within: str = FIRST) -> Entity:
    start = TEXT.index(within) + within.index(words)
    return Entity(words, start, start + len(words), name, code, (sector,), via="nationality", why="countries.csv")


def report() -> Report:
    first, second = TEXT.index(FIRST), TEXT.index(SECOND)
    start = first + FIRST.index("expelled")
    event = Event(
        id="e1",
        doc="d1",
        event="SANCTION",
        event_text="expelled",
        start=start,
        end=start + len("expelled"),
        sentence=SentenceRef(2, first, first + len(FIRST)),
        mode=("expel",),
        actor=(entity("Peru", "PER", "GOV", "Peru"),),
        recipient=(entity("Iranian", "IRN", "GOV", "Iran"),),
        said_by=(entity("the Foreign Ministry", "PER", "GOV", "Foreign Ministry of Peru"),),
        date="2020-10-20",
        date_precision="day",
        quad_code=4,
        event_scale=-5.5,
        confidence=0.81,
        why=('"expel" with an ambassador is SANCTION expel',),
    )
    dateline = TEXT.index("LIMA")
    document = Document(
        id="d1",
        text=TEXT,
        title=HEADLINE,
        published=date(2020, 10, 20),
        published_basis="inferred",
        published_note="first Tuesday after the caption",
        dateline=Dateline("LIMA –", "Lima"),
        language="en",
        captions=(Caption(CAPTION, TEXT.index(CAPTION), TEXT.index(CAPTION) + len(CAPTION), "AP/Doe"),),
        furniture=(Furniture("furniture", "Full Screen"),),
        zones=(
            Zone("headline", 0, len(HEADLINE)),
            Zone("caption", TEXT.index(CAPTION), TEXT.index(CAPTION) + len(CAPTION)),
            Zone("dateline", dateline, dateline + len("LIMA –")),
            Zone("body", first, len(TEXT)),
        ),
    )
    sentences = (
        Sentence(0, 0, len(HEADLINE), "headline", "no_act"),
        Sentence(1, TEXT.index(CAPTION), TEXT.index(CAPTION) + len(CAPTION), "caption", "no_actor"),
        Sentence(2, first, first + len(FIRST), "body"),
        Sentence(3, second, second + len(SECOND), "body", "no_actor"),
    )
    return Report(document, "coded", sentences, event.actor + event.recipient, (event,))
