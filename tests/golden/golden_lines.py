"""What Dragoman makes of each report that ships with it, in lines that a person can review as a diff."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.pipeline import Coder
from dragoman.reading import read
from dragoman.records import Accord, Entity, Event, Reject, Report

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "examples" / "reports"
GOLDEN = Path(__file__).parent / "reports"


def report_files() -> list[Path]:
    """Return the shipped reports, sorted."""
    return sorted(p for p in REPORTS.iterdir() if p.is_file())


def golden_file(report: Path) -> Path:
    return GOLDEN / f"{report.name}.golden.jsonl"


def coded(coder: Coder, path: Path) -> str:
    """Return the golden lines of a file: for each document one line on itself, then its events and its silent
    sentences as they stand in the text, then its accords."""
    rejects: list[Reject] = []
    lines = [line for raw in read([str(path)], on_reject=rejects.append) for line in _document(coder.code_raw(raw))]
    lines += [_line(set_aside=reject.reason) for reject in rejects]
    return "".join(line + "\n" for line in lines)


def _document(report: Report) -> Iterator[str]:
    document = report.document
    yield _line(
        document=document.title or "",
        published=f"{document.published or '?'} {document.published_basis}",
        dateline=document.dateline.place if document.dateline else "",
        agency=document.agency or "",
        captions=[c.text for c in document.captions],
        set_apart=[f"{f.kind}: {f.text}" for f in document.furniture],
        status=report.status,
    )
    found = [(e.sentence.start, e.start, _event(e)) for e in report.events]
    found += [
        (s.start, s.start, _line(silent=s.silence, sentence=" ".join(document.text[s.start : s.end].split())))
        for s in report.sentences
        if s.silence
    ]
    for _, _, line in sorted(found, key=lambda item: item[:2]):
        yield line
    for accord in report.accords:
        yield _accord(accord, report)


def _event(event: Event) -> str:
    return _line(
        words=" ".join(event.event_text.split()),
        type=event.event,
        mode=event.mode,
        actor=_codes(event.actor),
        recipient=_codes(event.recipient),
        third_party=[f"{t.part}: {_codes([t.entity])[0]}" for t in event.third_party],
        aux=event.aux,
        said_by=_codes(event.said_by),
        date=event.date or "",
    )


def _accord(accord: Accord, report: Report) -> str:
    text = report.document
    return _line(
        accord=accord.name or accord.mentions[0].quote(text),
        parties=_codes(accord.parties),
        kind=accord.kind,
        subject=accord.subject or "",
        stages=[" ".join([s.stage, s.date or "", *s.aux, "by", *_codes(s.by)]) for s in accord.stages],
        status=accord.status or "",
        terms=[f"{t.kind} of {', '.join(_codes(t.holder))}: {t.act}" for t in accord.terms],
        mentions=[mention.quote(text) for mention in accord.mentions],
    )


def _codes(entities: Sequence[Entity]) -> list[str]:
    return [f"{e.code} {'+'.join(e.sector)}".strip() for e in entities]


def _line(**fields: object) -> str:
    """Return the fields that say something, keys sorted."""
    told = {name: value for name, value in fields.items() if value}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
