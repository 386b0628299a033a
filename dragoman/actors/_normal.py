"""Fold a text so that tables and documents meet, one character for one: offsets stay what they were."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# What Unicode does not decompose, and the typographic marks that keyboards lack.
_BY_HAND = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ʻ": "'", "“": '"', "”": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
    "\n": " ", "\t": " ", "\r": " ",
    "ı": "i", "İ": "I", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "þ": "t", "Þ": "T", "ß": "s", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "ə": "a", "Ə": "A",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    known = _BY_HAND.get(character)
    if known is not None:
        return known
    if character < "\x80":
        return character
    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base and not unicodedata.combining(base) else character


def plain(text: str) -> str:
    """Return the text without diacritics and typographic marks, of the same length, case kept."""
    if text.isascii() and not ("\n" in text or "\t" in text or "\r" in text or "`" in text):
        return text
    return "".join(map(_plain, text))


def lower(text: str) -> str:
    """Return the text in lower case, of the same length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
