"""Measure how finding copies grows: N synthetic short reports, and 2N, one in four of them a copy.

    python -m bench.stories [--texts 500000] [--child N]

Each size runs in a process of its own. Prints the time of both, their ratio, the peak memory, and how many of the
copies put in were found. The texts are made-up words drawn as words of news are drawn (few often, many seldom).
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import accumulate

from dragoman.stories import Copies

LEXICON = 40_000
WORDS = (25, 45)
COPIED = 0.25
RECENT = 1000  # copies follow their text closely, as wires go


def texts(count: int, seed: int = 11) -> Iterator[tuple[str, str, str | None]]:
    """Yield the id, the words, and the id of the text copied, of each report."""
    chance = random.Random(seed)
    lexicon = ["".join(chance.choices("aeioubdfgklmnprst", k=chance.randint(3, 9))) for _ in range(LEXICON)]
    weights = list(accumulate(1 / rank for rank in range(1, LEXICON + 1)))
    recent: list[tuple[str, str]] = []
    for n in range(count):
        if recent and chance.random() < COPIED:
            first, text = chance.choice(recent)
            yield str(n), f"LAGOS (AP) - {text} {chance.choice(lexicon)}", first
            continue
        text = " ".join(chance.choices(lexicon, cum_weights=weights, k=chance.randint(*WORDS)))
        recent = [*recent[-RECENT:], (str(n), text)] if n % 10 == 0 else recent
        yield str(n), text, None


def measure(count: int) -> None:
    """Print seconds, peak memory in MB, copies put in, those found rightly and those found wrongly."""
    copies, put_in, right, wrong, spent = Copies(), 0, 0, 0, 0.0
    for id, text, first in texts(count):
        start = time.perf_counter()
        found = copies.add(id, text)
        spent += time.perf_counter() - start
        put_in += first is not None
        right += found is not None and found == first
        wrong += found is not None and found != first
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{spent:.2f} {peak:.0f} {put_in} {right} {wrong}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--texts", type=int, default=500_000, help="the smaller of the two sizes")
    parser.add_argument("--child", type=int, help="measure this size alone, in this process")
    asked = parser.parse_args()
    if asked.child is not None:
        measure(asked.child)
        return
    times = []
    for count in (asked.texts, 2 * asked.texts):
        command = [sys.executable, "-m", "bench.stories", "--child", str(count)]
        seconds, peak, put_in, right, wrong = subprocess.run(
            command, check=True, capture_output=True, text=True
        ).stdout.split()
        times.append(float(seconds))
        print(f"{count:9} texts  {seconds} s  peak {peak} MB  copies {put_in}: {right} found, {wrong} wrong")
    print(f"twice the texts take {times[1] / times[0]:.2f} times as long")


if __name__ == "__main__":
    main()
