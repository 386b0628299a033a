"""Whether an act is background from an earlier time: a date of its own clause or sentence, or an era."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from spacy.tokens import Token

from dragoman.events.syntax import SUBJECTS, child, clause_tokens

# An act this long before the report is background ("more than about a year"), a date without a month taken at midyear.
_MONTHS = 12
_MONTH_NAMES = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
_TIME_NOUNS = frozenset(
    "month year summer winter spring autumn fall end beginning middle start day week decade period night morning "
    "early late mid-".split()
) | frozenset(_MONTH_NAMES)
_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d)")
_DECADE = re.compile(r"(?:1[5-9]\d\d|20\d\d)s|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies", re.I)
_NOW = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow overnight now "
    "currently recently".split()
)
_LAST = frozenset("week month weekend night year spring summer autumn winter".split())
_COUNTED = re.compile(
    r"\b(?:(?P<one>an?|one) year|(?P<many>\w+(?:-\w+)?|more than an?|over an?|nearly two) (?P<unit>years|decades?|"
    r"centur(?:y|ies)|generations?)(?: and a half)?) (?:ago|earlier|before|previously|beforehand)\b",
    re.I,
)
_ERA = re.compile(
    r"\b(?:(?:for|over|during|across|in) (?:\w+ ){0,2}(?:decades|centuries|generations)|half a century ago|"
    r"(?:during|in|after|before|since the end of) the (?:\w+ )?(?:\w+ )?(?:war|wars|occupation|dictatorship|genocide|"
    r"holocaust|apartheid|independence struggle|liberation struggle)(?! (?:in|on|against|with|over|between|of)\b)|"
    r"(?:during|in) the (?:\w+ )?(?:era|years of)|in the (?:civil|cold|vietnam|gulf|korean|balkan|bosnian|falklands|"
    r"(?:first|second) world) wars?|world war|"
    r"(?:under|during) (?:the )?(?:\w+ )?(?:shah|tsar|czar|soviets|nazis|ottomans|"
    r"dictatorship|apartheid|communism|communists|(?:soviet|colonial|british|french|ottoman|portuguese|spanish|dutch|"
    r"japanese|nazi|military|communist) (?:rule|occupation|era|times))|colonial (?:troops|police|army|forces|rulers|"
    r"authorities|rule|times|era)|historically|long ago|\w+ centur(?:y|ies) ago|in the (?:\w+teenth|twentieth|\w+th) "
    r"century|soviet-era|communist-era|war-time|in (?:soviet|colonial|ottoman|communist) times)\b",
    re.I,
)


def is_historical(token: Token, published: date | None) -> bool:
    """Return whether an act is told as background, more than about a year before the report or in an era that is over.

    What counts is the date of the act's own clause; where it has none, the date of the verb it completes ("accused in
    1998 of burning"), of the verb it is coordinated with, or the date at the head of the sentence.
    """
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    told = _told(clause_tokens(token), token, published)
    if told is not None:
        return told
    for _ in range(5):
        above = _dated_with(verb)
        if above is None:
            break
        told = _told(clause_tokens(above), above, published)
        if told is not None:
            return told
        verb = above
    return _told(_fronted(token), token, published, fronted=True) is True


def _dated_with(verb: Token) -> Token | None:
    """Return the verb whose date is also that of a verb without one."""
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX") and child(verb, *SUBJECTS) is None:
        return head
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and head.pos_ in ("VERB", "AUX") and not _is_ahead(verb):
        return head if verb.dep_ != "advcl" or verb.tag_ == "VBG" else None
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        return head.head
    if verb.dep_ == "relcl" and verb.tag_ in ("VBD", "VBN") and not _is_perfect(verb):
        above = head
        while above.pos_ not in ("VERB", "AUX") and above.head != above:
            above = above.head
        return above if above.tag_ in ("VBD", "VBN") and verb.i > above.i else None
    return None


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve", "’ve") for c in verb.children)


def _is_ahead(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "could", "may", "might") for c in verb.children)


def _fronted(token: Token) -> list[Token]:
    """Return what stands before the first comma of the sentence, where it is a time and no clause."""
    out: list[Token] = []
    for t in token.sent:
        if t.text == ",":
            break
        if t.pos_ in ("VERB", "AUX") or t.dep_ in SUBJECTS:
            return []
        out.append(t)
    return out if out and out[-1].i < token.i else []


def _told(clause: list[Token], act: Token, published: date | None, *, fronted: bool = False) -> bool | None:
    """Return whether the words of a clause date it as past (True), as recent (False), or not at all (None)."""
    text = " ".join(t.text for t in clause)
    old: bool | None = None
    for t in clause:
        found = _age(t, clause, published) if fronted or _dates(t, act) else None
        if found is not None:
            old = found if old is None else old and found
    if old is not None:
        return old
    counted = _COUNTED.search(text)
    if counted:
        return counted.group("one") is None
    if _ERA.search(text):
        return True
    words = [t.lower_ for t in clause]
    if any(w in _NOW for w in words) or any(a in ("last", "this", "next") and b in _LAST for a, b in pairwise(words)):
        return False
    return None


def _age(token: Token, clause: Iterable[Token], published: date | None) -> bool | None:
    """Return whether a year or decade lies more than a year before the report; None where a token is neither."""
    if _DECADE.fullmatch(token.text) or (
        token.text == "s" and token.i and _YEAR.fullmatch(token.doc[token.i - 1].text)
    ):  # "1980s" may be cut in two
        if published is None:
            return True
        start = int(token.text[:4]) if token.text[:4].isdigit() else 1900
        return start + 9 < published.year - 1
    if not _YEAR.fullmatch(token.text) or published is None:
        return None
    before = token.doc[max(0, token.i - 4) : token.i]
    if any(t.lower_ == "since" for t in before) or (token.nbor(-1).lower_ == "of" if token.i else False):
        if not any(t.lower_ in _TIME_NOUNS for t in before):
            return None  # "since 1999" lasts; "the accord of 2003" dates the accord
    month = next((_MONTH_NAMES.index(t.lower_) + 1 for t in before if t.lower_ in _MONTH_NAMES), None)
    months = (published.year - int(token.text)) * 12 + published.month - (month or 6)
    return months > _MONTHS


def _dates(year: Token, act: Token) -> bool:
    """Return whether a year tells when an act was, and not when something else in its clause was."""
    if year.head == act:
        return True
    for above in year.ancestors:
        if above == act or above.pos_ in ("VERB", "AUX"):
            return True
        if above.pos_ in ("NOUN", "PROPN") and above.lemma_.lower() not in _TIME_NOUNS:
            # "seized power in a 1999 coup": what happened in it happened then
            within = above.dep_ == "pobj" and above.head.lower_ in ("in", "during") and year.i < above.i
            return within and above.head.head == act
    return True
