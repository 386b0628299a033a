"""Comparing: how alike two tellings are, as a sum of what speaks for and against their being one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from dragoman.records import Count, Entity, Event, Place, Size
from dragoman.stories.tellings import WINDOW, Telling, codes
from dragoman.tables import read_table, split_list

TABLES = Path(__file__).parent / "tables"

# What each likeness counts for. All weights were chosen by hand on the open stories, together with SAME and ALIKE in
# links.py; the held-out stories were scored, never looked at.
PARTY = 1.0  # actor or recipient in common
WITHIN = 0.5  # both: actor and recipient of one state, which is little to have in common
UNSURE = 0.25  # in common, but of another side (a state's army, its people), or known by its side alone
OPPOSED = -0.5  # one state's army and one state's rebels
MISTAKEN = -0.5  # a recipient that is only the state in which it happened
OTHER_RECIPIENT = -1.5
OTHER_ACTOR = -1.5  # where one of them may be misread, see _other_actor
NOBODY = -1.0  # no party known to both
NEAR_TYPE = -0.5  # near_acts.csv
SAME_FAMILY = -1.5
SAME_MODE, NEAR_MODE, OTHER_MODE = 0.5, -0.25, -1.0
SAME_DAY, DAYS_OVERLAP = 1.0, 0.5
ROUGHLY = 0.25  # days apart, one of them reached by counting weeks
DAY_LATER, DATED_LATER, NEXT_DAY = -0.2, -1.5, -0.75
SAME_PLACE, SAME_COUNTRY, OTHER_PLACE = 1.0, 0.5, -1.5
SAME_TOLL, OTHER_TOLL = 0.5, -1.0
ONE_TEXT = 2.0  # copies of one text
WORDS, CHANCE = 4.0, 1 / 3  # a third of the words is what two acts of one kind and pair have in common anyhow
OTHER_NAMES, SOME_NAMES = -0.5, -0.25  # each sentence names what the other does not: with no name in common, with some

# Kilometres within which two places are one for a reporter: a town, its suburb, the base beside it.
BESIDE = 25.0

# Acts that two do together: who is actor and who recipient is a matter of the sentence.
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_COUNTRY_FEATURES = ("PCL", "ADM1", "RGN", "CONT", "AREA")
_SIZES = tuple(f.name for f in fields(Size))
_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
_ARMED = frozenset({"REB", "PRM", "UAF", "CRM"})
_MOVEMENTS = frozenset({"IMG", "ISM", "NGO"})


@dataclass(frozen=True, slots=True)
class Link:
    """Two events held to be one: ids in order, the score, and what spoke for and against."""

    a: str
    b: str
    score: float
    why: tuple[str, ...]


Part = tuple[float, str] | None


def compare(a: Telling, b: Telling) -> Link | None:
    """Return how alike two tellings are, or None where nothing could make them one: acts of differing families, acts
    of one document, acts that happened and acts that did not, days too far apart, or actors that exclude each other."""
    if a.family != b.family or a.event.doc == b.event.doc or standing(a.event) != standing(b.event):
        return None
    given = []
    for part in (_date, _parties, _type, _place, _mode, _tolls, _words, _names):
        found = part(a, b)
        if found is None:
            return None
        if found[1]:
            given.append(found)
    if a.text == b.text:
        given.append((ONE_TEXT, "copies of one text"))
    first, second = sorted((a.event.id, b.event.id))
    score = round(sum(weight for weight, _ in given), 4)
    return Link(first, second, score, tuple(f"{why} ({weight:+.2g})" for weight, why in given))


def standing(event: Event) -> str:
    """Whether an act happened, did not, or may yet; what is alleged or long past happened as far as links go."""
    return next((aux for aux in ("negation", "hypothetical", "future") if aux in event.aux), "happened")


def _type(a: Telling, b: Telling) -> Part:
    one, other = sorted((a.event.event, b.event.event))
    if one == other:
        return 0.0, ""
    near = (one, other) in _near_acts()
    return (NEAR_TYPE if near else SAME_FAMILY), f"{one} near {other}" if near else f"{one} and {other}"


def _parties(a: Telling, b: Telling) -> Part:
    """Actors and recipients: in common, unknown to one, or different. A wrong actor is never made good by words."""
    if a.event.event in _MUTUAL or b.event.event in _MUTUAL:
        one, other = a.actors | a.recipients, b.actors | b.recipients
        if not one or not other:
            return _nobody(a, b)
        shared = one & other
        if not shared or (len(one) > 1 and len(other) > 1 and len(shared) < 2):
            return None
        return (2 if len(shared) > 1 else 1) * PARTY, f"parties {'|'.join(sorted(shared))}"
    actor = _role(a.event.actor, b.event.actor, "actor")
    if actor is None:
        actor = _other_actor(a, b)
        if actor is None:
            return None
    recipient = _role(a.event.recipient, b.event.recipient, "recipient")
    if recipient is None:
        recipient = _other_recipient(a, b)
    if not (a.actors & b.actors or a.recipients & b.recipients):
        nobody = _nobody(a, b)
        if nobody is None:
            return None
        actor = (actor[0] + nobody[0], ", ".join(filter(None, (nobody[1], actor[1]))))
    if actor[0] == recipient[0] == PARTY and not (a.actors & b.actors) ^ (a.recipients & b.recipients):
        recipient = (WITHIN, recipient[1])
    return actor[0] + recipient[0], ", ".join(filter(None, (actor[1], recipient[1])))


def _nobody(a: Telling, b: Telling) -> Part:
    """Without a party known to both, only a name in common beside them can make two acts one."""
    return (NOBODY, "no party known to both") if a.beside & b.beside else None


def _role(one: Sequence[Entity], other: Sequence[Entity], role: str) -> Part:
    """Return what a role's fillers speak for, or None where they are different."""
    first, second = codes(one), codes(other)
    sides = {_side(e) for e in one} - {""}, {_side(e) for e in other} - {""}
    opposed = {frozenset(pair) for pair in ((x, y) for x in sides[0] for y in sides[1])} == {
        frozenset(("state", "armed"))
    }
    if not first or not second:
        if opposed:
            return OPPOSED, f"{role} of opposed sides"
        return (UNSURE, f"{role} of the same side") if sides[0] & sides[1] else (0.0, "")
    shared = first & second
    if shared:
        if opposed:
            return OPPOSED, f"{role} {'|'.join(sorted(shared))}, of opposed sides"
        alike = not sides[0] or not sides[1] or sides[0] & sides[1]
        return (PARTY if alike else UNSURE), f"{role} {'|'.join(sorted(shared))}{'' if alike else ', of another side'}"
    if (first | second) & _MOVEMENTS and sides[0] & sides[1]:
        # Rebels known as a movement to one, as rebels of a state to the other.
        return UNSURE, f"{role} of the same side"
    return None


