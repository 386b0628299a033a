"""Set clauses that tell how things stand: "is part of the EU", "has ruled out joining NATO", "are bound by a defence
pact", "regards Kosovo as a breakaway province", "leased a base to", "faces U.N. sanctions", "As a member of NATO,"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from spacy.tokens import Token

from dragoman.records import Entity, Time
from dragoman.ties._drafts import Draft, is_past, year_of
from dragoman.ties._grammar import (
    antecedent,
    child,
    children,
    has_negation,
    is_no_longer,
    is_passive,
    objects,
    relative_clause,
    subject,
)
from dragoman.ties._nouns import is_arms
from dragoman.ties._parties import Parties, is_armed, is_body, is_political, is_state, unique
from dragoman.ties._verbs import unnamed_owner
from dragoman.ties._words import words

_JOIN = frozenset({"join", "enter"})


class ClauseReader:
    """Reads such clauses, in one document."""

    def __init__(self, parties: Parties, times: Iterable[Time]) -> None:
        self.parties = parties
        self.facts = parties.facts
        self.times = list(times)

    def read(self, verb: Token) -> Iterator[Draft]:
        """Yield the ties that one verb tells."""
        lemma = verb.lemma_.lower()
        if lemma in words("copula") or lemma in ("form", "become"):
            yield from self._part_of(verb)
        if lemma in _JOIN:
            yield from self._joining(verb)
        if lemma in words("admitting"):
            yield from self._admitted(verb)
        if lemma in ("bind", "link", "tie") or lemma in words("keeping"):
            yield from self._bound(verb)
        if lemma in words("claiming"):
            yield from self._claimed(verb)
        if lemma in ("lease", "rent", "lend", "let", "allow", "permit", "give", "grant", "offer"):
            yield from self._lent(verb)
        if lemma in words("enduring"):
            yield from self._sanctioned(verb)
        if lemma in ("come", "originate", "stem"):
            yield from self._come_from(verb)
        if lemma in ("fight", "wage", "lock", "embroil"):
            yield from self._at_war(verb)

    def _states(self, token: Token | None) -> tuple[Entity, ...]:
        return tuple(e for e in self.parties.at(token) if is_state(e, self.facts))

    def _subject_states(self, verb: Token) -> tuple[Entity, ...]:
        return self._states(subject(verb))

    def _bodies(self, tokens: Iterable[Token]) -> tuple[Entity, ...]:
        return unique(e for t in tokens for e in self.parties.at(t) if is_body(e))

    # -- bodies ----------------------------------------------------------------------------------------------

    def _part_of(self, verb: Token) -> Iterator[Draft]:
        """ "is part of the European Union", "is not part of NATO"."""
        part = next((c for c in children(verb, "attr", "dobj") if c.lower_ == "part"), None)
        if part is None or is_past(verb):
            return
        out = has_negation(verb) and not is_no_longer(verb)
        aux = ("historical",) if is_no_longer(verb) else ()
        for a in self._subject_states(verb):
            for b in self._bodies(objects(part, "of")):
                yield Draft("outside" if out else "member", a, b, part, "part of", verb, aux=aux)

    def _joining(self, verb: Token) -> Iterator[Draft]:
        """ "Since joining the EU in 2007", "has no intention of joining", "has refused to join", "has never joined"."""
        bodies = self._bodies(children(verb, "dobj"))
        if not bodies:
            return
        above = verb.head
        if (verb.dep_ == "pcomp" and above.lower_ == "since") or _has_mark(verb, "since"):
            clause = above.head if verb.dep_ == "pcomp" else verb
            year = year_of(verb, self.times, "in", "on")
            for a in self._subject_states(clause) if verb.tag_ in ("VBG", "VBD") else ():
                for b in bodies:
                    draft = Draft("member", a, b, verb, "since joining", past_holds=True)
                    draft.since = year
                    yield draft
            return
        whose = self._unwilling(verb)
        for a in whose:
            for b in bodies:
                yield Draft("outside", a, b, verb, "will not join", past_holds=True)

    def _admitted(self, verb: Token) -> Iterator[Draft]:
        """ "Admitted to the European Union in 2004, Latvia …", "which was admitted to NATO in 1999"."""
        year = year_of(verb, self.times, "in", "on")
        beside = verb.dep_ in ("acl", "advcl") or relative_clause(verb) is not None
        if verb.tag_ != "VBN" or has_negation(verb) or year is None or not beside:
            return
        who = verb.head if verb.dep_ == "acl" else subject(verb)
        for a in self._states(who):
            for b in self._bodies(objects(verb, "to", "into")):
                draft = Draft("member", a, b, verb, "admitted", past_holds=True)
                draft.since = year
                yield draft

    def _unwilling(self, verb: Token) -> tuple[Entity, ...]:
        """Return the states that do not want to join, or never have."""
        head = verb.head
        if verb.tag_ == "VBN" and any(c.lower_ in ("has", "have") for c in children(verb, "aux")):
            never = has_negation(verb) and not any(c.lower_ == "yet" for c in verb.children)
            return self._subject_states(verb) if never else ()
        if verb.dep_ == "pcomp" and head.lower_ in ("of", "in", "to"):
            noun, clause = head.head, head.head.head
            denied = any(c.lower_ == "no" for c in children(noun, "det"))
            if noun.lemma_ in ("intention", "plan", "desire", "interest", "wish") and denied:
                return self._subject_states(clause)
        if verb.dep_ == "acl" and head.lemma_ in ("plan", "intention", "desire", "wish", "ambition"):
            if any(c.lower_ == "no" for c in children(head, "det")):
                return self._subject_states(head.head)
        if verb.dep_ in ("xcomp", "ccomp") and child(verb, "nsubj") is None:
            ruled = head.lemma_ == "rule" and any(c.lower_ == "out" for c in head.children)
            unwilling = head.lemma_ in ("refuse", "decline") or (
                head.lemma_ in ("want", "wish", "intend", "plan", "seek") and has_negation(head)
            )
            if ruled or unwilling:
                return self._subject_states(head)
        return ()

    # -- two by two ------------------------------------------------------------------------------------------

    def _bound(self, verb: Token) -> Iterator[Draft]:
        """ "are bound by a mutual defence treaty", "has a defence pact with"."""
        passive = is_passive(verb)
        cues = objects(verb, "by") if passive else children(verb, "dobj")
        cue = next((c for c in cues if _is_alliance(c)), None)
        if cue is None or has_negation(verb) or is_past(verb) or any(c.lower_ == "no" for c in cue.children):
            return
        mine = self._subject_states(verb)
        others = [e for h in (verb, cue) for o in objects(h, "to", "with") for e in self._states(o)]
        pairs = [(a, b) for a in mine for b in others] or (
            list(combinations(mine, 2)) if passive and len(mine) == 2 else []
        )
        for a, b in pairs:
            if a.code != b.code:
                yield Draft("ally", a, b, cue, "bound by treaty", verb)

    def _claimed(self, verb: Token) -> Iterator[Draft]:
        """ "regards Kosovo as a breakaway province", "considers Taiwan part of its territory"."""
        if has_negation(verb) or is_past(verb) or is_passive(verb):
            return
        things = [*children(verb, "dobj")]
        labels = [*objects(verb, "as"), *children(verb, "oprd", "attr", "ccomp", "xcomp")]
        for thing in things:
            labels += objects(thing, "as")
        for label in tuple(labels):
            things += children(label, "nsubj")
        if not any(_is_ones_own(label) for label in labels):
            return
        clause = relative_clause(verb)
        for thing in things:
            if thing.tag_ in ("WDT", "WP") and clause is not None:
                thing = antecedent(thing, clause)
            for a in self._subject_states(verb):
                for b in self.parties.at(thing):
                    if (is_state(b, self.facts) or "PRE" in b.sector) and a.code != b.code:
                        yield Draft("does not recognise", a, b, verb, "holds it to be its own", verb)

    def _at_war(self, verb: Token) -> Iterator[Draft]:
        """ "is fighting a war with", "is locked in a war with", "which fought from 1998 to 2000"."""
        war = next((c for c in (*children(verb, "dobj"), *objects(verb, "in")) if c.lemma_ == "war"), None)
        sides = [e for e in self.parties.at(subject(verb)) if is_political(e)]
        if has_negation(verb):
            return
        if war is not None and _is_on(verb) and not any(c.lower_ in words("no_war") for c in war.children):
            against = [e for h in (war, verb) for o in objects(h, "with", "against", "on") for e in self.parties.at(o)]
            pairs = [(a, b) for a in sides for b in against] or list(combinations(sides, 2))
            for a, b in pairs:
                if is_political(b) and a.code != b.code:
                    yield Draft("at war", a, b, war, "fighting a war", verb)
        elif verb.lemma_ == "fight" and war is None and verb.tag_ == "VBD":
            begun, ended = year_of(verb, self.times, "from"), year_of(verb, self.times, "to", "until")
            other = child(verb, "dobj")
            alone = (other is None or other.lower_ in ("other", "another")) and not objects(
                verb, "in", "for", "alongside", "with"
            )
            for a, b in combinations(sides, 2) if begun and ended and alone and len(sides) == 2 else ():
                draft = Draft("former enemy", a, b, verb, "fought", verb, past_holds=True)
                draft.since, draft.until = begun, ended
                yield draft

    # -- bases, arms, sanctions ------------------------------------------------------------------------------

    def _lent(self, verb: Token) -> Iterator[Draft]:
        """ "leased an air base to the United States", "lets American planes use a base"."""
        if has_negation(verb) or verb.tag_ == "VB":
            return
        base = next((c for c in children(verb, "dobj") if _is_base(c)), None)
        guests = [e for o in objects(verb, "to") for e in self.parties.at(o)]
        guests += [e for c in children(verb, "dative") for e in self.parties.at(c)]
        if verb.lemma_ not in ("lease", "rent"):
            return
        for b in self._subject_states(verb) if base is not None else ():
            for a in unique(guests):
                if is_state(a, self.facts) and a.code != b.code:
                    yield Draft("presence", a, b, base or verb, "leased", verb, past_holds=True)

    def _come_from(self, verb: Token) -> Iterator[Draft]:
        """ "Two thirds of Algeria's weapons come from Russia"."""
        who = subject(verb)
        if who is None or has_negation(verb) or is_past(verb):
            return
        goods = who if is_arms(who) else next((o for o in objects(who, "of") if is_arms(o)), None)
        sellers = [e for o in objects(verb, "from") for e in self.parties.at(o)]
        for b in self.parties.owners(goods) if goods is not None else ():
            for a in sellers:
                if is_political(a) and is_political(b) and not is_armed(b) and a.code != b.code:
                    yield Draft("arms supplier", a, b, verb, "arms come from", verb, tokens=(goods or who,))

    def _sanctioned(self, verb: Token) -> Iterator[Draft]:
        """ "faces United Nations sanctions", "labours under a Western embargo"."""
        things = [*children(verb, "dobj"), *objects(verb, "under", "with")]
        thing = next((t for t in things if t.lemma_.lower() in words("sanctions")), None)
        if thing is None or has_negation(verb) or verb.tag_ == "VB":
            return
        if any(c.lower_ in words("not_standing_adjective") for c in thing.children):
            return
        by = [e for e in self.parties.owners(thing) if is_political(e)]
        by += [e for o in objects(thing, "from", "by") for e in self.parties.at(o) if is_political(e)]
        unnamed = unnamed_owner(thing)
        for a in self._subject_states(verb):
            for b in unique(by):
                if a.code != b.code:
                    yield Draft("under sanctions", a, b, thing, "faces sanctions", verb)
            if not by:
                yield Draft("under sanctions", a, None, thing, "faces sanctions", verb, b_words=unnamed)


def _has_mark(verb: Token, mark: str) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == mark for c in verb.children)


def _is_alliance(noun: Token) -> bool:
    """Say whether a noun is a pact of defence or an alliance."""
    before = {c.lower_ for c in noun.children} | {noun.doc[i].lower_ for i in range(max(0, noun.i - 3), noun.i)}
    martial = bool(before & {"defence", "defense", "mutual-defence", "mutual-defense", "security", "military"})
    return noun.lemma_.lower() == "alliance" or (noun.lemma_.lower() in ("treaty", "pact") and martial)


def _is_ones_own(label: Token) -> bool:
    """Say whether a label denies statehood: "a breakaway province", "part of its territory", "its own"."""
    lemma = label.lemma_.lower()
    near = {c.lower_ for c in label.children}
    lands = {"province", "region", "territory", "republic", "state", "island", "enclave", "land"}
    if lemma in lands:
        return bool(near & {"breakaway", "renegade", "rebel", "separatist", "secessionist", "own", "its", "occupied"})
    inside = objects(label, "of")
    return lemma == "part" and any(
        o.lemma_ in ("territory", "state", "country", "land") or o.pos_ in ("PROPN", "PRON") for o in inside
    )


def _is_on(verb: Token) -> bool:
    """Say whether a clause tells what goes on now."""
    now = any(c.lower_ in ("is", "are", "has", "have", "'s") for c in children(verb, "aux", "auxpass"))
    return now and (verb.tag_ == "VBG" or verb.lemma_ in ("lock", "embroil") or _has_been(verb))


def _has_been(verb: Token) -> bool:
    return any(c.lower_ == "been" for c in verb.children)


def _is_base(noun: Token) -> bool:
    return noun.lower_ in words("base") or (
        noun.lower_ in words("base_with_martial") and any(c.lower_ in words("martial_site") for c in noun.children)
    )
