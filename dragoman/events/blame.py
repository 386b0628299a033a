"""Statements that accuse: "said that Libya was behind the attack", "called the vote a sham" (words: blame.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dragoman.events.lexicon import TABLES
from dragoman.events.syntax import child, children, preposition_objects
from dragoman.tables import read_table, split_list

_TRYING = frozenset({"try", "attempt", "seek", "continue", "want", "fail", "begin", "keep", "plan", "conspire"})
_BEING = frozenset({"be", "have", "represent", "constitute", "remain", "amount", "become"})
# What one fails to do by doing wrong.
_DUTIES = frozenset(
    "commitment obligation promise agreement duty treaty resolution deal word pledge truce ceasefire law".split()
)


@dataclass(frozen=True, slots=True)
class Blame:
    """A clause that blames: the word that does, who is blamed (a token), and the mode of ACCUSE."""

    word: Token
    blamed: Token | None
    mode: str


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return the lemmas of a kind of blame.csv."""
    rows = read_table(TABLES / "blame.csv")
    return frozenset(word for row in rows if row["kind"] == kind for word in split_list(row["word"]))


def slur(token: Token) -> bool:
    """Return whether a word says something bad of whom it is said of."""
    return token.lemma_.lower() in words_of("slur")


def blame_of(verb: Token) -> Blame | None:
    """Return what a clause blames somebody for, or None where it does not."""
    subject = child(verb, "nsubj", "nsubjpass")
    if verb.lemma_ == "bear" and (mark := child(verb, "dobj")) is not None:
        if mark.lemma_.lower() in words_of("mark"):
            return Blame(mark, next(preposition_objects(mark, "of"), None), "allege")
    if (
        verb.lemma_ == "point"
        and (whom := next(preposition_objects(verb, "to", "toward", "towards"), None)) is not None
    ):
        return Blame(verb, whom, "allege")
    if verb.lemma_ == "be":
        for t in children(verb, "acomp", "attr"):
            if t.lemma_.lower() in words_of("guilt"):
                return Blame(t, subject, "allege")
        if any(c.lower_ == "behind" and child(c, "pobj") is not None for c in verb.children):
            return Blame(verb, subject, "allege")
        if any(c.lemma_ == "blame" and c.dep_ == "xcomp" for c in verb.children):
            return Blame(verb, subject, "allege")
    if verb.lemma_.lower() in words_of("guilt") or verb.lemma_ in ("involve", "implicate"):
        return Blame(verb, subject, "allege")
    if verb.lemma_ in _BEING:
        for t in children(verb, "attr", "acomp", "dobj", "prep"):
            said = next((w for w in t.subtree if slur(w)), None)
            if said is not None:
                return Blame(said, subject, "disapprove")
    done = child(verb, "xcomp") if verb.lemma_ in _TRYING else verb
    if done is not None and done.lemma_.lower() in words_of("wrong"):
        return Blame(done, subject, "disapprove")
    if verb.lemma_ == "fail" and done is not None and (duty := child(done, "dobj")) is not None:
        if duty.lemma_.lower() in _DUTIES:
            return Blame(verb, subject, "disapprove")
    return None
