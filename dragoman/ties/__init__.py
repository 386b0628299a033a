"""How do two actors stand, and since when? Parse + Cast + events -> Tie."""

from dragoman.ties._facts import Facts
from dragoman.ties._finder import find_ties

__all__ = ["Facts", "find_ties"]
