"""Whether words deny an act: "did not", "nobody was", "without", "has yet to", "no sign of", "averted"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.events.syntax import SUBJECTS, child, children, is_passive

_NEGATIVE = frozenset("no without never neither nor nary hardly scarcely".split())
_NOBODY = frozenset("nobody none nothing neither noone".split())
_HAPPENING = frozenset("happen occur take materialize materialise exist begin start".split())
# "there is no sign of", "found no evidence that": what is not shown is told as not being so.
_EVIDENCE = frozenset("sign evidence indication proof trace hint suggestion confirmation".split())
_SHOWING = frozenset("show suggest indicate prove point hint mean".split())
_TRUE, _FALSE = frozenset(["true", "correct", "right", "accurate", "case"]), frozenset(["false", "untrue", "incorrect"])
# What is done to keep an act from being done. With a particle where the verb alone means something else.
_AVERTING = frozenset("thwart foil avert prevent forestall cancel scrap abort preempt miss escape".split())
_AVERTING_WITH = {"call": "off", "head": "off", "stave": "off", "ward": "off", "fend": "off"}
# "stopped the crowd from storming": only with the preposition.
_FROM = frozenset("stop keep block hinder restrain dissuade save hold".split())
_REBUTTING = frozenset("deny reject dismiss refute rebut repudiate disprove discount".split())
SAYING_NOUNS = frozenset(
    "claim report allegation accusation suggestion rumour rumor charge assertion story account insinuation "
    "speculation suspicion".split()
)


def is_negated(token: Token) -> bool:
    """Return whether a verb or noun is denied by a word of its own clause: not, never, no, without, nobody."""
    for c in token.children:
        if c.dep_ == "neg" and not _is_limited(c):
            return True
        if c.dep_ in ("det", "advmod", "preconj", "amod") and c.lower_ in _NEGATIVE:
            return True
        if c.lower_ in ("longer", "more") and any(n.lower_ == "no" for n in c.children):
            return True
        if c.dep_ in SUBJECTS and is_nobody(c):
            return True
        if c.dep_ == "dobj" and token.pos_ == "VERB" and is_nobody(c):
            return True
    if token.dep_ in ("pobj", "pcomp") and token.head.lower_ == "without":
        return True
    if token.dep_ == "pcomp" and token.head.lower_ == "of" and token.head.head.lower_ == "short":
        return True  # "stopped short of banning"
    head = token.head
    if token.dep_ == "conj" and head.pos_ == token.pos_ and _shares_denial(token):
        return is_negated(head)
    if token.pos_ == "NOUN" and token.dep_ in SUBJECTS and head.lemma_ in _HAPPENING:
        return is_negated(head)
    return False


def is_nobody(token: Token) -> bool:
    """Return whether a noun phrase stands for nobody and nothing: "none of them", "no soldiers", "neither side"."""
    if token.lower_ in _NOBODY:
        return True
    return any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc", "neg") for c in token.children)


def _is_limited(word: Token) -> bool:
    """Return whether "not" belongs to "not only", which denies nothing."""
    doc = word.doc
    after = doc[word.i + 1].lower_ if word.i + 1 < len(doc) else ""
    return after in ("only", "just", "merely", "least")


def _shares_denial(token: Token) -> bool:
    """Return whether a coordinated word stands under the "not" of the first: "did not meet or speak", but not "was not
    beaten but held"."""
    if token.pos_ != "VERB":
        return any(c.lower_ in ("or", "nor") for c in token.head.children)
    if child(token, *SUBJECTS, "aux", "auxpass") is not None:
        return False
    joined = [c.lower_ for c in children(token.head, "cc") if c.i < token.i]
    return "but" not in joined and token.tag_ == token.head.tag_ and token.tag_ in ("VB", "VBN", "VBG")


def is_denied_from_above(head: Token, pos: str, below: Token, path: list[Token]) -> bool:
    """Return whether a word that governs an act tells that it is not so; ``below`` is the word it governs, ``path``
    the words between the act and it."""
    if pos == "noun" and head.lemma_ in _EVIDENCE:
        return is_negated(head) or (head.head.pos_ in ("VERB", "AUX") and is_negated(head.head))
    if pos == "adjective":
        verb = head.head
        if head.lemma_ in _TRUE:
            return is_negated(verb) or is_negated(head)
        return head.lemma_ in _FALSE and not is_negated(verb)
    if pos != "verb":
        return False
    if head.lemma_ == "be" and below.dep_ == "ccomp" and (told := child(head, "acomp")) is not None:
        return is_denied_from_above(told, "adjective", below, path)  # "it is not true that", hung on the verb
    if head.lemma_ in _SHOWING and below.dep_ == "ccomp":
        return any(is_nobody(c) for c in children(head, *SUBJECTS))
    if head.lemma_ in ("have", "be", "remain") and below.dep_ in ("xcomp", "ccomp", "acomp"):
        return any(c.lower_ in ("yet", "still") and c.i < below.i for c in (*head.children, *below.children))
    return is_rebutted(head, path)


def is_rebutted(head: Token, path: list[Token]) -> bool:
    """Return whether a verb rejects a claim that the act was done: "dismissed reports that it had attacked"."""
    return (
        head.lemma_ in _REBUTTING and not is_negated(head) and any(t.lemma_.lower() in SAYING_NOUNS for t in path)
    )  # fmt: skip


def averts(head: Token, below: Token) -> bool:
    """Return whether a verb tells that the act under it was kept from being done: "foiled an attack", "stopped them
    from marching", "called off a strike"."""
    lemma = head.lemma_.lower()
    if is_negated(head) or any(c.lower_ in ("fail", "try") for c in head.children):
        return False
    particles = {c.lower_ for c in head.children if c.dep_ in ("prt", "advmod", "prep")}
    if lemma in _AVERTING_WITH:
        return _AVERTING_WITH[lemma] in particles and below.dep_ in ("dobj", "nsubjpass", "relcl")
    from_ = below.dep_ == "pcomp" and below.head.lower_ == "from"
    if lemma in ("miss", "escape"):
        return below.dep_ == "xcomp" and below.tag_ == "VBG"
    if lemma in _AVERTING:
        return from_ or below.dep_ == "dobj" or (below.dep_ == "nsubjpass" and is_passive(head)) or below.dep_ == "acl"
    return lemma in _FROM and from_
