"""Links: which events of differing reports are one event, and why.

Reports of one act differ in words, tolls and sometimes in the day. Tellings that share a type, a party and roughly a
date are compared and scored; the best links are made first, and clusters grow only while they stay alike. What a
person decided (`Decision`) always wins. The result is the same for any order of the input.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cached_property

from spacy.lang.en.stop_words import STOP_WORDS

from dragoman.errors import InputError
from dragoman.records import UNKNOWN_CODE, Count, Entity, Event, Report, Size, stable_id

# A score is a sum of what speaks for and against. Two tellings of SAME or more are linked; two clusters are joined
# only where their tellings score ALIKE or more on average, so that a chain of half-likenesses does not run through
# many acts. Both, and all weights below, were chosen by hand on the open stories (SAME 2.0 to 4.0, ALIKE 1.0 to 3.0
# tried); of two thresholds with the same total the higher was kept, because a wrong link hides an event.
SAME = 3.0
ALIKE = 2.0

# Days by which two tellings may differ. A report that names no day is coded on the day it was published, and reports
# go on for some days; an act that both date is one act only within a day (night, time zones).
WINDOW = 4
# In one block, each telling is compared with this many next to it by date and place: a war of one pair stays linear.
NEAR = 100
# The score of an act that copies of one text tell in the same words: above every sum of weights.
PRINTED = 20.0
# Of each cluster, at most so many tellings are compared when two are joined.
SAMPLE = 12
# A date less precise than this says too little to link by.
VAGUE = timedelta(days=31)

# Acts that two do together: who is actor and who recipient is a matter of the sentence.
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_COUNTRY_FEATURES = ("PCL", "ADM1", "RGN", "CONT", "AREA")
_SIZES = tuple(f.name for f in fields(Size))
_WORD = re.compile(r"[^\W\d_]{3,}")
_IDLE = STOP_WORDS | frozenset(
    "said say told tell according reported reports report official officials spokesman spokeswoman ministry minister"
    " government state monday tuesday wednesday thursday friday saturday sunday week month year day today yesterday"
    " january february march april june july august september october november december dead died killed kill"
    " killing wounded wounding wound death deaths toll people men women man woman persons dozen hundred thousand"
    " million eleven twelve thirteen fourteen fifteen sixteen twenty thirty forty fifty sixty seventy eighty ninety"
    " seven eight four five nine night dawn early late morning evening overnight reuters afp xinhua upi".split()
)


@dataclass(frozen=True)
class Telling:
    """One event as one document tells it, with what is compared: ``words`` are the content words of its sentence
    without the names of its parties, ``names`` those among them that are written with a capital. ``text`` is the
    document, or the first printing that it copies."""

    event: Event
    words: frozenset[str]
    names: frozenset[str]
    published: date | None = None
    text: str = ""

    @cached_property
    def actors(self) -> frozenset[str]:
        return _codes(self.event.actor)

    @cached_property
    def recipients(self) -> frozenset[str]:
        return _codes(self.event.recipient)

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and last day that the date allows; the day of publication where no date is told."""
        if self.event.date is None:
            return (self.published, self.published) if self.published else None
        return _interval(self.event.date)

    @property
    def stretches(self) -> range:
        """The stretches of days in which it is compared. Stretches are WINDOW long and each telling is in the next one
        too, so that any two within WINDOW meet."""
        if self.days is None:
            return range(0)
        first, last = (day.toordinal() // WINDOW for day in self.days)
        return range(first, last + 2)

    @property
    def dated(self) -> bool:
        """Whether the text tells the date: a date equal to that of publication may be only that."""
        return self.event.date is not None and self.published is not None and self.days != (self.published,) * 2


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of two events: that they are one (`merge`) or are not (`split`)."""

    a: str
    b: str
    same: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Two events held to be one: ids in order, the score, and what spoke for and against."""

    a: str
    b: str
    score: float
    why: tuple[str, ...]


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


def tellings(report: Report, text: str | None = None) -> list[Telling]:
    """Return the events of a report as they are compared; an act told twice in it is one telling. ``text`` is the id
    of the first printing where the document is a copy."""
    document = report.document
    return [
        telling(event, document.text[event.sentence.start : event.sentence.end], document.published, text)
        for event in report.events
        if event.same_as is None
    ]


def telling(event: Event, sentence: str, published: date | None, text: str | None = None) -> Telling:
    """Return one event as it is compared, from the words of its sentence."""
    parties = (*event.actor, *event.recipient)
    own = {_stem(word.lower()) for e in parties for word in _WORD.findall(f"{e.text} {e.name}")}
    found = [word for word in _WORD.findall(sentence) if word.lower() not in _IDLE]
    words = frozenset(_stem(word.lower()) for word in found) - own
    names = frozenset(_stem(word.lower()) for word in found if word[0].isupper()) - own
    return Telling(event, words, names, published, text or event.doc)


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


def compare(a: Telling, b: Telling) -> Link | None:
    """Return how alike two tellings are, or None where nothing could make them one: acts of differing types, acts of
    one document, acts that happened and acts that did not, days too far apart, or parties that exclude each other."""
    if a.event.event != b.event.event or a.event.doc == b.event.doc or _standing(a.event) != _standing(b.event):
        return None
    parts = [_parties(a, b), _date(a, b), _place(a, b), _mode(a, b), _tolls(a, b), _words(a, b)]
    if a.text == b.text:
        parts.append((2.0, "copies of one text"))
    if None in parts:
        return None
    given = [part for part in parts if part is not None and part[1]]
    first, second = sorted((a.event.id, b.event.id))
    score = round(sum(weight for weight, _ in given), 4)
    return Link(first, second, score, tuple(f"{why} ({weight:+.1f})" for weight, why in given))


Part = tuple[float, str] | None


def _parties(a: Telling, b: Telling) -> Part:
    """Actors and recipients: in common, unknown to one, or different. A wrong pair is never made good by words."""
    if a.event.event in _MUTUAL:
        one, other = a.actors | a.recipients, b.actors | b.recipients
        shared = one & other
        if not shared or (len(one) > 1 and len(other) > 1 and len(shared) < 2):
            return None
        return (2.0 if len(shared) > 1 else 1.0), f"parties {'|'.join(sorted(shared))}"
    score, why = 0.0, []
    for role, one, other in (("actor", a.actors, b.actors), ("recipient", a.recipients, b.recipients)):
        if not one or not other:
            continue
        shared = one & other
        if shared:
            score += 1.0
            why.append(f"{role} {'|'.join(sorted(shared))}")
        elif role == "actor":
            return None
        else:
            score -= 1.5
            why.append(f"{role} {'|'.join(sorted(one))} against {'|'.join(sorted(other))}")
    return (score, ", ".join(why)) if why else None


def _date(a: Telling, b: Telling) -> Part:
    if a.days is None or b.days is None:
        return None
    apart = max((max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])).days, 0)
    if apart == 0:
        exact = a.days == b.days
        return (1.0, "the same date") if exact else (0.5, "dates that overlap")
    if apart > WINDOW or (a.dated and b.dated and apart > 1):
        return None
    later = a if a.days[0] > b.days[0] else b
    if later.dated:
        return -1.5, f"{apart} days apart, the later one dated"
    return -0.2 * apart, f"{apart} days apart, the later one undated"


