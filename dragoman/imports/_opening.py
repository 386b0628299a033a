"""The lines of a file, plain, gzipped or zipped, each with its number, one at a time."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from dragoman.errors import InputError
from dragoman.records import Reject

# The longest lines of these data sets are some ten thousand bytes: a line longer than this is no row of theirs.
MAX_LINE_BYTES = 1_000_000
_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError)
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end, and where it stands: the file (with the member of an archive) and the number."""

    file: str
    number: int
    text: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.number}"


def contents(path: Path) -> Iterator[Iterator[Line | Reject]]:
    """Yield the lines of each content of a file: of a zip those of every member, else its own. What is damaged is
    read up to the damage, which comes as a Reject. Raises InputError for a file that is not there."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}. Check the name.") from error
    if head.startswith(_ZIP):
        yield from _members(path)
    elif head.startswith(_GZIP):
        with gzip.open(path) as unpacked:
            yield _lines(cast(IO[bytes], unpacked), str(path))
    else:
        with path.open("rb") as file:
            yield _lines(file, str(path))


def _members(path: Path) -> Iterator[Iterator[Line | Reject]]:
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        yield iter([Reject(str(path), "corrupt", str(error)[:200])])
        return
    with archive:
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            hidden = any(part.startswith((".", "__MACOSX")) for part in Path(member.filename).parts)
            if member.is_dir() or hidden:
                continue
            inside = f"{path}/{member.filename}"
            try:
                content = archive.open(member)
            except _DAMAGE as error:
                yield iter([Reject(inside, "corrupt", str(error)[:200])])
                continue
            with content:
                yield _lines(content, inside)


def _lines(stream: IO[bytes], file: str) -> Iterator[Line | Reject]:
    number = 0
    try:
        while raw := stream.readline(MAX_LINE_BYTES + 1):
            number += 1
            if len(raw) > MAX_LINE_BYTES:
                while raw and not raw.endswith(b"\n"):
                    raw = stream.readline(MAX_LINE_BYTES)
                yield Reject(f"{file}:{number}", "too_long", f"a line may have {MAX_LINE_BYTES:,} bytes")
                continue
            yield Line(file, number, _decode(raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw))
    except _DAMAGE as error:
        yield Reject(f"{file}:{number + 1}", "corrupt", str(error)[:200] or type(error).__name__)


def _decode(raw: bytes) -> str:
    """Return a line as text: UTF-8, else Latin-1, in which some files of POLECAT are written."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return text.rstrip("\r\n")
