"""One run: inputs through the coder into a chronicle, an output file, or both; stopped and gone on at will."""

from __future__ import annotations

import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from dragoman import __version__, reading
from dragoman.errors import OutputError
from dragoman.records import RawDocument, Reject, Report, stable_id
from dragoman.running._batches import BATCH_DOCUMENTS, Batch, Item, Job, Reader, Seen, batches, items, link
from dragoman.running._coding import CoderLike, Failure, Options, Result, code_batch, result_id
from dragoman.running._linking import link_stories
from dragoman.running._report import Progress, RunReport, Tally, in_order
from dragoman.running._workers import Workers
from dragoman.store import LINES, Chronicle, FiledReject, Part, Records, coder_digest

_STDIN = "-"


def run(
    inputs: Sequence[str],
    coder: CoderLike,
    *,
    chronicle: Path | None = None,
    output: Path | None = None,
    records: Records = "events",
    jobs: int = 1,
    options: Options | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    debug: bool = False,
    batch_size: int = BATCH_DOCUMENTS,
    read: Reader = reading.read,
) -> RunReport:
    """Code every document of the inputs into a chronicle, an output file, or both, and say how it went.

    Batches are committed one by one. A run that was killed, at whatever moment, goes on when it is started
    again with the same inputs: documents that are in the chronicle unchanged are not coded again, an output
    file is continued at its last safe line. When all are filed, what they tell is linked into stories. The result
    is that of a run that was never disturbed, whatever the number of ``jobs``.

    Ctrl-C returns a report with ``interrupted`` set. What cannot be read or coded is set aside (in the store
    table `rejects`, and beside an output file) and counted; with ``debug`` a failing document raises.
    Raises InputError, StoreError, OutputError or ModelError, each one line with its cure.
    """
    if chronicle is None and output is None:
        raise ValueError("name a chronicle, an output file, or both")
    if jobs < 1 or batch_size < 1:
        raise ValueError("jobs and batch_size are at least 1")
    started = time.monotonic()
    options = coder.options if options is None else options
    with ExitStack() as stack:
        seen = Seen()
        stack.callback(seen.close)
        found = items(inputs, read, seen)  # a missing input is told before anything is made
        first = _peek(found)
        store = stack.enter_context(Chronicle.open(chronicle)) if chronicle is not None else None
        digest = coder_digest(__version__, options.digest())
        part = None
        if output is not None:
            part = Part.open(output, stable_id("lines", digest, records, output.name), records)
            stack.callback(part.close)
        number = (
            store.start_run(__version__, repr(options), options.digest(), list(inputs)) if store is not None else None
        )
        this = _Run(store, part, records, number, digest, on_progress, started, coder.good_to)
        try:
            stream = this.resume(_chained(first, found), lambda: _again(inputs, output, read, stack))
            this.go(stream, coder, jobs, batch_size, debug)
            if store is not None:
                link_stories(store)
        except KeyboardInterrupt:
            return this.report(interrupted=True)
        this.finish()
        return this.report(interrupted=False)


def _peek(found: Iterator[Item]) -> list[Item]:
    """Return the first item, if any: a reader looks at its inputs when it is first asked."""
    return [item for item in (next(found, None),) if item is not None]


def _chained(first: list[Item], rest: Iterator[Item]) -> Iterator[Item]:
    yield from first
    yield from rest


def _again(inputs: Sequence[str], output: Path | None, read: Reader, stack: ExitStack) -> Iterator[Item]:
    """Return the inputs from their beginning once more. Raises OutputError for standard input, which is gone."""
    if _STDIN in inputs:
        raise OutputError(f"{output}.part was made from other input than this. It is cleared: start the run again.")
    seen = Seen()
    stack.callback(seen.close)
    return items(inputs, read, seen)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let a Ctrl-C wait until a commit is through; it is raised right after."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Ctrl-C is only ever raised in the main thread
        return
    pressed: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


