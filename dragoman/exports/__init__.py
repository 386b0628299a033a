"""Ways out: a chronicle as the files that other people's tools read."""

from __future__ import annotations

from dragoman.exports._codes import Code, Country, countries, find_cameo, sectors
from dragoman.exports._losses import Losses
from dragoman.exports.citation import Credit
from dragoman.exports.formats import FORMATS, Format, find_format

__all__ = [
    "FORMATS",
    "Code",
    "Country",
    "Credit",
    "Format",
    "Losses",
    "countries",
    "find_cameo",
    "find_format",
    "sectors",
]
