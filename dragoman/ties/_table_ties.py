"""What tables know of the pairs a document concerns, and where a statement of the text goes against them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations

from dragoman.records import Document, Entity, Event, Tie, stable_id
from dragoman.ties._drafts import Draft
from dragoman.ties._facts import Facts, Span, good_to, membership, recognitions, state_code
from dragoman.ties._parties import is_body, is_state


def table_ties(document: Document, events: tuple[Event, ...], stated: tuple[Tie, ...], facts: Facts) -> tuple[Tie, ...]:
    """Return the memberships and recognitions, on the day of publication, between those that an event or a tie of
    the document brings together; none for a document without a date, none that its text states by itself."""
    if document.published is None:
        return ()
    day = document.published.isoformat()
    told = {(t.tie, t.a.code, t.b.name) for t in stated if not t.aux}
    out: dict[str, Tie] = {}
    for a, b in _pairs(events, stated):
        for tie, span in _known(a, b, day, facts):
            if (tie, a.code, b.name) in told:
                continue
            id = stable_id(document.id, "tie", "table", tie, a.code, b.code, b.name)
            out.setdefault(
                id,
                Tie(id, tie, a, b, span.since or None, span.until or None, (), (), document.id,
                    a.start, a.end, "table", None, (span.row,)),
            )  # fmt: skip
    return tuple(out[id] for id in sorted(out, key=lambda i: (out[i].tie, out[i].a.name, out[i].b.name)))


def _pairs(events: tuple[Event, ...], stated: tuple[Tie, ...]) -> Iterator[tuple[Entity, Entity]]:
    for event in events:
        yield from permutations((*event.actor, *event.recipient, *(t.entity for t in event.third_party)), 2)
    for tie in stated:
        yield from permutations((tie.a, tie.b), 2)


def _known(a: Entity, b: Entity, day: str, facts: Facts) -> Iterator[tuple[str, Span]]:
    if not is_state(a, facts):
        return
    if is_body(b):
        yield from (("member", span) for span in membership(facts, b.name, a.code) if span.holds(day))
    elif is_state(b, facts) and a.code != b.code and day <= good_to():
        known = recognitions().get((state_code(facts, a), state_code(facts, b)), ())
        yield from (("recognises", span) for span in known if span.holds(day))


def contradiction(draft: Draft, other: Entity, published: date | None, facts: Facts) -> str | None:
    """Return the table row that goes against a statement, or None. A statement about the past, or one that is
    hedged, is not held against today's table."""
    if draft.aux or draft.until is not None or published is None:
        return None
    day = published.isoformat()
    if draft.tie in ("member", "outside", "candidate"):
        return _against_membership(draft, other, day, facts)
    if draft.tie in ("recognises", "does not recognise") and day <= good_to():
        spans = recognitions().get((state_code(facts, draft.a), state_code(facts, other)), [])
        holds = next((s for s in spans if s.holds(day)), None)
        if draft.tie == "does not recognise":
            return f"{holds.row}: {draft.a.name} recognises {other.name} since {holds.since}" if holds else None
        if spans and holds is None:
            last = spans[-1]
            return f"{last.row}: {draft.a.name} recognised {other.name} from {last.since} until {last.until or 'now'}"
    return None


def _against_membership(draft: Draft, body: Entity, day: str, facts: Facts) -> str | None:
    if body.name not in facts.members:
        return None
    spans = membership(facts, body.name, draft.a.code)
    holds = next((s for s in spans if s.holds(day)), None)
    if draft.tie == "member" and holds is None:
        return f"memberships.csv: {draft.a.name} is not a member of {body.name} on {day}"
    if draft.tie != "member" and holds is not None:
        return f"{holds.row}, since {holds.since}"
    return None
