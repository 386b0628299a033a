"""Who stands in a relation: from tokens to actors, by the cast, or by name where a larger phrase hides one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from dragoman.records import INTERNATIONAL_CODES, UNKNOWN_CODE, Cast, Entity, Parse
from dragoman.ties._facts import Facts
from dragoman.ties._grammar import children, conjuncts, is_neither, objects, subject
from dragoman.ties._words import words

_LONGEST_NAME = 6  # tokens: "the United States of America", "Organization of American States"
_POLITICAL = frozenset("GOV MIL LEG PTY REB PRM UAF OPP SPY PRE JUD".split())
_BY_NAME = ("name", "acronym", "nationality", "capital")
_ARMED = frozenset("REB PRM UAF".split())


def is_state(entity: Entity, facts: Facts) -> bool:
    """Return whether an entity is a country itself, not one of its people or offices."""
    return (
        entity.role is None
        and "GOV" in entity.sector
        and (facts.countries.get(entity.code) == entity.name or "PRE" in entity.sector)
    )


def is_body(entity: Entity) -> bool:
    """Return whether an entity is an international body, the whole of it."""
    return entity.code in INTERNATIONAL_CODES and not entity.sector and entity.via in ("name", "acronym")


def is_political(entity: Entity) -> bool:
    """Return whether an entity can stand in relations of states: a state, its organs, a party, a band, a body."""
    if entity.code == UNKNOWN_CODE:
        return False
    return not entity.sector or bool(_POLITICAL & set(entity.sector))


def is_armed(entity: Entity) -> bool:
    return bool(_ARMED & set(entity.sector))


def unique(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return entities in order, each identity once."""
    seen: dict[tuple[str, str], Entity] = {}
    for e in entities:
        seen.setdefault((e.code, e.name), e)
    return tuple(seen.values())


class Parties:
    """Looks up who tokens of one document stand for."""

    def __init__(self, parse: Parse, cast: Cast, facts: Facts) -> None:
        self.doc = parse.doc
        self.cast = cast
        self.facts = facts
        # what a name stands for elsewhere in the document, it stands for inside a larger phrase: "ISIS-linked"
        self._cited = {
            m.entities[0].text: m.entities[0]
            for m in cast.mentions
            if len(m.entities) == 1 and m.entities[0].via in _BY_NAME and m.entities[0].code != UNKNOWN_CODE
        }

    def at(self, token: Token | None) -> tuple[Entity, ...]:
        """Return the known actors that a noun phrase names, with all it is coordinated with."""
        if token is None:
            return ()
        return unique(e for t in conjuncts(token) for e in self.one(t))

    def one(self, token: Token) -> tuple[Entity, ...]:
        """Return the known actors of a single phrase. A name is itself, even where it is the foot of a longer
        phrase; "officials from X" are X's."""
        mention = self.cast.at(token)
        if mention is not None and any(e.code != UNKNOWN_CODE for e in mention.entities):
            return tuple(e for e in mention.entities if e.code != UNKNOWN_CODE)
        if token.pos_ in ("PROPN", "ADJ") and (named := self.named(token, token.left_edge.i)) is not None:
            return (named,)
        if token.dep_ == "appos" and token.pos_ == "NOUN" and token.head.pos_ == "PROPN":
            return self.one(token.head)  # "Laos, a country of seven million that is …"
        if token.lower_ == "neither" or (token.lemma_.lower() in words("state_word") and is_neither(token)):
            two = self.just_before(token)
            return two if len(two) == 2 else ()
        if token.lower_ in ("both", "one", "all", "each") or token.pos_ == "NUM":
            return unique(e for t in objects(token, "of") for e in self.at(t))
        return ()

    def bearers(self, token: Token | None) -> tuple[Entity, ...]:
        """Return whom a noun that bears a label stands for: of "is a group allied with", the subject. A common noun
        that only seems to take up a world-wide band ("the militias") tells nobody."""
        if token is None:
            return ()
        if token.dep_ == "attr" and token.head.lemma_ in words("copula"):
            return self.at(subject(token.head))
        found = self.at(token)
        if token.pos_ != "NOUN":
            return found
        return tuple(e for e in found if e.code != "IMG" or token.lemma_.lower() in e.name.lower())

    def named(self, token: Token, leftmost: int | None = None) -> Entity | None:
        """Return whom the name that ends at a token names: the longest that the tables know."""
        first = max(leftmost if leftmost is not None else token.sent.start, token.i - _LONGEST_NAME + 1)
        for start in range(first, token.i + 1):
            if not self.doc[start].text[:1].isupper():
                continue
            span = self.doc[start : token.i + 1]
            found = self._cited.get(span.text) or self.facts.named(span.text)
            if found is not None:
                return replace(found, text=span.text, start=span.start_char, end=span.end_char)
        return None

    def owners(self, noun: Token) -> tuple[Entity, ...]:
        """Return whose a thing is by what stands before it: possessor, nationality, compound ("its Slavic ally",
        "a key U.S. ally", "the only remaining close Russian ally", "Israel's and Egypt's")."""
        out: list[Entity] = []
        for c in sorted(children(noun, "poss", "amod", "compound", "nmod", "npadvmod"), key=lambda t: t.i):
            if c.i > noun.i:
                continue
            for t in conjuncts(c):
                out.extend(self.owner_of(t, noun))
        return unique(out)

    def owner_of(self, token: Token, noun: Token) -> tuple[Entity, ...]:
        mention = self.cast.at(token)
        if mention is not None and mention.root == token.i and mention.root != noun.i:
            return tuple(e for e in mention.entities if e.code != UNKNOWN_CODE)
        if token.text[:1].isupper() and (named := self.named(token, noun.left_edge.i)) is not None:
            return (named,)
        return ()

    def just_before(self, token: Token) -> tuple[Entity, ...]:
        """Return the states that the sentence before a token's names."""
        begin = token.sent.start
        if begin == 0:
            return ()
        last = self.doc[begin - 1].sent
        near = (m for m in self.cast.mentions if last.start <= m.root < last.end)
        return unique(e for m in near for e in m.entities if is_state(e, self.facts))

    def prior(self, noun: Token) -> tuple[Entity, ...]:
        """Return who is named anywhere in the words before a noun, in its own phrase."""
        edge = max(
            [noun.left_edge.i, *(c.right_edge.i + 1 for c in children(noun, "nsubj", "cc", "punct") if c.i < noun.i)]
        )
        out: list[Entity] = []
        for i in range(edge, noun.i):
            token = self.doc[i]
            if self.doc[i + 1].text == "-" and self.doc[i + 2].lower_ != "led":
                continue  # "US-backed forces" are not the US's
            if token.text[:1].isupper() and (named := self.named(token, edge)) is not None:
                out = [e for e in out if e.end <= named.start] + [named]
        return tuple(out)
