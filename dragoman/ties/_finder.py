"""Parse + Cast + events + times -> ties: what the text says stands, and what tables know of the same pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.records import CODED_ZONES, UNKNOWN_CODE, Cast, Entity, Event, Parse, Tie, Time, stable_id
from dragoman.ties._clauses import ClauseReader
from dragoman.ties._drafts import Draft, settled
from dragoman.ties._facts import Facts
from dragoman.ties._labels import LabelReader, PlaceReader
from dragoman.ties._nouns import NounReader
from dragoman.ties._parties import Parties
from dragoman.ties._relations import RelationReader
from dragoman.ties._sites import SiteReader
from dragoman.ties._table_ties import contradiction, table_ties
from dragoman.ties._verbs import VerbReader
from dragoman.ties._words import words

SYMMETRIC = frozenset(("ally", "rival", "at war", "former enemy"))


def find_ties(
    parse: Parse, cast: Cast, events: tuple[Event, ...], times: tuple[Time, ...], facts: Facts
) -> tuple[Tie, ...]:
    """Return the ties of a document: first those its text states, in text order, each once for the same speakers;
    then those that tables know of the pairs that its events and ties bring together, on the day of publication.
    Sentences whose ``silence`` is another domain (sport) are left out."""
    parties = Parties(parse, cast, facts)
    stated = _merged(_stated(parse, parties, times), parse, facts)
    return (*stated, *table_ties(parse.document, events, stated, facts))


def _stated(parse: Parse, parties: Parties, times: tuple[Time, ...]) -> Iterator[Draft]:
    nouns = NounReader(parties)
    verbs = VerbReader(parties, times)
    clauses = ClauseReader(parties, times)
    relations = RelationReader(parties, nouns)
    sites = SiteReader(parties)
    labels = LabelReader(parties, nouns)
    places = PlaceReader(parties, nouns)
    for sentence in parse.sentences:
        if sentence.kind not in CODED_ZONES or sentence.silence == "other_domain":
            continue
        first, last = parse.span(sentence)
        tokens = parse.doc[first:last]
        if _is_play(tokens):
            continue
        for token in tokens:
            found: list[Draft] = []
            if token.pos_ in ("VERB", "AUX"):
                found += verbs.read(token)
                found += clauses.read(token)
            if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ == "VBZ":
                found += nouns.read(token)
                found += relations.read(token)
                found += sites.read(token)
            found += labels.read(token)
            if token.lower_ == "outside":
                found += places.read(token)
            elif token.lower_ == "under":
                found += verbs.opening(token)
            near = [t for t in times if sentence.start <= t.start < sentence.end]
            yield from (d for draft in found if (d := settled(draft, parties, near)) is not None)


def _is_play(tokens: Iterable[Token]) -> bool:
    """Return whether a sentence speaks of a game, where rivals and allies are no states' ties."""
    return any(t.lower_ in words("play") for t in tokens)


def _merged(drafts: Iterable[Draft], parse: Parse, facts: Facts) -> tuple[Tie, ...]:
    """Return each relation once for the same speakers and reality: its first telling, with the dates of any."""
    kept: dict[tuple[object, ...], Tie] = {}
    for draft in drafts:
        tie = _tie(draft, parse, facts)
        sides = [(e.code, e.sector[:1], e.name if e.code in ("IGO", "NGO", "IMG") else "") for e in (tie.a, tie.b)]
        pair = tuple(sorted(sides)) if tie.tie in SYMMETRIC else tuple(sides)
        key = (tie.tie, pair, tie.aux, tuple(e.name for e in tie.said_by))
        old = kept.get(key)
        if old is None or (old.since is None and old.until is None and (tie.since or tie.until)):
            kept[key] = tie
    return tuple(sorted(kept.values(), key=lambda t: (t.start, t.end, t.tie, t.a.start, t.b.start)))


def _tie(draft: Draft, parse: Parse, facts: Facts) -> Tie:
    document = parse.document
    other = draft.b or _nobody(draft)
    tokens = [draft.cue, *draft.tokens, *([draft.clause] if draft.clause is not None else [])]
    near = [e for e in (draft.a, other) if e.end > e.start and _in_sentence(e, draft.cue)]
    start = min([t.idx for t in tokens] + [e.start for e in near])
    end = max([t.idx + len(t) for t in tokens] + [e.end for e in near])
    against = contradiction(draft, other, document.published, facts)
    why = (draft.why,)
    return Tie(
        stable_id(document.id, "tie", draft.tie, draft.a.code, draft.a.name, other.code, other.name, start, end),
        draft.tie, draft.a, other, draft.since, draft.until, draft.said_by, draft.aux, document.id, start, end,
        "text", against, why,
    )  # fmt: skip


def _in_sentence(entity: Entity, cue: Token) -> bool:
    sent = cue.sent
    return sent.start_char <= entity.start and entity.end <= sent.end_char


def _nobody(draft: Draft) -> Entity:
    """Return the unknown other side: in the words of the text where it has words for it ("Western")."""
    if draft.b_words is None:
        at = draft.cue.idx
        return Entity("", at, at, "", UNKNOWN_CODE)
    word = draft.b_words
    return Entity(word.text, word.idx, word.idx + len(word), word.text, UNKNOWN_CODE)
