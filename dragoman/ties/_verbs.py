"""Clauses that tell how things stand: "belongs to NATO", "does not recognise Kosovo", "is at war with", "mediates"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from spacy.tokens import Token

from dragoman.records import Entity, Time
from dragoman.ties._drafts import Draft, is_past, year_of
from dragoman.ties._grammar import (
    antecedent,
    child,
    children,
    conjuncts,
    has_negation,
    is_no_longer,
    is_passive,
    is_relative,
    objects,
    relative_clause,
    subject,
)
from dragoman.ties._nouns import is_arms, is_denied, mediated
from dragoman.ties._parties import Parties, is_armed, is_body, is_political, is_state, unique
from dragoman.ties._words import words

Rule = Callable[[Token], Iterator[Draft]]


class VerbReader:
    """Reads the ties that verbs and predicates assert, in one document."""

    def __init__(self, parties: Parties, times: Iterable[Time]) -> None:
        self.parties = parties
        self.facts = parties.facts
        self.times = list(times)

    def read(self, verb: Token) -> Iterator[Draft]:
        """Yield the ties that one verb asserts."""
        lemma = verb.lemma_.lower()
        for lemmas, rule in self._rules():
            if lemma in lemmas:
                yield from rule(verb)

    def _rules(self) -> tuple[tuple[frozenset[str], Rule], ...]:
        return (
            (words("copula"), self._state),
            (frozenset(["belong"]), self._belong),
            (frozenset(["join", "rejoin", "leave", "quit", "enter"]), self._joined),
            (words("seeking"), self._seek),
            (words("copula") | {"keep"}, self._stay_out),
            (words("claims_neutrality"), self._neutrality),
            (words("recognition"), self._recognise),
            (frozenset(["have", "maintain", "keep"]), self._relations),
            (frozenset(["fight", "go"]), self._fought),
            (words("supplying") | {"sell"}, self._supply),
            (words("getting"), self._get),
            (words("relying"), self._rely),
            (words("mediating"), self._mediate),
            (words("backing") | {"own", "control", "run"}, self._back),
            (frozenset(["ally", "align", "affiliate"]), self._allied),
            (frozenset(["keep", "put", "place", "hold"]), self._under),
            (words("burdening"), self._burdened),
        )

    # -- helpers ----------------------------------------------------------------------------------------------

    def _subjects(self, verb: Token) -> tuple[Entity, ...]:
        who = subject(verb)
        found = self.parties.at(who)
        if not found and who is not None and who.dep_ not in ("expl",):
            return self.parties.owners(who) if who.lemma_.lower() in ("constitution", "law", "government") else ()
        return found

    def _states(self, verb: Token) -> list[Entity]:
        return [e for e in self._subjects(verb) if is_state(e, self.facts)]

    def _bodies(self, tokens: Iterable[Token]) -> list[Entity]:
        return [e for t in tokens for e in self.parties.at(t) if is_body(e)]

    # -- what a state is --------------------------------------------------------------------------------------

    def _state(self, verb: Token) -> Iterator[Draft]:
        """ "is neutral", "is at war with", "is under sanctions", "is in the EU"."""
        negated = has_negation(verb) and not is_no_longer(verb)
        ended = ("historical",) if is_no_longer(verb) else ()
        for c in verb.children:
            if c.dep_ in ("prep", "advmod") and c.lower_ in ("in", "outside", "inside", "within"):
                yield from self._place(verb, c, negated)
            if negated:
                continue
            if c.dep_ == "prep" and c.lower_ == "at" and (war := child(c, "pobj")) is not None and war.lower_ == "war":
                yield from self._war(verb, war, ended)
            if c.dep_ == "prep" and c.lower_ == "under":
                for thing in children(c, "pobj"):
                    yield from self._sanctioned(self._subjects(verb), thing, verb)
            if c.dep_ in ("acomp", "oprd", "attr"):
                yield from self._quality(verb, c, ended)

    def _place(self, verb: Token, prep: Token, negated: bool) -> Iterator[Draft]:
        out = prep.lower_ == "outside" or negated
        named = [*children(prep, "pobj"), *objects(prep, "of")]
        if verb.lemma_ == "stay" and prep.lower_ == "in":
            return
        for a in self._states(verb):
            for b in self._bodies(named):
                yield Draft("outside" if out else "member", a, b, prep, f"{verb.lemma_} {prep.lower_}", verb)

    def _war(self, verb: Token, war: Token, aux: tuple[str, ...]) -> Iterator[Draft]:
        sides = [e for e in self._subjects(verb) if is_political(e)]
        others = [e for t in (*objects(war, "with"), *objects(verb, "with")) for e in self.parties.at(t)]
        with_thing = [t for t in (*objects(war, "with", "on"), *objects(verb, "with")) if not self.parties.at(t)]
        if with_thing:
            return
        pairs = [(a, b) for a in sides for b in others] if others else list(combinations(sides, 2))
        for a, b in pairs:
            if is_political(b) and a.code != b.code:
                yield Draft("at war", a, b, war, "at war", verb, aux=aux)

    def _quality(self, verb: Token, word: Token, aux: tuple[str, ...]) -> Iterator[Draft]:
        form = word.lower_
        if form == "neutral" or form == "nonaligned" or (form == "aligned" and _after_non(word)):
            if verb.lemma_ in ("be", "remain") and not objects(word, "on", "in", "about", "over", "between"):
                for a in self._states(verb):
                    if not objects(verb, "on", "about", "over", "in", "between"):
                        yield Draft("neutral", a, None, word, f"is {form}", verb, aux=aux)
        elif form == "subject":
            for thing in objects(word, "to"):
                yield from self._sanctioned(self._subjects(verb), thing, verb)

    def opening(self, prep: Token) -> Iterator[Draft]:
        """Yield the ties of "Under U.S. sanctions since 1979, Iran …" and "Iran, under U.S. sanctions, …"."""
        opens = prep.i == prep.sent.start and prep.head.pos_ in ("VERB", "AUX")
        who = subject(prep.head) if opens else prep.head if prep.head.pos_ == "PROPN" else None
        if who is None and prep.dep_ == "conj" and prep.head.head.dep_ == "acl":  # "shunned by … and under sanctions"
            who = prep.head.head.head
        for thing in children(prep, "pobj") if who is not None else ():
            yield from self._sanctioned(self.parties.at(who), thing, None, prep)

    def _sanctioned(
        self, who: Iterable[Entity], thing: Token, verb: Token | None, by_word: Token | None = None
    ) -> Iterator[Draft]:
        if thing.lemma_.lower() not in words("sanctions"):
            return
        more = () if by_word is None else (by_word,)
        by = [e for e in self.parties.owners(thing) if is_political(e)]
        by += [e for o in objects(thing, "from", "by") for e in self.parties.at(o) if is_political(e)]
        for a in who:
            if is_state(a, self.facts):
                for b in by:
                    if b.code != a.code:
                        yield Draft("under sanctions", a, b, thing, "under sanctions", verb, tokens=more)
                if not by:
                    yield Draft(
                        "under sanctions", a, None, thing, "under sanctions", verb, more, b_words=unnamed_owner(thing)
                    )

    def _burdened(self, verb: Token) -> Iterator[Draft]:
        """ "Cuba, hit by a U.S. embargo"."""
        stands = any(c.lower_ in ("is", "are", "been") for c in children(verb, "auxpass")) or any(
            c.lower_ in ("has", "have") for c in children(verb, "aux")
        )
        if not (stands or verb.dep_ in ("acl", "advcl")) or verb.tag_ not in ("VBN", "VBD") or has_negation(verb):
            return
        who = verb.head if verb.dep_ == "acl" else subject(verb)
        for thing in objects(verb, "by", "under"):
            yield from self._sanctioned(self.parties.at(who), thing, verb if stands else None, verb)

    def _under(self, verb: Token) -> Iterator[Draft]:
        """ "which Washington has kept under sanctions"."""
        things = [t for t in objects(verb, "under") if t.lemma_.lower() in words("sanctions")]
        target = child(verb, "dobj")
        if not things or (is_past(verb) and relative_clause(verb) is None):
            return
        who = () if target is None else self.parties.at(target)
        if target is None or target.lower_ in ("which", "that", "whom"):
            clause = relative_clause(verb)
            who = self.parties.at(clause.head) if clause is not None else ()
        for a in who:
            for b in self._subjects(verb):
                if is_state(a, self.facts) and is_political(b) and a.code != b.code:
                    yield Draft("under sanctions", a, b, things[0], "kept under sanctions", verb)

    # -- bodies -----------------------------------------------------------------------------------------------

    def _belong(self, verb: Token) -> Iterator[Draft]:
        tie = "outside" if has_negation(verb) and not is_no_longer(verb) else "member"
        aux = ("historical",) if is_no_longer(verb) else ()
        for a in self._states(verb):
            for b in self._bodies(objects(verb, "to")):
                yield Draft(tie, a, b, verb, "belongs to", verb, aux=aux)

    def _joined(self, verb: Token) -> Iterator[Draft]:
        """ "which joined the EU in 2004": told in passing and dated, how things stand; by itself, an act, but where
        only a year dates it: "Albania joined in 2009" is no news."""
        if not is_past(verb) or has_negation(verb):
            return
        year = year_of(verb, self.times, "in", "on")
        entered = verb.lemma_ in ("join", "rejoin", "enter")
        if year is None or (relative_clause(verb) is None and not (entered and year.isdigit())):
            return
        for a in self._states(verb):
            for b in self._bodies(children(verb, "dobj")) or self._taken_up(child(verb, "dobj")):
                draft = Draft("member", a, b, verb, f"{verb.lemma_} in a given year", verb, past_holds=True)
                draft.since, draft.until = (year, None) if entered else (None, year)
                yield draft

    def _taken_up(self, noun: Token | None) -> list[Entity]:
        """Return the one body that "the alliance" takes up from the words of its sentence before it."""
        if (
            noun is None
            or noun.lemma_.lower() not in words("body_word")
            or noun.i == 0
            or noun.nbor(-1).lower_ != "the"
        ):
            return []
        named = (self.parties.named(t) for t in noun.doc[noun.sent.start : noun.i] if t.pos_ == "PROPN")
        found = unique(e for e in named if e is not None and is_body(e))
        return list(found) if len(found) == 1 else []

    def _seek(self, verb: Token) -> Iterator[Draft]:
        """ "is seeking to join the EU", "has applied for membership in NATO", "aspires to membership"."""
        if has_negation(verb) or is_past(verb):
            return
        bodies: list[Entity] = []
        for inner in children(verb, "xcomp", "advcl", "ccomp"):
            if inner.lemma_ in ("join", "enter") and child(inner, "nsubj") is None:
                bodies += self._bodies(children(inner, "dobj"))
            elif inner.lemma_ in ("become", "be"):
                for member in children(inner, "attr"):
                    if member.lemma_ == "member":
                        named = [
                            *self.parties.owners(member),
                            *(e for o in objects(member, "of", "in") for e in self.parties.at(o)),
                        ]
                        bodies += [e for e in named if is_body(e)]
        for thing in (*children(verb, "dobj"), *objects(verb, "for", "to")):
            if thing.lemma_.lower() in ("membership", "accession", "entry"):
                bodies += [e for e in self.parties.owners(thing) if is_body(e)]
                bodies += self._bodies(objects(thing, "of", "in", "to", "into"))
        for a in self._states(verb):
            for b in unique(bodies):
                yield Draft("candidate", a, b, verb, f"{verb.lemma_} to join", verb, past_holds=True)

    def _stay_out(self, verb: Token) -> Iterator[Draft]:
        """ "stay out of NATO", "kept out of the alliance"."""
        if has_negation(verb):
            return
        out = next((c for c in verb.children if c.lower_ == "out"), None)
        if out is None or verb.lemma_ not in ("stay", "remain", "keep"):
            return
        named = [
            *objects(out, "of"),
            *objects(verb, "of"),
            *(c for p in children(out, "prep") for c in children(p, "pobj")),
        ]
        for a in self._states(verb):
            for b in unique(self._bodies(named)):
                yield Draft("outside", a, b, verb, "stays out of", verb, tokens=(out,))
            if any(t.lemma_ == "alliance" and not self.parties.at(t) for t in named):
                yield Draft("outside", a, None, verb, "stays out of alliances", verb, tokens=(out,), b_words=named[0])

    def _neutrality(self, verb: Token) -> Iterator[Draft]:
        """ "claims military neutrality", "claims to be neutral"."""
        if has_negation(verb) or (is_past(verb) and relative_clause(verb) is None):
            return
        cue = next((c for c in children(verb, "dobj") if c.lemma_.lower() in words("neutrality")), None)
        if cue is None:
            for thing in children(verb, "dobj"):
                if thing.lemma_ in ("policy", "status"):
                    cue = next((o for o in objects(thing, "of") if o.lemma_.lower() in words("neutrality")), None)
        for inner in children(verb, "xcomp"):
            for quality in children(inner, "acomp"):
                if inner.lemma_ == "be" and quality.lower_ == "neutral":
                    cue = quality
        if cue is None or objects(cue, "in", "on", "over") or objects(verb, "in", "over"):
            return
        for a in self._states(verb):
            yield Draft("neutral", a, None, cue, f"{verb.lemma_} neutrality", verb, tokens=(verb,))

    # -- recognition ------------------------------------------------------------------------------------------

    def _recognise(self, verb: Token) -> Iterator[Draft]:
        if is_passive(verb):
            yield from self._recognised(verb)
            return
        thing = child(verb, "dobj")
        if thing is None or child(verb, "ccomp") is not None:
            return
        if thing.lower_ in ("which", "that", "whom") and (clause := relative_clause(verb)) is not None:
            thing = antecedent(thing, clause)
        known = self.parties.at(thing)
        if thing.lemma_.lower() in words("statehood"):
            known = (*self.parties.owners(thing), *(e for o in objects(thing, "of") for e in self.parties.at(o)))
        states = [e for e in known if "GOV" in e.sector and (is_state(e, self.facts) or "PRE" in e.sector)]
        as_what = list(objects(verb, "as"))
        if not states or any(o.lemma_.lower() not in words("state_word") | {"capital"} for o in as_what):
            return
        if any(o.lemma_ == "capital" for o in as_what):
            return
        refused = has_negation(verb) or (verb.dep_ == "xcomp" and verb.head.lemma_ in ("refuse", "decline"))
        year = None
        if is_past(verb) and not refused:
            year = year_of(verb, self.times, "in")
            if relative_clause(verb) is None and not any(t.lower_ == "until" for t in verb.subtree):
                return
        if verb.tag_ == "VB" and not refused and not any(c.lower_ in ("does", "do") for c in children(verb, "aux")):
            return
        whose = self._subjects(verb.head if verb.dep_ == "xcomp" else verb)
        if not whose:
            who = subject(verb)
            whose = self._one_of(who) if who is not None else ()
        ended = ("historical",) if is_no_longer(verb) else ()
        tie = "does not recognise" if refused and not ended else "recognises"
        for a in whose:
            for b in states:
                if is_political(a) and a.code != b.code and (is_state(a, self.facts) or is_body(a)):
                    draft = Draft(tie, a, b, verb, verb.lemma_, verb, aux=ended, past_holds=True)
                    draft.since = year
                    yield draft

    def _recognised(self, verb: Token) -> Iterator[Draft]:
        """ "is recognised by Russia", "is not recognised as a state by Iran", "by Turkey, but not by Greece"."""
        if any(o.lemma_.lower() not in words("state_word") for o in objects(verb, "as")):
            return
        states = [e for e in self._subjects(verb) if is_state(e, self.facts) or "PRE" in e.sector]
        refused = has_negation(verb)
        if is_past(verb) and not refused:
            return
        heads = (verb, *objects(verb, "as"))
        for prep in (p for h in heads for c in children(h, "agent", "prep") for p in (c, *children(c, "conj"))):
            if prep.lower_ != "by":
                continue
            tie = "does not recognise" if refused or is_denied(prep) else "recognises"
            for a in (e for o in children(prep, "pobj") for e in self.parties.at(o)):
                for b in states:
                    if is_state(a, self.facts) and a.code != b.code:
                        yield Draft(tie, a, b, verb, f"{verb.lemma_}d by", verb, tokens=(prep,), past_holds=True)

    def _one_of(self, group: Token) -> tuple[Entity, ...]:
        """Return who is "one of the dozen countries that …" or "among the countries that …"."""
        of = group.head
        if group.dep_ != "pobj" or of.lower_ not in ("of", "among"):
            return ()
        verb = of.head.head if of.lower_ == "of" else of.head
        return self._subjects(verb) if verb.lemma_ in words("copula") else ()

    def _relations(self, verb: Token) -> Iterator[Draft]:
        """ "maintains diplomatic relations with Taiwan"."""
        thing = child(verb, "dobj")
        if thing is None or thing.lemma_.lower() not in words("relations") or has_negation(verb) or is_past(verb):
            return
        before = {c.lower_ for c in thing.children}
        if not before & words("formal") or before & {"no"}:
            return
        for a in self._states(verb):
            for o in (*objects(thing, "with"), *objects(verb, "with")):
                for b in self.parties.at(o):
                    if is_state(b, self.facts) and a.code != b.code:
                        yield Draft("recognises", a, b, thing, "diplomatic relations", verb, tokens=(verb,))

    # -- war and arms -----------------------------------------------------------------------------------------

    def _fought(self, verb: Token) -> Iterator[Draft]:
        """ "fought a brief war in 1969", "went to war over the islands in 1982"."""
        war = next((c for c in children(verb, "dobj") if c.lemma_ == "war"), None) if verb.lemma_ == "fight" else None
        if war is None and verb.lemma_ == "go":
            war = next((o for o in objects(verb, "to") if o.lower_ == "war"), None)
        if war is None or has_negation(verb) or not (is_past(verb) or _is_perfect(verb)):
            return
        if any(c.lower_ in words("no_war") for c in war.children):
            return
        sides = [e for e in self._subjects(verb) if is_political(e)]
        against = [t for h in (war, verb) for t in objects(h, "with", "against")]
        against = [_antecedent(t, verb) for t in against]
        others = [e for t in against for e in self.parties.at(t) if is_political(e)]
        if against and not others:
            return
        pairs = [(a, b) for a in sides for b in others] if others else list(combinations(sides, 2))
        for a, b in pairs:
            if a.code != b.code:
                draft = Draft("former enemy", a, b, verb, "fought a war", verb, tokens=(war,), past_holds=True)
                draft.since = year_of(verb, self.times, "in")
                yield draft

    def _supply(self, verb: Token) -> Iterator[Draft]:
        """ "supplies Syria with arms", "supplies most of India's weapons", "sells arms to"."""
        if has_negation(verb) or not _is_standing(verb) or is_passive(verb):
            return
        thing = child(verb, "dobj")
        if thing is None:
            return
        goods = _goods(thing)
        buyers: list[Entity] = []
        if goods is not None:
            buyers += [e for e in self.parties.owners(goods) if is_political(e)]
            buyers += [e for h in (verb, thing, goods) for o in objects(h, "to") for e in self.parties.at(o)]
        elif verb.lemma_ == "arm" or any(_goods(o) is not None for o in objects(verb, "with")):
            buyers += self.parties.at(thing)
        for h in children(verb, "dative"):
            buyers += self.parties.at(h)
        who = subject(verb)
        for a in () if who is not None and who.pos_ == "PRON" and who.tag_ == "PRP" else self._subjects(verb):
            for b in unique(buyers):
                if is_political(a) and is_political(b) and not is_armed(b) and a.code != b.code and not is_body(b):
                    yield Draft("arms supplier", a, b, verb, f"{verb.lemma_} arms", verb, tokens=(goods or thing,))

    def _get(self, verb: Token) -> Iterator[Draft]:
        """ "gets most of its arms from Russia"."""
        thing = child(verb, "dobj")
        goods = _goods(thing) if thing is not None else None
        if thing is None or goods is None or has_negation(verb) or not _is_standing(verb):
            return
        if thing == goods and verb.lemma_ not in ("buy", "import", "purchase"):
            return
        sellers = unique(e for h in (verb, thing, goods) for o in objects(h, "from") for e in self.parties.at(o))
        for a in sellers:
            for b in self._subjects(verb):
                if is_political(a) and is_political(b) and a.code != b.code:
                    yield Draft("arms supplier", a, b, verb, f"{verb.lemma_} arms", verb, tokens=(goods,))

    def _rely(self, verb: Token) -> Iterator[Draft]:
        """ "relies on Moscow for its arms", "depends on American weapons"."""
        if has_negation(verb) or is_past(verb):
            return
        on = objects(verb, "on", "upon")
        sellers = [e for o in on if is_arms(o) for e in self.parties.owners(o)]
        if any(is_arms(t) for h in (verb, *on) for o in objects(h, "for") for t in (o, *o.subtree)):
            sellers += [e for o in on for e in self.parties.at(o)]
        for a in unique(sellers):
            for b in self._subjects(verb):
                if is_political(a) and is_political(b) and a.code != b.code:
                    yield Draft("arms supplier", a, b, verb, f"{verb.lemma_} on arms", verb)

    # -- mediation, backing -----------------------------------------------------------------------------------

    def _mediate(self, verb: Token) -> Iterator[Draft]:
        """ "has mediated the talks between Belgrade and Pristina", "is mediating between"."""
        if has_negation(verb) or is_passive(verb) or is_past(verb):
            return
        about = [*children(verb, "dobj"), *objects(verb, "in")]
        if verb.lemma_ == "broker" and not any(t.lemma_ in ("talk", "negotiation") for t in about):
            return
        sides = [e for h in (verb, *about) for o in objects(h, "between") for e in self.parties.at(o)]
        yield from mediated(self._subjects(verb), sides, verb, verb, "mediates")

    def _back(self, verb: Token) -> Iterator[Draft]:
        """ "Iran backs the Houthis", "rebels backed by Rwanda", "owned by the state"."""
        if has_negation(verb):
            return
        by = [e for o in objects(verb, "by") for e in self.parties.at(o)]
        if is_passive(verb) or verb.dep_ == "acl":
            who = verb.head if verb.dep_ == "acl" else subject(verb)
            backed = self.parties.bearers(who)
            participle = verb.dep_ == "acl"
            if verb.lemma_ in ("own", "control", "run"):
                yield from self._owned(verb, who, backed, by)
                return
            if not participle and is_past(verb):
                return
        else:
            if verb.lemma_ in ("own", "control", "run") or not _is_standing(verb):
                return
            backed, by, participle = self.parties.at(child(verb, "dobj")), list(self._subjects(verb)), False
        for a in backed:
            for b in by:
                patron = is_political(b) and not is_armed(b) and ("GOV" in b.sector or not b.sector)
                if is_armed(a) and patron and a.name != b.name and not is_body(a):
                    yield Draft("affiliation", a, b, verb, f"{verb.lemma_}ed by", None if participle else verb)

    def _owned(self, verb: Token, who: Token | None, owned: tuple[Entity, ...], by: list[Entity]) -> Iterator[Draft]:
        for a in owned:
            for b in by:
                if "JRN" in a.sector and "GOV" in b.sector:
                    yield Draft("affiliation", a, b, verb, f"{verb.lemma_} by", None if verb.dep_ == "acl" else verb)

    def _allied(self, verb: Token) -> Iterator[Draft]:
        """ "is allied with Iran", "a militia allied to the army"."""
        if verb.tag_ not in ("VBN", "VBD", "JJ") or has_negation(verb):
            return
        participle = verb.dep_ in ("acl", "amod", "advcl")
        who = verb.head if verb.dep_ == "acl" else subject(verb)
        with_whom = [e for o in objects(verb, "with", "to") for e in self.parties.at(o)]
        tie = "ally" if verb.lemma_ == "ally" else "affiliation"
        past = ("historical",) if any(c.lower_ in ("previously", "formerly", "once") for c in verb.children) else ()
        for a in self.parties.bearers(who):
            for b in with_whom:
                if is_political(a) and is_political(b) and a.name != b.name:
                    if (tie == "ally" and a.code == b.code) or (tie == "affiliation" and not is_armed(a)):
                        continue
                    yield Draft(tie, a, b, verb, f"{verb.lower_} with", None if participle else verb, aux=past)


def _antecedent(token: Token, verb: Token) -> Token:
    """Return whom a relative pronoun stands for: "Ethiopia, with which it fought a war"."""
    clause = relative_clause(verb) if is_relative(token) else None
    return clause.head if clause is not None else token


def unnamed_owner(noun: Token) -> Token | None:
    """Return the words for many states at once: "Western", "the West's", "international"."""
    for c in noun.children:
        if c.lower_ in ("western", "west", "international") and c.i < noun.i:
            return c
    return None


def _after_non(token: Token) -> bool:
    doc = token.doc
    return token.i >= 2 and doc[token.i - 1].text == "-" and doc[token.i - 2].lower_ == "non"


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve", "’ve") for c in verb.children)


def _is_standing(verb: Token) -> bool:
    """Return whether a clause tells a habit: the present, or "has … for decades", "has long …"."""
    if is_past(verb) or any(c.lower_ in ("was", "were", "will", "would") for c in verb.children):
        return False
    if _is_perfect(verb) and verb.tag_ == "VBN":
        return any(t.lower_ in ("long", "always", "decades", "years", "since", "traditionally") for t in verb.subtree)
    return verb.tag_ in ("VBZ", "VBP") or (
        verb.tag_ == "VBG" and any(c.lower_ in ("has", "have", "is", "are") for c in children(verb, "aux"))
    )


def _goods(thing: Token) -> Token | None:
    """Return the noun for weapons in an object: "arms", or of "most of its arms" the last word."""
    if any(is_arms(t) for t in conjuncts(thing)):
        return thing
    if thing.lemma_.lower() in words("meagre") or thing.pos_ in ("NUM", "ADJ", "DET"):
        return next((t for o in objects(thing, "of") for t in conjuncts(o) if is_arms(t)), None)
    return None
