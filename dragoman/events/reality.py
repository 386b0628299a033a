"""Whether an act happened at all: the words above it that promise, plan, deny, suspect or imagine it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from dragoman.events.conventions import Act, governed
from dragoman.events.lexicon import Lexicon
from dragoman.events.syntax import child, clause_tokens
from dragoman.records import AUX_MODES

_MODAL = {
    "will": "future", "'ll": "future", "’ll": "future", "wo": "future", "shall": "future",
    "would": "hypothetical", "'d": "hypothetical", "’d": "hypothetical", "could": "hypothetical",
    "may": "hypothetical", "might": "hypothetical", "should": "hypothetical",
}  # fmt: skip
_HEDGE = frozenset("alleged suspected reported so-called supposed purported presumed apparent rumored rumoured".split())
_HEDGING = frozenset(["allegedly", "reportedly", "supposedly", "purportedly", "apparently", "presumably"])
_HEDGED_BY = frozenset(["allege", "claim", "suspect", "accuse", "believe", "rumor", "rumour", "blame"])
_IF = frozenset(("if", "unless", "whether", "lest"))
# What stands behind these is the occasion of the verb above, not what it is about: "told reporters during a visit".
_ADJUNCT = frozenset("during after before amid at since despite following in until over under near ahead while".split())
# Verbs that bring about the act their object names: it stands as they stand.
BRINGING = frozenset(
    "launch carry conduct hold make stage begin start continue resume undertake mount wage commit lead perform "
    "be have enter attend impose open order give issue host offer send declare involve include".split()
)
_TIME_NOUNS = frozenset(
    "month year summer winter spring autumn fall end beginning middle start day week decade period".split()
)
_NEGATIVE = frozenset(["no", "without", "never", "neither", "nor"])
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)(s?)\b")
_ERA = re.compile(
    r"\b(?:decades? ago|years? ago|during the [\w ]*(?:war|occupation|dictatorship|era)|"
    r"in the (?:civil|cold|second world|first world|vietnam|gulf|korean|balkan|bosnian|falklands) wars?|"
    r"centur(?:y|ies)|world war|historically|(?:nineteen|seventies|sixties|eighties|nineties))\b",
    re.I,
)


def governors(token: Token) -> Iterator[tuple[Token, str]]:
    """Yield what governs an act, nearest first, with the part of speech it is looked up by: the verb of its
    clause, the noun it completes ("a plan to withdraw"), the adjective that leads it ("ready to talk")."""
    seen = token
    for _ in range(8):
        head = seen.head
        if head == seen:
            return
        dep = seen.dep_
        if dep == "conj" and head.pos_ == seen.pos_:
            # a coordinated verb with a subject of its own stands under nothing that its neighbour stands under
            if seen.pos_ == "VERB" and child(seen, "nsubj", "nsubjpass") is not None:
                if seen.head.dep_ not in ("ccomp",):
                    return
            seen = head
            continue
        if dep in (
            "xcomp",
            "ccomp",
            "acl",
            "dobj",
            "pcomp",
            "pobj",
            "prep",
            "oprd",
            "acomp",
            "attr",
            "dative",
            "nsubjpass",
            "advcl",
        ):
            if dep == "acl" and seen.tag_ in ("VBN", "VBG"):
                return
            if dep == "advcl" and not (seen.pos_ == "VERB" and head.pos_ in ("ADJ",)):
                return
            if dep == "nsubjpass" and head.pos_ != "VERB":
                return
            if head.pos_ == "ADP" and head.lower_ in _ADJUNCT:
                return
            if head.pos_ == "ADP" or (dep == "prep" and head.pos_ == "ADP"):
                seen = head
                continue
            if head.pos_ in ("VERB", "AUX"):
                yield head, "verb"
            elif head.pos_ == "NOUN":
                yield head, "noun"
            elif head.pos_ == "ADJ":
                yield head, "adjective"
            seen = head
            continue
        return


def clause_verb(token: Token) -> Token | None:
    """Return the verb of the clause a token stands in (a verb is its own)."""
    seen = token
    while True:
        if seen.pos_ in ("VERB", "AUX"):
            return seen
        if seen.head == seen:
            return None
        seen = seen.head


def modal(verb: Token) -> str | None:
    """Return "future" or "hypothetical" from a verb's own auxiliaries ("will send", "could fall")."""
    for c in verb.children:
        if c.dep_ in ("aux", "auxpass") and c.lower_ in _MODAL:
            conditional = any(m.dep_ == "mark" and m.lower_ in _IF for m in verb.children)
            if c.lower_ == "would" and verb.dep_ == "ccomp" and not conditional:
                return "future"  # "said it would send": reported future, not a condition
            return _MODAL[c.lower_]
    for c in verb.children:  # "is going to attack", "is to visit"
        if c.dep_ == "aux" and c.lower_ == "going":
            return "future"
    if verb.lemma_ == "be" and any(c.dep_ == "xcomp" for c in verb.children):
        return "future"
    return None


def is_negated(token: Token) -> bool:
    """Return whether a verb or noun is denied by a word of its own: not, never, no, without."""
    for c in token.children:
        if c.dep_ == "neg" or (c.dep_ in ("det", "advmod", "preconj") and c.lower_ in _NEGATIVE):
            return True
    head = token.head
    return token.dep_ in ("pobj", "pcomp") and head.lower_ == "without"


