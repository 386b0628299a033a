"""A stand-in for `dragoman code` with the fake coder, to be killed: INPUT [--db FILE] [--to FILE] [--jobs N]."""

from __future__ import annotations

import argparse
from pathlib import Path

from fake_coder import FakeCoder, FakeOptions

from dragoman.running import run

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--db", type=Path)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0.0)
    given = parser.parse_args()
    coder = FakeCoder(FakeOptions(seconds=given.seconds))
    report = run(
        given.inputs, coder, chronicle=given.db, output=given.to, jobs=given.jobs, batch_size=8,
        on_progress=lambda progress: print(progress.documents, flush=True),
    )  # fmt: skip
    print("interrupted" if report.interrupted else "finished", report.documents_read, report.events, flush=True)
    raise SystemExit(130 if report.interrupted else 0)
