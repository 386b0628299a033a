"""`dragoman dyad`: what stands between two actors, as known now or on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

import dragoman
from dragoman.accords import join
from dragoman.errors import InputError
from dragoman.pairs import (
    Disagreement,
    Month,
    Selection,
    Side,
    find_side,
    months_sql,
    of_acts,
    of_stages,
    of_tolls,
    ranked,
    timeline,
    told_sql,
)
from dragoman.records import Accord, Tie, to_dict
from dragoman.serving.cli._console import party, shorten, table
from dragoman.serving.cli._read_view import readable
from dragoman.store import Chronicle
from dragoman.store._shapes import build
from dragoman.tables import read_schema, read_table

LATEST = 10  # reports shown
LOUDEST = 10  # disagreements shown
SHOWN_MONTHS = 36  # rows of the timeline on a screen; all of them are in the JSON
BAR = 24  # signs of the longest bar on each side
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class KnownTie:
    """One tie, however many documents state it; ``tie`` is the first of them by publication."""

    tie: Tie
    docs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telegram:
    """A report on the pair: a document, and how many of its events are between the two."""

    doc: str
    published: str | None
    outlet: str | None
    title: str
    events: int


@dataclass(frozen=True, slots=True)
class Dyad:
    """The relation of two. ``acts`` counts what is real, each act once; ``unreal`` what is denied, alleged, planned or
    only considered; ``undated`` those of ``acts`` that have no month; ``documents`` how many concern the pair."""

    a: Side
    b: Side
    selection: Selection
    months: tuple[Month, ...]
    acts: int
    undated: int
    unreal: int
    accords: tuple[Accord, ...]
    ties: tuple[KnownTie, ...]
    documents: int
    reports: tuple[Telegram, ...]
    disagreements: tuple[Disagreement, ...]


def sides(*asked: str) -> tuple[Side, ...]:
    """Return whom codes or names mean. Raises InputError where a name means nobody, or two mean the same."""
    found = tuple(find_side(name, _rows("countries"), _rows("bodies")) for name in asked)
    if len(set(found)) < len(found):
        raise InputError(f"{asked[0]} and {asked[-1]} are the same: {found[0].name}. Name two different actors.")
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = Path(dragoman.__file__).parent / "actors" / "tables" / f"{name}.csv"
    yield from read_table(path, read_schema(path))


def country_names() -> dict[str, str]:
    """Return the name of each country code."""
    return {row["code"]: row["name"] for row in _rows("countries")}


def ask(chronicle: Chronicle, sql: str) -> Iterator[dict[str, Any]]:
    """Yield the answer to a query, a dictionary a row."""
    answer = chronicle.query(sql)
    for row in answer.rows:
        yield dict(zip(answer.columns, row, strict=True))


def dyad(chronicle: Chronicle, a: Side, b: Side, selection: Selection) -> Dyad:
    """Return what a chronicle holds on two sides."""
    months = list(ask(chronicle, months_sql(a, b, selection)))
    concerning = _concerning(a, b, selection)
    documents = list(ask(chronicle, f"SELECT doc, max(events) AS events FROM ({concerning}) GROUP BY doc"))
    accords = _accords(chronicle, a, b, concerning)
    outlets = _outlets(chronicle, accords)
    told = list(ask(chronicle, _disputed(a, b, selection))) if months else []
    return Dyad(
        a, b, selection,
        timeline(row for row in months if row["real"]),
        sum(row["acts"] for row in months if row["real"]),
        sum(row["acts"] for row in months if row["real"] and row["month"] is None),
        sum(row["acts"] for row in months if not row["real"]),
        accords,
        _ties(chronicle, a, b, selection),
        len(documents),
        tuple(_latest(chronicle, concerning)),
        ranked([*of_acts(told), *of_tolls(told), *of_stages(accords, outlets)]),
    )  # fmt: skip


def _concerning(a: Side, b: Side, selection: Selection) -> str:
    """Return the SELECT of the documents that concern a pair, with the number of events between the two."""
    parties = f"{a.sql('parties')} AND {b.sql('parties')} AND {selection.documents('doc')}"
    return (
        f"SELECT doc, count(*) AS events FROM ({told_sql(a, b, selection)}) GROUP BY doc"
        f" UNION ALL SELECT doc, 0 FROM accords WHERE {parties}"
        f" UNION ALL SELECT doc, 0 FROM ties WHERE source = 'text' AND {_tied(a, b, selection)}"
    )


def _tied(a: Side, b: Side, selection: Selection) -> str:
    # A column named as a side would be: both are written "a" and "b" in the store.
    here, there = (f"{x.sql_one('ties.a')} AND {y.sql_one('ties.b')}" for x, y in ((a, b), (b, a)))
    return f"(({here}) OR ({there})) AND {selection.documents('doc')}"


def _accords(chronicle: Chronicle, a: Side, b: Side, concerning: str) -> tuple[Accord, ...]:
    """Return the accords between the two, joined over the documents that concern them, the latest first."""
    touching = f"({a.sql('parties')} OR {b.sql('parties')} OR len(parties) = 0)"
    sql = f"SELECT * FROM accords WHERE {touching} AND doc IN (SELECT doc FROM ({concerning})) ORDER BY doc, n"
    joined = join(build(Accord, row) for row in ask(chronicle, sql))
    between = [accord for accord in joined if all(any(map(side.covers, accord.parties)) for side in (a, b))]
    return tuple(
        sorted(between, key=lambda accord: max((s.date or "" for s in accord.stages), default=""), reverse=True)
    )


def _outlets(chronicle: Chronicle, accords: Sequence[Accord]) -> dict[str, str | None]:
    if not accords:
        return {}
    docs = {mention.doc for accord in accords for mention in accord.mentions}
    return {row["id"]: row["outlet"] for row in ask(chronicle, "SELECT id, outlet FROM documents") if row["id"] in docs}


def _ties(chronicle: Chronicle, a: Side, b: Side, selection: Selection) -> tuple[KnownTie, ...]:
    """Return the ties of the two, each once however many documents state it, the most stated first."""
    sql = (
        "SELECT ties.* EXCLUDE n FROM ties JOIN documents d ON d.id = ties.doc"
        f" WHERE {_tied(a, b, selection)} ORDER BY d.published NULLS LAST, ties.doc, ties.n"
    )
    groups: dict[tuple[object, ...], list[Tie]] = {}
    for row in ask(chronicle, sql):
        tie: Tie = build(Tie, row)
        speakers = tuple(entity.name for entity in tie.said_by)
        same = (tie.tie, *_named(tie), tie.since, tie.until, speakers, tie.aux, tie.source, tie.contradicts is None)
        groups.setdefault(same, []).append(tie)
    known = [KnownTie(told[0], tuple(dict.fromkeys(t.doc for t in told if t.doc))) for told in groups.values()]
    return tuple(sorted(known, key=lambda k: (-len(k.docs), k.tie.tie, *_named(k.tie), k.tie.id)))


def _named(tie: Tie) -> tuple[str, ...]:
    return tie.a.code, tie.a.name, tie.b.code, tie.b.name


def _latest(chronicle: Chronicle, concerning: str) -> Iterator[Telegram]:
    sql = (
        "SELECT d.id, d.published, d.outlet, coalesce(nullif(d.title, ''), left(d.text, 200)) AS title, c.events FROM"
        f" (SELECT doc, max(events) AS events FROM ({concerning}) GROUP BY doc) c JOIN documents d ON d.id = c.doc"
        f" ORDER BY d.published DESC NULLS LAST, d.id LIMIT {LATEST}"
    )
    for row in ask(chronicle, sql):
        day = row["published"].isoformat() if row["published"] else None
        yield Telegram(row["id"], day, row["outlet"], " ".join(row["title"].split()), row["events"])


def _disputed(a: Side, b: Side, selection: Selection) -> str:
    """Return the SELECT of the events that may contradict one another: those with a toll, those denied, and those of
    the type and month (or a month beside it) of one denied."""
    told = told_sql(a, b, selection)
    month = "date_trunc('month', strptime(month || '-01', '%Y-%m-%d'))"
    return (
        f"WITH told AS MATERIALIZED ({told}), denied AS (SELECT DISTINCT event, {month} + INTERVAL (i) MONTH AS month"
        " FROM told, range(-1, 2) r(i) WHERE list_contains(aux, 'negation') AND month IS NOT NULL)"
        " SELECT told.id, told.doc, event, mode, aux, actor, recipient, said_by, date, size, event_loc, way, outlet"
        " FROM told JOIN documents d ON d.id = told.doc"
        f" WHERE size IS NOT NULL OR list_contains(aux, 'negation') OR (event, {month}) IN (SELECT event, month FROM"
        " denied) ORDER BY told.doc, told.n"
    )


def as_json(made: Dyad) -> dict[str, Any]:
    """Return a relation as JSON values."""
    return {
        "a": asdict(made.a), "b": asdict(made.b), **asdict(made.selection),
        "acts": made.acts, "undated": made.undated, "unreal": made.unreal,
        "months": [month_json(month) for month in made.months],
        "accords": to_dict(made.accords),
        "ties": [{**to_dict(known.tie), "docs": list(known.docs)} for known in made.ties],
        "documents": made.documents,
        "reports": to_dict(made.reports),
        "disagreements": [
            {**to_dict(found), "documents": found.loudness[1]} for found in made.disagreements
        ],
    }  # fmt: skip


def month_json(month: Month) -> dict[str, Any]:
    verbal, material, cross, conflict = month.quads
    return {
        "month": month.month, "acts": month.acts,
        "cooperation": round(month.cooperation, 4), "conflict": round(month.conflict, 4), "net": round(month.net, 4),
        "verbal_cooperation": verbal, "material_cooperation": material, "verbal_conflict": cross,
        "material_conflict": conflict, "a_to_b": month.forth, "b_to_a": month.back,
    }  # fmt: skip


def show_dyad(made: Dyad, console: Console) -> None:
    """Print a relation: timeline, accords, ties, latest reports, disagreements."""
    on = f", as known on {made.selection.on}" if made.selection.on else ""
    console.print(Text(f"{made.a.name} and {made.b.name}{on}", style="bold"))
    console.print(Text(_summary(made)))
    for part in (_timeline(made), _accord_table(made.accords), _tie_table(made.ties), _report_table(made.reports),
                 _disagreement_table(made.disagreements)):  # fmt: skip
        if part is not None:
            console.print()
            console.print(part)


def _summary(made: Dyad) -> str:
    if not made.documents:
        return "No document here concerns the two. See which pairs there are: dragoman matrix"
    parts = [f"{made.acts:,} acts in {made.documents:,} documents"]
    if made.undated:
        parts.append(f"{made.undated:,} of them without a month")
    if made.unreal:
        parts.append(f"{made.unreal:,} more are denied, alleged, planned or only considered, and in no score")
    return "; ".join(parts) + "."


def bar(value: float, most: float, width: int = BAR) -> str:
    """Return a value as a bar, to an eighth of a sign; whatever is not zero can be seen."""
    eighths = round(8 * width * value / most) if most else 0
    eighths = max(eighths, 1) if value > 0 else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _timeline(made: Dyad) -> Table | None:
    if not made.months:
        return None
    shown = made.months[-SHOWN_MONTHS:]
    left_out = len(made.months) - len(shown)
    more = f" (the last {SHOWN_MONTHS} of {len(made.months)} months; all of them: --json)" if left_out else ""
    most = max(max(m.cooperation, m.conflict) for m in shown)
    listed = table("month", "acts", "conflict", "", "cooperation", "net", title=f"By month{more}")
    for column, justify in zip(listed.columns, ("left", "right", "right", "right", "left", "right"), strict=True):
        column.justify, column.no_wrap, column.ratio = justify, True, None  # type: ignore[assignment]
    for m in shown:
        # A bar to the left for conflict would need right-aligned eighths, which few fonts have: whole signs there.
        listed.add_row(
            m.month, f"{m.acts:,}" if m.acts else "", f"{m.conflict:.1f}" if m.conflict else "",
            Text("█" * _whole(m.conflict, most), style="red"),
            Text.assemble((bar(m.cooperation, most), "green"), f" {m.cooperation:.1f}" if m.cooperation else ""),
            f"{m.net:+.1f}" if m.acts else "",
        )  # fmt: skip
    return listed


def _whole(value: float, most: float) -> int:
    return max(round(BAR * value / most), 1) if value > 0 else 0


def _accord_table(accords: Sequence[Accord]) -> Table | None:
    if not accords:
        return None
    listed = table("accord", "kind", "stands at", "stages", "terms", title="Accords")
    for accord in accords:
        stages = "; ".join(_stage(s.date, s.stage, s.aux) for s in accord.stages)
        terms = "; ".join(
            f"{' + '.join(e.code for e in term.holder) or '?'} {term.kind}: {shorten(term.act, 60)}"
            for term in accord.terms
        )
        listed.add_row(
            *map(_plain, (accord.name or accord.subject or "", accord.kind, accord.status or "", stages, terms))
        )
    return listed


def _stage(day: str | None, stage: str, aux: Sequence[str]) -> str:
    return " ".join(filter(None, (day, stage, f"[{', '.join(aux)}]" if aux else "")))


def _tie_table(ties: Sequence[KnownTie]) -> Table | None:
    if not ties:
        return None
    listed = table("tie", "who", "from - until", "on whose word", "documents", "against it", title="Ties")
    for known in ties:
        tie = known.tie
        when = f"{tie.since or ''} - {tie.until or ''}" if tie.since or tie.until else ""
        word = "table" if tie.source == "table" else ", ".join(e.name for e in tie.said_by) or "the report"
        name = f"{tie.tie} [{', '.join(tie.aux)}]" if tie.aux else tie.tie
        who = f"{party(tie.a)} - {party(tie.b)}"
        listed.add_row(*map(_plain, (name, who, when, word, str(len(known.docs)), tie.contradicts or "")))
    return listed


def _report_table(reports: Sequence[Telegram]) -> Table | None:
    if not reports:
        return None
    listed = table("published", "events", "outlet", "document", "title", title="Latest reports")
    for report in reports:
        row = (report.published or "not known", str(report.events), report.outlet or "", report.doc)
        listed.add_row(*map(_plain, (*row, shorten(report.title, 80))))
    return listed


def _disagreement_table(found: Sequence[Disagreement]) -> Table | None:
    if not found:
        return None
    more = f" (the loudest {LOUDEST} of {len(found)}; all of them: --json)" if len(found) > LOUDEST else ""
    listed = table("when", "about", "one side", "other side", "documents", title=f"Disagreements{more}")
    for d in found[:LOUDEST]:
        listed.add_row(*map(_plain, (d.date or "", d.what, _claims(d.one), _claims(d.other), str(d.loudness[1]))))
    return listed


def _claims(tellings: Sequence[Any]) -> str:
    speakers = list(dict.fromkeys(t.speaker for t in tellings))
    rest = f" and {len(speakers) - 3} more" if len(speakers) > 3 else ""
    return f"{tellings[0].claim}: {', '.join(speakers[:3])}{rest}"


def _plain(value: str) -> Text:
    return Text(readable(value))
