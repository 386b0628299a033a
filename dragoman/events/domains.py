"""Is a sentence about politics at all? Sport, shows and markets attack, defend and strike without political acts."""

from __future__ import annotations

import re
from functools import cache

from dragoman.events.lexicon import TABLES
from dragoman.records import CODED_ZONES, Parse
from dragoman.tables import read_table

# A document with so many of a domain's words for every hundred, and so many different ones, speaks of that domain.
# Chosen by reading what 328 plain news articles gave: no political report reached it (1.5 to 3.0 tried).
_DENSITY = 3.0
_DIFFERENT = 5
# A single sentence with this many different words of a domain, in any document.
_IN_SENTENCE = 3
_SHORT = 15  # words; in so short a sentence one fewer will do


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {row["domain"]: re.compile(rf"\b(?:{row['words']})\b", re.I) for row in read_table(TABLES / "domains.csv")}


def document_domain(parse: Parse) -> str | None:
    """Return the domain that a whole document speaks of, or None where it may well be politics."""
    text = " ".join(parse.document.text[z.start : z.end] for z in parse.document.zones if z.kind in CODED_ZONES)
    words = max(1, text.count(" ") + 1)
    for domain, pattern in _patterns().items():
        found = [m.group(0).lower() for m in pattern.finditer(text)]
        if len(set(found)) >= _DIFFERENT and 100 * len(found) / words >= _DENSITY:
            return domain
    return None


def sentence_domain(text: str) -> str | None:
    """Return the domain that a sentence by itself speaks of, or None."""
    needed = _IN_SENTENCE if text.count(" ") >= _SHORT else _IN_SENTENCE - 1
    for domain, pattern in _patterns().items():
        if len({m.group(0).lower() for m in pattern.finditer(text)}) >= needed:
            return domain
    return None
