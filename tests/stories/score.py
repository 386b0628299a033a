"""Score the stories of the test corpus: B-cubed precision, recall and F1 over texts.

    python -m tests.stories.score [--show]

Reads each text as a document of its own, finds the copies, codes and links the events. A text may tell several acts
but has one gold event: it is put in the story, among those of its events, that most documents tell (of equals, the one
told first), and, where nothing was coded, with the text it copies. Of the held-out file only the total is printed;
--show lists the open texts that went wrong.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Report
from dragoman.stories import Copies, link, tellings

HERE = Path(__file__).parent
FILES = ("heldout", "open")
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
    """Return the id of the cluster of each document: a story, or the first printing where nothing was coded."""
    stories = link(t for report in reports for t in tellings(report, copies.get(report.document.id)))
    of_event = {event: story for story in stories for event in story.events}
    found: dict[str, str] = {}
    for report in reports:
        own = [of_event[event.id] for event in report.events if event.same_as is None]
        if own:
            found[report.document.id] = max(own, key=lambda story: len(story.docs)).id
    for report in reports:
        id = report.document.id
        first = copies.get(id, id)
        found.setdefault(id, found.get(first, first))
    return found


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Return precision, recall and F1: for each text, which share of those put with it belong there, and which share
    of those that belong with it were put there."""
    together, belong = defaultdict(set), defaultdict(set)
    for id in gold:
        together[found[id]].add(id)
        belong[gold[id]].add(id)
    right = {id: len(together[found[id]] & belong[gold[id]]) for id in gold}
    precision = sum(right[id] / len(together[found[id]]) for id in gold) / len(gold)
    recall = sum(right[id] / len(belong[gold[id]]) for id in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score(coder: Coder, texts: Sequence[Text], *, show: bool = False) -> tuple[float, float, float]:
    found = clusters(code(coder, texts), find_copies(texts))
    gold = {text.id: text.gold for text in texts}
    if show:
        _show(texts, found)
    return b_cubed(found, gold)


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
    parser.add_argument("--show", action="store_true", help="list the open texts that went wrong")
    asked = parser.parse_args()
    coder = Coder()
    for name in (*FILES, "both"):
        texts = read_texts(name) if name != "both" else sorted(
            (text for each in FILES for text in read_texts(each)), key=lambda text: text.published
        )  # fmt: skip
        precision, recall, f1 = score(coder, texts, show=asked.show and name == "open")
        right, whole = copy_score(texts)
        print(
            f"{name:8} {len(texts):4} texts  B-cubed precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
            f"  copies precision {right:.3f} recall {whole:.3f}"
        )


if __name__ == "__main__":
    main()
