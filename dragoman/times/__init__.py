"""When? Parse -> Time: time expressions with their TimeML values, relative to the day of publication."""

from dragoman.times.finder import find_times
from dragoman.times.placing import date_of

__all__ = ["date_of", "find_times"]
