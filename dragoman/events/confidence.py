"""How likely a candidate act is one, and of its type: what model, grammar and parties say, weighed together.

The weights are fitted by ``python -m training.confidence`` on a part of the corpus that the model was not trained on.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dragoman.events.model import WEIGHTS
from dragoman.records import Event

# The model's log odds beyond these say nothing more.
SUREST = 6.0


class Signs(NamedTuple):
    """What speaks for or against a candidate act. The order is that of the fitted weights."""

    act: float  # the model's log odds that its words name an act
    type: float  # the model's log probability of its type, given that they do
    grammar: float  # 1 where grammar and tables found it, 0 where the model alone did
    score: float  # how specific the row is that found it, 0 to 1; 0 for the model's
    doubt: float  # the model's log odds again, where grammar found it
    actor: float  # 1 where an actor is known
    recipient: float  # 1 where a recipient is known
    noun: float  # 1 where a noun names it
    carried: float  # 1 where parties are those of its telling before
    aux: float  # 1 where it has an auxiliary mode


def signs(kinds: list[float], at: int, score: float | None, event: Event, *, noun: bool) -> Signs:
    """Return the signs of an event whose words have these probabilities of types (NONE first; ``at`` is the number of
    its own). ``score`` is None where the model alone found it."""
    none = min(max(kinds[0], 1e-9), 1 - 1e-9)
    act = min(SUREST, max(-SUREST, math.log((1 - none) / none)))
    sides = (*event.actor, *event.recipient)
    return Signs(
        act=act,
        type=max(-4.0, math.log(max(kinds[at], 1e-9) / (1 - none))),
        grammar=float(score is not None),
        score=score or 0.0,
        doubt=act if score is not None else 0.0,
        actor=float(bool(event.actor)),
        recipient=float(bool(event.recipient)),
        noun=float(noun),
        carried=float(any(not e.text for e in sides)),
        aux=float(bool(event.aux)),
    )


@dataclass(frozen=True, slots=True)
class Judge:
    """Weighs the signs of an act by logistic regression."""

    bias: float
    weights: tuple[float, ...]

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Judge:
        raw = json.loads((folder / "confidence.json").read_text(encoding="utf-8"))
        return cls(raw["bias"], tuple(raw["weights"][name] for name in Signs._fields))

    def confidence(self, found: Signs) -> float:
        """Return the probability, rounded to hundredths, that an event is one and of its type."""
        logit = self.bias + sum(w * s for w, s in zip(self.weights, found, strict=True))
        return round(1 / (1 + math.exp(-logit)), 2)
