"""Who did what to whom, and which words say so? Parse + Cast -> Event."""

from dragoman.events.coder import EventCoder

__all__ = ["EventCoder"]
