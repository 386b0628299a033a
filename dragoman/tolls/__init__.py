"""How many? Parse + Event -> Size: the dead, injured, arrested, displaced and the participants of an event."""

from dragoman.tolls.sizing import size_of

__all__ = ["size_of"]
