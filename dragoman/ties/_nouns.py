"""Nouns that name a relation: "its ally Russia", "a NATO member", "one of Egypt's main arms suppliers", "rivals"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Token

from dragoman.records import Entity
from dragoman.ties._drafts import Draft, is_past
from dragoman.ties._grammar import (
    child,
    children,
    conjuncts,
    first_conjunct,
    governing_verb,
    has_negation,
    is_no_longer,
    is_passive,
    objects,
    prefix,
    relative_clause,
    subject,
)
from dragoman.ties._parties import Parties, is_armed, is_body, is_political, is_state, unique
from dragoman.ties._words import words

KINDS = ("ally", "rival", "member", "candidate", "supplier", "buyer", "mediator", "backer", "proxy", "target")
_FACTIONS = frozenset("regime government rebel opposition coalition party".split())
# Of these, one who is not yet what he is called is none: "a potential ally".
_PROSPECTS = frozenset("potential possible future would-be prospective likely natural so-called aspiring".split())


@dataclass(slots=True)
class Holders:
    """Who is what a noun says, and the clause that says so; None where the phrase takes it for granted."""

    entities: tuple[Entity, ...]
    clause: Token | None
    tokens: tuple[Token, ...]
    judge: tuple[Entity, ...] = ()  # who holds them to be it: "Japan considers Australia an ally"
    listed: bool = False  # mere examples of it, which say nothing of one another: "enemies like Iran or Russia"
    owner: tuple[Entity, ...] = ()  # whose they are, where that alone can be the other side


class NounReader:
    """Reads the ties that nouns name, in one document."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.facts = parties.facts

    def read(self, noun: Token) -> Iterator[Draft]:
        """Yield the ties of one noun."""
        if noun.lower_ in ("arming", "rearming"):
            yield from self._arming(noun)
            return
        form = noun.lower_.removeprefix("arch").removeprefix("-")
        joined = f"{prefix(noun)}-{noun.lower_}"  # "a go-between", which the parser cuts
        kind = next((k for k in KINDS if {noun.lemma_.lower(), form, joined} & words(k)), None)
        if kind is None:
            kind = next(
                (k for k in KINDS if noun.lower_ in words(k) or noun.lower_.removesuffix("s") in words(k)), None
            )
        if kind is None and noun.lemma_.lower() in words("state_word"):
            own = [t for c in children(noun, "compound", "nmod") for t in self.parties.owner_of(c, noun)]
            before = {c.lemma_.lower() for c in noun.children if c.i < noun.i}
            full = any(is_body(e) for e in own) and not before & (words("candidate") | _PROSPECTS)
            kind = "member" if full else None  # "the EU state Malta"
        if kind is None or any(c.lower_ in _PROSPECTS for c in noun.children):
            return
        if kind == "member":
            yield from self._member(noun)
        elif kind == "candidate":
            yield from self._candidate(noun)
        elif kind in ("ally", "rival"):
            yield from self._peers(noun, kind)
        elif kind == "supplier":
            yield from self._supplier(noun)
        elif kind == "buyer":
            yield from self._buyer(noun)
        elif kind == "mediator":
            yield from self._mediator(noun)
        elif kind == "target":
            yield from self._target(noun)
        else:
            yield from self._patronage(noun, kind)

    # -- who is it -------------------------------------------------------------------------------------------

    def holders(self, noun: Token) -> Holders | None:
        """Return who is what a noun says they are."""
        top = _top(noun)
        for reader in (self._named_after, self._named_before, self._predicate, self._held, self._acting):
            found = reader(top)
            if found is not None and found.entities:
                return found
        return self._by_nation(noun) or self._the_two(noun)

    def _the_two(self, noun: Token) -> Holders | None:
        """ "The two former enemies": the two states that the sentence before has named."""
        before = {c.lower_ for c in children(noun, "det", "nummod") if c.i < noun.i}
        if not {"the", "two"} <= before or not _is_plural(noun):
            return None
        mention = self.parties.cast.at(noun)
        found = unique(e for e in (mention.entities if mention is not None else ()) if "GOV" in e.sector)
        if len(found) < 2:
            found = self.parties.just_before(noun)
        return Holders(found, None, ()) if len(found) == 2 else None

    def _by_nation(self, noun: Token) -> Holders | None:
        """ "Damascus and its Russian allies": with an owner before it, a nation's adjective tells who they are."""
        owner = child(noun, "poss")
        nations = [t for c in children(noun, "amod") if c.i < noun.i for t in conjuncts(c) if t.text[:1].isupper()]
        if owner is None or not nations or _is_somebodys_kind(noun):
            return None
        if _is_plural(noun) and len(nations) < 2:
            return None  # "Turkey and its Syrian allies" are Syrians, and not Syria
        found = unique(e for t in nations for e in self.parties.owner_of(t, noun) if is_state(e, self.facts))
        whose = self.parties.at(owner)
        if owner.lower_ == "their":  # whose "their" is, is too often mistaken, but for "the army and their allies"
            whose = self.parties.one(noun.head) if noun.dep_ == "conj" else ()
        return Holders(found, None, tuple(nations), owner=whose) if found and whose else None

    def _named_after(self, top: Token) -> Holders | None:
        """ "NATO member Turkey", "its ally Russia", "Israel's main ally, the United States"."""
        plural = _is_plural(top)
        if top.dep_ in ("compound", "amod", "nmod", "nsubj") and top.head.i > top.i and top.head.pos_ == "PROPN":
            return self._all(top.head, plural, None)
        if top.dep_ == "amod" and top.head.pos_ == "PROPN":
            return self._all(top.head, plural, None)
        named = [t for t in objects(top, "as", "like", "including") if t.i > top.i] if plural else []
        if named and (found := self._all(named[0], True, None)).entities:
            found.listed = True
            return found  # "U.S. allies such as Japan"
        own = next((c for c in children(top, "appos") if c.i > top.i), None)
        if own is not None and (found := self._all(own, plural, None)).entities:
            return found
        return self._next(top, plural)

    def _next(self, top: Token, plural: bool) -> Holders | None:
        """Return the name that follows at once, where the parser has not seen that it belongs to the noun."""
        doc = top.doc
        at = top.i + 1
        if at >= len(doc) or (doc[at].pos_ != "PROPN" and doc[at].lower_ != "the"):
            return None
        if doc[at].sent != top.sent:
            return None
        name = doc[at]
        if name.lower_ == "the":  # "its ally the United States"
            if name.head.pos_ != "PROPN" or name.head.left_edge.i != at:
                return None
            name = name.head
        while name.dep_ in ("compound", "amod") and name.head.i == name.i + 1:
            name = name.head
        return self._all(name, plural, None)

    def _named_before(self, top: Token) -> Holders | None:
        """ "Poland, a member of NATO": an apposition; of "A and B, the two rivals" both."""
        first = first_conjunct(_partitive(top))
        if first.dep_ == "nsubj" and top.doc[top.left_edge.i - 1].text == ",":
            named = [c for c in children(first.head, "nsubj") if c.i < first.left_edge.i]  # "A and B, once enemies,"
            return self._all(named[-1], True, None) if named else None
        if first.dep_ != "appos" or (first != top and first.pos_ == "PROPN"):
            return None
        before = first.head
        if _is_plural(top) or child(top, "nummod") is not None:
            start = first_conjunct(before)
            found = self._all(start, True, None)
            if len({e.code for e in found.entities}) < 2:
                inner = unique(e for t in objects(start, "from", "of", "between") for e in self.parties.at(t))
                found = Holders(inner, None, found.tokens) if len(inner) > 1 else found
            return found
        found = Holders(self.parties.one(before), None, (before,))
        return found

    def _predicate(self, top: Token) -> Holders | None:
        """ "Turkey is a NATO member", "its main ally is China"."""
        first = first_conjunct(_partitive(top))
        verb = first.head
        if verb.lemma_ in words("copula") and verb.pos_ in ("VERB", "AUX") and verb != first:
            if first.dep_ in ("attr", "dobj", "oprd", "acomp"):
                who = subject(verb)
                return Holders(self.parties.at(who), verb, () if who is None else (who,)) if who is not None else None
            if first.dep_ in SUBJECT and (attr := child(verb, "attr")) is not None:
                return Holders(self.parties.at(attr), verb, (attr,))
        if first.dep_ == "dobj" and verb.lower_ == "founding":  # read as a verb: "are founding members"
            who = subject(verb)
            return Holders(self.parties.at(who), verb, () if who is None else (who,))
        if first.dep_ == "prep" and first.lower_ == "among" and verb.lemma_ in words("copula"):
            who = subject(verb)
            return Holders(self.parties.at(who), verb, () if who is None else (who,))
        return None

    def _held(self, top: Token) -> Holders | None:
        """ "Japan considers Australia a close ally", "called Venezuela its ally"."""
        verb = top.head
        if verb.lemma_ not in words("held_to_be") or top.dep_ not in ("ccomp", "oprd", "xcomp", "attr", "dobj"):
            return None
        who = child(top, "nsubj") or next((c for c in children(verb, "dobj", "nsubjpass") if c != top), None)
        judge = () if is_passive(verb) else self.parties.at(subject(verb))
        return Holders(self.parties.at(who), verb, (verb,), judge) if who is not None else None

    def _acting(self, top: Token) -> Holders | None:
        """ "has served as a mediator", "is seen as the closest ally"."""
        prep = top.head
        verb = prep.head
        if top.dep_ != "pobj" or prep.lower_ != "as":
            return None
        if verb.lemma_ not in words("acts_as"):
            who = subject(verb) if verb.pos_ in ("VERB", "AUX") else None  # "As a member of NATO, Portugal must"
            opens = who is not None and prep.i < verb.i
            return Holders(self.parties.at(who), None, (prep,)) if who is not None and opens else None
        if verb.lemma_ in ("serve", "act", "work") or is_passive(verb):
            who = subject(verb)
            return Holders(self.parties.at(who), verb, (verb,))
        return Holders(self.parties.at(child(verb, "dobj")), verb, (verb,), self.parties.at(subject(verb)))

    def _all(self, token: Token, plural: bool, clause: Token | None) -> Holders:
        found = self.parties.at(token) if plural else self.parties.one(token)
        return Holders(found, clause, (token,))

    # -- whose ------------------------------------------------------------------------------------------------

    def others(self, noun: Token, *preps: str) -> tuple[Entity, ...]:
        """Return whose ally (member, supplier …) a noun speaks of."""
        top = _top(noun)
        out = [*self.parties.owners(noun)]
        if top != noun:
            out += [e for e in self.parties.owners(top) if e not in out]
        head = top.head
        if top.dep_ in ("compound", "amod", "nmod") and head.i > top.i:  # "its rival Saudi Arabia"
            out += [e for e in self.parties.owners(head) if e.end <= noun.idx]
        if not out:
            out += self.whose(noun)
        if not out:
            out += [e for e in self.parties.prior(noun) if e.end <= noun.idx]
        for t in (noun, top):
            out += [e for o in objects(t, *preps) for e in self.parties.at(o)]
        return unique(out)

    def whose(self, noun: Token) -> tuple[Entity, ...]:
        if not any(c.lower_ == "whose" for c in children(noun, "poss")):
            return ()
        verb = governing_verb(noun)
        clause = relative_clause(verb) if verb is not None else None
        return self.parties.at(clause.head) if clause is not None else ()

    # -- the kinds --------------------------------------------------------------------------------------------

    def _peers(self, noun: Token, kind: str) -> Iterator[Draft]:
        found = self.holders(noun)
        if found is None:
            return
        others = self.others(noun, "of", "to", "with", "for")
        bodies = [e for e in others if is_body(e) and e.start < noun.idx]
        bodies = [] if _is_non(noun, bodies) else bodies  # "a major non-NATO ally"
        partners = [e for e in others if is_political(e) and not is_body(e)] or list(found.judge)
        names = [e for e in found.entities if is_political(e) and not is_body(e)]
        negated = _is_negated(noun, found.clause)
        if negated == "not":
            return
        former = negated == "ended" or _is_former(noun, found.clause)
        tie = kind
        aux: tuple[str, ...] = ("historical",) if former else ()
        if (
            kind == "rival"
            and noun.lemma_.lower() in words("enemy") | words("rival")
            and noun.lower_ not in ("rival", "rivals")
        ):
            past = found.clause is not None and is_past(found.clause) and found.clause.lemma_ == "be"
            if former or past or _in_war(noun):
                tie, aux = "former enemy", ()
        if bodies and kind == "ally":
            for a in names:
                if is_state(a, self.facts):
                    yield self._draft("member", a, bodies[0], noun, found, aux, "ally in a body")
        first_person = any(c.lower_ in ("our", "my") for c in children(noun, "poss"))
        if found.owner:
            partners = [e for e in found.owner if is_political(e)]
        if not partners and (found.listed or _is_somebodys(noun)):
            pairs = []  # "his allies Russia and Iran", where nobody knows who he is
        elif not partners and not first_person and (_is_plural(noun) or child(_top(noun), "nummod") is not None):
            pairs = list(combinations(names, 2)) if len(names) <= 3 else []
        elif not partners and not first_person and not bodies:
            pairs = [(e, a) for a in names for e in self._visitor(noun)]
        else:
            pairs = [(a, p) for a in names for p in partners]
        for a, b in pairs:
            if a.code != b.code and "EUR" not in (a.code, b.code):
                draft = self._draft(tie, a, b, noun, found, aux, f"noun {noun.lower_}", tie == "former enemy")
                if found.judge and b not in found.judge:
                    draft.said_by = found.judge
                yield draft
        if first_person:
            for a in names:
                draft = self._draft(tie, a, None, noun, found, aux, f"noun {noun.lower_}")
                draft.speaker_is_b = True
                yield draft

    def _visitor(self, noun: Token) -> tuple[Entity, ...]:
        """Return whose ally one is where only the clause tells: "landed in Vietnam, a former enemy"."""
        if noun.dep_ != "appos" or not any(c.lower_ in ("a", "an") for c in children(noun, "det")):
            return ()
        verb = governing_verb(noun.head)
        who = subject(verb) if verb is not None else None
        if who is None or who == noun.head:
            return ()
        return tuple(e for e in self.parties.at(who) if is_political(e) and "GOV" in e.sector)

    def _member(self, noun: Token) -> Iterator[Draft]:
        found = self.holders(noun)
        bodies = [e for e in self.others(noun, "of", "in") if is_body(e)]
        if found is None:
            return
        negated = _is_negated(noun, found.clause)
        outside = negated == "not" or _is_non(noun, bodies)
        aux = ("historical",) if negated == "ended" or _is_former(noun, None) else ()
        heads = [noun] if found.clause is None else [noun, found.clause]
        preps = [p for h in heads for q in children(h, "prep", "conj") for p in (q, *children(q, "conj", "prep"))]
        denied = [
            e for p in preps if is_denied(p) for o in children(p, "pobj") for e in self.parties.at(o) if is_body(e)
        ]
        bodies = [e for e in bodies if e not in denied]
        for a in found.entities:
            for b in denied:
                if is_state(a, self.facts):
                    yield self._draft("outside", a, b, noun, found, (), f"not {noun.lower_}")
            for b in bodies:
                if is_state(a, self.facts):
                    yield self._draft("outside" if outside else "member", a, b, noun, found, aux, f"noun {noun.lower_}")

    def _candidate(self, noun: Token) -> Iterator[Draft]:
        found = self.holders(noun)
        if found is None or _is_negated(noun, found.clause) == "not":
            return
        bodies = [e for e in self.others(noun, "for", "to", "of", "in") if is_body(e)]
        for t in (noun, _top(noun)):
            for o in objects(t, "for", "to"):
                if o.lemma_.lower() in ("membership", "accession", "entry"):
                    bodies += [
                        *self.parties.owners(o),
                        *(e for x in objects(o, "of", "in", "to", "into") for e in self.parties.at(x)),
                    ]
            for verb in children(t, "relcl", "acl", "xcomp", "advcl"):
                if verb.lemma_ in ("join", "enter"):
                    bodies += self.parties.at(child(verb, "dobj"))
        for a in found.entities:
            for b in unique(e for e in bodies if is_body(e)):
                if is_state(a, self.facts):
                    yield self._draft("candidate", a, b, noun, found, (), f"noun {noun.lower_}")

    def _supplier(self, noun: Token) -> Iterator[Draft]:
        goods = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod") and is_arms(c)]
        goods += [t for o in objects(noun, "of") for t in conjuncts(o) if is_arms(t)]
        found = self.holders(noun)
        if not goods or found is None or _is_negated(noun, found.clause) == "not":
            return
        buyers = [e for e in self.others(noun, "to", "for") if is_political(e)]
        buyers += [e for o in objects(noun, "of") if not is_arms(o) for e in self.parties.at(o) if is_political(e)]
        buyers += [e for g in goods for o in objects(g, "to", "for") for e in self.parties.at(o) if is_political(e)]
        former = ("historical",) if _is_former(noun, None) else ()
        yield from (
            self._draft("arms supplier", a, b, noun, found, former, f"noun {noun.lower_}")
            for a in found.entities
            for b in unique(buyers)
            if is_political(a) and a.code != b.code
        )

    def _buyer(self, noun: Token) -> Iterator[Draft]:
        found = self.holders(noun)
        goods = [t for o in objects(noun, "of", "for") for t in conjuncts(o) if is_arms(t)]
        goods += [c for c in noun.children if c.dep_ in ("compound", "nmod") and is_arms(c)]
        if found is None or not goods or _is_negated(noun, found.clause) == "not":
            return
        sellers = [e for g in goods for e in (*self.parties.owners(g), *self._from(g))] + [*self._from(noun)]
        for a in unique(e for e in sellers if is_political(e)):
            for b in found.entities:
                if is_political(b) and a.code != b.code:
                    yield self._draft("arms supplier", a, b, noun, found, (), f"noun {noun.lower_}")

    def _arming(self, noun: Token) -> Iterator[Draft]:
        """ "France's arming of Chad": told as what goes on, not as one delivery."""
        for a in self.parties.owners(noun):
            for b in (e for o in objects(noun, "of") for e in self.parties.at(o)):
                if is_political(a) and is_political(b) and not is_armed(b) and a.code != b.code:
                    yield Draft("arms supplier", a, b, noun, "arming of")

    def _from(self, noun: Token) -> tuple[Entity, ...]:
        return unique(e for o in objects(noun, "from") for e in self.parties.at(o))

    def _mediator(self, noun: Token) -> Iterator[Draft]:
        found = self.holders(noun)
        if found is None or _is_negated(noun, found.clause) == "not":
            return
        sides = [e for o in objects(noun, "between") for e in self.parties.at(o)]
        for about in objects(noun, "in", "of", "for"):
            sides += [e for o in objects(about, "between") for e in self.parties.at(o)]
        both = [e for o in objects(noun, "for") for e in self.parties.at(o)]
        sides = sides or (both if len(both) > 1 else [])
        if found.clause is not None:
            sides = sides or [e for o in objects(found.clause, "between") for e in self.parties.at(o)]
        yield from mediated(found.entities, sides, noun, found.clause, f"noun {noun.lower_}")

    def _target(self, noun: Token) -> Iterator[Draft]:
        """ "Sudan, a target of American sanctions since 1997"."""
        things = [t for t in objects(noun, "of") if t.lemma_.lower() in words("sanctions")]
        found = self.holders(noun) if things else None
        if found is None or _is_negated(noun, found.clause) == "not":
            return
        for a in found.entities:
            for b in (e for t in things for e in self.parties.owners(t) if is_political(e)):
                if is_state(a, self.facts) and a.code != b.code:
                    yield self._draft("under sanctions", a, b, noun, found, (), "target of sanctions")

    def _patronage(self, noun: Token, kind: str) -> Iterator[Draft]:
        found = self.holders(noun)
        if found is None or _is_negated(noun, found.clause) == "not":
            return
        others = self.others(noun, "of", "for")
        for one in found.entities:
            for other in others:
                a, b = (other, one) if kind == "backer" else (one, other)
                if is_armed(a) and is_political(b) and not is_armed(b) and a.name != b.name:
                    former = ("historical",) if _is_former(noun, None) else ()
                    yield self._draft("affiliation", a, b, noun, found, former, f"noun {noun.lower_}")

    def _draft(
        self,
        tie: str,
        a: Entity,
        b: Entity | None,
        noun: Token,
        found: Holders,
        aux: tuple[str, ...],
        why: str,
        past_holds: bool = False,
    ) -> Draft:
        return Draft(tie, a, b, noun, why, found.clause, (*found.tokens, _top(noun)), aux, past_holds=past_holds)


