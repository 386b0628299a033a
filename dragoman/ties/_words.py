"""The word lists of tables/words.csv."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dragoman.tables import read_table, split_list

TABLES = Path(__file__).parent / "tables"


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(split_list(row["words"])) for row in read_table(TABLES / "words.csv")}


def words(name: str) -> frozenset[str]:
    """Return one list of words; raises KeyError for a list that the table lacks."""
    return _lists()[name]
