"""Find sentences of the corpus that tell nearly the same thing in other words, by their embeddings.

    python -m training.neighbours            every pair at or above ALIKE; exit status 1 if one crosses the split
    python -m training.neighbours --least X  pairs from another cosine up

``python -m training.corpus check`` compares words; this compares meanings, with the same pretrained encoder the model
starts from (before any training). Needs ``pip install -r training/requirements.txt``.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from training.base import base
from training.corpus import Entry, read_all

# Set by reading all pairs from 0.80 up: from there two sentences nearly always tell of one happening, and from 0.865
# they tell it in the same words, for which one of the two was taken out.
ALIKE = 0.80
BATCH = 64
Floats = npt.NDArray[np.float32]


def embed(sentences: list[str]) -> Floats:
    """Return unit vectors (sentences, 384): the mean of the last states of each one's pieces."""
    folder = base()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    net = AutoModel.from_pretrained(folder, add_pooling_layer=False).eval()
    coded = [tokenizer.encode(s).ids for s in sentences]
    order = sorted(range(len(coded)), key=lambda k: len(coded[k]))
    out = np.zeros((len(coded), net.config.hidden_size), dtype=np.float32)
    with torch.no_grad():
        for first in range(0, len(order), BATCH):
            some = order[first : first + BATCH]
            longest = max(len(coded[k]) for k in some)
            ids = torch.tensor([coded[k] + [0] * (longest - len(coded[k])) for k in some])
            mask = (torch.arange(longest)[None] < torch.tensor([len(coded[k]) for k in some])[:, None]).long()
            states = net(input_ids=ids, attention_mask=mask).last_hidden_state * mask[..., None]
            out[some] = (states.sum(1) / mask.sum(1, keepdim=True)).numpy()
    return np.asarray(out / np.linalg.norm(out, axis=1, keepdims=True), dtype=np.float32)


def alike(entries: list[Entry], least: float) -> list[tuple[float, Entry, Entry]]:
    """Return the pairs of entries whose embeddings have a cosine of ``least`` or more, closest first."""
    vectors = embed([e.sentence for e in entries])
    cosines = np.triu(vectors @ vectors.T, k=1)
    pairs = [(float(cosines[i, j]), entries[i], entries[j]) for i, j in np.argwhere(cosines >= least)]
    return sorted(pairs, key=lambda p: (-p[0], p[1].place, p[2].place))


def main() -> int:
    parser = argparse.ArgumentParser(description="List sentences of the corpus that tell nearly the same thing.")
    parser.add_argument("--least", type=float, default=ALIKE, help="cosine from which on a pair is listed")
    crossing = 0
    for cosine, a, b in alike(read_all(), parser.parse_args().least):
        crosses = a.tags.get("split") != b.tags.get("split")
        crossing += crosses
        print(f"{cosine:.3f}{' CROSSES THE SPLIT' if crosses else ''}")
        print(f"  {a.place}: {a.sentence}\n  {b.place}: {b.sentence}")
    return 1 if crossing else 0


if __name__ == "__main__":
    sys.exit(main())
