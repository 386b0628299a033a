"""Print how many mentions of the case table are resolved to the right place: ``python -m tests.places.score_cases``.

A case is a mention in an invented text. ``not_a_place`` is right where no place overlaps it; of the others, the id is
right where it equals the expected one (a division or region without an expected id: where name and country do), and
the distance is right within 50 km (a country: where the id is). ``heldout`` cases were written before the code was
tried on any, and are not tuned to (those marked "c" are a later and harder set: local papers, news of diseases, texts
of several names); ``-v`` prints the misses of the others.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from dragoman.pipeline import Coder
from dragoman.records import Place, RawDocument

CASES = Path(__file__).with_name("cases.jsonl")
NEAR_KM = 50


def load_cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def judge(case: dict[str, Any], places: tuple[Place, ...]) -> tuple[bool, bool]:
    """Return whether the id (or the absence of any place) is right, and whether the point is."""
    start, end = case["start"], case["start"] + len(case["mention"])
    at = [p for p in places if p.start < end and start < p.end]
    if case["kind"] == "not_a_place":
        return not at, not at
    exact = next((p for p in at if (p.start, p.end) == (start, end)), None)
    if exact is None:
        return False, False
    if case.get("geonameid") is not None:
        right = exact.geonameid == case["geonameid"]
    else:
        right = (exact.name, exact.country) == (case["name"], case["country"])
    if "lat" not in case:
        return right, right
    if exact.lat is None or exact.lon is None:
        return right, False
    north, east = (exact.lat - case["lat"]) * 111.2, (exact.lon - case["lon"]) * 111.2 * cos(radians(exact.lat))
    return right, right or hypot(north, east) <= NEAR_KM


def _raw(text: str) -> RawDocument:
    """A single sentence is too short to tell its language, so that is given."""
    return RawDocument(place="case", text=text, language="en", exact=True)


def scores(coder: Coder, cases: list[dict[str, Any]], misses: list[str] | None = None) -> dict[str, list[int]]:
    """Return for each part and kind the number of cases, right ids and right points."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    texts = list(dict.fromkeys(case["text"] for case in cases))
    read = {text: report.places for text, report in zip(texts, coder.pipe_raw(map(_raw, texts)), strict=True)}
    for case in cases:
        identity, point = judge(case, read[case["text"]])
        part = {None: "open", True: "heldout"}.get(case.get("heldout"), f"heldout_{case.get('heldout')}")
        for key in (f"{part} {case['kind']}", f"{part} all", *([f"{part} places"] * (case["kind"] != "not_a_place"))):
            found[key][0] += 1
            found[key][1] += identity
            found[key][2] += point
        if misses is not None and not identity and part == "open":
            got = [(p.text, p.name, p.province, p.country) for p in read[case["text"]]]
            misses.append(f"{case['kind']}: {case['mention']} -> {case.get('name')} in {case['text']}\n    {got}")
    return found


def main() -> None:
    misses: list[str] = []
    for key, (number, identity, point) in sorted(scores(Coder(), load_cases(), misses).items()):
        print(f"{key:32} {number:4}  id {identity / number:.3f}  within {NEAR_KM} km {point / number:.3f}")
    if "-v" in sys.argv:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
