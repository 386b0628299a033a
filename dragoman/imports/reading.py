"""From a file to foreign events: which data set it is of, by its columns, and each row by the columns it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dragoman.imports import gdelt, icews, polecat
from dragoman.imports._cells import BadCell
from dragoman.imports._opening import Line, contents
from dragoman.imports._record import ForeignEvent
from dragoman.records import Reject

ORIGINS: Mapping[str, Callable[[Mapping[str, str], Line], ForeignEvent]] = {
    gdelt.ORIGIN: gdelt.read, icews.ORIGIN: icews.read, polecat.ORIGIN: polecat.read,
}  # fmt: skip
REASONS: Mapping[str, str] = {
    "unknown_columns": "not a file of a data set known here",
    "wrong_cell_count": "the row has another number of cells than there are columns",
    "bad_cell": "a cell is not what its column says",
    "too_long": "longer than a row of these data sets may be",
    "corrupt": "damaged or cut off: what came before the damage was read",
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which data set a content is of, and the columns of its rows."""

    origin: str
    columns: tuple[str, ...]
    header: bool

    def row(self, cells: Sequence[str]) -> dict[str, str] | None:
        """Return the cells by column, or None where they do not fit. Surplus empty cells do no harm, and columns that
        POLECAT names without filling them are passed over."""
        columns: Sequence[str] = self.columns
        while len(cells) > len(columns) and not cells[-1].strip():
            cells = cells[:-1]
        if len(cells) != len(columns) and self.origin == polecat.ORIGIN:
            columns = [name for name in columns if name in polecat.KNOWN]
        return dict(zip(columns, cells, strict=True)) if len(cells) == len(columns) else None


def read(path: Path, origin: str | None = None) -> Iterator[ForeignEvent | Reject]:
    """Yield the events of a file (plain, gzipped or zipped), and a Reject for every row that is none.

    ``origin`` says which data set it is; without it the columns do. A content whose columns are of no data set known
    here (or not of the one named) is one Reject. Raises InputError for a file that is not there.
    """
    for lines in contents(path):
        yield from _content(lines, origin)


def _content(lines: Iterator[Line | Reject], origin: str | None) -> Iterator[ForeignEvent | Reject]:
    for first in lines:
        if isinstance(first, Reject):
            yield first
        elif first.text.strip():
            cells = first.text.split("\t")
            shape = shape_of(cells, origin)
            if shape is None:
                yield Reject(first.place, "unknown_columns", _unknown(len(cells), origin))
                return
            yield from _rows(lines if shape.header else chain([first], lines), shape)


def _unknown(count: int, origin: str | None) -> str:
    wanted = f"not the columns of {origin}" if origin else "not the columns of any data set known here"
    return (
        f"{count} tab-separated cells, {wanted}. GDELT has 61 columns (57 or 58 in version 1.0) and no header; ICEWS "
        "and POLECAT have a header. Say which it is with --from gdelt, icews or polecat."
    )


def shape_of(cells: Sequence[str], origin: str | None = None) -> _Shape | None:
    """Return the shape of a content by the cells of its first line; None where it is of no data set known here."""
    names = tuple(cell.strip().strip('"') for cell in cells)
    for known, needed in ((icews.ORIGIN, icews.NEEDED), (polecat.ORIGIN, polecat.NEEDED)):
        if origin in (None, known) and set(needed) <= set(names):
            return _Shape(known, names, header=True)
    if origin not in (None, gdelt.ORIGIN):
        return None
    by_case = {name.lower(): name for name in gdelt.COLUMNS_OF[62]}
    if "globaleventid" in (name.lower() for name in names):
        return _Shape(gdelt.ORIGIN, tuple(by_case.get(name.lower(), name) for name in names), header=True)
    columns = gdelt.COLUMNS_OF.get(len(cells))
    if columns is None or not (cells[0].strip().isdigit() and cells[1].strip().isdigit()):
        return None
    return _Shape(gdelt.ORIGIN, columns, header=False)


def _rows(lines: Iterator[Line | Reject], shape: _Shape) -> Iterator[ForeignEvent | Reject]:
    read_row = ORIGINS[shape.origin]
    for line in lines:
        if isinstance(line, Reject):
            yield line
            continue
        if not line.text.strip():
            continue
        cells = line.text.split("\t")
        row = shape.row(cells)
        if row is None:
            yield Reject(line.place, "wrong_cell_count", f"{len(cells)} cells, {len(shape.columns)} columns")
            continue
        try:
            yield read_row(row, line)
        except BadCell as error:
            yield Reject(line.place, "bad_cell", str(error))
