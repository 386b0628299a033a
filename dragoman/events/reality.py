"""Whether an act happened at all: the words above it that promise, plan, deny, suspect or imagine it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from dragoman.events.conventions import Act, governed
from dragoman.events.denial import averts, is_denied_from_above, is_negated, is_rebutted
from dragoman.events.era import is_historical
from dragoman.events.lexicon import Lexicon
from dragoman.events.syntax import CALENDAR, SUBJECTS, child, is_passive
from dragoman.records import AUX_MODES

_MODAL = {
    "will": "future", "'ll": "future", "’ll": "future", "wo": "future", "shall": "future",
    "would": "hypothetical", "'d": "hypothetical", "’d": "hypothetical", "could": "hypothetical",
    "may": "hypothetical", "might": "hypothetical", "should": "hypothetical",
}  # fmt: skip
_HEDGE = frozenset("alleged suspected reported so-called supposed purported presumed apparent rumored rumoured".split())
_HEDGING = frozenset(["allegedly", "reportedly", "supposedly", "purportedly", "apparently", "presumably"])
_HEDGED_BY = frozenset(["allege", "claim", "suspect", "accuse", "believe", "rumor", "rumour", "blame", "charge"])
_CLAIMS = frozenset("accusation allegation suspicion claim charge rumor rumour insinuation".split())
_IF = frozenset(("if", "unless", "whether", "lest", "supposing", "providing"))
_PROVIDED = frozenset(("provided", "assuming", "supposing"))
_WOULD = frozenset(("would", "'d", "’d"))
_LATER = frozenset("later eventually ultimately subsequently".split())
# What is feared, risked or hoped for need never come.
_FEARED = frozenset("fear risk danger threat worry concern specter spectre speculation probability hope odds".split())
_LIKELY = frozenset("likely possible probable conceivable unlikely doubtful".split())
# To say that something could not be confirmed is not to deny it.
_KNOWING = frozenset("confirm verify establish prove rule say know tell acknowledge disclose doubt exclude see".split())
_SCHEDULED = frozenset("plan schedule set slate due call announce convene".split())
_UNSURE = frozenset("think believe say report understand fear presume assume rumor rumour allege suspect".split())
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
            if dep == "acl" and seen.tag_ in ("VBN", "VBG") and not any(c.lower_ == "that" for c in seen.children):
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
    """Return "future", "hypothetical" or "conditional" (told of what was not: "would have") from a verb's own
    auxiliaries; None for a plain one, and for what could not be done, which is_negated tells."""
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" and c.tag_ == "VB" for c in verb.children)
    for c in verb.children:
        if c.dep_ in ("aux", "auxpass") and c.lower_ in _MODAL:
            if c.lower_ in _WOULD and any(t.lower_ in _LATER for t in verb.children):
                return None  # "would later overthrow him": a past seen from before
            if perfect:
                return "conditional"
            if c.lower_ == "could" and is_negated(verb):
                return None
            if c.lower_ in _WOULD and _is_reported(verb) and not _has_condition(verb):
                return "future"  # "said it would send": reported future, not a condition
            return _MODAL[c.lower_]
    for c in verb.children:  # "is going to attack", "is to visit"
        if c.dep_ == "aux" and c.lower_ == "going":
            return "future"
    if verb.lemma_ == "be" and any(
        c.dep_ == "xcomp" and not any(w.lower_ in ("yet", "still") for w in (*c.children, *verb.children))
        for c in verb.children
    ):
        return "future"
    return None


def _is_reported(verb: Token) -> bool:
    """Return whether a verb is what somebody says, or coordinated with it: "said it had fired and would fire"."""
    seen = verb
    while seen.dep_ == "conj" and child(seen, *SUBJECTS) is None and seen.head.pos_ == "VERB":
        seen = seen.head
    return seen.dep_ == "ccomp" and (
        seen == verb or not any(c.dep_ == "mark" and c.lower_ in _IF for c in seen.children)
    )


def _has_condition(verb: Token) -> bool:
    """Return whether a clause is a condition: if, unless, whether, in case, provided that, "had they left", "should it
    close", "were it to"."""
    for c in verb.children:
        if c.dep_ in ("mark", "advmod", "prep") and c.lower_ in _IF and c.i < verb.i:
            return True
    subject = child(verb, *SUBJECTS)
    doc = verb.doc
    if verb.dep_ in ("advcl", "ccomp", "csubj") and subject is not None:
        first = verb.left_edge
        inverted = first.lower_ in ("had", "should", "were") and first.i < subject.i and first.head == verb
        if inverted and verb.sent[-1].text != "?":
            return True
    if verb.dep_ == "acl" and verb.head.lemma_ in ("condition", "case", "event", "proviso"):
        return True
    if verb.dep_ in ("advcl", "ccomp", "pcomp") and verb.left_edge.i >= 1:
        first = verb.left_edge
        words = [t.lower_ for t in doc[max(0, first.i - 1) : first.i + 2]]
        return any(w in _PROVIDED for w in words)
    return False