def _place(a: Telling, b: Telling) -> Part:
    one, other = a.event.event_loc, b.event.event_loc
    if one is None or other is None:
        return 0.0, ""
    if one.country and other.country and one.country != other.country:
        return -1.5, f"in {one.country} and in {other.country}"
    if (one.geonameid, one.name) == (other.geonameid, other.name):
        return (0.5 if _wide(one.feature_code) else 1.0), f"at {one.name}"
    if _wide(one.feature_code) or _wide(other.feature_code):
        return 0.0, ""
    return -1.5, f"at {one.name} and at {other.name}"


def _wide(feature: str | None) -> bool:
    return feature is not None and feature.startswith(_COUNTRY_FEATURES)


def _mode(a: Telling, b: Telling) -> Part:
    one, other = set(a.event.mode), set(b.event.mode)
    if not one or not other:
        return 0.0, ""
    shared = one & other
    return (0.5, f"mode {'|'.join(sorted(shared))}") if shared else (-1.0, "differing modes")


def _tolls(a: Telling, b: Telling) -> Part:
    """Tolls grow from report to report; one twice the other, and not by a handful, is of another act."""
    score, why = 0.0, []
    for name in _SIZES:
        one, other = _count(a.event.size, name), _count(b.event.size, name)
        if one is None or other is None:
            continue
        low, high = sorted((one.least, other.least))
        if low == high:
            score += 0.5
            why.append(f"{low} {name}")
        elif high > 2 * low and high - low > 3:
            score -= 1.0
            why.append(f"{low} and {high} {name}")
    return score, ", ".join(why)


