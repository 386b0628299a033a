"""Whom a mention stands for, before it is tied to the words of one mention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from dragoman.records import UNKNOWN_CODE, Entity, Via

# What sort of thing it is, for pronouns and descriptions: "it" is never a person, "he" never a state.
Sort = Literal["state", "person", "body", "group", "organ", "agent", "agents", "place", "unknown"]


@dataclass(frozen=True, slots=True)
class Who:
    """An identity: what an Entity says, without the mention's words and place."""

    name: str
    code: str = UNKNOWN_CODE
    sector: tuple[str, ...] = ("UNK",)
    id: str | None = None
    role: str | None = None
    via: Via = "unresolved"
    why: str | None = None
    sort: Sort = "unknown"
    gender: str = ""  # "m", "f" or "" for not known
    head: str = ""  # the agent noun or office under which a later "the ..." may find it
    sub: str = ""  # of a body: its kind (alliance, bank, court ...)

    @property
    def known(self) -> bool:
        return self.code != UNKNOWN_CODE

    @property
    def key(self) -> tuple[str, str]:
        """Two identities with the same key are one."""
        return (self.name, self.code)

    def through(self, via: Via, why: str) -> Who:
        """Return the same identity as found in another way."""
        return replace(self, via=via, why=why)

    def entity(self, text: str, start: int, end: int) -> Entity:
        return Entity(
            text, start, end, self.name, self.code, self.sector, self.id, self.role, self.via, self.why
        )  # fmt: skip
