"""What a format could not hold, counted by reason."""

from __future__ import annotations

from collections import Counter

from dragoman.records import Event


class Losses:
    """What a format could not hold, counted as it is met."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, what: str, count: int = 1) -> None:
        """Count something that was not written, or written as less than it is."""
        if count:
            self._counts[what] += count

    def lines(self) -> list[str]:
        """Return one line for each kind of loss, in the order of the alphabet."""
        return [f"Not held by this format: {what}: {count:,}" for what, count in sorted(self._counts.items())]


def count_untold(event: Event, losses: Losses) -> None:
    """Count what no format of other data sets has a place for."""
    losses.add("confidence, reasons, and where in the text the words stand, of events")
    losses.add("events with a speaker (said_by)", bool(event.said_by))
    losses.add("events with a third party", bool(event.third_party))
    losses.add("events with tolls (size)", event.size is not None)
