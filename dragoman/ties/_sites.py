"""Who has troops, bases or missions where; who is under whose sanctions."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.records import Entity
from dragoman.ties._drafts import Draft
from dragoman.ties._grammar import ancestors, child, children, has_negation, objects, relative_clause, subject
from dragoman.ties._parties import Parties, is_body, is_political, is_state, unique
from dragoman.ties._verbs import unnamed_owner
from dragoman.ties._words import words

_NEXT_TO = 3  # "Japan, home to": a comma and an adverb may stand between, no other name
_SENDERS = ("UNO", "EUR", "IGO")
_REACH = 6  # how far up the tree a word that makes a thing a plan ("the opening of a base") is looked for


class SiteReader:
    """Reads presence and sanctions, in one document."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.facts = parties.facts

    def read(self, noun: Token) -> Iterator[Draft]:
        """Yield the ties of one noun for troops, a base, a mission or sanctions."""
        if noun.lemma_.lower() in words("sanctions"):
            yield from self._sanctions(noun)
        elif is_site(noun):
            yield from self._presence(noun)

    # -- presence ---------------------------------------------------------------------------------------------

    def _presence(self, noun: Token) -> Iterator[Draft]:
        if any(c.lower_ in ("no", "any") for c in children(noun, "det")) or _is_only_planned(noun, self.parties):
            return
        guests, clause = self._guests(noun)
        hosts, cue = self._hosts(noun)
        if noun.lemma_ in words("advisers") and clause is None and cue == noun:
            return  # "Turkish officials in Berlin" may be on a visit
        if cue.pos_ == "VERB" and cue.dep_ not in ("acl", "relcl") and cue != clause:
            clause = cue
        if clause is not None and has_negation(clause):
            return
        for a in guests:
            for b in hosts:
                if a.code != b.code and self._can_be_in(a, b):
                    host_clause = clause if clause is None or clause.pos_ in ("VERB", "AUX") else None
                    yield Draft(
                        "presence",
                        a,
                        b,
                        noun,
                        f"{noun.lower_} there",
                        host_clause,
                        (cue,),
                        past_holds=_has_set_up(noun.head),
                    )

    def _can_be_in(self, guest: Entity, host: Entity) -> bool:
        if not (is_state(host, self.facts) or "PRE" in host.sector):
            return False
        return guest.code in _SENDERS or "GOV" in guest.sector or "MIL" in guest.sector

    def _guests(self, noun: Token) -> tuple[tuple[Entity, ...], Token | None]:
        """Return whose the troops or the base are, and the clause that says so: "France has a base in Gabon"."""
        verb = _whole(noun).head
        owned = [e for e in (*self.parties.owners(noun), *self.parties.prior(noun)) if is_political(e)]
        owned = [e for e in owned if e.via != "pronoun"]  # whose "their troops" are is too often mistaken
        mention = self.parties.cast.at(noun)
        if not owned and mention is not None:
            owned = [e for e in mention.entities if e.code in _SENDERS]
        if owned:
            return unique(owned), None
        if verb.tag_ in ("VB", "VBG"):
            return (), None  # "a policy to keep forces there" is no statement
        kept = verb.lemma_ in words("keeping") or _has_set_up(verb)
        if noun.dep_ in ("dobj", "nsubj") and kept:
            return tuple(e for e in self.parties.at(subject(verb)) if is_political(e)), verb
        if noun.dep_ == "nsubj" and verb.dep_ == "ccomp" and verb.head.lemma_ in words("keeping"):
            return tuple(e for e in self.parties.at(subject(verb.head)) if is_political(e)), verb.head
        return (), None

    def _hosts(self, noun: Token) -> tuple[tuple[Entity, ...], Token]:
        """Return in which country, and the word that says so: a preposition's noun, a participle, "hosts"."""
        follows = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
        if follows is not None and follows.dep_ == "prep" and follows.lower_ in ("in", "at") and follows.head != noun:
            near = tuple(e for o in children(follows, "pobj") for e in self.parties.at(o) if self._is_place(e))
            if near and noun.dep_ == "dobj" and noun.lemma_ in words("troops"):
                return near, noun  # "attacked peacekeepers in Mali": the parser gives the place to the verb
        for word in (noun, *_stationed(noun)):
            found = self._where(word, noun)
            if found:
                return found, word
        noun = _whole(noun)
        verb = noun.head
        if noun.dep_ == "dobj" and verb.lemma_ == "host":
            return self.parties.at(subject(verb)), verb
        if noun.dep_ == "dobj" and (verb.lemma_ in words("keeping") or _has_set_up(verb)):
            place = self._where(verb, noun) or self._there(verb, noun)
            clause = relative_clause(verb)
            if not place and clause is not None and any(c.lower_ == "where" for c in verb.children):
                place = self.parties.one(clause.head)
            return place, verb
        if noun.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in words("stationed"):
            clause = relative_clause(verb)
            if clause is not None and any(c.lower_ == "where" for c in verb.children):
                return self.parties.one(clause.head), verb
            return self._where(verb, noun), verb
        home = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "of") else None
        if home is not None and home.lower_ in ("home", "host"):
            if home.dep_ in ("appos", "advmod", "npadvmod", "amod") and home.i - home.head.i <= _NEXT_TO:
                return self.parties.one(home.head), home
            if home.head.lemma_ in words("copula") or (home.dep_ == "dobj" and home.head.lemma_ == "play"):
                return self.parties.at(subject(home.head)), home
            if home.dep_ == "pobj" and home.head.lower_ == "as" and home.head.head.lemma_ in words("acts_as"):
                return self.parties.at(subject(home.head.head)), home
        return (), noun

    def _where(self, word: Token, noun: Token) -> tuple[Entity, ...]:
        places = objects(word, "in", "on", "at")
        for place in tuple(places):
            places += [*objects(place, "in"), *children(place, "appos")]
        found = [e for p in places if p.i > noun.i for e in (self.parties.at(p) or self.parties.owners(p))]
        return unique(e for e in found if self._is_place(e))

    def _there(self, verb: Token, noun: Token) -> tuple[Entity, ...]:
        """Return the place that "there" takes up: the country last named after "in" in the words before."""
        if not any(c.lower_ == "there" for t in (verb, noun) for c in children(t, "advmod")):
            return ()
        named = [t for t in noun.doc[noun.sent.start : noun.i] if t.dep_ == "pobj" and t.head.lower_ == "in"]
        places = (tuple(e for e in self.parties.at(t) if self._is_place(e)) for t in reversed(named))
        return next(filter(None, places), ())

    def _is_place(self, entity: Entity) -> bool:
        return is_state(entity, self.facts) or "PRE" in entity.sector

    # -- sanctions --------------------------------------------------------------------------------------------

    def _sanctions(self, noun: Token) -> Iterator[Draft]:
        """ "Western sanctions against Russia", "the American embargo on Cuba"."""
        if any(c.lower_ in words("not_standing_adjective") for c in noun.children) or _is_only_planned(
            noun, self.parties
        ):
            return
        targets = [e for p in noun.children if p.lower_ in ("against", "on") for e in self._aimed_at(p)]
        by = [e for e in self.parties.owners(noun) if is_political(e) and (is_body(e) or "GOV" in e.sector)]
        for imposed in (c for c in children(noun, "acl") if c.lemma_ in ("impose", "maintain", "enforce")):
            targets += [e for o in objects(imposed, "on", "against") for e in self.parties.one(o)]
            agents = objects(imposed, "by")
            by += [e for o in agents for e in self.parties.at(o) if is_political(e)]
            targets += [e for a in agents for o in objects(a, "on", "against") for e in self.parties.one(o)]
        verb, clause = noun.head, None
        if noun.dep_ == "dobj" and verb.lemma_ in ("maintain", "keep", "have", "retain"):
            targets += [e for o in objects(verb, "against", "on") for e in self.parties.one(o)]
            by, clause = by or list(self.parties.at(subject(verb))), verb
        unnamed = unnamed_owner(noun)
        for a in targets:
            if not is_state(a, self.facts):
                continue
            for b in by:
                if b.code != a.code:
                    yield Draft("under sanctions", a, b, noun, "sanctions against", clause)
            if not by and unnamed is not None:
                yield Draft("under sanctions", a, None, noun, "sanctions against", clause, b_words=unnamed)

    def _aimed_at(self, prep: Token) -> tuple[Entity, ...]:
        """Return whom sanctions are against: the object, or where the parser has read on ("U.N. sanctions on Eritrea
        bar arms sales"), the name that follows at once."""
        found = tuple(e for o in children(prep, "pobj") for e in self.parties.one(o))
        if found or prep.i + 1 >= len(prep.doc):
            return found
        after = prep.nbor(1)
        return self.parties.one(after) if after.dep_ == "compound" and after.pos_ == "PROPN" else ()


