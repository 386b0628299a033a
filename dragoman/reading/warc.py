"""Read WARC archives of the web: one document a page that was answered with success."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from dragoman.reading.encoding import decode
from dragoman.reading.html import page_bytes
from dragoman.reading.limits import MAX_FILE_BYTES
from dragoman.reading.lines import Joined
from dragoman.reading.text_file import text_document
from dragoman.reading.whole import read_whole
from dragoman.records import RawDocument, Reject


def read(stream: BinaryIO, place: str) -> Iterator[RawDocument | Reject]:
    """Yield the article of each HTML response, and each extracted text ("conversion") of a WET file.

    Requests, images, redirects and error pages are no documents and are passed over. The place is
    ``place:record``, counted from 1 over all records.
    """
    number = 0
    try:
        for record in ArchiveIterator(Joined(b"", stream)):
            number += 1
            document = _document(record, f"{place}:{number}")
            if document is not None:
                yield document
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        yield Reject(f"{place}:{number + 1}", "corrupt", str(error)[:200])
        return
    if number == 0:
        yield Reject(place, "empty_file")


def _document(record: Any, place: str) -> RawDocument | Reject | None:
    headers = record.rec_headers
    url = headers.get_header("WARC-Target-URI")
    if record.rec_type == "conversion":
        written = read_whole(record.content_stream())
        if written is None:
            return Reject(place, "too_long", f"more than {MAX_FILE_BYTES:,} bytes")
        text = decode(written)
        return Reject(place, "undecodable") if text is None else text_document(text, place, url)
    http = record.http_headers
    if record.rec_type != "response" or http is None or not http.get_statuscode().startswith("2"):
        return None
    if "html" not in (http.get_header("Content-Type") or "").lower():
        return None
    promised = int(http.get_header("Content-Length") or 0) if not http.get_header("Content-Encoding") else 0
    data = read_whole(record.content_stream())
    if data is None:
        return Reject(place, "too_long", f"more than {MAX_FILE_BYTES:,} bytes")
    if len(data) < promised:
        return Reject(place, "corrupt", f"{len(data):,} of {promised:,} bytes are there")
    return page_bytes(data, place, url)
