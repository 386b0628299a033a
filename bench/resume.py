"""Kill a run at random moments, resume it, and compare what it made with an undisturbed run, row by row.

    python bench/resume.py                     10,000 short documents, a few minutes
    python bench/resume.py --documents 300     a quick look

Shows three things: the undisturbed run's memory is flat (resident size at 10%, 50% and 100% of its time), a
run killed with SIGKILL and started again goes on where it stopped, and every store table of both chronicles
is equal. Ends with status 1 where a table differs.
"""

from __future__ import annotations

import argparse
import json
import random
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dragoman.store import TABLES

CODE = f"{shlex.quote(sys.executable)} -c 'from dragoman.serving.cli import main; main()' code"
COMPARED = tuple(table.name for table in TABLES if table.name != "runs")  # runs bear the time of day

COUNTRIES = (
    "Peru Chile Kenya Ghana Serbia Norway Japan Brazil Egypt Turkey Greece India Pakistan France Germany Poland "
    "Ukraine Russia Georgia Armenia Iran Iraq Jordan Morocco Algeria Nigeria Ethiopia Sudan Mexico Canada"
).split()
TITLES = ("president", "foreign minister", "defense minister", "army", "parliament", "police", "government")
ACTS = (
    "criticized", "praised", "met with", "signed a trade agreement with", "rejected a proposal by", "threatened",
    "imposed sanctions on", "sent food and medicine to", "opened talks with", "accused", "expelled diplomats of",
    "withdrew its troops from the border with", "promised loans to", "attacked positions of", "apologized to",
)  # fmt: skip
ENDINGS = (
    "after two days of talks", "over the disputed border", "in a statement on Monday", "despite protests at home",
    "before the summit in {city}", "for the third time this year", "as prices of grain rose",
)  # fmt: skip
CITIES = ("Geneva", "Vienna", "Nairobi", "Lima", "Oslo", "Doha", "Tokyo", "Accra")
FILLERS = (
    "Markets in {city} hardly moved.", "Heavy rain fell on {city} through the night.",
    "Residents of {city} said that they had heard nothing of it.", "No date was named.",
    "{n} people were killed in {city}, officials said.", "The talks go on in {city} next week.",
)  # fmt: skip


def documents(count: int, seed: int) -> Iterator[dict[str, str]]:
    """Yield short made-up reports of two to four sentences, each with an id of its own."""
    draw = random.Random(seed)
    for n in range(count):
        a, b = draw.sample(COUNTRIES, 2)
        city = draw.choice(CITIES)
        sentences = [
            f"The {draw.choice(TITLES)} of {a} {draw.choice(ACTS)} {b} {draw.choice(ENDINGS).format(city=city)}.",
            *(draw.choice(FILLERS).format(city=city, n=draw.randint(2, 90)) for _ in range(draw.randint(1, 3))),
        ]
        day = f"20{draw.randint(10, 24)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        yield {"id": f"made-{n:06}", "date": day, "text": " ".join(sentences)}


@dataclass(frozen=True)
class Sample:
    """Resident memory of a process at a moment since its start."""

    seconds: float
    megabytes: float


def resident(pid: int) -> float | None:
    """Return the resident memory of a process in MB, None when it has ended."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        lines = [line for line in status.read_text().splitlines() if line.startswith("VmRSS:")]
        return int(lines[0].split()[1]) / 1024 if lines else None
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return int(told.stdout) / 1024 if told.stdout.strip() else None


def watch(command: Sequence[str], chronicle: Path, every: float = 0.2) -> tuple[list[Sample], float]:
    """Run a command to its end; return its memory over time, and when it made the chronicle, in seconds: what
    comes before is loading. Raises where it fails."""
    started = time.monotonic()
    samples: list[Sample] = []
    loading = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if (size := resident(process.pid)) is not None:
                samples.append(Sample(time.monotonic() - started, size))
            if not chronicle.exists():
                loading = time.monotonic() - started
            time.sleep(every)
    if process.returncode != 0:
        raise SystemExit(f"{shlex.join(command)} ended with status {process.returncode}")
    return samples, loading


def kill_after(command: Sequence[str], seconds: float) -> bool:
    """Start a command and kill it so many seconds later; say whether it was still at work."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(seconds)
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
    return True


def differences(one: Path, other: Path) -> Iterator[tuple[str, int, int, int]]:
    """Yield for each store table: its name, the rows of both, and how many rows only one of them has."""
    with duckdb.connect() as db:
        db.execute(f"ATTACH '{one}' AS one (READ_ONLY)")
        db.execute(f"ATTACH '{other}' AS other (READ_ONLY)")
        for table in COMPARED:
            what = "* EXCLUDE (run)" if table in ("documents", "rejects") else "*"
            first, second = (f"SELECT {what} FROM {name}.{table}" for name in ("one", "other"))
            counted = db.execute(
                f"SELECT (SELECT count(*) FROM ({first})), (SELECT count(*) FROM ({second})),"
                f" (SELECT count(*) FROM ({first} EXCEPT ALL {second}))"
                f" + (SELECT count(*) FROM ({second} EXCEPT ALL {first}))"
            ).fetchall()
            yield (table, *counted[0])


def rows_of(path: Path) -> int:
    """Return how many documents a killed run left in a chronicle."""
    if not path.exists():
        return 0
    with duckdb.connect(str(path), read_only=True) as db:
        found = db.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'documents'").fetchall()
        return int(db.execute("SELECT count(*) FROM documents").fetchall()[0][0]) if found[0][0] else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--command", default=CODE, help="what to run before INPUT --db FILE")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return bench(Path(folder), given.documents, given.kills, given.seed, shlex.split(given.command))


def bench(folder: Path, count: int, kills: int, seed: int, command: list[str]) -> int:
    made = folder / "made.jsonl"
    with made.open("w", encoding="utf-8") as file:
        for document in documents(count, seed):
            file.write(json.dumps(document) + "\n")
    whole, resumed = folder / "whole.duckdb", folder / "resumed.duckdb"

    samples, loading = watch([*command, str(made), "--db", str(whole)], whole)
    seconds = samples[-1].seconds
    work = seconds - loading
    print(
        f"undisturbed: {count} documents in {work:.1f} s, {count / work:.1f} a second, after {loading:.1f} s of loading"
    )
    for share in (0.1, 0.5, 1.0):
        so_far = [sample.megabytes for sample in samples if sample.seconds <= loading + share * work]
        peak = max(so_far, default=samples[0].megabytes)
        now = so_far[-1] if so_far else samples[0].megabytes
        print(f"  memory at {share:4.0%} of the time: {now:7.1f} MB, peak so far {peak:7.1f} MB")

    moments = random.Random(seed)
    again = [*command, str(made), "--db", str(resumed)]
    for _ in range(kills):
        # A share of the whole time for each, so that the last one still finds work left.
        after = loading + work * moments.uniform(0.2, 1.0) / kills
        how = "killed" if kill_after(again, after) else "had ended before"
        print(f"{how} after {after:.1f} s: {rows_of(resumed)} documents filed")
    started = time.monotonic()
    watch(again, resumed)
    print(f"resumed and finished in {time.monotonic() - started:.1f} s")

    print(f"{'table':<12}{'undisturbed':>12}{'resumed':>12}{'differing':>12}")
    differ = False
    for table, first, second, apart in differences(whole, resumed):
        differ |= apart > 0
        print(f"{table:<12}{first:>12}{second:>12}{apart:>12}  {'DIFFERS' if apart else 'equal'}")
    return 1 if differ else 0


if __name__ == "__main__":
    raise SystemExit(main())