def _were_to(verb: Token) -> bool:
    """Return whether an infinitive belongs to "Were the army to attack", which the parser hangs on the army."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    first = next((t for t in verb.sent if not t.is_punct and not t.is_space), verb)
    return first.lower_ == "were" and first.i < verb.i and first in verb.ancestors


def is_asked(token: Token) -> bool:
    """Return whether an act is what a question asks about, answered by yes or no: "Did the army attack?"."""
    words = [t for t in token.sent if not t.is_space]
    if not words or words[-1].text != "?":
        return False
    first = next((t for t in words if not t.is_punct), words[-1])
    if first.pos_ != "AUX" and first.tag_ != "MD":
        return False
    return not any(t.dep_ in ("relcl", "acl") for t in (token, *token.ancestors))


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
            if t.dep_ == "dobj" and t.pos_ == "NOUN" and t.head.lemma_ in ("call", "announce", "declare", "schedule"):
                if c.dep_ == "prep" and c.lower_ == "for" and any(d.lower_ in CALENDAR for d in c.subtree):
                    out.append(("plan", t.head))
            if c.dep_ == "acl" and t.pos_ == "NOUN" and c.tag_ == "VBN" and c.lemma_ in _SCHEDULED:
                out.append(("plan", c))
        if t.pos_ in ("VERB", "AUX"):
            m = modal(t)
            if m:
                out.append((m, t))
            if _has_condition(t) or _were_to(t):
                out.append(("conditional", t))
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
    path: list[Token] = [token]
    for head, pos in governors(token):
        lemma = head.lemma_.lower()
        known = lexicon.control.get((lemma, pos), ())
        if pos == "verb" and averts(head, _under(head, token)):
            out.append(("avert", head))
            below = head
            path.append(head)
            continue
        if token.pos_ == "NOUN" and pos == "verb" and not known and lemma not in BRINGING:
            if not is_denied_from_above(head, pos, below, path):
                break  # "refused to discuss the arrest": the arrest is a fact, whatever becomes of the talk of it
        if is_denied_from_above(head, pos, below, path):
            out = [(kind, word) for kind, word in out if kind not in ("accuse", "future")]
            out.append(("deny", head))
        elif pos == "verb" and "deny" in known:
            if not is_negated(head):  # "cannot deny that it fired" says that it did
                out = [(kind, word) for kind, word in out if kind != "accuse"]
                out.append(("deny", head))
        elif pos == "verb" and below.dep_ == "ccomp" and not {"allow", "force"} & set(known):
            # what is merely said stands; what is denied, threatened or only thought of does not
            for kind in known:
                if kind in ("consider", "promise", "plan", "threaten", "request", "prevent", "announce"):
                    out.append((kind, head))
            if lemma == "wish":
                out.append(("conditional", head))
        else:
            for kind in known:
                if kind == "accuse" and token.pos_ != "VERB":
                    continue
                if kind == "consider" and pos == "verb" and is_passive(head):
                    continue  # "are thought to have killed": doubted, not considered
                if kind == "prevent" and lemma in ("stop", "keep") and len(known) > 1:
                    continue  # without "from" they do not prevent
                if kind == "plan" and lemma in _LIKELY and below.dep_ == "ccomp":
                    continue
                out.append((kind, head))
            if pos == "noun" and lemma in _FEARED:
                out.append(("consider", head))
            if pos == "verb" and lemma not in _KNOWING and is_negated(head):
                out.append(("deny", head))
        likely = head
        if pos == "verb" and head.lemma_ == "be":  # "it is likely that", hung on the verb
            likely = child(head, "acomp") or head
        if likely.lemma_.lower() in _LIKELY and below.dep_ == "ccomp":
            out = [(kind, word) for kind, word in out if kind != "future"]
            if ("consider", head) not in out:
                out.append(("consider", head))
        if pos == "verb" and (below.dep_ != "ccomp" or {"allow", "force"} & set(known)):
            own(head)
        below = head
        path.append(head)
    if is_asked(token):
        out = [(kind, word) for kind, word in out if kind != "future"]
        out.append(("conditional", token))
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
    if _is_hedge(token):
        return True
    path, below = [token], token
    hedged = False
    for head, pos in governors(token):
        lemma = head.lemma_.lower()
        if pos == "verb":
            if is_rebutted(head, path) or (lemma == "deny" and not is_negated(head)):
                return False  # what is denied is no longer only alleged
            credit = any(t.lemma_ in ("responsibility", "credit") for t in path)
            if lemma in _HEDGED_BY and not credit and _under(head, token).dep_ != "dobj":
                hedged = True
            if lemma in _UNSURE and is_passive(head) and below.dep_ == "xcomp":
                hedged = True
        if any(c.lower_ in _HEDGING for c in head.children):
            hedged = True
        if pos == "noun" and (lemma in _CLAIMS or (lemma == "report" and _is_rumour(head))):
            hedged = True
        if pos == "noun" and lemma == "trial" and below.dep_ == "pcomp":
            hedged = True
        below = head
        path.append(head)
    return hedged


def _is_hedge(token: Token) -> bool:
    for c in token.children:
        if (c.lower_ in _HEDGE and c.dep_ in ("amod", "compound")) or c.lower_ in _HEDGING:
            return True
        if c.lower_ == "called" and c.i >= 2 and c.doc[c.i - 2].lower_ == "so":
            return True
    return False


def _is_rumour(noun: Token) -> bool:
    """Return whether reports are nobody's: "there were reports of shelling", not "a report by the inspectors"."""
    owned = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ in ("by", "from")) for c in noun.children)
    sure = any(c.lower_ in ("confirmed", "official", "verified", "credible") for c in noun.children)
    return noun.tag_ == "NNS" and not owned and not sure and not any(c.dep_ == "compound" for c in noun.children)


def _under(head: Token, token: Token) -> Token:
    """Return the word by which an act hangs on a word above it, prepositions passed over."""
    seen = token
    while seen.head not in (head, seen):
        above = seen.head
        if above.pos_ == "ADP" and above.head == head:
            return seen
        seen = above
    return seen


def turned(token: Token, event: str, mode: tuple[str, ...], lexicon: Lexicon, published: date | None) -> Act | None:
    """Return what an act of a bare type becomes by the words around it, with its auxiliary modes; None where
    nothing is left of it."""
    kinds = [kind for kind, _ in kinds_above(token, lexicon)]
    act = governed(event, mode, kinds, negated=is_negated(token))
    return None if act is None else flagged(token, act, published)


def flagged(token: Token, act: Act, published: date | None) -> Act:
    """Return an act with the auxiliary modes that no word above it brings, alleged and historical, added to its own;
    all in the order of AUX_MODES."""
    aux = set(act.aux)
    if is_hedged(token):
        aux.add("alleged")
    if is_historical(token, published):
        aux.add("historical")
    return replace(act, aux=tuple(each for each in AUX_MODES if each in aux))
