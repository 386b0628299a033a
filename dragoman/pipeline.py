"""The only file that knows the order of the stages: RawDocument -> Document -> Parse -> Cast -> events -> Report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman import text as text_stage
from dragoman.accords import Clock, find_accords
from dragoman.actors import ActorTables, Resolver
from dragoman.errors import InputError
from dragoman.events import EventCoder, relate
from dragoman.models import digest_of
from dragoman.parsing import BATCH, Parser
from dragoman.places import find_places, place_of
from dragoman.reading.rows import row_document
from dragoman.records import (
    CODED_ZONES,
    Document,
    Entity,
    Event,
    Parse,
    Place,
    RawDocument,
    Report,
    Sentence,
    SentenceRef,
    Time,
    Via,
    Zone,
    stable_id,
)
from dragoman.ties import Facts, find_ties
from dragoman.times import date_of, find_times
from dragoman.tolls import size_of

# Senses of a name that stand for a state or body, and how each names it.
_NAMING: Mapping[str, Via] = {
    "country": "name", "adjective": "nationality", "capital": "capital", "seat": "capital",
    "body": "name", "group": "name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose; the same options on the same input give the same output.

    ``min_confidence``: events below it are left out (0 to 1). ``actors``: tables of one's own (CSV, the columns of
    people.csv, bodies.csv, groups.csv or countries.csv), which win over ours.
    """

    min_confidence: float = 0.0
    actors: tuple[Path, ...] = ()

    def digest(self) -> str:
        """Return an id of the options, of the bytes of the tables they name, and of Dragoman's own code and tables:
        what was coded under another digest is coded anew."""
        tables = [stable_id(path.read_bytes().hex()) for path in self.actors]
        return stable_id(_own_digest(), self.min_confidence, *tables)


@cache
def _own_digest() -> str:
    return digest_of(Path(__file__).parent)


class Coder:
    """Reads documents and returns reports. Loads grammar and tables once; never touches the network.

    >>> coder = Coder()
    >>> report = coder.read("Peru expelled the Iranian ambassador.", published="2020-10-20")
    >>> [(e.event, e.actor[0].code, e.recipient[0].code) for e in report.events]
    [('SANCTION', 'PER', 'IRN')]
    """

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.parser = Parser()
        self.tables = ActorTables.load(self.options.actors)
        self.actors = Resolver(self.tables, nlp=self.parser.nlp)
        self.events = EventCoder()
        self.facts = _facts(self.tables)
        self._names = {code: country.name for code, country in self.tables.countries.items()}

    @property
    def good_to(self) -> date | None:
        """The day to which the table of people in office is known to be right."""
        day = self.tables.good_to["people.csv"]
        return date.fromisoformat(day) if day else None

    def read(
        self,
        text: str,
        *,
        published: date | str | None = None,
        title: str | None = None,
        id: str | None = None,
        url: str | None = None,
        outlet: str | None = None,
    ) -> Report:
        """Return everything read from one text. ``published`` is a date or YYYY-MM-DD; without it, the date is
        inferred from the text where that can be done, and marked so.

        Raises InputError where ``published`` is no date.
        """
        day = _day(published)
        raw = RawDocument(
            place="text", text=text, id=id, title=title, published=day,
            published_basis="given" if day else "none", url=url, outlet=outlet,
        )  # fmt: skip
        return self.code_raw(raw)

    def pipe(self, documents: Iterable[str | Mapping[str, Any] | RawDocument | Document]) -> Iterator[Report]:
        """Yield a report for each document, in order: a text, a mapping with the keys of a JSONL row, a
        RawDocument or a Document. Raises InputError for a mapping without text."""
        return self._code(map(self._document, documents))

    def code_raw(self, raw: RawDocument) -> Report:
        """Return the report of one document as a reader found it."""
        return next(self.pipe_raw([raw]))

    def pipe_raw(self, raws: Iterable[RawDocument]) -> Iterator[Report]:
        """Yield a report for each document as a reader found it, in order."""
        return self._code(map(text_stage.clean, raws))

    def relate(self, text: str, actor: tuple[int, int], recipient: tuple[int, int]) -> dict[str, float]:
        """Return the probability of each event type, and of NONE, between two spans (character offsets) of a text.

        Raises InputError where a span lies outside the text or is empty.
        """
        for name, (start, end) in (("actor", actor), ("recipient", recipient)):
            if not 0 <= start < end <= len(text):
                raise InputError(f"{name} [{start}, {end}]: not a span of the text, which has {len(text)} characters")
        document = Document(stable_id(text), text, zones=(Zone("body", 0, len(text)),))
        return relate(self.parser.parse(document), self.events, actor, recipient)

    def _document(self, given: str | Mapping[str, Any] | RawDocument | Document) -> Document:
        if isinstance(given, Document):
            return given
        if isinstance(given, str):
            given = RawDocument(place="text", text=given)
        elif not isinstance(given, RawDocument):
            made = row_document(given, "document")
            if not isinstance(made, RawDocument):
                raise InputError(f"A document handed to pipe() has {made.reason}: {made.detail}")
            given = made
        return text_stage.clean(given)

    def _code(self, documents: Iterable[Document]) -> Iterator[Report]:
        stream = iter(documents)
        while batch := list(islice(stream, BATCH)):
            readable = [document for document in batch if _silence(document) is None]
            parses = iter(self.parser.pipe(readable))
            for document in batch:
                silence = _silence(document)
                if silence is not None:
                    yield Report(document, silence, _unread(document, silence))
                else:
                    yield self._report(next(parses))

    def _report(self, parse: Parse) -> Report:
        cast = self.actors.cast(parse)
        events, sentences = self.events.code(parse, cast)
        events, sentences = self._confident(events, sentences)
        times = find_times(parse)
        places = find_places(parse, cast)
        events = tuple(self._set(event, parse, times, places) for event in events)
        entities = tuple(e for mention in cast.mentions for e in mention.entities)
        accords = find_accords(parse, cast, _clock(parse, times), self._names)
        ties = find_ties(replace(parse, sentences=sentences), cast, events, times, self.facts)
        return Report(
            parse.document, _status(events, sentences), sentences, entities, events,
            accords=accords, ties=ties, times=times, places=places,
        )  # fmt: skip

    @staticmethod
    def _set(event: Event, parse: Parse, times: tuple[Time, ...], places: tuple[Place, ...]) -> Event:
        """Return an event with when and where it was and how many it concerned."""
        day, precision = date_of(event, parse, times)
        return replace(
            event, date=day, date_precision=precision,
            event_loc=place_of(event, parse, places), size=size_of(event, parse),
        )  # fmt: skip

    def _confident(
        self, events: tuple[Event, ...], sentences: tuple[Sentence, ...]
    ) -> tuple[tuple[Event, ...], tuple[Sentence, ...]]:
        """Leave out what is below the confidence asked for, and say so in its sentence."""
        kept = tuple(e for e in events if e.confidence >= self.options.min_confidence)
        if len(kept) == len(events):
            return events, sentences
        told = {e.sentence.index for e in kept}
        lost = {e.sentence.index for e in events} - told
        marked = tuple(
            Sentence(s.index, s.start, s.end, s.kind, "low_confidence") if s.index in lost else s for s in sentences
        )
        return kept, marked


