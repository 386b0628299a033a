"""Corpus entries as arrays: word pieces with their labels, ready for a network of any framework.

Nothing here depends on a deep-learning library, so that tests can check the labels without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from dragoman.records import AUX_MODES, EVENT_TYPES
from training.corpus import MODES, Entry, Party, Span

# What each output of the network stands for, in order. The model's labels.json repeats them.
TYPES: tuple[str, ...] = ("NONE", *EVENT_TYPES)
FORMS: tuple[str, ...] = tuple(f"{kind}/{mode}" for kind in EVENT_TYPES for mode in MODES[kind])
ROLES: tuple[str, ...] = ("who", "whom", "by", "where", "when")
AUX: tuple[str, ...] = tuple(AUX_MODES)
# The longest sentence of the corpus has 87 word pieces; real news has a few above 160, cut here.
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Told:
    """One act in word pieces: where it is named, what it is, and the pieces that fill each role."""

    pieces: tuple[int, ...]
    kind: int  # of TYPES
    forms: tuple[int, ...]  # of FORMS
    aux: tuple[int, ...]  # of AUX
    roles: tuple[tuple[int, ...], ...]  # pieces, for each of ROLES


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties of one sentence and the type of the act from the first to the second (0: none)."""

    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    kind: int


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence: ids of its word pieces with the special ones, the type each belongs to, its acts and pairs."""

    ids: tuple[int, ...]
    kinds: tuple[int, ...]  # of TYPES, for each piece
    acts: tuple[Told, ...]
    pairs: tuple[Pair, ...]


def pieces(offsets: Sequence[tuple[int, int]], span: Span) -> tuple[int, ...]:
    """Return the word pieces that share characters with a span."""
    return tuple(i for i, (a, b) in enumerate(offsets) if a < span.end and span.start < b)


def example(entry: Entry, tokenizer: Tokenizer) -> Example:
    """Return an entry as arrays. What lies behind LONGEST pieces is cut, and acts named there with it."""
    coded = tokenizer.encode(entry.sentence)
    ids, offsets = coded.ids, coded.offsets
    if len(ids) > LONGEST:
        ids, offsets = [*ids[: LONGEST - 1], ids[-1]], [*offsets[: LONGEST - 1], (0, 0)]
    kinds = [0] * len(ids)
    acts = []
    for act in entry.acts:
        at = pieces(offsets, act.span)
        if not at:
            continue
        kind = TYPES.index(act.type)
        for i in at:
            kinds[i] = kinds[i] or kind
        sides: tuple[Sequence[Party | Span], ...] = (act.who, act.whom, act.by, act.where, act.when)
        roles = tuple(
            tuple(sorted({i for each in side for i in pieces(offsets, each.span if isinstance(each, Party) else each)}))
            for side in sides
        )
        forms = tuple(FORMS.index(f"{act.type}/{mode}") for mode in act.modes)
        acts.append(Told(at, kind, forms, tuple(AUX.index(a) for a in act.aux), roles))
    return Example(tuple(ids), tuple(kinds), tuple(acts), _pairs(entry, offsets))


def _pairs(entry: Entry, offsets: Sequence[tuple[int, int]]) -> tuple[Pair, ...]:
    """Return the ordered pairs of an entry's parties, each with the first act that joins them so, or none.

    Parties of one act that act on each other (met, signed, clashed) are joined in both directions.
    """
    joined: dict[tuple[Span, Span], int] = {}
    parties: list[Span] = []
    for act in entry.acts:
        kind = TYPES.index(act.type)
        parties += [p.span for p in (*act.who, *act.whom) if p.span not in parties]
        for a in act.who:
            for b in act.whom or act.who:
                if a.span != b.span:
                    joined.setdefault((a.span, b.span), kind)
    out = []
    for a in parties:
        for b in parties:
            if a.start < b.end and b.start < a.end:
                continue
            first, second = pieces(offsets, a), pieces(offsets, b)
            if first and second:
                out.append(Pair(first, second, joined.get((a, b), 0)))
    return tuple(out)
