"""The coder's tables, read once and indexed by lemma: verbs.csv, nouns.csv, control.csv, scores.csv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.tables import read_table, split_list

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """One way a verb is used: with which particle, object and prepositions it names an act of which type."""

    verb: str
    particle: str
    objects: tuple[str, ...]  # classes or words of the object; empty: any object or none
    prepositions: tuple[str, ...]
    event: str
    mode: str  # "=" takes the mode of the object's noun
    roles: str
    row: int

    @property
    def weight(self) -> int:
        """How much a frame demands: the most demanding one that fits is used."""
        return 4 * bool(self.objects) + 4 * bool(self.particle) + (" " in self.particle)  # "take to court"


@dataclass(frozen=True, slots=True)
class NounSense:
    """What a noun means as the name of an act, or as the object of a verb."""

    noun: str
    kind: str
    event: str
    mode: str
    agent: str
    row: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: Mapping[str, tuple[VerbFrame, ...]]
    nouns: Mapping[str, tuple[NounSense, ...]]
    control: Mapping[tuple[str, str], tuple[str, ...]]  # (lemma, pos) -> kinds
    scores: Mapping[tuple[str, str], float]
    kinds: frozenset[str]  # the classes of nouns.csv

    def noun(self, words: list[str]) -> tuple[NounSense, ...]:
        """Return all senses of the longest form that is known ("air strike" before "strike")."""
        for form in words:
            if form in self.nouns:
                return self.nouns[form]
        return ()


@cache
def load_lexicon() -> Lexicon:
    """Return the coder's tables. Raises TableError where a row is broken."""
    verbs: dict[str, list[VerbFrame]] = {}
    for row in read_table(TABLES / "verbs.csv"):
        for verb in split_list(row["verb"]):
            frame = VerbFrame(
                verb, row["particle"], split_list(row["object"]), split_list(row["prep"]), row["type"], row["mode"],
                row["roles"], int(row["_line"]),
            )  # fmt: skip
            verbs.setdefault(verb, []).append(frame)
    nouns: dict[str, list[NounSense]] = {}
    for row in read_table(TABLES / "nouns.csv"):
        for noun in split_list(row["noun"]):
            sense = NounSense(noun, row["class"], row["type"], row["mode"], row["agent"], int(row["_line"]))
            nouns.setdefault(noun, []).append(sense)
    control: dict[tuple[str, str], list[str]] = {}
    for row in read_table(TABLES / "control.csv"):
        for word in split_list(row["word"]):
            control.setdefault((word, row["pos"]), []).append(row["kind"])
    scores = {(row["event"], row["mode"]): float(row["score"]) for row in read_table(TABLES / "scores.csv")}
    return Lexicon(
        {verb: tuple(sorted(frames, key=lambda f: (-f.weight, f.row))) for verb, frames in verbs.items()},
        {noun: tuple(senses) for noun, senses in nouns.items()},
        {key: tuple(kinds) for key, kinds in control.items()},
        scores,
        frozenset(sense.kind for senses in nouns.values() for sense in senses),
    )
