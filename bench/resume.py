"""Kill a run at random moments, resume it, and compare what it made with an undisturbed run, row by row.

    python bench/resume.py                     1,200 short documents, 20 kills, a quarter of an hour
    python bench/resume.py --documents 200 --kills 5

The documents tell of made-up acts: some once, some in copies and in other words, so that there are stories to link.
Shows three things: the undisturbed run's memory is flat (resident size at 10%, 50% and 100% of its time), a
run killed with SIGKILL and started again goes on where it stopped, and every store table of both chronicles
is equal, stories, links and copies with them. Two of three kills come while documents are coded; the others at any
moment of what is then left, so that they can meet the linking of stories too. Ends with status 1 where a table differs.
"""

from __future__ import annotations

import argparse
import json
import random
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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


AGENCIES = ("Reuters", "AP", "AFP", "Xinhua")
# How many documents tell an act: most one, some many.
TOLD_BY = (1, 1, 1, 2, 3, 5)


def documents(count: int, seed: int) -> list[dict[str, str]]:
    """Return short made-up reports of two to four sentences, each with an id of its own; what tells of one act stands
    far apart."""
    draw = random.Random(seed)
    made: list[dict[str, str]] = []
    while len(made) < count:
        made += _told(draw)
    del made[count:]
    draw.shuffle(made)
    return [{"id": f"made-{n:06}", **document} for n, document in enumerate(made)]


def _told(draw: random.Random) -> Iterator[dict[str, str]]:
    """Yield the reports of one act: the first, copies of its text, and others in words of their own."""
    a, b = draw.sample(COUNTRIES, 2)
    act = f"{draw.choice(TITLES)} of {a} {draw.choice(ACTS)} {b}"
    city = draw.choice(CITIES)
    day = date(2010, 1, 1) + timedelta(days=draw.randrange(5_000))
    text = _text(draw, act, city)
    for n in range(draw.choice(TOLD_BY)):
        told = text
        if n % 2:
            told = f"{city.upper()} ({draw.choice(AGENCIES)}) - {text} {_filler(draw, city)}"
        elif n:
            told = _text(draw, act, city)
        yield {"date": (day + timedelta(days=draw.randrange(2) if n else 0)).isoformat(), "text": told}


def _text(draw: random.Random, act: str, city: str) -> str:
    first = f"The {act} {draw.choice(ENDINGS).format(city=city)}."
    return " ".join([first, *(_filler(draw, city) for _ in range(draw.randint(1, 3)))])


def _filler(draw: random.Random, city: str) -> str:
    return draw.choice(FILLERS).format(city=city, n=draw.randint(2, 90))


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


def filed(path: Path) -> str:
    """Open what a killed run left, and say how many documents are filed and how many of them linked."""
    if not path.exists():
        return "nothing filed"
    with duckdb.connect(str(path), read_only=True) as db:
        if not db.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'unlinked'").fetchall()[0][0]:
            return "nothing filed"
        counted = "SELECT count(*), count(*) FILTER (id NOT IN (SELECT doc FROM unlinked)) FROM documents"
        documents, linked = db.execute(counted).fetchall()[0]
    return f"{documents} documents filed, {linked} of them linked"


def copy(chronicle: Path, to: Path) -> Path:
    """Copy a closed chronicle, with what a killed run left beside it."""
    for suffix in ("", ".wal"):
        source, target = Path(f"{chronicle}{suffix}"), Path(f"{to}{suffix}")
        target.unlink(missing_ok=True)
        if source.exists():
            shutil.copyfile(source, target)
    return to


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1_200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--command", default=CODE, help="what to run before INPUT --db FILE")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return bench(Path(folder), given.documents, given.kills, given.seed, shlex.split(given.command))


def bench(folder: Path, count: int, kills: int, seed: int, command: list[str]) -> int:
    made, earlier = folder / "made.jsonl", folder / "earlier.jsonl"
    lines = [json.dumps(document) + "\n" for document in documents(count, seed)]
    made.write_text("".join(lines), "utf-8")
    earlier.write_text("".join(lines[: count // 10]), "utf-8")
    whole, resumed = folder / "whole.duckdb", folder / "resumed.duckdb"

    samples, loading = watch([*command, str(made), "--db", str(whole)], whole)
    work = samples[-1].seconds - loading
    print(
        f"undisturbed: {count} documents in {work:.1f} s, {count / work:.1f} a second, after {loading:.1f} s of loading"
    )
    for share in (0.1, 0.5, 1.0):
        so_far = [sample.megabytes for sample in samples if sample.seconds <= loading + share * work]
        peak = max(so_far, default=samples[0].megabytes)
        now = so_far[-1] if so_far else samples[0].megabytes
        print(f"  memory at {share:4.0%} of the time: {now:7.1f} MB, peak so far {peak:7.1f} MB")

    watch([*command, str(earlier), "--db", str(resumed)], resumed)
    print(f"a run over the first tenth came to its end: {filed(resumed)}")
    again = [*command, str(made), "--db", str(resumed)]
    disturb(again, resumed, kills, random.Random(seed), loading, work)
    started = time.monotonic()
    watch(again, resumed)
    print(f"resumed and finished in {time.monotonic() - started:.1f} s")
    return 1 if compare(whole, resumed) else 0


def disturb(
    command: Sequence[str], chronicle: Path, kills: int, draw: random.Random, loading: float, work: float
) -> None:
    """Start a command and kill it, so many times: two of three times on its way through the work, then at any moment
    of what is left. What ends before it is killed is put back and does not count."""
    on_the_way = kills * 2 // 3
    for n in range(kills):
        left = copy(chronicle, chronicle.with_name("left.duckdb"))
        if n < on_the_way:
            after = loading + draw.uniform(0.0, 2.0) * 0.8 * work / on_the_way
        else:
            trial = copy(chronicle, chronicle.with_name("trial.duckdb"))
            samples, _ = watch([*command[:-1], str(trial)], trial)
            after = draw.uniform(0.8 * loading, samples[-1].seconds)
        while not kill_after(command, after):
            copy(left, chronicle)
            after *= 0.9
        print(f"killed {n + 1:2} after {after:.1f} s: {filed(chronicle)}", flush=True)


def compare(whole: Path, resumed: Path) -> bool:
    """Print for each store table how the two chronicles compare; say whether one differs."""
    print(f"{'table':<14}{'undisturbed':>12}{'resumed':>12}{'differing':>12}")
    differ = False
    for table, first, second, apart in differences(whole, resumed):
        differ |= apart > 0
        print(f"{table:<14}{first:>12}{second:>12}{apart:>12}  {'DIFFERS' if apart else 'equal'}")
    return differ


if __name__ == "__main__":
    raise SystemExit(main())
