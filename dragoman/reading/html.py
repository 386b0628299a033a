"""Read an HTML page: the article in it, through trafilatura, with its title, date, author and site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import trafilatura
from lxml import html as lxml_html
from lxml.etree import LxmlError

from dragoman.reading.dates import read_date
from dragoman.reading.encoding import decode, is_binary, tidy
from dragoman.reading.limits import MAX_CHARACTERS, MAX_FILE_BYTES
from dragoman.reading.whole import read_whole
from dragoman.records import PublishedBasis, RawDocument, Reject

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.I)
_URL_DATE = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)|/(\d{4})(\d\d)(\d\d)(?=[/-]|$)")
# Boxes that call the reader to subscribe or write in, or that state the house's standards, by the names page
# builders give them. Measured on the saved pages with the options below: 2 pieces of furniture fewer, no
# passage lost.
_PRUNE = [
    f"//*[self::section or self::div or self::aside or self::p][contains(@class, '{name}')]"
    for name in ("-cta", "newsletter", "trust-badge", "TrustBadge", "trustBadge", "cookie-", "cookie_", "cookieb")
]
# A page whose article sits in its data (JSON-LD) rather than in its markup yields next to nothing from the
# markup. Half tried against 0.2-0.8 on the saved pages: the same pages change at each.
_MARKUP_SHARE = 0.5
_COOKIES = re.compile(r"\b(we|nous|wir)\b.{0,40}\b(use|utilisons|verwenden)\b.{0,20}\bcookies\b", re.I)
_WORD = re.compile(r"\w+")
_TITLE_TAIL = re.compile(r"\s+[|·»]\s+.*$|\s+[-–—]\s+[^-–—|]{2,40}$", re.S)


def read(stream: BinaryIO, place: str) -> Iterator[RawDocument | Reject]:
    """Yield the one document of a page."""
    data = read_whole(stream)
    if data is None:
        yield Reject(place, "too_long", f"more than {MAX_FILE_BYTES:,} bytes")
    else:
        yield page_bytes(data, place)


def page_bytes(data: bytes, place: str, url: str | None = None) -> RawDocument | Reject:
    """Return the article of a page given as bytes, or why there is none."""
    if not data.strip():
        return Reject(place, "empty_file")
    declared = _CHARSET.search(data[:4096])
    text = decode(data, declared.group(1).decode("ascii") if declared else None)
    if text is None:
        return Reject(place, "binary" if is_binary(data[:8192]) else "undecodable")
    return page_document(text, place, url)


def page_document(source: str, place: str, url: str | None = None) -> RawDocument | Reject:
    """Return the article of a page given as its source. The title is not repeated in the text."""
    # Undeclared here is declared nowhere: lxml refuses a str that still declares its encoding.
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", tidy(source))
    try:
        tree = lxml_html.fromstring(source)
    except (LxmlError, ValueError) as error:
        return Reject(place, "no_article", str(error)[:200])
    found: Any = trafilatura.bare_extraction(
        source,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        prune_xpath=_PRUNE,
        # A date searched for in running text is a guess, and "today" as the latest date would make the same
        # page read differently on another day.
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-12-31"},
    )
    text = (found.text or "") if found is not None else ""
    body = _article_body(tree)
    if len(text) < _MARKUP_SHARE * len(body):
        text = body
    title = _title(tree, found.title if found is not None else None)
    text = _without_title(tidy(text), title)
    if not text.strip():
        return Reject(place, "no_article", "no running text was found in the page")
    if len(text) > MAX_CHARACTERS:
        return Reject(place, "too_long", f"{len(text):,} characters; a document may have {MAX_CHARACTERS:,}")
    address = url or (found.url if found is not None else None)
    published = read_date(found.date if found is not None else None)
    basis: PublishedBasis = "metadata" if published else "none"
    in_url = _URL_DATE.search(address or "")
    if in_url:
        day = read_date("-".join(g for g in in_url.groups() if g))
        if day and published in (None, day):  # the extractor, too, trusts an address before it trusts metadata
            published, basis = day, "url"
    author = found.author if found is not None else None
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    meta: dict[str, Any] = {"author": author} if author else {}
    return RawDocument(
        place=place,
        text=text,
        title=title,
        published=published,
        published_basis=basis,
        outlet=found.sitename if found is not None else None,
        url=address,
        language=re.split(r"[-_]", language)[0].lower() or None,
        meta=meta,
    )


def fragment_text(source: str) -> str:
    """Return the text of a piece of HTML (a feed's summary), one paragraph a block."""
    try:
        root = lxml_html.fragment_fromstring(source, create_parent="div")
    except (LxmlError, ValueError):
        return ""
    for element in list(root.iter("script", "style")):
        element.drop_tree()
    for element in root.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "figure", "figcaption"):
        element.tail = "\n\n" + (element.tail or "")
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", str(root.text_content()))]
    return "\n\n".join(block for block in blocks if block)


def _article_body(tree: Any) -> str:
    """Return the longest ``articleBody`` of the page's JSON-LD, or ""."""
    bodies = [""]
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and script.text:
            try:
                value = json.loads(script.text)
            except (ValueError, RecursionError):
                continue
            bodies += _bodies(value, 0)
    return max(bodies, key=len)


def _bodies(value: Any, depth: int) -> list[str]:
    if isinstance(value, list) and depth < 6:
        return [body for item in value for body in _bodies(item, depth + 1)]
    if isinstance(value, dict) and depth < 6:
        body = value.get("articleBody")
        own = [fragment_text(body) if "<" in body else body] if isinstance(body, str) else []
        return own + _bodies([v for v in value.values() if isinstance(v, list | dict)], depth + 1)
    return []


def _title(tree: Any, found: str | None) -> str | None:
    """Return the page's title: the one found in its metadata if the <title> element bears it out."""
    element = tree.find(".//head/title")
    whole = " ".join(str(element.text_content()).split()) if element is not None else ""
    if found and whole and not _words(found) & _words(whole):
        found = None  # a title that shares no word with the page's own is some button's or template's
    title = " ".join((found or whole).split())
    return tidy(_TITLE_TAIL.sub("", title) or title) or None


def _without_title(text: str, title: str | None) -> str:
    """Return the text without lines before the article that repeat its title or ask about cookies."""
    rows = text.strip("\n").split("\n")
    wanted = _words(title or "")
    while len(rows) > 1:
        words = _words(rows[0])
        # "Title | Section | Site" repeats the title too, but a sentence that happens to hold its words does not.
        is_title = wanted == words or (len(wanted) > 2 and wanted <= words and len(words) <= len(wanted) + 5)
        if not (is_title or not words or _COOKIES.search(rows[0])):
            break
        rows = rows[1:]
    return "\n".join(rows)


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
