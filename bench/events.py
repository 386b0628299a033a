"""Measure the coding of events: on our own corpus, on pairs of marked spans, and on annotated articles.

    python -m bench.events --corpus [FILE ...]     end to end on training/corpus/*.txt, or on the files named;
                                                   --heldout: only what the event model was not trained on
    python -m bench.events --relate FILE.tsv       the type between two marked spans, on a benchmark of 15 types
    python -m bench.events --articles FOLDER       on whole articles (*articles.jsonl and *gold.jsonl in the folder)

``--show N`` lists N of the acts missed, invented and mistaken; ``--only WORD`` those of one type; ``--json`` prints
one object instead of tables. Nothing is trained here and nothing measured on is kept.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from dragoman import Coder
from dragoman.records import EVENT_TYPES, UNKNOWN_CODE, Entity, Event
from training.corpus import CORPUS, Entry, parse

QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
# The marked-pair benchmark joins two of PLOVER's types.
YIELDING = ("CONCEDE", "RETREAT")
# Its own rule: a meeting is the label only where the meeting itself is the news, so another act of the same pair wins
# unless it is less than half as likely. Set from the rule's wording, not tuned.
CONSULT_WEIGHT = 0.5
# Its own rule: material conflict beats verbal conflict wherever the sentence tells of both. Not tuned either.
MATERIAL_WEIGHT = 1.5
GROUPS = frozenset({"IGO", "NGO", "MNC", "IMG", "ISM"})
NO_ANSWER = "-"


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, from 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Told:
    """An act as a person or the coder tells it; parties are "COUNTRY/SECTOR", sectors may be several ("GOV+MIL")."""

    unit: str  # what it may be matched in: an entry of the corpus, a sentence of an article
    start: int
    end: int
    words: str
    event: str
    mode: frozenset[str]
    aux: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    said_by: tuple[str, ...]
    confidence: float = 1.0


Pairs = list[tuple[Told, Told]]


def score(right: int, coded: int, gold: int) -> Score:
    """Return precision, recall and F1; zero where there is nothing to divide by."""
    precision = right / coded if coded else 0.0
    recall = right / gold if gold else 0.0
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0)


def country(code: str) -> str:
    """Return the country or international code of a party's code: of "IGO:NATO/MIL" it is "IGO"."""
    name = code.split("/")[0]
    return name.split(":")[0] if name.split(":")[0] in GROUPS else name


def countries(parties: Iterable[str]) -> Counter[str]:
    """Return the known countries among parties, each as often as it is told."""
    return Counter(c for c in map(country, parties) if c not in (UNKNOWN_CODE, ""))


def with_sectors(parties: Iterable[str]) -> Counter[str]:
    """Return the known countries among parties with the primary sector of each."""
    return Counter(
        f"{country(p)}/{p.partition('/')[2].split('+')[0]}" for p in parties if country(p) not in (UNKNOWN_CODE, "")
    )


def party(entity: Entity) -> str:
    return f"{entity.code or UNKNOWN_CODE}/{'+'.join(entity.sector)}"


def told(event: Event, unit: str) -> Told:
    """Return an event of the coder in the form that is compared."""
    return Told(
        unit, event.start, event.end, event.event_text, event.event, frozenset(event.mode), frozenset(event.aux),
        tuple(map(party, event.actor)), tuple(map(party, event.recipient)), tuple(map(party, event.said_by)),
        event.confidence,
    )  # fmt: skip


