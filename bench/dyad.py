"""Measure how fast `dyad` answers on a chronicle of 100,000 made-up events.

    python -m bench.dyad [--events 100000] [--db FILE]

Writes the events through the store's own writer, then answers `dyad` and `matrix` and prints the best and the worst of
several times, cold connection and tables included, and what a process of its own takes. One event in ten is between the
two asked for; documents tell accords, ties, denials and tolls too.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from dragoman.pairs import Selection
from dragoman.records import (
    ACCORD_KINDS,
    ACCORD_STAGES,
    EVENT_TYPES,
    Accord,
    Count,
    Document,
    Entity,
    Event,
    Evidence,
    Report,
    SentenceRef,
    Size,
    Stage,
    Tie,
)
from dragoman.serving.cli import _dyad, _matrix
from dragoman.store import Chronicle

CODES = tuple(
    "SRB RUS USA CHN IRN ISR TUR GRC IND PAK ETH ERI SDN EGY LBY DZA MAR NGA GHA KEN UGA RWA COD ZAF BRA ARG CHL PER"
    " COL VEN MEX CUB FRA DEU GBR ITA ESP POL UKR GEO ARM AZE JPN KOR PRK VNM THA PHL IDN AUS".split()
)
A_DOCUMENT = 5  # events
FIRST = date(2005, 1, 1)
DAYS = 20 * 365
TEXT = "One did something to another, and somebody said so. " * 30


def reports(events: int, seed: int = 7) -> Iterator[Report]:
    """Yield documents with five events each."""
    chance = random.Random(seed)
    for n in range(events // A_DOCUMENT):
        doc = f"d{n:06}"
        pair = ("SRB", "RUS") if n % 10 == 0 else tuple(chance.sample(CODES, 2))
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        document = Document(doc, TEXT, f"Report {n}", day, "given", outlet=f"Outlet {n % 40}")
        told = tuple(_event(doc, i, pair, day, chance) for i in range(A_DOCUMENT))
        accords = (_accord(doc, pair, day, chance),) if chance.random() < 0.05 else ()
        ties = (_tie(doc, pair),) if chance.random() < 0.2 else ()
        yield Report(document, "coded", events=told, accords=accords, ties=ties)


def _entity(code: str) -> Entity:
    return Entity("One", 0, 3, code, code, ("GOV",), via="name")


def _event(doc: str, n: int, pair: tuple[str, ...], day: date, chance: random.Random) -> Event:
    actor, recipient = chance.sample(pair, 2)
    place = chance.randrange(len(EVENT_TYPES))
    dead = Size(dead=Count(4 + n, 4 + n, 0, 3)) if chance.random() < 0.05 else None
    return Event(
        f"{doc}-{n}", doc, EVENT_TYPES[place], "did something", 4, 17, SentenceRef(n, 0, 51),
        aux=("negation",) if chance.random() < 0.03 else (),
        actor=(_entity(actor),), recipient=(_entity(recipient),),
        said_by=(_entity(chance.choice(pair)),) if chance.random() < 0.5 else (),
        date=day.isoformat(), date_precision="day", size=dead, quad_code=1 + place // 4, event_scale=7.5 - place,
        confidence=chance.random(), same_as=f"{doc}-0" if n and chance.random() < 0.1 else None,
    )  # fmt: skip


def _accord(doc: str, pair: tuple[str, ...], day: date, chance: random.Random) -> Accord:
    said = (Evidence(doc, 0, 3),)
    stage = Stage(chance.choice(ACCORD_STAGES), (), day.isoformat(), "day", evidence=said)
    kind = chance.choice(ACCORD_KINDS)
    return Accord(f"{doc}-a", None, tuple(map(_entity, pair)), None, kind, (stage,), stage.stage, mentions=said)


def _tie(doc: str, pair: tuple[str, ...]) -> Tie:
    return Tie(f"{doc}-t", "ally", _entity(pair[0]), _entity(pair[1]), doc=doc, start=0, end=3)


def fill(path: Path, events: int) -> None:
    """Write a chronicle."""
    with Chronicle.open(path) as chronicle:
        run = chronicle.start_run("bench", "", "")
        batch: list[Report] = []
        for report in reports(events):
            batch.append(report)
            if len(batch) == 1000:
                chronicle.add(batch, run)
                batch.clear()
        chronicle.add(batch, run)


def times(call: Callable[[], object], over: int = 5) -> list[float]:
    """Return the seconds each call took, sorted."""
    took: list[float] = []
    for _ in range(over):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return sorted(took)


def _dyad_once(path: Path) -> None:
    one, other = _dyad.sides("SRB", "RUS")
    with Chronicle.open(path, read_only=True) as chronicle:
        _dyad.as_json(_dyad.dyad(chronicle, one, other, Selection()))


def _matrix_once(path: Path) -> None:
    with Chronicle.open(path, read_only=True) as chronicle:
        _matrix.all_pairs(chronicle, Selection())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--db", type=Path, help="keep the chronicle here, and use the one that is here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "chronicle.duckdb"
        if not path.exists():
            fill(path, options.events)
        with Chronicle.open(path, read_only=True) as chronicle:
            held = chronicle.summary()
        print(f"{held.events:,} events, {held.documents:,} documents, {held.accords:,} accords, {held.ties:,} ties")
        command = [
            sys.executable,
            "-c",
            "from dragoman.serving.cli import main; main()",
            "dyad",
            "SRB",
            "RUS",
            "--db",
            str(path),
            "--json",
        ]
        for name, call in (
            ("dyad", lambda: _dyad_once(path)),
            ("matrix", lambda: _matrix_once(path)),
            ("dyad as a command, start of Python included",
             lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)),
        ):  # fmt: skip
            took = times(call)
            print(f"{name}: best {took[0]:.2f} s, middle {took[len(took) // 2]:.2f} s, worst {took[-1]:.2f} s")


if __name__ == "__main__":
    main()
