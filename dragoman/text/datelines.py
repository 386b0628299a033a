"""Where a report was filed: "BELGRADE, Serbia (AP) —", "LAGOS, Nigeria, Jan 3 (Reuters) —", "Cairo - "."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.records import Dateline
from dragoman.text.agencies import Agency, find_agency
from dragoman.text.days import Day, find_days
from dragoman.text.gazetteer import Town, country_name, find_region, find_town, fold, is_country

# The longest dateline seen ("WASHINGTON/BRUSSELS/…, Oct. 20, 2020 (Reuters) —") stays well below.
_LONGEST = 130
# In small letters a place is only a dateline if it is a town that reports are filed from.
_LARGE_TOWN = 100_000
_SEPARATOR = re.compile(r"\s*(?:--+|[–—―]+|(?<=[\s)])-(?=\s)|(?<=\))\.?\s?[-–—]+|_+|:)\s*")
_AGENCY = re.compile(
    r"\s*[(\[](?P<agency>[^()\[\]]{2,40})[)\]]\s*$|\s*/(?P<slashed>PR\s?Newswire[\w-]*)/\s*$", re.IGNORECASE
)
_BRACKETED_DATE = re.compile(r"\s*\((?P<inside>[^()]{4,30}\d[^()]*)\)\s*$")
_ABBREVIATED = re.compile(r"[A-Z][A-Za-z]{0,4}\.|[A-Z]{2}|[A-Z]\.[A-Z][a-z]*\.")
_PLACE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’ʻ\- ]{1,40}(?:\s*/\s*[A-ZÀ-ÖØ-Þ][\w.'’\- ]{1,40}){0,3}")
_PLACE_TAIL = re.compile(r"\s+(?:and|AND)\s+")
# Capitals that are bodies, not towns, even where a town is called so.
_BODIES = frozenset(
    "NATO OPEC ASEAN ISIS ISIL HAMAS FATAH NASA FIFA UEFA UNESCO UNICEF UNHCR INTERPOL EUROPOL ECOWAS AFRICOM CENTCOM"
    " MERCOSUR BRICS AUKUS QUAD IAEA OSCE WHO WTO IMF TASS AIDS COVID BREXIT EDITOR UPDATE ANALYSIS FACTBOX EXCLUSIVE"
    " BREAKING WATCH OPINION EXPLAINER TIMELINE CORRECTED CORRECTION NOTE MAN ALSO HERE".split()
)
_SMALL_PARTS = frozenset("of the de del la el al au sur da do dos and".split())
_SENTENCE_START = re.compile(r"[A-ZÀ-ÖØ-Þ0-9\"“‘'«$€£¥]")


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline at the start of a paragraph: its first ``end`` characters, and the day it names."""

    dateline: Dateline
    agency: Agency | None
    end: int
    day: Day | None


def find_dateline(paragraph: str) -> FoundDateline | None:
    """Return the dateline a paragraph starts with, or None.

    A capital letter and a dash are not enough: the place must be a town, a region or a country of that name, or
    stand before a country, a state, an agency or a date.
    """
    head = paragraph[: _LONGEST + 20]
    for separator in _SEPARATOR.finditer(head):
        if separator.start() == 0 or _open_bracket(head[: separator.start()]):
            continue
        if separator.group().strip() in ("-", "") or separator.start() <= _LONGEST:
            found = _read(paragraph, head[: separator.start()], separator.end(), separator.group().strip())
            if found:
                return found
        if separator.group().strip() == ":" and head[separator.end() : separator.end() + 1].isdigit():
            continue
        break
    return _without_separator(paragraph, head)


def _read(paragraph: str, left: str, end: int, separator: str) -> FoundDateline | None:
    rest, agency, signed = _take_agency(left)
    bracketed = _BRACKETED_DATE.search(rest)
    day: Day | None = None
    if bracketed:
        day = next(find_days(bracketed["inside"]), None)
        rest = rest[: bracketed.start()] if day else rest
    place, region, dated = _take_date(rest)
    day = day or dated
    if place is None:
        return None
    following = paragraph[end : end + 1]
    if following and not _SENTENCE_START.match(following) and not (agency and separator):
        return None
    firm = signed is not None or day is not None
    resolved = _resolve(place, region, firm, len(paragraph) - end, separator)
    if resolved is None:
        return None
    name, where = resolved
    text = paragraph[:end].rstrip()
    short = agency.short if agency else signed
    return FoundDateline(Dateline(text, name, where, short), agency, end, day)