SUBJECT = ("nsubj", "nsubjpass")


def mediated(
    mediators: tuple[Entity, ...], sides: list[Entity], cue: Token, clause: Token | None, why: str
) -> Iterator[Draft]:
    """Yield one tie for each side a mediator stands between; it must be two sides, or "X and its neighbours"."""
    for a in mediators:
        for b in unique(sides):
            if is_political(a) and is_political(b) and a.code != b.code:
                yield Draft("mediator", a, b, cue, why, clause)


def is_arms(token: Token) -> bool:
    """Return whether a noun names weapons; "systems" and "vehicles" do only with a martial word before them."""
    form = token.lower_
    if form not in words("arms") and token.lemma_.lower() not in words("arms"):
        return False
    if form not in words("arms_only_with") and token.lemma_.lower() not in words("arms_only_with"):
        return form != "arm"
    before = {c.lower_ for c in token.children} | {token.doc[i].lower_ for i in range(max(0, token.i - 3), token.i)}
    return bool(before & words("martial"))


def is_denied(prep: Token) -> bool:
    """Return whether "not" stands at once before a phrase: "but not by Greece", "but not of NATO"."""
    before = prep.doc[prep.i - 1] if prep.i else None
    return before is not None and before.lower_ == "not" and prep.pos_ == "ADP"


