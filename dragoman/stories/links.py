"""Links: which events of differing reports are one event, and why.

Reports of one act differ in words, tolls and sometimes in the day. Tellings of one family of acts that share a party
or a name and roughly a date are compared and scored; the best links are made first, and clusters grow only while they
stay alike. What a person decided (`Decision`) always wins. The result is the same for any order of the input.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from dragoman.errors import InputError
from dragoman.records import Count, Entity, Size, stable_id
from dragoman.stories.comparing import Link, compare, standing
from dragoman.stories.tellings import Telling

# A score is a sum of what speaks for and against (comparing.py). Two tellings of SAME or more are linked; two clusters
# are joined only where their tellings score ALIKE or more on average, so that a chain of half-likenesses does not run
# through many acts. Chosen on the open stories (SAME 1.0 to 3.0, ALIKE 0.5 to 2.0 tried); of two values with the same
# total the higher was kept, because a wrong link hides an event.
SAME = 1.5
ALIKE = 0.5

# In one block, each telling is compared with this many next to it by date and place: a war of one pair stays linear.
NEAR = 100
# The score of an act that copies of one text tell in the same words: above every sum of weights.
PRINTED = 20.0
# Of each cluster, at most so many tellings are compared when two are joined.
SAMPLE = 12

_SIZES = tuple(f.name for f in fields(Size))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of two events: that they are one (`merge`) or are not (`split`)."""

    a: str
    b: str
    same: bool


@dataclass(frozen=True, slots=True)
class Story:
    """One event of the chronicle with all its reports.

    ``canonical`` is the id of the event that stands for all: the one with most told (both parties, a date to the day,
    a place, a mode, a toll), then the most confident, then the earliest published, then the smallest id. ``tolls``
    gives for each count the least and the most that any report tells (None: "at least"). ``speakers`` are all on
    whose word it is told; ``links`` say why the reports are together.
    """

    id: str
    event: str
    canonical: str
    events: tuple[str, ...]
    docs: tuple[str, ...]
    earliest: date | None
    latest: date | None
    tolls: Mapping[str, tuple[int, int | None]]
    speakers: tuple[Entity, ...]
    links: tuple[Link, ...] = ()


def link(told: Iterable[Telling], decisions: Iterable[Decision] = ()) -> list[Story]:
    """Return the stories that tellings make, each telling in exactly one, in the order of date and id.

    Decisions on events that are not among the tellings are kept for later runs and have no effect in this one.
    Raises InputError where decisions contradict one another, or where two tellings have the same id.
    """
    told = list(told)
    return cluster(told, [*printed(told), *(found for _, found in links(told))], decisions)


def cluster(told: Iterable[Telling], found: Iterable[Link], decisions: Iterable[Decision] = ()) -> list[Story]:
    """Return the stories that tellings make by the links found among them, as `link` does. Tellings that no links and
    no decisions connect may be clustered apart from one another: the stories are the same."""
    by_id = _by_id(told)
    clusters = _Clusters(by_id)
    clusters.decide([d for d in decisions if d.a in by_id and d.b in by_id])
    for one in sorted(set(found), key=lambda one: (-one.score, one.a, one.b)):
        clusters.join(one)
    stories = [_story([by_id[id] for id in ids], kept) for ids, kept in clusters.all()]
    return sorted(stories, key=lambda story: (story.earliest or date.max, story.id))


def _by_id(told: Iterable[Telling]) -> dict[str, Telling]:
    by_id: dict[str, Telling] = {}
    for telling in told:
        if telling.event.id in by_id:
            raise InputError(f"event {telling.event.id!r} is told twice: link() takes each event once")
        by_id[telling.event.id] = telling
    return dict(sorted(by_id.items()))