def _clock(parse: Parse, times: tuple[Time, ...]) -> Clock:
    """Return what dates the stages of an accord: the times of their own sentence, less those of its other words."""

    def clock(
        start: int, end: int, sentence: Sentence, others: tuple[tuple[int, int], ...]
    ) -> tuple[str | None, str | None]:
        own = [time for time in times if not any(a <= time.start < b for a, b in others)]
        where = SentenceRef(sentence.index, sentence.start, sentence.end)
        # "historical" keeps the day of the report out: that a stage is news, only its clause can tell.
        act = Event("", parse.document.id, "AGREE", "", start, end, where, aux=("historical",))
        return date_of(act, parse, own)

    return clock


def _facts(tables: ActorTables) -> Facts:
    """Return what the rules of ties need of the tables of actors."""
    countries = {code: country.name for code, country in tables.countries.items()}
    return Facts(partial(_named, tables), countries, tables.members)


def _named(tables: ActorTables, words: str) -> Entity | None:
    """Return the state or body that exactly these words name, or None."""
    found = tables.find(words)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(words)):
        return None
    for sense in found[0].senses:
        if sense.kind in _NAMING:
            country = tables.country(sense.code) if sense.kind not in ("body", "group") else None
            name = country.name if country is not None else sense.name
            return Entity(words, 0, len(words), name, sense.code, sense.sector, sense.id, None, _NAMING[sense.kind])
    return None


def _day(published: date | str | None) -> date | None:
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise InputError(f'published: "{published}" is not a date; give YYYY-MM-DD') from error


def _silence(document: Document) -> str | None:
    """Return why a document is not parsed at all, or None where it is."""
    if not any(zone.kind in CODED_ZONES for zone in document.zones):
        return "empty" if not document.text.strip() else "furniture"
    if document.language not in (None, "en"):
        return "not_english"
    return None


def _unread(document: Document, silence: str) -> tuple[Sentence, ...]:
    """One entry a zone, so that the reason can be had for every stretch of a document that was not parsed."""
    return tuple(
        Sentence(i, zone.start, zone.end, zone.kind, silence if zone.kind in CODED_ZONES else "furniture")
        for i, zone in enumerate(document.zones)
    )


def _status(events: tuple[Event, ...], sentences: tuple[Sentence, ...]) -> str:
    """Return "coded", or the reason that most sentences of the report give for their silence."""
    if events:
        return "coded"
    reasons = Counter(s.silence for s in sentences if s.kind in CODED_ZONES and s.silence)
    return min(reasons, key=lambda r: (-reasons[r], str(r))) if reasons else "furniture"
