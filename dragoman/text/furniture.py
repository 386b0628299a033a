"""Lines that a page puts around a report: buttons, counters, teasers, calls to subscribe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dragoman.tables import read_table

_TABLE = Path(__file__).parent / "tables" / "furniture.csv"
# A line that begins like furniture ("Sign up for our …") is furniture only when it is no longer than a teaser.
# Read off some 600 such lines of news pages: the longest was a newsletter's blurb of 180 characters.
_LONGEST = 220
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:photo|image|slide|picture|page|video)?\s*\d{1,3}\s*(?:/|of)\s*\d{1,3}(?:\s*photos?)?",  # "1 / 2"
        r"[\W_]+",  # rules and bullets
        r"\d[\d.,]*\s*[km]?\s*(?:comments?|shares?|likes?|views?|retweets?|reactions?|photos|images)",
        r"\d{1,3}[\s-]min(?:ute)?s?\s*(?:read|ago)(?:\W.*)?",
        r"(?:reading time|estimated read|listen)\W*\d{1,3}\W*min\w*",
        r"\d{1,2}\s*(?:hours?|days?|weeks?)\s*ago",
        r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*/\s*\d{1,2}:\d{2}(?::\d{2})?)?",  # a player's clock
        r"https?://\S+|www\.\S+|pic\.twitter\.com/\S+",
        r"[\w.+-]+@[\w-]+\.[\w.]+",
        r"(?:e-?mail|contact|twitter|follow)\s*:\s*@?\S+",
        r"@\w{2,30}",
        r"(?:image|photo|picture|video) (?:source|credit|provided)\s*[,:]?",
        r"(?:nous utilisons|wir verwenden) .{0,60}cookies.*",
        r"[^.]{0,60}\b(?:to (?:our|the) newsletters?|newsletter sign-?up|in your inbox)\W*",
        r"(?:\w+ ){0,3}read more (?:here|at|in our)\b.{0,80}",
    )
)
_TRAIL = re.compile(r"""[\s.:!…>»›→•|*\-–—"”]+$""")
_LEAD = re.compile(r"^[\s•*|>»›▶►+\-–—]+")
# Calls to the reader that stand at the end of a report run together in one line.
_SIGN_OFF = re.compile(
    r"\s(?:•\s*)?(?:Join the debate\s*[–—-]\s*email\b|•\s*Read more\b|•\s*Do you have an? (?:photo|story|experience)\b|"
    r"•\s*Follow\s|•\s*Sign up\b|Read more in our \w+ (?:blog|live blog)\b).{0,600}$",
    re.DOTALL,
)


def is_furniture(line: str) -> bool:
    """Tell whether a whole line (stripped) is page furniture."""
    if len(line) > _LONGEST:
        return False
    words = _LEAD.sub("", line) or line
    bare = _TRAIL.sub("", words).casefold().replace("’", "'")
    if not bare:
        return True
    whole, starts = _phrases()
    if bare in whole:
        return True
    key = words.casefold().replace("’", "'")
    if any(key.startswith(phrase) for phrase in starts.get(key[:3], ())):
        return True
    return any(pattern.fullmatch(words) for pattern in _PATTERNS)


def trailing_furniture(paragraph: str) -> int | None:
    """Return where furniture at the end of a paragraph starts, or None."""
    offset = max(0, len(paragraph) - 700)
    match = _SIGN_OFF.search(paragraph, offset)
    return match.start() + 1 if match else None


@cache
def _phrases() -> tuple[frozenset[str], Mapping[str, tuple[str, ...]]]:
    whole: set[str] = set()
    starts: dict[str, tuple[str, ...]] = {}
    for row in read_table(_TABLE):
        phrase = row["phrase"].casefold()
        if row["match"] == "whole":
            whole.add(_TRAIL.sub("", phrase))
        else:
            starts[phrase[:3]] = (*starts.get(phrase[:3], ()), phrase)
    return frozenset(whole), starts
