"""Print how many times are read as a person reads them: ``python -m tests.times.score_cases``.

A case is a line ``construction | day of publication | text | answer ; answer``. A time expression stands in the text
as ``[Tuesday]`` and its answer is its TimeML value, or "-" where it is none; an act stands as ``{ASSAULT bombed}`` and
its answer is the date it has, or "none" where the text does not tell. Where two answers are defensible both are given
("P1DE or P10Y"). A value counts where a time overlaps the marked words and has it, as TimeML's own scorers count.

``open.txt`` is tuned to, ``heldout.txt``, ``heldout_b.txt`` (a later set, of harder rows) and ``heldout_c.txt``
(business and wire reports) are not. ``-v`` prints the misses of the open part, ``--heldout`` those of the first
held-out one.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman import text as text_stage
from dragoman.events.lexicon import load_lexicon
from dragoman.events.reality import turned
from dragoman.pipeline import Coder
from dragoman.records import EVENT_TYPES, Event, Parse, RawDocument, SentenceRef
from dragoman.times import date_of, find_times

FOLDER = Path(__file__).parent
_MARK = re.compile(r"\[(?P<time>[^\]]*)\]|\{(?P<event>[A-Z]+) (?P<act>[^}]*)\}")
NO_TIME, NO_DATE = "-", "none"
PARTS = ("open", "heldout", "heldout_b", "heldout_c")


@dataclass(frozen=True)
class Case:
    construction: str
    published: date
    text: str
    start: int
    end: int
    event: str | None  # the type that an act's words name; None for a time expression
    answers: frozenset[str]
    line: int


def load(part: str) -> list[Case]:
    """Return the cases of a part; raises ValueError with the line where one is not in the form."""
    cases = []
    for number, line in enumerate((FOLDER / f"{part}.txt").read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{part}.txt, line {number}"
        parts = line.split(" | ")
        if len(parts) != 4:
            raise ValueError(f"{where}: {len(parts)} parts, not 4")
        construction, published, marked, told = parts
        marks, answers = list(_MARK.finditer(marked)), told.split(" ; ")
        if len(marks) != len(answers):
            raise ValueError(f"{where}: {len(marks)} marks, {len(answers)} answers")
        text = _MARK.sub(lambda mark: mark["time"] or mark["act"], marked)
        gone = 0
        for mark, answer in zip(marks, answers, strict=True):
            words = mark["time"] or mark["act"]
            if mark["event"] not in {None, *EVENT_TYPES}:
                raise ValueError(f"{where}: no such type in {mark.group(0)}")
            start = mark.start() - gone
            gone += len(mark.group(0)) - len(words)
            day = date.fromisoformat(published)
            given = frozenset(answer.split(" or "))
            cases.append(Case(construction, day, text, start, start + len(words), mark["event"], given, number))
    return cases


def run(coder: Coder, cases: list[Case]) -> Iterator[tuple[Case, str]]:
    """Yield each case with the value or date that is read."""
    each = list(dict.fromkeys((case.text, case.published) for case in cases))
    documents = [
        text_stage.clean(RawDocument(place="case", text=text, language="en", published=day, exact=True))
        for text, day in each
    ]
    parses = dict(zip(each, coder.parser.pipe(documents), strict=True))
    for case in cases:
        parse = parses[case.text, case.published]
        yield case, _value(case, parse) if case.event is None else _date(case, case.event, parse)


def _value(case: Case, parse: Parse) -> str:
    found = [t for t in find_times(parse) if t.start < case.end and case.start < t.end]
    return found[0].value if found else NO_TIME


def _date(case: Case, kind: str, parse: Parse) -> str:
    span = parse.doc.char_span(case.start, case.end, alignment_mode="expand")
    sentence = next(s for s in parse.sentences if s.start <= case.start < s.end)
    assert span is not None
    act = turned(span.root, kind, (), load_lexicon(), case.published)
    event = Event(
        "case", parse.document.id, act.event if act else kind, parse.document.text[case.start : case.end],
        case.start, case.end, SentenceRef(sentence.index, sentence.start, sentence.end),
        aux=tuple(act.aux) if act else (),
    )  # fmt: skip
    return date_of(event, parse, find_times(parse))[0] or NO_DATE


def right(case: Case, found: str) -> bool:
    return found in case.answers


def share(answers: list[tuple[Case, str]], *, events: bool) -> float:
    """Return the share of right values, or of right dates of events."""
    judged = [right(case, found) for case, found in answers if (case.event is not None) == events]
    return sum(judged) / len(judged)


def main() -> None:
    coder = Coder()
    for part in PARTS:
        answers = list(run(coder, load(part)))
        events = sum(case.event is not None for case, _ in answers)
        print(f"{part}: values {share(answers, events=False):.3f} ({len(answers) - events})", end="")
        print(f"  event dates {share(answers, events=True):.3f} ({events})" if events else "")
        kinds: dict[str, list[bool]] = defaultdict(list)
        for case, found in answers:
            kinds[case.construction].append(right(case, found))
        for kind in sorted(kinds):
            print(f"    {kind:18} {sum(kinds[kind])} of {len(kinds[kind])}")
        if ("-v" in sys.argv and part == "open") or ("--heldout" in sys.argv and part == "heldout"):
            for case, found in answers:
                if not right(case, found):
                    words = case.text[case.start : case.end]
                    print(f"{case.line}: <{words}> want {' or '.join(sorted(case.answers))} got {found} | {case.text}")


if __name__ == "__main__":
    main()
