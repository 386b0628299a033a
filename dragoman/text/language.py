"""Which language is a report in?"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# The classifier walks every byte; more than this changes no answer on the saved pages and 354 articles.
_CHARACTERS = 2000
# Under this many letters the classifier takes English sentences for Latin or Dutch, so it is not asked at all.
_FEW_LETTERS = 40
# Up to here it errs on one English sentence in fifty; English small words are surer.
_MANY_LETTERS = 250
_SMALL_WORDS = frozenset(
    "the of to and in that is was for on with as by at from has have had his its their be been are were will would it he"
    " she they who which not but an this said says after over between against".split()
)
# English prose has some 40% of these words, headlines about 15%; German, French and Dutch under 6% (in, was, on).
_SMALL_WORD_SHARE = 0.12
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")


def find_language(text: str, told: str | None = None) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where there is nothing to tell it by.

    ``told`` is what the page or row says of itself; it decides where the text is too short to judge. A short text
    in plain Latin letters, of which nothing is told, is taken for English: that is what this program reads.
    """
    told = re.split(r"[-_]", told.strip())[0].lower() if told and told.strip() else None
    words = _WORD.findall(text[:_CHARACTERS])
    letters = sum(map(len, words))
    if letters == 0:
        return told
    if letters >= _FEW_LETTERS:
        small = sum(word.lower() in _SMALL_WORDS for word in words) / len(words)
        if letters < _MANY_LETTERS and small >= _SMALL_WORD_SHARE:
            return "en"
        language, share = _identifier().classify(" ".join(text[:_CHARACTERS].split()))
        if letters >= _MANY_LETTERS or share >= 0.95 or not _is_latin(words):
            return str(language)
        return told or str(language)
    if told:
        return told
    if _is_latin(words):
        return "en"
    return str(_identifier().classify(" ".join(text.split()))[0])


def _is_latin(words: list[str]) -> bool:
    letters = "".join(words)
    return len(_LATIN.findall(letters)) >= 0.9 * len(letters)


@cache
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
