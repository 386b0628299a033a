"""Who takes part: from tokens of a sentence to entities, through coordination, partitives and owners."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.events.syntax import PARTITIVE, children, conjuncts, preposition_objects, surface_subject
from dragoman.records import UNKNOWN_CODE, Cast, Entity

_SENDING = frozenset("have send deploy keep station dispatch use order".split())
_FRONTIERS = frozenset("border frontier boundary coast line".split())

# Prepositions after an act noun whose object suffers it.
AGAINST = ("against", "on", "upon", "toward", "towards", "at", "into", "to", "over")


def is_known(entity: Entity) -> bool:
    """Return whether an entity says anything about who it is: a country or body, or at least a telling sector."""
    return entity.code != UNKNOWN_CODE or any(s not in ("UNK", "CVL", "BUS") for s in entity.sector)


def is_political(entity: Entity) -> bool:
    """Return whether an entity is a political actor by its code, not merely somebody."""
    return entity.code != UNKNOWN_CODE


def unique(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return entities in order, each identity once."""
    seen: dict[tuple[str, str, tuple[str, ...]], Entity] = {}
    for e in entities:
        seen.setdefault((e.name if e.code == UNKNOWN_CODE or e.name else e.text, e.code, e.sector), e)
    return tuple(seen.values())


class Parties:
    """Looks up who a token stands for in one document's cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def at(self, token: Token | None) -> tuple[Entity, ...]:
        """Return the entities a noun phrase names, with all it is coordinated with."""
        if token is None:
            return ()
        out: list[Entity] = []
        for t in conjuncts(token):
            out.extend(self.one(t))
        return unique(out)

    def one(self, token: Token, depth: int = 0) -> tuple[Entity, ...]:
        """Return the entities of a single phrase: its own, else those it measures out ("hundreds of troops")."""
        mention = self.cast.at(token)
        if mention is not None and any(e.code != UNKNOWN_CODE or e.sector != ("UNK",) for e in mention.entities):
            return mention.entities
        if depth < 3 and (token.lemma_.lower() in PARTITIVE or token.pos_ in ("NUM", "DET")):
            inner = [e for t in preposition_objects(token, "of") for c in conjuncts(t) for e in self.one(c, depth + 1)]
            if inner:
                return tuple(inner)
        return mention.entities if mention is not None else ()

    def owners(self, noun: Token | None, *, also: tuple[str, ...] = ("by",)) -> tuple[Entity, ...]:
        """Return whose a thing is: possessor, adjective of nationality, compound, and the objects of ``also``."""
        if noun is None:
            return ()
        out: list[Entity] = []
        for c in sorted(children(noun, "poss", "amod", "compound", "nmod"), key=lambda t: t.i):
            if (
                c.dep_ == "poss" or not c.is_lower or (c.dep_ != "amod" and not out)
            ):  # "Russian ties" is Russia's; "military ties" is nobody's
                out.extend(self.at(c))
        for t in preposition_objects(noun, *also) if also else ():
            out.extend(self.at(t))
        return unique(out)

    def who(self, token: Token | None) -> tuple[Entity, ...]:
        """Return whom a subject or object stands for: itself, or whoever owns it ("Turkey's move", "a decree by
        the ministry")."""
        found = self.at(token)
        if found or token is None:
            return found
        also = ("by", "of", "from", "with") if token.lemma_.lower() in _FRONTIERS else ("by", "of", "from")
        owned = self.owners(token, also=also)
        if owned:
            return owned
        return ()

    def subject(self, verb: Token) -> tuple[Entity, ...]:
        """Return who does a verb, as the sentence's grammar has it (not yet turned for the passive)."""
        subject = surface_subject(verb)
        if subject is None and verb.dep_ == "acl" and verb.head.pos_ == "NOUN" and verb.tag_ == "VB":
            return self.owners(verb.head, also=("by", "of", "from"))  # "Japan's pledge to support Vietnam"
        found = self.who(subject)
        if subject is not None and subject.dep_ == "dobj" and subject.head.lemma_ in _SENDING:
            if all(e.code == UNKNOWN_CODE for e in found):  # "NATO has had experts helping": NATO helps
                return self.who(surface_subject(subject.head)) or found
        return found
