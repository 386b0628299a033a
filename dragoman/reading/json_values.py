"""Read .json: an array of objects, one object, or several one after the other."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.reading.encoding import byte_order_mark
from dragoman.reading.limits import MAX_LINE_BYTES
from dragoman.reading.rows import row_document
from dragoman.records import RawDocument, Reject

_CHUNK = 1 << 16
_BETWEEN = " \t\r\n,"


def read(stream: BinaryIO, place: str) -> Iterator[RawDocument | Reject]:
    """Yield one document an object, holding one object at a time; its place is ``place:number``, from 1.

    After broken JSON the next object cannot be found, so reading of this file ends there with one reject.
    """
    head = stream.read(_CHUNK)
    encoding = byte_order_mark(head) or "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    values = json.JSONDecoder()
    buffer = decoder.decode(head)
    ended = not head
    number = 0
    inside = False  # between the brackets of an array
    while True:
        buffer = buffer.lstrip(_BETWEEN)
        if not inside and number == 0 and buffer.startswith("["):
            inside, buffer = True, buffer[1:]
            continue
        if inside and buffer.startswith("]"):
            return
        if buffer:
            try:
                row, end = values.raw_decode(buffer)
                complete = end < len(buffer) or ended
            except (ValueError, RecursionError) as error:
                complete = False
                if ended or len(buffer) > MAX_LINE_BYTES or isinstance(error, RecursionError):
                    yield Reject(f"{place}:{number + 1}", "broken_line", str(error)[:200])
                    return
            if complete:
                number += 1
                buffer = buffer[end:]
                if isinstance(row, dict):
                    yield row_document(row, f"{place}:{number}")
                else:
                    detail = f"a JSON object was expected, not {type(row).__name__}"
                    yield Reject(f"{place}:{number}", "broken_line", detail)
                continue
        if ended:
            if inside:
                yield Reject(f"{place}:{number + 1}", "corrupt", "the array is not closed")
            elif number == 0:
                yield Reject(place, "empty_file")
            return
        # As much again as is held: an object of any size is tried a few times, not once a chunk.
        data = stream.read(max(_CHUNK, len(buffer)))
        ended = not data
        buffer += decoder.decode(data, final=ended)
