"""Score joined accords and ties against the dossiers: python -m tests.dossiers.score [--heldout]

A dossier is a JSON file of several dated reports on one negotiation, alliance or quarrel, and of what a careful reader
expects of them all together:

- ``documents``: ``id``, ``date``, ``title``, ``text``;
- ``accords``: ``parties`` (codes), ``kind``, ``stages`` in order (``stage``, ``by``, and where the text tells them
  ``date``, ``aux``, ``said_by``), ``status`` (the stage reached), ``terms`` (``kind``, ``holder``, key words of the
  ``act``). What one report affirms and another denies is two stages, one with ``aux`` negation;
- ``ties``: ``tie``, ``a``, ``b``; "---" where the other side is nobody in particular.

A term holds where its kind and holder do and it shares a key word with the one found. The dossiers of the names
*_heldout, *_heldout_later and *_heldout_fourth are never read for tuning; of them only the totals are shown. Those of
the last two names were written after the rules had been tuned on the open ones: they say most of new reports.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.accords import join
from dragoman.pipeline import Coder
from dragoman.records import Accord, Entity, Stage, Term, Tie, to_dict

HERE = Path(__file__).parent
_SYMMETRIC = frozenset({"ally", "rival", "at war", "former enemy"})
_STEM = 5  # letters that two forms of a key word share ("withdraw", "withdrawal")
PARTS = ("open", "heldout", "heldout_later", "heldout_fourth")
Pair = tuple[int, int]


def paths(part: str) -> list[Path]:
    """Return the dossiers of one of PARTS, by name."""
    return sorted(path for path in HERE.glob("*.json") if part_of(path) == part)


def part_of(path: Path) -> str:
    return next((part for part in PARTS if path.stem.endswith(f"_{part}")), "open")


def read(path: Path) -> dict[str, Any]:
    dossier: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return dossier


def orders(documents: Sequence[Mapping[str, str]]) -> list[list[Mapping[str, str]]]:
    """Return the reports as they were published, the other way round, and shuffled."""
    as_published = list(documents)
    return [as_published, as_published[::-1], random.Random(1).sample(as_published, len(as_published))]


def code(coder: Coder, documents: Iterable[Mapping[str, str]]) -> tuple[tuple[Accord, ...], tuple[Tie, ...]]:
    """Return the joined accords, and the ties, of reports in the order in which they come."""
    reports = list(coder.pipe(documents))
    ties = sorted((tie for report in reports for tie in report.ties), key=lambda t: (t.doc or "", t.start, t.id))
    return join(accord for report in reports for accord in report.accords), tuple(ties)


def as_json(coded: tuple[tuple[Accord, ...], tuple[Tie, ...]]) -> str:
    return json.dumps([to_dict(records) for records in coded])


def codes(entities: Iterable[Entity]) -> frozenset[str]:
    return frozenset(entity.code for entity in entities if entity.code != "---")


def is_told(stage: Stage, wanted: Mapping[str, Any]) -> bool:
    """Say whether a stage is the expected one: of its name, and likewise denied, foretold or neither."""
    told, expected = set(stage.aux), set(wanted.get("aux", ()))
    foretold = {"future", "hypothetical"}
    open_ended = wanted["stage"] in ("considered", "proposed")  # these speak of what is to come in any case
    return (
        stage.stage == wanted["stage"]
        and ("negation" in told) == ("negation" in expected)
        and (open_ended or bool(told & foretold) == bool(expected & foretold))
    )


def in_order(found: Sequence[Stage], wanted: Sequence[Mapping[str, Any]]) -> list[Pair]:
    """Return the longest run of expected stages found in their order, as pairs (found, expected)."""
    best: list[list[list[Pair]]] = [[[] for _ in range(len(wanted) + 1)] for _ in range(len(found) + 1)]
    for i, stage in enumerate(found):
        for j, expected in enumerate(wanted):
            options = [best[i][j + 1], best[i + 1][j]]
            if is_told(stage, expected):
                options.append([*best[i][j], (i, j)])
            # Of runs as long, the one whose stages are of the expected parties and days.
            best[i + 1][j + 1] = max(options, key=lambda run: (len(run), _agreement(run, found, wanted)))
    return best[-1][-1]


def _agreement(run: Sequence[Pair], found: Sequence[Stage], wanted: Sequence[Mapping[str, Any]]) -> int:
    return sum(is_by(found[i], wanted[j]) + is_on(found[i], wanted[j]) for i, j in run)


def is_by(stage: Stage, wanted: Mapping[str, Any]) -> bool:
    return codes(stage.by) == frozenset(wanted["by"])


def is_on(stage: Stage, wanted: Mapping[str, Any]) -> bool:
    return "date" in wanted and stage.date == wanted["date"]


def has_term(accord: Accord, wanted: Mapping[str, Any]) -> bool:
    return any(
        term.kind == wanted["kind"]
        and codes(term.holder) == frozenset(wanted["holder"])
        and bool(key_words(term.act) & key_words(wanted["act"]))
        for term in accord.terms
    )


def key_words(act: str) -> set[str]:
    return {word[:_STEM] for word in act.lower().split() if word.isalpha() and len(word) > 2}


def is_tie(tie: Tie, wanted: Mapping[str, str]) -> bool:
    ends, expected = (tie.a.code, tie.b.code), (wanted["a"], wanted["b"])
    same = ends == expected or (tie.tie in _SYMMETRIC and ends[::-1] == expected)
    return tie.tie == wanted["tie"] and same and "negation" not in tie.aux


def matched(found: Sequence[Accord], wanted: Sequence[Mapping[str, Any]]) -> list[Accord | None]:
    """Return for each expected accord the one found that fits it best, none twice; None where none is left that
    shares a party or a stage with it."""

    def fit(accord: Accord, expected: Mapping[str, Any]) -> tuple[int, int, int]:
        return (
            len(codes(accord.parties) & set(expected["parties"])),
            len(in_order(accord.stages, expected["stages"])),
            accord.kind == expected["kind"],
        )

    ranked = sorted(
        ((fit(a, w), -i, -j) for i, a in enumerate(found) for j, w in enumerate(wanted)),
        key=lambda row: (row[0][0], row[0][1] + row[0][2], row[1], row[2]),
        reverse=True,
    )
    home: dict[int, int] = {}
    for (parties, stages, _), i, j in ranked:
        if -j not in home and -i not in home.values() and (parties or stages):
            home[-j] = -i
    return [found[home[j]] if j in home else None for j in range(len(wanted))]


class Tally:
    """How many of what was expected were found, by measure; and what was not, in words."""

    def __init__(self) -> None:
        self.right, self.total = Counter[str](), Counter[str]()
        self.missed: list[str] = []

    def note(self, measure: str, fine: bool, words: str) -> None:
        self.total[measure] += 1
        self.right[measure] += fine
        if not fine:
            self.missed.append(f"{measure}: {words}")

    def share(self, measure: str) -> float:
        return self.right[measure] / self.total[measure]


def judge(tally: Tally, accords: Sequence[Accord], ties: Sequence[Tie], dossier: Mapping[str, Any]) -> None:
    """Add one dossier to a tally."""
    for wanted, accord in zip(dossier["accords"], matched(accords, dossier["accords"]), strict=True):
        _judge_accord(tally, accord or Accord(""), wanted)
    for tie in dossier["ties"]:
        tally.note("ties", any(is_tie(found, tie) for found in ties), f"{tie['tie']} {tie['a']} {tie['b']}")


def _judge_accord(tally: Tally, accord: Accord, wanted: Mapping[str, Any]) -> None:
    told = {j: accord.stages[i] for i, j in in_order(accord.stages, wanted["stages"])}
    for j, stage in enumerate(wanted["stages"]):
        words = " ".join([stage["stage"], *stage.get("aux", ()), "by", *stage["by"], stage.get("date", "")])
        tally.note("stages", j in told, words)
        # By whom and when are asked of the stages that were found.
        if j in told:
            tally.note("by", is_by(told[j], stage), f"{words}; found {sorted(codes(told[j].by))}")
            if "date" in stage:
                tally.note("dates", is_on(told[j], stage), f"{words}; found {told[j].date}")
    found = sorted(codes(accord.parties))
    tally.note("parties", found == sorted(wanted["parties"]), f"{wanted['parties']}; found {found}")
    tally.note("kind", accord.kind == wanted["kind"], f"{wanted['kind']}; found {accord.kind}")
    tally.note("status", accord.status == wanted["status"], f"{wanted['status']}; found {accord.status}")
    for term in wanted["terms"]:
        words = f"{term['kind']} {'+'.join(term['holder'])}: {term['act']}"
        tally.note("terms", has_term(accord, term), f"{words}; found {[_in_short(t) for t in accord.terms]}")


def _in_short(term: Term) -> str:
    return f"{term.kind} {'+'.join(sorted(codes(term.holder)))}: {term.act}"


def score(coder: Coder, part: str, show: bool = False) -> Tally:
    """Return the tally of one part; with ``show`` print what was not found. ``orders`` counts the dossiers whose
    records are the same in all orders of their reports."""
    tally = Tally()
    for path in paths(part):
        dossier = read(path)
        coded = [code(coder, documents) for documents in orders(dossier["documents"])]
        before = len(tally.missed)
        judge(tally, *coded[0], dossier)
        tally.note("orders", len(set(map(as_json, coded))) == 1, "other records in another order")
        if show:
            for words in tally.missed[before:]:
                print(f"{path.stem}: {words}")
    return tally


def main(arguments: list[str]) -> None:
    coder = Coder()
    for part in PARTS[1:] if "--heldout" in arguments else PARTS[:1]:
        tally = score(coder, part, show=part == "open")
        print(f"{part}: {len(paths(part))} dossiers")
        for measure, total in tally.total.items():
            print(f"{measure:8} {tally.right[measure]:3}/{total:3} {tally.share(measure):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
