"""Events with any text at all, for what must hold of every file: blanks, quotes, line ends, other scripts, nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from dragoman.records import (
    AUX_MODES,
    EVENT_TYPES,
    SECTORS,
    Count,
    Document,
    Entity,
    Event,
    Place,
    Report,
    SentenceRef,
    Size,
    ThirdParty,
)
from dragoman.running import link_stories, merge_stories
from dragoman.store import Chronicle

# What breaks files is drawn as often as all other text together.
_awkward = st.sampled_from([
    "", " ", "\t", "\n", "\r\n", "\r", '"', "\'", '"two\tcells"', "a;b", "a; b", ",", "\\", "\\n", "<b>&amp;", "]]>",
    "#", "None", "NA", "null", "0", "-", "=1+1", "République du Congo", "Великие Луки", "东京", "صنعاء", "Đà\u00a0Nẵng",
    "e\u0301", "\ufeff", "\u2028", "\x00", "\x1b[0m", "\x85", "😀" * 40,
])  # fmt: skip
texts = st.lists(_awkward | st.text(max_size=6), max_size=3).map("".join)
maybe = st.none() | texts
_offset = st.integers(0, 10**6)
_days = st.dates(date(1, 1, 1), date(9998, 12, 31))
_dates = (
    st.none()
    | st.sampled_from(["2011-03-02", "2011-03", "2011-W09", "2011-Q1", "2011", "201", "soon"])
    | _days.map(str)
)
_codes = st.sampled_from(["GHA", "TGO", "KOS", "PSE", "UNO", "IGO", "NGO", "---"])


def _many(one: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(one, max_size=most, unique_by=repr).map(tuple)


_sectors = st.lists(st.sampled_from(SECTORS), max_size=2, unique=True).map(tuple)
_entity = st.builds(Entity, texts, _offset, _offset, texts, _codes, _sectors, maybe, maybe)
_count = st.none() | st.builds(Count, _offset, st.none() | _offset, _offset, _offset)
_lat, _lon = (st.none() | st.floats(-most, most) for most in (90, 180))
_place = st.builds(
    Place, texts, _offset, _offset, maybe, st.none() | _offset, _lat, _lon, maybe, maybe,
    st.none() | st.sampled_from(["GHA", "USA"]), st.none() | st.sampled_from(["PPL", "ADM1", "PCLI"]),
)  # fmt: skip
_event = st.builds(
    Event, id=st.just(""), doc=st.just(""), event=st.sampled_from(EVENT_TYPES), event_text=texts, start=_offset,
    end=_offset, sentence=st.builds(SentenceRef, st.integers(0, 3), _offset, _offset),
    mode=_many(st.sampled_from(["visit", "beat"])), context=_many(st.sampled_from(["health", "military"])),
    aux=_many(st.sampled_from(AUX_MODES), 1), actor=_many(_entity, 3), recipient=_many(_entity),
    third_party=_many(st.builds(ThirdParty, _entity, st.just("host")), 1), said_by=_many(_entity, 1), date=_dates,
    date_precision=st.none() | st.just("day"), event_loc=st.none() | _place,
    size=st.none() | st.builds(Size, _count, _count),
    quad_code=st.integers(1, 4), event_scale=st.floats(-10, 10), confidence=st.floats(0, 1), why=_many(texts),
)  # fmt: skip
_document = st.builds(
    Document, id=texts, text=texts, title=maybe, published=st.none() | _days, outlet=maybe, agency=maybe, url=maybe,
    language=st.none() | st.just("en"), rights=maybe,
)  # fmt: skip


def _filed(found: Sequence[tuple[Document, Sequence[Event]]]) -> list[Report]:
    """Give everything its own id and put the documents in the order in which they are filed."""
    documents = sorted(
        ((replace(document, id=f"{document.id}~{n}"), told) for n, (document, told) in enumerate(found)),
        key=lambda one: one[0].id.encode(),
    )
    return [
        Report(document, "coded", events=tuple(
            replace(event, id=f"e{n}-{m}", doc=document.id) for m, event in enumerate(told)
        ))
        for n, (document, told) in enumerate(documents)
    ]  # fmt: skip


reports = st.lists(st.tuples(_document, st.lists(_event, max_size=2)), min_size=1, max_size=3).map(_filed)


def filed(folder: Path, told: Sequence[Report]) -> Chronicle:
    """Return a chronicle of reports."""
    made = Chronicle.open(folder / "many.duckdb")
    made.add(told, made.start_run("0.0", "options", "digest"))
    return made


def linked(folder: Path, told: Sequence[Report], *one: str) -> Chronicle:
    """Return a chronicle whose stories are made, and in which the events named are one by decision: what they are
    found to be without it is no matter here."""
    made = filed(folder, told)
    link_stories(made)
    for other in one[1:]:
        first, second = story_of(made, one[0]), story_of(made, other)
        if first != second:
            merge_stories(made, first, second)
    return made


def story_of(chronicle: Chronicle, event: str) -> str:
    """Return the story that tells an event."""
    (story,) = next(iter(chronicle.query(f"SELECT story FROM events WHERE id = '{event}'").rows))
    return str(story)
