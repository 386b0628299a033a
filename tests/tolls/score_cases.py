"""Print by construction how many events of the case table get the right toll: ``python -m tests.tolls.score_cases``.

A case is an invented text, the words of one event in it and its type, and all numbers it should get (a pair of least
and most, null for an open end); it is right only if every one is, and no other is given. ``heldout`` cases were
written before the code was tried on any, and are not tuned to; ``-v`` prints the misses of the others.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from dragoman.parsing import Parser
from dragoman.records import Document, Event, SentenceRef, Zone
from dragoman.tolls import size_of

CASES = Path(__file__).with_name("cases.jsonl")
PARTS = ("dead", "injured", "arrested", "displaced", "participants")


def load_cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def toll(parser: Parser, case: dict[str, Any]) -> dict[str, list[int | None]]:
    """Return the numbers found for the event of a case."""
    text = case["text"]
    parse = parser.parse(Document("case", text, zones=(Zone("body", 0, len(text)),)))
    start, end = case["start"], case["start"] + len(case["trigger"])
    sentence = next(s for s in parse.sentences if s.start <= start < s.end)
    where = SentenceRef(sentence.index, sentence.start, sentence.end)
    size = size_of(Event("e", "case", case["event"], case["trigger"], start, end, where), parse)
    counts = {part: getattr(size, part) for part in PARTS if size is not None}
    return {part: [count.least, count.most] for part, count in counts.items() if count is not None}


def scores(parser: Parser, cases: list[dict[str, Any]], misses: list[str] | None = None) -> dict[str, list[int]]:
    """Return for each part and construction the number of cases and of right ones."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for case in cases:
        got = toll(parser, case)
        part = "heldout" if case.get("heldout") else "open"
        for key in (f"{part} {case['construction']}", f"{part} all"):
            found[key][0] += 1
            found[key][1] += got == case["size"]
        if misses is not None and got != case["size"] and part == "open":
            misses.append(f"{case['construction']}: {case['trigger']} in {case['text']}\n    {case['size']} got {got}")
    return found


def main() -> None:
    misses: list[str] = []
    for key, (number, right) in sorted(scores(Parser(), load_cases(), misses).items()):
        print(f"{key:32} {number:4}  {right / number:.3f}")
    if "-v" in sys.argv:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
