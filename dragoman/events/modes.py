"""How an assault was done, from the words of its clause: airstrike, drone, car bomb, rifle, tear gas."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.events.lexicon import Lexicon

# In order: the more telling word first, so that a "drone strike" is not an aerial one.
_MEANS = (
    ("suicide-attack", "suicide"),
    ("drone", "drones? unmanned"),
    (
        "unconventional",
        "chemical sarin nerve_agent chlorine mustard_gas poison_gas novichok radiological nerve_gas",
    ),
    (
        "aerial",
        "air_?strikes? air_?raids? warplanes? fighter_jets? jets bombers? aircraft helicopters? gunships? "
        "barrel_bombs? from_the_air air_force",
    ),
    (
        "heavy-weapons",
        "artillery rockets? missiles? shells? shelling mortars? tanks? howitzers? bombardment",
    ),
    (
        "explosives",
        "car_bombs? roadside mines? landmines? ieds? explosives? explosions? blasts? bombs? bombings? grenades? booby",
    ),
    (
        "firearms",
        "guns? gunfire gunmen gunman rifles? pistols? shot shooting opened_fire bullets? machine_guns? snipers?",
    ),
    ("crowd-control", "tear_?gas water_cannons? batons? rubber_bullets? truncheons?"),
    (
        "primitive",
        "knife knives machetes? stones? axes? swords? petrol_bombs? molotov arson set_fire torched burn(?:ed|t)",
    ),
)
_PATTERNS = tuple(
    (mode, re.compile(rf"\b(?:{'|'.join(words.split())})\b".replace("_", "[- ]"), re.I)) for mode, words in _MEANS
)
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
