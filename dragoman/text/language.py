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
    "the of to and in that is was for on with as by at from has have had his its their be been are were will would it"
    " he she they who which not but an this said says after over between against".split()
)
# English prose has some 40% of these words, headlines about 15%; German, French and Dutch under 6% (in, was, on).
_SMALL_WORD_SHARE = 0.12
_FOREIGN_WORDS = frozenset(
    "le la les des du et est dans avec pour sur une qui que der die das und mit von dem den ein eine auf am ist el los"
    " las del y con por para una il lo gli di della che per het een van voor met zijn os um uma dos das em nos".split()
)
# The classifier tells some Chinese languages apart for which ISO 639-1 has but one code.
_TWO_LETTERS = {"wuu": "zh", "yue": "zh", "cmn": "zh", "lzh": "zh", "gan": "zh", "hak": "zh", "nan": "zh"}
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
        language, share = _classify(text)
        if letters >= _MANY_LETTERS or share >= 0.95 or not _is_latin(words):
            return language
        return told or language
    if told:
        return told
    # "Der Minister traf am Dienstag ein": small words of other languages, in small letters, give those away.
    foreign = sum(word in _FOREIGN_WORDS for word in words) > sum(word in _SMALL_WORDS for word in words)
    if _is_latin(words) and not foreign:
        return "en"
    return _classify(text)[0]


def _classify(text: str) -> tuple[str, float]:
    language, share = _identifier().classify(" ".join(text[:_CHARACTERS].split()))
    return _TWO_LETTERS.get(language, str(language)), float(share)


def _is_latin(words: list[str]) -> bool:
    letters = "".join(words)
    return len(_LATIN.findall(letters)) >= 0.9 * len(letters)


@cache
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
