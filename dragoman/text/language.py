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
# Languages made of English words: the classifier takes short English for them ("pcm" for one in some ten thousand
# sentences of news). A text is in one only where it has small words that English lacks.
_MADE_OF_ENGLISH: dict[str, frozenset[str]] = {
    "pcm": frozenset("dey wetin una dem don abi sef wey im na oga".split()),
    "sco": frozenset(),
}
# Of these the small words are among _FOREIGN_WORDS. A short text without a single one is a list of names or an English
# headline that the classifier errs on ("Ethiopia, Eritrea deny troop build-up" for Catalan). Tuned, as the line above,
# on 17,000 English sentences and headlines: the two that were not taken for English now are.
_WITH_SMALL_WORDS = frozenset("ca de es fr gl it nl oc pt".split())
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
        if _is_latin(words) and _has_no_word_of(language, words, letters):
            return told or "en"
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


def _has_no_word_of(language: str, words: list[str], letters: int) -> bool:
    """Return whether a text lacks the small words of the language that the classifier names."""
    lower = {word.lower() for word in words}
    if language in _MADE_OF_ENGLISH:
        return len(lower & _MADE_OF_ENGLISH[language]) < 2
    return letters < _MANY_LETTERS and language in _WITH_SMALL_WORDS and not lower & (_FOREIGN_WORDS - _SMALL_WORDS)


def _classify(text: str) -> tuple[str, float]:
    language, share = _identifier().classify(" ".join(text[:_CHARACTERS].split()))
    return _TWO_LETTERS.get(language, str(language)), float(share)


def _is_latin(words: list[str]) -> bool:
    letters = "".join(words)
    return len(_LATIN.findall(letters)) >= 0.9 * len(letters)


@cache
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
