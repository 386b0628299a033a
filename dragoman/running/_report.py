"""What a run tells: how far it is, and how it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.records import Reject, Report
from dragoman.running._batches import Job
from dragoman.running._coding import Result
from dragoman.store import Counts


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, after each batch. ``rate`` is documents a second since it began here."""

    documents: int
    coded: int
    present: int
    events: int
    rejects: int
    seconds: float
    rate: float


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run ended. Documents read = coded + silent + present + copies + those among the rejects.

    A run that went on from a part of an output file counts the documents of that part too (``resumed_at``
    says how many pieces of input it did not code again); a run over a chronicle counts documents that were
    there already as ``present``.
    """

    documents_read: int = 0
    coded: int = 0  # with at least one event
    silent: Mapping[str, int] = field(default_factory=dict)  # status -> documents without an event
    present: int = 0  # in the chronicle already, unchanged
    replaced: int = 0  # in the chronicle with another text, version or options
    copies: int = 0  # met twice in this input, same id and text
    renamed: int = 0  # id was taken by another text of this input: filed under id~2, id~3
    rejects: Mapping[str, int] = field(default_factory=dict)  # reason -> pieces of input
    events: int = 0
    events_by_type: Mapping[str, int] = field(default_factory=dict)
    sentences_by_silence: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    interrupted: bool = False
    resumed_at: int = 0
    notes: tuple[str, ...] = ()  # what a person should know, a sentence each
    run: int | None = None  # its id in the chronicle
    chronicle: Path | None = None
    output: Path | None = None
    rejects_file: Path | None = None  # beside the output, where there were any

    @property
    def rejected(self) -> int:
        return sum(self.rejects.values())

    @property
    def rate(self) -> float:
        """Documents a second."""
        return (self.documents_read - self.present - self.copies) / self.seconds if self.seconds else 0.0


class Tally:
    """The counts of a run in the making."""

    def __init__(self, start: Mapping[str, Any] | None = None) -> None:
        start = start or {}
        self.numbers: Counter[str] = Counter(start.get("numbers", {}))
        self.statuses: Counter[str] = Counter(start.get("statuses", {}))
        self.rejects: Counter[str] = Counter(start.get("rejects", {}))
        self.silences: Counter[str] = Counter(start.get("silences", {}))
        self.types: Counter[str] = Counter(start.get("types", {}))

    def job(self, job: Job, result: Result | None) -> None:
        """Count a document; without a result it is a copy, or in the chronicle already."""
        self.numbers["read"] += 1
        self.numbers["renamed"] += job.renamed
        if job.copy:
            self.numbers["copies"] += 1
        elif result is None:
            self.numbers["present"] += 1
        elif isinstance(result, Report):
            self._report(result)

    def _report(self, report: Report) -> None:
        self.statuses[report.status] += 1
        self.numbers["events"] += len(report.events)
        self.types.update(event.event for event in report.events)
        self.silences.update(sentence.silence for sentence in report.sentences if sentence.silence is not None)

    def reject(self, reject: Reject) -> None:
        self.rejects[reject.reason] += 1

    def plain(self) -> dict[str, dict[str, int]]:
        """Return the counts as JSON values, from which a tally can start."""
        return {name: dict(getattr(self, name)) for name in ("numbers", "statuses", "rejects", "silences", "types")}

    @property
    def rejected(self) -> int:
        return sum(self.rejects.values())

    @property
    def filed(self) -> int:
        return sum(self.statuses.values())

    def counts(self) -> Counts:
        return Counts(
            documents_read=self.numbers["read"],
            documents_filed=self.filed,
            documents_present=self.numbers["present"],
            copies=self.numbers["copies"],
            rejected=self.rejected,
            events=self.numbers["events"],
        )

    def progress(self, seconds: float, before: int) -> Progress:
        """``before``: documents of an earlier run, which this one does not count in its rate."""
        read = self.numbers["read"]
        rate = (read - before) / seconds if seconds > 0 else 0.0
        numbers = self.numbers
        return Progress(read, self.filed, numbers["present"], numbers["events"], self.rejected, seconds, rate)


def in_order(counter: Counter[str]) -> dict[str, int]:
    """Return counts by size, then name: the same in every run."""
    return dict(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))
