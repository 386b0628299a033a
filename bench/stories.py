"""Measure how finding copies grows: N synthetic short reports, and 2N, one in four of them a copy.

    python -m bench.stories [--texts 500000] [--write]

Prints for each size the time, the memory of the index, how far further copies raise it, and how many of the copies put
in were found and how many found were right; then the ratio of the times. --write puts the same into bench/STORIES.md.

The reports are made-up words drawn as words of news are drawn (few often, many seldom), in sentences with names and
numbers. A copy follows its text closely, as wires go, and is made in one of five ways: COPYING. One report in twenty is
a near miss of a recent one: the same words with another number, or another lead over the same background. Each size
runs in a process of its own, so that the memory of one is not counted for the other.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path

from dragoman import __version__
from dragoman.stories import Copies

OUT = Path(__file__).parent / "STORIES.md"
LEXICON, NAMES = 40_000, 20_000
SENTENCES, SENTENCE = (2, 3), (12, 20)  # how many, and their words
COPIED, NEAR_MISS = 0.25, 0.05
RECENT = 1000  # texts of which copies and near misses are made
FURTHER = 10  # a further N / 10 copies come when the index stands


@dataclass(frozen=True, slots=True)
class Text:
    id: str
    sentences: tuple[str, ...]
    first: str | None = None  # the id of the text copied

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Measured:
    texts: int
    seconds: float
    megabytes: float  # of the index
    further: float  # megabytes that further copies add
    put_in: int
    found: int  # texts told to be copies
    right: int

    @property
    def kept(self) -> int:
        return self.texts - self.found

    def row(self) -> tuple[str, ...]:
        """Return the columns of HEAD."""
        each = self.megabytes * 1e6 / self.kept
        return (
            f"{self.texts:,}", f"{self.seconds:.0f} s", f"{self.megabytes:.0f} MB", f"{each:.0f} bytes",
            f"{self.further:.1f} MB", f"{self.put_in:,}", f"{self.right / self.put_in:.4f}",
            f"{self.right / self.found:.4f}",
        )  # fmt: skip


HEAD = ("texts", "time", "index", "each text kept", "further copies add", "copies put in", "recall", "precision")


class Press:
    """Prints reports by chance, the same ones for one seed."""

    def __init__(self, seed: int = 11) -> None:
        self._chance = random.Random(seed)
        self._lexicon = [self._word() for _ in range(LEXICON)]
        self._weights = list(accumulate(1 / rank for rank in range(1, LEXICON + 1)))
        self._names = [self._word().capitalize() for _ in range(NAMES)]
        self._recent: list[Text] = []

    def texts(self, count: int) -> Iterator[Text]:
        """Yield reports: firsts, copies and near misses."""
        for n in range(count):
            drawn = self._chance.random()
            if self._recent and drawn < COPIED:
                yield self.copy(str(n))
                continue
            if self._recent and drawn < COPIED + NEAR_MISS:
                text = Text(str(n), self._near_miss())
            else:
                text = Text(str(n), self._sentences())
            if len(self._recent) < RECENT:
                self._recent.append(text)
            else:
                self._recent[n % RECENT] = text
            yield text

    def copy(self, id: str) -> Text:
        """Return a copy of a recent text."""
        of = self._chance.choice(self._recent)
        return Text(id, self._chance.choice(COPYING)(self, of.sentences), of.first or of.id)

    def dateline(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        place = self._chance.choice(self._names)
        return (f"{place.upper()} (AP) - {sentences[0]}", *sentences[1:])

    def shorter(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        return sentences[:-1] if len(sentences) > 2 else self.dateline(sentences)

    def longer(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        return (*sentences, self._sentence())

    def note(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        return ("Update with details.", *sentences)

    def reworded(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        """One word of small letters is another; the first and the last stay."""
        words = sentences[0].split()
        places = [n for n, word in enumerate(words[1:-1], start=1) if word.islower()]
        words[self._chance.choice(places)] = self._chance.choice(self._lexicon)
        return (" ".join(words), *sentences[1:])

    def _near_miss(self) -> tuple[str, ...]:
        of = self._chance.choice(self._recent).sentences
        if self._chance.random() < 0.5:
            return (self._sentence(), *of[1:])
        return (f"{self._chance.randint(100, 999)}".join(_cut_number(of[0])), *of[1:])

    def _sentences(self) -> tuple[str, ...]:
        return tuple(self._sentence() for _ in range(self._chance.randint(*SENTENCES)))

    def _sentence(self) -> str:
        """A sentence with a number and two names, none of which begins it."""
        words = self._chance.choices(self._lexicon, cum_weights=self._weights, k=self._chance.randint(*SENTENCE))
        places = self._chance.sample(range(1, len(words)), 3)
        words[places[0]] = str(self._chance.randint(3, 99))
        words[places[1]], words[places[2]] = self._chance.choices(self._names, k=2)
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def _word(self) -> str:
        return "".join(self._chance.choices("aeioubdfgklmnprst", k=self._chance.randint(3, 9)))


COPYING: tuple[Callable[[Press, tuple[str, ...]], tuple[str, ...]], ...] = (
    Press.dateline, Press.shorter, Press.longer, Press.note, Press.reworded,
)  # fmt: skip


def _cut_number(sentence: str) -> tuple[str, str]:
    """Return what stands before and after the number of a sentence."""
    words = sentence.split(" ")
    place = next(n for n, word in enumerate(words) if word.rstrip(".").isdigit())
    end = "." if words[place].endswith(".") else ""
    return " ".join([*words[:place], ""]), " ".join([end, *words[place + 1 :]])


def measure(count: int) -> Measured:
    """Return what finding the copies of so many texts takes; the time is that of finding alone, not of making them."""
    press, copies = Press(), Copies()
    before, spent, put_in, found, right = _peak(), 0.0, 0, 0, 0
    for text in press.texts(count):
        words = text.text
        start = time.perf_counter()
        first = copies.add(text.id, words)
        spent += time.perf_counter() - start
        put_in += text.first is not None
        found += first is not None
        right += first is not None and first == text.first
    index = _peak()
    for n in range(count // FURTHER):
        copies.add(f"further {n}", press.copy(str(n)).text)
    return Measured(count, spent, index - before, _peak() - index, put_in, found, right)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def page(texts: int) -> Iterator[str]:
    """Yield the lines of the page of results for two sizes."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        one, two = pool.map(measure, (texts, 2 * texts), chunksize=1)
    yield "# Finding copies\n"
    yield f"Written by `python -m bench.stories --write` on {date.today()}: Dragoman {__version__}, one process.\n"
    for row in (HEAD, ("---:",) * len(HEAD), one.row(), two.row()):
        yield f"| {' | '.join(row)} |"
    yield f"\nTwice the texts take {two.seconds / one.seconds:.2f} times as long."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--texts", type=int, default=500_000, help="the smaller of the two sizes")
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    asked = parser.parse_args()
    told = "\n".join(page(asked.texts))
    print(told)
    if asked.write:
        OUT.write_text(told + "\n", "utf-8")


if __name__ == "__main__":
    main()
