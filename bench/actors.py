"""Measure the actor stage: right and wrong on the annotated articles, speed, size, and what a larger table costs.

    python bench/actors.py [--wrong] [--size]

Articles and gold are looked for in ../shared/data beside the repository; without them only speed is measured.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def day_of(text: str) -> date | None:
    """Return a publication day, written "2019-04-10" or "17 December 2016"."""
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what came out wrong")
    parser.add_argument("--size", action="store_true", help="measure a table ten times the size")
    parser.add_argument("--doc", default="", help="only this article")
    options = parser.parse_args()

    from dragoman.actors import ActorTables, Resolver

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    start = time.process_time()
    tables = ActorTables.load()
    loaded = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = (after - before) / 1024
    print(f"load {loaded:.2f} s of processor time, memory {size:.0f} MB, {sum(tables.rows.values())} rows")

    from dragoman.parsing import Parser
    from dragoman.records import Document

    resolver, grammar = Resolver(tables), Parser()
    if not (DATA / "dev_gold.jsonl").exists():
        print(f"no annotated articles in {DATA}")
        return
    articles = {row["id"]: row for row in rows(DATA / "dev_articles.jsonl")}
    parses = {
        key: grammar.parse(Document(key, row["text"], published=day_of(row["date"] or "")))
        for key, row in articles.items()
    }
    start = time.perf_counter()
    casts = {key: resolver.cast(parse) for key, parse in parses.items()}
    spent = (time.perf_counter() - start) / len(casts)
    words = sum(len(parse.doc) for parse in parses.values()) / len(parses)
    print(f"cast {spent * 1000:.1f} ms a document of {words:.0f} tokens")

    tally: Counter[str] = Counter()
    for gold in rows(DATA / "dev_gold.jsonl"):
        if options.doc and gold["doc"] != options.doc:
            continue
        first, last = articles[gold["doc"]]["sentences"][gold["sent"]]
        text = articles[gold["doc"]]["text"]
        for entity in gold["actor"] + gold["recipient"]:
            if not entity["text"]:
                continue
            word = re.search(rf"(?<!\w){re.escape(entity['text'])}(?!\w)", text[first:last])
            if word is None:
                continue
            at = first + word.start()
            country, _, sector = entity["code"].partition("/")
            country = country.partition(":")[0]
            end = at + len(entity["text"])
            doc = parses[gold["doc"]].doc
            inside = [t for t in doc if at <= t.idx < end]
            ids = {t.i for t in inside}
            root = next((t for t in inside if t.head.i not in ids or t.head.i == t.i), inside[0] if inside else None)
            mention = casts[gold["doc"]].by_root.get(root.i) if root is not None else None
            if mention is None:
                over = [m for m in casts[gold["doc"]].mentions
                        if any(m.first <= i < m.last for i in ids)]  # fmt: skip
                mention = min(over, key=lambda m: m.last - m.first, default=None)
            codes = [e.code for e in mention.entities] if mention else []
            sectors = [s for e in mention.entities for s in (e.sector or ("",))] if mention else []
            tally["all"] += 1
            known = country != "---"
            tally["known"] += known
            if not mention:
                tally["none"] += 1
                verdict = "NONE"
            elif country in codes:
                tally["right"] += 1
                tally["right known"] += known
                verdict = ""
            elif "---" in codes:
                tally["unresolved"] += 1
                verdict = "UNRESOLVED"
            else:
                tally["wrong"] += 1
                verdict = "WRONG"
            sector_right = mention is not None and (sector in sectors or (not sector and sectors == [""]))
            tally["sector"] += sector_right
            if options.wrong and (verdict or not sector_right):
                found = (
                    [(e.text, e.name, e.code, "+".join(e.sector), e.why) for e in mention.entities] if mention else None
                )
                place = f"{gold['doc']}:{gold['sent']}"
                print(f"{verdict or 'sector':10} {place} {entity['text']!r} {entity['code']} got {found}")
    total = tally["all"]
    for key in ("right", "sector", "unresolved", "none", "wrong"):
        print(f"{key:12}{tally[key]:5} {tally[key] / total:.3f}")
    print(f"right of those with a country: {tally['right known'] / max(tally['known'], 1):.3f} of {tally['known']}")
    if options.size:
        _size(tables, [row["text"] for row in articles.values()])


def _size(tables: Any, texts: list[str]) -> None:
    """Compare one pass over the texts with the shipped tables and with ten times as many patterns."""
    big = tables.widened(9)
    times = []
    for each in (tables, big, tables, big, tables, big):
        start = time.perf_counter()
        for text in texts:
            each.find(text)
        times.append(time.perf_counter() - start)
    small, large = min(times[0::2]), min(times[1::2])
    print(f"one pass: {small * 1000:.0f} ms, ten times the table {large * 1000:.0f} ms, {large / small:.2f} times")


if __name__ == "__main__":
    main()
