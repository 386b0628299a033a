"""A coder without grammar, for tests of the machinery around it: one event for each word that looks like
a country (SRB, Serbia)."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from dragoman.records import (
    Document,
    Entity,
    Event,
    RawDocument,
    Report,
    Sentence,
    SentenceRef,
    Time,
    Zone,
    document_id,
    stable_id,
)


@dataclass(frozen=True)
class FakeOptions:
    flavour: str = "plain"
    seconds: float = 0.0  # that coding one document takes
    deadly: str = "%kill%"  # a text with this word ends the process

    def digest(self) -> str:
        return stable_id("fake", self.flavour)


@dataclass
class FakeCoder:
    """Raises ValueError over a text with "%raise%"."""

    options: FakeOptions = field(default_factory=FakeOptions)
    coded: list[str] = field(default_factory=list)
    good_to: date | None = None

    def code_raw(self, raw: RawDocument) -> Report:
        if "%raise%" in raw.text:
            raise ValueError("a text that\ncannot be coded")
        if self.options.deadly in raw.text:
            os._exit(9)
        time.sleep(self.options.seconds)
        self.coded.append(raw.text)
        doc, text = document_id(raw), raw.text
        document = Document(doc, text, title=raw.title, published=raw.published, outlet=raw.outlet, url=raw.url,
                            zones=(Zone("body", 0, len(text)),), meta=raw.meta)  # fmt: skip
        events = tuple(
            _event(doc, text, match, self.options.flavour)
            for match in re.finditer(r"\b[A-Z]{3}\b|\b[A-Z][a-z]{3,}\b", text)
        )
        silence = None if events else "no_actor"
        return Report(
            document=document,
            status=silence or "coded",
            sentences=(Sentence(0, 0, len(text), "body", silence),),
            entities=tuple(entity for event in events for entity in event.actor),
            events=events,
            times=tuple(Time(m[0], m.start(), m.end(), m[0]) for m in re.finditer(r"\b\d{4}\b", text)),
        )

    def pipe_raw(self, raws: Iterable[RawDocument]) -> Iterator[Report]:
        for raw in raws:
            yield self.code_raw(raw)


def _event(doc: str, text: str, match: re.Match[str], flavour: str) -> Event:
    actor = Entity(match[0], match.start(), match.end(), match[0].title(), match[0][:3].upper(), ("GOV",), via="name")
    return Event(
        id=stable_id(doc, match.start()),
        doc=doc,
        event="CONSULT",
        event_text=match[0],
        start=match.start(),
        end=match.end(),
        sentence=SentenceRef(0, 0, len(text)),
        actor=(actor,),
        why=(flavour,),
    )