def _other_actor(a: Telling, b: Telling) -> Part:
    """An actor that does it to itself or to nobody known may be misread ("its navy", "the strikes on Tripoli"), where
    the other telling has it too, as recipient."""
    for one, other in ((a, b), (b, a)):
        if one.recipients <= one.actors and one.actors & other.recipients:
            return OTHER_ACTOR, f"actor {'|'.join(sorted(a.actors))} against {'|'.join(sorted(b.actors))}"
    return None


def _other_recipient(a: Telling, b: Telling) -> tuple[float, str]:
    places = {place.country for t in (a, b) if (place := t.event.event_loc) is not None}
    why = f"recipient {'|'.join(sorted(a.recipients))} against {'|'.join(sorted(b.recipients))}"
    if a.recipients <= places or b.recipients <= places:
        return MISTAKEN, f"{why}, the state in which it happened"
    return OTHER_RECIPIENT, why


def _side(entity: Entity) -> str:
    """Return "state", "armed" (against it), "people", or "" where it is not told."""
    if not entity.sector or entity.sector[0] == "UNK":
        return ""
    return "state" if entity.sector[0] in _STATE else "armed" if entity.sector[0] in _ARMED else "people"


def _date(a: Telling, b: Telling) -> Part:
    if a.days is None or b.days is None:
        return None
    apart = max((max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])).days, 0)
    if apart == 0:
        exact = a.days == b.days
        return (SAME_DAY, "the same date") if exact else (DAYS_OVERLAP, "dates that overlap")
    if apart <= WINDOW and (a.rough or b.rough):
        return ROUGHLY, f"{apart} days apart, counted in weeks"
    if apart > WINDOW or (a.dated and b.dated and apart > 1):
        return None
    if a.dated and b.dated:
        return NEXT_DAY, "one day apart, both dated"
    later = a if a.days[0] > b.days[0] else b
    if later.dated:
        return DATED_LATER, f"{apart} days apart, the later one dated"
    return DAY_LATER * apart, f"{apart} days apart, the later one undated"


