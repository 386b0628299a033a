"""Print how many acts of the case tables are given to the right speakers: ``python -m tests.attribution.score_cases``.

A case is a line ``construction | text | answer ; answer``: an answer for each act in [brackets], "-" where the outlet
tells it in its own voice, else ``speaker=CODE, speaker / cue / direct``, nearest speaker first, with the code, the
cue and "direct" where the act stands between quotation marks. "¶" parts paragraphs. ``=CODE`` is given where the
words tell the country; it is scored apart, since finding it is the actor stage's work. A chain is right where it
has as many speakers and each is named by the words expected. ``open.txt`` is tuned to; ``heldout.txt`` is not.

``-v`` prints the misses of the open half, ``--heldout`` those of the other.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.events.parties import Parties
from dragoman.events.speech import Attribution, Speech
from dragoman.pipeline import Coder
from dragoman.records import Entity
from tests.marked_cases import parses, read_lines

FOLDER = Path(__file__).parent
_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their|one|some)\s+", re.I)
_MARK = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True)
class Case:
    construction: str
    text: str
    start: int  # of the act's words
    end: int
    speakers: tuple[tuple[str, str | None], ...]  # words, code
    cue: str | None
    direct: bool
    line: int


def load(half: str) -> list[Case]:
    """Return the cases of "open" or "heldout"; raises ValueError with the line where one is not in the form."""
    cases = []
    for number, construction, marked, told in read_lines(FOLDER / f"{half}.txt"):
        text, spans = unmark(marked.replace(" ¶ ", "\n\n"))
        if len(told) != len(spans):
            raise ValueError(f"{half}.txt, line {number}: {len(spans)} acts, {len(told)} answers")
        for (start, end), answer in zip(spans, told, strict=True):
            chain, _, rest = answer.partition(" / ")
            cue, _, direct = rest.partition(" / ")
            speakers = () if chain.strip() == "-" else tuple(map(_speaker, chain.split(", ")))
            cases.append(Case(construction, text, start, end, speakers, cue or None, direct == "direct", number))
    return cases


def _speaker(words: str) -> tuple[str, str | None]:
    name, _, code = words.strip().partition("=")
    return name, code or None


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text without its brackets, and the spans that were in them."""
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append((len(text), len(text) + len(mark.group(1))))
        text += mark.group(1)
        at = mark.end()
    return text + marked[at:], spans


def same_speaker(expected: str, entity: Entity) -> bool:
    """Return whether an entity is named by the words expected, articles and what follows its head aside."""
    wanted, got = (_ARTICLE.sub("", words).lower().strip() for words in (expected, entity.text))
    if not got:
        return False
    return wanted == got or got.startswith(wanted) or wanted.startswith(got + " ") or got.endswith(" " + wanted)


def judge(case: Case, found: Attribution) -> dict[str, bool]:
    """Return for a case what is right of it: "speaker" always, "country", "cue" and "direct" where they apply."""
    right = len(found.said_by) == len(case.speakers) and all(
        same_speaker(words, entity) for (words, _), entity in zip(case.speakers, found.said_by, strict=True)
    )
    out = {"speaker": right}
    if any(code for _, code in case.speakers):
        codes = [entity.code for entity in found.said_by]
        out["country"] = len(codes) == len(case.speakers) and all(
            code in (None, got) for (_, code), got in zip(case.speakers, codes, strict=True)
        )
    if case.speakers:
        out["direct"] = found.direct == case.direct
    if case.cue not in (None, "-"):
        out["cue"] = (found.cue or "").lower() == str(case.cue).lower()
    return out


def run(coder: Coder, cases: list[Case]) -> Iterator[tuple[Case, Attribution]]:
    """Yield each case with what is found for it."""
    by_text = parses(coder, [case.text for case in cases])
    speech = {text: Speech(parse, Parties(coder.actors.cast(parse))) for text, parse in by_text.items()}
    for case in cases:
        span = by_text[case.text].doc.char_span(case.start, case.end, alignment_mode="expand")
        assert span is not None
        yield case, speech[case.text].of(span.root)


def totals(judged: list[tuple[Case, dict[str, bool]]]) -> dict[str, tuple[int, int]]:
    """Return right and number for each of speaker, country, cue and direct."""
    out: dict[str, tuple[int, int]] = {}
    for field in ("speaker", "country", "cue", "direct"):
        values = [each[field] for _, each in judged if field in each]
        out[field] = (sum(values), len(values))
    return out


def main() -> None:
    coder = Coder()
    for half in ("open", "heldout"):
        answers = [(case, found, judge(case, found)) for case, found in run(coder, load(half))]
        print(f"{half}: {len(answers)} acts")
        for field, (right, number) in totals([(case, each) for case, _, each in answers]).items():
            print(f"  {field:10} {right / number:.3f}  ({right} of {number})")
        kinds: dict[str, list[bool]] = defaultdict(list)
        for case, _, each in answers:
            kinds[case.construction].append(each["speaker"])
        for kind in sorted(kinds):
            print(f"    {kind:20} {sum(kinds[kind])} of {len(kinds[kind])}")
        if ("-v" in sys.argv and half == "open") or ("--heldout" in sys.argv and half == "heldout"):
            for case, found, each in answers:
                if not all(each.values()):
                    wrong = "+".join(name for name, right in each.items() if not right)
                    got = ", ".join(f"{e.text}={e.code}" for e in found.said_by) or "-"
                    want = ", ".join(words for words, _ in case.speakers) or "-"
                    act = case.text[case.start : case.end]
                    print(
                        f"{case.line} {wrong}: <{act}> want {want} / {case.cue} got {got} / {found.cue} | {case.text}"
                    )


if __name__ == "__main__":
    main()
