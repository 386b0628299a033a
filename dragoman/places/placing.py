"""Which place is an event's own: one that its clause says it happened at, else its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from dragoman.records import Event, Parse, Place

# Prepositions that say where a thing happens. "from" and "of" say where people come from.
_WHERE = frozenset(
    "in at near outside around across inside throughout within on off over along into onto through between beyond upon "
    "against toward towards".split()
)
_THERE = _WHERE - {"against", "between"}
# Verbs and nouns of going: their "to" and their object are where they happen.
_GOING = frozenset(
    """visit travel trip tour arrive arrival fly journey go return come head flight send dispatch deploy deployment
    advance march enter reach leave deliver ship welcome receive pilgrimage move sail invade raid attack shell bomb
    strike hit storm besiege capture seize occupy recapture retake liberate bombard pound evacuate blockade""".split()
)
# What is said somewhere has happened elsewhere.
_SAYING = frozenset(
    """say tell announce report state declare add claim warn note insist argue explain speak write confirm deny
    reporter journalist conference briefing interview statement spokesman spokeswoman""".split()
)
_CLAUSE = frozenset(("relcl", "advcl", "ccomp", "acl", "parataxis", "xcomp"))
# Steps in the grammar beyond which a place is no longer the act's. 6 to 12 tried on the case table.
_FARTHEST = 9


def place_of(event: Event, parse: Parse, places: Sequence[Place]) -> Place | None:
    """Return where an event happened as its sentence tells it, or None where it does not.

    Not where its actors come from ("rebels from Darfur"), where somebody told of it ("told reporters in Geneva"),
    nor the dateline. A visit happens at the host's. Of "Mosul, Iraq" the town is returned.
    """
    doc = parse.doc
    act = doc.char_span(event.start, event.end, alignment_mode="expand")
    if act is None:
        return None
    own = [p for p in places if event.sentence.start <= p.start < event.sentence.end and p.lat is not None]
    best: tuple[float, int, Place] | None = None
    for i, place in enumerate(own):
        if i and own[i - 1].end < place.start and parse.document.text[own[i - 1].end : place.start].strip() == ",":
            if _holds(place, own[i - 1]):
                continue  # "Mosul, Iraq": the finer one stands for both
        span = doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is None:
            continue
        distance = _distance(event, act, span, doc)
        if distance is not None and distance <= _FARTHEST and (best is None or (distance, place.start) < best[:2]):
            best = (distance, place.start, place)
    return best[2] if best else None


def _holds(outer: Place, inner: Place) -> bool:
    return outer.country == inner.country and outer.city is None


def _distance(event: Event, act: Span, where: Span, doc: Doc) -> float | None:
    """Return how far a place is from being where the act happened, or None if it is said of something else."""
    root = where.root
    while root.dep_ in ("conj", "appos") and root.head.i != root.i:
        root = root.head
    head = act.root
    inside_act = set(head.subtree)
    if root.dep_ in ("compound", "nmod", "amod", "poss", "npadvmod") and root.head.i in range(act.start, act.end):
        return 0.0 if root.dep_ != "poss" or event.event not in ("CONSULT", "AGREE") else None
    if root.dep_ == "dobj" and (root.head.lemma_.lower() in _GOING) and root.head.i in range(act.start, act.end):
        return 0.5
    prep = _preposition(root)
    if prep is None:
        return None
    governor = prep.head
    while governor.dep_ == "prep" and governor.head.i != governor.i:
        governor = governor.head
    word = prep.lower_
    if word == "to":
        if governor.lemma_.lower() not in _GOING:
            return None
    elif word not in (_WHERE if governor.i in range(act.start, act.end) else _THERE):
        return None
    if governor.lemma_.lower() in _SAYING and governor not in inside_act and not _same(governor, head):
        return None
    if _in_party(event, prep, doc) and governor.i not in range(act.start, act.end):
        return None
    steps = _steps(head, prep)
    if steps is None:
        return None
    # "In Baghdad on Monday, a bomb killed five": what opens the sentence stands for all its clauses.
    return min(steps, 3.0) if prep.i < head.i and governor in (head, *head.ancestors) else steps


def _same(a: Token, b: Token) -> bool:
    return a.i == b.i


def _preposition(root: Token) -> Token | None:
    """Return the preposition over a place, through "the city of X", "X province" and "the outskirts of X"."""
    token = root
    for _ in range(6):
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ in ("pobj", "pcomp") and head.dep_ in ("prep", "agent"):
            if head.lower_ == "of" and head.head.pos_ in ("NOUN", "PROPN"):
                token = head.head
                continue
            return head if head.dep_ == "prep" else None
        if token.dep_ in ("compound", "nmod", "amod", "poss", "appos", "conj", "npadvmod"):
            token = head
            continue
        return None
    return None


def _in_party(event: Event, prep: Token, doc: Doc) -> bool:
    """Tell whether a preposition stands within the words for an actor: "the Interior Ministry in Kyiv"."""
    return any(e.start <= prep.idx < e.end for e in event.actor) and prep.head.pos_ != "VERB"


def _steps(act: Token, prep: Token) -> float | None:
    """Return the steps from the act to the place: up to the nearest word over both, and down again. A clause between
    counts as four; a place in a clause that the act only governs by saying does not count at all."""
    above = [act, *act.ancestors]
    chain = [prep, *prep.ancestors]
    for down, token in enumerate(chain):
        if token not in above:
            continue
        up = above.index(token)
        between = [t for t in [*chain[:down], *above[:up]] if t.dep_ in _CLAUSE]
        # What is attached to a verb of saying above the act is where it was said.
        if up and token.lemma_.lower() in _SAYING and any(t.dep_ in ("ccomp", "parataxis") for t in above[:up]):
            return None
        return up + down + 4.0 * len(between)
    return None