def match(gold: Sequence[Told], coded: Sequence[Told], *, by_parties: bool) -> Pairs:
    """Pair acts one to one within a unit: those whose words overlap, of those rather the same type and parties.

    With ``by_parties`` an act told in other words is also paired, where type and a country are the same.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for j, each in enumerate(coded):
        groups[each.unit].append(j)
    found = []
    for i, a in enumerate(gold):
        for j in groups[a.unit]:
            b = coded[j]
            overlap = a.start < b.end and b.start < a.end
            same = a.event == b.event
            shared = bool((countries(a.actor + a.recipient)) & (countries(b.actor + b.recipient)))
            if overlap or (by_parties and same and shared):
                found.append((4 * overlap + 2 * same + shared, i, j))
    out, used_gold, used_coded = [], set(), set()
    for _, i, j in sorted(found, reverse=True):
        if i not in used_gold and j not in used_coded:
            used_gold.add(i)
            used_coded.add(j)
            out.append((gold[i], coded[j]))
    return out


def _agree(a: Told, b: Told) -> dict[str, bool]:
    """Return for a matched pair what is right in it."""
    kind = a.event == b.event
    actor, recipient = countries(a.actor) == countries(b.actor), countries(a.recipient) == countries(b.recipient)
    full = with_sectors(a.actor) == with_sectors(b.actor) and with_sectors(a.recipient) == with_sectors(b.recipient)
    sides = set(countries(a.actor + a.recipient)) == set(countries(b.actor + b.recipient))
    return {
        "detected": True,
        "type": kind,
        "mode, type right": kind and a.mode == b.mode,
        "actor": actor,
        "recipient": recipient,
        "aux": a.aux == b.aux,
        "said_by": countries(a.said_by) == countries(b.said_by),
        "type + parties, either side": kind and sides,
        "type + actor + recipient": kind and actor and recipient,
        "type + actor + recipient + sectors": kind and full,
    }


def measure(gold: Sequence[Told], coded: Sequence[Told], pairs: Pairs, silent: Mapping[str, bool]) -> dict[str, Any]:
    """Return all figures of one run: by field, by type, by mode, the confusions, and the false alarms.

    ``silent`` names the units without any gold act, and whether the coder found one there.
    """
    right: Counter[str] = Counter()
    for a, b in pairs:
        right.update(name for name, is_right in _agree(a, b).items() if is_right)
    n = max(1, len(pairs))
    fields = {
        name: {**score(count, len(coded), len(gold))._asdict(), "of_matched": count / n}
        for name in _agree(*_SAMPLE)
        for count in [right[name]]
    }
    types = {}
    for event in EVENT_TYPES:
        ours, theirs = [b for b in coded if b.event == event], [a for a in gold if a.event == event]
        both = [(a, b) for a, b in pairs if a.event == b.event == event]
        whole = sum(_agree(a, b)["type + actor + recipient"] for a, b in both)
        types[event] = {
            "gold": len(theirs), "coded": len(ours), **score(len(both), len(ours), len(theirs))._asdict(),
            "found": sum(a.event == event for a, _ in pairs) / max(1, len(theirs)),
            "whole_f1": score(whole, len(ours), len(theirs)).f1,
        }  # fmt: skip
    modes: dict[str, dict[str, float]] = {}
    for name in sorted({f"{a.event}/{m}" for a in gold for m in a.mode or {""}}):
        event, _, mode = name.partition("/")
        mine = [a for a in gold if a.event == event and (mode in a.mode or (not mode and not a.mode))]
        hits = [(a, b) for a, b in pairs if a in mine]
        modes[name] = {
            "gold": len(mine),
            "found": len(hits) / len(mine),
            "type": sum(a.event == b.event for a, b in hits) / len(mine),
            "mode": sum(a.event == b.event and (mode in b.mode or (not mode and not b.mode)) for a, b in hits)
            / len(mine),
        }
    confusion = Counter((a.event, b.event) for a, b in pairs if a.event != b.event)
    return {
        "gold": len(gold),
        "coded": len(coded),
        "matched": len(pairs),
        "silent_units": len(silent),
        "silent_units_with_a_false_alarm": sum(silent.values()),
        "fields": fields,
        "types": types,
        "modes": modes,
        "confusion": [[a, b, count] for (a, b), count in confusion.most_common(30)],
    }


def calibration(said: Sequence[float], right: Sequence[bool]) -> tuple[float, list[tuple[str, int, float, float]]]:
    """Return the expected calibration error over ten bins of confidence, and for each bin that is not empty its range,
    how many events are in it, their mean confidence and the share that is right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, is_right in zip(said, right, strict=True):
        bins[min(9, int(confidence * 10))].append((confidence, is_right))
    rows, error = [], 0.0
    for k, inside in sorted(bins.items()):
        mean, share = (sum(each) / len(inside) for each in zip(*inside, strict=True))
        error += len(inside) / len(said) * abs(mean - share)
        rows.append((f"{k / 10:.1f}–{(k + 1) / 10:.1f}", len(inside), mean, share))
    return error, rows


