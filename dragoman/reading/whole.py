"""Read a stream that is one document to its end, within bounds."""

from __future__ import annotations

from typing import BinaryIO

from dragoman.reading.limits import MAX_FILE_BYTES

_CHUNK = 1 << 20


def read_whole(stream: BinaryIO, limit: int = MAX_FILE_BYTES) -> bytes | None:
    """Return all that is left in a stream, or None if it is more than ``limit`` bytes.

    Piece by piece: asked for the limit at once, a buffered stream sets that much memory aside beforehand.
    """
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_CHUNK):
        size += len(piece)
        if size > limit:
            return None
        pieces.append(piece)
    return b"".join(pieces)