def _top(noun: Token) -> Token:
    """Return the head of the phrase that a noun stands for: of "a member state", "state"."""
    if noun.dep_ in ("compound", "amod", "nmod") and noun.head.lemma_.lower() in words("state_word"):
        return noun.head
    return noun


def _partitive(top: Token) -> Token:
    """Return "one" of "one of the closest allies", "among" of "among the closest allies"; else the noun itself."""
    prep = top.head
    if top.dep_ == "pobj" and prep.lower_ in ("of", "among"):
        if prep.lower_ == "among":
            return prep
        if prep.head.lower_ in ("one", "some", "two", "three", "few", "part"):
            return prep.head
    return top


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS") or (noun.lower_.endswith("s") and noun.lower_ != noun.lemma_.lower())


def _is_negated(noun: Token, clause: Token | None) -> str:
    """Return "not", "ended" ("no longer") or ""."""
    if clause is not None and is_no_longer(clause):
        return "ended"
    if has_negation(noun) or any(c.lower_ == "no" for c in children(noun, "det")):
        return "not"
    if clause is None:
        before = noun.doc[noun.left_edge.i - 1] if noun.left_edge.i else None
        return "not" if before is not None and before.lower_ == "not" else ""
    return "not" if has_negation(clause) else ""


def _is_former(noun: Token, clause: Token | None) -> bool:
    """Return whether a phrase speaks of what was: "former", "ex-", "then an ally", "was once an enemy"."""
    before = [t for t in noun.doc[max(noun.left_edge.i - 1, 0) : noun.i] if t.i >= noun.sent.start]
    if any(t.lower_ in words("former") for t in before):
        return True
    top = noun.head
    if noun.dep_ in ("compound", "amod") and any(
        c.lower_ in words("former") for c in children(top, "amod") if c.i < noun.i
    ):
        return True
    return clause is not None and any(c.lower_ in ("once", "formerly") for c in clause.children)


