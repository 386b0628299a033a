"""Which act a verb or noun names, by what stands with it: the first of its frames that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.events.lexicon import Lexicon, NounSense, VerbFrame
from dragoman.events.parties import Parties, is_political
from dragoman.events.syntax import (
    agent_of,
    child,
    children,
    conjuncts,
    direct_object,
    is_passive,
    noun_words,
    preposition_objects,
    surface_subject,
)

_CURRENCY = frozenset(
    "dollar dollars euro euros pound pounds yen yuan ruble rubles rupee rupees franc francs $ € £".split()
)

# How the parser hangs the word that completes a verb: "hand over", "hold responsible", "let go", "say no".
_PARTICLE_DEPS = frozenset(("prt", "advmod", "prep", "acomp", "oprd", "ccomp", "intj", "det"))


@dataclass(frozen=True, slots=True)
class Match:
    """A verb read through one of its frames."""

    frame: VerbFrame
    verb: Token
    object: Token | None  # what the verb is done to, turned for the passive
    sense: NounSense | None  # the sense of the object noun that the frame asked for
    passive: bool

    @property
    def mode(self) -> tuple[str, ...]:
        if self.frame.mode == "=":
            return (self.sense.mode,) if self.sense is not None and self.sense.mode else ()
        return (self.frame.mode,) if self.frame.mode else ()


def undergoer(verb: Token) -> tuple[Token | None, bool]:
    """Return what a verb is done to, and whether the verb is passive: of "the town was seized" the town."""
    if is_passive(verb):
        own = child(verb, "dobj")
        subject = surface_subject(verb)
        return (subject if subject is not None else own), True
    return direct_object(verb), False


def match_verb(verb: Token, lexicon: Lexicon, parties: Parties) -> Match | None:
    """Return the most demanding frame of a verb that fits its surroundings, or None."""
    return next(matches(verb, lexicon, parties), None)


def matches(verb: Token, lexicon: Lexicon, parties: Parties) -> Iterator[Match]:
    """Yield the frames of a verb that fit its surroundings, the most demanding first."""
    frames = lexicon.verbs.get(verb.lemma_.lower())
    if not frames:
        return
    target, passive = undergoer(verb)
    targets = conjuncts(target) if target is not None else []
    for frame in frames:
        if frame.particle and not _has_particle(verb, frame.particle):
            continue
        if not frame.particle and any(c.dep_ == "prt" for c in verb.children) and not frame.objects:
            continue  # "gave up", "took off": another word than the bare verb
        required = [w[1:] for w in frame.prepositions if w.startswith("!")]
        if required and next(preposition_objects(verb, *required), None) is None:
            continue
        if frame.roles == "call" and any(
            c.dep_ == "oprd" or (c.dep_ == "ccomp" and not any(t.lower_ == "to" for t in children(c, "aux")))
            for c in verb.children
        ):
            continue  # "called the president a liar": by a name, not by telephone
        sense = None
        if frame.objects:
            fitted, sense = _object_fits(frame, targets, lexicon, parties)
            if not fitted:
                fitted, sense = _prepositional_fits(frame, verb, lexicon)
            if not fitted:
                continue
        elif frame.prepositions and frame.event in ("AGREE", "CONSULT", "COOPERATE") and not frame.particle:
            prep = next(iter(preposition_objects(verb, *frame.prepositions)), None)
            if prep is None and frame.roles == "topic" and target is not None:
                prep = next(iter(preposition_objects(target, *frame.prepositions)), None)
            together = len(parties.subject(verb)) > 1
            if prep is None and not together:
                continue
        yield Match(frame, verb, target, sense, passive)


def _has_particle(verb: Token, wanted: str) -> bool:
    words = wanted.split()
    if len(words) == 1:
        return any(
            c.lower_ == wanted
            and c.dep_ in _PARTICLE_DEPS
            # "took the town in August": a place or time, not "took in refugees"
            and not (wanted in ("in", "on") and c.dep_ == "prep" and child(c, "pobj", "pcomp") is not None)
            for c in verb.children
        )
    following = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 8]]
    if any(following[i : i + len(words)] == words for i in range(3)):
        return True
    # "took the two ministers and a guard into custody": further off, where the words hang on the verb itself
    return any(
        c.i > verb.i and [t.lower_ for t in verb.doc[c.i : c.i + len(words)]] == words
        for c in verb.children
        if c.lower_ == words[0]
    )


def senses_of(noun: Token, lexicon: Lexicon) -> tuple[NounSense, ...]:
    """Return the senses of a noun phrase, the longest known form first; of "a number of attacks", the attacks'."""
    found = lexicon.noun(noun_words(noun))
    if found:
        return found
    if _is_money(noun):
        return lexicon.nouns["money"]
    inner = next(iter(preposition_objects(noun, "of")), None)
    if inner is not None and noun.lemma_.lower() in (
        "series", "number", "wave", "round", "spate", "string", "lot", "set", "package", "act", "kind", "type", "form",
        "state", "hundred", "dozen", "thousand", "ton", "tonne", "shipment", "delivery", "million", "billion",
        "percent", "part", "half", "third", "consignment", "batch", "load", "fleet", "squadron", "convoy", "tranche",
        "stock", "barrel", "crate", "truckload", "planeload", "stretch", "piece", "spell", "campaign", "day",
        "week", "month",
    ):  # fmt: skip
        return lexicon.noun(noun_words(inner))
    return ()


def _is_money(noun: Token) -> bool:
    """Return whether a noun phrase is a sum: "352 million euros", "$5 billion"."""
    return noun.lemma_.lower() in _CURRENCY or (
        noun.lower_ in ("million", "billion", "$") and any(t.is_currency or t.lower_ in _CURRENCY for t in noun.subtree)
    )


def _object_fits(
    frame: VerbFrame, targets: Iterable[Token], lexicon: Lexicon, parties: Parties
) -> tuple[bool, NounSense | None]:
    for target in targets:
        senses = senses_of(target, lexicon)
        for wanted in frame.objects:
            for sense in senses:
                if sense.kind == wanted:
                    return True, sense
            if wanted in lexicon.kinds or wanted in ("actor", "place", "body"):
                continue
            if wanted == target.lemma_.lower() or wanted in noun_words(target):
                return True, senses[0] if senses else None
        weapon = any(sense.kind in ("arms", "platform") for sense in senses)
        if (
            "actor" in frame.objects
            and not weapon
            and any(is_political(e) or e.sector != ("UNK",) for e in parties.at(target))
        ):
            return True, None
        if "place" in frame.objects and target.pos_ == "PROPN":
            return True, None
        if "body" in frame.objects and any(e.code in ("IGO", "EUR", "UNO") for e in parties.at(target)):
            return True, None
    return False, None


def _prepositional_fits(frame: VerbFrame, verb: Token, lexicon: Lexicon) -> tuple[bool, NounSense | None]:
    """Frames like "pull out of talks": the classed noun stands after the frame's preposition."""
    if not frame.particle and frame.event != "SANCTION":
        return False, None
    for target in preposition_objects(verb, *frame.prepositions):
        for sense in senses_of(target, lexicon):
            if sense.kind in frame.objects:
                return True, sense
    return False, None


def doer(verb: Token) -> Token | None:
    """Return who does a verb: the subject, or after a passive the noun after "by"."""
    return agent_of(verb) if is_passive(verb) else surface_subject(verb)
