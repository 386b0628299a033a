"""Read RSS and Atom files: one document an entry."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import feedparser

from dragoman.reading.dates import read_date
from dragoman.reading.encoding import tidy
from dragoman.reading.html import fragment_text
from dragoman.reading.limits import MAX_CHARACTERS, MAX_FILE_BYTES
from dragoman.reading.whole import read_whole
from dragoman.records import RawDocument, Reject


def read(stream: BinaryIO, place: str) -> Iterator[RawDocument | Reject]:
    """Yield one document an entry (its content, else its summary); its place is ``place:number``, from 1."""
    data = read_whole(stream)
    if data is None:
        yield Reject(place, "too_long", f"more than {MAX_FILE_BYTES:,} bytes")
        return
    if not data.strip():
        yield Reject(place, "empty_file")
        return
    feed = feedparser.parse(io.BytesIO(data))  # a stream, never a string: a string could be taken for an address
    if not feed.version and not feed.entries:
        yield Reject(place, "no_feed", str(feed.get("bozo_exception", ""))[:200])
        return
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, feed.feed, f"{place}:{number}")
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield Reject(place, "corrupt", str(feed.bozo_exception)[:200])


def _entry(entry: Any, feed: Any, place: str) -> RawDocument | Reject:
    contents = [c.get("value", "") for c in entry.get("content", ())]
    text = tidy(fragment_text(max([*contents, entry.get("summary", "")], key=len) or ""))
    if not text.strip():
        return Reject(place, "empty_text", "the entry has neither content nor summary")
    if len(text) > MAX_CHARACTERS:
        return Reject(place, "too_long", f"{len(text):,} characters; a document may have {MAX_CHARACTERS:,}")
    given = entry.get("published") or entry.get("updated")
    published = read_date(given)
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    if published is None and parsed:
        published = read_date(f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}")
    meta = {key: str(entry[key]) for key in ("author",) if entry.get(key)}
    if given and published is None:
        meta["date"] = str(given)
    language = str(feed.get("language", "")).split("-")[0].lower()
    return RawDocument(
        place=place,
        text=text,
        id=str(entry["id"]) if entry.get("id") else None,
        title=tidy(fragment_text(entry.get("title", ""))).strip() or None,
        published=published,
        published_basis="given" if published else "none",
        outlet=tidy(str(feed.get("title", ""))).strip() or None,
        url=entry.get("link") or None,
        language=language or None,
        meta=meta,
    )