_SAMPLE = (Told("", 0, 0, "", "", frozenset(), frozenset(), (), (), ()),) * 2


# -- our own corpus --------------------------------------------------------------------------------------------------


def _year(entry: Entry) -> str:
    """Return a publication day in the middle of an entry's decade: "1990s" is read as of June 1995."""
    decade = entry.tags.get("decade", "")
    return f"{int(decade[:4]) + 5}-06-10" if decade[:4].isdigit() else "2015-06-10"


def corpus(
    coder: Coder, files: Sequence[Path], *, split: str | None = None
) -> tuple[list[Told], list[Told], dict[str, str]]:
    """Return gold acts, coded acts and the text of each unit of corpus files, or of one split of them alone."""
    entries = [
        entry
        for path in files
        for entry in parse(path.read_text("utf-8"), path.name)
        if split is None or entry.tags.get("split") == split
    ]
    texts = {entry.place: entry.sentence for entry in entries}
    gold = [
        Told(
            entry.place, act.span.start, act.span.end, entry.sentence[act.span.start : act.span.end], act.type,
            frozenset(act.modes), frozenset(act.aux), *(tuple(f"{p.code}/{p.sector}" for p in side)
            for side in (act.who, act.whom, act.by)),
        )
        for entry in entries for act in entry.acts
    ]  # fmt: skip
    rows: list[Mapping[str, Any]] = [
        {"id": entry.place, "text": entry.sentence, "date": _year(entry)} for entry in entries
    ]
    coded = []
    for entry, report in zip(entries, coder.pipe(rows), strict=True):
        # The stage that cleans text may move it: only the same words are compared, at the same place.
        shift = max(0, entry.sentence.find(report.document.text[:20]))
        for event in report.events:
            each = told(event, entry.place)
            coded.append(Told(each.unit, each.start + shift, each.end + shift, *_rest(each)))
    return gold, coded, texts


def _rest(each: Told) -> tuple[Any, ...]:
    return each.words, each.event, each.mode, each.aux, each.actor, each.recipient, each.said_by, each.confidence


# -- annotated articles ----------------------------------------------------------------------------------------------


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def articles(coder: Coder, folder: Path) -> tuple[list[Told], list[Told], dict[str, str]]:
    """Return gold acts, coded acts and the text of each sentence of a folder of annotated articles.

    The folder has one ``*articles.jsonl`` (id, date, text, sentences) and one ``*gold.jsonl`` (doc, sent, trigger,
    type, mode, actor, recipient, aux, said_by). Raises FileNotFoundError where either is missing.
    """
    paths = [next(iter(sorted(folder.glob(name))), None) for name in ("*articles.jsonl", "*gold.jsonl")]
    if paths[0] is None or paths[1] is None:
        raise FileNotFoundError(f"{folder} has no *articles.jsonl with its *gold.jsonl")
    docs = {row["id"]: row for row in _rows(paths[0])}
    texts = {f"{d['id']}:{n}": d["text"][a:b] for d in docs.values() for n, (a, b) in enumerate(d["sentences"])}
    gold, used = [], Counter[tuple[str, str]]()
    for row in _rows(paths[1]):
        unit = f"{row['doc']}:{row['sent']}"
        at = -1
        used[unit, row["trigger"]] += 1
        for _ in range(used[unit, row["trigger"]]):  # the same words told twice name two places
            later = texts[unit].find(row["trigger"], at + 1)
            at = later if later >= 0 else at
        start = docs[row["doc"]]["sentences"][row["sent"]][0] + max(0, at)
        sides = (tuple(e["code"] for e in row[key]) for key in ("actor", "recipient", "said_by"))
        aux = frozenset("negation" if a == "negated" else a for a in row["aux"])
        end = start + len(row["trigger"])
        gold.append(Told(unit, start, end, row["trigger"], row["type"], frozenset(row["mode"]), aux, *sides))
    coded = []
    given: list[Mapping[str, Any]] = [
        {key: d[key] for key in ("id", "date", "title", "text") if key in d} for d in docs.values()
    ]
    for report in coder.pipe(given):
        doc = docs[report.document.id]
        for event in report.events:
            at = next((n for n, (a, b) in enumerate(doc["sentences"]) if a <= event.start < b), -1)
            if at >= 0:
                coded.append(told(event, f"{doc['id']}:{at}"))
    return gold, coded, texts


