"""Where the paragraphs of a text are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"""[.!?:…]["'”’)\]]*$""")
# Lines longer than this were not broken to a width: no mail or terminal program breaks later.
_WIDEST = 140
# A text counts as broken to a width when this many of its line ends are followed by a small letter. Two,
# because one can be a typing slip; tried 1-4 on 354 articles, of which 40-odd are broken so.
_WRAPPED_LINES = 2
# A shorter line followed by a small letter is rather a heading or a list item than the first half of a sentence.
_BROKEN_LINE = 40
# Neither a sentence nor a headline ends with one of these.
OPEN_WORDS = frozenset("the a an of to and or by for with from that has have had is was were are its his their".split())
OPEN_WORDS |= frozenset("in on at as but than who which when while after before between against into".split())


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or stand-alone line: ``text[start:end]`` has no blank space at its ends."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    after_blank: bool


def find_blocks(text: str) -> list[Block]:
    """Return the paragraphs of a text in order. They hold everything in it that is not blank.

    A blank line always parts two paragraphs. A single line end does too, unless the text was broken to a line
    width (mail, indented HTML) and the line end is one of those.
    """
    lines = _lines(text)
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    small = sum(text[b.start].islower() for _, b in pairs)
    widths = [line.end - line.start + line.indent for pair in pairs for line in pair]
    width = max(widths, default=0)
    wrapped = small >= _WRAPPED_LINES and width <= _WIDEST
    blocks: list[Block] = []
    previous: _Line | None = None
    for line in lines:
        last = blocks[-1] if blocks else None
        if last and previous and not line.after_blank and _goes_on(text, previous, line, width if wrapped else None):
            blocks[-1] = Block(last.start, line.end)
        else:
            blocks.append(Block(line.start, line.end))
        previous = line
    return blocks


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        words = match.group()
        body = words.strip()
        if body:
            indent = len(words) - len(words.lstrip())
            start = match.start() + indent
            blank = not found or text.count("\n", last_end, match.start()) > 1
            found.append(_Line(start, start + len(body), indent, blank))
            last_end = start + len(body)
    return found


def _goes_on(text: str, line: _Line, following: _Line, width: int | None) -> bool:
    words = text[line.start : line.end]
    if text[following.start].islower() and not (words[-1] in "!?" or (words[-1] == "." and width is None)):
        return width is not None or len(words) >= _BROKEN_LINE
    if width is None:
        return False
    if words.rsplit(None, 1)[-1].lower() in OPEN_WORDS:
        return True
    first_word = text[following.start : following.end].split(None, 1)[0]
    # The first line of a text has lost its indent where the text was stripped: the next line tells it.
    used = len(words) + max(line.indent, following.indent)
    no_room = used + 1 + len(first_word) > width
    return no_room and not (_ENDED.search(words) and used + 1 + len(first_word) <= width)
