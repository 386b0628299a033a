"""Where sources contradict one another: whether an act happened, how many it cost, which stage an accord reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from dragoman.pairs.acts import MUTUAL
from dragoman.records import Accord, Stage

# Days between an act and its denial: a denial is dated by the day it is made, often a day or two after. Set by
# judgement; it is tuned on nothing.
APART = 3
TOLLS = ("dead", "injured", "arrested", "displaced")
# Steps of all parties together: told with two days, one of the tellings is wrong. Others may be taken twice.
_ONE_DAY = frozenset({"agreed", "signed", "in force"})
_MADE = frozenset({"agreed", "confirmed", "signed", "approved", "ratified"})


@dataclass(frozen=True, slots=True)
class Telling:
    """Who says a thing, and where. ``speaker`` is the outlet, or the document, where it is said in its own voice;
    ``id`` is the event's, empty for a stage."""

    claim: str
    speaker: str
    doc: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One matter, told in two ways that cannot both be true. ``kind`` is act, toll or stage."""

    kind: str
    what: str
    date: str | None
    one: tuple[Telling, ...]
    other: tuple[Telling, ...]

    @property
    def loudness(self) -> tuple[int, int]:
        """How many documents stand on the weaker side, and on both: a lone voice is less of a quarrel."""
        one, other = {t.doc for t in self.one}, {t.doc for t in self.other}
        return min(len(one), len(other)), len(one | other)


def ranked(found: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    """Return disagreements, the loudest first, the later first among equals."""
    by_name = sorted(found, key=lambda d: (d.kind, d.what, d.one[0].doc, d.other[0].doc))
    by_date = sorted(by_name, key=lambda d: d.date or "", reverse=True)
    return tuple(sorted(by_date, key=lambda d: d.loudness, reverse=True))


def of_acts(rows: Iterable[Mapping[str, Any]]) -> Iterator[Disagreement]:
    """Yield each act that one affirms and another denies. Rows are events of `acts.told_sql`, with ``outlet``.

    One act is: one type and direction, days at most `APART` apart, modes and places that do not exclude each other.
    What is only foreseen or considered is held against nothing.
    """
    groups: dict[tuple[str, str], tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]] = {}
    for row in rows:
        if row["date"] and not {"future", "hypothetical"} & set(row["aux"]):
            affirmed, denied = groups.setdefault((row["event"], _way(row)), ([], []))
            (denied if "negation" in row["aux"] else affirmed).append(row)
    for affirmed, denied in groups.values():
        yield from _denials(affirmed, denied)


def _denials(affirmed: Sequence[Mapping[str, Any]], denied: Sequence[Mapping[str, Any]]) -> Iterator[Disagreement]:
    by_day: dict[str, list[Mapping[str, Any]]] = {}
    for row in denied:
        by_day.setdefault(row["date"], []).append(row)
    for day in sorted(by_day):
        against = [row for row in affirmed if any(_one_act(row, no) for no in by_day[day])]
        fitting = [no for no in by_day[day] if any(_one_act(row, no) for row in against)]
        yes, no = _apart([_telling(row, "happened") for row in against], [_telling(row, "denied") for row in fitting])
        if yes and no:
            yield Disagreement("act", _act(fitting[0]), day, yes, no)


def of_tolls(rows: Iterable[Mapping[str, Any]]) -> Iterator[Disagreement]:
    """Yield each act of one day and place whose toll is told in numbers that exclude one another."""
    groups: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["size"] and row["date"] and len(row["date"]) == 10 and not set(row["aux"]) - {"alleged", "historical"}:
            groups.setdefault((row["event"], _way(row), row["date"]), []).append(row)
    for (_, _, day), told in sorted(groups.items()):
        for toll in TOLLS:
            found = _furthest([row for row in told if row["size"].get(toll)], toll)
            if found is not None:
                low, high = found
                claims = [[_telling(row, f"{toll} {_number(row, toll)}") for row in side] for side in (low, high)]
                yes, no = _apart(*claims)
                if yes and no:
                    yield Disagreement("toll", f"{toll}: {_act(low[0])}", day, yes, no)


def _furthest(rows: Sequence[Mapping[str, Any]], toll: str) -> tuple[list[Any], list[Any]] | None:
    """Return those who tell the lowest number and those who tell the highest that excludes it, of one place."""
    pairs = [
        (low, high)
        for low in rows
        for high in rows
        if low["size"][toll]["most"] is not None
        and low["size"][toll]["most"] < high["size"][toll]["least"]
        and _fits(low, high)
    ]
    if not pairs:
        return None
    low, high = max(
        pairs, key=lambda p: (p[1]["size"][toll]["least"] - p[0]["size"][toll]["most"], p[0]["id"], p[1]["id"])
    )
    return (
        [row for row in rows if _number(row, toll) == _number(low, toll) and _fits(row, high)],
        [row for row in rows if _number(row, toll) == _number(high, toll) and _fits(row, low)],
    )


def of_stages(accords: Iterable[Accord], outlets: Mapping[str, str | None]) -> Iterator[Disagreement]:
    """Yield what documents say against one another of an accord's stages: reached and not reached; two days of one
    step; made and rejected by the same party on one day."""
    for accord in accords:
        name = accord.name or accord.subject or accord.kind
        for first, second in combinations(accord.stages, 2):
            claims = _against(first, second)
            if claims is None:
                continue
            yes, no = _apart(_stage_tellings(first, claims[0], outlets), _stage_tellings(second, claims[1], outlets))
            if yes and no:
                yield Disagreement("stage", f"{first.stage}: {name}", first.date or second.date, yes, no)


def _against(first: Stage, second: Stage) -> tuple[str, str] | None:
    """Return what each of two stages claims where they cannot both be true."""
    if {"future", "hypothetical"} & {*first.aux, *second.aux}:
        return None
    denied = ("negation" in first.aux, "negation" in second.aux)
    days = (first.date or "", second.date or "")
    if first.stage == second.stage:
        if denied[0] != denied[1] and (not all(days) or _near(*days)):
            return _said(first, denied[0]), _said(second, denied[1])
        if not any(denied) and first.stage in _ONE_DAY and len(days[0]) == len(days[1]) == 10 and days[0] != days[1]:
            return f"{first.stage} on {days[0]}", f"{second.stage} on {days[1]}"
    elif not any(denied) and "rejected" in (first.stage, second.stage) and days[0] == days[1] != "":
        parties = {entity.code for entity in first.by} & {entity.code for entity in second.by}
        if parties and _MADE & {first.stage, second.stage}:
            return first.stage, second.stage
    return None


def _said(stage: Stage, denied: bool) -> str:
    return f"not {stage.stage}" if denied else stage.stage


def _stage_tellings(stage: Stage, claim: str, outlets: Mapping[str, str | None]) -> list[Telling]:
    speaker = stage.said_by[0].name if stage.said_by else None
    docs = dict.fromkeys(evidence.doc for evidence in stage.evidence)
    return [Telling(claim, speaker or outlets.get(doc) or doc, doc) for doc in docs]


def _apart(one: Iterable[Telling], other: Iterable[Telling]) -> tuple[tuple[Telling, ...], tuple[Telling, ...]]:
    """Return both sides without those who say both: that is no disagreement between sources."""
    yes, no = tuple(one), tuple(other)
    both = {t.speaker for t in yes} & {t.speaker for t in no}
    return tuple(t for t in yes if t.speaker not in both), tuple(t for t in no if t.speaker not in both)


def _telling(row: Mapping[str, Any], claim: str) -> Telling:
    speaker = row["said_by"][0]["name"] if row["said_by"] else None
    return Telling(claim, speaker or row["outlet"] or row["doc"], row["doc"], row["id"])


def _act(row: Mapping[str, Any]) -> str:
    actor, recipient = (" + ".join(dict.fromkeys(e["code"] for e in row[role])) for role in ("actor", "recipient"))
    modes = f" ({', '.join(row['mode'])})" if row["mode"] else ""
    return f"{actor} -> {recipient} {row['event']}{modes}"


def _way(row: Mapping[str, Any]) -> str:
    return "both" if row["event"] in MUTUAL else str(row["way"])


def _one_act(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    modes = set(row["mode"]), set(other["mode"])
    if all(modes) and not modes[0] & modes[1]:
        return False
    return _near(row["date"], other["date"]) and _fits(row, other)


def _fits(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether two places may be one: of one name, or one of them not known."""
    names = [
        (place or {}).get("geonameid") or (place or {}).get("name") for place in (row["event_loc"], other["event_loc"])
    ]
    return None in names or names[0] == names[1]


def _near(day: str, other: str) -> bool:
    """Say whether two dates may be of one act: days at most `APART` apart, or one of them the month of the other."""
    if len(day) == len(other) == 10 and "W" not in day + other:
        return abs((date.fromisoformat(day) - date.fromisoformat(other)).days) <= APART
    return min(len(day), len(other)) >= 7 and (day.startswith(other) or other.startswith(day))


def _number(row: Mapping[str, Any], toll: str) -> str:
    count = row["size"][toll]
    if count["most"] is None:
        return f"at least {count['least']}"
    return str(count["least"]) if count["least"] == count["most"] else f"{count['least']}-{count['most']}"
