"""The accords of one document: its mentions gathered into one accord each, with parties, stages and terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dragoman.accords import _parties, _stages, _terms
from dragoman.accords._mentions import Talk, find_talks, forms, is_time
from dragoman.accords._stages import Move
from dragoman.accords._tables import Step, words
from dragoman.accords._treaties import Treaty
from dragoman.accords.stages import ordered, status_of
from dragoman.records import (
    CODED_ZONES,
    Accord,
    Cast,
    Entity,
    Evidence,
    Parse,
    Sentence,
    Stage,
    Term,
    stable_id,
)

# (start, end) of the words of an act, its sentence, and spans whose times are not its own -> (date, precision), as its
# own sentence tells them, or (None, None)
Clock = Callable[[int, int, Sentence, tuple[tuple[int, int], ...]], tuple[str | None, str | None]]

_NOT_OWN = frozenset({"until", "till", "through", "within", "for", "by"})
# Content words that a phrase must share with what an accord is about, to be taken for it: fewer are often shared by
# chance (a ministry named twice), more leave out "presence" for "mission". Tuned on the open cases, 2 to 4 tried.
_SHARED = 3
_JOINT = frozenset({"signed", "agreed", "in talks", "extended"})
# Once one of these is told of an accord, what its parties "will do" in the next sentences is what it lays down.
_MADE = frozenset({"signed", "agreed", "approved", "proposed", "ratified", "published"})
# What all parties do where nobody is named.
_OF_ALL = frozenset({"signed", "agreed", "in talks", "in force"})
# What two who agree to it have not agreed on anything yet.
_TALKING = frozenset(
    "meet talk negotiate discuss continue resume hold start begin work disagree consider meeting talks negotiation"
    " dialogue visit need cooperate sign join be say keep".split()
)
# Acts that a state lets another do by an accord: who thinks of one considers the accord.
_LETTING = frozenset("allow let permit host give grant offer sell provide station lease lend open accept admit".split())
_HEADS = ("opening", "establishment", "creation", "construction", "supply", "sale", "return", "exchange", "withdrawal")


@dataclass(slots=True)
class _Draft:
    """A stage while it is put together; ``sure`` where its own sentence dates it."""

    stage: Stage
    sure: bool
    weak: bool = False


@dataclass(slots=True)
class _Bundle:
    """One accord while its document is read."""

    treaty: Treaty | None
    kind: str
    parties: tuple[Entity, ...] = ()
    subject: str | None = None
    about: Token | None = None
    talks: list[Talk] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    year: str | None = None
    strong: bool = False  # spoken of in words that mean an accord wherever they stand


def find_accords(parse: Parse, cast: Cast, clock: Clock, names: Mapping[str, str]) -> tuple[Accord, ...]:
    """Return the accords a document speaks of, by their first mention. ``names``: code -> name of a country, for the
    parties that only the table of treaties knows."""
    bundles: list[_Bundle] = []
    talks = find_talks(parse, cast)
    told = {talk.token.i: (*_stages.moves(talk.token, cast), *_stages.published(talk.token, cast)) for talk in talks}
    verbs = _agreeing(parse, cast, talks)
    told.update({talk.token.i: moved for talk, moved in verbs})
    for talk in sorted([*talks, *(talk for talk, _ in verbs)], key=lambda t: (t.token.i, t.start)):
        talk.claimed = _claimed(talk, told[talk.token.i], cast)
        _place(talk, bundles)
    for bundle in bundles:
        _echoes(bundle, parse, cast, told)
        _pronouns(bundle, parse, cast, told)
        bundle.talks.sort(key=lambda t: t.start)
        for talk in bundle.talks:
            _follow(bundle, talk, told[talk.token.i], parse, cast, clock)
        _dated_by_name(bundle, parse)
        _next_sentences(bundle, parse, cast)
        _considering(bundle, parse, cast, clock)
    made = (_accord(bundle, parse, names) for bundle in bundles if _stands(bundle))
    return tuple(sorted(made, key=lambda accord: (accord.mentions[0].start, accord.id)))


def _agreeing(parse: Parse, cast: Cast, talks: list[Talk]) -> list[tuple[Talk, tuple[Move, ...]]]:
    """Return accords told by a verb alone: two who "agreed to reopen the border"."""
    found = []
    for sentence in parse.sentences:
        first, last = parse.span(sentence)
        for verb in parse.doc[first:last] if sentence.kind in CODED_ZONES else ():
            if verb.lemma_ != "agree" or verb.pos_ != "VERB":
                continue
            below = set(verb.subtree)
            if any(talk.token in below or talk.token == verb for talk in talks):
                continue
            act = next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
            about = next((o for p in verb.children if p.lower_ in ("on", "to") for o in p.children
                          if o.dep_ == "pobj" and not is_time(o)), None)  # fmt: skip
            what = act if act is not None else about
            if what is None or what.lemma_.lower() in _TALKING:
                continue
            moved = tuple(_stages.judged(verb, Step("agreed", frozenset(), "yes"), _stages.doer(verb, cast), cast))
            partners = tuple(e for p in verb.children if p.lower_ == "with" for o in p.children
                             for e in _parties.at(o, cast))  # fmt: skip
            who = _parties.parties((*(e for move in moved for e in move.by), *partners))
            if len(who) < 2 or not moved:
                continue
            span = _terms.span_of(what)
            kind = words().kind(forms(what.subtree))
            talk = Talk(verb, verb.idx, verb.idx + len(verb), sentence, kind, named=who)
            talk.subject = parse.doc.text[max(span[0], what.left_edge.idx if act is None else act.idx) : span[1]]
            found.append((talk, moved))
    return found


def _claimed(talk: Talk, moves: tuple[Move, ...], cast: Cast) -> tuple[Entity, ...]:
    """Return the parties that the verbs of a mention add to those it names: who signed, who broke."""
    named = _parties.parties(talk.named)
    if len(named) > 1 and talk.closed:
        return ()
    # Who mediates is no party, but those between whom talks collapsed are.
    verbs = [
        m.token for m in moves if (m.party != "no" or _stages.talks_of(m.token)) and m.token.pos_ in ("VERB", "NOUN")
    ]
    claimed = [e for verb in verbs for e in _beside(verb, cast)]
    for move in moves:
        several = len(_parties.parties(move.by)) > 1
        alone = move.party in ("with", "several") and (named or claimed or (talk.definite and move.party == "with"))
        if move.party == "yes" or alone or (move.party == "several" and several):
            claimed += move.by
    if talk.token.pos_ != "VERB":
        claimed += [e for term in _terms.terms(talk.token, "", cast) for e in term.holder]
    # "Malawi denied that a deal had been reached with Tanzania": Malawi speaks of its own deal
    claimed += [e for m in moves if m.party == "yes" and not m.by and "negation" in m.aux for e in m.said_by]
    if "alleged" in {aux for move in moves for aux in move.aux}:
        claimed += [e for move in moves for e in move.said_by]
    return tuple(claimed)


def _beside(verb: Token, cast: Cast) -> Iterator[Entity]:
    """Yield who stands beside an accord at its verb: reached with, reached between, offered to whom."""
    talks = _stages.talks_of(verb)
    for child in (*verb.children, *(talks.children if talks is not None else ())):
        if child.dep_ == "prep" and child.lower_ in ("with", "between", "among", "to"):
            for below in child.children:
                if below.dep_ == "pobj":
                    yield from (e for e in _parties.at(below, cast) if _parties.can_agree(e))
        if child.dep_ == "dative" and child.pos_ in ("NOUN", "PROPN"):
            yield from (e for e in _parties.at(child, cast) if _parties.can_agree(e))


def _place(talk: Talk, bundles: list[_Bundle]) -> None:
    """Add a mention to the accord it speaks of, or begin a new one."""
    home = _home(talk, bundles)
    if talk.needs == "said before" and (home is None or talk.sentence.index - home.talks[-1].sentence.index > 1):
        return
    if home is None:
        home = _Bundle(talk.treaty, talk.kind, talk.treaty.parties if talk.treaty is not None else ())
        bundles.append(home)
    home.talks.append(talk)
    home.strong = home.strong or not talk.needs or (talk.needs == "party" and talk.kind != "general")
    if home.kind == "general":
        home.kind = talk.kind
    if home.treaty is None:
        named = _parties.parties(talk.named)
        extra = talk.parties if len(home.parties) < 2 or _parties.meet(talk.parties, home.parties) else named
        if len(home.parties) < 2 or len(named) > 1:
            home.parties = _parties.parties((*home.parties, *extra))
    elif not home.treaty.parties:
        home.parties = _parties.parties((*home.parties, *talk.parties))
    if home.subject is None and talk.subject is not None:
        home.subject, home.about = talk.subject, talk.token
    home.year = home.year or talk.year


def _home(talk: Talk, bundles: list[_Bundle]) -> _Bundle | None:
    if talk.treaty is not None and talk.treaty.of_place:
        # "the Sochi agreement" of two who have just agreed in Sochi is theirs
        other = [b for b in bundles if b.treaty is None and len(b.parties) > 1]
        if any(not _parties.among(b.parties, talk.treaty.parties) for b in other):
            talk.treaty, talk.kind = None, "general"
    if talk.treaty is not None:
        return next((b for b in bundles if b.treaty is not None and b.treaty.name == talk.treaty.name), None)
    if talk.other and not talk.definite:
        return None
    return next((bundle for bundle in reversed(_recent(bundles)) if _fits(talk, bundle)), None)


def _recent(bundles: list[_Bundle]) -> list[_Bundle]:
    return sorted(bundles, key=lambda bundle: bundle.talks[-1].start)


def _fits(talk: Talk, bundle: _Bundle) -> bool:
    if talk.kind != "general" and bundle.kind != "general" and talk.kind != bundle.kind:
        return False
    if talk.year != bundle.year and (talk.year or "") > "" and (bundle.year or talk.kind == "general"):
        return False  # "the 1990 accord" is not the one that has been spoken of without a year
    if bundle.treaty is not None and (not talk.definite or talk.year):
        return False
    named = _parties.parties(talk.named)
    if not bundle.parties or not talk.parties:
        return talk.definite or talk.sentence.index - bundle.talks[-1].sentence.index < 2
    if named:
        return _parties.among(named, bundle.parties) or (
            len(bundle.parties) < 2 and _parties.meet(talk.parties, bundle.parties)
        )
    if talk.definite:
        return True
    return _parties.meet(talk.claimed, bundle.parties)


def _content(token: Token) -> set[str]:
    return {t.lemma_.lower() for t in token.subtree if _tells(t)}


def _tells(token: Token) -> bool:
    return token.is_alpha and not token.is_stop


def _echoes(bundle: _Bundle, parse: Parse, cast: Cast, told: dict[int, tuple[Move, ...]]) -> None:
    """Add the mentions that name what the accord is about instead of the accord: "mulls a Russian presence"."""
    if bundle.about is None or bundle.subject is None:
        return
    own = {t.i for t in bundle.about.subtree}
    about = {
        t.lemma_.lower() for t in bundle.about.subtree if t.is_alpha and not t.is_stop and t.text in bundle.subject
    }
    if len(about) < _SHARED:
        return
    for sentence in parse.sentences:
        if sentence.kind not in CODED_ZONES:
            continue
        first, last = parse.span(sentence)
        for token in parse.doc[first:last]:
            if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound" or token.i in own or token.i in told:
                continue
            if len(_content(token) & about) < _SHARED:
                continue
            moved = tuple(m for m in _stages.moves(token, cast) if m.stage in ("considered", "proposed", "agreed"))
            heads = token.lemma_.lower() in _HEADS and token.lemma_.lower() in about
            if heads or (moved and all(_parties.among(_parties.parties(m.by), bundle.parties) for m in moved)):
                begin = token.left_edge.idx
                bundle.talks.append(Talk(token, begin, token.idx + len(token), sentence, bundle.kind, definite=True))
                told[token.i] = moved


def _pronouns(bundle: _Bundle, parse: Parse, cast: Cast, told: dict[int, tuple[Move, ...]]) -> None:
    """Add the "It" that begins the sentence after a mention and does what only an accord does: expire, bind."""
    for talk in list(bundle.talks):
        after = next((s for s in parse.sentences if s.index == talk.sentence.index + 1), None)
        if after is None or after.kind not in CODED_ZONES:
            continue
        first, last = parse.span(after)
        for token in parse.doc[first : min(first + 2, last)]:
            if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass") or token.i in told:
                continue
            moved = tuple(_stages.moves(token, cast))
            if moved or (token.head.lemma_ in words().terms and token.dep_ == "nsubj"):
                bundle.talks.append(Talk(token, token.idx, token.idx + 2, after, bundle.kind, definite=True))
                told[token.i] = moved


def _follow(bundle: _Bundle, talk: Talk, moves: tuple[Move, ...], parse: Parse, cast: Cast, clock: Clock) -> None:
    """Read the stages and terms told at one mention."""
    doc = parse.document.id
    for move in moves:
        if not move.told or (move.weak and bundle.drafts):
            continue
        bundle.drafts = [draft for draft in bundle.drafts if not draft.weak]
        _add(bundle, _draft(move, talk, parse, clock))
    if talk.token.pos_ == "VERB":
        bundle.terms += _terms.promise(talk.token, doc, cast)
    else:
        bundle.terms += _terms.terms(talk.token, doc, cast)


def _draft(move: Move, talk: Talk, parse: Parse, clock: Clock) -> _Draft:
    token = move.token
    start, end = _words(move, talk)
    skip = ((talk.start, talk.end), *_later(token))
    date, precision = clock(token.idx, token.idx + len(token), talk.sentence, skip)
    published = parse.document.published
    if (
        date is not None
        and published is not None
        and "future" in move.aux
        and date < published.isoformat()[: len(date)]
    ):
        date, precision = None, None  # it is the day on which somebody spoke of what is to come
    sure = date is not None
    if date is None and published is not None and not move.aside and not set(move.aux) & {"future", "hypothetical"}:
        date, precision = published.isoformat(), "day"
    by = _parties.parties(move.by)
    evidence = (Evidence(parse.document.id, start, end),)
    return _Draft(Stage(move.stage, by, date, precision, move.said_by, move.aux, evidence), sure, move.weak)


def _words(move: Move, talk: Talk) -> tuple[int, int]:
    """Return the span from the word that moves an accord to its mention."""
    start = min(move.token.idx, talk.start)
    return start, max(move.token.idx + len(move.token), talk.end)


def _later(token: Token) -> Iterator[tuple[int, int]]:
    """Yield the spans of times that bound what is agreed: "extended until 2044"."""
    for word in token.sent:
        if word.lower_ in _NOT_OWN and word.dep_ in ("prep", "agent"):
            yield _terms.span_of(word)


def _add(bundle: _Bundle, draft: _Draft) -> None:
    """Add a stage, or its words to the same stage told before."""
    new = draft.stage
    for old in bundle.drafts:
        stage = old.stage
        if stage.stage != new.stage or stage.aux != new.aux or not _same_day(old, draft):
            continue
        if new.stage not in _JOINT and stage.by and new.by and not _parties.meet(stage.by, new.by):
            continue
        date, precision = stage.date, stage.date_precision
        longer = draft.sure == old.sure and len(new.date or "") > len(date or "")
        if (draft.sure and not old.sure) or date is None or longer:
            date, precision = new.date, new.date_precision
        old.stage = Stage(
            stage.stage, _parties.parties((*stage.by, *new.by)), date, precision, stage.said_by or new.said_by,
            stage.aux, tuple(dict.fromkeys((*stage.evidence, *new.evidence))),
        )  # fmt: skip
        old.sure = old.sure or draft.sure
        return
    bundle.drafts.append(draft)


def _same_day(old: _Draft, new: _Draft) -> bool:
    if not (old.sure and new.sure):
        return True
    a, b = old.stage.date or "", new.stage.date or ""
    return a.startswith(b) or b.startswith(a)


def _dated_by_name(bundle: _Bundle, parse: Parse) -> None:
    """Add what "the 1994 accord" tells of when it was made."""
    for talk in bundle.talks:
        if bundle.treaty is not None or talk.year is None:
            continue
        if not any((draft.stage.date or "").startswith(talk.year) for draft in bundle.drafts):
            made = "agreed" if bundle.kind == "ceasefire" else "signed"
            evidence = (Evidence(parse.document.id, talk.start, talk.end),)
            _add(bundle, _Draft(Stage(made, date=talk.year, date_precision="year", evidence=evidence), True))


def _next_sentences(bundle: _Bundle, parse: Parse, cast: Cast) -> None:
    """Read the terms of the sentences right after a mention that goes with no stage of its own."""
    spoken = {talk.sentence.index for talk in bundle.talks}
    near = {index + step for index in spoken for step in (1, 2)} - spoken
    lines = {s.index: s for s in parse.sentences}
    made = any(draft.stage.stage in _MADE and not draft.stage.aux for draft in bundle.drafts)
    for after in parse.sentences:
        if after.index not in near or after.kind != "body":
            continue
        first, last = parse.span(after)
        root = next((t for t in parse.doc[first:last] if t.dep_ == "ROOT"), None)
        if root is not None:
            before = lines[after.index - 1]
            told = any(before.start <= e.start < before.end for term in bundle.terms for e in term.evidence)
            found = _terms.following(root, bundle.parties, parse.document.id, cast, made, told)
            bundle.terms += found


def _considering(bundle: _Bundle, parse: Parse, cast: Cast, clock: Clock) -> None:
    """Add that a party considers what the accord is then about: "is thinking of letting American planes use a base",
    in the sentences before the first mention or in its own."""
    first = bundle.talks[0]
    for sentence in parse.sentences:
        if sentence.kind not in CODED_ZONES or not 0 <= first.sentence.index - sentence.index <= 2:
            continue
        begin, end = parse.span(sentence)
        for verb in parse.doc[begin:end]:
            if verb.pos_ != "VERB" or verb.lemma_ not in _LETTING:
                continue
            for move in _stages.judged(verb, Step("agreed", frozenset(), "with"), _stages.doer(verb, cast), cast):
                below = [e for t in verb.subtree if t.i in cast.by_root for e in cast.by_root[t.i].entities]
                others = [e for e in _parties.parties(below) if not _parties.meet([e], move.by)]
                sides = move.by and _parties.among(_parties.parties(move.by), bundle.parties)
                if move.stage == "considered" and sides and _parties.meet(others, bundle.parties):
                    span = _terms.span_of(verb)
                    talk = Talk(verb, verb.idx, span[1], sentence, bundle.kind)
                    _add(bundle, _draft(move, talk, parse, clock))


def _stands(bundle: _Bundle) -> bool:
    """Say whether enough is known to speak of an accord: a known treaty, two parties, or one whose part is told."""
    if bundle.treaty is not None or len(bundle.parties) > 1:
        return True
    return bool(bundle.parties and ((bundle.strong and bundle.drafts) or bundle.terms))


def _accord(bundle: _Bundle, parse: Parse, names: Mapping[str, str]) -> Accord:
    doc = parse.document.id
    parties = tuple(replace(e, name=names.get(e.name, e.name)) if not e.text else e for e in bundle.parties)
    joint = parties if 1 < len(parties) < 9 else ()
    stages = ordered(
        [
            draft.stage
            if draft.stage.by or draft.stage.stage not in _OF_ALL or set(draft.stage.aux) - {"negation"}
            else _with(draft.stage, joint)
            for draft in bundle.drafts
        ]
    )
    mentions = tuple(dict.fromkeys(Evidence(doc, talk.start, talk.end) for talk in bundle.talks))
    name = bundle.treaty.name if bundle.treaty is not None else None
    identity = stable_id("accord", name) if name else stable_id(doc, "accord", mentions[0].start)
    terms = tuple(dict.fromkeys(term if term.holder else replace(term, holder=parties) for term in bundle.terms))
    return Accord(identity, name, parties, bundle.subject, bundle.kind, stages, status_of(stages), terms, mentions)


def _with(stage: Stage, by: tuple[Entity, ...]) -> Stage:
    """What is signed, agreed or talked over without a name is so by its parties."""
    return replace(stage, by=by)
