"""Which time is an event's own: of its clause, else of its sentence, else the day of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.records import Event, Parse, Time

_DATED = re.compile(r"(\d{4})(-\d\d)?(-\d\d)?")
_PRECISION = ((10, "day"), (7, "month"), (4, "year"), (3, "decade"))


def date_of(event: Event, parse: Parse, times: Sequence[Time]) -> tuple[str | None, str | None]:
    """Return an event's date, as precise as it is known, and its precision; (None, None) where nothing tells.

    The day of the report stands only for news: an event told as background, or still to come, has the date that
    its own sentence gives, or none.
    """
    own = [t for t in times if event.sentence.start <= t.start < event.sentence.end and _value(t.value)]
    if own:
        nearest = min(own, key=lambda t: (_distance(event, t, parse), t.start))
        return _value(nearest.value) or (None, None)
    published = parse.document.published
    if published is None or {"historical", "future", "hypothetical"} & set(event.aux):
        return None, None
    return published.isoformat(), "day"


def _value(value: str) -> tuple[str, str] | None:
    if re.fullmatch(r"\d{3}", value):
        return value, "decade"
    week = re.fullmatch(r"(\d{4}-W\d\d)(-WE)?", value)
    if week:
        return week.group(1), "week"
    if re.fullmatch(r"\d{4}-(Q[1-4]|SP|SU|FA|WI)", value):
        return (value, "quarter") if "Q" in value else (value[:4], "year")
    m = _DATED.match(value)
    if m is None:
        return None
    return m.group(0), next(name for size, name in _PRECISION if len(m.group(0)) >= size)


def _distance(event: Event, time: Time, parse: Parse) -> int:
    """Return how far a time stands from an act in the grammar of the sentence: steps up to the nearest word that
    governs both, plus steps down; a clause of its own counts as far."""
    doc = parse.doc
    act = doc.char_span(event.start, event.end, alignment_mode="expand")
    when = doc.char_span(time.start, time.end, alignment_mode="expand")
    if act is None or when is None:
        return 99
    above = [act.root, *act.root.ancestors]
    chain = [when.root, *when.root.ancestors]
    for down, token in enumerate(chain):
        if token in above:
            up = above.index(token)
            between = [
                t for t in [*chain[:down], *above[:up]] if t.dep_ in ("relcl", "advcl", "ccomp", "acl", "parataxis")
            ]
            return up + down + 4 * len(between)
    return 50
