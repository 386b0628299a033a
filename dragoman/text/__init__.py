"""Which words are the report, and in which language? A text as found becomes a document with zones."""

from __future__ import annotations

from dragoman.text.cleaning import clean
from dragoman.text.language import find_language

__all__ = ["clean", "find_language"]