def is_site(noun: Token) -> bool:
    """Return whether a noun names troops, a base, a mission or other standing presence."""
    form, lemma = noun.lower_, noun.lemma_.lower()
    if any(form in words(k) or lemma in words(k) for k in ("troops", "base", "advisers")):
        return True
    if form in words("base_with_martial"):
        return form == "presence" or any(c.lower_ in words("martial_site") for c in noun.children)
    return lemma == "mission"


def _stationed(noun: Token) -> list[Token]:
    """Return the clauses that tell where troops are: "stationed in", "who are fighting in"."""
    here = words("stationed") | words("serving")
    return [c for c in children(noun, "acl", "relcl") if c.lemma_ in here and c.tag_ != "VBD"]


def _whole(noun: Token) -> Token:
    """Return the noun of quantity whose part a noun is: "thousands" of "thousands of soldiers"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return above if above.lemma_.lower() in words("quantity") else noun


def _is_stationed(verb: Token) -> bool:
    """Return whether a passive tells where troops are: "are deployed in"."""
    return verb.lemma_ in words("stationed") and any(c.lower_ in ("is", "are", "been") for c in verb.children)


def _has_set_up(verb: Token) -> bool:
    """Return whether a verb tells that somebody opened a base, or has: from then on it is there."""
    finite = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(c.lower_ in ("has", "have") for c in verb.children))
    return verb.lemma_ in words("setting_up") and finite and child(verb, "auxpass") is None


def _is_only_planned(noun: Token, parties: Parties) -> bool:
    """Return whether the words above make a thing one to come, to go or to be argued about: "the opening of a
    base", "threatened sanctions", "voted for an embargo"."""
    below = noun
    for steps, up in enumerate(ancestors(noun)):
        if steps > _REACH or (below.dep_ in ("appos", "relcl", "conj") and below.pos_ in ("VERB", "AUX", "NOUN")):
            return False
        if below.dep_ == "nsubj":  # what the base does is done there; but sanctions that ended are none
            closed = up.lemma_ in ("close", "shut") and child(up, "dobj") is None
            return closed or up.lemma_ in ("end", "expire", "lapse")
        if _has_set_up(up) and below == noun:
            return False
        if below.dep_ == "nsubjpass" and _is_stationed(up):
            return False
        if up.lemma_.lower() in words("not_standing_governor") or up.lower_ in words("not_standing_governor"):
            return True
        if up.pos_ in ("VERB", "AUX") and up.dep_ not in ("xcomp", "pcomp", "conj"):
            return any(c.dep_ == "aux" and c.lower_ in ("would", "could", "may", "might") for c in up.children)
        below = up
    return False