class _Run:
    """The state of one run: where its results go, and its counts."""

    def __init__(
        self,
        store: Chronicle | None,
        part: Part | None,
        records: Records,
        number: int | None,
        digest: str,
        on_progress: Callable[[Progress], None] | None,
        started: float,
        good_to: date | None,
    ) -> None:
        self.good_to = good_to
        self.latest: date | None = None  # the day of the latest document coded
        self.store = store
        self.part = part
        self.records = records
        self.number = number
        self.digest = digest
        self.on_progress = on_progress
        self.started = started
        self.tally = Tally()
        self.notes: list[str] = list(store.notes) if store is not None else []
        self.done = 0  # items of the part of a killed run
        self.chain = ""
        self.before = 0  # documents among them
        self.rejects_file: Path | None = None

    def resume(self, found: Iterator[Item], again: Callable[[], Iterator[Item]]) -> Iterator[Item]:
        """Return the input that is still to be done. An output file alone goes on where its part ends, if the
        part was made of the beginning of this very input; with a chronicle beside it the part is made anew,
        from the reports that are filed."""
        part = self.part
        if part is None:
            return found
        if part.abandoned:
            self.notes.append(f"{part.out}.part was made with another version, options or kind of records: begun anew.")
        if part.state.items == 0:
            return found
        if self.store is not None:
            part.restart()
            return found
        chain, count = "", 0
        for item in found:
            chain, count = link(chain, item), count + 1
            if count == part.state.items:
                break
        if (count, chain) == (part.state.items, part.state.chain):
            self.done, self.chain = count, chain
            self.tally = Tally(part.state.counts)
            self.before = self.tally.numbers["read"]
            return found
        part.restart()
        self.notes.append(f"{part.out}.part was made from other inputs: begun anew.")
        return again()

    def go(self, found: Iterator[Item], coder: CoderLike, jobs: int, size: int, debug: bool) -> None:
        coming = batches(found, size, self.done, self.chain)
        if jobs == 1:
            for batch in coming:
                self.commit(batch, code_batch(coder, self.choose(batch), debug))
            return
        with Workers(coder, jobs, debug) as workers:
            for batch, results in workers.code(coming, self.choose):
                self.commit(batch, results)

    def choose(self, batch: Batch) -> list[RawDocument]:
        """Return the documents of a batch that are to be coded: no copies, nothing that is here unchanged."""
        jobs = [item for item in batch.items if isinstance(item, Job) and not item.copy]
        here = self.store.known([job.id for job in jobs]) if self.store is not None else {}
        return [job.raw for job in jobs if here.get(job.id) != (job.digest, self.digest)]

    def commit(self, batch: Batch, results: Sequence[Result]) -> None:
        """File one batch: all of it, or nothing."""
        by_id = {result_id(result): result for result in results}
        tally = Tally(self.tally.plain())
        rejects: list[FiledReject] = []
        for item in batch.items:
            found = _set_aside(item, by_id)
            if found is not None:
                rejects.append(found)
                tally.reject(found.reject)
            if isinstance(item, Job):
                tally.job(item, by_id.get(item.id))
        reports = [result for result in results if isinstance(result, Report)]
        days = [report.document.published for report in reports if report.document.published is not None]
        self.latest = max([*days, *([self.latest] if self.latest else [])], default=None)
        with _uninterrupted():
            if self.store is not None and self.number is not None:
                digests = {item.id: item.digest for item in batch.items if isinstance(item, Job) and not item.copy}
                added = self.store.add(reports, self.number, digests=digests, rejects=rejects, counts=tally.counts())
                tally.numbers["replaced"] += added.replaced
            if self.part is not None:
                lines = self.lines(batch, by_id)
                aside = [filed.reject for filed in rejects]
                self.part.commit(lines, aside, batch.items_done, batch.chain, tally.plain())
            self.tally = tally
        if self.on_progress is not None:
            self.on_progress(tally.progress(time.monotonic() - self.started, self.before))

    def lines(self, batch: Batch, results: Mapping[str, Result]) -> Iterator[dict[str, Any]]:
        """Yield what the output file gets of a batch, in input order; reports that were here come from the
        chronicle, without their stories: those of the fresh ones are not known before the run ends."""
        jobs = [item for item in batch.items if isinstance(item, Job) and not item.copy]
        absent = [job.id for job in jobs if job.id not in results]
        here = self.store.reports(absent) if self.store is not None and absent else {}
        for job in jobs:
            result = results.get(job.id) or _without_stories(here[job.id])
            if isinstance(result, Report):
                yield from LINES[self.records](result)

    def finish(self) -> None:
        """Close the books: the run's end in the chronicle, the output file in its place."""
        with _uninterrupted():
            if self.store is not None and self.number is not None:
                self.store.finish_run(self.number, self.tally.counts())
            if self.part is not None:
                if self.part.state.reject_bytes:
                    self.rejects_file = self.part.rejects_out
                self.part.finish()

    def report(self, interrupted: bool) -> RunReport:
        if self.good_to is not None and self.latest is not None and self.latest > self.good_to:
            self.notes.append(
                f"The latest document is of {self.latest}, but the table of people in office is good to "
                f"{self.good_to}: who took office since is not known. See: dragoman tables"
            )
        numbers, statuses = self.tally.numbers, self.tally.statuses
        return RunReport(
            documents_read=numbers["read"],
            coded=statuses["coded"],
            silent=in_order(Counter({status: n for status, n in statuses.items() if status != "coded"})),
            present=numbers["present"],
            replaced=numbers["replaced"],
            copies=numbers["copies"],
            renamed=numbers["renamed"],
            rejects=in_order(self.tally.rejects),
            events=numbers["events"],
            events_by_type=in_order(self.tally.types),
            sentences_by_silence=in_order(self.tally.silences),
            seconds=time.monotonic() - self.started,
            interrupted=interrupted,
            resumed_at=self.done,
            notes=tuple(self.notes),
            run=self.number,
            chronicle=self.store.path if self.store is not None else None,
            output=self.part.out if self.part is not None else None,
            rejects_file=self.rejects_file,
        )


def _without_stories(report: Report) -> Report:
    return replace(report, events=tuple(replace(event, story=None) for event in report.events))


def _set_aside(item: Item, results: Mapping[str, Result]) -> FiledReject | None:
    """Return the reject that an item is, or that its document became; None for one that has a report."""
    if isinstance(item, Reject):
        return FiledReject(item)
    result = None if item.copy else results.get(item.id)
    return (
        FiledReject(Reject(item.raw.place, result.reason, result.detail), item.id)
        if isinstance(result, Failure)
        else None
    )
