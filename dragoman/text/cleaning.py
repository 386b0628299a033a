"""From a text as found to a document: which words are the report, and what are the others?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.records import Caption, Document, Furniture, RawDocument, Zone, ZoneKind, stable_id
from dragoman.text.agencies import find_agency
from dragoman.text.blocks import OPEN_WORDS, find_blocks
from dragoman.text.bylines import byline_agency, is_byline, trailing_byline
from dragoman.text.captions import caption_opening, find_credit, rest_is_report
from dragoman.text.datelines import FoundDateline, find_dateline
from dragoman.text.furniture import is_furniture, trailing_furniture
from dragoman.text.language import find_language
from dragoman.text.published import find_published
from dragoman.text.rights import Rights, is_rights, read_rights, trailing_rights
from dragoman.text.stamps import is_stamp

_CUT: tuple[ZoneKind, ...] = ("furniture", "rights", "byline")
# A headline is a line that is shorter than this and lacks a final period. The longest headlines of 130 titled
# articles have 24 words and 140 characters.
_HEADLINE_CHARACTERS = 180
_HEADLINE_WORDS = 28
# A report has its dateline in its first paragraph; standfirsts and summaries push it down by a few.
_DATELINE_PARAGRAPHS = 4
# A title shorter than this may begin a report by chance ("Serbia").
_TITLE_WORDS = 3
_UNSAFE = re.compile(r"[\ud800-\udfff]")
_SENTENCE_ENDED = re.compile(r"""[.!?…]["'”’)\]]*$""")
_PERIOD = re.compile(r"""(?<!\.)\.["'”’)\]]*$|[,;:]$""")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of one paragraph and what it is; ``credit`` is that of a caption."""

    kind: ZoneKind
    start: int
    end: int
    credit: str | None = None


@dataclass(slots=True)
class _Paragraph:
    """One paragraph being read: its place in the text as found, its words, and its parts as they are made out."""

    start: int
    words: str
    parts: list[_Part]

    def whole(self, kind: ZoneKind, credit: str | None = None) -> None:
        self.parts = [_Part(kind, 0, len(self.words), credit)]

    def kind(self) -> ZoneKind:
        return self.parts[0].kind


def clean(raw: RawDocument) -> Document:
    """Return a raw text as a document: its parts marked as zones, its furniture set apart, its fields filled.

    Where ``raw.exact``, the text stays as it is, character for character (only lone surrogates and NUL, which no
    store takes, are replaced one for one), and furniture, rights and byline lines are zones in it. Elsewhere they
    are cut out of the text and kept in the fields ``furniture``, ``rights`` and ``byline`` alone, paragraphs are
    put on one line each, and a blank line parts them. Zones are in order, do not overlap, and hold everything in
    the text that is not blank.
    """
    found = _UNSAFE.sub("\ufffd", raw.text).replace("\x00", " ")
    paragraphs = []
    for block in find_blocks(found):
        words = found[block.start : block.end]
        words = words if raw.exact else " ".join(words.split())
        paragraphs.append(_Paragraph(block.start, words, [_Part("body", 0, len(words))]))
    stamps = _mark_lines(paragraphs)
    title = _mark_headline(paragraphs, raw.title)
    _mark_captions(paragraphs)
    dateline = _mark_dateline(paragraphs)
    _mark_ends(paragraphs)
    text, zones, captions = (_in_place if raw.exact else _reassembled)(paragraphs, found)
    apart = [
        Furniture(part.kind, " ".join(paragraph.words[part.start : part.end].split()))
        for paragraph in paragraphs
        for part in paragraph.parts
        if part.kind in _CUT
    ]
    rights = [item.text for item in apart if item.kind == "rights"]
    bylines = [item.text for item in apart if item.kind == "byline"]
    said = _read_rights(rights)
    published = find_published(
        raw.published,
        raw.published_basis,
        dateline.day if dateline else None,
        said.year,
        stamps,
        [caption.text + (f" ({caption.credit})" if caption.credit else "") for caption in captions],
        [" ".join(text[z.start : z.end].split()) for z in zones if z.kind == "body"],
    )
    meta = dict(raw.meta)
    if said.year:
        meta.setdefault("rights_year", said.year)
    if said.holder:
        meta.setdefault("rights_holder", said.holder)
    body = " ".join(text[z.start : z.end] for z in zones[:40] if z.kind in ("body", "headline", "caption"))
    return Document(
        id=raw.id or stable_id(raw.url or found),
        text=text,
        title=title,
        published=published.day,
        published_basis=published.basis,
        published_note=published.note,
        dateline=dateline.dateline if dateline else None,
        agency=_agency(said, dateline, bylines),
        outlet=raw.outlet,
        url=raw.url,
        language=find_language(body, raw.language),
        rights=" ".join(rights) or None,
        byline="; ".join(bylines) or None,
        captions=tuple(captions),
        furniture=tuple(apart),
        zones=tuple(zones),
        meta=meta,
    )


def _mark_lines(paragraphs: Sequence[_Paragraph]) -> list[str]:
    """Mark the paragraphs that are a rights line, a byline or furniture as a whole; return those that date the page."""
    stamps = []
    for paragraph in paragraphs:
        words = paragraph.words
        if is_rights(words) and not ("/" in words and find_credit(words)):
            paragraph.whole("rights")
        elif is_byline(words):
            paragraph.whole("byline")
        elif is_stamp(words):
            paragraph.whole("furniture")
            stamps.append(words)
        elif is_furniture(words):
            paragraph.whole("furniture")
    return stamps


def _mark_headline(paragraphs: Sequence[_Paragraph], title: str | None) -> str | None:
    """Mark the headline, if the text begins with one, and return the title: the given one, else that headline."""
    given = (title or "").split()
    open_paragraphs = [p for p in paragraphs if p.kind() == "body"]
    if len(given) >= _TITLE_WORDS:
        pattern = re.compile(r"\s+".join(map(re.escape, given)) + r"(?!\w)", re.IGNORECASE)
        for paragraph in open_paragraphs[:2]:
            match = pattern.match(paragraph.words)
            if not match:
                continue
            rest = paragraph.words[match.end() :]
            # "Serbia backs talks, minister says …" goes on in the same sentence: there it is no headline.
            if not rest.strip(" .\t\r\n"):
                paragraph.whole("headline")
                return title
            if rest[:1] in (" ", "\t", "\n", ".") and not rest.lstrip(" .\t\n")[:1].islower():
                end = match.end() + (rest[0] == ".")
                paragraph.parts = [_Part("headline", 0, end), _Part("body", end, len(paragraph.words))]
                return title
    if len(open_paragraphs) >= 2 and _looks_like_headline(open_paragraphs[0].words, open_paragraphs[1:6]):
        open_paragraphs[0].whole("headline")
        return title or " ".join(open_paragraphs[0].words.split())
    return title or None


def _looks_like_headline(words: str, following: Sequence[_Paragraph]) -> bool:
    if len(words) > _HEADLINE_CHARACTERS or not 2 <= len(words.split()) <= _HEADLINE_WORDS:
        return False
    if _PERIOD.search(words) or words[0].islower() or caption_opening(words) or find_credit(words):
        return False
    if len(words.split()) > 6 and words.rsplit(None, 1)[-1].lower() in OPEN_WORDS:
        return False
    dateline = find_dateline(words)
    if dateline and (dateline.end >= len(words) or len(words) - dateline.end > 60):
        return False
    # What a headline heads is sentences.
    return any(len(p.words) > len(words) and _SENTENCE_ENDED.search(p.words) for p in following)


def _mark_captions(paragraphs: Sequence[_Paragraph]) -> None:
    """Mark photo captions, with their credits and marks, and credits that stand alone."""
    alone: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind() not in ("body", "headline"):
            continue
        base = 0
        if paragraph.kind() == "headline":
            if len(paragraph.parts) == 1:
                continue
            base = paragraph.parts[1].start
        words = paragraph.words[base:]
        credit, opening = find_credit(words), caption_opening(words)
        if credit and credit.start == 0 and credit.end >= len(words):
            paragraph.parts = [
                *paragraph.parts[: int(base > 0)],
                _Part("credit", base, len(paragraph.words), credit.credit),
            ]
            alone.append(index)
        elif (credit and credit.start > 0) or opening:
            parts = list(paragraph.parts[: int(base > 0)])
            if opening:
                parts.append(_Part("furniture" if words[:5].lower() == "image" else "credit", 0, opening))
            end = credit.start if credit else len(words)
            parts.append(_Part("caption", opening, end, credit.credit if credit else None))
            if credit:
                parts.append(_Part("credit", credit.start, credit.end))
                if words[credit.end :].strip():
                    rest: ZoneKind = "body" if rest_is_report(words, credit) else "caption"
                    parts.append(_Part(rest, credit.end, len(words), credit.credit if rest == "caption" else None))
            paragraph.parts = [
                _shifted(part, base) if i >= int(base > 0) else part
                for i, part in enumerate(parts)
                if part.start < part.end
            ]
    for index in alone:
        _give_credit(paragraphs, index)


def _give_credit(paragraphs: Sequence[_Paragraph], index: int) -> None:
    """Find the caption that a credit on a line of its own belongs to, if it has one.

    The caption may follow, under its own mark ("Image caption …"); or it is the one paragraph between the
    headline and the credit, above the report's first paragraph.
    """
    credit = paragraphs[index].parts[-1].credit
    if index + 1 < len(paragraphs):
        below = paragraphs[index + 1]
        if any(part.kind == "caption" and part.credit is None for part in below.parts):
            below.parts = [replace(p, credit=credit) if p.kind == "caption" else p for p in below.parts]
            return
    above = [p for p in paragraphs[:index] if p.kind() in ("body", "caption")]
    reports = [p for p in paragraphs[index + 1 :] if p.kind() == "body"]
    if len(above) == 1 and reports and above[0] is paragraphs[index - 1] and len(above[0].words) <= 600:
        if (
            above[0].kind() == "body"
            and find_dateline(above[0].words) is None
            and _SENTENCE_ENDED.search(above[0].words)
        ):
            above[0].whole("caption", credit)


def _mark_dateline(paragraphs: Sequence[_Paragraph]) -> FoundDateline | None:
    """Mark the dateline and return it, or None where there is none."""
    seen = 0
    for paragraph in paragraphs:
        last = paragraph.parts[-1]
        if last.kind != "body":
            continue
        seen += 1
        if seen > _DATELINE_PARAGRAPHS:
            return None
        body = paragraph.words[last.start : last.end]
        skipped = len(body) - len(body.lstrip())
        found = find_dateline(body[skipped:])
        if found:
            start = last.start + skipped
            parts = [_Part("dateline", start, start + found.end), _Part("body", start + found.end, last.end)]
            paragraph.parts = [*paragraph.parts[:-1], *(p for p in parts if p.start < p.end)]
            return found
    return None


def _mark_ends(paragraphs: Sequence[_Paragraph]) -> None:
    """Part sign-offs, rights lines and calls to the reader from the end of the paragraphs they were run on to."""
    for paragraph in paragraphs:
        for kind, find in (("furniture", trailing_furniture), ("rights", trailing_rights), ("byline", trailing_byline)):
            last = next((p for p in reversed(paragraph.parts) if p.kind not in _CUT), None)
            if last is None or last.kind != "body":
                continue
            start = find(paragraph.words[last.start : last.end])
            if start:
                at = paragraph.parts.index(last)
                tail = _Part(_kind(kind), last.start + start, last.end)
                head = _Part(last.kind, last.start, last.start + start)
                paragraph.parts[at : at + 1] = [head, tail]


def _kind(name: str) -> ZoneKind:
    return "furniture" if name == "furniture" else "rights" if name == "rights" else "byline"


def _in_place(paragraphs: Sequence[_Paragraph], found: str) -> tuple[str, list[Zone], list[Caption]]:
    """Return the text as it is, with the paragraphs' parts as zones in it."""
    zones: list[Zone] = []
    captions: list[Caption] = []
    for paragraph in paragraphs:
        for part in paragraph.parts:
            start, end = _trimmed(found, paragraph.start + part.start, paragraph.start + part.end)
            if start < end:
                zones.append(Zone(part.kind, start, end))
                if part.kind == "caption":
                    captions.append(Caption(found[start:end], start, end, part.credit))
    return found, zones, captions


