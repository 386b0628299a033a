"""Print how well all places of whole paragraphs are found and resolved: ``python -m tests.places.score_paragraphs``.

``paragraphs.txt`` holds invented paragraphs in three manners (news of diseases, world news, local papers of the United
States), all written before the code was tried on any and not tuned to. A place is written ``[Name|what it is]``:
``IN`` or ``US.TX`` the largest town of that name there, ``c:IN`` a country, ``d:US.TX`` a division, ``n:US`` a county,
``r`` a river, region, quarter or village of which no point is asked (the gazetteer has some not at all), ``-`` an
adjective, which may be found or not. All else is no place. Prints precision, recall and F1 of finding, and of those
found that have a point the share that is within 161 km, within 50 km, and the very one (its id, or of countries and
divisions their code).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import cos, hypot, radians
from pathlib import Path

from dragoman.pipeline import Coder
from dragoman.places.gazetteer import Gazetteer, Site, load_gazetteer
from dragoman.records import Place, RawDocument

PARAGRAPHS = Path(__file__).with_name("paragraphs.txt")
_MARKED = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
_FAR_KM, _NEAR_KM = 161, 50


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text with its places: (start, end, what it is, the site or None where no point is asked)."""

    manner: str
    text: str
    places: tuple[tuple[int, int, str, Site | None], ...]


def load_paragraphs() -> list[Paragraph]:
    """Return all paragraphs. Raises ValueError where the gazetteer has no such place as a mark says."""
    manner, found = "", list[Paragraph]()
    for line in PARAGRAPHS.read_text("utf-8").splitlines():
        if line.startswith("# "):
            manner = line[2:]
        else:
            found.append(_paragraph(manner, line, load_gazetteer()))
    return found


def _paragraph(manner: str, line: str, gazetteer: Gazetteer) -> Paragraph:
    text, at, places = "", 0, []
    for match in _MARKED.finditer(line):
        text += line[at : match.start()]
        name, what = match.groups()
        places.append((len(text), len(text) + len(name), what, _site(name, what, gazetteer)))
        text, at = text + name, match.end()
    return Paragraph(manner, text + line[at:], tuple(places))


def _site(name: str, what: str, gazetteer: Gazetteer) -> Site | None:
    if what in ("r", "-") or what.startswith("n:"):
        return None
    kind = {"c:": "country", "d:": "division"}.get(what[:2], "town")
    code = what[2:] if kind != "town" else what
    sites = [
        s for s in gazetteer.sites(name)
        if s.kind == kind and s.country == gazetteer.iso3[code[:2]] and ("." not in code or s.division == code)
    ]  # fmt: skip
    if not sites:
        raise ValueError(f"no {what} is called {name}")
    return max(sites, key=lambda s: (s.population, -(s.geonameid or 0)))


def judge(paragraph: Paragraph, found: tuple[Place, ...]) -> Counter[str]:
    """Count what was found rightly and wrongly, and how far each that has a point is from it."""
    count: Counter[str] = Counter(paragraphs=1)
    at = {(p.start, p.end): p for p in found}
    for start, end, what, site in paragraph.places:
        place = at.pop((start, end), None)
        if what == "-":
            continue
        count["places"] += 1
        if place is None:
            continue
        count["right"] += 1
        if site is None:
            continue
        count["pointed"] += 1
        area = site.kind in ("country", "division")
        same = place.feature_code == {"country": "PCLI", "division": "ADM1"}.get(site.kind) and (
            place.country == site.country and (site.kind == "country" or place.name == site.name)
        ) if area else place.geonameid == site.geonameid  # fmt: skip
        count["same"] += same
        away = 9e9
        if place.lat is not None and place.lon is not None:
            north, east = (place.lat - site.lat) * 111.2, (place.lon - site.lon) * 111.2 * cos(radians(site.lat))
            away = hypot(north, east)
        count["far"] += away <= _FAR_KM
        count["near"] += away <= _NEAR_KM
    count["wrong"] += len(at)
    return count


def scores(coder: Coder, paragraphs: list[Paragraph]) -> dict[str, Counter[str]]:
    """Return the counts by manner and together ("all")."""
    raws = [RawDocument(place="case", text=p.text, language="en", exact=True) for p in paragraphs]
    found: dict[str, Counter[str]] = {}
    for paragraph, report in zip(paragraphs, coder.pipe_raw(raws), strict=True):
        count = judge(paragraph, report.places)
        for key in (paragraph.manner, "all"):
            found.setdefault(key, Counter()).update(count)
    return found


def main() -> None:
    for manner, n in scores(Coder(), load_paragraphs()).items():
        precision, recall = n["right"] / (n["right"] + n["wrong"]), n["right"] / n["places"]
        print(
            f"{manner:8} {n['paragraphs']:3} paragraphs {n['places']:4} places  P {precision:.3f} R {recall:.3f} "
            f"F1 {2 * precision * recall / (precision + recall):.3f}  of {n['pointed']} within {_FAR_KM} km "
            f"{n['far'] / n['pointed']:.3f}  {_NEAR_KM} km {n['near'] / n['pointed']:.3f}  "
            f"id {n['same'] / n['pointed']:.3f}"
        )


if __name__ == "__main__":
    main()