def _without_separator(paragraph: str, head: str) -> FoundDateline | None:
    """Read "WASHINGTON (RNS) Evangelical …", "Washington (CNN)" alone, and "DETROIT The U.S. …"."""
    bracket = re.match(r"([A-ZÀ-ÖØ-Þ][^()\n]{2,80}?)\s*\(([^()]{2,40})\)(?=\s*(?:[A-Z\"“‘]|$))\s*", head)
    if bracket and find_agency(bracket[2]):
        return _read(paragraph, head[: bracket.end()].rstrip(), bracket.end(), "(")
    capitals = re.match(
        r"((?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]+ ){1,3})(?=[A-Z\"“‘])"
        r"|((?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]+ ?){1,3}), ([A-Z][\w.]+(?: [A-Z][\w.]+)??) (?=[A-Z\"“‘])",
        head,
    )
    if not capitals:
        return None
    place = (capitals[1] or capitals[2]).strip()
    following = re.match(r"[\"“‘]?([\w'’.]+)", head[capitals.end() :])
    # A word in capitals after it, or a verb, makes it part of a sentence ("GREEN fingered youngsters …").
    if not following or (following[1].isupper() and len(following[1].strip(".")) > 1 and "." not in following[1]):
        return None
    if place in _BODIES or len(place) < 4:
        return None
    town = find_town(place)
    region = find_region(capitals[3]) if capitals[3] else None
    if (capitals[3] and region is None) or town is None or not (region or town.population >= _LARGE_TOWN):
        return None
    end = capitals.end()
    where = region[0] if region else (country_name(town.country) if town.sure else None)
    dateline = Dateline(paragraph[:end].rstrip(), _spell(place, town), where, None)
    return FoundDateline(dateline, None, end, None)


def _take_agency(left: str) -> tuple[str, Agency | None, str | None]:
    """Return what stands before the agency, the agency if it is a known one, and its signature."""
    match = _AGENCY.search(left)
    if not match:
        return left.strip(), None, None
    signed = (match["agency"] or match["slashed"]).strip()
    agency = find_agency(signed)
    # An unknown station or paper signs in capitals: "(WBKO)".
    if agency is None and not re.fullmatch(r"[A-Z][A-Z0-9/&-]{1,9}", signed):
        return left.strip(), None, None
    return left[: match.start()].strip(), agency, agency.short if agency else signed


def _take_date(rest: str) -> tuple[str | None, str | None, Day | None]:
    """Split "LAGOS, Nigeria, Jan 3" into place, region and day; place is None if it is not of that form."""
    day = None
    days = list(find_days(rest))
    if days and days[-1].end >= len(rest.rstrip(" ,.")) - 1:
        day = days[-1]
        rest = rest[: day.start]
    parts = [part.strip() for part in rest.strip(" ,").split(",")]
    if not 1 <= len(parts) <= 3 or not all(parts):
        return None, None, None
    if not _PLACE.fullmatch(parts[0]) or any(not part[0].isupper() for part in parts):
        return None, None, None
    if len(parts) == 3 and find_region(parts[2]) is None:
        return None, None, None
    return parts[0], parts[-1] if len(parts) > 1 else None, day


def _resolve(
    place: str, region: str | None, firm: bool, following: int, separator: str
) -> tuple[str, str | None] | None:
    """Return the place as it is to be written and its region, if this is a dateline at all."""
    names = [part.strip() for part in re.split(r"/", place)]
    if any(name in _BODIES for name in names):
        return None
    towns = [find_town(name) for name in names]
    town = towns[0]
    capitals = place.upper() == place
    where = find_region(region) if region else None
    if region and where is None and not (firm and _ABBREVIATED.fullmatch(region)):
        # "MOSCOW, Oct" is dated, "Smith, Jones - …" is not a place: an unknown region must have a known town.
        if not (town and capitals and firm):
            return None
    if where is None and not region:
        known = all(towns) or (capitals and all(t or find_region(n) for t, n in zip(towns, names, strict=True)))
        short = any(len(name.replace(".", "")) < 4 for name in names)
        if short and not (firm and known):
            return None
        if not known and not (firm and capitals and len(place.split()) <= 4):
            return None
        if not capitals and not firm:
            # Small letters, no agency, no date: only large towns, only before the report itself.
            if not town or is_country(place) or following < 40:
                return None
            if not (town.capital or town.population >= _LARGE_TOWN):
                return None
            if separator == ":" and not town.sure:
                return None
    elif not capitals and not firm and len(place.split()) > 4:
        return None
    if not capitals and not firm and not (all(towns) or all(_is_name(name) for name in names)):
        return None
    if where is not None:
        # One name for a country and a state ("Georgia"): the town tells which.
        shown = where[0]
        if fold(shown) == "georgia" and town and town.country == "GEO":
            shown = "Georgia"
        return "/".join(_spell(n, t) for n, t in zip(names, towns, strict=True)), shown
    inferred = country_name(town.country) if town and town.sure and len(names) == 1 else None
    return "/".join(_spell(n, t) for n, t in zip(names, towns, strict=True)), region or inferred


def _is_name(words: str) -> bool:
    """Tell whether words can be a place's name: capitals but for "de", "of the" and their like, no article first."""
    parts = words.split()
    return parts[0] not in ("A", "An", "The") and all(p[0].isupper() or p in _SMALL_PARTS for p in parts)


def _spell(name: str, town: Town | None) -> str:
    """Return a place with capitals only where its name has them: BELGRADE is Belgrade, N'DJAMENA N'Djamena."""
    if name.upper() != name:
        return name
    if town and fold(town.name) == fold(name) and len(town.name) == len(name):
        return town.name
    words = re.split(r"([\s-])", name.replace("’", "'").lower())
    return "".join(
        w if i and w in _SMALL_PARTS else re.sub(r"(^|['.])(\w)", lambda m: m[1] + m[2].upper(), w)
        for i, w in enumerate(words)
    )


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")
