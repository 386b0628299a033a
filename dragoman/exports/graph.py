"""GraphML: the actors and what passed between them, as `dragoman matrix` counts it."""

from __future__ import annotations

import io
from pathlib import Path

from dragoman.exports._codes import countries
from dragoman.exports._lines import write_lines
from dragoman.exports._losses import Losses
from dragoman.pairs import Selection, graphml, matrix, matrix_sql
from dragoman.store import Chronicle


def write(chronicle: Chronicle, out: Path, losses: Losses) -> int:
    """Write one edge a pair and return how many. Single events are summed up in their pair."""
    answer = chronicle.query(matrix_sql(Selection()))
    names = {code: country.name for code, country in countries().items()}
    nodes, pairs = matrix((dict(zip(answer.columns, row, strict=True)) for row in answer.rows), names)
    (events,) = next(iter(chronicle.query("SELECT count(*) FROM acts").rows))
    losses.add("single events, summed up by pair (denied, alleged, planned and considered ones left out)", events)
    file = io.BytesIO()
    graphml(nodes, pairs).write(file, encoding="utf-8", xml_declaration=True)
    write_lines(out, [file.getvalue().decode("utf-8") + "\n"])
    return len(pairs)
