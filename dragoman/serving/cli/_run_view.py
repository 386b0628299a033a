"""`dragoman code`: a run with its progress bar, and what it came to."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from dragoman.pipeline import Coder, Options
from dragoman.reading import REASONS, count_hint
from dragoman.records import SILENCE
from dragoman.running import Progress as Reached
from dragoman.running import RunReport, run
from dragoman.serving.cli._console import counts, stderr
from dragoman.store import Chronicle, Records


def code(
    inputs: Sequence[str], db: Path | None, to: Path | None, records: Records, jobs: int, options: Options, debug: bool
) -> RunReport:
    """Run, with a progress bar on standard error where that is a terminal."""
    total = count_hint(inputs)  # a missing input is told before the models are loaded
    coder = Coder(options)
    with _bar() as bar:
        task = bar.add_task("", total=total, rate="")

        def show(reached: Reached) -> None:
            bar.update(
                task, completed=reached.documents, rate=f"{reached.rate:.1f} documents/s, {reached.events:,} events"
            )

        return run(
            inputs, coder, chronicle=db, output=to, records=records, jobs=jobs, options=options, on_progress=show,
            debug=debug,
        )  # fmt: skip


@contextmanager
def _bar() -> Iterator[Progress]:
    console = stderr()
    bar = Progress(
        TextColumn("Coding"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TextColumn("left:"), TimeRemainingColumn(),
        console=console, transient=True, disable=not sys.stderr.isatty(),
    )  # fmt: skip
    with bar:
        yield bar


def summary_of(report: RunReport) -> dict[str, Any]:
    """Return what a run came to as JSON values, one key a field of RunReport."""
    made: dict[str, Any] = {}
    for field in fields(report):
        value = getattr(report, field.name)
        made[field.name] = str(value) if isinstance(value, Path) else list(value) if isinstance(value, tuple) else value
    return made


def show_summary(report: RunReport, console: Console) -> None:
    """Print what a run came to: documents, events, what is silent and why, what was set aside and where."""
    documents = [
        ("read", report.documents_read),
        ("coded, with events", report.coded),
        *((f"silent: {_why(status)}", n) for status, n in report.silent.items()),
        ("in the chronicle already", report.present),
        ("  coded anew, for they or the options changed", report.replaced),
        ("copies of another in this input", report.copies),
        ("under an id that another has too", report.renamed),
    ]
    shown: list[Table | None] = [
        counts("Documents", documents),
        counts(f"Events: {report.events:,}", report.events_by_type.items()),
        counts("Sentences without an event", ((_why(s), n) for s, n in report.sentences_by_silence.items())),
        counts("Set aside", ((_reason(reason), n) for reason, n in report.rejects.items())),
    ]
    for table in shown:
        if table is not None:
            console.print(table)
            console.print()
    for line in _closing(report):
        console.print(line, soft_wrap=True)


def _closing(report: RunReport) -> Iterator[str]:
    if not report.documents_read:
        yield "No document was read."
    yield from report.notes
    if report.interrupted:
        yield "This is how far it came. Run the same command again to go on where it stopped."
    if report.rejected and report.chronicle:
        yield f'What was set aside: dragoman query "SELECT place, reason, detail FROM rejects"{_db(report.chronicle)}'
    if report.rejects_file:
        yield f"What was set aside: {report.rejects_file}"
    if report.chronicle:
        with Chronicle.open(report.chronicle, read_only=True) as chronicle:
            held = chronicle.summary()
            example = next(chronicle.events(), None)
        yield f"{report.chronicle} now holds {held.documents:,} documents and {held.events:,} events. Look into it:"
        yield f'  dragoman query{_db(report.chronicle)} "SELECT id, event, event_text, date FROM events"'
        if example:
            yield f"  dragoman explain{_db(report.chronicle)} {example.id}"
    if report.output and not report.interrupted:
        yield f"Written to {report.output}."


def _db(path: Path) -> str:
    return "" if path == Path("chronicle.duckdb") else f" --db {shlex.quote(str(path))}"


def _why(status: str) -> str:
    return SILENCE.get(status, status)


def _reason(reason: str) -> str:
    return REASONS.get(reason, reason.replace("_", " "))
