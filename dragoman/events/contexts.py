"""What an event is about: PLOVER's contexts, by the words of its sentence."""

from __future__ import annotations

import re
from functools import cache

from dragoman.events.lexicon import TABLES
from dragoman.tables import read_table, split_list

_BY_MODE = {"cyber": "cyber", "misinformation": "misinformation", "unconventional": "cbrn"}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_table(TABLES / "contexts.csv")
    return tuple((row["context"], re.compile(rf"\b(?:{'|'.join(split_list(row['words']))})\b", re.I)) for row in rows)


def contexts_of(text: str, event: str, mode: tuple[str, ...]) -> tuple[str, ...]:
    """Return the contexts a sentence speaks of, in the order of contexts.csv."""
    found = [context for context, pattern in _patterns() if pattern.search(text)]
    found += [_BY_MODE[m] for m in mode if m in _BY_MODE and _BY_MODE[m] not in found]
    return tuple(found)