# -- marked pairs ----------------------------------------------------------------------------------------------------


def marked(row: Mapping[str, str]) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """Return text and spans of a row whose actor stands between <s> and </s>, recipient between <t> and </t>."""
    text, at, rest = "", {}, row["marked_sentence"]
    while rest:
        for tag in ("<s>", "</s>", "<t>", "</t>"):
            if rest.startswith(tag):
                at[tag], rest = len(text), rest[len(tag) :]
                break
        else:
            text, rest = text + rest[0], rest[1:]
    spans = []
    for name, key in (("s", "source"), ("t", "target")):
        if f"<{name}>" in at and f"</{name}>" in at:
            spans.append((at[f"<{name}>"], at[f"</{name}>"]))
        else:  # one span within the other is marked once only
            start = max(0, text.find(row[key]))
            spans.append((start, min(len(text), start + max(1, len(row[key])))))
    return text, spans[0], spans[1]


def benchmark_type(scores: Mapping[str, float]) -> str:
    """Return the benchmark's label for the probabilities of ``relate``, after the benchmark's own rules."""
    weights = {name: p for name, p in scores.items() if name in EVENT_TYPES}
    floor = min(weights.values())
    if max(weights.values()) <= floor:
        return NO_ANSWER
    joined = {name: p for name, p in weights.items() if name not in YIELDING}
    joined["YIELD"] = sum(weights[name] for name in YIELDING) - floor
    joined["CONSULT"] *= CONSULT_WEIGHT
    for name in joined:
        if QUAD[name] == 4:
            joined[name] *= MATERIAL_WEIGHT
    return max(sorted(joined), key=lambda name: joined[name])


def macro(gold: Sequence[object], said: Sequence[object]) -> tuple[float, float]:
    """Return accuracy and the mean F1 of the classes in ``gold``."""
    classes = sorted(set(gold), key=str)
    total = 0.0
    for each in classes:
        right = sum(g == s == each for g, s in zip(gold, said, strict=True))
        total += score(right, sum(s == each for s in said), sum(g == each for g in gold)).f1
    accuracy = sum(g == s for g, s in zip(gold, said, strict=True)) / max(1, len(gold))
    return accuracy, total / max(1, len(classes))


def pairs_file(coder: Coder, path: Path) -> dict[str, Any]:
    """Return accuracy and macro-F1 at root, quad and binary level, by type, confusions and the rows that are wrong."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    said, wrong = [], []
    for row in rows:
        text, actor, recipient = marked(row)
        answer = benchmark_type(coder.relate(text, actor, recipient))
        said.append(answer)
        if answer != row["gold_root"]:
            wrong.append([row["gold_root"], answer, row["marked_sentence"]])
    roots = [row["gold_root"] for row in rows]
    quads, quads_said = [QUAD[g] for g in roots], [QUAD.get(s, 0) for s in said]
    levels: dict[str, tuple[Sequence[object], Sequence[object]]] = {
        "root": (roots, said),
        "quad": (quads, quads_said),
        "binary": ([(q + 1) // 2 for q in quads], [(q + 1) // 2 for q in quads_said]),
    }
    figures = {name: dict(zip(("accuracy", "macro_f1"), macro(*level), strict=True)) for name, level in levels.items()}
    types = {}
    for name in sorted(set(roots)):
        right = sum(g == s == name for g, s in zip(roots, said, strict=True))
        types[name] = {"gold": roots.count(name), **score(right, said.count(name), roots.count(name))._asdict()}
    confusion = Counter((g, s) for g, s in zip(roots, said, strict=True) if g != s)
    return {
        "rows": len(rows),
        "answered": sum(s != NO_ANSWER for s in said) / max(1, len(rows)),
        "levels": figures,
        "types": types,
        "confusion": [[g, s, count] for (g, s), count in confusion.most_common(30)],
        "wrong": wrong,
    }


# -- printing --------------------------------------------------------------------------------------------------------


def _table(rows: Mapping[str, Mapping[str, float]]) -> None:
    if not rows:
        return
    columns = list(next(iter(rows.values())))
    width = max(map(len, rows)) + 2
    print(" " * width + "".join(f"{c:>12}" for c in columns))
    for name, row in rows.items():
        cells = (f"{row[c]:12d}" if isinstance(row[c], int) else f"{row[c]:12.3f}" for c in columns)
        print(f"{name:{width}}" + "".join(cells))


def _confusions(rows: Iterable[Sequence[Any]]) -> None:
    print("\nconfused (gold, coded): " + ", ".join(f"{a} {b} {count}" for a, b, count in rows))


def _list(title: str, lines: Sequence[str], count: int) -> None:
    if count <= 0 or not lines:
        return
    print(f"\n{title}: {len(lines)}")
    step = max(1, len(lines) // count)
    for line in lines[::step][:count]:
        print("  " + line)


def _errors(
    gold: Sequence[Told], coded: Sequence[Told], pairs: Pairs, texts: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return one line for each act missed, invented, of the wrong type, and with the wrong parties."""
    known, said = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}

    def line(a: Told, note: str = "") -> str:
        parties = f"{'+'.join(a.actor) or '-'} > {'+'.join(a.recipient) or '-'}"
        return f"{a.unit} {a.event} <{a.words}> {parties}{note} | {texts[a.unit]}"

    kinds: dict[str, Callable[[], list[str]]] = {
        "missed": lambda: [line(a) for a in gold if id(a) not in known],
        "invented": lambda: [line(b) for b in coded if id(b) not in said],
        "wrong type": lambda: [line(a, f" coded {b.event} <{b.words}>") for a, b in pairs if a.event != b.event],
        "wrong parties": lambda: [
            line(a, f" coded {'+'.join(b.actor) or '-'} > {'+'.join(b.recipient) or '-'}")
            for a, b in pairs
            if a.event == b.event and not _agree(a, b)["type + actor + recipient"]
        ],
    }
    return {name: make() for name, make in kinds.items()}


