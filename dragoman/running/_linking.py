"""Copies and stories after a run: what was filed is compared with what is there, and only what that can change is
done anew.

The stories are those that one gets who links all documents at once, in the order of publication: they do not depend on
the order in which documents came, on how they were split into runs, nor on the number of jobs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from dragoman.errors import InputError
from dragoman.records import stable_id
from dragoman.store import Chronicle, Linking, Told
from dragoman.store import Story as Filed
from dragoman.stories import (
    FULL,
    WINDOW,
    Decision,
    Link,
    Printing,
    Signature,
    Story,
    Telling,
    cluster,
    links,
    printed,
    settle,
    telling,
)

# How much is held in memory at a time. Documents: for each slice the bands of all documents are read once.
_DOCUMENTS = 20_000
_EVENTS = 5_000
_TOLLS = ("dead", "injured", "arrested", "displaced", "participants")
Row = dict[str, Any]


def link_stories(chronicle: Chronicle) -> None:
    """Find the copies among the documents filed since the last time, and link what is told into stories. All of it is
    in the chronicle when this returns, or nothing. Raises StoreError."""
    if chronicle.has_unlinked():
        with chronicle.linking(WINDOW) as linking:
            _link(linking)


def split_story(chronicle: Chronicle, story: str, events: Sequence[str]) -> tuple[Filed, ...]:
    """Decide that events are not told in their story, which stays so through later runs. A story goes by its id or by
    that of an event in it. Returns the stories that are made of it, the first that of its canonical event. Raises
    InputError where there is no such story, or nothing would leave it or be left in it."""
    link_stories(chronicle)
    members = _members(chronicle, story)
    leaving = []
    for asked in events:
        event = chronicle.event(asked)
        first = (event.same_as or event.id) if event is not None else asked
        if first not in members:
            raise InputError(f'"{asked}" is no event of story "{story}". See what it holds: dragoman explain {story}')
        leaving.append(first)
    staying = [event for event in members if event not in leaving]
    if not leaving or not staying:
        raise InputError(f'Story "{story}" has {len(members)} events: name those that leave it, and not all of them.')
    with chronicle.linking(WINDOW) as linking:
        linking.decide([(one, other) for one in leaving for other in staying], same=False)
        _link(linking)
    return chronicle.stories_of(members)


def merge_stories(chronicle: Chronicle, one: str, other: str) -> Filed:
    """Decide that two stories tell one event, which stays so through later runs. A story goes by its id or by that of
    an event in it. Returns the story that is made of them. Raises InputError where there is no such story."""
    link_stories(chronicle)
    first, second = (_members(chronicle, story) for story in (one, other))
    if first == second:
        raise InputError(f'"{one}" and "{other}" are one story already. Name two.')
    with chronicle.linking(WINDOW) as linking:
        linking.undecide([(a, b) for a in first for b in second], same=False)
        linking.decide([(first[0], second[0])], same=True)
        _link(linking)
    (made,) = chronicle.stories_of([*first, *second])
    return made


def _members(chronicle: Chronicle, story: str) -> list[str]:
    """Return the events of a story, the canonical one first."""
    found = chronicle.story(story)
    if found is None:
        raise InputError(
            f'{chronicle.path} holds no story "{story}", and no event of that id. List them: dragoman query'
            ' "FROM latest". A story that has got other reports since may have another id: name it by an event in it.'
        )
    return [found.canonical, *(event.id for event in found.events if event.id != found.canonical)]


def _link(linking: Linking) -> None:
    docs = linking.unlinked()
    for start in range(0, len(docs), _DOCUMENTS):
        _print(linking, docs[start : start + _DOCUMENTS])
    linking.due(docs, ())
    _lay(linking)
    for family, stretches in _batches(linking.blocks()):
        told = [_telling(one) for one in linking.told_in(family, stretches)]
        rows = [_row(found, family, stretch) for (_, stretch), found in links(told, frozenset(stretches))]
        linking.relink(family, stretches, rows)
    _link_copies(linking)
    _tell(linking)
    linking.finish()


# Copies


def _print(linking: Linking, docs: Sequence[str]) -> None:
    """Find the first printing of documents, and anew that of those which this changes."""
    signatures: dict[str, Signature] = {}
    due = []
    for doc, published, text in linking.texts(docs):
        signatures[doc] = Signature.of(text)
        digest = stable_id(signatures[doc].to_bytes().hex())
        due.append(Printing(doc, published, digest, tuple(map(_signed, signatures[doc].buckets()))))
    before = {row["doc"]: _printing(row) for row in linking.printings(docs)}
    # Coded anew, but of the same text and day: what it copies stays.
    due = [one for one in due if one.doc not in before or before[one.doc].place != one.place]
    linking.due((), (before[doc].first or doc for doc in before))
    while due:
        due = _settle(linking, due, before, signatures)
        before = {one.doc: one for one in due}


def _settle(
    linking: Linking, due: Sequence[Printing], before: dict[str, Printing], signatures: dict[str, Signature]
) -> list[Printing]:
    """Settle documents, keep the outcome, and return those that must be settled again."""
    ids = {one.doc for one in due}
    before = {doc: one for doc, one in before.items() if doc in ids}
    keys = {key for one in (*due, *before.values()) for key in one.keys}
    standing = linking.standing(keys, FULL, sorted(ids))
    lacking = {doc for places in standing.values() for _, doc, _ in places} | ids
    for doc, _, text in linking.texts(sorted(lacking - signatures.keys())):
        signatures[doc] = Signature.of(text)
    found = settle(due, standing, signatures.__getitem__, before.values())
    linking.print([{**asdict(one), "first": found.firsts[one.doc]} for one in due])
    moved = [doc for doc, first in found.firsts.items() if doc not in before or before[doc].first != first]
    was = [first for doc in moved if doc in before and (first := before[doc].first) is not None]
    linking.due(moved, {*was, *(found.firsts[doc] for doc in moved)})
    again = map(_printing, linking.sharing(found.moved) if found.moved else ())
    return [
        one
        for one in again
        if one.doc not in ids and any(one.place > found.moved[key] for key in one.keys if key in found.moved)
    ]


def _printing(row: Row) -> Printing:
    return Printing(**{**row, "keys": tuple(row["keys"])})


def _signed(key: int) -> int:
    """Return a band of 64 bits as a store table has it."""
    return key - (1 << 64) if key >> 63 else key


# Links


def _lay(linking: Linking) -> None:
    """Find the days on which each event of the due documents may have been, and note it."""
    rows = []
    docs = linking.lay_out()
    for event, published in linking.acts_of(docs):
        told = Telling(event, frozenset(), frozenset(), published)
        rows.append({"id": event.id, "doc": event.doc, **_where(told)})
        if len(rows) == _EVENTS:
            linking.lay_in(rows)
            rows = []
    linking.lay_in(rows)


def _where(told: Telling) -> Row:
    """Return where a telling meets others, as columns of story_events."""
    earliest, latest = told.days or (None, None)
    return {"family": told.family, "earliest": earliest, "latest": latest}


def _telling(told: Told) -> Telling:
    return telling(told.event, told.sentence, told.published, told.text)


def _batches(blocks: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, list[int]]]:
    """Yield families with stretches of days that hold together at most as many events as are kept in memory."""
    held: list[int] = []
    of, size = "", 0
    for family, stretch, count in blocks:
        if held and (family != of or size + count > _EVENTS):
            yield of, held
            held, size = [], 0
        of, size = family, size + count
        held.append(stretch)
    if held:
        yield of, held


def _link_copies(linking: Linking) -> None:
    rows: list[Row] = []
    held: list[str] = []
    size = 0
    texts = linking.texts_due()
    for n, (text, count) in enumerate(texts, 1):
        held.append(text)
        size += count
        if size >= _EVENTS or n == len(texts):
            told = [_telling(one) for one in linking.told_of(held)]
            text_of = {one.event.id: one.text for one in told}
            rows += [_row(found, text=text_of[found.a]) for found in printed(told)]
            held, size = [], 0
    linking.relink_texts(rows)


def _row(found: Link, family: str | None = None, stretch: int | None = None, text: str | None = None) -> Row:
    return {**asdict(found), "why": list(found.why), "family": family, "stretch": stretch, "text": text}


# Stories


def _tell(linking: Linking) -> None:
    affected = linking.affect()
    components = _Components(linking.connections())
    for ids in _chunks(affected, components):
        told = [_telling(one) for one in linking.told(ids)]
        found = [Link(row["a"], row["b"], row["score"], tuple(row["why"])) for row in linking.links(ids)]
        stories = cluster(told, found, _consistent(linking.decisions(ids)))
        by_id = {one.event.id: one for one in told}
        rows = [row for story in stories for row in _members_of(story, by_id, components)]
        linking.tell([_story(story, by_id) for story in stories], rows)


class _Components:
    """Events that links and merges connect. A component is known by the smallest id in it."""

    def __init__(self, connections: Iterable[tuple[str, str]]) -> None:
        self._of: dict[str, str] = {}
        for a, b in connections:
            one, other = self[a], self[b]
            self._of.setdefault(a, a)
            self._of.setdefault(b, b)
            self._of[max(one, other)] = min(one, other)

    def __contains__(self, id: str) -> bool:
        return id in self._of

    def __getitem__(self, id: str) -> str:
        found = id
        while (above := self._of.get(found, found)) != found:
            self._of[id] = found = above
        return found


def _chunks(affected: Sequence[str], components: _Components) -> Iterator[list[str]]:
    """Yield whole components, several together up to as many events as are kept in memory."""
    whole: dict[str, list[str]] = defaultdict(list)
    held: list[str] = []
    for id in affected:
        if id in components:
            whole[components[id]].append(id)
        else:
            held.append(id)
        if len(held) == _EVENTS:
            yield held
            held = []
    for ids in whole.values():
        if held and len(held) + len(ids) > _EVENTS:
            yield held
            held = []
        held += ids
    if held:
        yield held


def _consistent(latest_first: Iterable[tuple[str, str, bool]]) -> list[Decision]:
    """Return the decisions without those that later ones contradict: a split within what was merged since, a merge
    of what was split since."""
    kept: list[Decision] = []
    for a, b, same in latest_first:
        merged = _Components((d.a, d.b) for d in kept if d.same)
        apart = {frozenset((merged[d.a], merged[d.b])) for d in kept if not d.same}
        one, other = merged[a], merged[b]
        if (frozenset((one, other)) not in apart) if same else one != other:
            kept.append(Decision(a, b, same))
    return kept


def _story(story: Story, by_id: dict[str, Telling]) -> Row:
    spread: Row = {}
    for toll in _TOLLS:
        low, high = story.tolls.get(toll, (None, None))
        spread |= {f"{toll}_low": low, f"{toll}_high": high}
    return {
        "id": story.id,
        "event": story.event,
        "canonical": story.canonical,
        "earliest": story.earliest,
        "latest": story.latest,
        "reports": len(story.docs),
        "texts": len({by_id[event].text for event in story.events}),
        **spread,
        "speakers": [asdict(entity) for entity in story.speakers],
    }


def _members_of(story: Story, by_id: dict[str, Telling], components: _Components) -> Iterator[Row]:
    """Yield the rows of a story's events, each with the link to the one it is most alike."""
    best: dict[str, tuple[Link, str]] = {}
    for found in sorted(story.links, key=lambda found: (-found.score, found.a, found.b)):
        best.setdefault(found.a, (found, found.b))
        best.setdefault(found.b, (found, found.a))
    for id in story.events:
        link, other = best.get(id, (None, None))
        yield {
            "id": id,
            "story": story.id,
            "doc": by_id[id].event.doc,
            **_where(by_id[id]),
            "linked_to": other,
            "score": link.score if link else None,
            "why": list(link.why) if link else [],
            "component": components[id],
        }
