"""What dates an act beyond its own sentence: the sentence it goes on from, and the act that it names again."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from dragoman.records import Event, Parse, Sentence, Time
from dragoman.times.standing import finite_verb
from dragoman.times.values import grain

# "He promised", "they arrested": who goes on doing it is who did what stands before.
_GOES_ON = frozenset({"he", "she", "they"})
# So many sentences back a telling is followed. More was not tried: a paragraph of a wire report has two or three.
_BACK = 3


def told_before(event: Event, act: Token, parse: Parse, times: Sequence[Time]) -> tuple[str, str] | None:
    """Return the day of the sentence before, where the telling goes on from it: "The premier met the envoy on Saturday.
    He promised an amnesty." None where it does not, or where no day is told there."""
    verb = finite_verb(act)
    if verb.dep_ != "ROOT" or not _goes_on(verb):
        return None
    for back in range(1, _BACK + 1):
        index = event.sentence.index - back
        if index < 0 or parse.sentences[index].kind != "body":
            return None
        root = _root(parse, parse.sentences[index])
        if root is None:
            return None
        day = _day(root, parse.sentences[index], parse, times)
        if day is not None:
            return day, "day"
        if not _goes_on(root):
            return None
    return None


def _goes_on(verb: Token) -> bool:
    """Return whether a verb of the simple past has a pronoun for its subject."""
    if verb.tag_ != "VBD" or any(t.dep_ in ("aux", "auxpass") for t in verb.children):
        return False
    return any(t.dep_ == "nsubj" and t.lower_ in _GOES_ON for t in verb.children)


def _root(parse: Parse, sentence: Sentence) -> Token | None:
    """Return the verb of a sentence, if it tells of the past."""
    first, last = parse.span(sentence)
    root = next((t for t in parse.doc[first:last] if t.dep_ == "ROOT"), None)
    if root is None or root.pos_ not in ("VERB", "AUX"):
        return None
    past = root.tag_ == "VBD" or (root.tag_ == "VBN" and any(t.tag_ == "VBD" for t in root.children))
    return root if past else None


def _day(root: Token, sentence: Sentence, parse: Parse, times: Sequence[Time]) -> str | None:
    """Return the day that hangs on the verb of a sentence itself."""
    for time in times:
        if not sentence.start <= time.start < sentence.end or grain(time.value) != "day":
            continue
        span = parse.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None and (_above(span) == root or _opens(span, sentence, parse)):
            return time.value[:10]
    return None


def _opens(time: Span, sentence: Sentence, parse: Parse) -> bool:
    """Return whether a time stands first in its sentence, however the grammar hangs it there: "On 3 May villagers"."""
    first, _ = parse.span(sentence)
    return time.start - first <= 1 and time.doc[first].pos_ in ("ADP", "NUM", "PROPN", "NOUN", "ADV", "SCONJ")


def _above(time: Span) -> Token:
    token = time.root
    while token.head != token and (token.dep_ in ("pobj", "prep", "npadvmod", "compound") or token.pos_ != "VERB"):
        if token.pos_ == "NOUN" and token.i not in range(time.start, time.end):
            return token
        token = token.head
    return token
