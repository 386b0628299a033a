"""Tell a format from the first bytes of a stream, for standard input and unknown extensions."""

from __future__ import annotations

import json
import re

from dragoman.reading.encoding import byte_order_mark, is_binary
from dragoman.reading.text_file import is_page

HEAD_BYTES = 1 << 16
_FEED = re.compile(r"<(rss|feed|rdf:RDF)\b", re.I)


def sniff(head: bytes) -> str | None:
    """Return the extension whose reader fits (gz, zip, parquet, warc, jsonl, json, xml, html, txt), or None if
    the content is binary and of no known kind."""
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if is_binary(head[:8192]):
        return None
    text = head.decode(byte_order_mark(head) or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        first, newline, _ = text.partition("\n")
        if not newline and len(head) >= HEAD_BYTES:
            return "jsonl"  # one long first line; a pretty-printed object breaks its lines early
        return "jsonl" if _is_json(first) else "json"
    if re.match(r"\[\s*[{\]]", text):
        return "json"
    if text.startswith("<") and _FEED.search(text[:2000]) and not is_page(text):
        return "xml"
    return "html" if is_page(text) else "txt"


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        # A first line that ends like an object is a broken row of JSONL, not the opening of a laid-out object.
        return line.rstrip().endswith("}")
    return True
