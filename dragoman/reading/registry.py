"""Which reader reads which files: the entry points of the group ``dragoman.readers``.

An entry point is named after the file extension it reads, without the dot, and points to a function
``(stream, place) -> Iterator[RawDocument | Reject]``: ``stream`` is an open, buffered, binary stream of the
unpacked content, ``place`` its name in messages. Our own readers come through this same door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.records import RawDocument, Reject

GROUP = "dragoman.readers"
Reader = Callable[[BinaryIO, str], Iterator[RawDocument | Reject]]


@cache
def _points() -> Mapping[str, EntryPoint]:
    """Return the entry points by extension; where two packages name one extension, another's replaces ours."""
    found: dict[str, EntryPoint] = {}
    ordered = sorted(entry_points(group=GROUP), key=lambda p: (not p.value.startswith("dragoman."), p.value))
    for point in ordered:
        found[point.name.lower()] = point
    if not found:
        raise InputError("Dragoman's file readers are not registered. Install the package again: pip install dragoman")
    return found


def extensions() -> tuple[str, ...]:
    """Return every extension a reader is registered for, sorted."""
    return tuple(sorted(_points()))


@cache
def reader_for(extension: str) -> Reader | None:
    """Return the reader of a file extension (lower case, without the dot), or None if nobody reads it."""
    point = _points().get(extension)
    if point is None:
        return None
    reader: Reader = point.load()
    return reader
