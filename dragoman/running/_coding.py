"""One batch through the coder: a report for every document, or the failure that took its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from traceback import extract_tb
from typing import Protocol

from dragoman.errors import DragomanError
from dragoman.records import RawDocument, Report

INTERNAL_ERROR = "internal_error"
WORKER_DIED = "worker_died"


class Options(Protocol):
    """What a run needs of the coder's options: they are compared by their digest."""

    def digest(self) -> str: ...


class CoderLike(Protocol):
    """What a run needs of a coder; `dragoman.pipeline.Coder` is one. A worker builds its own from the class and
    the options, ``type(coder)(coder.options)``, so both must be importable and the options picklable."""

    @property
    def options(self) -> Options: ...
    @property
    def good_to(self) -> date | None:
        """The day to which the tables of people in office are known to be right, if they say so."""

    def code_raw(self, raw: RawDocument) -> Report: ...
    def pipe_raw(self, raws: Iterable[RawDocument]) -> Iterator[Report]: ...


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no report."""

    doc: str
    reason: str
    detail: str


Result = Report | Failure


def result_id(result: Result) -> str:
    """Return the id of the document a result is of."""
    return result.doc if isinstance(result, Failure) else result.document.id


def code_batch(coder: CoderLike, raws: Sequence[RawDocument], debug: bool = False) -> list[Result]:
    """Return a result for each document, in order. An exception costs only the document that raised it; with
    ``debug`` it is raised. Errors that are the user's to mend (no model) are always raised."""
    results: list[Result] = []
    try:
        for raw, report in zip(raws, coder.pipe_raw(raws), strict=True):
            results.append(_checked(raw, report))
        return results
    except DragomanError:
        raise
    except Exception:
        if debug:
            raise
    return results + [code_one(coder, raw) for raw in raws[len(results) :]]


def code_one(coder: CoderLike, raw: RawDocument) -> Result:
    """Return the report of one document, or how coding it failed."""
    try:
        return _checked(raw, coder.code_raw(raw))
    except DragomanError:
        raise
    except Exception as error:
        where = extract_tb(error.__traceback__)[-1]
        said = " ".join(str(error).split())
        detail = f"{type(error).__name__}: {said} ({Path(where.filename).name}:{where.lineno})"
        return Failure(str(raw.id), INTERNAL_ERROR, detail)


def _checked(raw: RawDocument, report: Report) -> Report:
    if report.document.id != raw.id:
        raise ValueError(f"the coder returned document {report.document.id!r} for {raw.id!r}")
    return report
