"""Read a plain text file: the whole file is one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.reading import html
from dragoman.reading.encoding import decode, is_binary, tidy
from dragoman.reading.limits import MAX_CHARACTERS, MAX_FILE_BYTES
from dragoman.reading.whole import read_whole
from dragoman.records import RawDocument, Reject

_PAGE = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body|article|div|p)\b", re.I | re.S
)


def read(stream: BinaryIO, place: str) -> Iterator[RawDocument | Reject]:
    """Yield the one document of a text file; a page saved as .txt is read as the page it is."""
    data = read_whole(stream)
    if data is None:
        yield Reject(place, "too_long", f"more than {MAX_FILE_BYTES:,} bytes")
        return
    if not data.strip():
        yield Reject(place, "empty_file")
        return
    text = decode(data)
    if text is None:
        yield Reject(place, "binary" if is_binary(data[:8192]) else "undecodable")
        return
    if is_page(text):
        yield html.page_document(text, place)
        return
    yield text_document(text, place)


def text_document(text: str, place: str, url: str | None = None) -> RawDocument | Reject:
    """Return decoded text as a document, or why it is none."""
    if len(text) > MAX_CHARACTERS:
        return Reject(place, "too_long", f"{len(text):,} characters; a document may have {MAX_CHARACTERS:,}")
    if not text.strip("\ufeff \t\r\n\x00"):
        return Reject(place, "empty_text")
    return RawDocument(place, tidy(text), url=url)


def is_page(text: str) -> bool:
    """Tell whether a text is the source of an HTML page."""
    return _PAGE.match(text.lstrip("\ufeff")[:5000]) is not None
