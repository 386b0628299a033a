"""Case tables of marked texts: lines ``construction | text with [marked acts] | answer ; answer``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dragoman import text as text_stage
from dragoman.pipeline import Coder
from dragoman.records import Parse, RawDocument

# All cases are as if published on this day.
PUBLISHED = date(2015, 6, 10)


def read_lines(path: Path) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield for each case the number of its line, its construction, marked text and answers.

    Raises ValueError with the place of a line that has not three parts.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split(" | ")
        if len(parts) != 3:
            raise ValueError(f"{path.name}, line {number}: {len(parts)} parts, not 3")
        yield number, parts[0], parts[1], parts[2].split(" ; ")


def parses(coder: Coder, texts: list[str]) -> dict[str, Parse]:
    """Return the grammar of each text, as documents of their own."""
    each = list(dict.fromkeys(texts))
    documents = [
        text_stage.clean(RawDocument(place="case", text=text, language="en", published=PUBLISHED, exact=True))
        for text in each
    ]
    return dict(zip(each, coder.parser.pipe(documents), strict=True))