def kinds_above(token: Token, lexicon: Lexicon) -> list[tuple[str, Token]]:
    """Return the kinds of control (control.csv) and modality that an act stands under, nearest first, each
    with the word that brings it."""
    out: list[tuple[str, Token]] = []

    def own(t: Token) -> None:
        for c in t.children:
            if c.dep_ == "amod":
                for kind in lexicon.control.get((c.lemma_.lower(), "adjective"), ()):
                    if kind in ("consider",):
                        out.append((kind, c))
                if c.lemma_.lower() in (
                    "plan",
                    "planned",
                    "schedule",
                    "scheduled",
                    "upcoming",
                    "forthcoming",
                    "impending",
                    "intended",
                ):
                    out.append(("plan", c))
                if c.lemma_.lower() in ("threaten", "threatened"):
                    out.append(("threaten", c))
        if t.pos_ in ("VERB", "AUX"):
            m = modal(t)
            if m:
                out.append((m, t))
            if any(c.dep_ == "mark" and c.lower_ in _IF for c in t.children):
                out.append(("hypothetical", t))
            # "troops to be withdrawn", "the deal to be signed on Monday"
            if (
                t.dep_ in ("acl", "relcl")
                and child(t, "auxpass") is not None
                and any(c.dep_ == "aux" and c.lower_ == "to" for c in t.children)
                and not out
            ):
                out.append(("plan", t))

    own(token)
    below = token
    for head, pos in governors(token):
        known = lexicon.control.get((head.lemma_.lower(), pos), ())
        if token.pos_ == "NOUN" and pos == "verb" and not known and head.lemma_.lower() not in BRINGING:
            break  # "refused to discuss the arrest": the arrest is a fact, whatever becomes of the talk of it
        if pos == "verb" and below.dep_ == "ccomp":
            # what is merely said stands; what is denied, threatened or only thought of does not
            for kind in lexicon.control.get((head.lemma_.lower(), pos), ()):
                if kind in ("deny", "consider", "promise", "plan", "threaten", "request", "prevent", "announce"):
                    out.append((kind, head))
        else:
            for kind in lexicon.control.get((head.lemma_.lower(), pos), ()):
                if kind != "accuse" or token.pos_ == "VERB":
                    out.append((kind, head))
            if pos == "verb" and is_negated(head):
                out.append(("deny", head))
        if pos == "verb" and below.dep_ != "ccomp":
            own(head)
        below = head
    # of a clause: "if … then", a noun's own clause
    verb = clause_verb(token)
    if verb is not None and verb != token and token.pos_ not in ("VERB", "AUX"):
        if not any(h == verb for _, h in out):
            m = modal(verb)
            if m and _in_object(token, verb):
                out.append((m, verb))
    return out


def _in_object(token: Token, verb: Token) -> bool:
    """Return whether a noun hangs on a verb as object or complement, not as its subject or adjunct."""
    seen = token
    while seen.head not in (verb, seen):
        seen = seen.head
    return seen.dep_ in ("dobj", "attr", "prep", "nsubjpass", "oprd", "agent")


_AIMS = frozenset("goal aim purpose objective task mission idea role job duty point intention".split())


def is_purpose(verb: Token, lexicon: Lexicon) -> bool:
    """Return whether a verb only says what something is for: "a campaign to defeat", "flew in to negotiate".

    An infinitive that a noun of control.csv leads ("a plan to withdraw") is more than a purpose.
    """
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        subject = child(verb.head, "nsubj")
        return subject is not None and subject.lemma_ in _AIMS
    if verb.dep_ not in ("acl", "advcl", "relcl") or not any(
        c.lower_ == "to" and c.dep_ == "aux" for c in verb.children
    ):
        return False
    if child(verb, "auxpass") is not None:
        return False
    pos = {"NOUN": "noun", "ADJ": "adjective"}.get(verb.head.pos_)
    return pos is None or not lexicon.control.get((verb.head.lemma_.lower(), pos))


def is_hedged(token: Token) -> bool:
    """Return whether the text itself doubts an act: alleged, suspected, reportedly, is accused of, claimed that."""
    for c in token.children:
        if (c.lower_ in _HEDGE and c.dep_ in ("amod", "compound")) or c.lower_ in _HEDGING:
            return True
    for head, pos in governors(token):
        if pos == "verb" and head.lemma_ in _HEDGED_BY:
            return True
        if any(c.lower_ in _HEDGING for c in head.children):
            return True
        if pos == "noun" and head.lemma_ in ("accusation", "allegation", "suspicion", "claim", "charge"):
            return True
    return False


def _dates(year: Token, act: Token) -> bool:
    """Return whether a year tells when an act was, and not when something else in its clause was."""
    for above in year.ancestors:
        if above == act or above.pos_ in ("VERB", "AUX"):
            return True
        if above.pos_ == "NOUN" and above.lemma_ not in _TIME_NOUNS:
            return False
    return True


def is_historical(token: Token, published: date | None) -> bool:
    """Return whether an act is told as background: its clause names a year more than a year before the report,
    or an era ("during the war")."""
    clause = clause_tokens(token)
    text = " ".join(t.text for t in clause)
    if published is not None:
        years = [int(t.text[:4]) for t in clause if _YEAR.fullmatch(t.text) and _dates(t, token)]
        if years and max(years) < published.year - 1:
            return True
    return bool(_ERA.search(text))


def turned(token: Token, event: str, mode: tuple[str, ...], lexicon: Lexicon, published: date | None) -> Act | None:
    """Return what an act of a bare type becomes by the words around it, with its auxiliary modes; None where
    nothing is left of it."""
    kinds = [kind for kind, _ in kinds_above(token, lexicon)]
    act = governed(event, mode, kinds, negated=is_negated(token))
    if act is None:
        return None
    aux = set(act.aux)
    if is_hedged(token):
        aux.add("alleged")
    if is_historical(token, published):
        aux.add("historical")
    return replace(act, aux=tuple(each for each in AUX_MODES if each in aux))