def _place(a: Telling, b: Telling) -> Part:
    one, other = a.event.event_loc, b.event.event_loc
    if one is None or other is None:
        return 0.0, ""
    if one.country and other.country and one.country != other.country:
        return OTHER_PLACE, f"in {one.country} and in {other.country}"
    if (one.geonameid, one.name) == (other.geonameid, other.name):
        return (SAME_COUNTRY if _wide(one) else SAME_PLACE), f"at {one.name}"
    if _wide(one) or _wide(other):
        return _within(one, other)
    if _apart(one, other) <= BESIDE:
        return 0.0, ""
    return OTHER_PLACE, f"at {one.name} and at {other.name}"


def _within(one: Place, other: Place) -> Part:
    """A town in the province or state that the other names; two provinces are two places."""
    if _wide(one) and _wide(other) and one.province and other.province and one.province != other.province:
        return OTHER_PLACE, f"in {one.province} and in {other.province}"
    return 0.0, ""


def _wide(place: Place) -> bool:
    return place.feature_code is not None and place.feature_code.startswith(_COUNTRY_FEATURES)


def _apart(one: Place, other: Place) -> float:
    """Return the kilometres between two places; infinite where they are not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def _mode(a: Telling, b: Telling) -> Part:
    one, other = set(a.event.mode), set(b.event.mode)
    if not one or not other or a.event.event != b.event.event:
        return 0.0, ""
    shared = one & other
    if shared:
        return SAME_MODE, f"mode {'|'.join(sorted(shared))}"
    if any(frozenset((x, y)) in _near_modes() for x in one for y in other):
        return NEAR_MODE, "near modes"
    return OTHER_MODE, "differing modes"


def _tolls(a: Telling, b: Telling) -> Part:
    """Tolls grow from report to report; one twice the other, and not by a handful, is of another act."""
    score, why = 0.0, []
    for name in _SIZES:
        one, other = _count(a.event.size, name), _count(b.event.size, name)
        if one is None or other is None:
            continue
        low, high = sorted((one.least, other.least))
        if low == high:
            score += SAME_TOLL
            why.append(f"{low} {name}")
        elif high > 2 * low and high - low > 3:
            score += OTHER_TOLL
            why.append(f"{low} and {high} {name}")
    return score, ", ".join(why)


def _words(a: Telling, b: Telling) -> Part:
    """The share of the shorter sentence's content words that stand in the other; a name counts twice. The names of a
    party that both tell are left out: they have counted as a party."""
    known = _known(a, b)
    one, other = a.words - known, b.words - known
    shared = one & other
    weigh = min(_weight(one, a.names), _weight(other, b.names))
    if not weigh:
        return 0.0, ""
    share = min(_weight(shared, a.names & b.names) / max(weigh, 3), 1.0)
    return WORDS * (share - CHANCE), f"words in common: {' '.join(sorted(shared)) or 'none'}"


def _names(a: Telling, b: Telling) -> Part:
    """Names that only the one sentence has, and names that only the other has: two towns, two firms, two courts."""
    known = _known(a, b)
    one, other = a.names - b.words - known, b.names - a.words - known
    if not one or not other:
        return 0.0, ""
    some = (a.names & b.names) - known
    return (SOME_NAMES if some else OTHER_NAMES), f"{' '.join(sorted(one))} against {' '.join(sorted(other))}"


def _known(a: Telling, b: Telling) -> frozenset[str]:
    """Return the words by which either names a party that both tell."""
    shared = a.parties.keys() & b.parties.keys()
    return frozenset().union(*(t.parties[code] for t in (a, b) for code in shared))


def _weight(words: frozenset[str], names: frozenset[str]) -> int:
    return len(words) + len(words & names)


def _count(size: Size | None, name: str) -> Count | None:
    return getattr(size, name) if size is not None else None


@cache
def _near_acts() -> frozenset[tuple[str, str]]:
    rows = read_table(TABLES / "near_acts.csv")
    return frozenset((min(row["a"], row["b"]), max(row["a"], row["b"])) for row in rows)


@cache
def _near_modes() -> frozenset[frozenset[str]]:
    groups = (split_list(row["modes"]) for row in read_table(TABLES / "near_modes.csv"))
    return frozenset(frozenset((a, b)) for group in groups for a in group for b in group if a != b)
