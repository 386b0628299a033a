"""Fit how the signs of an act are weighed into its confidence, and write the weights beside the model's.

    python -m training.confidence               after python -m training.train; a minute on two cores
    python -m training.confidence --from DIR    another model's folder

Fitted on the entries tagged ``split=tune``, which no model is trained on; the printed calibration is that of those
tagged ``split=heldout``. Needs what Dragoman itself needs, no more.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.events import calibration, corpus, match
from dragoman import Coder
from dragoman.events.confidence import Judge, Signs
from dragoman.events.model import WEIGHTS, ActModel
from dragoman.models import digest_of
from training.corpus import CORPUS

# Of 0.01 to 10, the strength of the pull to zero hardly matters; this keeps rare signs from running away.
RIDGE = 1.0
GRAMMAR_FIRST = 1_000_000
Floats = npt.NDArray[np.float64]


@dataclass
class Witness:
    """Stands in for the judge: keeps the signs, and gives each event their number in place of a confidence."""

    seen: list[Signs] = field(default_factory=list)

    def confidence(self, found: Signs) -> float:
        self.seen.append(found)
        return len(self.seen) + found.grammar * GRAMMAR_FIRST  # where two overlap, grammar's words stay


def candidates(coder: Coder, split: str) -> tuple[Floats, Floats]:
    """Return the signs of every act coded in a part of the corpus (acts, signs), and whether each is right in type."""
    witness = Witness()
    coder.events.judge = witness  # type: ignore[assignment]
    gold, coded, _ = corpus(coder, sorted(CORPUS.glob("*.txt")), split=split)
    right = {id(b): a.event == b.event for a, b in match(gold, coded, by_parties=False)}
    rows = [witness.seen[int(b.confidence) % GRAMMAR_FIRST - 1] for b in coded]
    return np.array(rows), np.array([float(right.get(id(b), False)) for b in coded])


def fit(signs: Floats, right: Floats) -> tuple[float, Floats]:
    """Return bias and weights of a ridge logistic regression, by Newton's method."""
    x = np.hstack([np.ones((len(signs), 1)), signs])
    w = np.zeros(x.shape[1])
    pull = np.diag([0.0] + [RIDGE] * signs.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + pull, x.T @ (p - right) + pull @ w)
    return float(w[0]), w[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the confidence of acts.")
    parser.add_argument("--from", dest="folder", type=Path, default=WEIGHTS, help="folder of the model")
    folder = parser.parse_args().folder
    coder = Coder()
    coder.events.model = ActModel(folder)
    signs, right = candidates(coder, "tune")
    bias, weights = fit(signs, right)
    judge = Judge(round(bias, 4), tuple(round(float(w), 4) for w in weights))
    for name, weight in zip(Signs._fields, judge.weights, strict=True):
        print(f"{name:10} {weight:8.3f}")
    signs, right = candidates(coder, "heldout")
    said = [judge.confidence(Signs(*row)) for row in signs]
    error, rows = calibration(said, [bool(each) for each in right])
    print(f"expected calibration error on split=heldout: {error:.3f}")
    for where, count, mean, share in rows:
        print(f"  {where}: {count:4} events, said {mean:.2f}, right {share:.2f}")
    raw = {"bias": judge.bias, "weights": dict(zip(Signs._fields, judge.weights, strict=True))}
    (folder / "confidence.json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    (folder / "digest.txt").write_text(digest_of(folder, leave=("digest.txt", "CARD.md")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
