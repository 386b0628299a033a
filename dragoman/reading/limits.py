"""How much one input may be, and every reason for which a piece of it is set aside."""

from __future__ import annotations

from collections.abc import Mapping

# A document longer than this is no report; a full-length book has about as many characters.
MAX_CHARACTERS = 1_000_000
# One file that is one document (text, page, feed) is read whole, so it must fit in memory with room to spare.
MAX_FILE_BYTES = 200_000_000
# One row: MAX_CHARACTERS written as six-byte JSON escapes, and as much again for the other columns, fits well.
MAX_LINE_BYTES = 32_000_000
# Archives inside archives deeper than this are a trap, not a data set.
MAX_DEPTH = 4

REASONS: Mapping[str, str] = {
    "missing_text": "no column named text, body, content or event_text",
    "empty_text": "the text is empty",
    "empty_file": "the file is empty",
    "broken_line": "not valid JSON, CSV or XML",
    "wrong_cell_count": "the row has another number of cells than the header",
    "undecodable": "not text in any known encoding",
    "binary": "not text, and no format that can be read",
    "too_long": "longer than a document may be",
    "no_article": "a page without an article in it",
    "no_feed": "XML, but no RSS or Atom feed",
    "corrupt": "damaged or cut off: what came before the damage was read",
    "unreadable": "the file could not be opened or read",
}
