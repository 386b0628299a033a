"""Where a document speaks of an accord: words for one, names of known treaties, and what each says by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from dragoman.accords import _parties
from dragoman.accords._tables import Noun, words
from dragoman.accords._treaties import Treaty, find_treaties
from dragoman.records import CODED_ZONES, UNKNOWN_CODE, Cast, Entity, Parse, Sentence

_BETWEEN = frozenset({"between", "among", "amongst"})
_WITH = frozenset({"with"})
_NEAR = 4  # tokens from "exchange" to what is exchanged: "an exchange of the first prisoners"
_ABOUT = frozenset({"on", "over", "about", "regarding", "concerning", "covering", "for", "of", "to", "against"})
_ON = frozenset({"on", "over", "about", "regarding", "concerning"})
_OTHER = frozenset({"new", "another", "separate", "second", "third", "similar", "different", "fresh", "other"})
_TRUCE = re.compile(r"ceas(?:e|ing)[- ]?fires?", re.IGNORECASE)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_UNITS = frozenset({"day", "week", "weekend", "month", "year", "hour", "decade", "century", "today", "tomorrow"})
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december midnight noon".split()
)
# In these, the "agreement" is a feeling and the "deal" an amount.
_FEELING = frozenset({"in", "broad", "general", "gentleman", "good", "great", "big", "raw", "fair"})


@dataclass(slots=True)
class Talk:
    """One mention of an accord, while it is read. ``named`` are the parties its own words name, ``claimed`` those
    that its verb adds."""

    token: Token
    start: int
    end: int
    sentence: Sentence
    kind: str
    treaty: Treaty | None = None
    needs: str = ""
    named: tuple[Entity, ...] = ()
    claimed: tuple[Entity, ...] = ()
    subject: str | None = None
    definite: bool = False
    other: bool = False
    closed: bool = False  # its words name all its parties: between A and B
    year: str | None = None

    @property
    def parties(self) -> tuple[Entity, ...]:
        return _parties.parties((*self.named, *self.claimed))


def find_talks(parse: Parse, cast: Cast) -> list[Talk]:
    """Return all mentions of accords by their own words, in text order."""
    found: dict[int, Talk] = {}
    codes = {entity.code for mention in cast.mentions for entity in mention.entities} - {UNKNOWN_CODE}
    for sentence in parse.sentences:
        if sentence.kind not in CODED_ZONES:
            continue
        first, last = parse.span(sentence)
        for talk in _treaties_in(parse, codes, sentence):
            found[talk.token.i] = talk
        taken = [(talk.start, talk.end) for talk in found.values()]
        for token in parse.doc[first:last]:
            noun = _noun(token)
            if noun is None or token.i in found or any(a <= token.idx < b for a, b in taken):
                continue
            if _is_inside(token):
                continue
            read = _read(token, noun, sentence, cast)
            if read is not None:
                found[token.i] = read
    return [found[i] for i in sorted(found)]


def _noun(token: Token) -> Noun | None:
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = token.lemma_.lower()
    if lemma == "fire":
        before = token.doc.text[max(0, token.idx - 6) : token.idx + len(token)]
        return words().nouns["ceasefire"] if _TRUCE.search(before) else None
    return words().nouns.get(lemma)


def _is_inside(token: Token) -> bool:
    """Say whether a word only tells which agreement another word means: the ceasefire of "ceasefire deal"."""
    head = token.head
    if token.dep_ in ("compound", "nmod", "dobj") and head.i == token.i + 1 and _noun(head) is not None:
        return True
    if token.dep_ == "compound" and head.pos_ in ("NOUN", "PROPN") and _noun(head) is None:
        # the "peace agreement signing" is of the agreement; an "agreement partner" is a partner
        return head.lemma_.lower() not in words().acts
    nested = token.dep_ == "pobj" and head.lemma_ == "of" and token.lemma_.lower() == "understanding"
    return nested and _noun(head.head) is not None


def _treaties_in(parse: Parse, codes: Set[str], sentence: Sentence) -> Iterator[Talk]:
    day = parse.document.published
    text = parse.document.text[sentence.start : sentence.end]
    for start, end, treaty in find_treaties(text, codes, day.year if day else None):
        span = parse.doc.char_span(sentence.start + start, sentence.start + end, alignment_mode="expand")
        if span is None:
            continue
        root = span.root
        if root.dep_ == "compound" and root.head.i >= span.end and (_noun(root.head) or root.head.pos_ == "PROPN"):
            root = root.head
        talk = Talk(root, span.start_char, max(span.end_char, root.idx + len(root)), sentence, treaty.kind, treaty)
        talk.definite = True
        yield talk


def _read(token: Token, noun: Noun, sentence: Sentence, cast: Cast) -> Talk | None:
    left = [t for t in token.subtree if t.i < token.i]
    lemmas = set(forms(left))
    if (noun.needs and lemmas & _FEELING) or (token.dep_ == "pobj" and token.head.lemma_ == "in" and not left):
        return None
    if token.lemma_ == "agreement" and token.head.lemma_ == "in" and token.head.dep_ == "prep":
        return None  # "are in agreement that"
    named = tuple(_named(token, cast))
    determiner = next((t.lower_ for t in token.children if t.dep_ in ("det", "poss")), "")
    kind = noun.kind if noun.kind != "general" else words().kind(lemmas)
    # "Agreements" in general are no accord; those between two are.
    needs = noun.needs or ("party" if token.tag_ == "NNS" else "")
    if noun.needs == "kind" and not _is_of_kind(token, noun, kind, lemmas):
        if determiner not in ("the", "this", "that"):
            return None
        needs = "same word"
    start, subject = _extent(token), _subject(token)
    if kind == "general" and subject is not None:
        kind = words().kind(_lemmas(token, subject))
    if kind == "general":
        told = [t for c in token.children if c.dep_ in ("acl", "relcl") for t in c.subtree]
        kind = words().kind(forms(told))
    talk = Talk(token, start, token.idx + len(token), sentence, kind, needs=needs, named=named)
    talk.subject = token.doc.text[subject[0] : subject[1]] if subject else _before(token)
    if noun.needs == "said before" and determiner not in ("the", "this", "that"):
        return None
    talk.definite = determiner not in ("", "a", "an", "any", "no", "another", "some")
    closing = _BETWEEN | ({"for"} if noun.needs == "kind" else set())
    talk.closed = any(c.lower_ in closing for c in token.children) or len(_parties.parties(_left(token, cast))) > 1
    talk.other = bool(lemmas & _OTHER)
    talk.year = next((t.text for t in left if _YEAR.fullmatch(t.text)), None)
    return talk


def _is_of_kind(token: Token, noun: Noun, kind: str, lemmas: Set[str]) -> bool:
    """Say whether a plan is one for peace, and an exchange one of prisoners."""
    if noun.kind == "general":
        return kind in ("ceasefire", "peace", "exchange", "political")
    below = [t for c in token.children if c.lower_ in ("of", "for") for t in c.subtree if t.i - token.i <= _NEAR]
    lifted = noun.kind == "exchange" and token.lemma_.lower() == "swap"
    return lifted or words().kind([*lemmas, *forms(below)]) == noun.kind


def _extent(token: Token) -> int:
    """Return where the words before a noun begin that belong to it."""
    own = [
        t for t in token.children if t.i < token.i and t.dep_ in ("det", "amod", "compound", "nmod", "poss", "nummod")
    ]
    return min((min(s.idx for s in t.subtree) for t in own), default=token.idx)


def _named(token: Token, cast: Cast) -> Iterator[Entity]:
    """Yield the parties that an agreement's own phrase names: between A and B, with B, A-B, A's."""
    inner = [c for c in token.children if c.dep_ == "prep" and c.lemma_ == "of"]  # memorandum of understanding
    deeper = [o for p in inner for o in p.children if o.lemma_.lower() in ("understanding", "agreement")]
    for child in [c for t in (token, *deeper) for c in t.children]:
        several = child.lower_ == "of" and len(_parties.parties(_objects(child, cast))) > 1
        offered = child.lower_ == "to" and token.dep_ == "dobj"
        if child.dep_ == "prep" and (child.lower_ in (_BETWEEN | _WITH) or several or offered):
            yield from _objects(child, cast)
        elif child.dep_ == "prep":
            # "an agreement on rescue at sea with Peru": the party hangs below the subject
            for below in child.subtree:
                if below.dep_ == "prep" and below.lower_ in (_BETWEEN | _WITH):
                    yield from _objects(below, cast)
            if child.lower_ == "for" and words().nouns[_base(token)].needs == "kind":
                yield from _objects(child, cast)
    # "the American peace plan for Chad and Sudan" is America's proposal, and those two its parties
    meant = [e for c in token.children if c.lower_ in ("for", "between", "to") for e in _objects(c, cast)]
    if words().nouns[_base(token)].needs != "kind" or len(_parties.parties(meant)) < 2:
        yield from _left(token, cast)


def _left(token: Token, cast: Cast) -> Iterator[Entity]:
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss") and child.i < token.i:
            for part in child.subtree:
                mention = cast.by_root.get(part.i)
                if mention is not None and mention.last <= token.i:
                    yield from mention.entities


def _base(token: Token) -> str:
    lemma = token.lemma_.lower()
    return lemma if lemma in words().nouns else "ceasefire"


def _objects(preposition: Token, cast: Cast) -> Iterator[Entity]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            found = _parties.at(child, cast)
            yield from found
            if not any(_parties.can_agree(entity) for entity in found):  # "with the breakaway region of X"
                yield from (e for p in child.children if p.lower_ == "of" for o in p.children
                            for e in _parties.at(o, cast))  # fmt: skip
            for part in child.children:  # "between Thailand and Malay rebels", taken for rebels of both
                if part.dep_ in ("nmod", "compound") and part.i in cast.by_root:
                    yield from _parties.at(part, cast)


def is_time(token: Token) -> bool:
    """Say whether a noun is of the calendar: "on Wednesday" is no subject, "within 60 days" an end."""
    return token.lower_ in _CALENDAR or token.lemma_.lower() in _UNITS or bool(_YEAR.fullmatch(token.text))


def _subject(token: Token) -> tuple[int, int] | None:
    """Return the span of what an agreement is about: on X, over X, to do X."""
    places = [c for c in token.children if c.i > token.i]
    verb = token.head
    if token.dep_ in ("dobj", "nsubjpass"):
        places += [c for c in verb.children if c.i > max(token.i, verb.i) and c.lower_ in _ON and verb.lemma_ != "put"]
    for child in places:
        about = child.dep_ == "prep" and child.lower_ in _ABOUT - {"of", "to", "against"}
        to_do = child.dep_ in ("acl", "xcomp") and (
            child.tag_ == "VBG" or any(c.lower_ == "to" for c in child.children)
        )
        if not about and not to_do:
            continue
        inside = sorted(child.subtree, key=lambda t: t.i)
        if about and (len(inside) < 2 or is_time(inside[-1])):
            continue
        begin = inside[1].idx if about else inside[0].idx
        if to_do and inside[0].lower_ == "to":
            begin = inside[1].idx
        stop = next((t for t in inside[1:] if t.dep_ == "punct" and t.text in ",;"), None)
        last = stop if stop is not None else inside[-1]
        return begin, last.idx if stop is not None else last.idx + len(last)
    return None


def _before(token: Token) -> str | None:
    """Return the words before a noun that tell what it is about: "gas supply" of "a gas supply agreement"."""
    own = [
        t
        for t in token.children
        if t.i < token.i and t.dep_ in ("amod", "compound", "nmod") and t.lemma_.lower() in words().kinds
    ]
    if not own:
        return None
    first, last = min(t.left_edge.i for t in own), max(t.i for t in own)
    return str(token.doc[first : last + 1].text)


def _lemmas(token: Token, span: tuple[int, int]) -> list[str]:
    return forms([t for t in token.doc if span[0] <= t.idx < span[1]])


def forms(tokens: Iterable[Token]) -> list[str]:
    """Return words as the tables have them: lemmas and the words themselves; "power-sharing" is one, not power."""
    found = []
    every = list(tokens)
    # two words that are one term: "arms control"
    found += [f"{a.lower_} {b.lower_}" for a, b in pairwise(every) if b.i == a.i + 1]
    for token in every:
        around = [t.text for t in token.doc[max(0, token.i - 1) : token.i + 2]]
        if "-" not in around:
            found += [token.lemma_.lower(), token.lower_]
        elif token.text == "-" and 0 < token.i < len(token.doc) - 1:
            found.append("".join(around).lower())
    return found
