"""One accord of the same accord in several documents, its stages lined up. Independent of the order of its input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dragoman.accords import _parties
from dragoman.accords.stages import day_of, ordered, settled, status_of
from dragoman.records import ACCORD_STAGES, Accord, Entity, Evidence, Stage, Term, stable_id

# Days between the nearest stages of two tellings of one accord: a negotiation may rest for a year, a second accord
# between the same parties on the same matter seldom follows sooner. Set by judgement, not tuned.
_APART = 400
# Days within which an accord may come further than any telling before: from talks to a signature, from there to a
# parliament or an end. Set by judgement, not tuned.
_SLOW = 1500
# Days within which one accord may be told as two neighbouring kinds. Set by judgement, not tuned.
_SOON = 120
_NEIGHBOURS = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "border/energy", "border/military", "border/environment", "border/relations", "ceasefire/peace",
        "peace/political", "military/alliance", "nuclear/arms control", "trade/transport", "trade/energy",
        "trade/finance", "trade/environment", "energy/finance", "energy/transport", "military/political",
    )
)  # fmt: skip
# In these, the same stage is one step of all parties, whoever a report names; in the others each party's is its own.
_JOINT = frozenset({"in talks", "agreed", "signed", "in force", "extended"})
# From this stage on an accord is no longer on its way: a talk of another follows.
_ENDED = ACCORD_STAGES.index("rejected")
# What tells little of what an accord is about.
_EMPTY = frozenset({
    "the", "a", "an", "of", "on", "in", "to", "and", "for", "with", "between", "their", "its", "new", "mutual",
    "cooperation", "agreement", "joint", "bilateral", "two", "both", "countries", "country", "sides", "year", "years",
})  # fmt: skip


def join(accords: Iterable[Accord]) -> tuple[Accord, ...]:
    """Return accords of any number of documents with those that are the same made one, by their first mention.

    The same are those of one known treaty; else those between the same parties, of a kind and a time that fit, and
    about the same where both say what they are about. What contradicts stays side by side, each with its evidence.
    Entities of a joined accord that stand in another document than the one their record points to have no words.
    """
    every = sorted(set(accords), key=_key)
    groups: list[list[Accord]] = []
    # The best known first: what is told vaguely then finds the one accord that it fits, or stands alone.
    for accord in sorted(every, key=lambda a: (-_known(a), min(_days(a), default=0), _key(a))):
        homes = [group for group in groups if _same(accord, group)]
        if accord.name is None and len(homes) > 1:
            homes = _nearest(accord, homes)
        if len(homes) == 1:
            homes[0].append(accord)
        else:
            groups.append([accord])
    return tuple(sorted((_one(group) for group in groups), key=_key))


def _key(accord: Accord) -> tuple[object, ...]:
    first = min(((e.doc, e.start, e.end) for e in accord.mentions), default=("", 0, 0))
    return (*first, accord.id, repr(accord))


def _known(accord: Accord) -> int:
    """Say how much an accord tells that sets it apart from others."""
    return 8 * bool(accord.name) + 4 * (len(accord.parties) > 1) + 2 * (accord.kind != "general") + bool(accord.subject)


def _same(accord: Accord, group: Sequence[Accord]) -> bool:
    first = group[0]
    if accord.name is not None or first.name is not None:
        if accord.name is not None and first.name is not None:
            return accord.name == first.name
    members = [entity for member in group for entity in member.parties]
    if not accord.parties or not _parties.among(accord.parties, members):
        return False
    if len(first.parties) > 1 and len(accord.parties) > 1 and not _parties.among(first.parties, accord.parties):
        return False
    return _fits_in_kind(accord, group) and _near(accord, group)


def _fits_in_kind(accord: Accord, group: Sequence[Accord]) -> bool:
    """Say whether an accord is on the matter of a group: of its kind; or about the same in words; or, told soon
    before or after, of a kind that one accord is often told as ("the gas treaty", "the border treaty")."""
    kinds = {member.kind for member in group} - {"general"}
    if accord.kind in kinds:
        return True
    mine = _content(accord.subject)
    others = [_content(member.subject) for member in group if member.subject]
    if any(mine & other for other in others):
        return True
    if accord.kind == "general" or not kinds:
        return not mine or not others
    return any(frozenset({accord.kind, kind}) in _NEIGHBOURS for kind in kinds) and _gap(accord, group) <= _SOON


def _content(subject: str | None) -> set[str]:
    # Five letters are enough to match "exports" with "exporting" and seldom more than they should.
    return {w[:5] for w in (subject or "").lower().replace("-", " ").split() if w.isalpha() and w not in _EMPTY}


def _days(accord: Accord) -> list[int]:
    found = []
    for stage in accord.stages:
        if stage.date and not set(stage.aux) & {"future", "hypothetical"}:
            padded = (day_of(stage.date) + "-01-01")[:10] if len(day_of(stage.date)) >= 4 else None
            if padded:
                found.append(date.fromisoformat(padded).toordinal())
    return found


def _gap(accord: Accord, group: Sequence[Accord]) -> int:
    mine = _days(accord)
    others = [day for member in group for day in _days(member)]
    return min((abs(a - b) for a in mine for b in others), default=0)


def _near(accord: Accord, group: Sequence[Accord]) -> bool:
    gap = _gap(accord, group)
    return gap <= _APART or (gap <= _SLOW and accord.kind != "general" and _goes_on(accord, group))


def _goes_on(accord: Accord, group: Sequence[Accord]) -> bool:
    """Say whether one of two tellings begins, by its days and by the order of stages, after the other has ended."""
    mine = _reached(accord)
    others = [step for member in group for step in _reached(member)]
    if not mine or not others:
        return False
    first, second = (mine, others) if min(mine) < min(others) else (others, mine)
    before = {rank for _, rank in first if rank < _ENDED}
    return max(first)[0] < min(second)[0] and len(before) > 0 and max(before) < min(rank for _, rank in second)


def _reached(accord: Accord) -> list[tuple[str, int]]:
    """Return (day, rank) of the stages that are told as real."""
    told = (s for s in accord.stages if s.date and not set(s.aux) & {"future", "hypothetical", "negation"})
    return [(day_of(s.date or ""), ACCORD_STAGES.index(s.stage)) for s in told]


def _nearest(accord: Accord, groups: Sequence[list[Accord]]) -> list[list[Accord]]:
    """Return the groups that fit best: by kind, then by time; more than one where they fit alike."""

    def fit(group: list[Accord]) -> tuple[bool, int]:
        return (all(member.kind != accord.kind for member in group), _gap(accord, group))

    best = min(map(fit, groups))
    return [group for group in groups if fit(group) == best]


def _one(group: Sequence[Accord]) -> Accord:
    if len(group) == 1:
        return group[0]
    group = sorted(group, key=_key)
    name = next((accord.name for accord in group if accord.name), None)
    mentions = tuple(sorted({m for accord in group for m in accord.mentions}, key=lambda m: (m.doc, m.start, m.end)))
    kinds = Counter(accord.kind for accord in group if accord.kind != "general")
    kind = min(kinds, key=lambda k: (-kinds[k], k)) if kinds else "general"
    subjects = [accord.subject for accord in group if accord.subject]
    stages = ordered(settled(_lined_up(stage for accord in group for stage in accord.stages)))
    return Accord(
        stable_id("accord", name) if name else stable_id("accord", *sorted(accord.id for accord in group)),
        name,
        _together(group[0].mentions[0].doc, ((accord.mentions[0].doc, accord.parties) for accord in group)),
        max(subjects, key=lambda s: (len(s), s), default=None),
        kind,
        stages,
        status_of(stages),
        _terms(term for accord in group for term in accord.terms),
        mentions,
    )  # fmt: skip


def _together(home: str, told: Iterable[tuple[str, Sequence[Entity]]]) -> tuple[Entity, ...]:
    """Return each entity once; one of another document than ``home`` loses its words, which are not there."""
    placed = [entity if doc == home else replace(entity, text="", start=0, end=0)
              for doc, entities in told for entity in entities]  # fmt: skip
    kept: list[Entity] = []
    for entity in placed:
        twin = next((i for i, k in enumerate(kept) if _parties.same(_parties.key(k), _parties.key(entity))), None)
        if twin is None:
            kept.append(entity)
        elif "*" in _parties.key(kept[twin]) and "*" not in _parties.key(entity):
            kept[twin] = entity
    return tuple(sorted(kept, key=lambda e: (e.code, e.name)))


def _lined_up(stages: Iterable[Stage]) -> Iterator[Stage]:
    """Yield each step once, with the evidence of all who tell it; a step told with another date or by another party
    is another telling, and stays."""
    # Those with the surest date first: a vaguer telling then finds the step that it means.
    waiting = sorted(stages, key=lambda s: (-len(day_of(s.date or "")), day_of(s.date or ""), _place(s)))
    kept: list[list[Stage]] = []
    for stage in waiting:
        home = next((steps for steps in kept if _is_same_step(stage, steps[0])), None)
        if home is None:
            kept.append([stage])
        else:
            home.append(stage)
    for steps in kept:
        yield _merged(steps)


def _place(stage: Stage) -> tuple[object, ...]:
    return tuple((e.doc, e.start, e.end) for e in stage.evidence), repr(stage)


def _is_same_step(stage: Stage, other: Stage) -> bool:
    if stage.stage != other.stage or stage.aux != other.aux:
        return False
    if not (other.date or "").startswith(stage.date or ""):
        return False
    return stage.stage in _JOINT or not stage.by or not other.by or _parties.meet(stage.by, other.by)


def _merged(steps: Sequence[Stage]) -> Stage:
    first, *rest = sorted(steps, key=_place)
    if not rest:
        return first
    dated = max(steps, key=lambda s: len(s.date or ""))
    evidence = tuple(dict.fromkeys(e for step in (first, *rest) for e in step.evidence))
    home = evidence[0].doc if evidence else ""
    return replace(
        first,
        by=_together(home, ((_doc(step.evidence), step.by) for step in (first, *rest))),
        said_by=_together(home, ((_doc(step.evidence), step.said_by) for step in (first, *rest))),
        date=dated.date, date_precision=dated.date_precision, evidence=evidence,
    )  # fmt: skip


def _doc(evidence: Sequence[Evidence]) -> str:
    return evidence[0].doc if evidence else ""


def _terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return each term once: one told in the same words of the same holder is the same."""
    kept: dict[tuple[object, ...], Term] = {}
    for term in sorted(terms, key=lambda t: (tuple((e.doc, e.start, e.end) for e in t.evidence), repr(t))):
        holder = tuple(sorted(_parties.key(entity) for entity in term.holder))
        same = (term.kind, holder, frozenset(_content(term.act)))
        old = kept.get(same)
        if old is None:
            kept[same] = term
        else:
            kept[same] = replace(
                old,
                condition=old.condition or term.condition,
                until=old.until or term.until,
                evidence=tuple(dict.fromkeys((*old.evidence, *term.evidence))),
            )
    return tuple(kept.values())
