"""Nouns that name a relation itself: "Paraguay's alliance with Taiwan", "Greece's NATO membership", "the rivalry
between the two", "its bid to join the EU", "Romania's refusal to recognise Kosovo", "Libya's support for rebels"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations

from spacy.tokens import Token

from dragoman.errors import TableError
from dragoman.records import TIES, Entity
from dragoman.tables import read_table, split_list
from dragoman.ties._drafts import Draft
from dragoman.ties._grammar import child, children, has_negation, objects, subject
from dragoman.ties._nouns import NounReader, is_arms, mediated
from dragoman.ties._parties import Parties, is_armed, is_body, is_political, is_state, unique
from dragoman.ties._words import TABLES, words

Frame = Callable[[Token, str], Iterator[Draft]]


@cache
def _relations() -> Mapping[str, tuple[str, str]]:
    """Return lemma -> (frame, tie). Raises TableError for a tie that does not exist."""
    table: dict[str, tuple[str, str]] = {}
    for row in read_table(TABLES / "relations.csv"):
        if row["tie"] not in TIES:
            raise TableError(f'{TABLES / "relations.csv"}, line {row["_line"]}, column tie: "{row["tie"]}" is no tie')
        table.update(dict.fromkeys(split_list(row["words"]), (row["frame"], row["tie"])))
    return table


class RelationReader:
    """Reads the ties that such nouns tell, in one document."""

    def __init__(self, parties: Parties, nouns: NounReader) -> None:
        self.parties = parties
        self.facts = parties.facts
        self.nouns = nouns
        self._frames: Mapping[str, Frame] = {
            "peers": self._peers, "belonging": self._belonging, "joining": self._joining, "status": self._status,
            "between": self._between, "patronage": self._patronage, "relying": self._relying,
            "selling": self._selling, "entering": self._entering, "acceding": self._acceding,
            "recognising": self._recognising, "refusing": self._refusing,
        }  # fmt: skip

    def read(self, noun: Token) -> Iterator[Draft]:
        """Yield the ties of one noun; none where it is denied, still to come or being given up."""
        found = _relations().get(noun.lemma_.lower())
        if found is None or noun.dep_ == "compound" or _is_open(noun) or _is_given_up(noun):
            return
        frame, tie = found
        yield from self._frames[frame](noun, tie)

    # -- who -------------------------------------------------------------------------------------------------

    def _whose(self, noun: Token) -> tuple[Entity, ...]:
        """Return whose a relation is: by what stands before it, or as the subject of "has a rivalry with"."""
        owned = self.parties.owners(noun) or self.nouns.whose(noun)
        if not owned and noun.dep_ == "dobj" and noun.head.lemma_ in words("keeping"):
            owned = self.parties.at(subject(noun.head))
        return tuple(e for e in owned if is_political(e))

    def _clause(self, noun: Token) -> Token | None:
        """Return the verb that asserts a relation of its subject; None where the phrase takes it for granted."""
        return noun.head if noun.dep_ == "dobj" and noun.head.lemma_ in words("keeping") else None

    def _named(self, tokens: Iterable[Token]) -> tuple[Entity, ...]:
        return unique(e for t in tokens for e in self.parties.at(t))

    def _bodies(self, tokens: Iterable[Token]) -> tuple[Entity, ...]:
        return tuple(e for e in self._named(tokens) if is_body(e))

    # -- the frames ------------------------------------------------------------------------------------------

    def _peers(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "A's alliance with B", "the rivalry between A and B", "the Greek-Turkish rivalry"."""
        mine = self._whose(noun)
        with_whom = [e for e in self._named(objects(noun, "with", "to", "towards", "toward")) if is_political(e)]
        pairs = [(a, b) for a in mine for b in with_whom]
        if not with_whom:
            both = [e for e in self._named(objects(noun, "between")) if is_political(e)] or list(mine)
            pairs = list(combinations(both, 2)) if len(both) == 2 else []
        for a, b in pairs:
            if a.code != b.code and not is_body(a) and not is_body(b):
                yield self._draft(tie, a, b, noun)

    def _belonging(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "Greece's NATO membership", "Poland's membership of the European Union"."""
        mine = self._whose(noun)
        bodies = unique((*(e for e in mine if is_body(e)), *self._bodies(objects(noun, "of", "in", "with"))))
        if noun.dep_ in ("pobj", "dobj") and noun.head.lemma_.lower() in words("wanting"):
            return  # "Serbia's bid for EU membership"
        for a in mine:
            if is_state(a, self.facts):
                yield from (self._draft(tie, a, b, noun) for b in bodies)

    def _joining(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "Montenegro's bid to join NATO", "its application for EU membership"."""
        wanted = [t for verb in children(noun, "acl", "relcl") if verb.lemma_ in ("join", "enter")
                  for t in children(verb, "dobj")]  # fmt: skip
        wanted += [t for p in children(noun, "prep") for v in children(p, "pcomp") if v.lemma_ in ("join", "enter")
                   for t in children(v, "dobj")]  # fmt: skip
        bodies = [*self._bodies(wanted)]
        becoming = [m for v in children(noun, "acl") if v.lemma_ in ("become", "be") for m in children(v, "attr")]
        for thing in (*objects(noun, "for", "to", "of"), *becoming):
            if thing.lemma_.lower() in ("membership", "accession", "entry", "member"):
                bodies += [e for e in self.parties.owners(thing) if is_body(e)]
                bodies += self._bodies(objects(thing, "of", "in", "to", "into"))
        own = self._whose(noun)
        bodies += [e for e in own if is_body(e)] if noun.lemma_.lower() in words("wanting") else []
        for a in own:
            if is_state(a, self.facts):
                yield from (self._draft(tie, a, b, noun) for b in unique(bodies))

    def _entering(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "the 1999 entry of Hungary into NATO": a year tells that it is no plan."""
        year = next((c.text for c in noun.children if c.i < noun.i and c.is_digit and len(c) == 4), None)
        for a in (*self._whose(noun), *self._named(objects(noun, "of"))) if year is not None else ():
            for b in self._bodies(objects(noun, "into", "to")):
                if is_state(a, self.facts):
                    draft = self._draft(tie, a, b, noun)
                    draft.since = year
                    yield draft

    def _acceding(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "is in accession talks with the European Union", "opened membership talks with"."""
        if not any(c.lemma_.lower() in words("accession") for c in children(noun, "compound", "nmod")):
            return
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        mine = self.parties.owners(noun) or (self.parties.at(subject(verb)) if verb.pos_ in ("VERB", "AUX") else ())
        for a in mine if not has_negation(verb) else ():
            for b in self._bodies([*objects(noun, "with"), *objects(verb, "with")]):
                if is_state(a, self.facts):
                    yield Draft(tie, a, b, noun, "accession talks", past_holds=True)

    def _status(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "has candidate status in the European Union", "the country's EU candidate status"."""
        if not any(c.lower_ == "candidate" for c in noun.children) or has_negation(noun.head):
            return
        verb = noun.head
        holds = noun.dep_ == "dobj" and verb.lemma_ in ("have", "hold", "enjoy", "receive", "win", "get", "gain")
        mine = self.parties.owners(noun) or (self.parties.at(subject(verb)) if holds else ())
        bodies = [
            *(e for e in self.parties.owners(noun) if is_body(e)),
            *self._bodies(objects(noun, "in", "of", "for")),
        ]
        for a in (*mine, *(self.parties.at(subject(verb)) if holds else ())):
            if is_state(a, self.facts):
                yield from (Draft(tie, a, b, noun, "candidate status", past_holds=True) for b in unique(bodies))

    def _between(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "Qatar's mediation between Sudan and Chad"."""
        for draft in mediated(self._whose(noun), list(self._named(objects(noun, "between"))), noun, None, tie):
            draft.why = f"noun {noun.lower_}"
            yield draft

    def _patronage(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "Libya's support for the rebels", "Syrian sponsorship of Hezbollah"."""
        for a in self._named(objects(noun, "for", "of", "to")):
            for b in self._whose(noun):
                if is_armed(a) and not is_armed(b) and "GOV" in b.sector and a.code != b.code:
                    yield self._draft(tie, a, b, noun)

    def _relying(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "India's dependence on Russian weapons", "its reliance on Moscow for arms"."""
        on = objects(noun, "on", "upon")
        sellers = [e for t in on if is_arms(t) for e in self.parties.owners(t)]
        if any(is_arms(t) for place in (noun, *on) for t in objects(place, "for")):
            sellers += self._named(on)
        for a in unique(sellers):
            for b in self._whose(noun):
                if is_political(a) and a.code != b.code:
                    yield self._draft(tie, a, b, noun)

    def _selling(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "French arms sales to Egypt": told in the plural, as what goes on."""
        if noun.tag_ != "NNS" and noun.lemma_ != "supply":
            return
        goods = any(is_arms(c) for c in children(noun, "compound")) or any(is_arms(t) for t in objects(noun, "of"))
        for a in self._whose(noun) if goods else ():
            for b in self._named(objects(noun, "to")):
                if is_political(b) and not is_armed(b) and a.code != b.code and not (is_body(a) or is_body(b)):
                    yield self._draft(tie, a, b, noun)

    def _recognising(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "Russia's recognition of Abkhazia", "its non-recognition of Israel"."""
        of = objects(noun, "of")
        known = [e for t in of for e in (self.parties.owners(t) if t.lemma_ in words("statehood") else ())]
        known += [e for t in of if t.lemma_ in words("statehood") for x in objects(t, "of") for e in self.parties.at(x)]
        refused = noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).lower_ == "non"
        for a in self._whose(noun):
            for b in unique((*self._named(of), *known)):
                if is_state(a, self.facts) and self._can_be_recognised(b) and a.code != b.code:
                    yield self._draft("does not recognise" if refused else tie, a, b, noun)

    def _refusing(self, noun: Token, tie: str) -> Iterator[Draft]:
        """ "Romania's refusal to recognise Kosovo", "Norway's refusal to join the EU"."""
        for verb in children(noun, "acl", "relcl"):
            for a in self._whose(noun):
                for b in self.parties.at(child(verb, "dobj")):
                    if not is_state(a, self.facts) or a.code == b.code:
                        continue
                    if verb.lemma_ in words("recognition") and self._can_be_recognised(b):
                        yield self._draft(tie, a, b, noun)
                    elif verb.lemma_ in ("join", "enter") and is_body(b):
                        yield self._draft("outside", a, b, noun)

    def _can_be_recognised(self, entity: Entity) -> bool:
        return is_state(entity, self.facts) or "PRE" in entity.sector

    def _draft(self, tie: str, a: Entity, b: Entity, noun: Token) -> Draft:
        past = ("historical",) if any(c.lower_ in words("former") for c in noun.children) else ()
        return Draft(tie, a, b, noun, f"noun {noun.lower_}", self._clause(noun), aux=past)


def _is_open(noun: Token) -> bool:
    """Say whether a relation is denied or still to come: "no rivalry", "a proposed alliance"."""
    return any(c.lower_ in words("not_standing_adjective") - {"own"} for c in noun.children if c.i < noun.i)


def _is_given_up(noun: Token) -> bool:
    """Say whether the word above ends, wishes or only plans a relation: "dropped its bid", "an end to its support"."""
    above = noun.head if noun.dep_ in ("dobj", "nsubjpass", "conj") else None
    if noun.dep_ == "pobj":
        above = noun.head.head
    if noun.dep_ == "nsubj" and noun.head.lemma_ in ("end", "expire", "lapse", "collapse", "fail", "crumble"):
        return True
    return above is not None and above.lemma_.lower() in words("given_up")
