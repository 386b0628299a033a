"""The training corpus: sentences written for this project, with the events each one reports.

``training/corpus/*.txt`` holds it, in the form that docs/annotation.md explains. ``read`` and ``read_all`` return
it as values whose spans are checked; ``check`` finds duplicates and templates in disguise. From a shell:

    python -m training.corpus check     every fault, one a line; exit status 1 if there is one
    python -m training.corpus stats     how many sentences and events there are, by type, mode, aux and tag
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pycountry

from dragoman.records import AUX_MODES, EVENT_TYPES, INTERNATIONAL_CODES, SECTORS, UNKNOWN_CODE

CORPUS = Path(__file__).parent / "corpus"

MODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "AGREE": (),
        "CONSULT": ("visit", "third-party", "multilateral", "phone"),
        "SUPPORT": (),
        "CONCEDE": (),
        "COOPERATE": (),
        "AID": (),
        "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
        "REQUEST": ("assist", "change", "yield", "meet"),
        "ACCUSE": ("disapprove", "investigate", "allege"),
        "REJECT": ("assist", "change", "yield", "meet"),
        "THREATEN": ("restrict", "ban", "arrest", "relations", "expel", "territory", "violence"),
        "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
        "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
        "MOBILIZE": ("troops", "weapons", "police", "militia"),
        "COERCE": (
            "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
            "misinformation", "cyber",
        ),
        "ASSAULT": (
            "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
            "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
        ),
    }
)  # fmt: skip

# Why a sentence has no event; docs/annotation.md gives an example of each.
REASONS = (
    "figurative", "sport", "business", "weather", "comment", "opinion", "capability", "statement", "forecast",
    "crime", "accident", "science", "culture", "personal", "election", "tie", "routine", "history", "homonym",
    "actorless", "other",
)  # fmt: skip
TAGS = ("region", "decade", "register", "split")
COUNTRY_CODES = frozenset(
    {country.alpha_3 for country in pycountry.countries} | {"KOS", UNKNOWN_CODE} | set(INTERNATIONAL_CODES)
)

# Two sentences that share this part of their word 4-grams or more tell the same thing in the same words. Set by
# reading all pairs from 0.10 up among the first 3,000 sentences: the one above 0.20 was a rewrite; the five below
# told of one happening, or shared a stock phrase ("let it be known that he would").
NEAR_DUPLICATE = 0.20
# The same after names and numbers are masked. Higher, since masking makes all sentences more alike: among those
# 3,000 the closest honest pair had 0.20 ("for the first time since 0").
TEMPLATE = 0.40
# A masked sentence with fewer plain words than this (a headline in title case) proves nothing.
FEWEST_PLAIN_WORDS = 5

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_OCCURRENCE = re.compile(r"^(.*)#(\d+)$")


class CorpusError(ValueError):
    """A block that is not in the form; the message names file and line, and says what was expected."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a sentence: ``sentence[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """Who fills a role, as words of the sentence and as a code ("---" where the sentence does not tell)."""

    span: Span
    code: str
    sector: str  # the primary one; "" for a bare international body


@dataclass(frozen=True, slots=True)
class Act:
    """One event of a sentence."""

    type: str
    modes: tuple[str, ...]
    aux: tuple[str, ...]
    span: Span
    who: tuple[Party, ...] = ()
    whom: tuple[Party, ...] = ()
    by: tuple[Party, ...] = ()
    where: tuple[Span, ...] = ()
    when: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One block: a sentence (or a few that need one another) and its acts, or the reason why there is none."""

    sentence: str
    acts: tuple[Act, ...]
    reason: str | None
    file: str
    line: int
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


def find(sentence: str, words: str) -> Span:
    """Return the span of ``words`` (a trailing ``#2`` asks for the second occurrence, ``#1`` is understood).

    Only whole words count: "Iran" is not found in "Iranian". Raises CorpusError if it is not there.
    """
    wanted = 1
    if match := _OCCURRENCE.match(words):
        words, wanted = match.group(1), int(match.group(2))
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", sentence)) if words else []
    if not 1 <= wanted <= len(found):
        raise CorpusError(f'"{words}" occurs {len(found)} times as whole words, number {wanted} was asked for')
    return Span(*found[wanted - 1].span())


