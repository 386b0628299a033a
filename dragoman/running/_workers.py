"""Many batches on many processes, their results in input order.

Each worker builds its own coder once and holds one batch at a time. A worker that dies (killed for memory, or
a crash in compiled code) costs at most the document that killed it: the batch is tried again document by
document, and the one that kills a second worker is set aside.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, Literal

from dragoman import errors
from dragoman.errors import DragomanError
from dragoman.records import RawDocument
from dragoman.running._batches import Batch
from dragoman.running._coding import WORKER_DIED, CoderLike, Failure, Result, code_batch, code_one

# So many deaths with no document coded in between are no fault of the documents.
_MOST_DEATHS = 5
Mode = Literal["batch", "single"]


def _work(pipe: Connection, make: Callable[[], CoderLike], debug: bool) -> None:
    """Code what comes through the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    try:
        coder = make()
        pipe.send(("ready", None))
        while True:
            mode, raws = pipe.recv()
            if mode == "batch":
                pipe.send(("batch", code_batch(coder, raws, debug)))
            else:
                for raw in raws:
                    pipe.send(("single", code_one(coder, raw)))
    except (EOFError, BrokenPipeError):
        return  # the parent is gone or has no more work
    except DragomanError as error:
        pipe.send(("error", (type(error).__name__, str(error))))
    except Exception:
        pipe.send(("crash", traceback.format_exc()))


@dataclass(slots=True)
class _Task:
    """A batch on its way: the documents to code, and the results so far."""

    batch: Batch
    raws: Sequence[RawDocument]
    results: list[Result] = field(default_factory=list)
    mode: Mode = "batch"

    @property
    def done(self) -> bool:
        return len(self.results) == len(self.raws)


class _Worker:
    def __init__(self, make: Callable[[], CoderLike], debug: bool) -> None:
        # spawn: a forked copy would share the open chronicle, and threads do not survive a fork
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, make, debug), daemon=True)
        self.process.start()
        theirs.close()
        self.task: _Task | None = None
        self.ready = False

    def give(self, task: _Task) -> None:
        self.task = task
        self.pipe.send((task.mode, task.raws[len(task.results) :]))

    def stop(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


class Workers:
    """A pool of processes that code batches. Use it as a context manager."""

    def __init__(self, coder: CoderLike, jobs: int, debug: bool = False) -> None:
        self._make: Callable[[], CoderLike] = partial(type(coder), coder.options)  # type: ignore[call-arg]
        self._jobs = jobs
        self._debug = debug
        self._deaths = 0
        self._workers: list[_Worker] = []

    def __enter__(self) -> Workers:
        self._workers = [_Worker(self._make, self._debug) for _ in range(self._jobs)]
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()

    def code(
        self, batches: Iterable[Batch], choose: Callable[[Batch], Sequence[RawDocument]]
    ) -> Iterator[tuple[Batch, list[Result]]]:
        """Yield every batch with the results of the documents that ``choose`` picks from it, in input order."""
        coming = iter(batches)
        line: deque[_Task] = deque()  # in input order; at most two a worker, so that memory stays flat
        more = True
        while True:
            while line and line[0].done:
                task = line.popleft()
                yield task.batch, task.results
            while more and len(line) < 2 * self._jobs and (idle := self._idle()) is not None:
                batch = next(coming, None)
                if batch is None:
                    more = False
                    break
                task = _Task(batch, choose(batch))
                line.append(task)
                if not task.done:
                    self._give(idle, task)
            if not line and not more:
                return
            if line and not line[0].done:
                self._hear()

    def _idle(self) -> _Worker | None:
        return next((worker for worker in self._workers if worker.task is None), None)

    def _give(self, worker: _Worker, task: _Task) -> None:
        try:
            worker.give(task)
        except (BrokenPipeError, ConnectionResetError):
            self._bury(worker)

    def _hear(self) -> None:
        """Wait for one message at least, and take in what has come."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                kind, what = worker.pipe.recv()
            except (EOFError, ConnectionResetError):
                self._bury(worker)
                continue
            self._take(worker, kind, what)

    def _take(self, worker: _Worker, kind: str, what: Any) -> None:
        if kind == "ready":
            worker.ready = True
            return
        if kind == "error":
            name, message = what
            raise getattr(errors, name, DragomanError)(message)
        if kind == "crash":
            raise RuntimeError(f"in a worker process:\n{what}")
        task = worker.task
        assert task is not None  # a worker speaks of nothing but its task
        self._deaths = 0
        task.results += what if kind == "batch" else [what]
        if task.done:
            worker.task = None

    def _bury(self, dead: _Worker) -> None:
        """Put a new worker in a dead one's place, and give it what the dead one had not done."""
        dead.process.join(5)  # its pipe closes a moment before it ends, with the status that tells why
        dead.stop()
        self._deaths += 1
        task, code = dead.task, dead.process.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"exit status {code}"
        where = "" if task is None else f" while coding {task.raws[len(task.results)].place}"
        if not dead.ready or self._deaths > _MOST_DEATHS:
            raise DragomanError(
                f"Worker processes keep ending ({how}){where}. If memory is short, use fewer with --jobs; what was"
                " filed before is safe."
            )
        if task is not None and task.mode == "single":
            doc = str(task.raws[len(task.results)].id)
            task.results.append(Failure(doc, WORKER_DIED, f"coding it ended the process ({how})"))
        fresh = _Worker(self._make, self._debug)
        self._workers[self._workers.index(dead)] = fresh
        if task is not None:
            task.mode = "single"
            if not task.done:
                self._give(fresh, task)
