"""Grammar that the rules of ties ask about. All functions take and return spaCy tokens (ClearNLP labels)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = ("who", "which", "that", "whom")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")


def child(token: Token, *labels: str) -> Token | None:
    """Return the first child with one of the dependency labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def children(token: Token, *labels: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """Return the token and the nouns coordinated after it, in text order."""
    out = [token]
    for t in out:
        out.extend(c for c in t.children if c.dep_ == "conj" and c.pos_ in _NOMINAL)
    return sorted(out, key=lambda t: t.i)


def first_conjunct(token: Token) -> Token:
    """Return the noun that begins the coordination a noun stands in."""
    while token.dep_ == "conj" and token.head != token and token.head.pos_ in _NOMINAL:
        token = token.head
    return token


def objects(token: Token, *words: str) -> list[Token]:
    """Return the objects of a token's prepositions; "out of" and "outside of" count as "of"."""
    out: list[Token] = []
    for prep in token.children:
        if prep.dep_ not in ("prep", "agent", "dative", "pcomp", "advmod"):
            continue
        if prep.lower_ in words:
            out.extend(c for c in prep.children if c.dep_ == "pobj")
        for inner in prep.children:
            if inner.dep_ == "prep" and inner.lower_ in words and prep.lower_ in ("out", "outside", "away"):
                out.extend(c for c in inner.children if c.dep_ == "pobj")
    return out


def is_passive(verb: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children)


def is_relative(token: Token) -> bool:
    return token.lower_ in _RELATIVE and token.tag_ in ("WP", "WDT", "IN", "DT")


def relative_clause(verb: Token) -> Token | None:
    """Return the verb that heads the relative clause a verb stands in, or None."""
    seen = verb
    while seen.dep_ in ("conj", "xcomp", "ccomp") and seen.head != seen:
        seen = seen.head
    return seen if seen.dep_ == "relcl" else None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the noun that is the subject of a verb: its own, a relative clause's antecedent, or what it shares
    with the verb that governs it ("Despite seeking to join the EU, Serbia …")."""
    own = child(verb, *SUBJECTS)
    if own is not None:
        if is_relative(own):
            clause = relative_clause(verb)
            return _of_things(own, clause.head) if clause is not None else None
        return own
    head = verb.head
    if depth > 6 or head == verb:
        return None
    if verb.dep_ in ("conj", "xcomp", "advcl", "aux", "ccomp", "dep") and head.pos_ in ("VERB", "AUX", "ADJ"):
        if verb.dep_ == "xcomp" and (dobj := child(head, "dobj")) is not None and head.lemma_ in _OBJECT_CONTROL:
            return dobj
        return subject(head, depth + 1)
    if verb.dep_ == "attr" and verb.tag_ == "VBG" and head.pos_ == "AUX":  # "is mediating", read as "is a mediating"
        return subject(head, depth + 1)
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        above = head.head
        if above.lemma_ in _OBJECT_CONTROL and (dobj := child(above, "dobj")) is not None:
            return dobj
        return subject(above, depth + 1)
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN"):
        return head
    return subject(head, depth + 1) if head.pos_ == "ADJ" and verb.dep_ == "xcomp" else None


def antecedent(relative: Token, clause: Token) -> Token:
    """Return what a relative pronoun stands for: the name right before its comma, where the parser has hung the
    clause on another word ("no relations with Israel, which it does not recognise")."""
    before = relative.nbor(-2) if relative.i > 1 and relative.nbor(-1).text == "," else clause.head
    return before if relative.lower_ == "which" and before.pos_ == "PROPN" else clause.head


def prefix(token: Token) -> str:
    """Return the word that a hyphen joins before a token, in lower case: "state" of "state-run"."""
    doc = token.doc
    return doc[token.i - 2].lower_ if token.i >= 2 and doc[token.i - 1].text == "-" else ""


def _of_things(relative: Token, antecedent: Token) -> Token:
    """Return what "which" stands for: of "officials in Skopje, which …", Skopje."""
    before = relative.nbor(-2) if relative.i > 1 and relative.nbor(-1).text == "," else antecedent
    if relative.lower_ == "which" and antecedent.lemma_.lower() in _PEOPLE and before.pos_ == "PROPN":
        return before
    return antecedent


_PEOPLE = frozenset(
    "official minister leader envoy ambassador diplomat officer soldier president spokesman lawmaker resident delegate "
    "people citizen protester student troop premier chancellor king general".split()
)
_OBJECT_CONTROL = frozenset("accuse suspect allow help want urge ask let order force tell invite expect".split())


def governing_verb(token: Token) -> Token | None:
    """Return the verb of the clause that a token stands in."""
    seen = token
    while seen.pos_ not in ("VERB", "AUX") or seen.dep_ in ("amod", "aux", "auxpass"):
        if seen.head == seen:
            return None
        seen = seen.head
    return seen


def ancestors(token: Token) -> Iterator[Token]:
    """Yield what governs a token, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def has_negation(token: Token) -> bool:
    if any(c.dep_ == "neg" or c.lower_ in ("never", "neither", "nor") for c in token.children):
        return True
    return any(is_neither(c) for c in children(token, *SUBJECTS))


def is_neither(noun: Token) -> bool:
    """Return whether a subject denies its clause: "neither country", "neither Georgia nor the EU"."""
    return noun.lower_ == "neither" or any(c.lower_ == "neither" and c.i < noun.i for c in noun.children)


def is_no_longer(verb: Token) -> bool:
    """Return whether a clause says that something has ended: "is no longer an ally"."""
    doc = verb.doc
    return any(
        t.lower_ in ("longer", "anymore") and (t.i == 0 or doc[t.i - 1].lower_ == "no" or t.lower_ == "anymore")
        for t in verb.subtree
    )
