"""What is in a chronicle: every store table and column, with its meaning.

The manual's page on the store is made from `TABLES` and `STRUCTS`, and a test fails where a column or a
struct field has no meaning. Column types follow from the records, so that the two cannot part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from dragoman import records
from dragoman.store import _shapes

# Raise it with every change to a table, and add a migration that keeps the data of older chronicles.
SCHEMA_VERSION = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a store table; ``hint`` is the Python type it is made from."""

    name: str
    meaning: str
    hint: Any

    @property
    def type(self) -> str:
        """The DuckDB type."""
        return _shapes.sql_type(self.hint)

    @property
    def arrow(self) -> pa.Field:
        return pa.field(self.name, _shapes.arrow_type(self.hint))


@dataclass(frozen=True, slots=True)
class Table:
    """One store table. ``record`` is the record class a row holds, where it holds one."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    record: type | None = None
    key: str | None = None

    @property
    def arrow(self) -> pa.Schema:
        return pa.schema([column.arrow for column in self.columns])

    @property
    def sql(self) -> str:
        """The CREATE TABLE statement."""
        lines = [
            f'  "{column.name}" {column.type}' + (" PRIMARY KEY" if column.name == self.key else "")
            for column in self.columns
        ]
        return f"CREATE TABLE {self.name} (\n" + ",\n".join(lines) + "\n)"


def _columns(record: type, meanings: Mapping[str, str]) -> tuple[Column, ...]:
    """Return a column for each field of a record. A field without a meaning gets none; the test finds it."""
    return tuple(Column(name, meanings.get(name, ""), hint) for name, hint in _shapes.hints(record).items())


TOLLS = tuple(field.name for field in fields(records.Size))
_START = "offset of the first character in the document's text"
_END = "offset just past the last character"
_FILED = Column("doc", "the document this was read from: documents.id", str)
_ORDER = Column("n", "place among the document's rows of this table, from 0", int)

STRUCTS: Mapping[type, Mapping[str, str]] = {
    records.Zone: {"kind": "which part of a report this stretch is", "start": _START, "end": _END},
    records.Furniture: {"kind": "what kind of furniture it is", "text": "the words that were removed"},
    records.Caption: {
        "text": "the words of the caption",
        "start": _START,
        "end": _END,
        "credit": "who took the picture, as the caption says",
    },
    records.Dateline: {
        "text": "the dateline as printed",
        "place": "where the report was filed",
        "region": "the country or province after the place",
        "agency": "the news agency in the dateline",
    },
    records.Entity: {
        "text": "the words of the mention; empty where the sentence does not name the entity",
        "start": _START,
        "end": _END,
        "name": "the canonical name",
        "code": "ISO 3166 alpha-3 country, KOS, PSE, an international code, or --- where it could not be told",
        "sector": "PLOVER sectors, the primary one first",
        "id": "a stable id; a Wikidata id where known",
        "role": "the office held on the event's date",
        "via": "how it was resolved: name, office, nationality, capital, acronym, pronoun, description, pattern",
        "why": "which table row or rule resolved it",
    },
    records.ThirdParty: {"entity": "who", "part": "mediator, host, beneficiary or instrument"},
    records.Place: {
        "text": "the words of the mention",
        "start": _START,
        "end": _END,
        "name": "the name in GeoNames",
        "geonameid": "the GeoNames id",
        "lat": "latitude in degrees north",
        "lon": "longitude in degrees east",
        "city": "city",
        "province": "first administrative division",
        "country": "ISO 3166 alpha-3",
        "feature_code": "the GeoNames feature code",
    },
    records.Count: {
        "least": "the number, or the lower end of the range",
        "most": "the upper end; null where the text says 'at least'",
        "start": _START,
        "end": _END,
    },
    records.Size: {
        "dead": "killed",
        "injured": "hurt",
        "arrested": "arrested or detained",
        "displaced": "driven from their homes",
        "participants": "taking part",
    },
    records.Evidence: {"doc": "the document the words stand in: documents.id", "start": _START, "end": _END},
    records.Stage: {
        "stage": "considered, proposed, in talks, proceedings launched, agreed, confirmed, signed, published, approved,"
        " ratified, in force, extended, suspended, breached, rejected or ended",
        "by": "who took the step; empty where nobody is named",
        "date": "when, as precisely as known: 2020-10-20, 2020-10 or 2020",
        "date_precision": "day, week, month, quarter, year or decade",
        "said_by": "on whose word, the nearest speaker first; empty where the outlet says it in its own voice",
        "aux": "historical, future, hypothetical, negation, alleged",
        "evidence": "the words that say so, in each document that does",
    },
    records.Term: {
        "kind": "right (may), duty (must), ban (must not) or promise (will)",
        "holder": "whose right, duty or promise it is",
        "act": "what may, must, must not or will be done, in the words of the text",
        "condition": "on which condition, in the words of the text",
        "until": "until when, in the words of the text",
        "said_by": "on whose word, the nearest speaker first; empty where the outlet says it in its own voice",
        "evidence": "the words that say so, in each document that does",
    },
    records.SentenceRef: {"index": "sentences.index", "start": _START, "end": _END},
}

_DOCUMENT = {
    "id": "the given id, else a hash of the url or the text; ~2, ~3 follow where one input has an id twice",
    "text": "the text as cleaned; all offsets anywhere refer to it",
    "title": "the title or headline given with the text",
    "published": "day of publication",
    "published_basis": "where that day comes from: given, metadata, url, dateline, inferred, none",
    "published_note": "for an inferred day: what it was inferred from",
    "dateline": "where the report was filed",
    "agency": "the news agency",
    "outlet": "who printed it",
    "url": "its address",
    "language": "ISO 639-1 code of the language it is in",
    "rights": "the rights line",
    "byline": "who wrote it",
    "captions": "its photo captions",
    "furniture": "words that came with the text and were removed from it",
    "zones": "which part of a report each stretch of the text is, in order",
    "meta": "whatever else came with the document, as JSON",
}
_EVENT = {
    "id": "the event's stable id",
    "doc": "the document this was read from: documents.id",
    "event": "one of the 16 PLOVER types",
    "event_text": "the words that name the act",
    "start": _START,
    "end": _END,
    "sentence": "the sentence it was read from",
    "mode": "PLOVER modes of the type",
    "context": "PLOVER contexts",
    "aux": "historical, future, hypothetical, negation, alleged",
    "actor": "who did it",
    "recipient": "to whom",
    "third_party": "mediator, host, beneficiary or instrument",
    "said_by": "on whose word, the nearest speaker first; empty where the outlet says it in its own voice",
    "date": "when, as precisely as known: 2020-10-20, 2020-10 or 2020",
    "date_precision": "day, week, month, quarter, year or decade",
    "event_loc": "where",
    "size": "tolls and numbers of participants",
    "quad_code": "PLOVER's quad: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict",
    "event_scale": "from conflict (negative) to cooperation (positive), as PLOVER scales its types",
    "confidence": "calibrated: of the events at 0.8, four in five are right",
    "why": "what in the text decided",
    "same_as": "id of this act's first telling in the same document",
    "story": "the story it is told in: stories.id; null until the run that filed it comes to its end",
}
_ACCORD = {
    "id": "the accord's stable id",
    "name": "the name of a known treaty; null for any other accord",
    "parties": "who agrees",
    "subject": "what it is about, in the words of the text",
    "kind": "what kind of agreement it is: one of the accord kinds",
    "stages": "its stages, by date, with who brought each about, on whose word, and evidence",
    "status": "the stage it has reached",
    "terms": "its terms with holder, act, condition, end and evidence",
    "mentions": "where it is spoken of",
}
_TIE = {
    "id": "the tie's stable id",
    "tie": "which standing relation",
    "a": "the one",
    "b": "the other",
    "since": "from when, as precisely as known",
    "until": "until when",
    "said_by": "on whose word, the nearest speaker first",
    "aux": "historical, future, hypothetical, negation, alleged",
    "doc": "the document this was read from: documents.id",
    "start": _START,
    "end": _END,
    "source": "text: a statement in the document; table: a table that knows the tie with its dates",
    "contradicts": "the table row, or the id of the tie, that says otherwise",
    "why": "what in the text, or which table row, says so",
}
_SENTENCE = {
    "index": "number of the sentence in the document, from 0",
    "start": _START,
    "end": _END,
    "kind": "which part of the report it stands in",
    "silence": "why it yields no event; null where it yields one",
}
_TIME = {"text": "the words", "start": _START, "end": _END, "value": "the TimeML value: 2020-10-20, P1Y, PRESENT_REF"}

TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "the documents, each once",
        (
            *_columns(records.Document, _DOCUMENT),
            Column("status", "coded, or why the document yields no event (a word of the silence list)", str),
            Column("text_digest", "sha256 over the text and metadata as they were read, before cleaning", str),
            Column("coder_digest", "digest of the version and options it was coded with: runs.coder_digest", str),
            Column("run", "the run that coded it: runs.id", int),
        ),
        records.Document,
        key="id",
    ),
    Table(
        "sentences",
        "the sentences of each document, and why those without an event have none",
        (_FILED, _ORDER, *_columns(records.Sentence, _SENTENCE)),
        records.Sentence,
    ),
    Table(
        "entities",
        "the mentions of actors in each document, and who they are",
        (_FILED, _ORDER, *_columns(records.Entity, STRUCTS[records.Entity])),
        records.Entity,
    ),
    Table(
        "events", "who did what to whom: one row an event", (_ORDER, *_columns(records.Event, _EVENT)), records.Event
    ),
    Table(
        "times", "the time expressions of each document", (_FILED, _ORDER, *_columns(records.Time, _TIME)), records.Time
    ),
    Table(
        "places",
        "the places each document names",
        (_FILED, _ORDER, *_columns(records.Place, STRUCTS[records.Place])),
        records.Place,
    ),
    Table(
        "accords",
        "agreements, their stages and terms",
        (_FILED, _ORDER, *_columns(records.Accord, _ACCORD)),
        records.Accord,
    ),
    Table("ties", "standing relations between two actors", (_ORDER, *_columns(records.Tie, _TIE)), records.Tie),
    Table(
        "stories",
        "what documents report as one event, each once",
        (
            Column("id", "the story's id: a digest of its canonical event's", str),
            Column("event", "one of the 16 PLOVER types", str),
            Column(
                "canonical",
                "the event that stands for all: the one with most told (both parties, a date to the day, a place, a"
                " mode, a toll), then the most confident, then the earliest published, then the smallest id: events.id",
                str,
            ),
            Column("earliest", "the first day that a report's date allows", date),
            Column("latest", "the last day that a report's date allows", date),
            Column("reports", "how many documents tell it", int),
            Column("texts", "how many of them are no copies of one another", int),
            *(
                Column(f"{toll}_{end}", f"{toll}: {meaning}", int)
                for toll in TOLLS
                for end, meaning in (
                    ("low", "the least that a report tells"),
                    ("high", "the most that one tells; null where one says 'at least'"),
                )
            ),
            Column("speakers", "on whose word, each once", tuple[records.Entity, ...]),
        ),
    ),
    Table(
        "story_events",
        "which event is told in which story, and why; an act told twice in one document (events.same_as) is here once",
        (
            Column("id", "the event: events.id", str),
            Column("story", "its story: stories.id", str),
            Column("doc", "the document that tells it: documents.id", str),
            Column("family", "the family of types within which it is compared", str),
            Column("earliest", "the first day that its date allows", date),
            Column("latest", "the last day that its date allows", date),
            Column("linked_to", "the event of the story that it is most alike: events.id; null where it is alone", str),
            Column("score", "how alike they are: a sum of what speaks for and against", float),
            Column("why", "what spoke for and against, each with its weight", tuple[str, ...]),
            Column("component", "smallest id of the events that links and decisions lead to from it", str),
        ),
    ),
    Table(
        "links",
        "every two events found alike enough to be one, whether their stories were joined or not",
        (
            Column("a", "the one event, the smaller id: events.id", str),
            Column("b", "the other", str),
            Column("score", "how alike they are", float),
            Column("why", "what spoke for and against, each with its weight", tuple[str, ...]),
            Column("family", "the family of types within which they were compared; null for copies of one text", str),
            Column("stretch", "the stretch of days in which they were compared; null for copies of one text", int),
            Column("text", "the text that both copy: copies.first; null where they were compared by their days", str),
        ),
    ),
    Table(
        "decisions",
        "what a person decided of two events, kept through later runs; the later decision wins",
        (
            Column("n", "place in the order of decisions, from 1", int),
            Column("a", "the one event, the smaller id: events.id", str),
            Column("b", "the other", str),
            Column("same", "true: they are one event (dragoman merge); false: they are not (dragoman split)", bool),
            Column("decided", "when, UTC", datetime),
        ),
    ),
    Table(
        "copies",
        "which text each document prints",
        (
            Column("doc", "the document: documents.id", str),
            Column(
                "first",
                "the document whose text it copies, the earliest published of those most alike; its own id where it"
                " is no copy",
                str,
            ),
            Column("published", "its day of publication when copies were found", date),
            Column("digest", "digest of what is compared of its text", str),
            Column("keys", "its MinHash bands: copies have at least one in common", tuple[int, ...]),
        ),
    ),
    Table(
        "unlinked",
        "documents filed since stories were last linked: the next run that comes to its end links them",
        (Column("doc", "the document: documents.id", str),),
    ),
    Table(
        "runs",
        "each pass over a set of documents",
        (
            Column("id", "number of the run, from 1", int),
            Column("version", "version of the program", str),
            Column("options", "the options it ran with, as text", str),
            Column("options_digest", "digest of the options", str),
            Column("coder_digest", "digest of version and options together", str),
            Column("inputs", "the inputs as named on the command line", tuple[str, ...]),
            Column("started", "when it began, UTC", datetime),
            Column("finished", "when it ended, UTC; null where it was stopped or still runs", datetime),
            Column("documents_read", "documents met in the input", int),
            Column("documents_filed", "documents coded and filed", int),
            Column("documents_present", "documents met that were here already, unchanged", int),
            Column("copies", "documents met again under the same id with the same text, in the same input", int),
            Column("rejected", "pieces of input set aside: rejects", int),
            Column("events", "events filed", int),
        ),
    ),
    Table(
        "rejects",
        "pieces of input that could not be read or coded",
        (
            Column("id", "digest of place, reason and detail", str),
            Column("run", "the last run that met it: runs.id", int),
            Column("place", "where it was read: file and line", str),
            Column("reason", "what was wrong, in a few words", str),
            Column("detail", "more about it", str),
            Column("doc", "the document's id where it had one", str),
        ),
    ),
    Table(
        "meta",
        "facts about this file",
        (Column("key", "name of the fact: schema_version, created_by", str), Column("value", "the fact", str)),
        key="key",
    ),
)
TABLE: Mapping[str, Table] = {table.name: table for table in TABLES}
# Filed under a document, in the order of Report's fields.
FILED = ("sentences", "entities", "events", "accords", "ties", "times", "places")


def columns() -> tuple[tuple[str, Column], ...]:
    """Return (table name, column) for every column of the store."""
    return tuple((table.name, column) for table in TABLES for column in table.columns)


def event_schema() -> pa.Schema:
    """Return the Arrow schema of events as they are written to Parquet: the fields of Event, nested; each
    field's meaning is in its metadata."""
    return pa.schema(
        [column.arrow.with_metadata({"meaning": column.meaning}) for column in _columns(records.Event, _EVENT)]
    )
