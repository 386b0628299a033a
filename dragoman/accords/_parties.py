"""Who can be a party to an accord, and when two mentions are the same party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.records import UNKNOWN_CODE, Cast, Entity

# Organs and people of a state act for it; for all others it matters which group they are.
_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "ELI", "CVL", "UNK"})
_ARMED_OR_POLITICAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "REB", "PTY", "OPP", "PRM", "UAF"})
_BODIES = frozenset({"EUR", "UNO", "IGO"})
_NAMED = frozenset({"name", "acronym"})

Key = tuple[str, str]


def key(entity: Entity) -> Key:
    """Return what tells a party from another: a state by its code, a body or group by its name too; a group that is
    only described ("the rebels") has no name."""
    if entity.code in ("IGO", "NGO", "IMG", "MNC"):
        return entity.code, entity.name
    if entity.code == UNKNOWN_CODE or (entity.sector and entity.sector[0] not in _STATE):
        return entity.code, entity.name if entity.via in _NAMED else "*"
    return entity.code, ""


def same(a: Key, b: Key) -> bool:
    """Say whether two keys can be one party: "the rebels" may be any group of that country."""
    if a == b:
        return True
    return (a[0] == b[0] or UNKNOWN_CODE in (a[0], b[0])) and "*" in (a[1], b[1]) and "" not in (a[1], b[1])


def can_agree(entity: Entity) -> bool:
    """Say whether an entity can be a party: a state or one of its organs, a body of states, an armed or political
    group. Companies, clubs and citizens make contracts of another kind."""
    if entity.code in _BODIES:
        return True
    if entity.code == UNKNOWN_CODE:
        return bool(entity.sector) and entity.sector[0] == "REB"
    first = entity.sector[0] if entity.sector else "GOV"
    return first in _ARMED_OR_POLITICAL or (first == "UNK" and entity.via in ("nationality", "name", "capital"))


def at(token: Token, cast: Cast) -> tuple[Entity, ...]:
    """Return who a noun and those joined to it by "and" are."""
    found: list[Entity] = []
    for word in (*_cut_off(token), token, *_joined(token)):
        mention = cast.by_root.get(word.i)
        if mention is not None:
            found += mention.entities
        elif word.pos_ in ("NOUN", "PROPN"):
            # "a Ukrainian delegation" of which only the adjective names an actor
            found += [e for child in word.lefts if child.i in cast.by_root for e in cast.by_root[child.i].entities]
    return tuple(found)


def _cut_off(token: Token) -> Iterator[Token]:
    """Yield the name that the parser's sentences cut from a subject: "SOCHI, Russia - Norway and | Russia signed"."""
    first = token.left_edge.i
    if token.dep_ != "nsubj" or first != token.sent.start or first < 2:
        return
    joint, name = token.doc[first - 1], token.doc[first - 2]
    if joint.lower_ == "and" and joint.head == joint and name.head == name and name.pos_ == "PROPN":
        yield name


def _joined(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
            yield child
            yield from _joined(child)


def parties(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return those that can agree, each party once, named where it is named anywhere."""
    kept: list[Entity] = []
    for entity in entities:
        if not can_agree(entity):
            continue
        twin = next((i for i, other in enumerate(kept) if same(key(entity), key(other))), None)
        if twin is None:
            kept.append(entity)
        elif _rank(entity) < _rank(kept[twin]):
            kept[twin] = entity
    return tuple(kept)


def _rank(entity: Entity) -> tuple[bool, bool, bool]:
    """The plain name of a country says best who is a party; then its government, then whoever acted for it."""
    bare = entity.via in ("name", "capital") and entity.role is None
    return (entity.code == UNKNOWN_CODE, not bare, entity.sector[:1] != ("GOV",))


def among(few: Iterable[Entity], many: Iterable[Entity]) -> bool:
    """Say whether all of the few are among the many."""
    known = [key(entity) for entity in many]
    return all(any(same(key(entity), other) for other in known) for entity in few)


def meet(some: Iterable[Entity], others: Iterable[Entity]) -> bool:
    """Say whether one of the some is among the others."""
    known = [key(entity) for entity in others]
    return any(same(key(entity), other) for entity in some for other in known)
