"""Numbers as news writes them before a unit of time: "3", "twenty-one", "a couple of", "two and a half"."""

from __future__ import annotations

import re

_ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_OTHER = {"a": 1, "an": 1, "another": 1, "a couple of": 2, "couple of": 2, "a dozen": 12, "hundred": 100,
          "a hundred": 100, "one hundred": 100}  # fmt: skip
_VAGUE = ("a few", "few", "several", "many", "some", "a handful of", "dozens of", "hundreds of", "thousands of",
          "a number of", "tens of", "countless", "scores of", "numerous")  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
_TENS_WORD = "|".join(_TENS)
_ONES_WORD = "|".join(sorted(_ONES, key=len, reverse=True))
_WORDS = rf"(?:{_TENS_WORD})(?:[- ](?:{_ONES_WORD}))?|{_ONES_WORD}"
NUMBER = (
    r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?: 1/2|-odd)?|"
    rf"(?:{_WORDS})(?: and a half)?|" + "|".join(sorted((*_OTHER, *_VAGUE), key=len, reverse=True))
)
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)|" + "|".join(sorted(_ORDINALS, key=len, reverse=True))


def amount(words: str) -> str:
    """Return a number as TimeML writes it: its digits, or X where it is vague."""
    told = " ".join(words.lower().split()).removesuffix("-odd")
    half = told.endswith((" and a half", " 1/2"))
    told = told.removesuffix(" and a half").removesuffix(" 1/2")
    n = _number(told)
    if n is None:
        return "X"
    return f"{n}.5" if half else n


def _number(told: str) -> str | None:
    if re.fullmatch(r"[\d,]+(\.\d+)?", told):
        return told.replace(",", "")
    if told in _OTHER:
        return str(_OTHER[told])
    parts = re.split(r"[- ]", told)
    if all(p in _TENS or p in _ONES for p in parts):
        return str(sum(_TENS.get(p) or _ONES[p] for p in parts))
    return None


def ordinal(word: str) -> int:
    """Return the number of an ordinal that ORDINAL has matched."""
    return _ORDINALS.get(word.lower()) or int(re.sub(r"\D", "", word))
