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
# Nouns that a place's name modifies or stands after with "of", and that are there: "Kabul airport", "outskirts of Homs".  # noqa: E501
_THERE_TOO = frozenset(
    """city town village capital port province region district state county suburb neighborhood neighbourhood island
    governorate oblast border airport base station square market mosque church school hospital university prison street
    embassy outskirt part centre center coast north south east west rest side mountain heart northeast northwest southeast
    southwest area edge desert valley river waters shore airspace territory soil camp enclave stronghold resort jail court
    parliament countryside edge gate bridge road highway hotel restaurant cafe""".split()  # noqa: E501
)
# Types of act that fall on somebody rather than somewhere: their "on" and "against" name whom.
_ON_SOMEBODY = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN SANCTION PROTEST".split()
)
_CLAUSE = frozenset(("relcl", "advcl", "ccomp", "acl", "parataxis", "xcomp"))
# Steps in the grammar beyond which a place is no longer the act's. Set by reading some 300 events of wire reports.
_FARTHEST = 7


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
        distance = _distance(event, act, span, doc, own)
        if distance is not None and distance <= _FARTHEST and (best is None or (distance, place.start) < best[:2]):
            best = (distance, place.start, place)
    return best[2] if best else None


def _holds(outer: Place, inner: Place) -> bool:
    return outer.country == inner.country and outer.city is None


def _distance(event: Event, act: Span, where: Span, doc: Doc, places: Sequence[Place]) -> float | None:
    """Return how far a place is from being where the act happened, or None if it is said of something else."""
    root = where.root
    while root.dep_ in ("conj", "appos") and root.head.i != root.i:
        root = root.head
    head = act.root
    inside_act = set(head.subtree)
    if root.dep_ in ("compound", "nmod", "amod", "npadvmod") and root.head == head and head.pos_ in ("NOUN", "PROPN"):
        # "the Luanda deal", "the Mosul offensive"; of "US intervention" and "Russia's veto" it is whose.
        is_town = any(p.start == where.start_char and p.city is not None for p in places)
        return 0.0 if is_town and not any(e.start <= where.start_char < e.end for e in event.actor) else None
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
    elif (
        word in ("on", "against", "between", "for", "toward", "towards") and event.event in _ON_SOMEBODY
    ) or word not in (_WHERE if governor.i in range(act.start, act.end) else _THERE):
        return None
    if governor.lemma_.lower() in _SAYING and governor not in inside_act and governor != head:
        return None
    if _in_party(event, prep, doc) and governor.i not in range(act.start, act.end):
        return None
    inside = governor.i in range(act.start, act.end)
    if (
        not inside
        and governor.dep_ in ("nsubj", "nsubjpass")
        and (governor.pos_ == "PROPN" or event.event in _ON_SOMEBODY)
    ):
        return None  # "the Interior Ministry in Kyiv": where the actor sits
    steps = _steps(head, prep)
    if steps is None:
        return None
    # "In Baghdad on Monday, a bomb killed five": what opens the sentence stands for all its clauses.
    return min(steps, 3.0) if prep.i < head.i and governor in (head, *head.ancestors) else steps


def _preposition(root: Token) -> Token | None:
    """Return the preposition over a place, through "the city of X", "X province" and "the outskirts of X"."""
    token = root
    for _ in range(6):
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ in ("pobj", "pcomp") and head.dep_ in ("prep", "agent"):
            if head.lower_ == "of":
                token = head.head
                if token.lemma_.lower() not in _THERE_TOO:
                    return None
                continue
            return head if head.dep_ == "prep" else None
        if token.dep_ in ("appos", "conj") or (
            token.dep_ in ("compound", "nmod", "amod", "poss", "npadvmod") and head.lemma_.lower() in _THERE_TOO
        ):
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