def _print(figures: Mapping[str, Any]) -> None:
    print(f"gold {figures['gold']}  coded {figures['coded']}  matched {figures['matched']}")
    print(
        f"units without an act {figures['silent_units']}, of these with a false alarm "
        f"{figures['silent_units_with_a_false_alarm']}\n"
    )
    for part in ("fields", "types", "modes"):
        _table(figures[part])
        print()
    _confusions(figures["confusion"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--corpus", nargs="*", type=Path, help="corpus files; without a name all of training/corpus")
    what.add_argument("--relate", type=Path, help="a tab-separated file with marked_sentence and gold_root")
    what.add_argument("--articles", type=Path, help="a folder with annotated articles")
    parser.add_argument("--heldout", action="store_true", help="of the corpus, only entries tagged split=heldout")
    parser.add_argument("--show", type=int, default=0, help="list so many errors of each kind")
    parser.add_argument("--only", default="", help="of the errors, only those whose line begins with or has this word")
    parser.add_argument("--json", action="store_true", help="print one object instead of tables")
    options = parser.parse_args()
    coder = Coder()
    if options.relate is not None:
        figures = pairs_file(coder, options.relate)
        if options.json:
            print(json.dumps(figures, ensure_ascii=False))
            return
        print(f"rows {figures['rows']}  answered {figures['answered']:.3f}\n")
        _table(figures["levels"])
        print()
        _table(figures["types"])
        _confusions(figures["confusion"])
        wrong = [f"{g}, coded {s} | {text}" for g, s, text in figures["wrong"]]
        _list("wrong", [line for line in wrong if options.only in line], options.show)
        return
    if options.articles is not None:
        gold, coded, texts = articles(coder, options.articles)
    else:
        files = options.corpus or sorted(CORPUS.glob("*.txt"))
        gold, coded, texts = corpus(coder, files, split="heldout" if options.heldout else None)
    pairs = match(gold, coded, by_parties=options.articles is not None)
    alarmed, told_of = {b.unit for b in coded}, {a.unit for a in gold}
    figures = measure(gold, coded, pairs, {unit: unit in alarmed for unit in texts if unit not in told_of})
    errors = _errors(gold, coded, pairs, texts)
    if options.json:
        print(json.dumps({**figures, "errors": errors}, ensure_ascii=False))
        return
    _print(figures)
    for name, lines in errors.items():
        _list(name, [line for line in lines if f" {options.only}" in line], options.show)


if __name__ == "__main__":
    main()
