"""Write bench/RESULTS.md: every accuracy figure in one table, with date, version and digests.

    python -m bench.results [--shared ../shared]

What lies beside the project (annotated articles, a benchmark's development half) is measured where it is there, and
said to be absent where it is not. The figures of a table row come from the command beside it.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from bench import events
from dragoman import Coder, __version__
from tests.actors import score_cases
from tests.attribution import score_cases as attribution
from tests.auxiliary import score_cases as auxiliary
from tests.dossiers import score as dossiers
from tests.places import score_cases as places
from tests.stories import score as stories
from tests.times import score_cases as times
from tests.tolls import score_cases as tolls

OUT = Path(__file__).parent / "RESULTS.md"


def rows(coder: Coder, shared: Path) -> list[tuple[str, str, str, str]]:
    """Return what was measured, on what, the figure, and the command that prints it alone."""
    out: list[tuple[str, str, str, str]] = []
    for heldout in (False, True):
        whole = score_cases.score(coder.actors, coder.parser.parse, score_cases.read_cases(heldout=heldout))[0][-1]
        part = "held-out" if heldout else "open"
        command = f"python -m tests.actors.score_cases{' --heldout' if heldout else ''}"
        out.append(("actor country", f"case table, {part} ({whole.cases})", f"{whole.country:.3f}", command))
        out.append(("actor sector", f"case table, {part}", f"{whole.sector:.3f}", command))
    out += _case_tables(coder)
    out += _many_documents(coder)
    corpus = events.corpus(coder, sorted(events.CORPUS.glob("*.txt")), split="heldout")
    out += _events("own corpus, held-out part", corpus, "python -m bench.events --corpus --heldout")
    data = shared / "data"
    if (data / "dev_gold.jsonl").exists():
        out += _events("annotated articles", events.articles(coder, data), f"python -m bench.events --articles {data}")
    else:
        out.append(("events", "annotated articles", "not at hand", ""))
    if (data / "plv_train.tsv").exists():
        figures: dict[str, Any] = events.pairs_file(coder, data / "plv_train.tsv")
        command = f"python -m bench.events --relate {data / 'plv_train.tsv'}"
        for level, found in figures["levels"].items():
            for name in ("accuracy", "macro_f1"):
                on = f"development half of a published set ({figures['rows']})"
                out.append((f"relate, {level}: {name}", on, f"{found[name]:.3f}", command))
    return out


def _case_tables(coder: Coder) -> list[tuple[str, str, str, str]]:
    out: list[tuple[str, str, str, str]] = []
    for part in ("open", "heldout"):
        on = f"case table, {part.replace('heldout', 'held-out')}"
        said = attribution.run(coder, attribution.load(part))
        told = [(case, attribution.judge(case, found)) for case, found in said]
        right, number = attribution.totals(told)["speaker"]
        command = "python -m tests.attribution.score_cases"
        out.append(("attribution: speaker", f"{on} ({number})", f"{right / number:.3f}", command))
        answers = list(auxiliary.run(coder, auxiliary.load(part)))
        command = "python -m tests.auxiliary.score_cases"
        out.append(("auxiliary modes: macro-F1", f"{on} ({len(answers)})", f"{auxiliary.macro(answers):.3f}", command))
    for part in times.PARTS:
        dated = list(times.run(coder, times.load(part)))
        command = "python -m tests.times.score_cases"
        share = f"{times.share(dated, events=False):.3f}"
        out.append(("times: values", f"case table, {part} ({len(dated)})", share, command))
    for key, (number, identity, point) in sorted(places.scores(coder, places.load_cases()).items()):
        if key.endswith(" places"):
            found = f"{identity / number:.3f}; within {places.NEAR_KM} km {point / number:.3f}"
            on = f"case table, {key.removesuffix(' places')} ({number})"
            out.append(("places: right id", on, found, "python -m tests.places.score_cases"))
    for key, (number, right) in sorted(tolls.scores(coder.parser, tolls.load_cases()).items()):
        if key.endswith(" all"):
            on = f"case table, {key.removesuffix(' all')} ({number})"
            out.append(("tolls", on, f"{right / number:.3f}", "python -m tests.tolls.score_cases"))
    return out


def _many_documents(coder: Coder) -> list[tuple[str, str, str, str]]:
    out: list[tuple[str, str, str, str]] = []
    for part in dossiers.PARTS:
        tally = dossiers.score(coder, part)
        command = f"python -m tests.dossiers.score{'' if part == 'open' else ' --heldout'}"
        on = f"dossiers, {part} ({len(dossiers.paths(part))})"
        out += [(f"accords and ties: {m}", on, f"{tally.share(m):.2f} ({n})", command) for m, n in tally.total.items()]
    for part in ("open", "heldout"):
        texts = stories.read_texts(part)
        whole = stories.score(texts, stories.clusters(stories.code(coder, texts), stories.find_copies(texts)))["all"]
        on = f"{len({text.gold for text in texts})} events in {len(texts)} texts, {part}"
        figure = f"{whole.f1:.3f} (P {whole.precision:.3f}, R {whole.recall:.3f})"
        command = f"python -m tests.stories.score{'' if part == 'open' else ' --heldout'}"
        out.append(("stories: B-cubed F1", on, figure, command))
    return out


def _events(
    where: str, told: tuple[list[events.Told], list[events.Told], dict[str, str]], command: str
) -> list[tuple[str, str, str, str]]:
    gold, coded, _ = told
    figures = events.measure(gold, coded, events.match(gold, coded, by_parties=not where.startswith("own corpus")), {})
    on = f"{where} ({figures['gold']} events)"
    out = []
    for name, found in figures["fields"].items():
        share = f"{found['f1']:.3f}; of the matched {found['of_matched']:.3f}"
        out.append((f"events: {name}, F1", on, share, command))
    detected = events.score(figures["matched"], figures["coded"], figures["gold"])
    first = f"{detected.f1:.3f} (P {detected.precision:.3f}, R {detected.recall:.3f})"
    return [("events: detected, F1", on, first, command), *(row for row in out if "detected" not in row[0])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    coder = Coder()
    lines = [
        "# Accuracy",
        "",
        f"Written by `python -m bench.results` on {date.today()}: Dragoman {__version__}, "
        f"coder {coder.options.digest()}, "
        f"grammar {coder.parser.grammar.package} {coder.parser.grammar.version} ({coder.parser.grammar.digest[:12]}), "
        f"event model {coder.events.model.digest[:12]}.",
        "",
        "| measure | on | figure | command |",
        "|---|---|---|---|",
        *(f"| {a} | {b} | {c} | `{d}` |" for a, b, c, d in rows(coder, options.shared)),
        "",
    ]
    OUT.write_text("\n".join(lines), "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
