"""Which places does a text name? Names of the gazetteer that stand as places, each resolved with the others' help."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import asin, cos, exp, log10, radians, sin, sqrt

from spacy.tokens import Doc, Token

from dragoman.places.gazetteer import Gazetteer, Site, fold, load_gazetteer
from dragoman.places.words import (
    AFTER,
    BEFORE,
    DESIGNATORS,
    HONORIFICS,
    INHABITANTS,
    KINDS,
    NEVER,
    NEVER_PHRASES,
    OF_NAMES,
    ORGANISATION,
    PEOPLE,
    SPEECH,
    STRONG,
    TARGETED,
    WEAK,
)
from dragoman.records import INTERNATIONAL_CODES, UNKNOWN_CODE, Cast, Parse, Place, ZoneKind

_READ: tuple[ZoneKind, ...] = ("headline", "body", "caption", "dateline")
# Towns of this size stand for their councils and crowds in headlines: "Barcelona says no".
_SPEAKING = 1_000_000
_LONGEST = 6  # words in a name: "Democratic Republic of the Congo"
# A name alone, with no word that marks a place, is one when this many live there: below, surnames are more common.
# 100,000 to 500,000 tried on the case table.
_KNOWN_ALONE = 100_000
# After "to", "from" or "of" a town of this size is believed; people and firms stand there too.
_KNOWN_AFTER_WEAK = 15_000
# Towns below this many people share their names with too many plain words and people: one is believed only where the
# text says what it lies in, or that it is a village.
SMALL = 1_000
_SETTLED = frozenset({"town", "village", "hamlet", "settlement"})
# Where the text names the state or province that it lies in, a town of these sizes is believed, alone and after "to".
_LOCAL_ALONE, _LOCAL_AFTER_WEAK = 10_000, 1_500
# A name that a town of this size bears does not speak for the state of the same name.
_FAMOUS = 500_000
# How much better than the next the first reading must be for others to lean on it; units of score (powers of ten).
_SURE = 1.2


# What the first round makes sure helps the second: "Kingston, Belleville" by Peterborough, that by Ottawa.
_ROUNDS = 2
# How much likelier a town is meant by its main name than by another of its names; units as above.
_OTHER_NAME = 1.2
# "X, north of Y": Y is given because it is near.
_BESIDE_KM = 120
_BESIDE_WORDS = frozenset(
    """a an about some just around roughly nearly village town city suburb mile miles mi km kms kilometer kilometers
    kilometre kilometres north south east west northern southern eastern western northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern near outside to the""".split()
)


@dataclass(slots=True)
class _Name:
    """Words that may name a place: tokens [first, last)."""

    first: int
    last: int
    start: int
    end: int
    key: str
    sites: tuple[Site, ...]
    strong: bool = False
    weak: bool = False
    dateline: bool = False
    holds: bool = False  # it stands after a town that lies in it
    meant: bool = False  # towns.csv says what it means: a name of the news, believed without more
    designated: str = ""  # "province" after it, "city" before it
    within: tuple[Site, ...] = ()  # what the text says it lies in: "Paris, Texas"
    beside: tuple[Site, ...] = ()  # what it is said to be near: "Edmonton, south of Cairns"
    hint: frozenset[str] = field(default_factory=frozenset)  # countries named just before: "the Syrian town of"
    site: Site | None = None
    sure: bool = False
    at_home: bool = False  # its country is sure: Madrid, the city or the region around it


def find_places(parse: Parse, cast: Cast) -> tuple[Place, ...]:
    """Return the places a document names, in text order, each with what it most likely is in GeoNames.

    Names inside a person's, an organisation's or a paper's name are none, nor are adjectives ("Syrian").
    """
    gazetteer = load_gazetteer()
    names = _names(parse, cast, gazetteer)
    _resolve(names, cast, gazetteer)
    return tuple(_place(name, names, parse, gazetteer) for name in names if name.site is not None)


def _place(name: _Name, names: list[_Name], parse: Parse, gazetteer: Gazetteer) -> Place:
    site = name.site
    assert site is not None
    division = gazetteer.divisions.get(site.division or "")
    code = {"country": "PCLI", "division": "ADM1", "county": "ADM2", "region": "RGN",
            "town": "PPLC" if site.capital else "PPL"}  # fmt: skip
    lat, lon = _beside(name, names) if site.rough else (site.lat, site.lon)
    return Place(
        parse.document.text[name.start : name.end], name.start, name.end, site.name, site.geonameid, lat, lon,
        city=site.name if site.kind == "town" else None,
        province=division.name if division is not None else None,
        country=site.country, feature_code=code[site.kind],
    )  # fmt: skip


def _beside(name: _Name, names: list[_Name]) -> tuple[float, float] | tuple[None, None]:
    """Return where a county lies that only its state is known of: by the town of that state told nearest to it."""
    assert name.site is not None
    towns = [
        (abs(n.first - name.first), n.first, n.site) for n in names
        if n.site is not None and n.site.kind == "town" and n.site.division == name.site.division
    ]  # fmt: skip
    if not towns:
        return None, None
    nearest = min(towns, key=lambda t: t[:2])[2]
    return nearest.lat, nearest.lon


# Which words name a place?


def _names(parse: Parse, cast: Cast, gazetteer: Gazetteer) -> list[_Name]:
    doc, text = parse.doc, parse.document.text
    zones = [(z.start, z.end, z.kind) for z in parse.document.zones]
    begins = [z[0] for z in zones]
    found: list[_Name] = []
    people: dict[str, int] = {}
    i = 0
    while i < len(doc):
        token = doc[i]
        if not token.text[:1].isupper():
            i += 1
            continue
        at = bisect_right(begins, token.idx) - 1
        kind = zones[at][2] if at >= 0 and token.idx < zones[at][1] else "body"
        name = _longest(doc, text, i, gazetteer) if kind in _READ else None
        if name is None:
            i += 1
            continue
        name.dateline = kind == "dateline"
        if _fits(name, doc, found, people):
            found.append(name)
            i = name.last
        else:
            i += 1
    codes = _codes(cast)
    for k, name in enumerate(found):
        _containers(name, found[k + 1] if k + 1 < len(found) else None, doc, text)
        _hints(name, doc, codes)
    for name in found:
        if not (name.within or name.hint or name.dateline or name.designated in _SETTLED):
            name.sites = tuple(s for s in name.sites if s.kind != "town" or s.population >= SMALL)
    return _believed([name for name in found if name.sites], people, doc)


def _longest(doc: Doc, text: str, i: int, gazetteer: Gazetteer) -> _Name | None:
    for last in range(min(i + _LONGEST, len(doc)), i, -1):
        end = doc[last - 1]
        if not (end.text[:1].isupper() or end.text[:1].isdigit()):
            continue
        start, stop = doc[i].idx, end.idx + len(end)
        words = text[start:stop]
        if "\n" in words:
            continue
        key = fold(words)
        if gazetteer.has(key) and _spelt(words, key, gazetteer):
            if "." in words and text[stop : stop + 1] == "." and stop + 1 < len(text):
                stop += 1  # "W.Va." is two tokens
            name = _Name(i, last, start, stop, key, gazetteer.sites(words))
            name.meant = any(gazetteer.is_meant(key, site) for site in name.sites)
            return name
    return None


def _spelt(words: str, key: str, gazetteer: Gazetteer) -> bool:
    """Tell whether an abbreviation is written as one: "US" and "CAR" are, "Us" and "Car" are not."""
    if len(key) > 3 or " " in key or not words.isalpha() or words.isupper():
        return True
    return any(s.kind == "town" and s.population >= _KNOWN_AFTER_WEAK and fold(s.name) == key
               for s in gazetteer.sites(words))  # fmt: skip


_CODES_ALONE = frozenset("us uk usa uae drc dprk prc nyc la dc car eu".split()) - {"la", "eu"}


def _fits(name: _Name, doc: Doc, found: list[_Name], people: dict[str, int]) -> bool:
    """Tell whether a name can be a place where it stands; note what marks it as one."""
    first, last = doc[name.first], doc[name.last - 1]
    left = doc[name.first - 1] if name.first else None
    right = doc[name.last] if name.last < len(doc) else None
    one = name.last - name.first == 1
    if name.dateline:
        name.strong = True
        return True
    after_comma = left is not None and left.text in (",", "(") and bool(found) and found[-1].last == name.first - 1
    if after_comma:
        assert left is not None
        outer = [s for s in name.sites if s.kind in ("country", "division")]
        if outer and any(_lies_in(s, o) for s in found[-1].sites for o in outer):
            name.strong = name.holds = True
            return right is None or right.text != "Times"
    if name.key in NEVER_PHRASES:
        return False
    if one and (name.key in NEVER or (first.pos_ not in ("PROPN", "X") and not _name_like(first, name))):
        return False
    if len(name.key) <= 2 and name.key not in _CODES_ALONE:
        return False
    if name.end - name.start <= 5 and doc.text[name.end - 1] == "." and all(s.kind == "division" for s in name.sites):
        return False  # "Miss.", "Wash." count only after a town
    if one and name.sites and all(s.kind == "division" for s in name.sites) and len(name.key) <= 3:
        return False
    if left is not None and left.text in ("-", "–") and name.first > 1 and not left.whitespace_ and left.i - 1 >= 0:
        before = doc[left.i - 1]
        if before.text[:1].isupper() and not (found and found[-1].last == left.i) and before.lower_ not in BEFORE:
            return False
    if _in_name(name, doc, left, right, people):
        return False
    _marks(name, doc, left, right, first, last)
    return not _speaks(name, last, people)


def _speaks(name: _Name, token: Token, people: dict[str, int]) -> bool:
    """Tell whether a name is rather a person's because it speaks: capitals and countries do, other towns hardly."""
    if name.last - name.first > 1 or token.dep_ != "nsubj" or token.head.lemma_.lower() not in SPEECH or name.meant:
        return False
    if any(s.kind != "town" or s.capital or s.population >= _SPEAKING for s in name.sites):
        return False
    people.setdefault(name.key, name.first)
    return True


