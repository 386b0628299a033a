"""A tie as first read, and whether what is said of it holds: negation, hedging, on whose word, since when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.records import Entity, Time
from dragoman.ties._grammar import (
    ancestors,
    child,
    children,
    governing_verb,
    has_negation,
    is_passive,
    objects,
    subject,
)
from dragoman.ties._parties import Parties, unique
from dragoman.ties._words import words

_MODALS = frozenset("may might could would should can must will shall 'll ’ll 'd wo ca".split())
_CONDITIONS = frozenset("if whether unless lest".split())
_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_DATED = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_LASTING = frozenset("last be remain stand exist stay".split())
_BACKSHIFTED = frozenset("say tell claim state argue believe insist declare warn write explain add think note".split())


@dataclass(slots=True)
class Draft:
    """A relation between two actors as first read. ``b`` is None where the text names nobody. ``clause`` is the
    verb that asserts it; None where a phrase takes it for granted ("its ally Russia")."""

    tie: str
    a: Entity
    b: Entity | None
    cue: Token
    why: str
    clause: Token | None = None
    tokens: tuple[Token, ...] = ()  # more words that say so
    aux: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    said_by: tuple[Entity, ...] = ()
    past_holds: bool = False  # the rule has read the tense itself: "fought a war in 1969"
    b_words: Token | None = None  # who the other is in words that name no actor: "Western sanctions"
    speaker_is_b: bool = False  # "our ally": the other is whoever says so


@dataclass(slots=True)
class _Above:
    """What stands above a statement."""

    said_by: tuple[Entity, ...] = ()
    alleged: bool = False
    backshifted: bool = False


def settled(draft: Draft, parties: Parties, times: Iterable[Time]) -> Draft | None:
    """Return a draft with its reality, speakers and dates, or None where nothing is said to stand."""
    if draft.clause is not None and not _asserted(draft.clause):
        return None
    above = _above(draft.clause if draft.clause is not None else draft.cue, parties, draft.clause is not None)
    if above is None:
        return None
    if draft.clause is not None or draft.speaker_is_b or _is_quoted(draft.cue):
        draft.said_by = unique((*draft.said_by, *above.said_by, *_according(draft.cue, parties)))
    if draft.speaker_is_b:
        draft.b = next((e for e in draft.said_by if e.code != draft.a.code), None)
        if draft.b is None:
            return None
    aux = set(draft.aux)
    if above.alleged or _doubted(draft):
        aux.add("alleged")
    if draft.clause is not None and not draft.past_holds and is_past(draft.clause) and not above.backshifted:
        aux.add("historical")
    since, until = _dates(draft, list(times))
    draft.since, draft.until = draft.since or since, draft.until or until
    if draft.until is not None:
        aux.discard("historical")  # the date says it better
    draft.aux = tuple(sorted(aux))
    return draft


def _asserted(clause: Token) -> bool:
    """Return whether a clause states something: no question, no condition, no mere possibility."""
    if clause.sent[-1].text == "?" or any(t.text == "?" for t in clause.sent[-2:]):
        return False
    if any(c.dep_ == "aux" and c.lower_ in _MODALS for c in clause.children):
        return False
    if any(c.lower_ in words("almost") for c in clause.children):  # "nearly went to war"
        return False
    if clause.tag_ != "VB" or any(c.lower_ in ("do", "does", "did") for c in children(clause, "aux")):
        return True
    return clause.dep_ in ("xcomp", "conj", "ccomp", "ROOT")  # "claims to be neutral", but no purpose: "to be neutral"


def _above(start: Token, parties: Parties, asserted: bool) -> _Above | None:
    """Return what the clauses above say of a statement; None where they take it back."""
    out = _Above()
    below = start
    for up in (start, *ancestors(start)):
        if asserted and any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in up.children):
            return None
        if asserted and up.dep_ == "advcl" and any(c.lower_ in ("if", "as if") for c in up.children):
            return None
        if up == start or up.pos_ not in ("VERB", "AUX", "NOUN"):
            below = up if up.dep_ in ("ccomp", "xcomp", "pcomp", "prep", "acl", "relcl", "advcl", "conj") else below
            continue
        lemma = up.lemma_.lower()
        inside = below.dep_ in ("ccomp", "xcomp", "pcomp", "parataxis", "prep", "acl", "dobj")
        if inside and lemma in words("denying"):
            return None
        if asserted and inside and lemma in words("alleging"):
            out.alleged = True
            if up.pos_ != "NOUN":
                out.said_by = out.said_by or _speakers(up, parties)
        elif below.dep_ in ("ccomp", "xcomp", "oprd") and asserted and lemma in words("holding") and not is_passive(up):
            out.said_by = out.said_by or _speakers(up, parties)
        elif below.dep_ in ("ccomp", "parataxis") and lemma in words("reporting") and up.pos_ != "NOUN":
            if has_negation(up):
                return None
            out.said_by = out.said_by or _speakers(up, parties)
            out.backshifted = out.backshifted or (is_past(up) and lemma in _BACKSHIFTED)
        elif asserted and _is_wished(below, up):
            return None
        below = up
    return out


def _is_quoted(cue: Token) -> bool:
    """Return whether a word stands between quotation marks: only then are the words a speaker's own, and not how
    the report itself calls somebody."""
    before = sum(t.text in ('"', "“", "”", "``", "''") for t in cue.doc[cue.sent.start : cue.i])
    return before % 2 == 1


def _is_wished(below: Token, up: Token) -> bool:
    """Return whether what is told is only wanted, planned or possible for the verb above it."""
    if below.dep_ in ("ccomp", "xcomp") and up.lemma_.lower() in words("irrealis_verb"):
        return True
    return below.dep_ == "xcomp" and any(c.dep_ == "aux" and c.lower_ in _MODALS for c in up.children)


def _speakers(verb: Token, parties: Parties) -> tuple[Entity, ...]:
    who = subject(verb)
    found = parties.at(who)
    if not found and who is not None:
        return unique(e for t in objects(who, "from", "of", "by", "in") for e in parties.at(t)) or parties.owners(who)
    return found


def _according(cue: Token, parties: Parties) -> tuple[Entity, ...]:
    """Return the speakers of "according to …" in a sentence, unless it stands in a clause of its own."""
    for token in cue.sent:
        if token.lower_ == "according":
            to = child(token, "prep")
            who = child(to, "pobj") if to is not None else child(token, "pobj")
            if who is not None and (token.head in ancestors(cue) or token.head == cue):
                return parties.at(who)
    return ()


def _doubted(draft: Draft) -> bool:
    near = [*draft.cue.children, *(() if draft.clause is None else draft.clause.children)]
    return any(t.lower_ in words("doubt_adverb") for t in near)


def is_past(verb: Token) -> bool:
    """Return whether a finite clause is in the simple past or past perfect ("was", "had been")."""
    helpers = children(verb, "aux", "auxpass")
    if any(h.lower_ in ("has", "have", "'ve", "’ve", "is", "are", "do", "does") for h in helpers):
        return False
    if any(h.lower_ in ("was", "were", "had", "did") for h in helpers):
        return True
    if verb.tag_ in ("VB", "VBG") and not helpers and verb.dep_ in ("xcomp", "conj", "advcl", "pcomp"):
        return verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX") and is_past(verb.head)
    return verb.tag_ == "VBD"


def _dates(draft: Draft, times: list[Time]) -> tuple[str | None, str | None]:
    """Return since when and until when, as the words around a statement say."""
    home = draft.clause if draft.clause is not None else draft.cue
    if draft.clause is None and home.dep_ == "nsubj" and home.head.lemma_ in _LASTING:
        home = home.head
    since = until = None
    for token in home.subtree:
        if token.lower_ not in ("since", "until", "till", "from", "to"):
            continue
        if draft.clause is not None and governing_verb(token) not in (draft.clause, _perfect_below(draft.clause)):
            if token.lower_ not in ("since", "until") or token.dep_ != "mark":
                continue
        value = _value(token, times)
        if value is None:
            continue
        match token.lower_:
            case "since":
                since = since or value
            case "until" | "till":
                until = until or value
            case "from":
                since = since or value
            case "to" if since is not None:
                until = until or value
    return since, until


def _perfect_below(verb: Token) -> Token | None:
    return child(verb, "xcomp")


def _value(prep: Token, times: list[Time]) -> str | None:
    """Return the date after a preposition (or in the clause that it opens) as YYYY, YYYY-MM or YYYY-MM-DD."""
    last = prep.right_edge if prep.dep_ != "mark" else prep.head.right_edge
    start, end = prep.idx, last.idx + len(last)
    for time in times:
        if start < time.start < end and _DATED.fullmatch(time.value):
            return time.value
    return next((t.text for t in prep.doc[prep.i + 1 : last.i + 1] if _YEAR.fullmatch(t.text)), None)


def year_of(verb: Token, times: Iterable[Time], *preps: str) -> str | None:
    """Return the date that a verb or its object is given by one of the prepositions ("in 1998")."""
    known = list(times)
    for token in verb.subtree:
        if token.lower_ in preps and token.dep_ == "prep" and governing_verb(token) == verb:
            value = _value(token, known)
            if value is not None:
                return value
    return None
