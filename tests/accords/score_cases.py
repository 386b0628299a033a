"""Score accords against the case tables: python -m tests.accords.score_cases [--heldout]

Each line is ``construction | text | answer ; answer``, every text as if published on 2015-06-10. The answers are of
the one accord of the text, or ``none``:

- ``KEN+UGA``: the codes of its parties (those that could not be told are left out);
- ``kind trade`` and ``name New START``;
- ``signed by=KEN+UGA on=2015-06-09 aux=future``: its stages, in order; a space in a stage's name is written "-";
- ``right RUS: visit if=consent until=2030``: a term, its holder, a word of its act, of its condition, of its end.

What a line does not answer is not scored, but a line that tells stages tells them all. Of the held-out table only the
totals are shown.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.accords._parties import can_agree
from dragoman.pipeline import Coder
from dragoman.records import ACCORD_STAGES, TERM_KINDS, Accord, Entity, RawDocument, Term
from tests.marked_cases import PUBLISHED, read_lines

HERE = Path(__file__).parent
OPEN, HELDOUT, LATER = HERE / "open.txt", HERE / "heldout.txt", HERE / "heldout_later.txt"
# Single sentences, each a construction in which a stage is told: active, passive, noun, participle, denied, foretold.
OPEN_STAGES, HELDOUT_STAGES = HERE / "open_stages.txt", HERE / "heldout_stages.txt"
_TERM = re.compile(
    r"(?P<kind>\w+) (?P<holder>[A-Z+]+): (?P<act>\w+)(?: if=(?P<condition>\w+))?(?: until=(?P<until>\w+))?"
)


@dataclass
class Answer:
    """What a case expects."""

    none: bool = False
    parties: frozenset[str] | None = None
    kind: str | None = None
    name: str | None = None
    stages: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    terms: list[re.Match[str]] = field(default_factory=list)


def answer_of(parts: list[str]) -> Answer:
    """Read the answers of a line. Raises ValueError for one that is none of the forms above."""
    answer = Answer()
    for part in parts:
        first, _, rest = part.strip().partition(" ")
        stage = first.replace("-", " ")
        if first == "none":
            answer.none = True
        elif first in ("kind", "name"):
            setattr(answer, first, rest)
        elif stage in ACCORD_STAGES:
            answer.stages.append((stage, dict(pair.split("=") for pair in rest.split())))
        elif first in TERM_KINDS and (term := _TERM.fullmatch(part.strip())):
            answer.terms.append(term)
        elif re.fullmatch(r"[A-Z]{3}(\+[A-Z]{3})*", part.strip()):
            answer.parties = frozenset(part.strip().split("+"))
        else:
            raise ValueError(f"no answer: {part}")
    return answer


def codes(entities: tuple[Entity, ...]) -> frozenset[str]:
    return frozenset(e.code for e in entities if e.code != "---")


def best(accords: tuple[Accord, ...], answer: Answer) -> Accord | None:
    """Return the accord that a case is about: the one whose parties and stages are nearest the expected."""
    wanted = answer.parties or frozenset()
    stages = {stage for stage, _ in answer.stages}
    return max(
        accords,
        key=lambda a: (
            a.name == answer.name if answer.name else 0,
            len(codes(a.parties) & wanted),
            len({s.stage for s in a.stages} & stages),
        ),
        default=None,
    )


def term_fits(term: Term, wanted: re.Match[str]) -> bool:
    return (
        term.kind == wanted["kind"]
        and codes(term.holder) == frozenset(wanted["holder"].split("+"))
        and wanted["act"].lower() in term.act.lower()
        and (wanted["condition"] is None or wanted["condition"].lower() in (term.condition or "").lower())
        and (wanted["until"] is None or wanted["until"].lower() in (term.until or "").lower())
    )


def judge(accords: tuple[Accord, ...], answer: Answer) -> dict[str, bool]:
    """Return what of a case is right: none, parties, kind, name, stages (complete and in order), by, date, terms."""
    if answer.none:
        return {"none": not accords}
    accord = best(accords, answer)
    if accord is None:
        return {"found": False} | {
            name: False for name in ("parties", "kind", "name", "stages", "terms") if getattr(answer, name)
        }
    right = {"found": True}
    if answer.parties:
        right["parties"] = codes(accord.parties) == answer.parties
    if answer.kind:
        right["kind"] = accord.kind == answer.kind
    if answer.name:
        right["name"] = accord.name == answer.name
    if answer.stages:
        told = [(s.stage, "".join(s.aux)) for s in accord.stages]
        right["stages"] = told == [(stage, more.get("aux", "")) for stage, more in answer.stages]
        if right["stages"]:
            pairs = list(zip(accord.stages, answer.stages, strict=True))
            by = [
                codes(tuple(filter(can_agree, s.by))) == frozenset(m["by"].split("+"))
                for s, (_, m) in pairs
                if "by" in m
            ]
            on = [s.date == m["on"] for s, (_, m) in pairs if "on" in m]
            right |= {"by": all(by)} if by else {}
            right |= {"date": all(on)} if on else {}
    if answer.terms:
        right["terms"] = all(any(term_fits(t, wanted) for t in accord.terms) for wanted in answer.terms)
    return right


def score(path: Path, coder: Coder, show: bool) -> dict[str, tuple[int, int]]:
    """Return measure -> (right, cases); with ``show`` print what is wrong."""
    rows = list(read_lines(path))
    raws = [
        RawDocument(place="case", text=text, language="en", published=PUBLISHED, exact=True) for _, _, text, _ in rows
    ]
    right, total = Counter[str](), Counter[str]()
    for (number, _, text, parts), report in zip(rows, coder.pipe_raw(raws), strict=True):
        verdict = judge(report.accords, answer_of(parts))
        right.update(name for name, fine in verdict.items() if fine)
        total.update(list(verdict))
        wrong = [name for name, fine in verdict.items() if not fine]
        if wrong and show:
            print(f"{path.name}:{number}: {', '.join(wrong)}\n  {text}\n  expected {' ; '.join(parts)}")
            for accord in report.accords:
                print(f"  got {in_short(accord)}")
    return {name: (right[name], total[name]) for name in total}


def in_short(accord: Accord) -> str:
    """Return an accord in the form of the answers."""
    parts = ["+".join(sorted(codes(accord.parties))), f"kind {accord.kind}"]
    parts += [f"name {accord.name}"] if accord.name else []
    for s in accord.stages:
        more = {"by": "+".join(sorted(codes(s.by))), "on": s.date, "aux": "".join(s.aux)}
        parts.append(" ".join([s.stage.replace(" ", "-"), *(f"{k}={v}" for k, v in more.items() if v)]))
    for t in accord.terms:
        parts.append(f"{t.kind} {'+'.join(sorted(codes(t.holder)))}: {t.act!r} if={t.condition!r} until={t.until!r}")
    return " ; ".join([*parts, f"about {accord.subject!r}"])


def main(arguments: list[str]) -> None:
    heldout = "--heldout" in arguments
    coder = Coder()
    for path in (HELDOUT, LATER, HELDOUT_STAGES) if heldout else (OPEN, OPEN_STAGES):
        print(path.name)
        for name, (right, total) in score(path, coder, show=not heldout).items():
            print(f"{name:8} {right:3}/{total:3} {right / total:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