def _name_like(token: Token, name: _Name) -> bool:
    if token.text.isupper() and any(s.kind == "country" for s in name.sites):
        return True
    if token.pos_ not in ("NOUN", "ADJ", "VERB", "INTJ", "ADV", "ADP", "NUM"):
        return False
    if token.is_sent_start and not (name.meant or any(s.kind == "country" or s.capital for s in name.sites)):
        return False
    # The tagger knows few foreign towns: "Aleppo" is an adjective to it, "Homs" a plural.
    return (name.key not in PEOPLE and (
        name.meant or any(s.kind != "town" or s.population >= _KNOWN_ALONE for s in name.sites)
    )) or (not token.is_sent_start and token.nbor(-1).lower_ in ("in", "near", "at", "outside")
          and _largest(name.sites) >= _KNOWN_AFTER_WEAK)  # fmt: skip


def _capital(token: Token | None) -> bool:
    return token is not None and token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")


def _in_name(name: _Name, doc: Doc, left: Token | None, right: Token | None, people: dict[str, int]) -> bool:
    """Tell whether a name is part of a larger one: a person's, a firm's, a paper's."""
    if left is not None and left.i > 0 and left.lower_ == "of":
        before = left.nbor(-1)
        if before.text[:1].isupper() and before.lower_ in OF_NAMES:
            return True
    if right is not None and right.lower_ == "of" and right.i + 1 < len(doc) and doc[right.i + 1].text[:1].isupper():
        return False
    if left is not None and left.text == "." and left.i > 0 and len(left.nbor(-1).text) == 1:
        return True
    if (
        left is not None
        and left.lower_.rstrip(".") in HONORIFICS
        and left.text[:1].isupper()
        and (right is None or right.lower_ != "'s" or left.text.endswith("."))
    ):
        if left.lower_ not in ("general", "president", "secretary", "minister") or not _is_modified_office(left):
            people.setdefault(name.key, name.first)
            return True
    if left is not None and left.text[:1].isupper() and left.pos_ == "PROPN" and not left.is_sent_start:
        if left.lower_ not in BEFORE and left.lower_.rstrip(".") not in AFTER and _together(left, doc[name.first]):
            people.setdefault(name.key, name.first)
            return True
    elif left is not None and left.is_sent_start and left.pos_ == "PROPN" and left.lower_ not in BEFORE:
        if _together(left, doc[name.first]) and left.lower_.rstrip(".") not in AFTER:
            people.setdefault(name.key, name.first)
            return True
    if right is None or not right.text[:1].isupper() or not _adjacent(doc, name, right):
        return False
    word = right.lower_.rstrip(".")
    if word in ORGANISATION:
        return True
    if word in AFTER or right.lower_ in AFTER:
        return False
    if right.pos_ == "PROPN" and (right.dep_ == "compound" or doc[name.last - 1].dep_ in ("compound", "nmod", "amod")):
        end = right
        while end.i + 1 < len(doc) and _capital(doc[end.i + 1]) and doc[end.i + 1].pos_ == "PROPN":
            if end.lower_.rstrip(".") in AFTER:
                return False
            end = doc[end.i + 1]
        return end.lower_.rstrip(".") not in AFTER
    return False


