"""An output file in the making: lines that are safe on the disk, and a note of how far it has come.

Beside OUT stand, while it is made: OUT.part (the lines), OUT.part.rejects (what was set aside) and
OUT.part.state (how much of both is safe, and of which input). A killed run leaves all three; the next one
cuts off what was not yet safe and goes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from dragoman.errors import OutputError
from dragoman.records import Reject, to_dict
from dragoman.store.files import Records, flush, form_of, speaking, to_line, transform

try:
    import fcntl
except ImportError:  # Windows: an open file there cannot be replaced by another process anyway
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class State:
    """How far an output file has come. ``identity`` says what made it, ``chain`` which input it was made of."""

    identity: str
    items: int = 0  # pieces of input (documents and rejects) that are wholly in the part
    chain: str = ""  # digest over those pieces
    line_bytes: int = 0
    reject_bytes: int = 0
    counts: Mapping[str, Any] = field(default_factory=dict)
    pid: int = 0


class Part:
    """An output file in the making. `commit` makes a batch safe, `finish` puts the file in place."""

    def __init__(self, out: Path, form: str, lines: IO[bytes], rejects: IO[bytes], state: State) -> None:
        self.out = out
        self.state = state
        self.abandoned = False  # a part was there, but of another making: its lines are thrown away
        self._form = form
        self._lines = lines
        self._rejects = rejects

    @classmethod
    def open(cls, out: Path, identity: str, records: Records = "events") -> Self:
        """Open the part of an output file, at the state where a killed run of the same identity left it, else
        at its beginning. Raises OutputError where another process writes it."""
        form = form_of(out, records)
        part, aside, noted = (out.with_name(out.name + end) for end in (".part", ".part.rejects", ".part.state"))
        with speaking(out):
            if out.is_dir():
                raise IsADirectoryError
            lines = part.open("ab+")
            _lock(lines, out, noted)
            rejects = aside.open("ab+")
        self = cls(out, form, lines, rejects, State(identity))
        found = _read_state(noted)
        if found is not None and found.identity == identity and self._holds(found):
            self.state = found
        self.abandoned = found is not None and found.items > 0 and self.state.items == 0
        with speaking(out):
            self._cut()
        return self

    @property
    def rejects_out(self) -> Path:
        """Where the rejects go when the file is finished: events.jsonl has events.rejects.jsonl beside it."""
        return self.out.with_name(self.out.name[: -len(self._form)] + ".rejects.jsonl")

    def _holds(self, state: State) -> bool:
        """Say whether the files are as long as the state says: not after somebody removed one."""
        lines, rejects = self._sizes()
        return lines >= state.line_bytes and rejects >= state.reject_bytes

    def _sizes(self) -> tuple[int, int]:
        return os.fstat(self._lines.fileno()).st_size, os.fstat(self._rejects.fileno()).st_size

    def _cut(self) -> None:
        """Cut off what was written after the last commit."""
        self._lines.truncate(self.state.line_bytes)
        self._rejects.truncate(self.state.reject_bytes)

    def restart(self) -> None:
        """Throw away what is there and begin anew."""
        self.state = State(self.state.identity)
        with speaking(self.out):
            self._cut()
            self._write_state()

    def commit(
        self,
        lines: Iterable[Mapping[str, Any]],
        rejects: Iterable[Reject],
        items: int,
        chain: str,
        counts: Mapping[str, Any],
    ) -> None:
        """Add a batch and make it safe: after this a kill loses nothing of it. ``items`` and ``chain`` are of
        all the input up to and with this batch."""
        with speaking(self.out):
            for line in lines:
                self._lines.write(to_line(line))
            for reject in rejects:
                self._rejects.write(to_line(to_dict(reject)))
            flush(self._lines)
            flush(self._rejects)
            self.state = State(self.state.identity, items, chain, *self._sizes(), counts, os.getpid())
            self._write_state()

    def _write_state(self) -> None:
        # Written beside and moved into place, so that there is always a whole one.
        noted = self.out.with_name(self.out.name + ".part.state")
        beside = noted.with_name(noted.name + ".tmp")
        with beside.open("wb") as file:
            file.write(json.dumps(asdict(self.state)).encode("utf-8"))
            flush(file)
        beside.replace(noted)

    def finish(self) -> None:
        """Put the file in place, the rejects beside it where there are any, and remove the part."""
        part = self.out.with_name(self.out.name + ".part")
        if self.state.reject_bytes:
            beside = self.rejects_out.with_name(self.rejects_out.name + ".tmp")
            with speaking(self.rejects_out):
                self._rejects.seek(0)
                with beside.open("wb") as copy:
                    while block := self._rejects.read(1 << 20):
                        copy.write(block)
                    flush(copy)
                beside.replace(self.rejects_out)
        else:
            with speaking(self.rejects_out):
                self.rejects_out.unlink(missing_ok=True)  # of an earlier run over this very output
        if fcntl is None:
            self.close()  # Windows does not move an open file
        transform(part, self.out, self._form)
        self.close()
        for end in (".part.state", ".part.rejects", ".part"):
            self.out.with_name(self.out.name + end).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the files; what was committed stays for the next run."""
        with suppress(OSError):  # what a failing close could still lose was not committed
            self._lines.close()
        with suppress(OSError):
            self._rejects.close()


def _lock(file: IO[bytes], out: Path, noted: Path) -> None:
    """Take the part for this process; the system lets go of it when the process ends, however it ends."""
    if fcntl is None:
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        found = _read_state(noted)
        who = f" (PID {found.pid})" if found is not None and found.pid else ""
        raise OutputError(
            f"{out} is being written by another process{who}. Wait until it is done, or choose another file with --to."
        ) from error


def _read_state(noted: Path) -> State | None:
    """Return the state noted beside a part; None where there is none, or one of another version."""
    try:
        return State(**json.loads(noted.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
