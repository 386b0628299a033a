"""Print how well the ties of the case tables are read: ``python -m tests.ties.score_cases``.

A case is a line ``construction | text | tie A B [since=…] [until=…] [by=…] [aux=…] ; …``, or NONE where nothing
stands: A and B are codes ("-" for nobody named), in any order for ally, rival, at war and former enemy. All are
published on 10 June 2015. Scored are the ties that the text states, by tie; a tie whose dates, speaker and reality
are asked for and right counts once more as "details". ``open.txt`` is tuned to; ``heldout.txt`` was written before
the rules and by the same hand, ``heldout_later.txt`` after them, in longer sentences: it says most of new text;
``heldout_standing.txt`` before the rules for bases, founders, those who joined and the two of the sentence before.

``open_sentences.txt`` and ``heldout_sentences.txt`` are single sentences, one for each way to tell a tie;
``heldout_sentences_later.txt`` was written after the rules, as was ``heldout_paragraphs.txt``: leads, backgrounds and
words of officials in wire copy, a third of them traps.

``-v`` prints the misses of the open part, ``--heldout`` those of the others.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dragoman.pipeline import Coder
from dragoman.records import TIES, UNKNOWN_CODE, RawDocument, Tie
from tests.marked_cases import PUBLISHED, read_lines

FOLDER = Path(__file__).parent
PARTS = (
    "open",
    "open_sentences",
    "heldout",
    "heldout_later",
    "heldout_standing",
    "heldout_sentences",
    "heldout_sentences_later",
    "heldout_paragraphs",
)
SYMMETRIC = ("ally", "rival", "at war", "former enemy")
_ANSWER = re.compile(rf"({'|'.join(sorted(TIES, key=len, reverse=True))}) ([A-Z]{{3}}) ([A-Z]{{3}}|-)((?: \w+=\S+)*)")

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Case:
    construction: str
    text: str
    ties: dict[Key, dict[str, str]]
    line: int


def key(tie: str, a: str, b: str) -> Key:
    """Return what tells a relation: who stands first only where it is directed."""
    if tie in SYMMETRIC:
        a, b = sorted((a, b))
    return tie, a, b


def load(half: str) -> list[Case]:
    """Return the cases of one of PARTS; raises ValueError with the line where one is not in the form."""
    cases = []
    for number, construction, text, answers in read_lines(FOLDER / f"{half}.txt"):
        ties: dict[Key, dict[str, str]] = {}
        for answer in answers:
            if answer == "NONE":
                continue
            told = _ANSWER.fullmatch(answer.strip())
            if told is None:
                raise ValueError(f"{half}.txt, line {number}: not a tie: {answer}")
            details = dict(pair.split("=", 1) for pair in told[4].split())
            ties[key(told[1], told[2], told[3])] = details
        cases.append(Case(construction, text, ties, number))
    return cases


def run(coder: Coder, cases: list[Case]) -> list[tuple[Case, list[Tie]]]:
    """Return each case with the ties that are read from its text."""
    raws = [
        RawDocument(
            place="case", text=case.text, language="en", published=PUBLISHED, published_basis="given", exact=True
        )
        for case in cases
    ]
    reports = coder.pipe_raw(raws)
    return [(case, [t for t in report.ties if t.source == "text"]) for case, report in zip(cases, reports, strict=True)]


def key_of(tie: Tie) -> Key:
    return key(tie.tie, tie.a.code, "-" if tie.b.code == UNKNOWN_CODE else tie.b.code)


def details_right(tie: Tie, asked: dict[str, str]) -> bool:
    """Return whether dates, speakers and reality are those of the answer; none is asked for where none is named."""
    found = {
        "since": tie.since or "",
        "until": tie.until or "",
        "aux": ",".join(tie.aux),
        "by": ",".join(e.code for e in tie.said_by),
    }
    return all(found[name] == asked.get(name, "") for name in found if name in asked or name in ("aux", "until"))


def scores(answers: list[tuple[Case, list[Tie]]]) -> dict[str, tuple[float, float, float, int]]:
    """Return precision, recall, F1 and number of each tie, and under "all" of all together."""
    said: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case, ties in answers:
        found = {key_of(tie) for tie in ties}
        for counter, keys in ((said, found), (gold, set(case.ties)), (right, found & set(case.ties))):
            counter.update(k[0] for k in keys)
    for counter in (said, gold, right):
        counter["all"] = sum(counter.values())
    return {
        tie: (
            right[tie] / max(1, said[tie]),
            right[tie] / max(1, gold[tie]),
            2 * right[tie] / max(1, said[tie] + gold[tie]),
            gold[tie],
        )
        for tie in (*TIES, "all")
    }


def share_of_details(answers: list[tuple[Case, list[Tie]]]) -> float:
    """Return the share of the ties found whose dates, speakers and reality are right."""
    judged = [
        details_right(tie, case.ties[key_of(tie)]) for case, ties in answers for tie in ties if key_of(tie) in case.ties
    ]
    return sum(judged) / max(1, len(judged))


def main() -> None:
    coder = Coder()
    for half in PARTS:
        answers = run(coder, load(half))
        by_tie = scores(answers)
        _, _, f1, number = by_tie["all"]
        print(
            f"{half}: {len(answers)} cases, {number} ties, F1 {f1:.3f}, details right {share_of_details(answers):.3f}"
        )
        for tie, (precision, recall, each, count) in by_tie.items():
            print(f"  {tie:20} P {precision:.3f}  R {recall:.3f}  F1 {each:.3f}  ({count})")
        if ("-v" in sys.argv and half.startswith("open")) or ("--heldout" in sys.argv and half.startswith("heldout")):
            for case, ties in answers:
                wrong = {key_of(t) for t in ties} ^ set(case.ties)
                details = [t for t in ties if key_of(t) in case.ties and not details_right(t, case.ties[key_of(t)])]
                if wrong or details:
                    got = [(*key_of(t), t.since, t.until, t.aux, [e.code for e in t.said_by], t.why) for t in ties]
                    print(f"{case.line}: {case.text}\n    want {case.ties}\n    got  {got}")


if __name__ == "__main__":
    main()
