"""Measure how fast texts become events, beside spaCy's small pipeline alone on the same texts, in one run on one core.

    python -m bench.speed --articles FILE.jsonl [FILE.jsonl ...]    (rows with "text", or "title" and "text")
    python -m bench.speed                                           the example reports, several times over

Prints sentences a second for all stages, the ratio of their CPU time to that of spaCy's small pipeline with all its
components, the share of each stage, and the resident memory. Loading is not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import spacy

from dragoman import Coder, pipeline
from dragoman.parsing import BATCH

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
TIMES_OVER = 20


def texts(files: list[Path]) -> list[dict[str, Any]]:
    """Return the documents to code: rows of JSONL files, or the plain example reports again and again."""
    if files:
        return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines() if line.strip()]
    own = [{"text": path.read_text("utf-8")} for path in sorted(EXAMPLES.glob("*.txt"))]
    return own * TIMES_OVER


class Clock:
    """CPU seconds by name; what runs inside another name's time is taken from it."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._inner = [0.0]

    @contextmanager
    def under(self, name: str) -> Iterator[None]:
        start = time.process_time()
        self._inner.append(0.0)
        try:
            yield
        finally:
            took = time.process_time() - start
            self.spent[name] += took - self._inner.pop()
            self._inner[-1] += took

    def watch(self, owner: Any, method: str, name: str) -> None:
        plain: Callable[..., Any] = getattr(owner, method)

        def timed(*args: Any, **named: Any) -> Any:
            with self.under(name):
                return plain(*args, **named)

        setattr(owner, method, timed)


def main() -> None:
    parser = argparse.ArgumentParser(description="Sentences a second, and the ratio to spaCy alone.")
    parser.add_argument("--articles", type=Path, nargs="+", default=[], help="JSONL files of documents")
    rows = texts(parser.parse_args().articles)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    coder = Coder()
    list(coder.pipe(rows[:5]))  # what is loaded at first use is loaded
    clock = Clock()
    clock.watch(coder.actors, "cast", "actors")
    clock.watch(coder.events, "code", "events (grammar and tables)")
    clock.watch(coder.events.model, "read", "event model")
    for name in ("find_times", "find_places"):
        clock.watch(pipeline, name, "times, places, tolls")
    clock.watch(coder, "_set", "times, places, tolls")
    clock.watch(pipeline.text_stage, "clean", "cleaning")
    start = time.process_time()
    sentences, bodies = 0, []
    for report in coder.pipe(rows):  # as a run does: nothing of a report is held once it is filed
        sentences += len(report.sentences)
        bodies.append(report.document.text)
    all_stages = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    whole = spacy.load(Path(str(coder.parser.nlp.path)))
    start = time.process_time()
    for _ in whole.pipe(bodies, batch_size=BATCH):
        pass
    alone = time.process_time() - start
    clock.spent["parsing, and what is not named"] = all_stages - sum(clock.spent.values())
    print(f"{len(rows)} documents, {sentences} sentences")
    print(f"all stages: {sentences / all_stages:.0f} sentences a second on one core")
    print(
        f"spaCy's small pipeline alone, all components: {sentences / alone:.0f}; "
        f"ratio of CPU time {all_stages / alone:.2f}"
    )
    for name, spent in clock.spent.most_common():
        print(f"  {name:32} {spent / all_stages:6.1%}")
    print(f"resident memory: {memory:.0f} MB")


if __name__ == "__main__":
    main()
