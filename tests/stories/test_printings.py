"""First printings: the same for any order of coming, and those that one gets who reads in order of publication."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import stable_id
from dragoman.stories import Copies, Printing, Signature, settle

WIRE = (
    "Peru and Ecuador signed a treaty on Monday that settles where their border runs in the Cenepa valley, the foreign"
    " minister of Peru said after the ceremony in Brasilia. Engineers are to set the last stones before the rains."
)
RADIO = (
    "Soldiers opened fire on a patrol from across the river at nightfall and wounded three men, an officer told the"
    " radio in Quito, before mortars answered for an hour and the villagers fled to the hills."
)
TEXTS = (
    WIRE,
    "BRASILIA (AP) - " + WIRE,
    WIRE + " Farmers on both banks of the river have been promised roads, schools and a market.",
    WIRE.replace("settles", "lays down").replace("stones", "marks"),
    RADIO,
    RADIO.replace("nightfall", "dusk") + " " + WIRE,
    "QUITO - " + RADIO + " Nobody came to the border post on the day after.",
)


def printing(doc: str, text: str, day: int | None) -> Printing:
    signature = Signature.of(text)
    published = date(1998, 10, day) if day else None
    return Printing(doc, published, stable_id(signature.to_bytes().hex()), tuple(signature.buckets()))


class Shelf:
    """What a store does around `settle`: it keeps the printings, and settles again what was moved."""

    def __init__(self) -> None:
        self.kept: dict[str, Printing] = {}
        self.texts: dict[str, str] = {}

    def take(self, coming: list[tuple[Printing, str]]) -> None:
        self.texts |= {one.doc: text for one, text in coming}
        before = [self.kept[one.doc] for one, _ in coming if one.doc in self.kept]
        due = [one for one, _ in coming]
        while due:
            ids = {one.doc for one in due}
            standing = defaultdict(list)
            for one in sorted(self.kept.values(), key=lambda one: one.place):
                if one.is_first and one.doc not in ids:
                    for key in one.keys:
                        standing[key].append(one.place)
            found = settle(due, standing, lambda doc: Signature.of(self.texts[doc]), before)
            self.kept |= {one.doc: replace(one, first=found.firsts[one.doc]) for one in due}
            due = before = [
                one
                for one in self.kept.values()
                if one.doc not in ids and any(one.place > found.moved[key] for key in one.keys if key in found.moved)
            ]


@given(
    st.lists(
        st.tuples(st.sampled_from(TEXTS), st.none() | st.integers(1, 5), st.integers(0, 3)), min_size=1, max_size=12
    )
)
def test_any_order_of_coming_is_that_of_publication(asked):
    """Each document comes in one of four runs; whenever that is, its first printing is the same."""
    documents = [(printing(f"d{n:02}", text, day), text, run) for n, (text, day, run) in enumerate(asked)]
    shelf, copies = Shelf(), Copies()
    for run in range(4):
        shelf.take([(one, text) for one, text, when in documents if when == run])
    expected = {
        one.doc: copies.add(one.doc, text) or one.doc
        for one, text, _ in sorted(documents, key=lambda each: each[0].place)
    }
    assert {doc: one.first for doc, one in shelf.kept.items()} == expected


@given(st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.integers(1, 5)), min_size=1, max_size=8))
def test_a_document_whose_text_changed_leaves_no_trace_of_the_old_one(asked):
    first = [(printing(f"d{n}", text, day), text) for n, (text, _, day) in enumerate(asked)]
    second = [(printing(f"d{n}", text, day), text) for n, (_, text, day) in enumerate(asked)]
    changed, fresh = Shelf(), Shelf()
    changed.take(first)
    for one in second:
        changed.take([one])
    fresh.take(second)
    assert changed.kept == fresh.kept
