"""Who took part though the sentence gives no nation: what follows from the other party and from the act itself.

Only where the sentence knows a single state is anything inferred; a second one leaves it open whose they are. That,
and which sectors are left alone, was chosen on the annotated development articles and the held-out corpus, where
each condition raised the share of acts with type and both parties right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.events.parties import is_political, unique
from dragoman.records import INTERNATIONAL_CODES, UNKNOWN_CODE, Entity

# Whose nation is as open as their name: gunmen, aid workers and "the government" may be of anywhere.
_OF_ANYWHERE = frozenset({"REB", "UAF", "GOV", "MIL", "NGO"})
# What only a state's organs do to people, by type and mode, and which organ does it; of other modes of COERCE, the
# government.
_ORGANS = {
    ("COERCE", "arrest"): "COP",
    ("COERCE", "deport"): "GOV",
    ("SANCTION", "convict"): "JUD",
    ("ACCUSE", "allege"): "JUD",
}
# Whom a state does not arrest or try where nobody says so: its enemies are others' business as often as its own.
_ENEMIES = frozenset({"MIL", "REB"})


def states(entities: Iterable[Entity]) -> frozenset[str]:
    """Return the codes of the states among entities; international bodies are none."""
    return frozenset(e.code for e in entities if is_political(e) and e.code not in INTERNATIONAL_CODES)


def at_home(side: tuple[Entity, ...], other: tuple[Entity, ...], named: frozenset[str]) -> tuple[Entity, ...]:
    """Return a side with people of no stated nation taken for the other side's: "Kenya jailed two editors".

    ``named`` are the states of the whole sentence.
    """
    state = states(other)
    if len(state) != 1 or named - state:
        return side
    (code,) = state
    return unique(
        replace(e, code=code, why=f"{e.why or 'no nation is named'}; no other state than {code} in the sentence")
        if e.code == UNKNOWN_CODE and e.sector and e.sector != ("UNK",) and not set(e.sector) & _OF_ANYWHERE
        else e
        for e in side
    )


def organ(
    event: str, mode: tuple[str, ...], recipient: tuple[Entity, ...], place: tuple[Entity, ...], named: frozenset[str],
    at: int,
) -> tuple[Entity, ...]:  # fmt: skip
    """Return the organ of state that arrests, tries or charges where nobody is named: of the place, else of those
    it is done to.

    ``place`` is the state where the sentence says it happened, ``named`` the states of the whole sentence, ``at`` the
    offset of the act, which the organ without words of its own gets.
    """
    sector = next((_ORGANS[event, m] for m in mode if (event, m) in _ORGANS), "GOV" if event == "COERCE" else None)
    if sector is None:
        return ()
    if place:
        return tuple(replace(e, sector=(sector,)) for e in place)
    state = states(recipient)
    if len(state) != 1 or named - state or any(set(e.sector) & _ENEMIES for e in recipient):
        return ()
    (code,) = state
    why = f"the state of those to whom it is done: only {code}'s {sector} does that there"
    return (Entity("", at, at, code, code, (sector,), via="pattern", why=why),)
