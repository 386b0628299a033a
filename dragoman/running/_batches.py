"""From the inputs to batches: every piece of input in order, every document with an id of its own."""

from __future__ import annotations

import hashlib
import pickle
import re
import sqlite3
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any, Protocol

from dragoman.records import RawDocument, Reject, document_id, stable_id, to_dict

# A batch ends with the first of these. Rejects and characters bound what a batch holds in memory. Documents: the
# larger, the less a commit costs and the more a kill takes back. Filing alone, measured over 6,000 short documents:
# 16 390 a second, 64 920, 256 1,340; at 64 it is a small part of the coding.
BATCH_DOCUMENTS = 64
BATCH_REJECTS = 1_000
BATCH_CHARACTERS = 1_000_000
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Reader(Protocol):
    """The contract of `dragoman.reading.read`."""

    def __call__(self, inputs: Sequence[str], *, on_reject: Callable[[Reject], None]) -> Iterator[RawDocument]: ...


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be coded. ``raw.id`` is final; ``digest`` covers its text and metadata as read."""

    raw: RawDocument
    digest: str
    copy: bool = False  # met before in this very input, under the same id with the same text
    renamed: bool = False  # its id was another text's already: it got "~2", "~3"

    @property
    def id(self) -> str:
        assert self.raw.id is not None  # jobs are made by `jobs` below, which sets it
        return self.raw.id


Item = Job | Reject


@dataclass(frozen=True, slots=True)
class Batch:
    """A share of a run, in input order. ``items_done`` and ``chain`` are of all input up to its end."""

    items: tuple[Item, ...]
    items_done: int
    chain: str


class Seen:
    """The ids of one pass over the input, on disk where they are many: memory stays flat.

    SQLite's unnamed database lives in its cache until that is full, then in a file that the system removes.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.execute("CREATE TABLE taken (id BLOB PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("CREATE TABLE met (id BLOB, digest BLOB, PRIMARY KEY (id, digest)) WITHOUT ROWID")
        self._db.execute("CREATE TABLE times (id BLOB PRIMARY KEY, n INTEGER) WITHOUT ROWID")

    def name(self, given: str, digest: str) -> str | None:
        """Return the id under which a document is filed, or None where it was met before, text and all."""
        key, text = _key(given), bytes.fromhex(digest)
        if self._db.execute("INSERT OR IGNORE INTO met VALUES (?, ?)", (key, text)).rowcount == 0:
            return None
        row = self._db.execute("SELECT n FROM times WHERE id = ?", (key,)).fetchone()
        n = row[0] + 1 if row else 1
        while self._db.execute("INSERT OR IGNORE INTO taken VALUES (?)", (_key(_numbered(given, n)),)).rowcount == 0:
            n += 1
        self._db.execute("INSERT OR REPLACE INTO times VALUES (?, ?)", (key, n))
        return _numbered(given, n)

    def close(self) -> None:
        self._db.close()


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8")).digest()[:16]


def _numbered(given: str, n: int) -> str:
    return given if n == 1 else f"{given}~{n}"


class _Rejects:
    """Rejects in order until they are asked for. A reader hands them over while it looks for its next document,
    so a file of nothing but broken lines must not pile up in memory."""

    def __init__(self) -> None:
        self._near: deque[Reject] = deque()
        self._far: IO[bytes] | None = None

    def add(self, reject: Reject) -> None:
        if len(self._near) < BATCH_REJECTS:
            self._near.append(_mended(reject))
            return
        if self._far is None:
            self._far = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `take`
        pickle.dump(_mended(reject), self._far)

    def take(self) -> Iterator[Reject]:
        """Yield all that were added, oldest first, and forget them."""
        while self._near:
            yield self._near.popleft()
        if self._far is None:
            return
        far, self._far = self._far, None
        with far:
            far.seek(0)
            while True:
                try:
                    yield pickle.load(far)
                except EOFError:
                    return


def _mended(value: Any) -> Any:
    """Return a value without lone surrogates, which no file can hold: U+FFFD for each, so offsets stay."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, (list, tuple)):
        return type(value)(_mended(one) for one in value)
    if isinstance(value, dict):
        return {_mended(key): _mended(one) for key, one in value.items()}
    if isinstance(value, Reject):
        return Reject(_mended(value.place), _mended(value.reason), _mended(value.detail))
    return value


def digest_of(raw: RawDocument) -> str:
    """Return a digest of a document as it was read: everything but the place, so that a file may move."""
    return stable_id(*(f"{name}={value!r}" for name, value in to_dict(raw).items() if name != "place"), length=32)


def items(inputs: Sequence[str], read: Reader, seen: Seen) -> Iterator[Item]:
    """Yield every piece of input in order: documents with ids, and rejects where they were met."""
    rejects = _Rejects()
    for raw in read(inputs, on_reject=rejects.add):
        yield from rejects.take()
        yield _job(raw, seen)
    yield from rejects.take()


def _job(raw: RawDocument, seen: Seen) -> Job:
    fields = ("text", "id", "title", "outlet", "url", "meta")
    raw = replace(raw, **{name: _mended(getattr(raw, name)) for name in fields})
    digest, given = digest_of(raw), document_id(raw)
    name = seen.name(given, digest)
    return Job(replace(raw, id=name or given), digest, copy=name is None, renamed=name not in (None, given))


def link(chain: str, item: Item) -> str:
    """Return the digest of the input up to and with an item, from the digest up to it."""
    if isinstance(item, Reject):
        return stable_id(chain, "reject", item.place, item.reason, item.detail, length=32)
    return stable_id(chain, "document", item.id, item.digest, item.copy, length=32)


def batches(found: Iterable[Item], size: int, done: int = 0, chain: str = "") -> Iterator[Batch]:
    """Cut the input into batches. ``done`` and ``chain`` are of what came before."""
    held: list[Item] = []
    documents = characters = 0
    for item in found:
        held.append(item)
        done, chain = done + 1, link(chain, item)
        if isinstance(item, Job):
            documents, characters = documents + 1, characters + len(item.raw.text)
        if documents >= size or characters >= BATCH_CHARACTERS or len(held) - documents >= BATCH_REJECTS:
            yield Batch(tuple(held), done, chain)
            held, documents, characters = [], 0, 0
    if held:
        yield Batch(tuple(held), done, chain)