def _party(sentence: str, value: str) -> Party:
    words, equals, code = value.rpartition("=")
    country, slash, sector = code.partition("/")
    if not equals or not slash:
        raise CorpusError(f'"{value}" is not WORDS=CODE/SECTOR')
    if country not in COUNTRY_CODES:
        raise CorpusError(f'"{country}" is no ISO alpha-3 or PLOVER code')
    if sector not in SECTORS and not (sector == "" and country in INTERNATIONAL_CODES):
        raise CorpusError(f'"{sector}" is no sector; only an international body may go without one')
    return Party(find(sentence, words), country, sector)


def _act(sentence: str, line: str) -> Act:
    head, *fields = (part.strip() for part in line.split("|"))
    kind, *flags = head.split()
    name, _, modes_text = kind.partition("/")
    modes = tuple(modes_text.split("+")) if modes_text else ()
    if name not in EVENT_TYPES:
        raise CorpusError(f'"{name}" is no event type: {" ".join(EVENT_TYPES)}')
    for mode in modes:
        if mode not in MODES[name]:
            raise CorpusError(f'"{mode}" is no mode of {name}: {" ".join(MODES[name]) or "it has none"}')
    aux = tuple(flag.removeprefix("!") for flag in flags)
    for flag in flags:
        if not flag.startswith("!") or flag[1:] not in AUX_MODES:
            raise CorpusError(f'"{flag}" is no auxiliary mode: !{" !".join(AUX_MODES)}')
    spans: dict[str, list[Span]] = {"act": [], "where": [], "when": []}
    parties: dict[str, list[Party]] = {"who": [], "whom": [], "by": []}
    for item in fields:
        key, _, value = item.partition(" ")
        if key in spans:
            spans[key].append(find(sentence, value))
        elif key in parties:
            parties[key].append(_party(sentence, value))
        else:
            raise CorpusError(f'"{key}" is no key: act who whom by where when')
    if len(spans["act"]) != 1:
        raise CorpusError(f"an event has exactly one act, not {len(spans['act'])}")
    return Act(
        name, modes, aux, spans["act"][0],
        tuple(parties["who"]), tuple(parties["whom"]), tuple(parties["by"]),
        tuple(spans["where"]), tuple(spans["when"]),
    )  # fmt: skip


def _block(lines: Sequence[str], file: str, first: int, tags: Mapping[str, str]) -> Entry:
    sentence, *notes = lines
    if sentence != sentence.strip() or "  " in sentence:
        raise CorpusError(f"{file}:{first}: the sentence has stray spaces")
    if not notes:
        raise CorpusError(f"{file}:{first}: the sentence has neither an event nor NONE")
    acts: list[Act] = []
    reason: str | None = None
    for number, note in enumerate(notes, start=first + 1):
        try:
            if note.startswith("NONE"):
                reason = note.removeprefix("NONE").strip()
                if reason not in REASONS:
                    raise CorpusError(f'"{reason}" is no reason: {" ".join(REASONS)}')
            else:
                acts.append(_act(sentence, note))
        except CorpusError as error:
            raise CorpusError(f"{file}:{number}: {error}") from None
    if acts and reason is not None:
        raise CorpusError(f"{file}:{first}: NONE beside an event")
    for index, act in enumerate(acts):
        if act in acts[:index]:
            raise CorpusError(f"{file}:{first}: the same event twice")
    return Entry(sentence, tuple(acts), reason, file, first, tags)


def parse(text: str, file: str, faults: list[str] | None = None) -> list[Entry]:
    """Return the entries of one corpus file's text, in its order.

    Raises CorpusError at the first fault, or, given a list ``faults``, adds each message to it and goes on.
    """
    entries: list[Entry] = []
    tags: Mapping[str, str] = MappingProxyType({})
    block: list[str] = []
    first = 0

    def close() -> None:
        if not block:
            return
        try:
            if not tags:
                raise CorpusError(f"{file}:{first}: no tag line (# region=… decade=… register=…) comes before it")
            entries.append(_block(block, file, first, tags))
        except CorpusError as error:
            if faults is None:
                raise
            faults.append(str(error))
        block.clear()

    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            close()
        elif line.startswith("# "):
            close()
            pairs = dict(item.partition("=")[::2] for item in line[2:].split())
            if unknown := [key for key in pairs if key not in TAGS]:
                message = f'{file}:{number}: "{unknown[0]}" is no tag: {" ".join(TAGS)}'
                if faults is None:
                    raise CorpusError(message)
                faults.append(message)
            tags = MappingProxyType(pairs)
        else:
            if not block:
                first = number
            block.append(line.rstrip("\n"))
    close()
    return entries


