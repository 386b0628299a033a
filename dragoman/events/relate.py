"""The event type between two given spans of a text, whoever they are."""

from __future__ import annotations

from dragoman.events import weigh
from dragoman.events.coder import EventCoder
from dragoman.records import EVENT_TYPES, Cast, Entity, Event, Mention, Parse

# The two spans stand for anybody: they count as political actors whatever they name.
_ACTOR, _RECIPIENT = "ACT", "REC"
NONE = "NONE"
# How well an event must fit the pair to be believed, by which of its places the two fill. Set by reading, not tuned:
# an event that has both in their places, one of them, both as equals, or the two the wrong way round. Its confidence is
# left out: the model's word is in it, and is heard beside it.
_FIT = {"both": 1.0, "equals": 0.9, "actor": 0.6, "recipient": 0.6, "turned": 0.3, "neither": 0.05}


def relate(parse: Parse, coder: EventCoder, actor: tuple[int, int], recipient: tuple[int, int]) -> dict[str, float]:
    """Return a probability for each type and for NONE, summing to 1; spans are character offsets."""
    mentions = []
    for code, (start, end) in ((_ACTOR, actor), (_RECIPIENT, recipient)):
        span = parse.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        entity = Entity(span.text, start, end, span.text, code, ("GOV",))
        mentions.append(Mention(span.start, span.end, span.root.i, (entity,)))
    cast = Cast(tuple(sorted(mentions, key=lambda m: m.first)), {m.root: m for m in mentions})
    events, _ = coder.code(parse, cast)
    weights = dict.fromkeys((*EVENT_TYPES, NONE), 0.005)
    for event in events:
        weights[event.event] += _FIT[_fit(event)]
    weights[NONE] += 0.1 if events else 0.5
    total = sum(weights.values())
    (reading,) = coder.model.read([parse.document.text])
    said = dict(zip(coder.model.labels.types, map(float, reading.between(actor, recipient)), strict=True))
    mixed = {name: weigh.PAIR * said[name] + (1 - weigh.PAIR) * weight / total for name, weight in weights.items()}
    return {name: round(p, 4) for name, p in mixed.items()}


def _fit(event: Event) -> str:
    actors, recipients = {e.code for e in event.actor}, {e.code for e in event.recipient}
    if _ACTOR in actors and _RECIPIENT in recipients:
        return "both"
    if {_ACTOR, _RECIPIENT} <= actors:
        return "equals"
    if _ACTOR in actors:
        return "actor"
    if _RECIPIENT in recipients:
        return "recipient"
    return "turned" if _RECIPIENT in actors or _ACTOR in recipients else "neither"
