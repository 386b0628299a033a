"""The words of accords, read once: nouns.csv, kinds.csv, stages.csv, control.csv, terms.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.errors import TableError
from dragoman.records import ACCORD_KINDS, ACCORD_STAGES
from dragoman.tables import read_table, split_list

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for an agreement, the kind it tells by itself, and what it needs beside it to be one."""

    kind: str
    needs: str


@dataclass(frozen=True, slots=True)
class Step:
    """What a word does to the accord that stands to it in one of ``roles``."""

    stage: str
    roles: frozenset[str]
    party: str


# lemma -> (the words after it, what it does), the longest form first
Verbs = Mapping[str, tuple[tuple[tuple[str, ...], Step], ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """``kinds`` maps a lemma to its accord kind and that kind's rank, the strongest first. ``verbs`` maps a lemma to
    (fixed words after it, step), ``talks`` likewise for what becomes of the talks on an accord, ``kept`` for
    what breaches it where it is denied; ``terms`` maps a lemma to (kind of term, frame)."""

    nouns: Mapping[str, Noun]
    kinds: Mapping[str, tuple[int, str]]
    verbs: Verbs
    acts: Mapping[str, Step]
    adjectives: Mapping[str, str]
    control: Mapping[str, str]
    terms: Mapping[str, tuple[str, str]]
    talks: Verbs
    kept: Verbs

    def kind(self, lemmas: Iterable[str]) -> str:
        """Return the kind that words tell: the strongest of theirs, or general."""
        told = [self.kinds[lemma] for lemma in lemmas if lemma in self.kinds]
        return min(told)[1] if told else "general"


@cache
def words() -> Words:
    """Return the tables. Raises TableError where a row names a stage or kind that does not exist."""
    nouns = {}
    for row in read_table(TABLES / "nouns.csv"):
        check(row, "nouns.csv", "kind", ACCORD_KINDS)
        nouns.update(dict.fromkeys(split_list(row["word"]), Noun(row["kind"], row["needs"])))
    kinds: dict[str, tuple[int, str]] = {}
    for rank, row in enumerate(read_table(TABLES / "kinds.csv")):
        check(row, "kinds.csv", "kind", ACCORD_KINDS)
        for word in split_list(row["words"]):
            kinds.setdefault(word, (rank, row["kind"]))
    verbal: dict[str, dict[str, list[tuple[tuple[str, ...], Step]]]] = {"verb": {}, "talks": {}, "kept": {}}
    acts, adjectives = {}, {}
    for row in read_table(TABLES / "stages.csv"):
        check(row, "stages.csv", "stage", ACCORD_STAGES)
        step = Step(row["stage"], frozenset(split_list(row["role"])), row["party"])
        for form in split_list(row["words"]):
            if row["pos"] in verbal:
                lemma, *rest = form.split()
                verbal[row["pos"]].setdefault(lemma, []).append((tuple(rest), step))
            elif row["pos"] == "noun":
                acts[form] = step
            else:
                adjectives[form] = step.stage
    control = {word: row["effect"] for row in read_table(TABLES / "control.csv") for word in split_list(row["words"])}
    terms = {
        word: (row["kind"], row["frame"])
        for row in read_table(TABLES / "terms.csv")
        for word in split_list(row["words"])
    }
    verbs, talks, kept = (_longest_first(verbal[pos]) for pos in ("verb", "talks", "kept"))
    return Words(nouns, kinds, verbs, acts, adjectives, control, terms, talks, kept)


def _longest_first(
    verbs: Mapping[str, list[tuple[tuple[str, ...], Step]]],
) -> dict[str, tuple[tuple[tuple[str, ...], Step], ...]]:
    return {lemma: tuple(sorted(rows, key=lambda row: -len(row[0]))) for lemma, rows in verbs.items()}


def check(row: Mapping[str, str], table: str, column: str, valid: tuple[str, ...]) -> None:
    """Raise TableError where a cell holds none of the valid words."""
    if row[column] not in valid:
        raise TableError(
            f'{TABLES / table}, line {row["_line"]}, column {column}: "{row[column]}" is none of: {", ".join(valid)}'
        )