def _reassembled(paragraphs: Sequence[_Paragraph], found: str) -> tuple[str, list[Zone], list[Caption]]:
    """Return the text without furniture, rights and byline lines, one paragraph a line, and its zones."""
    pieces: list[str] = []
    zones: list[Zone] = []
    captions: list[Caption] = []
    length = 0
    for paragraph in paragraphs:
        between = "\n\n" if length else ""
        for part in paragraph.parts:
            words = paragraph.words[part.start : part.end].strip()
            if part.kind in _CUT or not words:
                continue
            start = length + len(between)
            length = start + len(words)
            pieces += (between, words)
            between = " "
            zones.append(Zone(part.kind, start, length))
            if part.kind == "caption":
                captions.append(Caption(words, start, length, part.credit))
    return "".join(pieces), zones, captions


def _shifted(part: _Part, by: int) -> _Part:
    return replace(part, start=part.start + by, end=part.end + by)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _read_rights(lines: Sequence[str]) -> Rights:
    """Return what the rights lines say together: the first holder and agency named, the first year."""
    read = [read_rights(line) for line in lines]
    return Rights(
        next((r.holder for r in read if r.holder and r.year), None),
        next((r.agency for r in read if r.agency), None),
        next((r.year for r in read if r.year), None),
    )


def _agency(said: Rights, dateline: FoundDateline | None, bylines: Sequence[str]) -> str | None:
    """Return the agency's full name: from the rights line, else the dateline, else a byline."""
    if said.agency:
        return said.agency
    if dateline and dateline.agency:
        return dateline.agency.name
    if dateline and dateline.dateline.agency:
        known = find_agency(dateline.dateline.agency)
        return known.name if known else dateline.dateline.agency
    return next((name for name in map(byline_agency, bylines) if name), None)
