"""The event model: one encoding of a sentence, from which every decision about its acts is read.

An int8 encoder (ONNX) says of each word piece which type of act it names, and gives it two vectors, one as the name
of an act and one as a filler of a role; small matrices over pooled pieces say the rest. It knows no entities and no
grammar: what it says is weighed against what the grammar says in coder.py. `training/` makes it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import BertWordPieceTokenizer

from dragoman.errors import ModelError
from dragoman.models import digest_of

WEIGHTS = Path(__file__).parent / "weights"
# Sentences encoded together: those of one document, sorted by length. Not tuned.
BATCH = 16
Floats = npt.NDArray[np.float32]
Range = tuple[int, int]  # characters of the sentence, [start, end)


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float32)


def _overlapping(offsets: npt.NDArray[np.int64], where: Range) -> npt.NDArray[np.int64]:
    """Return the numbers of the pieces that share characters with a range."""
    return np.asarray(np.flatnonzero((offsets[:, 0] < where[1]) & (offsets[:, 1] > where[0])), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the outputs stand for, in their order."""

    types: tuple[str, ...]  # the first is NONE
    forms: tuple[str, ...]  # TYPE/mode
    roles: tuple[str, ...]
    aux: tuple[str, ...]
    arc: int
    longest: int


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name an act: their characters, the probability of each of Labels.types, NONE first."""

    start: int
    end: int
    kinds: Floats


class Reading:
    """What the model says of one sentence. All ranges are characters of that sentence."""

    def __init__(self, model: ActModel, offsets: Sequence[Range], states: Floats, kinds: Floats,
                 act_ends: Floats, role_ends: Floats) -> None:  # fmt: skip
        self._model = model
        self._offsets = np.asarray(offsets, dtype=np.int64).reshape(-1, 2)
        self._states = states
        self._kinds = _softmax(kinds)
        self._act_ends = act_ends
        self._role_ends = role_ends

    @property
    def labels(self) -> Labels:
        return self._model.labels

    def _pieces(self, where: Range) -> npt.NDArray[np.int64]:
        return _overlapping(self._offsets, where)

    def kinds(self, where: Range) -> Floats:
        """Return the probability of each type, NONE first, for the words in a range: those of its surest piece."""
        at = self._pieces(where)
        if not at.size:
            return np.asarray(np.eye(len(self._model.labels.types), dtype=np.float32)[0], dtype=np.float32)
        return np.asarray(self._kinds[at[np.argmin(self._kinds[at, 0])]], dtype=np.float32)

    def named(self, least: float) -> list[Named]:
        """Return the runs of neighbouring pieces that name an act of one type with probability ``least`` or more."""
        best = np.where(1.0 - self._kinds[:, 0] >= least, self._kinds[:, 1:].argmax(axis=1) + 1, 0)
        out: list[Named] = []
        i = 0
        while i < len(best):
            j = i + 1
            if best[i] and self._offsets[i, 1] > self._offsets[i, 0]:
                while j < len(best) and best[j] == best[i]:
                    j += 1
                start, end = int(self._offsets[i, 0]), int(self._offsets[j - 1, 1])
                out.append(Named(start, end, self.kinds((start, end))))
            i = j
        return out

    def roles(self, act: Range) -> Roles:
        """Return which words fill the roles of the act that a range of words names."""
        labels = self._model.labels
        at = self._pieces(act)
        end = self._act_ends[at].mean(axis=0).reshape(len(labels.roles), labels.arc)
        ends = self._role_ends.reshape(-1, len(labels.roles), labels.arc)
        logits = np.einsum("ra,pra->pr", end, ends) / labels.arc**0.5 + self._model.heads["role_bias"]
        return Roles(labels.roles, _sigmoid(logits), self._offsets)

    def forms(self, act: Range, kind: str) -> dict[str, float]:
        """Return the probability of each mode of a type, for the act that a range of words names."""
        logits = self._pooled(act, "form")
        return {
            form.split("/")[1]: float(p)
            for form, p in zip(self._model.labels.forms, _sigmoid(logits), strict=True)
            if form.split("/")[0] == kind
        }

    def aux(self, act: Range) -> dict[str, float]:
        """Return the probability of each auxiliary mode, for the act that a range of words names."""
        return dict(zip(self._model.labels.aux, map(float, _sigmoid(self._pooled(act, "aux"))), strict=True))

    def between(self, actor: Range, recipient: Range) -> Floats:
        """Return the probability of each type, NONE first, of the act from one party to the other."""
        heads = self._model.heads
        both = np.concatenate([self._states[self._pieces(each)].mean(axis=0) for each in (actor, recipient)])
        asked = np.tanh(heads["ask.weight"] @ both + heads["ask.bias"])
        seen = _softmax(self._states @ asked / len(asked) ** 0.5) @ self._states
        met = np.tanh(heads["meet.weight"] @ np.concatenate([both, seen]) + heads["meet.bias"])
        return _softmax(heads["between.weight"] @ met + heads["between.bias"])

    def _pooled(self, act: Range, head: str) -> Floats:
        heads = self._model.heads
        state = self._states[self._pieces(act)].mean(axis=0)
        return np.asarray(heads[f"{head}.weight"] @ state + heads[f"{head}.bias"], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Roles:
    """How surely each piece of a sentence fills each role of one act."""

    names: tuple[str, ...]
    fills: Floats  # (pieces, roles), 0 to 1
    offsets: npt.NDArray[np.int64]

    def at(self, where: Range, role: str) -> float:
        """Return how surely the words in a range fill a role: the mean over their pieces, 0 for no words."""
        at = _overlapping(self.offsets, where)
        return float(self.fills[at, self.names.index(role)].mean()) if at.size else 0.0


class ActModel:
    """Loads the model once; holds no state between documents."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.digest = check(folder)
        raw = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.labels = Labels(
            tuple(raw["types"]), tuple(raw["forms"]), tuple(raw["roles"]), tuple(raw["aux"]), raw["arc"], raw["longest"]
        )
        self._tokenizer = BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=True)
        options = SessionOptions()
        # One thread a process: runs side by side share a machine, and sums come out in one order.
        options.enable_cpu_mem_arena = False  # the arena keeps what the longest sentences took, and is no faster
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = InferenceSession(
            (folder / "encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        with np.load(folder / "heads.npz") as arrays:
            self.heads: dict[str, Floats] = {name: arrays[name] for name in arrays.files}

    def read(self, sentences: Sequence[str]) -> list[Reading]:
        """Return what the model says of each sentence, in their order.

        The int8 encoder scales by what is in a batch, so the same sentences give the same figures only together.
        """
        coded = self._tokenizer.encode_batch(list(sentences))
        order = sorted(range(len(coded)), key=lambda k: (len(coded[k].ids), k))
        out: list[Reading | None] = [None] * len(coded)
        for first in range(0, len(order), BATCH):
            some = order[first : first + BATCH]
            longest = min(self.labels.longest, max(len(coded[k].ids) for k in some))
            ids = np.zeros((len(some), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, k in enumerate(some):
                n = min(longest, len(coded[k].ids))
                ids[row, :n], mask[row, :n] = coded[k].ids[:n], 1
            said: list[Any] = self._session.run(
                ["states", "kinds", "act_ends", "role_ends"], {"input_ids": ids, "attention_mask": mask}
            )
            for row, k in enumerate(some):
                n = min(longest, len(coded[k].ids))
                out[k] = Reading(self, coded[k].offsets[:n], *(np.asarray(each[row, :n]) for each in said))
        return [each for each in out if each is not None]


def check(folder: Path) -> str:
    """Return the digest of a model's files. Raises ModelError where they are missing or not those of the card."""
    card = folder / "digest.txt"
    if not card.is_file():
        raise ModelError(f"The event model is missing from {folder}. Install Dragoman anew: pip install dragoman")
    wanted = card.read_text(encoding="utf-8").strip()
    found = digest_of(folder, leave=("digest.txt", "CARD.md"))
    if found != wanted:
        raise ModelError(
            f"The event model in {folder} has digest {found[:12]}…, its digest.txt says {wanted[:12]}…. "
            "Its files are damaged or mixed; install Dragoman anew."
        )
    return found


@cache
def load_model() -> ActModel:
    """Return the model that comes with the program, loaded once."""
    return ActModel()
