"""The network: one encoding of a sentence, and small heads that read every decision from it.

``Network`` is torch; ``export`` writes what the program needs of it: the encoder with all that is said of each word
piece as int8 ONNX, and the heads over pooled pieces as plain arrays, which `dragoman.events.model` multiplies itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel

from training.examples import AUX, FORMS, ROLES, TYPES, Example

WIDTH = 384  # of the encoder's states
ARC = 96  # of the space in which an act and the words of its parties are compared, for each role
# The export of the shipped model moved 0.015 on 64 sentences; an encoder written wrongly moves most of it.
ROUNDING = 0.1
PAIR = 256  # of the hidden layer between two marked parties and their type


class Network(nn.Module):
    """Encoder, what is said of each piece (its type, both ends of a role), and the heads over pooled pieces."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        self.drop = nn.Dropout(0.15)
        self.kind = nn.Linear(WIDTH, len(TYPES))
        self.act_end = nn.Linear(WIDTH, len(ROLES) * ARC)
        self.role_end = nn.Linear(WIDTH, len(ROLES) * ARC)
        self.role_bias = nn.Parameter(torch.full((len(ROLES),), -2.0))
        self.form = nn.Linear(WIDTH, len(FORMS))
        self.aux = nn.Linear(WIDTH, len(AUX))
        self.ask = nn.Linear(2 * WIDTH, WIDTH)
        self.meet = nn.Linear(3 * WIDTH, PAIR)
        self.between = nn.Linear(PAIR, len(TYPES))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return states, type logits, act ends and role ends of each piece: (batch, pieces, …)."""
        states = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return states, self.kind(states), torch.tanh(self.act_end(states)), torch.tanh(self.role_end(states))

    def roles(self, act: Tensor, role_end: Tensor) -> Tensor:
        """Return role logits (pieces, roles) of one act, from its mean act end and all role ends."""
        return (
            torch.einsum("ra,pra->pr", act.view(len(ROLES), ARC), role_end.view(-1, len(ROLES), ARC)) / ARC**0.5
            + self.role_bias
        )

    def pair(self, states: Tensor, actor: Tensor, recipient: Tensor) -> Tensor:
        """Return type logits between two parties: their mean states and what they attend to in the sentence."""
        both = torch.cat([actor, recipient])
        weights = torch.softmax(states @ torch.tanh(self.ask(both)) / WIDTH**0.5, dim=0)
        return self.between(torch.tanh(self.meet(torch.cat([both, weights @ states]))))


def batch_of(examples: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, mask and type labels (batch, pieces), padded; labels are -100 where there is nothing to learn."""
    longest = max(len(e.ids) for e in examples)
    ids, mask, kinds = (torch.full((len(examples), longest), fill) for fill in (0, 0, -100))
    for row, e in enumerate(examples):
        n = len(e.ids)
        ids[row, :n], mask[row, :n] = torch.tensor(e.ids), 1
        kinds[row, 1 : n - 1] = torch.tensor(e.kinds[1:-1])
    return ids, mask, kinds


def losses(net: Network, examples: list[Example]) -> dict[str, Tensor]:
    """Return the loss of each decision over a batch, by name."""
    ids, mask, kinds = batch_of(examples)
    with torch.autocast("cpu", dtype=torch.bfloat16):  # 0.31 s a batch of 32 in place of 0.52
        said = net(ids, mask)
    states, kind_logits, act_ends, role_ends = (each.float() for each in said)
    found = {"kind": nn.functional.cross_entropy(kind_logits.flatten(0, 1), kinds.flatten(), ignore_index=-100)}
    roles, forms, aux, pairs = [], [], [], []
    binary = nn.functional.binary_cross_entropy_with_logits
    for row, e in enumerate(examples):
        n = len(e.ids)
        for act in e.acts:
            at = torch.tensor(act.pieces)
            wanted = torch.zeros(n, len(ROLES))
            for r, where in enumerate(act.roles):
                wanted[list(where), r] = 1.0
            logits = net.roles(act_ends[row, at].mean(0), role_ends[row, :n])
            roles.append(binary(logits[1:-1], wanted[1:-1]))
            state = states[row, at].mean(0)
            mine = [i for i, form in enumerate(FORMS) if form.split("/")[0] == TYPES[act.kind]]
            if mine:
                labels = torch.tensor([float(i in act.forms) for i in mine])
                forms.append(binary(net.form(state)[mine], labels, reduction="sum"))
            flags = torch.tensor([float(i in act.aux) for i in range(len(AUX))])
            aux.append(binary(net.aux(state), flags, reduction="sum"))
        for pair in e.pairs:
            logits = net.pair(states[row, :n], states[row, list(pair.actor)].mean(0),
                              states[row, list(pair.recipient)].mean(0))  # fmt: skip
            # Parties that no act joins outnumber the joined: a third of the weight keeps them from drowning these.
            weight = 1.0 if pair.kind else 0.33
            pairs.append(weight * nn.functional.cross_entropy(logits[None], torch.tensor([pair.kind])))
    for name, each in (("roles", roles), ("forms", forms), ("aux", aux), ("pairs", pairs)):
        if each:
            found[name] = torch.stack(each).mean()
    return found


def export(net: Network, folder: Path, sample: Sequence[Example]) -> float:
    """Write ``encoder.onnx`` (dynamic int8) and ``heads.npz`` (float32) into a folder.

    Returns the mean share of the probability over types that int8 moved, per piece of ``sample``. Raises
    RuntimeError where that is more than ROUNDING.
    """
    from onnxruntime import InferenceSession
    from onnxruntime.quantization import QuantType, quantize_dynamic

    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    plain = folder / "plain.onnx"
    ids = torch.tensor([[101, 7592, 2088, 102, 0], [101, 2023, 2003, 1037, 102]])
    mask = torch.tensor([[1, 1, 1, 1, 0], [1, 1, 1, 1, 1]])
    axes = {0: "batch", 1: "pieces"}
    names = ["states", "kinds", "act_ends", "role_ends"]
    torch.onnx.export(
        net, (ids, mask), str(plain), input_names=["input_ids", "attention_mask"], output_names=names,
        dynamic_axes=dict.fromkeys(("input_ids", "attention_mask", *names), axes), opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(plain, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    plain.unlink()
    heads = {
        f"{name}.{part}": tensor.detach().numpy().astype(np.float32)
        for name in ("form", "aux", "ask", "meet", "between")
        for part, tensor in getattr(net, name).named_parameters()
    }
    heads["role_bias"] = net.role_bias.detach().numpy().astype(np.float32)
    np.savez(folder / "heads.npz", **heads)
    session = InferenceSession(folder / "encoder.onnx", providers=["CPUExecutionProvider"])
    ids, mask, kinds = batch_of(list(sample))
    ours = session.run(["kinds"], {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0]
    with torch.no_grad():
        theirs = torch.softmax(net(ids, mask)[1], -1)
    off = (torch.softmax(torch.from_numpy(np.asarray(ours)), -1) - theirs).abs().sum(-1)[kinds >= 0].mean() / 2
    if off > ROUNDING:
        raise RuntimeError(f"int8 moved {off:.3f} of the probability of a piece's types; rounding alone moves less")
    return float(off)
