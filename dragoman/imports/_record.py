"""An event of somebody else's data set, in PLOVER's terms as far as it can be told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dragoman.records import stable_id


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event: the name the file gives, our code for it, and its sectors."""

    name: str
    code: str
    sector: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """One row of another data set. ``event`` is None where PLOVER has no such type (CAMEO's statements)."""

    origin: str
    id: str
    date: datetime.date
    published: datetime.date | None
    event: str | None
    mode: tuple[str, ...]
    context: tuple[str, ...]
    cameo: str | None
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    event_scale: float | None
    goldstein: float | None
    quad_code: int | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    publisher: str | None
    url: str | None
    file: str
    line: int

    @property
    def key(self) -> str:
        """A digest of all it tells; where the row stood is no part of it, so that a file read twice adds nothing."""
        told = (getattr(self, name) for name in self.__dataclass_fields__ if name not in ("file", "line"))
        return stable_id(*told)
