"""Every noun of Dragoman, once.

All records are frozen values. The text of a document is held once, in ``Document.text``; every other
record points into it with ``start`` and ``end`` (character offsets, half open), and
``document.text[start:end]`` is always exactly the words it shows. Field names of events are those of
PLOVER; the vocabulary is explained in docs/records.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
AUX_MODES = ("historical", "future", "hypothetical", "negation", "alleged")
SECTORS = (
    "GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PTY", "REB", "PRM", "UAF", "UNK", "OPP", "PRE", "ELI",
    "CVL", "SOC", "CRM", "BUS", "AGR", "LAB", "JRN", "MED", "EDU", "REL", "REF",
)  # fmt: skip
INTERNATIONAL_CODES = ("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC")
UNKNOWN_CODE = "---"  # a country or body that could not be told; said, never guessed

# The life of an accord, in the order in which it usually goes; one in force may be extended, suspended or breached.
ACCORD_STAGES = (
    "considered", "proposed", "in talks", "proceedings launched", "agreed", "confirmed", "signed", "published",
    "approved", "ratified", "in force", "extended", "suspended", "breached", "rejected", "ended",
)  # fmt: skip
# What an accord is about; "general" where the text does not tell, or where it is about several things at once.
ACCORD_KINDS = (
    "ceasefire", "peace", "political", "alliance", "military", "arms control", "nuclear", "border", "relations",
    "trade", "finance", "energy", "transport", "exchange", "migration", "justice", "rights", "environment", "union",
    "culture", "general",
)  # fmt: skip
TERM_KINDS = ("right", "duty", "ban", "promise")  # may, must, must not, will
TIES = (
    "member", "candidate", "outside", "neutral", "ally", "rival", "at war", "former enemy", "arms supplier",
    "presence", "recognises", "does not recognise", "under sanctions", "mediator", "affiliation",
)  # fmt: skip

PublishedBasis = Literal["given", "metadata", "url", "dateline", "inferred", "none"]
# headline, body and caption are read for events; the others are set apart and never coded.
ZoneKind = Literal["headline", "body", "caption", "dateline", "byline", "credit", "rights", "furniture"]
CODED_ZONES = ("headline", "body", "caption")
Via = Literal["name", "office", "nationality", "capital", "acronym", "pronoun", "description", "pattern", "unresolved"]

# Why a sentence (or a whole document) yields no event. The text beside each is what a person is shown.
SILENCE: Mapping[str, str] = {
    "no_actor": "no political actor is named",
    "no_act": "actors are named, but no act between them",
    "act_without_actor": "an act is named, but nobody who did it or suffered it",
    "other_domain": "sport, entertainment or markets, not politics",
    "low_confidence": "an event was read, but below the confidence asked for",
    "not_english": "the document is not in English",
    "furniture": "page furniture, a byline, a credit or a rights line",
    "empty": "nothing is left after cleaning",
    "too_long": "a stretch of text without a sentence end is too long to parse",
}


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One text as a reader found it, before cleaning.

    ``exact`` is true where the text came as a field of somebody's data set (a JSONL, CSV or Parquet row):
    offsets of other people's annotations refer to its characters, so cleaning marks its furniture but
    removes nothing. Text of pages and plain files is freed of furniture.
    """

    place: str  # where it was read: "dir/file.jsonl:214", for messages
    text: str
    id: str | None = None
    title: str | None = None
    published: date | None = None
    published_basis: PublishedBasis = "none"
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    exact: bool = False
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reject:
    """Something in the input that could not be read: set aside with its place and reason, and counted."""

    place: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of ``Document.text`` and what part of a report it is."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words that came with the text but are no part of the report; removed from it, kept here."""

    kind: ZoneKind
    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A photo caption: its words stay in the document's text, its credit is a zone of its own."""

    text: str
    start: int
    end: int
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was filed: "BELGRADE, Serbia (AP) -" gives place Belgrade, region Serbia, agency AP."""

    text: str
    place: str
    region: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One published text. All offsets anywhere refer to ``text``."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    published_basis: PublishedBasis = "none"
    published_note: str | None = None  # for an inferred date: what it was inferred from
    dateline: Dateline | None = None
    agency: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    rights: str | None = None
    byline: str | None = None
    captions: tuple[Caption, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    zones: tuple[Zone, ...] = ()  # cover the coded and the set-apart stretches of text, in order
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    """Who fills a role: one mention, and who it was on that day."""

    text: str  # the words of the mention; "" where the sentence does not name it but the document does
    start: int
    end: int
    name: str
    code: str = UNKNOWN_CODE  # ISO 3166 alpha-3, KOS, PSE, or one of INTERNATIONAL_CODES
    sector: tuple[str, ...] = ("UNK",)  # the first is the primary one; empty for a bare international body
    id: str | None = None
    role: str | None = None
    via: Via = "unresolved"
    why: str | None = None


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """A mediator, host, beneficiary or instrument of an event."""

    entity: Entity
    part: Literal["mediator", "host", "beneficiary", "instrument"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text and what it is in GeoNames; the ``plover`` form of it is `event_loc`."""

    text: str
    start: int
    end: int
    name: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    city: str | None = None
    province: str | None = None
    country: str | None = None  # ISO alpha-3
    feature_code: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and its TimeML value."""

    text: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Count:
    """A toll: a number or a range, inclusive; ``most`` is None where the text says "at least"."""

    least: int
    most: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Size:
    """How many were killed, hurt, arrested, driven out, or took part in an event."""

    dead: Count | None = None
    injured: Count | None = None
    arrested: Count | None = None
    displaced: Count | None = None
    participants: Count | None = None


@dataclass(frozen=True, slots=True)
class SentenceRef:
    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom. Field names are PLOVER's."""

    id: str
    doc: str
    event: str
    event_text: str
    start: int
    end: int
    sentence: SentenceRef
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    actor: tuple[Entity, ...] = ()
    recipient: tuple[Entity, ...] = ()
    third_party: tuple[ThirdParty, ...] = ()
    said_by: tuple[Entity, ...] = ()  # nearest speaker first; empty where the outlet says it itself
    date: str | None = None  # as precise as it is known: 2020-10-20, 2020-10, 2020
    date_precision: str | None = None
    event_loc: Place | None = None
    size: Size | None = None
    quad_code: int = 0
    event_scale: float = 0.0
    confidence: float = 0.0
    why: tuple[str, ...] = ()
    same_as: str | None = None  # the id of this act's first telling in the same document
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the report. ``silence`` is a key of SILENCE where it yields no event."""

    index: int
    start: int
    end: int
    kind: ZoneKind
    silence: str | None = None


@dataclass(frozen=True, slots=True)
class Parse:
    """A document with its grammar: one spaCy Doc over ``document.text``, so ``token.idx`` is a document
    offset. Sentences never cross a zone or a paragraph; those in zones that are not coded carry their kind."""

    document: Document
    doc: Doc
    sentences: tuple[Sentence, ...]

    def span(self, sentence: Sentence) -> tuple[int, int]:
        """Return the token range [first, last) of a sentence."""
        span = self.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
        return (span.start, span.end) if span is not None else (0, 0)


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase (or pronoun, or possessive) that stands for an actor: tokens [first, last), its head,
    and who it is. A phrase for several actors at once ("both sides", "the two countries") has several entities.
    """

    first: int
    last: int
    root: int
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """All actors of one document, found before any event is read. ``mentions`` is in text order; no two have
    the same root. A modifier that names an actor ("Turkish" in "Turkish shelling", "Serbia's" in "Serbia's
    arming") is a mention of its own unless it is part of a larger one ("the Turkish army" is one mention)."""

    mentions: tuple[Mention, ...]
    by_root: Mapping[int, Mention]

    def at(self, token: Token) -> Mention | None:
        """Return the mention headed by a token, or the one that contains it as its name."""
        return self.by_root.get(token.i)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say so: a slice of one document's text, never a copy of it."""

    doc: str
    start: int
    end: int

    def quote(self, document: Document) -> str:
        """Return the words. Raises ValueError for another document than the one they stand in."""
        if document.id != self.doc:
            raise ValueError(f"evidence of document {self.doc!r}, asked of document {document.id!r}")
        return document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step in the life of an accord, and on whose word. Offsets of its entities refer to the document of its
    first evidence; several documents that tell of the same step give one stage with several evidences."""

    stage: str  # one of ACCORD_STAGES
    by: tuple[Entity, ...] = ()  # who took the step; empty where nobody is named
    date: str | None = None  # as precise as it is known: 2020-10-20, 2020-10, 2020
    date_precision: str | None = None
    said_by: tuple[Entity, ...] = ()  # nearest speaker first; empty where the outlet says it itself
    aux: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One thing an accord lays down: who may, must, must not or will do what, on which condition, until when."""

    kind: str  # one of TERM_KINDS
    holder: tuple[Entity, ...] = ()  # whose right, duty or promise it is
    act: str = ""  # in the words of the text
    condition: str | None = None  # in the words of the text
    until: str | None = None  # in the words of the text
    said_by: tuple[Entity, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Accord:
    """An agreement through its life, of one document or, joined, of many. ``stages`` are by date, those of one day
    in the order of ACCORD_STAGES; stages that contradict one another stand side by side. Offsets of ``parties``
    refer to the document of the first mention."""

    id: str
    name: str | None = None  # of a known treaty
    parties: tuple[Entity, ...] = ()
    subject: str | None = None
    kind: str = "general"  # one of ACCORD_KINDS
    stages: tuple[Stage, ...] = ()
    status: str | None = None  # the stage reached; None where no stage is told
    terms: tuple[Term, ...] = ()
    mentions: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation between two actors, with no act. For a directed one (member, candidate, outside, arms
    supplier, presence, recognises, under sanctions, mediator) ``a`` is the member, supplier, guest or recogniser."""

    id: str
    tie: str  # one of TIES
    a: Entity
    b: Entity
    since: str | None = None
    until: str | None = None
    said_by: tuple[Entity, ...] = ()
    aux: tuple[str, ...] = ()
    doc: str | None = None
    start: int = 0
    end: int = 0
    source: Literal["text", "table"] = "text"
    contradicts: str | None = None  # the table row, or the id of the tie, that says otherwise
    why: tuple[str, ...] = ()  # what in the text, or which table row, says so


@dataclass(frozen=True, slots=True)
class Report:
    """Everything read from one document.

    ``status`` is "coded" (at least one event), or a key of SILENCE that says why there is none.
    """

    document: Document
    status: str
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    accords: tuple[Accord, ...] = ()
    ties: tuple[Tie, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()

    def _repr_html_(self) -> str | None:
        return face_of(self)


# How things show themselves in a notebook, by the name of their class: filled by serving/notebook.py, for a record
# knows no HTML.
FACES: dict[str, Callable[[Any], str]] = {}


def face_of(shown: object) -> str | None:
    """Return something as HTML; None where nothing has a face for it, and a notebook shows its plain form."""
    face = FACES.get(type(shown).__name__)
    return face(shown) if face is not None else None


def to_dict(record: Any) -> Any:
    """Return a record as plain JSON values: dates as ISO strings, tuples as lists, keys in field order."""
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_dict(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, Mapping):
        return {str(k): to_dict(v) for k, v in record.items()}
    if isinstance(record, (list, tuple)):
        return [to_dict(v) for v in record]
    if isinstance(record, date):
        return record.isoformat()
    return record


def event_lines(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the report's events as dictionaries, one a line of ``--to OUT.jsonl``."""
    for event in report.events:
        yield to_dict(event)


def all_lines(report: Report) -> Iterator[dict[str, Any]]:
    """Yield every record of the report, each with a ``record`` key that says which: document (with its
    times, places, entities, sentences and status), event, accord, tie."""
    yield {
        "record": "document",
        **to_dict(report.document),
        "status": report.status,
        **{name: to_dict(getattr(report, name)) for name in ("times", "places", "entities", "sentences")},
    }
    for name, records in (("event", report.events), ("accord", report.accords), ("tie", report.ties)):
        for record in records:
            yield {"record": name, **to_dict(record)}


def stable_id(*parts: object, length: int = 16) -> str:
    """Return a hexadecimal id that is the same in every process: sha256 over the parts."""
    joined = "\x1f".join(str(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def document_id(raw: RawDocument) -> str:
    """Return the id a text gets: the one given with it, else a hash of its url, else of its words."""
    return raw.id or stable_id(raw.url or raw.text)
