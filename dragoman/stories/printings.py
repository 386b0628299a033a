"""Copies among documents that come in any order: the first printing is the earliest published, whenever it came.

`Copies` tells of a text as it comes which one it copies. Here the answer is the one that `Copies` gives when all texts
come in the order of publication; a text that comes late changes it only for those it shares a band with.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.stories.copies import FULL, Signature, likeness

# Where a document stands: its day of publication, its id, and the digest of what is compared of it.
Place = tuple[date, str, str]


@dataclass(frozen=True, slots=True)
class Printing:
    """A document as copies are found by. ``keys`` are its bands; ``first`` is the document whose text it prints, None
    where that is not known yet."""

    doc: str
    published: date | None
    digest: str
    keys: tuple[int, ...]
    first: str | None = None

    @property
    def place(self) -> Place:
        return self.published or date.max, self.doc, self.digest

    @property
    def is_first(self) -> bool:
        return self.first == self.doc


@dataclass(frozen=True, slots=True)
class Settled:
    """``firsts`` gives each document's first printing. ``moved`` gives each band in which first printings came or
    went, with the place from which on: later documents of that band must be settled again."""

    firsts: Mapping[str, str]
    moved: Mapping[int, Place]


def settle(
    due: Iterable[Printing],
    standing: Mapping[int, Sequence[Place]],
    signature: Callable[[str], Signature],
    before: Iterable[Printing] = (),
) -> Settled:
    """Find the first printing of each document that is due. ``standing`` gives for each of their bands the places of
    the first printings that are not due, at least the FULL earliest of them in order; ``before`` is what the due
    documents were until now, where they were."""
    was, now = _buckets(standing, [one for one in before if one.is_first]), _buckets(standing, ())
    firsts = {}
    for one in sorted(due, key=lambda one: one.place):
        first = _first(one, now, signature)
        firsts[one.doc] = one.doc if first is None else first
        if first is None:
            for key in one.keys:
                insort(now[key], one.place)
    moved = {}
    for key in was.keys() | now.keys():
        changed = set(was[key][:FULL]) ^ set(now[key][:FULL])
        if changed:
            moved[key] = min(changed)
    return Settled(firsts, moved)


def _buckets(standing: Mapping[int, Sequence[Place]], firsts: Iterable[Printing]) -> defaultdict[int, list[Place]]:
    buckets: defaultdict[int, list[Place]] = defaultdict(list)
    for key, places in standing.items():
        buckets[key] = list(places)
    for one in firsts:
        for key in one.keys:
            insort(buckets[key], one.place)
    return buckets


def _first(one: Printing, buckets: Mapping[int, list[Place]], signature: Callable[[str], Signature]) -> str | None:
    """Return the most alike of the earlier first printings, the earlier of equals; None where none is alike."""
    met: set[Place] = set()
    for key in one.keys:
        places = buckets.get(key, [])
        met.update(places[: min(FULL, bisect_left(places, one.place))])
    best, found = 0.0, None
    for place in sorted(met):
        alike = likeness(signature(one.doc), signature(place[1]))
        if alike > best:
            best, found = alike, place[1]
    return found
