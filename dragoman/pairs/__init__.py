"""What stands between two actors, and between all: computed from the rows of a chronicle, by no stage of its own."""

from dragoman.pairs.acts import Selection, matrix_sql, months_sql, told_sql
from dragoman.pairs.disagreements import Disagreement, Telling, of_acts, of_stages, of_tolls, ranked
from dragoman.pairs.graphml import graphml
from dragoman.pairs.matrix import Node, Pair, matrix
from dragoman.pairs.months import Month, timeline
from dragoman.pairs.sides import Side, find_side

__all__ = [
    "Disagreement",
    "Month",
    "Node",
    "Pair",
    "Selection",
    "Side",
    "Telling",
    "find_side",
    "graphml",
    "matrix",
    "matrix_sql",
    "months_sql",
    "of_acts",
    "of_stages",
    "of_tolls",
    "ranked",
    "timeline",
    "told_sql",
]
