"""Where words stand between quotation marks, across sentences and paragraphs."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.records import CODED_ZONES, Parse

_STRAIGHT = frozenset(['"', "''", "``"])
_OPENING, _CLOSING = frozenset(["“", "«", "„"]), frozenset(["”", "»"])
_SINGLE_OPENING, _SINGLE_CLOSING = "‘", "’"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words as a token range [first, last), without the marks, and the number of the paragraph."""

    first: int
    last: int
    paragraph: int
    goes_on: bool  # left open at the end of its paragraph, and taken up by a mark at the start of the next


def paragraph_starts(parse: Parse) -> list[int]:
    """Return the first token of each part of the report, in order: a paragraph, a headline, a caption."""
    starts = [token.idx for token in parse.doc]
    return [bisect.bisect_left(starts, zone.start) for zone in parse.document.zones if zone.kind in CODED_ZONES]


def paragraph_of(token: int, starts: list[int]) -> int:
    """Return the number of the paragraph that a token stands in."""
    return max(0, bisect.bisect_right(starts, token) - 1)


def find_quotations(parse: Parse) -> tuple[Quotation, ...]:
    """Return the quotations of a document in text order. A mark that is never closed opens nothing, unless the next
    paragraph takes the quotation up."""
    starts = paragraph_starts(parse) or [0]
    doc = parse.doc
    found: list[Quotation] = []
    for number, first in enumerate(starts):
        last = starts[number + 1] if number + 1 < len(starts) else len(doc)
        taken_up = number + 1 < len(starts) and last < len(doc) and _opens(doc[last]) and not _is_bracketed(doc[last])
        found.extend(_in_paragraph(list(doc[first:last]), number, taken_up))
    return tuple(found)


def _in_paragraph(tokens: list[Token], number: int, taken_up: bool) -> Iterator[Quotation]:
    opened: int | None = None
    for token in tokens:
        if opened is None:
            if _opens(token):
                opened = token.i
        elif _closes(token, token.doc[opened]):
            if token.i > opened + 1:
                yield Quotation(opened + 1, token.i, number, False)
            opened = None
    if opened is not None and taken_up:
        last = next((t.i + 1 for t in reversed(tokens) if not t.is_space), opened)
        if last > opened + 1:
            yield Quotation(opened + 1, last, number, True)


def _opens(token: Token) -> bool:
    if token.text in _OPENING or token.text == _SINGLE_OPENING:
        return True
    if token.text not in _STRAIGHT:
        return False
    follows = token.i + 1 < len(token.doc) and not token.whitespace_ and not token.doc[token.i + 1].is_space
    return follows and not _is_bracketed(token)


def _is_bracketed(token: Token) -> bool:
    """Return whether a straight mark stands tight between two words, and so opens nothing: 5" guns."""
    before = token.doc[token.i - 1] if token.i else None
    return before is not None and not before.whitespace_ and not before.is_space and not before.is_punct


def _closes(token: Token, opening: Token) -> bool:
    if opening.text == _SINGLE_OPENING:
        return token.text == _SINGLE_CLOSING and token.tag_ != "POS"
    if opening.text in _OPENING:
        return token.text in _CLOSING
    return token.text in _STRAIGHT
