"""Which words make up a noun phrase, as the dependency parse has it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

NOUNS = frozenset(("NOUN", "PROPN"))
_FIRST = frozenset(
    ("det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "npadvmod", "appos", "neg", "advmod")
)
QUANTITIES = frozenset(
    """hundred thousand dozen score ten million majority number many some most several few one two three four five six
    seven eight nine all both none each any half third quarter pair couple lot handful series range array rest group
    type kind sort part side wave column member crowd group""".split()
)


def left_edge(head: Token) -> int:
    """Return the index of the first token of the phrase core that ends at its head."""
    first = head.i
    for child in head.lefts:
        if child.dep_ in _FIRST:
            edge = _reach(child)
            if edge < first:
                first = edge
    words = head.doc
    for i in range(head.i - 1, first - 1, -1):
        if _parts(words[i]):
            first = i + 1
            break
    while first < head.i and (words[first].is_space or words[first].text in {"(", ",", '"', "“", "—", "-", ":"}):
        first += 1
    return first


def _parts(token: Token) -> bool:
    """Return whether a phrase never crosses a token: a line's end, or what ends a dateline ("PARIS (Reuters) - ")."""
    if token.is_space:
        return "\n" in token.text
    if token.text == ")":
        return True
    spaced = token.i > 0 and bool(token.nbor(-1).whitespace_) and bool(token.whitespace_)
    return token.text in ("-", "–", "—", "--") and spaced


def _reach(token: Token) -> int:
    edge = token.left_edge.i
    return int(edge)


def conjuncts(token: Token) -> list[Token]:
    """Return a token and those joined to it by "and", "or" or commas, in order."""
    row = [token]
    for child in token.rights:
        if child.dep_ == "conj":
            row.extend(conjuncts(child))
    return row


def inside(head: Token, first: int, last: int) -> Token:
    """Return the token of [first, last) that the others hang on: the one whose governor is outside."""
    best = head.doc[last - 1]
    for i in range(last - 1, first - 1, -1):
        token = head.doc[i]
        if token.head.i == token.i or not first <= token.head.i < last:
            if token.dep_ in ("punct", "case", "det"):
                continue
            return token
    return best


def prepositions(head: Token, *words: str) -> Iterator[tuple[Token, Token]]:
    """Yield (preposition, its object) for the phrases with one of these prepositions that hang on a noun."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in words:
            for grand in child.rights:
                if grand.dep_ in ("pobj", "pcomp"):
                    yield child, grand


def possessor(head: Token) -> Token | None:
    for child in head.lefts:
        if child.dep_ == "poss":
            return child
    return None


def is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def indefinite(first: int, head: Token) -> bool:
    """Return whether a phrase introduces someone new: "a court", "two men", "soldiers"."""
    words = {head.doc[i].lower_ for i in range(first, head.i)}
    if words & {"the", "this", "that", "these", "those", "its", "his", "her", "their", "our"}:
        return False
    return head.pos_ != "PROPN"


def governor(token: Token) -> Token:
    """Return the verb (or the sentence's root) that a token depends on."""
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def subject_of(verb: Token) -> Token | None:
    for child in verb.lefts:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return child
    for child in verb.rights:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return child
    return None