def links(told: Iterable[Telling], stretches: Container[int] | None = None) -> Iterator[tuple[tuple[str, int], Link]]:
    """Yield each pair of tellings of one block that scores as the same, with the family of acts (`Telling.family`) and
    the stretch of days where they met: once for each. With ``stretches`` only those are looked at; ``told`` has all
    tellings that lie in them, of all types of a family.
    """
    blocks: dict[tuple[str, int, str], list[Telling]] = defaultdict(list)
    for one in told:
        keys = _keys(one)
        for stretch in one.stretches:
            if stretches is None or stretch in stretches:
                for key in keys:
                    blocks[one.family, stretch, key].append(one)
    met: set[tuple[str, str]] = set()
    here: tuple[str, int] | None = None
    for (family, stretch, _), block in sorted(blocks.items()):
        if here != (family, stretch):
            here = family, stretch
            met.clear()
        block.sort(key=_neighbourhood)
        for n, one in enumerate(block):
            for other in block[n + 1 : n + 1 + NEAR]:
                pair = (min(one.event.id, other.event.id), max(one.event.id, other.event.id))
                if pair not in met:
                    met.add(pair)
                    found = compare(one, other)
                    if found is not None and found.score >= SAME:
                        yield here, found


def _keys(telling: Telling) -> list[str]:
    """Return the blocks of a telling within its family and days: each party, each two of them, each name beside them.
    A party that is everywhere in the news fills its block beyond NEAR; two parties, or one name, seldom do."""
    parties = sorted(telling.actors | telling.recipients)
    pairs = [f"{a} {b}" for n, a in enumerate(parties) for b in parties[n + 1 :]]
    return [*parties, *pairs, *(f"name {name}" for name in sorted(telling.beside))]


def printed(told: Iterable[Telling]) -> Iterator[Link]:
    """Yield a link for each act that copies of one text tell in the same words, from the first of them: also where no
    party and no date is known by which other tellings are compared."""
    acts: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    nth: dict[tuple[object, ...], int] = defaultdict(int)
    for one in sorted(told, key=lambda one: (one.event.doc != one.text, one.event.doc, one.event.start, one.event.id)):
        event = one.event
        act = (one.text, event.event, standing(event), event.mode, event.event_text.casefold(), one.words,
               one.actors, one.recipients)  # fmt: skip
        nth[event.doc, act] += 1
        acts[*act, nth[event.doc, act]].append(one)
    for first, *others in acts.values():
        for other in others:
            a, b = sorted((first.event.id, other.event.id))
            yield Link(a, b, PRINTED, (f"copies of one text, in the same words ({PRINTED:+.1f})",))


def _neighbourhood(telling: Telling) -> tuple[date, str, str, str]:
    event = telling.event
    place = event.event_loc.name if event.event_loc is not None else None
    return (telling.days[0] if telling.days else date.max), event.event, place or "", event.id


def _count(size: Size | None, name: str) -> Count | None:
    return getattr(size, name) if size is not None else None


