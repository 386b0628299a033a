"""From bytes to clean characters: which encoding, is it text at all, and is it mojibake?"""

from __future__ import annotations

import codecs
import re
from typing import Any

import ftfy
from charset_normalizer import from_bytes
from ftfy.badness import is_bad

# Longest first: the UTF-32 little-endian mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of common files that are not text and need hold no NUL early on.
_MAGIC = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"BZh", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
# More control characters than this is no text. Plain prose has none; a compressed or packed file has about
# one byte in ten. Tried 0.001-0.05 on generated binaries and on text with stray form feeds: all agree.
_CONTROL_SHARE = 0.01
# charset-normalizer needs no more than this to tell an encoding, and its cost grows with what it is given.
_GUESS_BYTES = 200_000
_WESTERN = ("cp1252", "latin_1", "mac_roman")

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85]")


def byte_order_mark(head: bytes) -> str | None:
    """Return the encoding a byte-order mark at the start declares, or None without one."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def is_binary(head: bytes) -> bool:
    """Tell whether the first bytes of a file (a few kilobytes) are no text in any encoding."""
    if byte_order_mark(head):
        return False
    if head.startswith(_MAGIC) or b"\x00" in head:
        return True
    return len(_CONTROL.findall(head)) > _CONTROL_SHARE * len(head)


def decode(data: bytes, declared: str | None = None) -> str | None:
    """Return bytes as text, or None where no encoding makes text of them.

    Tried in order: a byte-order mark, UTF-8, the encoding the page itself ``declared``, a guess from the bytes.
    """
    marked = byte_order_mark(data)
    for name in (marked,) if marked else ("utf-8", declared):
        if name:
            try:
                return data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    if marked or is_binary(data[:8192]):
        return None
    guesses = from_bytes(data[:_GUESS_BYTES])
    guess = guesses.best()
    if guess is None:
        return None
    # Of encodings that make equally good sense the Western one is meant: this program's reports are in English.
    guess = next((g for g in guesses if g.encoding in _WESTERN and g.chaos <= guess.chaos), guess)
    try:
        text = data.decode(guess.encoding)
    except UnicodeDecodeError:
        return None
    return None if len(_CONTROL_TEXT.findall(text)) > _CONTROL_SHARE * len(text) else text


def mend(text: str) -> str:
    """Return a text safe to store, character for character where it can be.

    Lone surrogates become U+FFFD and NUL a space, so offsets hold; only lines that are really mojibake
    ("FranÃ§ois") change length.
    """
    text = _SURROGATE.sub("\ufffd", text).replace("\x00", " ")
    if not is_bad(text):
        return text
    return "\n".join(ftfy.fix_encoding(line) if is_bad(line) else line for line in text.split("\n"))


def tidy(text: str) -> str:
    """Return the text of a page or plain file: mended, lines ending in "\\n", no byte-order marks inside."""
    return mend(_NEWLINES.sub("\n", text).replace("\ufeff", ""))


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it: strings made safe, anything unknown to JSON as its text."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value).replace("\x00", " ")
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else None  # NaN and the infinities are no JSON
    if isinstance(value, dict):
        return {str(plain(str(k))): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").replace("\x00", " ")
    return str(value)
