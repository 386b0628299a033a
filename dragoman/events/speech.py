"""On whose word an act stands: the speakers above it, nearest first."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.events.parties import Parties, is_known, unique
from dragoman.events.syntax import agent_of, child, children, is_passive, preposition_objects
from dragoman.records import Entity

REPORTING = frozenset(
    [
        "say",
        "tell",
        "claim",
        "report",
        "state",
        "add",
        "note",
        "confirm",
        "announce",
        "declare",
        "insist",
        "argue",
        "believe",
        "allege",
        "warn",
        "write",
        "explain",
        "suggest",
        "acknowledge",
        "admit",
        "stress",
        "reveal",
        "deny",
        "describe",
        "testify",
        "estimate",
        "recall",
        "quote",
        "cite",
        "show",
        "assert",
        "maintain",
        "contend",
        "indicate",
        "emphasize",
        "emphasise",
        "disclose",
        "reiterate",
        "predict",
        "complain",
        "concede",
        "accuse",
        "vow",
        "think",
        "tweet",
        "post",
        "read",
        "boast",
        "hint",
        "remark",
        "comment",
        "charge",
        "suspect",
    ]
)


def speakers(act: Token, parties: Parties) -> tuple[tuple[Entity, ...], str | None]:
    """Return the chain of speakers of an act, nearest first, and the words that say so.

    Empty where the outlet tells the act in its own voice.
    """
    found: list[Entity] = []
    cue: str | None = None
    seen = act
    for _ in range(12):
        # "according to officials" may hang on any verb of the chain
        for prep in children(seen, "prep", "advmod"):
            if prep.lower_ == "according":
                for t in preposition_objects(prep, "to"):
                    found.extend(parties.who(t))
                    cue = cue or "according to"
        for clause in children(seen, "advcl"):
            if clause.lemma_ in ("cite", "quote") and clause.tag_ == "VBG":
                named = parties.at(child(clause, "dobj"))
                found.extend(named)
                cue = cue or (clause.text if named else None)
        head = seen.head
        if head == seen:
            break
        if (
            head.pos_ == "VERB"
            and head.lemma_ in REPORTING
            and seen.dep_ in ("ccomp", "pcomp", "xcomp", "dobj", "prep", "pobj")
        ):
            if seen.dep_ == "ccomp" or head.lemma_ in ("accuse", "deny", "report", "claim", "allege", "suspect"):
                speaker = agent_of(head) if is_passive(head) else child(head, "nsubj")
                who = parties.who(speaker) if speaker is not None else parties.subject(head)
                if is_passive(head) and speaker is None:
                    who = ()
                found.extend(who)
                cue = cue or head.text
        if head.lemma_ == "cite" and head.tag_ == "VBG" and seen.dep_ == "dobj":
            found.extend(parties.subject(head))
            cue = cue or head.text
        seen = head
    return unique(e for e in found if is_known(e) or e.name), cue
