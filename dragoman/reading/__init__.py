"""Where does the text come from? Files, folders, globs, archives and standard input, one document at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dragoman.reading.dates import read_date
from dragoman.reading.hint import count_hint
from dragoman.reading.inputs import check_inputs, files
from dragoman.reading.limits import REASONS
from dragoman.reading.opening import read_file
from dragoman.records import RawDocument, Reject

__all__ = ["REASONS", "count_hint", "read", "read_date"]


def read(inputs: Sequence[str], *, on_reject: Callable[[Reject], None]) -> Iterator[RawDocument]:
    """Yield every document of the inputs, in the order they are named, folders and globs sorted.

    Holds one document (of a row format: one batch of rows) at a time. What cannot be read is handed to
    ``on_reject`` with its place and one of ``REASONS``, and reading goes on. Raises InputError at once, before
    anything is read, for an input that does not exist or a glob that matches nothing.
    """
    check_inputs(inputs)
    return _read(inputs, on_reject)


def _read(inputs: Sequence[str], on_reject: Callable[[Reject], None]) -> Iterator[RawDocument]:
    for name in files(inputs):
        for found in read_file(name):
            if isinstance(found, Reject):
                on_reject(found)
            else:
                yield found
