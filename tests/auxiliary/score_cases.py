"""Print how well the auxiliary modes of the case tables are found: ``python -m tests.auxiliary.score_cases``.

A case is a line ``construction | text | answer ; answer``: each act stands in the text as ``[TYPE words]``, with the
type that its words name by themselves; its answer is the type that PLOVER's conventions make of it and its auxiliary
modes, or NONE where no act is left. All are published on 10 June 2015. The score is the mean F1 of the five modes
over all acts; the share of types and of whole sets is given beside it. ``open.txt`` is tuned to, ``heldout.txt`` not.

``-v`` prints the misses of the open half, ``--heldout`` those of the other.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.events.conventions import Act
from dragoman.events.lexicon import load_lexicon
from dragoman.events.reality import turned
from dragoman.pipeline import Coder
from dragoman.records import AUX_MODES, EVENT_TYPES
from tests.marked_cases import PUBLISHED, parses, read_lines

FOLDER = Path(__file__).parent
_MARK = re.compile(r"\[([A-Z]+) ([^\]]*)\]")


@dataclass(frozen=True)
class Case:
    construction: str
    text: str
    start: int  # of the act's words
    end: int
    bare: str  # the type its words name
    event: str  # the type it becomes, or NONE
    aux: frozenset[str]
    line: int


def load(half: str) -> list[Case]:
    """Return the cases of "open" or "heldout"; raises ValueError with the line where one is not in the form."""
    cases = []
    for number, construction, marked, told in read_lines(FOLDER / f"{half}.txt"):
        marks = list(_MARK.finditer(marked))
        if len(marks) != len(told):
            raise ValueError(f"{half}.txt, line {number}: {len(marks)} acts, {len(told)} answers")
        text = _MARK.sub(lambda mark: mark.group(2), marked)
        gone = 0
        for mark, answer in zip(marks, told, strict=True):
            start = mark.start() - gone
            gone += len(mark.group(0)) - len(mark.group(2))
            event, *aux = answer.split()
            if {mark.group(1), event} - {*EVENT_TYPES, "NONE"} or set(aux) - set(AUX_MODES):
                raise ValueError(f"{half}.txt, line {number}: no such type or mode in {mark.group(0)} {answer}")
            end = start + len(mark.group(2))
            cases.append(Case(construction, text, start, end, mark.group(1), event, frozenset(aux), number))
    return cases


def run(coder: Coder, cases: list[Case]) -> Iterator[tuple[Case, Act | None]]:
    """Yield each case with what becomes of its act."""
    lexicon = load_lexicon()
    by_text = parses(coder, [case.text for case in cases])
    for case in cases:
        span = by_text[case.text].doc.char_span(case.start, case.end, alignment_mode="expand")
        assert span is not None
        yield case, turned(span.root, case.bare, (), lexicon, PUBLISHED)


def judge(case: Case, found: Act | None) -> dict[str, bool]:
    """Return whether the type and the set of modes are right."""
    if found is None or case.event == "NONE":
        right = found is None and case.event == "NONE"
        return {"type": right, "modes": right or (found is not None and not found.aux) or not case.aux}
    return {"type": found.event == case.event, "modes": frozenset(found.aux) == case.aux}


def scores(answers: list[tuple[Case, Act | None]]) -> dict[str, tuple[float, float, float, int]]:
    """Return precision, recall, F1 and number of each mode."""
    out = {}
    for mode in AUX_MODES:
        said = [found is not None and mode in found.aux for _, found in answers]
        gold = [mode in case.aux for case, _ in answers]
        right = sum(a and b for a, b in zip(said, gold, strict=True))
        precision, recall = right / max(1, sum(said)), right / max(1, sum(gold))
        out[mode] = precision, recall, 2 * right / max(1, sum(said) + sum(gold)), sum(gold)
    return out


def macro(answers: list[tuple[Case, Act | None]]) -> float:
    """Return the mean F1 of the five modes."""
    return sum(f1 for _, _, f1, _ in scores(answers).values()) / len(AUX_MODES)


def main() -> None:
    coder = Coder()
    for half in ("open", "heldout"):
        answers = list(run(coder, load(half)))
        judged = [(case, found, judge(case, found)) for case, found in answers]
        print(f"{half}: {len(answers)} acts, macro-F1 {macro(answers):.3f}")
        for field in ("modes", "type"):
            print(f"  {field:12} right {sum(each[field] for _, _, each in judged) / len(judged):.3f}")
        for mode, (precision, recall, f1, number) in scores(answers).items():
            print(f"  {mode:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({number})")
        kinds: dict[str, list[bool]] = defaultdict(list)
        for case, _, each in judged:
            kinds[case.construction].append(each["modes"])
        for kind in sorted(kinds):
            print(f"    {kind:16} {sum(kinds[kind])} of {len(kinds[kind])}")
        if ("-v" in sys.argv and half == "open") or ("--heldout" in sys.argv and half == "heldout"):
            for case, found, each in judged:
                if not all(each.values()):
                    got = f"{found.event} {' '.join(found.aux)}" if found is not None else "NONE"
                    act = case.text[case.start : case.end]
                    print(
                        f"{case.line}: <{act}> want {case.event} {' '.join(sorted(case.aux))} got {got} | {case.text}"
                    )


if __name__ == "__main__":
    main()
