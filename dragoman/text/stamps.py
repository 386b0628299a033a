"""Lines that date a page: "Published 12:01 PM EDT, Tue October 20, 2020", "Oct. 20, 2020"."""

from __future__ import annotations

import re

from dragoman.text.days import find_days

_LONGEST = 120
_WORD = re.compile(r"[^\W\d_]+")
_AROUND = frozenset(
    "published updated update posted modified created issued filed date dated first originally last on at of by the"
    " am pm a p m et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist jst msk eat wat sast aest hrs"
    " hours local time monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat"
    " sun z t".split()
)


def is_stamp(line: str) -> bool:
    """Tell whether a whole line (stripped) is a date, year included, with nothing but words of publishing around."""
    if len(line) > _LONGEST:
        return False
    days = list(find_days(line))
    if not any(day.year for day in days):
        return False
    for day in reversed(days):
        line = line[: day.start] + " " + line[day.end :]
    return all(word.lower() in _AROUND for word in _WORD.findall(line))
