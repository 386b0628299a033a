"""Open one file, unpack it as often as it is packed, and give each content to its reader."""

from __future__ import annotations

import gzip
import io
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from dragoman.reading.inputs import STDIN
from dragoman.reading.limits import MAX_DEPTH
from dragoman.reading.lines import Joined
from dragoman.reading.registry import reader_for
from dragoman.reading.sniff import HEAD_BYTES, sniff
from dragoman.records import RawDocument, Reject

# Formats whose readers jump about in the file.
_SEEKING = ("parquet", "zip")
_PACKED = ("gz", "zip")
# What damaged packing raises, from whatever depth of a reader it is met in.
_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)


def read_file(name: str) -> Iterator[RawDocument | Reject]:
    """Yield what one file (or "-", standard input) holds. Never raises over its content."""
    if name == STDIN:
        yield from read_stream(sys.stdin.buffer, "stdin", "", 0)
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - closed just below; opening alone is what may fail
    except OSError as error:
        yield Reject(name, "unreadable", error.strerror or str(error))
        return
    with stream:
        yield from read_stream(stream, name, name, 0)


def read_stream(stream: BinaryIO, place: str, name: str, depth: int) -> Iterator[RawDocument | Reject]:
    """Yield what a stream holds, by the extension of its ``name``, or by its first bytes where that says nothing."""
    try:
        extension = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
        reader = None if extension in _PACKED else reader_for(extension)
        if extension not in _PACKED and reader is None:
            head = _head(stream)
            stream = _buffered(Joined(head, stream))
            if not head:
                yield Reject(place, "empty_file")
                return
            extension = sniff(head) or ""
            reader = reader_for(extension)
        if extension in _SEEKING and not _is_real_file(stream):
            with tempfile.TemporaryFile() as copy:
                shutil.copyfileobj(stream, copy)
                copy.seek(0)
                yield from _read_known(cast(BinaryIO, copy), place, name, extension, depth)
        else:
            yield from _read_known(stream, place, name, extension, depth)
    except _DAMAGE as error:
        yield Reject(place, "corrupt", str(error)[:200])
    except OSError as error:
        yield Reject(place, "unreadable", (error.strerror or str(error))[:200])


def _read_known(stream: BinaryIO, place: str, name: str, extension: str, depth: int) -> Iterator[RawDocument | Reject]:
    if extension in _PACKED and depth >= MAX_DEPTH:
        yield Reject(place, "unreadable", f"packed more than {MAX_DEPTH} times over")
    elif extension == "gz":
        with gzip.GzipFile(fileobj=stream) as unpacked:
            inner = name[: -len(".gz")] if name.lower().endswith(".gz") else ""
            yield from read_stream(_buffered(Joined(b"", cast(BinaryIO, unpacked))), place, inner, depth + 1)
    elif extension == "zip":
        yield from _members(stream, place, depth)
    else:
        reader = reader_for(extension)
        if reader is None:
            yield Reject(place, "binary", "not a text, a page, a table or an archive of them")
        else:
            yield from _guarded(reader(stream, place), place)


def _members(stream: BinaryIO, place: str, depth: int) -> Iterator[RawDocument | Reject]:
    with zipfile.ZipFile(stream) as archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        if not members:
            yield Reject(place, "empty_file", "the archive has no members")
        for member in sorted(members, key=lambda m: m.filename):
            inside = f"{place}/{member.filename}"
            name = PurePosixPath(member.filename)
            if any(part.startswith(".") or part == "__MACOSX" for part in name.parts):
                continue
            try:
                content = archive.open(member)
            except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:  # a password, an unknown method
                yield Reject(inside, "unreadable", str(error)[:200])
                continue
            with content:
                yield from read_stream(
                    _buffered(Joined(b"", cast(BinaryIO, content))), inside, member.filename, depth + 1
                )


def _guarded(found: Iterator[RawDocument | Reject], place: str) -> Iterator[RawDocument | Reject]:
    """Pass on what a reader yields; an error it did not foresee ends this file, never the run.

    The one place that catches every error: a reader may be a stranger's, and its parsers meet any bytes at all.
    """
    try:
        yield from found
    except (*_DAMAGE, OSError):
        raise
    except Exception as error:
        yield Reject(place, "unreadable", f"{type(error).__name__}: {error}"[:200])


def _head(stream: BinaryIO) -> bytes:
    head = b""
    while len(head) < HEAD_BYTES:
        more = stream.read(HEAD_BYTES - len(head))
        if not more:
            break
        head += more
    return head


def _buffered(raw: object) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, raw), 1 << 16))


def _is_real_file(stream: BinaryIO) -> bool:
    return isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO) and stream.seekable()
