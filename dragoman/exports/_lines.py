"""Lines into a file that is there whole or not at all, and texts into cells without quoting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from dragoman.exports._losses import Losses
from dragoman.store.files import flush, speaking

# White space and control signs would end a cell or a row; a lone surrogate has no UTF-8.
_BREAKING = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+")


class Flat:
    """Texts as cells of a tab-separated format without quoting. What is altered for it is counted.

    A double quote becomes a single one: many readers of such files take one at the beginning of a cell for a quotation
    that goes on over tabs and lines.
    """

    def __init__(self, losses: Losses) -> None:
        self._losses = losses

    def __call__(self, text: str | None) -> str:
        """Return a text as a cell: white space and control signs become one blank; "" where there is none."""
        flat = _BREAKING.sub(" ", text or "").strip().replace('"', "'")
        self._losses.add("cells with tabs, line ends or runs of blanks, or with double quotes", flat != (text or ""))
        return flat

    def member(self, text: str | None) -> str:
        """Return a text as a member of a list that is joined by semicolons: its own become commas."""
        cell = self(text)
        self._losses.add("members of lists with a semicolon, written as a comma", ";" in cell)
        return cell.replace(";", ",")


def write_lines(out: Path, lines: Iterable[str]) -> int:
    """Write lines (each with its line end) as UTF-8 and return how many. The file is there whole, or untouched."""
    beside = out.with_name(out.name + ".tmp")
    count = 0
    with speaking(out):
        try:
            with beside.open("wb") as file:
                for count, line in enumerate(lines, 1):  # noqa: B007
                    file.write(line.encode("utf-8"))
                flush(file)
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)
    return count
