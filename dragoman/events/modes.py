"""How an assault was done, from the words of its clause: airstrike, drone, car bomb, rifle, tear gas."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.events.lexicon import Lexicon

# In order: the more telling word first, so that a "drone strike" is not an aerial one.
_MEANS = (
    ("suicide-attack", r"suicide"),
    ("drone", r"drones?|unmanned"),
    ("unconventional", r"chemical|sarin|nerve agent|chlorine|mustard gas|poison gas|novichok|radiological|nerve gas"),
    ("aerial", r"air ?strikes?|air ?raids?|air[- ]strikes?|warplanes?|fighter jets?|jets|bombers?|aircraft|helicopters?|gunships?|barrel bombs?|from the air|air force"),
    ("heavy-weapons", r"artillery|rockets?|missiles?|shells?|shelling|mortars?|tanks?|howitzers?|bombardment|grad"),
    ("explosives", r"car bombs?|roadside|mines?|landmines?|ieds?|explosives?|explosions?|blasts?|bombs?|bombings?|grenades?|booby"),
    ("firearms", r"guns?|gunfire|gunmen|gunman|rifles?|pistols?|shot|shooting|opened fire|bullets?|machine[- ]guns?|snipers?"),
    ("crowd-control", r"tear ?gas|water cannons?|batons?|rubber bullets?|truncheons?"),
    ("primitive", r"knife|knives|machetes?|stones?|axes?|swords?|petrol bombs?|molotov|arson|set fire|torched|burn(?:ed|t)"),
)  # fmt: skip
_PATTERNS = tuple((mode, re.compile(rf"\b(?:{words})\b", re.I)) for mode, words in _MEANS)
# A clause is read this many tokens around its act; wider windows took the means of the neighbouring act.
_REACH = 12


def instrument_modes(act: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the ASSAULT mode that the clause names, if any."""
    sentence = act.sent
    first, last = max(sentence.start, act.i - _REACH), min(sentence.end, act.i + _REACH)
    near = {t.i for t in act.subtree} | {act.i}
    words = " ".join(t.text for t in act.doc[first:last] if t.i in near or abs(t.i - act.i) <= 3)
    for mode, pattern in _PATTERNS:
        if pattern.search(words):
            return (mode,)
    return ()
