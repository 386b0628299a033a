"""A floor under the stories of the corpus: how well tellings of one event are put together, and no others with them."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from tests.stories.score import clusters, code, copy_score, find_copies, read_texts, score

F1, PRECISION = 0.90, 0.95


@pytest.mark.parametrize("part", ["open", "heldout"])
def test_the_stories_of_the_corpus(part: str, coder: Coder) -> None:
    texts = read_texts(part)
    found = score(texts, clusters(code(coder, texts), find_copies(texts)))["all"]
    assert found.precision >= PRECISION
    assert found.f1 >= F1


@pytest.mark.parametrize("part", ["open", "heldout"])
def test_the_copies_of_the_corpus(part: str) -> None:
    precision, recall = copy_score(read_texts(part))
    assert precision >= 0.99
    assert recall >= 0.95
