"""Score the stories of the test corpus: B-cubed precision, recall and F1 over texts.

    python -m tests.stories.score [--heldout] [--show]

Reads each text as a document of its own, finds the copies, codes and links the events. A text may tell several acts
but has one gold event: it is put in the story, among those of its events, that most documents tell (of equals, the one
that was reported first), and, where nothing was coded, with the text it copies. Prints for the open and
for the held-out part the total and, for each kind of telling, the mean over its texts. Events whose ids differ by a
last letter alone (o21a, o21b) are near misses of one another: differing events that share parties, place, type or
boilerplate.

--show lists the open texts that went wrong; of the held-out file nothing but figures is printed.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Report
from dragoman.stories import Copies, link, tellings

HERE = Path(__file__).parent
KINDS = ("first", "copy", "rewrite", "toll", "later")


@dataclass(frozen=True, slots=True)
class Text:
    id: str
    gold: str
    published: date
    kind: str
    text: str


def read_texts(name: str) -> list[Text]:
    """Return the texts of open.tsv or heldout.tsv, in the order in which they were published."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = [
        Text(f"{row['event']}-{n}", row["event"], date.fromisoformat(row["published"]), row["kind"], row["text"])
        for n, row in enumerate(rows)
    ]
    return sorted(texts, key=lambda text: text.published)


def code(coder: Coder, texts: Sequence[Text]) -> list[Report]:
    raws = (RawDocument("corpus", text.text, text.id, published=text.published, published_basis="given", exact=True)
            for text in texts)  # fmt: skip
    return list(coder.pipe(raws))


def find_copies(texts: Sequence[Text]) -> dict[str, str]:
    """Return for each copy the id of its first printing."""
    copies = Copies()
    return {text.id: first for text in texts if (first := copies.add(text.id, text.text)) is not None}


def clusters(reports: Sequence[Report], copies: Mapping[str, str]) -> dict[str, str]:
    """Return the id of the cluster of each document: a story, or the first printing where nothing was coded. Reports
    come in the order in which they were published."""
    stories = link(t for report in reports for t in tellings(report, copies.get(report.document.id)))
    of_event = {event: story for story in stories for event in story.events}
    nth = {event.id: n for n, event in enumerate(event for report in reports for event in report.events)}
    reported = {story.id: min(nth[event] for event in story.events) for story in stories}
    found: dict[str, str] = {}
    for report in reports:
        own = [of_event[event.id] for event in report.events if event.same_as is None]
        if own:
            found[report.document.id] = max(own, key=lambda story: (len(story.docs), -reported[story.id])).id
    for report in reports:
        id = report.document.id
        first = copies.get(id, id)
        found.setdefault(id, found.get(first, first))
    return found


@dataclass(frozen=True, slots=True)
class Score:
    texts: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str], of: Collection[str]) -> Score:
    """Return the mean over some texts: for each, which share of those put with it belong there, and which share of
    those that belong with it were put there."""
    together, belong = defaultdict(set), defaultdict(set)
    for id in gold:
        together[found[id]].add(id)
        belong[gold[id]].add(id)
    right = {id: len(together[found[id]] & belong[gold[id]]) for id in of}
    precision = sum(right[id] / len(together[found[id]]) for id in of) / len(of)
    recall = sum(right[id] / len(belong[gold[id]]) for id in of) / len(of)
    return Score(len(of), precision, recall)


def score(texts: Sequence[Text], found: Mapping[str, str]) -> dict[str, Score]:
    """Return the score of each kind of telling, of the near misses, and of "all"."""
    gold = {text.id: text.gold for text in texts}
    events = Counter(event.rstrip("abc") for event in set(gold.values()))
    parts = {kind: [text.id for text in texts if text.kind == kind] for kind in KINDS}
    parts["near miss"] = [id for id, event in gold.items() if events[event.rstrip("abc")] > 1]
    parts["all"] = list(gold)
    return {part: b_cubed(found, gold, of) for part, of in parts.items()}


def copy_score(texts: Sequence[Text]) -> tuple[float, float]:
    """Return precision and recall of the texts marked "copy", a copy being right where it is of the same event."""
    gold = {text.id: text.gold for text in texts}
    found = find_copies(texts)
    right = [id for id, first in found.items() if gold[id] == gold[first]]
    copies = [text.id for text in texts if text.kind == "copy"]
    return len(right) / max(len(found), 1), sum(id in found for id in copies) / max(len(copies), 1)


def _show(texts: Sequence[Text], found: Mapping[str, str]) -> None:
    together, belong = defaultdict(set), defaultdict(set)
    for text in texts:
        together[found[text.id]].add(text.id)
        belong[text.gold].add(text.id)
    for text in texts:
        if wrong := together[found[text.id]] - belong[text.gold]:
            print(f"{text.id} together with {', '.join(sorted(wrong))}: {text.text}")
        if len(together[found[text.id]] & belong[text.gold]) * 2 <= len(belong[text.gold]):
            print(f"{text.id} ({text.kind}) alone or with few of its own: {text.text}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the stories of the test corpus")
    parser.add_argument("--heldout", action="store_true", help="the held-out part alone")
    parser.add_argument("--show", action="store_true", help="list the open texts that went wrong")
    asked = parser.parse_args()
    coder = Coder()
    for name in ("heldout",) if asked.heldout else ("open", "heldout"):
        texts = read_texts(name)
        found = clusters(code(coder, texts), find_copies(texts))
        if asked.show and name == "open":
            _show(texts, found)
        _print(name, texts, found)


def _print(name: str, texts: Sequence[Text], found: Mapping[str, str]) -> None:
    print(f"{name}: {len({text.gold for text in texts})} events, {len(texts)} texts")
    for part, figures in score(texts, found).items():
        print(
            f"{part:9} {figures.texts:4} texts  B-cubed precision {figures.precision:.3f}"
            f"  recall {figures.recall:.3f}  F1 {figures.f1:.3f}"
        )
    precision, recall = copy_score(texts)
    print(f"of the copies found {precision:.3f} are right, of those there {recall:.3f} are found")


if __name__ == "__main__":
    main()
