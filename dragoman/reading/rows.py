"""One row of somebody's data set (JSON object, CSV row, Parquet row) as a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.reading.dates import read_date
from dragoman.reading.encoding import mend, plain
from dragoman.reading.limits import MAX_CHARACTERS
from dragoman.records import RawDocument, Reject

TEXT_KEYS = ("text", "body", "content", "event_text")
_DATE_KEYS = ("date", "published", "pub_date")
_TITLE_KEYS = ("title", "headline")
_OUTLET_KEYS = ("source", "outlet")
_LANGUAGE_KEYS = ("language", "lang")


def row_document(row: Mapping[str, Any], place: str) -> RawDocument | Reject:
    """Return the document a row holds, its text verbatim (``exact``), or why it holds none.

    Column names are matched whatever their case. Columns that are no field of a document go to ``meta``, and
    so does a date that cannot be read.
    """
    names = {str(key).strip().lower(): key for key in reversed(list(row))}  # of two alike, the first counts
    present = [names[key] for key in TEXT_KEYS if key in names]
    if not present:
        return Reject(place, "missing_text", f"columns here: {', '.join(map(str, row)) or 'none'}"[:300])
    text_key = next((key for key in present if isinstance(row[key], str) and row[key].strip()), None)
    if text_key is None:
        return Reject(place, "empty_text", f'column "{present[0]}"')
    text: str = row[text_key]
    if len(text) > MAX_CHARACTERS:
        return Reject(place, "too_long", f"{len(text):,} characters; a document may have {MAX_CHARACTERS:,}")
    used = {text_key}

    def take(*keys: str) -> Any:
        for key in keys:
            if key in names and names[key] not in used and row[names[key]] not in (None, ""):
                used.add(names[key])
                return row[names[key]]
        return None

    identity, title, outlet = take("id"), take(*_TITLE_KEYS), take(*_OUTLET_KEYS)
    url, language, given = take("url"), take(*_LANGUAGE_KEYS), take(*_DATE_KEYS)
    published = read_date(given)
    meta = {str(key): plain(value) for key, value in row.items() if key not in used and value not in (None, "")}
    if given is not None and (published is None or str(given) != published.isoformat()):
        meta["date"] = plain(given)
    return RawDocument(
        place=place,
        text=mend(text),
        id=None if identity is None else str(plain(identity)),
        title=_words(title),
        published=published,
        published_basis="given" if published else "none",
        outlet=_words(outlet),
        url=_words(url),
        language=_words(language),
        exact=True,
        meta=meta,
    )


def _words(value: Any) -> str | None:
    return (mend(str(plain(value))).strip() or None) if value is not None else None
