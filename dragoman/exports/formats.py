"""The formats by name, and what each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dragoman.errors import OutputError
from dragoman.exports import calendar, citation, datapackage, gdelt, geo, graph, icews, months, plover, polecat
from dragoman.exports._losses import Losses
from dragoman.store import Chronicle

Write = Callable[[Chronicle, Path, Losses], int]


@dataclass(frozen=True, slots=True)
class Format:
    """A way out: its name, what it is, what the number that ``write`` returns counts, and a name for the file."""

    name: str
    meaning: str
    counts: str
    target: str
    write: Write


_ALL = (
    Format("plover", "PLOVER JSONL, one event a line with who tells it", "events", "events.plover.jsonl", plover.write),
    Format("polecat", "TSV with the 40 columns of POLECAT", "events", "events.polecat.txt", polecat.write),
    Format("icews", "TSV with the 20 columns of ICEWS, CAMEO codes", "rows", "events.icews.tsv", icews.write),
    Format("gdelt", "the 61 columns of GDELT 2.0, CAMEO codes", "rows", "events.export.CSV", gdelt.write),
    Format("parquet", "a folder of Parquet files, one a month, all fields", "events", "events", months.write),
    Format("graphml", "the actors and what passed between them, a graph", "pairs", "pairs.graphml", graph.write),
    Format("geojson", "events with a place, as points", "events", "events.geojson", geo.write),
    Format("icalendar", "a calendar, of a pair with --pair", "events", "events.ics", calendar.write),
    Format("datapackage", "a Frictionless data package of CSV files", "events", "package", datapackage.write),
    Format("citation", "CITATION.cff: which data these are", "documents", "CITATION.cff", citation.write),
)
FORMATS: Mapping[str, Format] = {form.name: form for form in _ALL}


def find_format(name: str) -> Format:
    """Return a format by its name. Raises OutputError that lists them."""
    form = FORMATS.get(name.lower())
    if form is None:
        near = get_close_matches(name.lower(), FORMATS, n=1)
        raise OutputError(
            f'there is no format "{name}". {f"""Did you mean "{near[0]}"? """ if near else ""}'
            f"Choose one of: {', '.join(FORMATS)}"
        )
    return form
