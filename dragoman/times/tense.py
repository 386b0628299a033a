"""Does a clause look forward or back? "Will meet Friday" is the coming one, "met Friday" the one before."""

from __future__ import annotations

from spacy.tokens import Token

_WILL = frozenset({"will", "'ll", "’ll", "shall", "would", "may", "might", "could", "wo", "can", "must", "should"})
_DID = frozenset({"was", "were", "had", "has", "have", "did", "'d", "’d", "'ve", "’ve"})
_ARE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})
# What is planned with these has not happened; a participle of them ("the vote scheduled for Sunday") looks forward.
_PLANS = frozenset({
    "plan", "expect", "schedule", "set", "slate", "slat", "expire", "propose", "urge", "demand", "call", "threaten",
    "due", "bill", "postpone", "delay", "anticipate", "upcoming",
})  # fmt: skip
# Their infinitive has happened as they have: "managed to flee on Friday".
HAPPENED = frozenset({
    "manage", "help", "begin", "start", "continue", "fail", "force", "compel", "oblige", "happen", "use", "seem",
    "appear", "come", "proceed", "go", "cause", "lead", "get", "have", "make", "try", "rush", "attempt", "struggle",
    "gather", "return", "say", "report", "believe", "think", "know", "suppose", "allege", "choose", "cease",
})  # fmt: skip
_SAYS = frozenset({"say", "tell", "report", "add", "write", "claim", "state", "announce", "note", "show", "insist"})
# Their present is their past too, and a tagger cannot tell: "rebels hit the town Monday".
_SAME_FORM = frozenset({
    "hit", "cut", "set", "put", "shut", "let", "read", "beat", "cost", "quit", "hurt", "spread", "split", "burst",
    "cast", "shed", "bet", "bid", "rid", "wed", "wet", "fit",
})  # fmt: skip
_STEPS = 12  # a time is rarely farther below its verb


def looks_ahead(token: Token, *, timetable: bool = True) -> bool | None:
    """Return whether the clause around a time looks forward (True) or back (False); None where no verb governs it.

    The present of a report is a ``timetable`` ("the court hears his appeal Wednesday"); that of a headline is news.
    """
    below = token
    for _ in range(_STEPS):
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "amod":
            told = _verb(token, below, timetable)
            if told is not None:
                return told
        if token.head == token:
            return None
        below, token = token, token.head
    return None


def _verb(verb: Token, below: Token, timetable: bool) -> bool | None:
    """Return what a verb says of the time below it; None where it leaves that to the verb above."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    lemma = verb.lemma_.lower()
    if helpers & _WILL:
        return "have" not in helpers or bool(helpers & {"will", "'ll", "’ll", "wo"})
    if "to" in helpers:
        if verb.dep_ in ("xcomp", "advcl", "ccomp", "acl") and verb.head != verb:
            above = verb.head
            if above.lemma_.lower() in HAPPENED or (verb.dep_ == "advcl" and above.tag_ in ("VBD", "VBN")):
                return None
        return "have" not in helpers
    if lemma in _PLANS and _not_its_own(verb, below):
        return True
    if helpers & _DID or verb.tag_ == "VBD":
        return False
    if verb.tag_ == "VBN":
        return (lemma in _PLANS or None) if helpers & _ARE else lemma in _PLANS
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "before", "since", "by", "for"):
        return False  # "after starting on Saturday"
    if verb.tag_ == "VBG":
        return timetable if helpers & _ARE else None
    if verb.tag_ in ("VBZ", "VBP"):
        return timetable and lemma not in _SAYS and verb.lower_ not in _SAME_FORM
    return True if verb.tag_ == "VB" and lemma not in _SAME_FORM and timetable else None


def _not_its_own(verb: Token, below: Token) -> bool:
    """Return whether a time is what is planned for and not when it was planned: "called for a strike on Thursday",
    "scheduled for Monday", but not "called on Thursday for a strike"."""
    if verb.lemma_.lower() in ("schedule", "slate", "slat", "set", "due", "bill", "expire", "expect", "plan"):
        return verb.tag_ in ("VBN", "VBZ", "VBP", "VBG", "VB") or below.dep_ in ("dobj", "ccomp", "xcomp")
    if below.dep_ in ("dobj", "ccomp", "xcomp", "dative"):
        return below.pos_ in ("NOUN", "PROPN", "VERB")
    last = [c for c in verb.children if c.i < below.i and c.dep_ == "prep" and c.lower_ == "for"]
    return below.dep_ == "prep" and below.lower_ == "on" and bool(last) and last[-1].i + 1 < below.i
