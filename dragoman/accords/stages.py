"""The order of an accord's stages, and the one it has reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.records import ACCORD_STAGES, Stage

_RANK = {stage: i for i, stage in enumerate(ACCORD_STAGES)}
_NOT_REACHED = frozenset({"future", "hypothetical", "negation", "alleged"})


def day_of(value: str) -> str:
    """Return a date of any precision as text that sorts by its first day: 2015-W23 is 2015-06-01."""
    if "-W" in value:
        return date.fromisocalendar(int(value[:4]), int(value[6:8]), 1).isoformat()
    if "-Q" in value:
        return f"{value[:4]}-{3 * int(value[6]) - 2:02}"
    return value


def _when(stage: Stage) -> str:
    """What is to come "this month" comes after what happened on any of its days: "~" sorts after all digits."""
    return day_of(stage.date or "") + "~" * ("future" in stage.aux)


def _key(stage: Stage) -> tuple[object, ...]:
    who = tuple((entity.code, entity.name) for entity in stage.by)
    return _RANK[stage.stage], stage.aux, who, tuple((e.doc, e.start, e.end) for e in stage.evidence)


def ordered(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Return stages by date, those of one day in the order of ACCORD_STAGES; one without a date stands before the
    first dated one that it usually comes before. The same for any order of input."""
    every = list(stages)
    dated = sorted((s for s in every if s.date), key=lambda s: (_when(s), *_key(s)))
    for stage in sorted((s for s in every if not s.date), key=_key):
        place = next((i for i, other in enumerate(dated) if _RANK[other.stage] > _RANK[stage.stage]), len(dated))
        dated.insert(place, stage)
    return tuple(dated)


def settled(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Leave out what was foretold and has come: "to be signed in May" once it is signed."""
    every = tuple(stages)
    reached = {stage.stage for stage in every if not set(stage.aux) & _NOT_REACHED}
    return tuple(s for s in every if set(s.aux) != {"future"} or s.stage not in reached)


def status_of(stages: Sequence[Stage]) -> str | None:
    """Return the last stage that has been reached: not one that is to come, denied, or only alleged."""
    return next((s.stage for s in reversed(stages) if not set(s.aux) & _NOT_REACHED), None)
