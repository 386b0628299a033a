"""Lines of a text stream, one at a time, each with its own fate."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from dragoman.reading.encoding import byte_order_mark, decode
from dragoman.reading.limits import MAX_LINE_BYTES


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end; ``problem`` (a reason, and a detail) says why ``text`` cannot be used."""

    number: int
    text: str
    problem: tuple[str, str] | None = None


def lines(stream: BinaryIO, limit: int = MAX_LINE_BYTES) -> Iterator[Line]:
    """Yield the lines of a stream. A line longer than ``limit`` is passed over without being held in memory."""
    head = stream.read(4)
    source = Joined(head, stream)
    marked = byte_order_mark(head)
    number = 0
    wide: IO[str] | None = None
    if marked and marked != "utf-8-sig":
        wide = io.TextIOWrapper(io.BufferedReader(source), encoding=marked, errors="replace", newline="\n")
    buffered = io.BufferedReader(source, 1 << 16) if wide is None else None
    while True:
        raw: str | bytes = wide.readline(limit + 1) if wide else buffered.readline(limit + 1)  # type: ignore[union-attr]
        if not raw:
            return
        number += 1
        if len(raw) > limit:
            size = len(raw)
            newline: str | bytes = "\n" if isinstance(raw, str) else b"\n"
            while raw and not raw.endswith(newline):  # type: ignore[arg-type]
                raw = wide.readline(limit) if wide else buffered.readline(limit)  # type: ignore[union-attr]
                size += len(raw)
            yield Line(number, "", ("too_long", f"{size:,} bytes; a line may have {limit:,}"))
            continue
        if isinstance(raw, bytes):
            if number == 1 and marked:
                raw = raw[3:]
            text = decode(raw)
            if text is None:
                yield Line(number, raw.decode("utf-8", "replace").rstrip("\r\n"), ("undecodable", "not UTF-8"))
                continue
        else:
            text = raw
        yield Line(number, text.rstrip("\r\n"))


class Joined(io.RawIOBase):
    """A stream whose first bytes were already looked at: reads them again, then goes on.

    It hands on what is there before it asks for more: of an archive that is cut off, whatever comes before the
    cut is read.
    """

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = cast(io.BufferedIOBase, rest)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] if self._head else self._rest.read1(len(buffer))
        self._head = self._head[len(data) :] if self._head else b""
        buffer[: len(data)] = data
        return len(data)
