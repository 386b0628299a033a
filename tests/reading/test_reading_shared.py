"""Real pages and articles: what must be read, and what must not."""

from __future__ import annotations

import json

import pytest
from shared import shared

from dragoman.reading import read
from dragoman.text import clean


def _norm(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("cleaned", [False, True], ids=["read", "read-and-cleaned"])
def test_pages_give_their_passages_and_not_their_furniture(cleaned: bool, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shared("data", "html")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    kept = wanted = out = unwanted = 0
    wrong = []
    documents = list(read([str(folder / "*.html")], on_reject=lambda reject: pytest.fail(str(reject))))
    assert len(documents) == len(expected)
    for raw in documents:
        page = raw.place.rsplit("/", 1)[-1]
        text = _norm(clean(raw).text if cleaned else raw.text)
        for passage in expected[page]["contains"]:
            wanted += 1
            kept += _norm(passage) in text
            wrong += [] if _norm(passage) in text else [f"{page} lacks: {passage}"]
        for passage in expected[page]["lacks"]:
            unwanted += 1
            out += _norm(passage) not in text
            wrong += [] if _norm(passage) not in text else [f"{page} has: {passage}"]
    with capsys.disabled():
        print(
            f"\npages: {kept}/{wanted} passages in ({kept / wanted:.1%}), {out}/{unwanted} out ({out / unwanted:.1%})"
        )
    assert kept / wanted >= 0.95, wrong
    assert out / unwanted >= 0.95, wrong


def test_all_articles_are_read_verbatim() -> None:
    files = [shared("data", "dev_articles.jsonl"), shared("data", "news.jsonl")]
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    rejects: list[object] = []
    documents = list(read([str(file) for file in files], on_reject=rejects.append))
    assert rejects == []
    assert len(documents) == len(rows) == 354
    for raw, row in zip(documents, rows, strict=True):
        assert raw.text == row["text"]
        assert raw.published is not None or not row["date"], f"unread date {row['date']}"
        document = clean(raw)
        assert document.text == row["text"]
        assert document.language == "en"
