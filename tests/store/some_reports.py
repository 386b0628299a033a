"""Reports for the tests of the store: any at all (a hypothesis strategy), and one written out by hand."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from dragoman.records import (
    ACCORD_KINDS,
    ACCORD_STAGES,
    EVENT_TYPES,
    SECTORS,
    SILENCE,
    TERM_KINDS,
    TIES,
    Accord,
    Caption,
    Count,
    Dateline,
    Document,
    Entity,
    Event,
    Evidence,
    Furniture,
    Place,
    Report,
    Sentence,
    SentenceRef,
    Size,
    Stage,
    Term,
    ThirdParty,
    Tie,
    Time,
    Zone,
)

_text = st.text(max_size=12)  # NUL, right-to-left marks, emoji and all
_maybe = st.none() | _text
_offset = st.integers(0, 2**40)
_number = st.floats(allow_nan=False, allow_infinity=False)
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | _number | _text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_text, inner, max_size=3),
    max_leaves=5,
)
_meta = st.dictionaries(_text, _json, max_size=3)
_kind: Any = st.sampled_from(["headline", "body", "caption", "dateline", "byline", "credit", "rights", "furniture"])


def _many(one: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[Any]:
    return st.lists(one, max_size=most).map(tuple)


_via: Any = st.sampled_from(["name", "office", "pronoun", "unresolved"])
_entity = st.builds(
    Entity, text=_text, start=_offset, end=_offset, name=_text, code=_text, sector=_many(st.sampled_from(SECTORS)),
    id=_maybe, role=_maybe, via=_via, why=_maybe,
)  # fmt: skip
_count = st.builds(Count, least=_offset, most=st.none() | _offset, start=_offset, end=_offset)
_counted = st.none() | _count
_size = st.builds(Size, dead=_counted, injured=_counted, arrested=_counted, displaced=_counted, participants=_counted)
_place = st.builds(
    Place, text=_text, start=_offset, end=_offset, name=_maybe, geonameid=st.none() | _offset, lat=st.none() | _number,
    lon=st.none() | _number, city=_maybe, province=_maybe, country=_maybe, feature_code=_maybe,
)  # fmt: skip
_part: Any = st.sampled_from(["mediator", "host", "beneficiary", "instrument"])
_event = st.builds(
    Event, id=_text, doc=st.just(""), event=st.sampled_from(EVENT_TYPES), event_text=_text, start=_offset, end=_offset,
    sentence=st.builds(SentenceRef, _offset, _offset, _offset), mode=_many(_text), context=_many(_text),
    aux=_many(_text), actor=_many(_entity), recipient=_many(_entity),
    third_party=_many(st.builds(ThirdParty, entity=_entity, part=_part), 1), said_by=_many(_entity), date=_maybe,
    date_precision=_maybe, event_loc=st.none() | _place, size=st.none() | _size, quad_code=st.integers(0, 4),
    event_scale=_number, confidence=st.floats(0, 1), why=_many(_text), same_as=_maybe, story=_maybe,
)  # fmt: skip
_document = st.builds(
    Document, id=_text, text=st.text(max_size=60), title=_maybe, published=st.none() | st.dates(),
    published_basis=st.sampled_from(["given", "none"]), published_note=_maybe,
    dateline=st.none() | st.builds(Dateline, text=_text, place=_text, region=_maybe, agency=_maybe),
    agency=_maybe, outlet=_maybe, url=_maybe, language=_maybe, rights=_maybe, byline=_maybe,
    captions=_many(st.builds(Caption, text=_text, start=_offset, end=_offset, credit=_maybe)),
    furniture=_many(st.builds(Furniture, kind=_kind, text=_text)),
    zones=_many(st.builds(Zone, kind=_kind, start=_offset, end=_offset)), meta=_meta,
)  # fmt: skip
_evidence = st.builds(Evidence, doc=_text, start=_offset, end=_offset)
_stage = st.builds(
    Stage, stage=st.sampled_from(ACCORD_STAGES), by=_many(_entity, 1), date=_maybe, date_precision=_maybe,
    said_by=_many(_entity, 1), aux=_many(_text), evidence=_many(_evidence),
)  # fmt: skip
_term = st.builds(
    Term, kind=st.sampled_from(TERM_KINDS), holder=_many(_entity, 1), act=_text, condition=_maybe, until=_maybe,
    said_by=_many(_entity, 1), evidence=_many(_evidence),
)  # fmt: skip
_accord = st.builds(
    Accord, id=_text, name=_maybe, parties=_many(_entity), subject=_maybe, kind=st.sampled_from(ACCORD_KINDS),
    stages=_many(_stage), status=_maybe, terms=_many(_term), mentions=_many(_evidence),
)  # fmt: skip
_tie = st.builds(
    Tie, id=_text, tie=st.sampled_from(TIES), a=_entity, b=_entity, since=_maybe, until=_maybe,
    said_by=_many(_entity, 1), aux=_many(_text), doc=st.just(""), start=_offset, end=_offset,
    source=st.sampled_from(["text", "table"]), contradicts=_maybe, why=_many(_text),
)  # fmt: skip
_sentence = st.builds(
    Sentence, index=_offset, start=_offset, end=_offset, kind=_kind, silence=st.none() | st.sampled_from(list(SILENCE))
)


def _at_home(report: Report) -> Report:
    """Give the records the id of the document they are filed with."""
    home = report.document.id
    return replace(
        report,
        events=tuple(replace(event, doc=home) for event in report.events),
        ties=tuple(replace(tie, doc=home) for tie in report.ties),
    )


reports = st.builds(
    Report, document=_document, status=st.sampled_from(["coded", *SILENCE]), sentences=_many(_sentence),
    entities=_many(_entity), events=_many(_event), accords=_many(_accord, 1), ties=_many(_tie, 1),
    times=_many(st.builds(Time, text=_text, start=_offset, end=_offset, value=_text)), places=_many(_place),
).map(_at_home)  # fmt: skip


def a_report(doc: str = "paper-1", text: str = "Serbia and Russia met in Belgrade, killing none.") -> Report:
    """Return a report with every kind of record in it, and something in every field that a file shows."""
    serbia = Entity("Serbia", 0, 6, "Serbia", "SRB", ("GOV",), "SRB-GOV", None, "name", "countries: Serbia")
    russia = Entity("Russia", 11, 17, "Russia", "RUS", ("GOV", "MIL"), None, "president", "office", None)
    place = Place("Belgrade", 25, 33, "Belgrade", 792680, 44.80401, 20.46513, "Belgrade", None, "SRB", "PPLC")
    event = Event(
        id=f"{doc}-e1", doc=doc, event="CONSULT", event_text="met", start=18, end=21, sentence=SentenceRef(0, 0, 47),
        mode=("visit",), context=("diplomatic", "military"), aux=("historical",), actor=(serbia, russia),
        recipient=(russia,), third_party=(ThirdParty(serbia, "host"),), said_by=(serbia,), date="2020-10",
        date_precision="month", event_loc=place,
        size=Size(Count(3, 3, 1, 2), Count(10, 20, 1, 2), Count(5, None, 1, 2)),
        quad_code=1, event_scale=1.0, confidence=0.75, why=("met: CONSULT",),
    )  # fmt: skip
    words = (Evidence(doc, 18, 21),)
    signed = Stage("signed", (serbia, russia), "2020-10", "month", (serbia,), ("alleged",), words)
    visit = Term("right", (russia,), "visit units", "consent by the Serb side", "2021", (russia,), words)
    accord = Accord(
        "a1", "Treaty of Belgrade", (serbia, russia), "visits", "military", (signed,), "signed", (visit,), words
    )
    return Report(
        document=Document(doc, text, title="A meeting", published=date(2020, 10, 20), meta={"page": 4, "tags": ["a"]}),
        status="coded",
        sentences=(Sentence(0, 0, 47, "body"), Sentence(1, 48, 60, "body", "no_actor")),
        entities=(serbia, russia),
        events=(event,),
        accords=(accord,),
        ties=(Tie("t1", "ally", serbia, russia, doc=doc, source="table", contradicts="t2", why=("its ally",)),),
        times=(Time("October", 0, 7, "2020-10"),),
        places=(place,),
    )


assert {f.name for f in fields(Report)} == {
    "document", "status", "sentences", "entities", "events", "accords", "ties", "times", "places",
}, "a new field of Report: add it to the strategy above"  # fmt: skip
