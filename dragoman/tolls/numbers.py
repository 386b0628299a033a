"""Numbers in words and figures, exact or vague, as inclusive ranges of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

_UNITS = {
    w: i
    for i, w in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
_TENS = {w: 10 * (i + 2) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "mln": 1_000_000}
# What a vague word allows. "dozens" begins at two dozen and ends where papers begin to say "a hundred" or "hundreds";
# the plural scales likewise run from two of their own to the next word up.
_VAGUE: dict[str, tuple[int, int | None]] = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2000, 99_999),
    "millions": (2_000_000, None), "several": (3, 9), "handful": (3, 6), "couple": (2, 2), "pair": (2, 2),
    "both": (2, 2), "duo": (2, 2), "trio": (3, 3),
}  # fmt: skip
_OF_SCALE: dict[tuple[str, str], tuple[int, int | None]] = {
    ("tens", "thousands"): (20_000, 99_999), ("dozens", "thousands"): (24_000, 99_999),
    ("hundreds", "thousands"): (200_000, 999_999), ("tens", "millions"): (20_000_000, None),
}  # fmt: skip
_PLURAL_SCALES = ("hundreds", "thousands", "millions", "tens", "dozens", "scores")
_AT_LEAST = ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "upwards of", "upward of")
_MORE = ("more than", "over", "in excess of", "well over", "above", "greater than")
# "up to 300" and "as many as 300" bound from above alone, so they begin at nothing; "nearly 300" is near it: from nine
# tenths, as "about" is read a tenth to either side.
_AT_MOST = ("up to", "as many as", "at most", "no more than", "not more than", "a maximum of", "as much as")
_LESS = ("fewer than", "less than", "under", "below")
_NEARLY = ("nearly", "almost", "close to", "just under", "some")
_ABOUT = ("about", "around", "approximately", "roughly", "an estimated", "estimated", "some", "circa", "an average of")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_FIGURE_UNIT = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|bn)", re.I)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of people or things: tokens [first, last) with the words that bound it, and its head word."""

    least: int
    most: int | None
    first: int
    last: int
    core: int  # the last token of the number itself
    start: int
    end: int


def numbers(doc: Doc, first: int, last: int) -> Iterator[Number]:
    """Yield the numbers in tokens [first, last), in order. Years, ages, money, shares and dates are for the caller."""
    i = first
    while i < last:
        read = _read(doc, i, last)
        if read is None:
            i += 1
            continue
        least, most, end = read
        joined = _range(doc, end, last, least, most)
        if joined is not None:
            least, most, end = joined
        begin, least, most = _bounded(doc, i, first, least, most)
        end, least, most = _or_more(doc, end, last, least, most)
        stop = doc[end - 1]
        yield Number(least, most, begin, end, end - 1, doc[begin].idx, stop.idx + len(stop))
        i = end


def _read(doc: Doc, i: int, last: int) -> tuple[int, int | None, int] | None:
    """Return least, most and the token past the number that begins at i."""
    word = doc[i].lower_
    if word in ("a", "an") and i + 1 < last:
        after = doc[i + 1].lower_
        if after in _SCALES:
            return _exact(doc, i + 1, last)
        if after == "dozen":
            return 12, 12, i + 2
        if after in ("couple", "handful", "pair"):
            least, most = _VAGUE[after]
            end = i + 2
            if end + 1 < last and doc[end].lower_ == "of":
                scale = doc[end + 1].lower_
                if scale in _SCALES or scale == "dozen":
                    size = _SCALES.get(scale, 12)
                    return least * size, (most or 2) * size, end + 2
            return least, most, end
        if after == "few" and i + 2 < last:
            scale = doc[i + 2].lower_
            if scale in _SCALES or scale == "dozen":
                size = _SCALES.get(scale, 12)
                return 3 * size, 9 * size, i + 3
            return 3, 9, i + 2
        return None
    if word == "few" and i and doc[i - 1].lower_ == "a":
        return None
    if word in _PLURAL_SCALES:
        end = i + 1
        if end + 1 < last and doc[end].lower_ == "of" and doc[end + 1].lower_ in ("thousands", "millions"):
            pair = (word, doc[end + 1].lower_)
            if pair in _OF_SCALE:
                return *_OF_SCALE[pair], end + 2
        if word == "tens":
            return None
        return *_VAGUE[word], end
    if word == "several":
        if i + 1 < last and (doc[i + 1].lower_ in _SCALES or doc[i + 1].lower_ == "dozen"):
            size = _SCALES.get(doc[i + 1].lower_, 12)
            return 3 * size, 9 * size, i + 2
        return 3, 9, i + 1
    if word in ("both", "trio", "duo"):
        return *_VAGUE[word], i + 1
    if (
        word == "half"
        and i + 2 < last
        and doc[i + 1].lower_ in ("a", "-")
        and doc[i + 2].lower_ in ("million", "dozen")
    ):
        value = 500_000 if doc[i + 2].lower_ == "million" else 6
        return value, value, i + 3
    if word == "dozen":
        return 12, 12, i + 1
    return _exact(doc, i, last)