def _is_somebodys(noun: Token) -> bool:
    """Return whether a noun has an owner, known or not: "his allies", "regime allies"."""
    if any(c.dep_ == "poss" or c.lemma_.lower() in _FACTIONS for c in noun.children if c.i < noun.i):
        return True
    return noun.head.pos_ == "PROPN" and noun.head.i > noun.i and child(noun.head, "poss") is not None


def _is_somebodys_kind(noun: Token) -> bool:
    """Return whether a common noun tells what kind of allies they are: "rebel allies"."""
    return any(c.dep_ == "compound" and c.pos_ == "NOUN" for c in noun.children)


def _in_war(noun: Token) -> bool:
    if any(c.lower_ in ("wartime", "war") for c in noun.children if c.i < noun.i):
        return True
    return any(o.lemma_ in ("war", "conflict") for o in objects(noun, "during", "in"))


def _is_non(noun: Token, bodies: list[Entity]) -> bool:
    """Return whether "non-" stands before a noun or the body it names: "non-NATO member Finland"."""
    doc = noun.doc
    spots = [noun.i] + [t.i for t in noun.doc[noun.left_edge.i : noun.i]]
    for i in spots:
        if i >= 2 and doc[i - 1].text == "-" and doc[i - 2].lower_ == "non":
            return True
        if doc[i].lower_.startswith("non-"):
            return True
    return False