def _words(a: Telling, b: Telling) -> Part:
    """The share of the shorter sentence's content words that stand in the other; a name counts twice. A third in
    common is what two acts of one kind between the same parties have anyhow."""
    shared = a.words & b.words
    weigh = min(_weight(a.words, a.names), _weight(b.words, b.names))
    if not weigh:
        return 0.0, ""
    share = min(_weight(shared, a.names & b.names) / max(weigh, 3), 1.0)
    return 4.0 * (share - 1 / 3), f"words in common: {' '.join(sorted(shared)) or 'none'}"


def _weight(words: frozenset[str], names: frozenset[str]) -> int:
    return len(words) + len(words & names)


def _standing(event: Event) -> str:
    """Whether an act happened, did not, or may yet; what is alleged or long past happened as far as links go."""
    return next((aux for aux in ("negation", "hypothetical", "future") if aux in event.aux), "happened")


def _stem(word: str) -> str:
    """Return a word without the endings of number and tense: "shelled", "shelling" and "shells" are one."""
    for ending in ("ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _codes(entities: Sequence[Entity]) -> frozenset[str]:
    return frozenset(e.code for e in entities if e.code != UNKNOWN_CODE)


def _count(size: Size | None, name: str) -> Count | None:
    return getattr(size, name) if size is not None else None


def _interval(value: str) -> tuple[date, date] | None:
    """Return the first and last day of an event's date ("2020-10-20", "2020-W43", "2020-10"), or None for one that
    is vaguer than a month."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value)
        return day, day
    if re.fullmatch(r"\d{4}-W\d\d", value):
        monday = date.fromisoformat(f"{value}-1")
        return monday, monday + timedelta(days=6)
    if re.fullmatch(r"\d{4}-\d\d", value):
        first = date.fromisoformat(f"{value}-01")
        return first, (first + VAGUE).replace(day=1) - timedelta(days=1)
    return None


def _by_id(told: Iterable[Telling]) -> dict[str, Telling]:
    by_id: dict[str, Telling] = {}
    for telling in told:
        if telling.event.id in by_id:
            raise InputError(f"event {telling.event.id!r} is told twice: link() takes each event once")
        by_id[telling.event.id] = telling
    return dict(sorted(by_id.items()))


def links(told: Iterable[Telling], stretches: Container[int] | None = None) -> Iterator[tuple[tuple[str, int], Link]]:
    """Yield each pair of tellings of one block that scores as the same, with the type and the stretch of days where
    they met: once for each. With ``stretches`` only those are looked at; ``told`` has all tellings that lie in them.
    """
    blocks: dict[tuple[str, str, int], list[Telling]] = defaultdict(list)
    for one in told:
        for code in one.actors | one.recipients:
            for stretch in one.stretches:
                if stretches is None or stretch in stretches:
                    blocks[one.event.event, code, stretch].append(one)
    met: set[tuple[int, str, str]] = set()
    for (type, _, stretch), block in sorted(blocks.items()):
        block.sort(key=_neighbourhood)
        for n, one in enumerate(block):
            for other in block[n + 1 : n + 1 + NEAR]:
                pair = (stretch, min(one.event.id, other.event.id), max(one.event.id, other.event.id))
                if pair not in met:
                    found = compare(one, other)
                    if found is not None and found.score >= SAME:
                        met.add(pair)
                        yield (type, stretch), found


def printed(told: Iterable[Telling]) -> Iterator[Link]:
    """Yield a link for each act that copies of one text tell in the same words, from the first of them: also where no
    party and no date is known by which other tellings are compared."""
    acts: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    nth: dict[tuple[object, ...], int] = defaultdict(int)
    for one in sorted(told, key=lambda one: (one.event.doc != one.text, one.event.doc, one.event.start, one.event.id)):
        event = one.event
        act = (one.text, event.event, _standing(event), event.mode, event.event_text.casefold(), one.words,
               one.actors, one.recipients)  # fmt: skip
        nth[event.doc, act] += 1
        acts[*act, nth[event.doc, act]].append(one)
    for first, *others in acts.values():
        for other in others:
            a, b = sorted((first.event.id, other.event.id))
            yield Link(a, b, PRINTED, (f"copies of one text, in the same words ({PRINTED:+.1f})",))


def _neighbourhood(telling: Telling) -> tuple[date, str, str]:
    place = telling.event.event_loc
    return (telling.days[0] if telling.days else date.max), (place.name or "" if place else ""), telling.event.id


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
