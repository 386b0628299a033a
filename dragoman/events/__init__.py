"""Who did what to whom, and which words say so? Parse + Cast -> Event."""

from dragoman.events.coder import EventCoder
from dragoman.events.relate import relate

__all__ = ["EventCoder", "relate"]
