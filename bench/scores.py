"""Write docs/scores.md: how events are coded on the held-out part of the corpus, by type, construction and kind of
text, with the confusions and how far confidence can be trusted.

    python -m bench.scores [--shared ../shared]

Where annotated articles lie beside the project, their types, confusions and confidence are shown beside the corpus's.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from spacy.tokens import Span

from bench import events
from bench.events import Told
from dragoman import Coder, __version__
from dragoman.records import EVENT_TYPES, Document, Zone
from training.corpus import CORPUS, Entry, read_all

OUT = Path(__file__).parents[1] / "docs" / "scores.md"
Row = Sequence[str | int | float]


def construction(words: Span) -> str:
    """Return how the words that name an act stand in their sentence."""
    root = words.root
    if root.pos_ in ("NOUN", "PROPN"):
        return "noun"
    if root.pos_ not in ("VERB", "AUX"):
        return "adjective and other"
    below = {c.dep_ for c in root.children}
    if "auxpass" in below or (root.tag_ == "VBN" and root.dep_ in ("acl", "amod", "advcl")):
        return "passive"
    if root.dep_ == "relcl":
        return "relative clause"
    if root.tag_ == "VBG" and "aux" not in below:
        return "participle or gerund"
    if any(c.tag_ == "TO" for c in root.children) or (root.tag_ == "VB" and root.dep_ == "xcomp"):
        return "infinitive"
    return "main clause" if root.dep_ == "ROOT" else "other clause"


def constructions(coder: Coder, entries: Iterable[Entry]) -> dict[tuple[str, int, int], str]:
    """Return the construction of each act of the entries, by place of the entry, start and end of its words."""
    entries = list(entries)
    documents = [Document(e.place, e.sentence, zones=(Zone("body", 0, len(e.sentence)),)) for e in entries]
    out = {}
    for entry, parse in zip(entries, coder.parser.pipe(documents), strict=True):
        for act in entry.acts:
            span = parse.doc.char_span(act.span.start, act.span.end, alignment_mode="expand")
            if span is not None:
                out[entry.place, act.span.start, act.span.end] = construction(span)
    return out


def by_group(gold: Sequence[Told], pairs: events.Pairs, group: Callable[[Told], str]) -> Iterator[Row]:
    """Yield for each group of acts its name, how many there are, and which share is found, and found right."""
    found = {id(a): b for a, b in pairs}
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for a in gold:
        counts, b = rows[group(a)], found.get(id(a))
        counts["acts"] += 1
        if b is not None:
            same = a.event == b.event
            parties = (events.countries(a.actor), events.countries(a.recipient))
            counts.update(found=1, type=same)
            counts["whole"] += same and parties == (events.countries(b.actor), events.countries(b.recipient))
    for name, counts in sorted(rows.items(), key=lambda row: (-row[1]["acts"], row[0])):
        n = counts["acts"]
        yield name, n, counts["found"] / n, counts["type"] / max(1, counts["found"]), counts["whole"] / n


def confidence(coded: Sequence[Told], pairs: events.Pairs) -> tuple[float, list[str]]:
    """Return the expected calibration error, and a table of it."""
    right = {id(b) for a, b in pairs if a.event == b.event}
    error, rows = events.calibration([b.confidence for b in coded], [id(b) in right for b in coded])
    return error, table(["confidence", "events", "mean said", "share right"], rows)


def table(head: Sequence[str], rows: Iterable[Row]) -> list[str]:
    """Return the lines of a Markdown table, and a blank one."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    for row in rows:
        lines.append("| " + " | ".join(f"{c:.2f}" if isinstance(c, float) else str(c) for c in row) + " |")
    return [*lines, ""]


def confusions(pairs: events.Pairs) -> list[str]:
    """Return a table of gold type (rows) against coded type (columns) of the acts that were found."""
    count = Counter((a.event, b.event) for a, b in pairs)
    short = [f"{event[:4].title()}" for event in EVENT_TYPES]
    return table(
        ["gold \\ coded", *short], ([a, *(count[a, b] or "" for b in EVENT_TYPES)] for a in EVENT_TYPES)
    )  # fmt: skip


def by_type(figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> list[str]:
    """Return a table of events.measure()'s figures by type."""
    head = ["type", "gold", "coded", "precision", "recall", "F1", "found", "F1 with both parties"]
    keys = ("gold", "coded", "precision", "recall", "f1", "found", "whole_f1")
    return table(head, ([event, *(row[k] for k in keys)] for event, row in figures["types"].items()))


def page(coder: Coder, shared: Path) -> Iterator[str]:
    """Yield the lines of the page."""
    entries = [e for e in read_all() if e.tags.get("split") == "heldout"]
    tags = {e.place: e.tags for e in entries}
    gold, coded, _ = events.corpus(coder, sorted(CORPUS.glob("*.txt")), split="heldout")
    pairs = events.match(gold, coded, by_parties=False)
    how = constructions(coder, entries)
    yield f"""# Scores of the event coder

Written by `python -m bench.scores` on {date.today()}: Dragoman {__version__}, coder {coder.options.digest()},
event model {coder.events.model.digest[:12]}. The totals stand in [bench/RESULTS.md](../bench/RESULTS.md).

Measured end to end on the held-out part of the [training corpus](annotation.md): {len(entries)} entries,
{len(gold)} acts. An act is found where its words overlap those of a coded event; its type is right or wrong of those
found; *with both parties* asks for the type, and exactly the countries of actor and recipient.

## By type
"""
    yield from by_type(events.measure(gold, coded, pairs, {}))
    head = ["acts", "found", "type right, of the found", "right with both parties"]
    yield "## By construction\n\nHow the words that name the act stand in the sentence, as the parser has it.\n"
    yield from table(["construction", *head], by_group(gold, pairs, lambda a: how.get((a.unit, a.start, a.end), "?")))
    for tag in ("register", "region", "decade"):
        yield f"## By {tag}\n"
        groups = {place: tags[place].get(tag, "none") for place in tags}
        yield from table([tag, *head], by_group(gold, pairs, lambda a, groups=groups: groups[a.unit]))  # type: ignore[misc]
    yield "## Confusions\n\nGold types down, coded types across, of the acts that were found.\n"
    yield from confusions(pairs)
    error, rows = confidence(coded, pairs)
    yield f"""## Confidence

`confidence` is the probability that an event is an act of its type; its parties are not in it. It is fitted by
`python -m training.confidence` on entries apart from those measured here. Expected calibration error over ten bins:
**{error:.3f}**.
"""
    yield from rows
    data = shared / "data"
    if (data / "dev_gold.jsonl").exists():
        gold, coded, _ = events.articles(coder, data)
        pairs = events.match(gold, coded, by_parties=True)
        error, rows = confidence(coded, pairs)
        yield f"## On annotated articles\n\n{len(gold)} acts of real news, read by careful people.\n"
        yield from by_type(events.measure(gold, coded, pairs, {}))
        yield from confusions(pairs)
        yield f"Expected calibration error there: **{error:.3f}**.\n"
        yield from rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the page of scores.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    OUT.write_text("\n".join(page(Coder(), parser.parse_args().shared)).rstrip() + "\n", "utf-8")
    print(OUT)


if __name__ == "__main__":
    main()