def _exact(doc: Doc, i: int, last: int) -> tuple[int, int | None, int] | None:
    """Read "1,200", "2.5 million", "two hundred and fifty", "twenty-one", "10k"."""
    text = doc[i].lower_
    if m := _FIGURE.fullmatch(text):
        value = float(text.replace(",", ""))
        i += 1
        if i < last and doc[i].lower_ in _SCALES:
            value *= _SCALES[doc[i].lower_]
            i += 1
        elif i < last and doc[i].lower_ == "dozen":
            value, i = value * 12, i + 1
        elif "." in m.group():
            return None
        return round(value), round(value), i
    if m := _FIGURE_UNIT.fullmatch(text):
        value = float(m.group(1)) * {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}[m.group(2).lower()]
        return round(value), round(value), i + 1
    total, current, begun = 0, 0, False
    while i < last:
        word = doc[i].lower_
        if word in _UNITS or word in _TENS:
            if begun and word in _UNITS and current % 10 and current < 100:
                break
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif "-" in word and all(p in _UNITS or p in _TENS for p in word.split("-")):
            current += sum(_UNITS.get(p, 0) + _TENS.get(p, 0) for p in word.split("-"))
        elif word == "hundred" and (begun or not total):
            current = max(current, 1) * 100
        elif word in _SCALES and word != "hundred":
            total += max(current, 1) * _SCALES[word]
            current = 0
        elif word == "dozen" and begun:
            current *= 12
        elif (word == "and" and begun and (total or current >= 100) and i + 1 < last and _is_small(doc[i + 1])) or (
            word == "-" and begun and i + 1 < last and (_is_small(doc[i + 1]) or doc[i + 1].lower_ in _SCALES)
        ):
            i += 1
            continue
        else:
            break
        begun = True
        i += 1
    return (total + current, total + current, i) if begun else None


def _is_small(token: Token) -> bool:
    return token.lower_ in _UNITS or token.lower_ in _TENS


def _range(doc: Doc, end: int, last: int, least: int, most: int | None) -> tuple[int, int | None, int] | None:
    """Join "15 to 20", "15-20", "between 15 and 20", "five or six", "dozens or even hundreds"."""
    if end >= last:
        return None
    word = doc[end].lower_
    begin = end + 1
    if word == "or" and begin < last and doc[begin].lower_ in ("even", "possibly"):
        begin += 1
    if word not in ("to", "-", "–", "and", "or") or begin >= last:
        return None
    if word == "and" and not _after_between(doc, end):
        return None
    if word == "to" and doc[begin].idx > doc[end].idx + 3:
        return None
    other = _read(doc, begin, last)
    if other is None or other[0] <= least:
        return None
    top = other[1]
    # "two to three thousand" counts thousands both times.
    if most is not None and least < 100 and other[0] >= 1000 and doc[other[2] - 1].lower_ in _SCALES:
        least *= _SCALES[doc[other[2] - 1].lower_]
    return least, top, other[2]


def _after_between(doc: Doc, i: int) -> bool:
    return any(t.lower_ == "between" for t in doc[max(0, i - 5) : i])


def _bounded(doc: Doc, i: int, first: int, least: int, most: int | None) -> tuple[int, int, int | None]:
    """Return the first token with the words before the number that bound it, and the bounds they make."""
    for count in (3, 2, 1):
        begin = i - count
        if begin < first:
            continue
        words = " ".join(t.lower_ for t in doc[begin:i])
        if words in _AT_LEAST:
            return begin, least, None
        if words in _MORE:
            return begin, least + 1 if least == most else least, None
        if words in _AT_MOST:
            return begin, 0, most
        if words in _LESS:
            return begin, 0, (most or least) - 1
        if words in ("nearly", "almost", "close to", "just under"):
            return begin, least - least // 10, most
        if words in _ABOUT:
            tenth = least // 10
            return begin, least - tenth, most + tenth if most is not None else None
        if words in ("between", "from"):
            return begin, least, most
    return i, least, most


def _or_more(doc: Doc, end: int, last: int, least: int, most: int | None) -> tuple[int, int, int | None]:
    """Read what opens a number after it: "20 or more", "300-plus", "100+"."""
    words = [t.lower_ for t in doc[end : min(end + 2, last)]]
    if words[:2] in (["or", "more"], ["-", "plus"]):
        return end + 2, least, None
    if words[:1] == ["+"]:
        return end + 1, least, None
    return end, least, most
