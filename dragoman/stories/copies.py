"""Copies: which texts are one text, printed again as it was or lightly rewritten.

A text is its words in order, cut at WORDS (agency texts are cut from below, so a copy keeps the beginning). Candidates
come from MinHash signatures over word shingles in banded buckets; each candidate is then compared exactly, shingle by
shingle, and its lead must tell of the same numbers and names. Computed on numpy, which Dragoman needs anyhow.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]

WORDS = 400  # of a text that are looked at
SHINGLE = 3  # words; of the copies that bench/stories.py makes 4 loses five times as many, 2 about as few
LEAD = 40  # words after the dateline in which a differing number or name speaks against a copy

# Ten bands of three. Seven are over the whole text: of pairs with a Jaccard of 0.8 they find 99 in 100, of 0.6 four in
# five, of 0.1 one in 140. Three are over its first OPENING shingles alone, so that a text and its brief are found
# whatever follows. More bands find more, at as much more memory.
BANDS, ROWS = 10, 3
OPENING_BANDS = 3
OPENING = 20
# A bucket as full as this is of a phrase that everybody prints; those who share more meet in another bucket.
FULL = 8

# Shares of shingles in common: set by judgement. The open stories tell no values apart (JACCARD 0.3 to 0.8, CONTAINED
# 0.6 to 1, LEAD_SHARED 0 to 0.9: all copies are found and no other text). Of each text's own lead, half must stand in
# the other: a long background paragraph in common makes no copy.
JACCARD = 0.6
CONTAINED = 0.85
LEAD_SHARED = 0.5
# Below this many shingles only the very same words are a copy: "Talks were held." is said of many talks. With 12, two
# of the 76 copies among the open stories are lost.
FEW = 8

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_DATELINE = re.compile(r"(?:[A-Z][^\n.!?]{0,60}?)?(?:\([A-Za-z/ ]{2,24}\)\s*(?:--?|[–—])?|\s(?:--|[-–—]))\s+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s*$")
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds thousand"
    " thousands million millions".split()
)
_RANDOM = np.random.Generator(np.random.PCG64(20201020))  # the draw is part of what signatures mean: never change it
_FACTORS = _RANDOM.integers(1, 1 << 63, (BANDS * ROWS, 1), np.uint64) * np.uint64(2) + np.uint64(1)
_OFFSETS = _RANDOM.integers(0, 1 << 63, (BANDS * ROWS, 1), np.uint64)
_IN_BAND = _RANDOM.integers(1, 1 << 63, (BANDS, ROWS), np.uint64) * np.uint64(2) + np.uint64(1)
_IN_SHINGLE = _RANDOM.integers(1, 1 << 63, SHINGLE, np.uint64) * np.uint64(2) + np.uint64(1)
_HEADER = struct.Struct("<HHH")


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a text: the hashes of its shingles in text order, of the numbers and names in its lead, and of
    all numbers and names; each without repetitions."""

    shingles: Hashes
    lead: Hashes
    facts: Hashes

    @classmethod
    def of(cls, text: str) -> Signature:
        """Return the signature of a text; one without words has an empty signature."""
        dateline = _DATELINE.match(text)
        start = dateline.end() if dateline else 0
        words, facts = [], []
        for n, match in enumerate(_WORD.finditer(text, start)):
            if n == WORDS:
                break
            word = match[0]
            words.append(_hash(word.lower()))
            if _is_fact(word, text[max(start, match.start() - 3) : match.start()]):
                facts.append((n, words[-1]))
        lead = list(dict.fromkeys(h for n, h in facts if n < LEAD))
        return cls(_shingles(words), _array(lead), _array(list(dict.fromkeys(h for _, h in facts))))

    def to_bytes(self) -> bytes:
        """Return the signature as bytes that `from_bytes` reads, the same on every machine."""
        parts = (self.shingles, self.lead, self.facts)
        return _HEADER.pack(*map(len, parts)) + b"".join(part.astype("<u4").tobytes() for part in parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> Signature:
        """Read what `to_bytes` wrote. Raises ValueError for bytes of another length than they say."""
        if len(data) < _HEADER.size:
            raise ValueError(f"a signature has at least {_HEADER.size} bytes, this one {len(data)}")
        lengths = _HEADER.unpack_from(data)
        if len(data) != _HEADER.size + 4 * sum(lengths):
            raise ValueError(f"a signature of {lengths} hashes, but {len(data)} bytes")
        whole = np.frombuffer(data, "<u4", offset=_HEADER.size)
        first, second = lengths[0], lengths[0] + lengths[1]
        return cls(whole[:first], whole[first:second], whole[second:])

    def buckets(self) -> list[int]:
        """Return the key of each band; none for an empty signature."""
        if not len(self.shingles):
            return []
        drawn = (self.shingles.astype(np.uint64) * _FACTORS + _OFFSETS) >> np.uint64(32)
        opening = OPENING_BANDS * ROWS
        least = np.concatenate((drawn[:-opening].min(axis=1), drawn[-opening:, :OPENING].min(axis=1)))
        least = least.reshape(BANDS, ROWS)
        mixed = (least * _IN_BAND).sum(axis=1, dtype=np.uint64) + np.arange(BANDS, dtype=np.uint64)
        return [int(key) for key in mixed]


def likeness(a: Signature, b: Signature) -> float:
    """Return how much of two texts is the same, 0 to 1, and 0 wherever they are no copies of one another.

    A copy shares most shingles (or the shorter stands in the longer almost whole), shares the lead, and its lead
    changes no number and no name: where each lead has one that the other text lacks, they tell of different things.
    """
    one, other = set(a.shingles.tolist()), set(b.shingles.tolist())
    if not one or not other:
        return 0.0
    shared = len(one & other)
    jaccard, contained = shared / len(one | other), shared / min(len(one), len(other))
    if min(len(one), len(other)) < FEW:
        return 1.0 if jaccard == 1.0 else 0.0
    if jaccard < JACCARD and contained < CONTAINED:
        return 0.0
    if max(_share(a.shingles, other), _share(b.shingles, one)) < LEAD_SHARED:
        return 0.0
    if set(a.lead.tolist()) - set(b.facts.tolist()) and set(b.lead.tolist()) - set(a.facts.tolist()):
        return 0.0
    return max(jaccard, contained)


class Copies:
    """The texts seen so far, each told of its first printing.

    >>> copies = Copies()
    >>> copies.add("a", "Peru expelled the Iranian ambassador on Tuesday, a ministry said in Lima.")
    >>> copies.add("b", "LIMA (AP) - Peru expelled the Iranian ambassador on Tuesday, a ministry said in Lima.")
    'a'

    Only first printings are kept, some 1.4 KB each for a report of forty words; time for each text does not grow with
    their number (bench/STORIES.md). `state` gives what to store, and Copies(state) goes on where it ended.
    """

    def __init__(self, state: Iterable[tuple[str, bytes]] = ()) -> None:
        self._ids: list[str] = []
        self._signatures: list[bytes] = []
        self._place: dict[str, int] = {}
        self._buckets: dict[int, int | tuple[int, ...]] = {}
        for id, signature in state:
            self._keep(id, Signature.from_bytes(signature))

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, id: str, text: str) -> str | None:
        """Return the id of the first text that this one copies, or None for a first printing, which is kept. A text
        whose id is kept already is a first printing again."""
        if id in self._place:
            return None
        signature = Signature.of(text)
        keys = signature.buckets()
        first = self._first(signature, keys)
        if first is None:
            self._keep(id, signature, keys)
            return None
        return self._ids[first]

    def state(self) -> Iterator[tuple[str, bytes]]:
        """Yield the id and the signature of each first printing, in the order of their coming."""
        yield from zip(self._ids, self._signatures, strict=True)

    def signature(self, id: str) -> bytes | None:
        """Return the signature kept under an id, so that one row can be stored as it comes."""
        place = self._place.get(id)
        return None if place is None else self._signatures[place]

    def _first(self, signature: Signature, keys: list[int]) -> int | None:
        """Return the place of the most alike first printing, the earlier of equals."""
        met: set[int] = set()
        for key in keys:
            found = self._buckets.get(key, ())
            met.update((found,) if isinstance(found, int) else found)
        best, place = 0.0, None
        for candidate in sorted(met):
            alike = likeness(signature, Signature.from_bytes(self._signatures[candidate]))
            if alike > best:
                best, place = alike, candidate
        return place

    def _keep(self, id: str, signature: Signature, keys: list[int] | None = None) -> None:
        place = len(self._ids)
        self._ids.append(id)
        self._signatures.append(signature.to_bytes())
        self._place[id] = place
        for key in signature.buckets() if keys is None else keys:
            held = self._buckets.get(key)
            if held is None:
                self._buckets[key] = place
            else:
                several = (held,) if isinstance(held, int) else held
                if len(several) < FULL:
                    self._buckets[key] = (*several, place)


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _is_fact(word: str, before: str) -> bool:
    """A number, or a name: a word with a capital that does not begin a sentence."""
    if word[0].isdigit() or word.lower() in _NUMBER_WORDS:
        return True
    return word[0].isupper() and bool(before) and not _SENTENCE_END.search(before)


def _shingles(words: list[int]) -> Hashes:
    """Return the hashes of the shingles in text order, each once; a text shorter than one shingle is one."""
    if not words:
        return _array([])
    padded = np.array(words + [0] * (SHINGLE - len(words)), np.uint64)
    count = len(padded) - SHINGLE + 1
    mixed = sum((padded[n : n + count] * _IN_SHINGLE[n] for n in range(1, SHINGLE)), padded[:count] * _IN_SHINGLE[0])
    return _array(list(dict.fromkeys((mixed >> np.uint64(32)).tolist())))


def _share(shingles: Hashes, other: set[int]) -> float:
    """Return which share of a text's lead stands in the other text."""
    lead = shingles[: LEAD - SHINGLE + 1].tolist()
    return sum(h in other for h in lead) / len(lead)


def _array(values: list[int]) -> Hashes:
    return np.array(values, np.uint32)