def read_all(folder: Path = CORPUS, faults: list[str] | None = None) -> list[Entry]:
    """Return all entries of a folder's ``*.txt``, file by file in the order of their names."""
    return [
        entry
        for path in sorted(folder.glob("*.txt"))
        for entry in parse(path.read_text(encoding="utf-8"), path.name, faults)
    ]


def mask(sentence: str) -> str:
    """Return a sentence in lower case, with each run of capitalised words as ``@`` and each number as ``0``."""
    words: list[str] = []
    for match in _WORD.finditer(sentence):
        word = match.group()
        word = "0" if word[0].isdigit() else "@" if word[0].isupper() else word
        if not (word == "@" and words and words[-1] == "@"):
            words.append(word)
    return " ".join(words)


def _grams(words: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def alike(texts: Sequence[Sequence[str]], threshold: float) -> list[tuple[int, int, float]]:
    """Return the pairs (i, j, Jaccard of their word 4-grams), i < j, at or above ``threshold``."""
    grams = [_grams(words) for words in texts]
    index: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for j, own in enumerate(grams):
        shared: Counter[int] = Counter()
        for gram in own:
            shared.update(index[gram])
            index[gram].append(j)
        for i, count in sorted(shared.items()):
            jaccard = count / (len(own) + len(grams[i]) - count)
            if jaccard >= threshold:
                pairs.append((i, j, jaccard))
    return pairs


def check(entries: Sequence[Entry]) -> list[str]:
    """Return a message for each near-duplicate pair and each template in disguise."""
    faults = []
    plain = [[word.lower() for word in _WORD.findall(entry.sentence)] for entry in entries]
    for i, j, jaccard in alike(plain, NEAR_DUPLICATE):
        faults.append(f"{entries[j].place}: near-duplicate of {entries[i].place} ({jaccard:.2f})")
    masked = [mask(entry.sentence).split() for entry in entries]
    telling = [k for k, words in enumerate(masked) if sum(w not in "@0" for w in words) >= FEWEST_PLAIN_WORDS]
    for a, b, jaccard in alike([masked[k] for k in telling], TEMPLATE):
        i, j = telling[a], telling[b]
        faults.append(f"{entries[j].place}: template in disguise, see {entries[i].place} ({jaccard:.2f})")
    return faults


def statistics(entries: Sequence[Entry]) -> dict[str, Counter[str]]:
    """Return counts by title: totals, type/mode, aux by type, reasons, tags, and events a sentence."""
    acts = [act for entry in entries for act in entry.acts]
    tables: dict[str, Counter[str]] = {
        "totals": Counter(
            {
                "sentences": len(entries),
                "events": len(acts),
                "sentences without event": sum(not entry.acts for entry in entries),
                "sentences with two or more": sum(len(entry.acts) > 1 for entry in entries),
                "words": sum(len(_WORD.findall(entry.sentence)) for entry in entries),
                "events with a speaker": sum(bool(act.by) for act in acts),
                "events with a place": sum(bool(act.where) for act in acts),
                "events with a time": sum(bool(act.when) for act in acts),
            }
        ),
        "type": Counter(act.type for act in acts),
        "type/mode": Counter(),
        "aux": Counter(flag for act in acts for flag in act.aux),
        "type!aux": Counter(f"{act.type}!{flag}" for act in acts for flag in act.aux),
        "reason": Counter(entry.reason for entry in entries if entry.reason),
    }
    for name in EVENT_TYPES:
        for mode in MODES[name]:
            tables["type/mode"][f"{name}/{mode}"] = sum(act.type == name and mode in act.modes for act in acts)
        tables["type/mode"][f"{name}/"] = sum(act.type == name and not act.modes for act in acts)
    for tag in TAGS:
        tables[tag] = Counter(entry.tags[tag] for entry in entries if tag in entry.tags)
    return tables


def _lines(tables: Mapping[str, Counter[str]]) -> Iterable[str]:
    for title, counts in tables.items():
        yield f"[{title}]"
        ordered = counts.items() if title in ("totals", "type/mode") else sorted(counts.items())
        yield from (f"  {count:6d}  {name}" for name, count in ordered)


def main(arguments: Sequence[str]) -> int:
    """Run ``check`` or ``stats``; return the exit status."""
    if list(arguments) not in (["check"], ["stats"]):
        print("usage: python -m training.corpus check|stats", file=sys.stderr)
        return 2
    faults: list[str] = []
    entries = read_all(faults=faults)
    if arguments[0] == "stats":
        print("\n".join(_lines(statistics(entries))))
        return 0
    faults += check(entries)
    print("\n".join([*faults, f"{len(entries)} sentences, {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
