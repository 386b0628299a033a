"""Parquet partitioned by month: PATH/month=2011-03/events.parquet, as DuckDB, Spark, Arrow and R read it."""

from __future__ import annotations

from pathlib import Path

from dragoman.errors import OutputError
from dragoman.exports._telling import Losses
from dragoman.records import to_dict
from dragoman.store import Chronicle, save
from dragoman.store.files import speaking

# Hive's name for "not known": where a date tells no month.
_NO_MONTH = "__HIVE_DEFAULT_PARTITION__"
_MONTH = r"CASE WHEN regexp_matches(date, '^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$') THEN left(date, 7) END"


def new_folder(out: Path) -> None:
    """Make a folder, or take an empty one. Raises OutputError for one that holds something: old files among new ones
    would be read as one data set."""
    with speaking(out):
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise OutputError(f"{out} is there already and not an empty folder. Name another with -o.")
        out.mkdir(exist_ok=True)


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write one file a month, all fields of every event in it, and return how many events. Nothing is lost."""
    new_folder(out)
    months = [row[0] for row in chronicle.query(f"SELECT DISTINCT {_MONTH} AS month FROM events ORDER BY 1").rows]
    count = 0
    for month in months:
        folder = out / f"month={month or _NO_MONTH}"
        with speaking(folder):
            folder.mkdir()
        events = chronicle.events(f"{_MONTH} IS NOT DISTINCT FROM ?", [month])
        count += save((to_dict(event) for event in events), folder / "events.parquet")
    return count
