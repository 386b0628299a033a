"""Every file read back as its format says and compared, record for record, with what the chronicle holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from hypothesis import HealthCheck, Phase, given, settings

import dragoman
from dragoman.exports import Losses, countries, find_format, sectors
from dragoman.exports._codes import dyads
from dragoman.exports._days import span_of
from dragoman.exports.gdelt import COLUMNS as GDELT
from dragoman.exports.icews import COLUMNS as ICEWS
from dragoman.exports.icews import number
from dragoman.exports.polecat import COLUMNS as POLECAT
from dragoman.records import (
    Count,
    Document,
    Entity,
    Event,
    Evidence,
    Place,
    Report,
    SentenceRef,
    Size,
    ThirdParty,
    to_dict,
)
from dragoman.store import Chronicle
from tests.exports import readers, strategies
from tests.exports.chronicles import DOCUMENT, EVENTS
from tests.exports.readers import Row
from tests.store import some_reports

Told = tuple[Event, Document]
UNREAL = {"negation", "hypothetical", "future", "alleged"}


def told(reports: Sequence[Report]) -> list[Told]:
    """Return the events that are no second tellings, with their documents."""
    return [(event, report.document) for report in reports for event in report.events if event.same_as is None]


def day_of(event: Event, document: Document) -> date | None:
    span = span_of(event.date)
    return span[0] if span else document.published


def happened(reports: Sequence[Report]) -> Iterator[tuple[Event, Document, date]]:
    for event, document in told(reports):
        day = day_of(event, document)
        if day is not None and not UNREAL & set(event.aux):
            yield event, document, day


def cell(text: str | None) -> str:
    """Return a text as a cell without quoting holds it."""
    return re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+", " ", text or "").strip().replace('"', "'")


def write(chronicle: Chronicle, name: str, folder: Path) -> tuple[Path, int, list[str]]:
    out, losses = folder / find_format(name).target, Losses()
    count = find_format(name).write(chronicle, out, losses)
    return out, count, losses.lines()


# PLOVER


def check_plover(chronicle: Chronicle, reports: Sequence[Report], folder: Path) -> None:
    out, count, _ = write(chronicle, "plover", folder)
    read = readers.json_lines(out)
    dated = [one for one in told(reports) if day_of(*one)]
    assert count == len(read) == len(dated)
    for row, (event, document) in zip(read, dated, strict=True):
        assert from_plover(row) == event
        day = day_of(event, document)
        assert day is not None and row["date"] == day.isoformat() and row["link"] == event.story
        published = document.published and document.published.isoformat()
        assert row["reports"] == [{
            "id": event.id, "doc": document.id, "published": published, "outlet": document.outlet,
            "agency": document.agency, "url": document.url, "title": document.title, "language": document.language,
            "rights": document.rights, "copy_of": None,
        }]  # fmt: skip


def from_plover(row: Row) -> Event:
    """Return the very event that a PLOVER object was written from."""

    def entity(one: Row) -> Entity:
        return Entity(one["entity_text"], one["start"], one["end"], one["identifier_text"], one["code"],
                      tuple(one["sector"]), one["identifier_id"], one["office"], one["via"], one["why"])  # fmt: skip

    def place(one: Row) -> Place:
        return Place(one["extracted_place"], one["start"], one["end"], one["resolved_place"], one["geonameid"],
                     one["lat"], one["lon"], one["city"], one["province"], one["country_code"],
                     one["feature_code"])  # fmt: skip

    size = row["size"] and {name: Count(**count) for name, count in row["size"]["told"].items()}
    (kind,), (words,), where = row["event"], row["event_text"], row["text_info"]
    return Event(
        row["id"], row["doc"], kind, words, where["start"], where["end"], SentenceRef(**row["sentence"]),
        tuple(row["mode"]), tuple(row["context"]), tuple(row["aux"]),
        **{part: tuple(map(entity, row[part])) for part in ("actor", "recipient", "said_by")},
        third_party=tuple(ThirdParty(entity(one), one["part"]) for one in row["third_party"]),
        date=row["date_told"], date_precision=row["date_precision"],
        event_loc=row["event_loc"] and place(row["event_loc"]), size=None if size is None else Size(**size),
        quad_code=row["quad_code"], event_scale=row["event_scale"], confidence=row["confidence"],
        why=tuple(row["why"]), story=row["story"],
    )  # fmt: skip


# Tab-separated


def check_polecat(chronicle: Chronicle, reports: Sequence[Report], folder: Path) -> None:
    out, count, _ = write(chronicle, "polecat", folder)
    read = readers.tabs(out, POLECAT, header=True)
    assert count == len(read)
    quads = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
    assert read == [
        {
            **dict.fromkeys(POLECAT, "None"), "Event ID": event.id, "Event Date": str(day), "Event Type": event.event,
            "Event Mode": (*event.mode, "None")[0], "Event Intensity": repr(event.event_scale),
            "Quad Code": quads[event.quad_code - 1], "Contexts": "; ".join(event.context) or "None",
            **polecat_party("Actor", event.actor), **polecat_party("Recipient", event.recipient),
            **polecat_place(event.event_loc), "Source": cell(document.outlet or document.agency) or "None",
            "Publication Date": str(document.published), "Language": str(document.language),
            "Version": f"dragoman {dragoman.__version__}",
        }
        for event, document, day in happened(reports)
    ]  # fmt: skip


def polecat_party(side: str, entities: Sequence[Entity]) -> Row:
    def listed(values: list[str | None]) -> str:
        return "; ".join(cell(value).replace(";", ",") or "None" for value in values) or "None"

    return {
        f"{side} Name": listed([one.name for one in entities]),
        f"{side} Country": listed([None if one.code == "---" else one.code for one in entities]),
        f"{side} COW": listed([countries()[one.code].cow if one.code in countries() else None for one in entities]),
        f"Primary {side} Sector": listed([(*one.sector, None)[0] for one in entities]),
        f"{side} Sectors": listed(["|".join(one.sector) for one in entities]),
        f"{side} Title": listed([one.role for one in entities]),
        f"{side} Name Raw": listed([one.text for one in entities]),
        f"Wikipedia {side} ID": listed([one.id for one in entities]),
    }


def polecat_place(place: Place | None) -> Row:
    if place is None:
        return {}
    known = {
        "Placename": place.name, "City": place.city, "Province": place.province, "Country": place.country,
        "Latitude": place.lat, "Longitude": place.lon, "GeoNames ID": place.geonameid, "Raw Placename": place.text,
        "Feature Type": place.feature_code,
    }  # fmt: skip
    return {name: "None" if value is None else cell(str(value)) or "None" for name, value in known.items()}


def country(code: str | None) -> str:
    return "" if code in (None, "---") else countries()[code].name if code in countries() else str(code)


def check_icews(chronicle: Chronicle, reports: Sequence[Report], folder: Path) -> None:
    def party(side: str, one: Entity | None) -> Row:
        if one is None:
            return {}
        named = ",".join(dict.fromkeys(sectors()[s][1] for s in one.sector if sectors()[s][1]))
        return {f"{side} Name": cell(one.name), f"{side} Sectors": named, f"{side} Country": country(one.code)}

    def place(where: Place | None) -> Row:
        if where is None:
            return {}
        lat, lon = ("" if value is None else repr(value) for value in (where.lat, where.lon))
        names = {"City": cell(where.city), "Province": cell(where.province), "Country": country(where.country)}
        return {**names, "Latitude": lat, "Longitude": lon}

    out, count, _ = write(chronicle, "icews", folder)
    read = readers.tabs(out, ICEWS, header=True)
    assert count == len(read) == len({row["Event ID"] for row in read})
    assert read == [
        {
            **dict.fromkeys(ICEWS, ""), "Event ID": str(number(event.id, n)), "Event Date": str(day),
            **party("Source", dyad.actor), **party("Target", dyad.recipient), "Event Text": dyad.code.label,
            "CAMEO Code": dyad.code.code, "Intensity": repr(dyad.code.goldstein), "Story ID": str(number(document.id)),
            "Sentence Number": str(event.sentence.index + 1), "Publisher": cell(document.outlet or document.agency),
            **place(event.event_loc),
        }
        for event, document, day in happened(reports)
        for n, dyad in enumerate(dyads(event))
    ]  # fmt: skip


def check_gdelt(chronicle: Chronicle, reports: Sequence[Report], folder: Path) -> None:
    out, count, _ = write(chronicle, "gdelt", folder)
    read = readers.tabs(out, GDELT, header=False)
    assert count == len(read) == len({row["GLOBALEVENTID"] for row in read}) and len(GDELT) == 61
    wanted = [(*one, n, dyad) for one in happened(reports) for n, dyad in enumerate(dyads(one[0]))]
    for row, (event, document, day, n, dyad) in zip(read, wanted, strict=True):
        assert row["GLOBALEVENTID"] == str(number(event.id, n)) and row["SQLDATE"] == day.isoformat().replace("-", "")
        assert row["SQLDATE"].startswith(row["MonthYear"]) and row["MonthYear"].startswith(row["Year"])
        assert int(row["Year"]) <= float(row["FractionDate"]) < int(row["Year"]) + 1.02
        for side, one in (("Actor1", dyad.actor), ("Actor2", dyad.recipient)):
            assert row[f"{side}Name"] == cell(one.name if one else "").upper()
            known = countries().get(one.code) if one else None
            assert row[f"{side}CountryCode"] == (known.cameo if known else "")
            roles = [role for s in (one.sector if one else ()) if (role := sectors()[s][0])]
            assert set(roles) <= {row[f"{side}Type{k}Code"] for k in (1, 2, 3)}
        code = dyad.code
        assert (row["EventCode"], row["EventRootCode"], row["GoldsteinScale"]) == (
            code.code,
            code.root,
            repr(code.goldstein),
        )
        assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("1", "1", "1")
        assert row["SOURCEURL"] == cell(document.url or document.id)
        assert row["DATEADDED"] == (f"{document.published}".replace("-", "") + "000000" if document.published else "")
        place = event.event_loc
        lat, lon, id = (place.lat, place.lon, place.geonameid) if place else (None,) * 3
        assert row["ActionGeo_Lat"] == ("" if lat is None else repr(lat))
        assert row["ActionGeo_Long"] == ("" if lon is None else repr(lon))
        assert row["ActionGeo_FeatureID"] == ("" if id is None else str(id))
        assert (row["ActionGeo_Type"] == "0") == (place is None)


# Parquet


def months(reports: Sequence[Report]) -> Iterator[tuple[str | None, Row]]:
    for event, _ in told(reports):
        span = span_of(event.date)
        month = str(span[0])[:7] if span and span[1] - span[0] < timedelta(32) else None
        yield month, {name: value for name, value in to_dict(event).items() if name != "same_as"}


def check_parquet(chronicle: Chronicle, reports: Sequence[Report], folder: Path) -> None:
    out, count, lost = write(chronicle, "parquet", folder)
    wanted = sorted(months(reports), key=lambda one: one[1]["id"])
    assert count == len(wanted) and lost == []
    if not wanted:
        return
    # Left to itself, Arrow tells the type of a partition from its values, and there may be none.
    hive = ds.partitioning(pa.schema([("month", pa.string())]), flavor="hive")
    read = ds.dataset(out, partitioning=hive).to_table().to_pylist()
    found = [(row.pop("month"), row) for row in sorted(read, key=lambda row: row["id"])]
    for _, row in found:
        assert row.pop("texts") == 1 and [one["id"] for one in row.pop("reports")] == [row["id"]]
    assert found == wanted


# Maps, calendars, packages


def check_geojson(chronicle: Chronicle, reports: Sequence[Report], folder: Path) -> None:
    out, count, _ = write(chronicle, "geojson", folder)
    read = readers.json_value(out.read_bytes().decode("utf-8"))
    assert read["type"] == "FeatureCollection" and count == len(read["features"])
    placed = [
        (event, [place.lon, place.lat])
        for event, _ in told(reports)
        if (place := event.event_loc) and place.lon is not None and place.lat is not None
    ]
    assert [(one["id"], one["geometry"]["coordinates"]) for one in read["features"]] == [(e.id, xy) for e, xy in placed]
    for feature, (event, _) in zip(read["features"], placed, strict=True):
        assert (feature["type"], feature["geometry"]["type"]) == ("Feature", "Point")
        assert {**flat(event), **feature["properties"]} == {**feature["properties"], **flat(event)}


def flat(event: Event) -> Row:
    """Return an event as a flat row has it, without its place and tolls."""
    plain = (
        "id",
        "doc",
        "event",
        "date",
        "quad_code",
        "event_scale",
        "confidence",
        "event_text",
        "start",
        "end",
        "story",
    )
    sides = {part: getattr(event, part) for part in ("actor", "recipient", "said_by")}
    return {
        **{name: getattr(event, name) for name in plain},
        **{name: "; ".join(getattr(event, name)) for name in ("mode", "context", "aux", "why")},
        **{name: value for part, side in sides.items() for name, value in parties(part, side).items()},
        "sentence": event.sentence.index, "reports": 1, "texts": 1,
    }  # fmt: skip


def check_calendar(chronicle: Chronicle, reports: Sequence[Report], folder: Path) -> None:
    def clean(text: str) -> str:
        return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]", " ", re.sub(r"\r\n?", "\n", text))

    out, count, _ = write(chronicle, "icalendar", folder)
    read = readers.calendar(out)
    wanted = list(happened(reports))
    assert count == len(read) == len(wanted)
    for entry, (event, document, day) in zip(read, wanted, strict=True):
        first, after = span_of(event.date) or (day, day + timedelta(1))
        assert entry["UID"] == [f"{event.id}@dragoman"]
        assert entry["DTSTART"] == [str(first).replace("-", "")] and entry["DTEND"] == [str(after).replace("-", "")]
        (summary,), (description,) = entry["SUMMARY"], entry["DESCRIPTION"]
        for one in (*event.actor, *event.recipient):
            assert clean(one.name) in readers.unescaped(summary)
        lines = [line for line in (event.event_text, document.title, document.outlet) if line]
        assert readers.unescaped(description) == clean("\n".join(lines))
        assert entry["CATEGORIES"] == [",".join((event.event, *event.mode, *event.context))]
        place = event.event_loc
        assert [*map(readers.unescaped, entry.get("LOCATION", []))] == (
            [clean(place.name or place.text)] if place else []
        )
        if place and place.lat is not None and place.lon is not None:
            assert [float(one) for one in entry["GEO"][0].split(";")] == pytest.approx([place.lat, place.lon], abs=1e-6)


def check_package(chronicle: Chronicle, reports: Sequence[Report], folder: Path) -> None:
    out, count, _ = write(chronicle, "datapackage", folder)
    rows = readers.package(out)
    wanted = [
        {name: value or (None if value == "" else value) for name, value in flat(e).items()} for e, _ in told(reports)
    ]
    assert count == len(wanted) and [{name: row[name] for name in wanted[0]} for row in rows["events"]] == wanted
    assert [(row["event"], row["id"], row["doc"]) for row in rows["reports"]] == [
        (e.id, e.id, d.id) for e, d in told(reports)
    ]
    published = [(report.document.id, report.document.title or None, report.document.published) for report in reports]
    assert [(row["id"], row["title"], row["published"]) for row in rows["documents"]] == [
        (id, title, day and str(day)) for id, title, day in published
    ]


def check_graph(chronicle: Chronicle, reports: Sequence[Report], folder: Path) -> None:
    out, count, _ = write(chronicle, "graphml", folder)
    nodes, edges = readers.graph(out)
    pairs = {
        tuple(sorted((key(one), key(other))))
        for event, _ in told(reports) if not UNREAL & set(event.aux)
        for one in event.actor for other in event.recipient
        if key(one) != key(other) and "---" not in (one.code, other.code)
    }  # fmt: skip
    assert edges.keys() == pairs and count == len(edges)
    assert nodes.keys() == {end for pair in pairs for end in pair}


def key(entity: Entity) -> str:
    """Return what stands for an entity in the graph: bodies that share a code have their name behind it."""
    name = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\N{REPLACEMENT CHARACTER}", entity.name)
    return f"{entity.code} {name}" if entity.code in ("IGO", "NGO") else entity.code


CHECKS: dict[str, Any] = {
    "plover": check_plover, "polecat": check_polecat, "icews": check_icews, "gdelt": check_gdelt,
    "parquet": check_parquet, "geojson": check_geojson, "icalendar": check_calendar, "datapackage": check_package,
    "graphml": check_graph,
}  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_what_is_written_is_read_back(tmp_path: Path, name: str) -> None:
    reports = [Report(DOCUMENT, "coded", events=tuple(event for event in EVENTS if event.same_as is None))]
    with strategies.filed(tmp_path, reports) as chronicle:
        CHECKS[name](chronicle, reports, tmp_path)


# A case takes half a second: to make a failing one smaller would take many minutes.
@settings(
    max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(reports=strategies.reports)
def test_any_text_is_read_back(reports: list[Report]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        with strategies.filed(folder, reports) as chronicle:
            for check in CHECKS.values():
                check(chronicle, reports, folder)


@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(report=some_reports.reports)
def test_accords_and_ties_are_read_back_from_the_package(report: Report) -> None:
    report = replace(report, events=())
    with TemporaryDirectory() as name:
        with strategies.filed(Path(name), [report]) as chronicle:
            out, _, _ = write(chronicle, "datapackage", Path(name))
        rows = readers.package(out)
    doc = report.document.id
    assert rows["accords"] == [known({
        "doc": doc, **{name: getattr(one, name) for name in ("id", "name", "kind", "subject", "status")},
        **parties("parties", one.parties), "mentions": quoted(one.mentions),
    }) for one in report.accords]  # fmt: skip
    assert rows["stages"] == [known({
        "doc": doc, "accord": one.id, "n": n, "stage": stage.stage, "date": stage.date,
        "date_precision": stage.date_precision, **parties("by", stage.by), **parties("said_by", stage.said_by),
        "aux": "; ".join(stage.aux), "evidence": quoted(stage.evidence),
    }) for one in report.accords for n, stage in enumerate(one.stages)]  # fmt: skip
    assert rows["terms"] == [known({
        "doc": doc, "accord": one.id, "n": n, "kind": term.kind, "act": term.act, "condition": term.condition,
        "until": term.until, **parties("holder", term.holder), **parties("said_by", term.said_by),
        "evidence": quoted(term.evidence),
    }) for one in report.accords for n, term in enumerate(one.terms)]  # fmt: skip
    assert rows["ties"] == [known({
        "doc": doc, "id": tie.id, "tie": tie.tie, "since": tie.since, "until": tie.until, "start": tie.start,
        "end": tie.end, "source": tie.source, "contradicts": tie.contradicts, **parties("a", [tie.a]),
        **parties("b", [tie.b]), **parties("said_by", tie.said_by), "aux": "; ".join(tie.aux),
        "why": "; ".join(tie.why),
    }) for tie in report.ties]  # fmt: skip


def known(row: Row) -> Row:
    """CSV cannot tell an empty text from none."""
    return {name: None if value == "" else value for name, value in row.items()}


def parties(name: str, entities: Sequence[Entity]) -> Row:
    codes = ("/".join((one.code, *one.sector)) for one in entities)
    return {name: "; ".join(codes), f"{name}_name": "; ".join(one.name for one in entities)}


def quoted(evidence: Sequence[Evidence]) -> str:
    return "; ".join(f"{one.doc}:{one.start}-{one.end}" for one in evidence)