def _is_target(token: Token) -> bool:
    """Tell whether a name is what is bombed, visited or left."""
    head = token
    while head.dep_ == "conj" and head.head.pos_ == "PROPN":
        head = head.head
    return head.dep_ == "dobj" and head.head.lemma_.lower() in TARGETED


def _is_modified_office(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text[:1].isupper()


def _together(left: Token, token: Token) -> bool:
    """Tell whether two capitalised words are one name: given name and surname."""
    if token.idx > left.idx + len(left) + 1:
        return False
    return left.dep_ in ("compound", "nmod", "amod") or left.head.i == token.i or token.head.i == left.i


def _adjacent(doc: Doc, name: _Name, right: Token) -> bool:
    return right.idx - name.end <= 1 and not doc[right.i - 1].is_space


def _marks(name: _Name, doc: Doc, left: Token | None, right: Token | None, first: Token, last: Token) -> None:
    """Note the words that mark a place: what governs it, and what kind of place it is said to be."""
    i = name.first - 1
    while i >= 0 and (doc[i].lower_ in BEFORE or doc[i].text in ("'s", "-")) and not doc[i].is_sent_start:
        i -= 1
    word = doc[i].lower_ if i >= 0 and not first.is_sent_start else ""
    if word == "of" and i > 0 and (doc[i - 1].lower_ in KINDS):
        name.strong, name.designated = True, doc[i - 1].lemma_.lower()
    elif word in KINDS and i != name.first - 1:
        name.weak = True
    elif word in KINDS:
        name.strong, name.designated = True, doc[i].lemma_.lower()
    elif word in STRONG or _is_target(last):
        name.strong = True
    elif word in WEAK:
        name.weak = True
    elif word in ("and", "or", ",") and first.dep_ in ("conj", "appos"):
        head = first.head
        before = doc[head.left_edge.i - 1].lower_ if head.left_edge.i else ""
        name.strong, name.weak = before in STRONG, before in WEAK
    if right is not None and right.lower_ in INHABITANTS and _adjacent(doc, name, right):
        name.strong = True
    if right is not None and right.lower_ in DESIGNATORS:
        name.designated, name.strong = right.lower_, True
    elif (right is not None and right.lower_ in ("-based", "area", "suburb", "neighborhood", "neighbourhood")) or (
        right is not None and right.text == "-" and right.i + 1 < len(doc) and doc[right.i + 1].lower_ == "based"
    ):
        name.strong = True


def _containers(name: _Name, following: _Name | None, doc: Doc, text: str) -> None:
    """Note what follows a name and holds it: "Paris, Texas", "Kobani in Syria", "Springfield (Illinois)"."""
    if following is None or following.first - name.last > 5:
        return
    between = text[name.end : following.start].strip()
    outer = tuple(s for s in following.sites if s.kind in ("country", "division"))
    words = between.replace(",", " ").lower().split()
    if (
        words
        and words[-1] in ("of", "near", "from", "outside")
        and all(w in _BESIDE_WORDS or w[0].isdigit() for w in words[:-1])
    ):
        name.beside = tuple(s for s in following.sites if s.kind == "town")
    if between in (", now", "(now", ", today", "(today", ", today's", ", now called", ", present-day", "(present-day"):
        name.sites = tuple(s for s in following.sites if s.kind == "town") or name.sites
    if between in (",", "(") or between in ("in", ", in", "in the", ", a city in", ", a town in", "in northern",
                                            "in southern", "in eastern", "in western", "in central"):  # fmt: skip
        held = tuple(o for o in outer if any(_lies_in(s, o) for s in name.sites))
        if held:
            name.within = held
            if between == ",":
                name.strong = True


def _lies_in(site: Site, outer: Site) -> bool:
    if site == outer or site.country != outer.country or site.kind in ("country", "region"):
        return False
    return outer.kind == "country" or (site.kind in ("town", "county") and site.division == outer.division)


def _codes(cast: Cast) -> dict[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    for mention in cast.mentions:
        codes = frozenset(e.code for e in mention.entities if _is_country(e.code))
        if codes and len(codes) == 1:
            for i in range(mention.first, mention.last):
                found[i] = codes
    return found


def _is_country(code: str) -> bool:
    return code != UNKNOWN_CODE and code not in INTERNATIONAL_CODES and len(code) == 3


def _hints(name: _Name, doc: Doc, codes: dict[int, frozenset[str]]) -> None:
    """Note a country just before: "the northern Syrian town of X", "Turkey's X"."""
    i = name.first - 1
    kinds = False
    while i >= 0 and name.first - i <= 6 and not doc[i].is_punct and doc[i].sent == doc[name.first].sent:
        kinds = kinds or doc[i].lower_ in KINDS or doc[i].lower_ == "'s"
        if kinds and i in codes and i != name.first:
            name.hint = codes[i]
            return
        i -= 1


def _believed(found: list[_Name], people: dict[str, int], doc: Doc) -> list[_Name]:
    """Leave out names with nothing that marks a place; a name once marked is a place throughout the text."""
    marked = {n.key for n in found if n.strong and _enough(n)}
    kept: list[_Name] = []
    for name in found:
        listed = bool(kept) and _is_listed(doc, kept[-1], name)
        if _is_believed(name, marked, listed, name.first > people.get(name.key, name.first)):
            kept.append(name)
    at_home = _homes(kept)
    firsts = {name.first for name in kept}
    return [
        n for n in found
        if n.first in firsts or (n.first <= people.get(n.key, n.first) and _is_local(n, at_home))
    ]  # fmt: skip


def _homes(names: Iterable[_Name]) -> frozenset[str]:
    """Return the divisions that a text names outright: "Maine", and not "Washington" or "Georgia"."""
    return frozenset(
        s.division for n in names for s in n.sites
        if s.kind == "division" and s.division
        and not any(o.kind == "country" or (o.kind == "town" and o.population >= _FAMOUS) for o in n.sites)
    )  # fmt: skip


def _is_local(name: _Name, homes: frozenset[str]) -> bool:
    """Tell whether a name is of a town in a division that the text is about."""
    if name.key in PEOPLE and not name.weak:
        return False
    here = _largest(s for s in name.sites if s.kind == "town" and s.division in homes)
    return here >= (_LOCAL_AFTER_WEAK if name.weak else _LOCAL_ALONE)


def _is_believed(name: _Name, marked: set[str], listed: bool, person: bool) -> bool:
    """``listed``: a place stands beside it in a list; ``person``: somebody of that name was named in full before."""
    if name.strong and _enough(name):
        return True
    if person:
        return False
    if name.key in marked:
        return True
    largest = _largest(name.sites)
    if name.key in PEOPLE and not name.designated:
        return (name.weak or listed) and largest >= _KNOWN_AFTER_WEAK
    if name.meant or name.within or name.hint or largest >= _KNOWN_ALONE:
        return True
    if any(s.kind != "town" or s.capital for s in name.sites):
        return True
    return (name.weak or listed) and largest >= _KNOWN_AFTER_WEAK


def _is_listed(doc: Doc, before: _Name, name: _Name) -> bool:
    return name.first - before.last <= 2 and all(
        t.lower_ in ("and", ",", "or", "the", "-") for t in doc[before.last : name.first]
    )


def _enough(name: _Name) -> bool:
    """After "in" even a village is believed, unless its one word is short: "in Ho" and "at Ely" need more."""
    return (
        name.dateline
        or bool(name.within or name.hint or name.designated)
        or len(name.key) > 3
        or any(s.kind != "town" or s.population >= _KNOWN_AFTER_WEAK for s in name.sites)
    )


def _largest(sites: Iterable[Site]) -> int:
    return max((s.population for s in sites), default=0)


# What is each?


def _resolve(names: list[_Name], cast: Cast, gazetteer: Gazetteer) -> None:
    """Settle each name: first those that the text or their size makes sure, then the rest by what is near them.
    One name means one place in a text, unless the text says which each time."""
    said: dict[str, _Name] = {}
    for name in names:
        if name.within or name.hint or name.beside:
            said.setdefault(name.key, name)
    for name in names:
        helper = name if name.within or name.hint or name.beside else said.get(name.key, name)
        ranked = _ranked(name, {s: _prior(s, name, gazetteer) + _told(s, helper) for s in name.sites})
        name.site = ranked[0][1]
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 9.0
        name.sure = lead >= _SURE
        other = next((v for v, s in ranked[1:] if s.country != name.site.country), None)
        name.at_home = other is None or ranked[0][0] - other >= _SURE
    for _ in range(_ROUNDS):
        _settle(names, said, _Context(names, cast, gazetteer), gazetteer)


def _settle(names: list[_Name], said: dict[str, _Name], context: _Context, gazetteer: Gazetteer) -> None:
    chosen: dict[tuple[str, bool, str], tuple[Site, bool]] = {}
    for name in names:
        helper = name if name.within or name.hint or name.beside else said.get(name.key, name)
        same = (name.key, bool(name.within), name.designated)
        if name.within or same not in chosen:
            scores = {s: _prior(s, name, gazetteer) + _told(s, helper) + context.score(s, name) for s in name.sites}
            ranked = _ranked(name, scores)
            chosen[same] = ranked[0][1], len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _SURE
        name.site, name.sure = chosen[same]


def _ranked(name: _Name, scores: dict[Site, float]) -> list[tuple[float, Site]]:
    return sorted(((v, s) for s, v in scores.items()), key=lambda t: (-t[0], t[1].kind, t[1].geonameid or 0, t[1].name))


def _prior(site: Site, name: _Name, gazetteer: Gazetteer) -> float:
    """Return how likely a name means a site, told nothing else: powers of ten of people, with what news is about.

    Tuned by hand on the case table: a country outweighs every town, a division all but its own capital.
    """
    if site.kind == "country":
        value = 9.5
    elif site.kind == "region":
        value = 7.2
    elif site.kind == "county":
        value = 5 + log10(site.population + 10) / 3
    elif site.kind == "division":
        value = 5 + log10(site.population + 10) / 3
        towns = [
            _prior(s, name, gazetteer) for s in name.sites
            if s.kind == "town" and s.country == site.country
            and (gazetteer.is_meant(name.key, s) or (s.division == site.division and fold(s.name) == name.key))
        ]  # fmt: skip
        if towns and not name.holds and name.designated not in DESIGNATORS:
            value = min(value, max(towns) - 0.4)
    else:
        other = fold(site.name) != name.key and not gazetteer.is_meant(name.key, site)
        value = (
            log10(site.population + 10)
            + 1.5 * site.capital
            - _OTHER_NAME * other
            + 2.0 * gazetteer.is_meant(name.key, site)
        )
        if (name.designated in DESIGNATORS and name.designated != "county") or name.holds:
            value -= 5.0 if name.holds else 2.5
    if name.dateline and site.kind != "town" and any(s.kind == "town" for s in name.sites) and site.kind != "country":
        value -= 3.0  # reports are filed from towns
    if site.kind == "town" and any(s.kind == "country" for s in name.sites) and not name.designated:
        value = min(value, 4.0)  # "Mexico" is not its capital, nor "Lebanon" the one in Tennessee, unless it is said
    if site.kind == "town" and name.designated in ("city", "town", "village", "port", "suburb", "capital"):
        value += 3.0
    return value


def _told(site: Site, name: _Name) -> float:
    if name.within:
        return 10.0 if any(_lies_in(site, o) for o in name.within) else 0.0
    if (
        name.beside
        and site.kind == "town"
        and any(_kilometres(site.lat, site.lon, s.lat, s.lon) < _BESIDE_KM for s in name.beside)
    ):
        return 4.0
    if name.hint:
        return 4.0 if site.country in name.hint and site.kind != "country" else 0.0
    return 0.0


class _Context:
    """What the rest of the document says about where it plays."""

    def __init__(self, names: list[_Name], cast: Cast, gazetteer: Gazetteer) -> None:
        self.countries: Counter[str] = Counter()
        self.divisions: Counter[str] = Counter()
        self.own: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
        self.points: list[tuple[str, float, float]] = []
        for mention in cast.mentions:
            for entity in mention.entities[:2]:
                if _is_country(entity.code) and entity.via != "pronoun":
                    self.countries[entity.code] += 1
        for name in names:
            if name.site is None or not name.sure:
                if name.site is not None and name.at_home and name.site.country:
                    self._vote(name, name.site.country, None, 1)
                continue
            site, weight = name.site, 3 if name.dateline else 1
            self._vote(name, site.country, None if site.kind in ("country", "region") else site.division, weight)
            if site.kind == "town":
                self.points.append((name.key, site.lat, site.lon))
        self.points = sorted(set(self.points))
        self._most = max(self.countries.values(), default=1)
        self._most_divided = max(self.divisions.values(), default=1)

    def _vote(self, name: _Name, country: str | None, division: str | None, weight: int) -> None:
        for value, everyone, own in zip((country, division), (self.countries, self.divisions), self.own[name.key],
                                        strict=True):  # fmt: skip
            if value:
                everyone[value] += weight
                own[value] += weight

    def score(self, site: Site, name: _Name) -> float:
        """Return how well a site fits the document: up to 2 for its country, 1.5 for its division, 1.5 for nearness.
        Weights set by hand on the case table; the document's main country outweighs a hundredfold of people."""
        if site.kind == "region":
            return 0.0
        own_countries, own_divisions = self.own[name.key]
        others = self.countries[site.country or ""] - own_countries[site.country or ""]
        value = 2.0 * sqrt(others / self._most)
        if site.kind == "country":
            return min(value, 1.0)
        others = self.divisions[site.division or ""] - own_divisions[site.division or ""]
        value += 1.5 * sqrt(others / self._most_divided)
        if site.rough:
            return value
        near = [_kilometres(site.lat, site.lon, lat, lon) for key, lat, lon in self.points if key != name.key]
        if near:
            value += 1.5 * exp(-min(near) / 150)
        return value


def _kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b, c, d = map(radians, (lat1, lon1, lat2, lon2))
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))
