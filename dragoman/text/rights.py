"""Rights lines: "Copyright 2020 The Associated Press. All rights reserved.", "© 2019 Reuters"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.text.agencies import find_agency

_LONGEST = 400
_YEARS = r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d|present))?"
_MARK = r"(?:copyright|©|\(c\)|&copy;)"
_MATTER = r"(?:material|content|article|story|document|report|work|information)"
_LINE = re.compile(
    rf"""(?:
      (?:all\s+(?:content|material|text)s?\s+)?(?:{_MARK}\s*)+[:,]?\s*(?:by\s+)?[^.]{{0,80}}?\b{_YEARS}\b.*
    | (?:©|\(c\)|&copy;)\s*[A-Z].{{2,120}}
    | {_YEARS}\s*(?:©|\(c\)).{{0,150}}
    | .{{0,160}}\ball\s+rights\s+(?:are\s+)?reserved\b.{{0,200}}
    | (?:this|the)\s+{_MATTER}\b.{{0,60}}\b(?:may|must|cannot|can|shall)\s*(?:not|only)?\b.{{0,20}}
      \bbe\s+(?:published|reproduced|copied|republished|redistributed|reprinted|used\s+without).*
    | (?:no\s+part\s+of\s+this|reproduction\s+(?:in\s+whole|without|of\s+this)
      |unauthori[sz]ed\s+(?:reproduction|use|copying)|republication\s+(?:or|without))\b.*
    | (?:distributed|provided|published|reprinted|republished)\s+(?:by|with|under)\s+(?:the\s+)?
      (?:permission|licen[cs]e|tribune\s+content|creative\s+commons)\b.{{0,160}}
    | (?:reuse\s+content|licen[cs]ing\s+rights|acquire\s+licensing\s+rights).{{0,80}}
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_TRAILING = re.compile(
    rf"(?<=[.!?”\"’')])\s+(?:copyright\s*(?:©|\(c\))?\s*{_YEARS}|(?:©|\(c\))\s*(?:copyright\s*)?(?:{_YEARS}|[A-Z]))\b[^\n]{{0,250}}$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    rf"{_MARK}|\b{_YEARS}\b|\ball\s+rights\s+(?:are\s+)?reserved\b.*|\bby\b\s|\bcontents?\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Rights:
    """What a rights line says: its holder, the agency it is (full name), the latest year."""

    holder: str | None
    agency: str | None
    year: int | None


def is_rights(line: str) -> bool:
    """Tell whether a whole line (stripped) states who holds the rights to the text."""
    return len(line) <= _LONGEST and _LINE.fullmatch(line) is not None


def trailing_rights(paragraph: str) -> int | None:
    """Return where a rights line at the end of a paragraph starts, or None."""
    match = _TRAILING.search(paragraph, max(0, len(paragraph) - _LONGEST))
    return match.start() + len(match.group()) - len(match.group().lstrip()) if match else None


def read_rights(line: str) -> Rights:
    """Return what a rights line says."""
    years = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", line)]
    marked = re.search(rf"{_MARK}|\b(?:19|20)\d\d\b", line, re.IGNORECASE)
    holder = None
    if marked:
        # The holder stands after the mark and the year, before the first full stop of the line.
        rest = _NOISE.sub(" ", line[marked.start() :])
        first = re.split(r"\.\s|\.$|;|\n", rest.strip(" .,:;-–—"), maxsplit=1)[0]
        holder = " ".join(first.split()).strip(" .,:;-–—()") or None
    agency = find_agency(holder) if holder else None
    if holder and agency is None:
        first_words = re.split(r",|/|\sand\s", holder)[0].strip()
        agency = find_agency(first_words)
    return Rights(holder, agency.name if agency else None, max(years) if years else None)