class _Clusters:
    """Tellings joined so far. A cluster is known by the smallest id in it, and so is a part: what was joined by links
    alone. What a person put together need not be alike, so likeness is asked of parts."""

    def __init__(self, by_id: Mapping[str, Telling]) -> None:
        self._by_id = by_id
        self._of = {id: id for id in by_id}
        self._members = {id: [id] for id in by_id}
        self._part_of = {id: id for id in by_id}
        self._parts = {id: [id] for id in by_id}
        self._links: dict[str, list[Link]] = {id: [] for id in by_id}
        self._apart: dict[str, set[str]] = defaultdict(set)

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Make what was decided. Raises InputError where a split parts what merges put together."""
        for decision in sorted(decisions, key=lambda d: (d.a, d.b)):
            if decision.same and self._of[decision.a] != self._of[decision.b]:
                first, second = sorted((decision.a, decision.b))
                self._unite(Link(first, second, 0.0, ("decided: one event",)))
        for decision in decisions:
            if not decision.same:
                if self._of[decision.a] == self._of[decision.b]:
                    raise InputError(f"{decision.a} and {decision.b} are split, but merges make them one event")
                self._apart[decision.a].add(decision.b)
                self._apart[decision.b].add(decision.a)

    def join(self, found: Link) -> None:
        """Put two clusters together, unless a decision, a document or their other tellings speak against it."""
        if self._of[found.a] == self._of[found.b]:
            self._links[self._of[found.a]].append(found)
            self._merge(self._part_of, self._parts, found)
        elif not self._split(found) and (found.score >= PRINTED or self._may(found)):
            self._unite(found)
            self._merge(self._part_of, self._parts, found)

    def all(self) -> Iterator[tuple[list[str], list[Link]]]:
        for cluster, members in self._members.items():
            yield sorted(members), sorted(self._links[cluster], key=lambda found: (found.a, found.b))

    def _split(self, found: Link) -> bool:
        one, other = self._members[self._of[found.a]], self._members[self._of[found.b]]
        return any(self._apart[id].intersection(other) for id in one if id in self._apart)

    def _may(self, found: Link) -> bool:
        one, other = self._members[self._of[found.a]], self._members[self._of[found.b]]
        docs = {self._by_id[id].event.doc for id in one}
        if any(self._by_id[id].event.doc in docs for id in other):
            return False
        scores = []
        for a in sorted(self._parts[self._part_of[found.a]])[:SAMPLE]:
            for b in sorted(self._parts[self._part_of[found.b]])[:SAMPLE]:
                alike = compare(self._by_id[a], self._by_id[b])
                scores.append(alike.score if alike is not None else -SAME)
        return sum(scores) / len(scores) >= ALIKE

    def _unite(self, found: Link) -> None:
        gone = self._merge(self._of, self._members, found)
        keep = self._of[found.a]
        self._links[keep] += [*(self._links.pop(gone) if gone is not None else ()), found]

    @staticmethod
    def _merge(of: dict[str, str], members: dict[str, list[str]], found: Link) -> str | None:
        """Make one of the two that a link connects; return the name that is gone."""
        keep, gone = sorted((of[found.a], of[found.b]))
        if keep == gone:
            return None
        members[keep] += members[gone]
        for id in members.pop(gone):
            of[id] = keep
        return gone


def _story(members: list[Telling], links: Sequence[Link]) -> Story:
    best = min(members, key=_rank)
    days = [telling.days for telling in members if telling.days is not None]
    return Story(
        id=stable_id("story", best.event.id),
        event=best.event.event,
        canonical=best.event.id,
        events=tuple(telling.event.id for telling in members),
        docs=tuple(sorted({telling.event.doc for telling in members})),
        earliest=min((first for first, _ in days), default=None),
        latest=max((last for _, last in days), default=None),
        tolls=_spread(members),
        speakers=_speakers(members),
        links=tuple(links),
    )


def _rank(telling: Telling) -> tuple[int, float, date, str]:
    event = telling.event
    told = (telling.actors, telling.recipients, event.date_precision == "day", event.event_loc, event.mode, event.size)
    return -sum(map(bool, told)), -event.confidence, telling.published or date.max, event.id


def _spread(members: Sequence[Telling]) -> dict[str, tuple[int, int | None]]:
    spread: dict[str, tuple[int, int | None]] = {}
    for name in _SIZES:
        counts = [count for telling in members if (count := _count(telling.event.size, name)) is not None]
        if counts:
            ends = [count.most for count in counts]
            highest = None if None in ends else max(end for end in ends if end is not None)
            spread[name] = (min(count.least for count in counts), highest)
    return spread


def _speakers(members: Sequence[Telling]) -> tuple[Entity, ...]:
    """Return each speaker once, in the order of the members; who it is counts, not how one text calls them."""
    found: dict[tuple[object, ...], Entity] = {}
    for telling in members:
        for entity in telling.event.said_by:
            found.setdefault((entity.name, entity.code, entity.sector, entity.id), entity)
    return tuple(found.values())
