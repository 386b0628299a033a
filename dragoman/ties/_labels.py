"""Words before a noun that tell whose it is or how it stands: "Iran-backed", "pro-government", "neutral",
"EU-candidate", "state-run", "sanctions-hit", "close to the president"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.records import Entity
from dragoman.ties._drafts import Draft
from dragoman.ties._grammar import children, governing_verb, has_negation, objects, prefix, subject
from dragoman.ties._nouns import NounReader
from dragoman.ties._parties import Parties, is_armed, is_body, is_political, is_state
from dragoman.ties._words import words

# Who may be told by whom he stands for: bands, parties and outlets; of people and crowds it is an opinion.
_TELLING = frozenset("REB PRM UAF PTY JRN MIL".split())


class LabelReader:
    """Reads the ties that labels on nouns tell, in one document."""

    def __init__(self, parties: Parties, nouns: NounReader) -> None:
        self.parties = parties
        self.facts = parties.facts
        self.nouns = nouns

    def read(self, token: Token) -> Iterator[Draft]:
        """Yield the ties that one word tells of the noun it stands before (or is said of)."""
        form = token.lower_
        backer, how = self._backer(token)
        if backer is not None:
            yield from self._backed(token, backer, how)
        elif form == "pro" or form.startswith("pro-"):
            yield from self._pro(token)
        elif form in ("neutral", "nonaligned", "non-aligned") or (form == "aligned" and prefix(token) == "non"):
            yield from self._neutral(token)
        elif form == "neutrality":
            yield from self._neutrality(token)
        elif form == "non" or form.startswith("non-"):
            yield from self._non(token)
        elif form in ("run", "owned", "controlled") and prefix(token) in words("owned_by"):
            yield from self._state_run(token)
        elif form == "state" and token.head.lemma_.lower() in words("outlet") and token.dep_ == "compound":
            yield from self._outlet(token.head, token)
        elif form in ("hit", "stricken", "battered") and prefix(token) in ("sanctions", "sanction"):
            for a in self.parties.one(token.head):
                if is_state(a, self.facts):
                    yield Draft("under sanctions", a, None, token, "sanctions-hit")
        elif form in words("loyal") and token.pos_ in ("ADJ", "VERB"):
            yield from self._loyal(token)

    # -- backed by ---------------------------------------------------------------------------------------------

    def _backer(self, token: Token) -> tuple[Entity | None, str]:
        """Return who backs, of "Iran-backed" (one token or three), and how: "backed", "allied"."""
        hows = words("backed") | words("allied")
        if token.lower_ in hows and prefix(token):
            before = token.doc[token.i - 2]
            return (self.parties.named(before) if before.text[:1].isupper() else None), token.lower_
        name, hyphen, how = token.text.rpartition("-")
        if not hyphen or how.lower() not in hows or not name[:1].isupper():
            return None, ""
        found = self.facts.named(name)
        return (_spanned(found, token) if found is not None else None), how.lower()

    def _backed(self, token: Token, owner: Entity, word: str) -> Iterator[Draft]:
        tie = "ally" if word == "allied" else "affiliation"
        clause = None
        if token.dep_ in ("acomp", "attr", "oprd") and token.head.lemma_ in words("copula"):
            clause = token.head
            who = self.parties.at(subject(clause))
        else:
            who = self._labelled(token)
        if clause is not None and has_negation(clause):
            return
        for a in who:
            if a.name.startswith(owner.name) or (a.code == owner.code and "JRN" not in a.sector):
                continue
            allies = is_political(a) and a.code != owner.code
            may_depend = _TELLING | ({"GOV"} if _names_rule(token) else set())
            dependent = not is_body(a) and bool(may_depend & set(a.sector))
            if allies if tie == "ally" else dependent:
                yield Draft(tie, a, owner, token, f"-{word}", clause, aux=_past_label(token))

    def _labelled(self, token: Token) -> tuple[Entity, ...]:
        """Return who bears a label: the noun it stands before; of "the militia Hezbollah" the name."""
        noun = token.head
        if noun.i <= token.i:
            return ()
        own = self.parties.one(noun)
        found = own
        if noun.pos_ == "NOUN":
            found = tuple(e for e in self.parties.bearers(noun) if e in own or noun.dep_ == "attr")[:1]
        if found or own:
            return found
        after = next((c for c in children(noun, "appos") if c.i > noun.i), None)
        if after is None and noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].pos_ == "PROPN":
            after = noun.doc[noun.i + 1]
        return self.parties.one(after) if after is not None else ()

    # -- for whom ----------------------------------------------------------------------------------------------

    def _pro(self, token: Token) -> Iterator[Draft]:
        doc = token.doc
        if "-" in token.text:
            whom, at = token.text.partition("-")[2], token
        elif token.i + 2 < len(doc) and doc[token.i + 1].text == "-":
            whom, at = doc[token.i + 2].text, doc[token.i + 2]
        else:
            return
        for a in self._labelled(at if at.dep_ in ("amod", "compound", "nmod", "npadvmod") else token):
            if not _TELLING & set(a.sector):
                continue
            if whom.lower() in words("regime"):
                if "JRN" in a.sector or is_armed(a):
                    yield Draft("affiliation", a, self._government_of(a, at), token, "pro-government", tokens=(at,))
            elif (named := self.parties.facts.named(whom)) is not None and whom[0].isupper():
                b = _spanned(named, at)
                if is_political(b) and not is_body(b) and a.code != b.code:
                    yield Draft("affiliation", a, b, token, f"pro-{whom}", tokens=(at,))

    def _government_of(self, entity: Entity, words_of: Token) -> Entity:
        """Return the government of an entity's own country, as the label's words name it."""
        name = self.facts.countries.get(entity.code, entity.code)
        start, end = words_of.idx, words_of.idx + len(words_of)
        return Entity(
            words_of.text, start, end, name, entity.code, ("GOV",), via="description", why="its own country's"
        )

    # -- outlets -----------------------------------------------------------------------------------------------

    def _state_run(self, token: Token) -> Iterator[Draft]:
        noun = token.head
        for a in self._labelled(token) if noun.i > token.i else ():
            if "JRN" in a.sector and a.code in self.facts.countries:
                yield Draft("affiliation", a, self._government_of(a, token), token, f"state-{token.lower_}")

    def _outlet(self, noun: Token, token: Token) -> Iterator[Draft]:
        for a in self.parties.one(noun):
            if "JRN" in a.sector and a.code in self.facts.countries:
                yield Draft("affiliation", a, self._government_of(a, token), token, "state outlet", tokens=(noun,))

    def _loyal(self, word: Token) -> Iterator[Draft]:
        """ "media close to the president", "a militia loyal to the general", "which is close to the Guards"."""
        clause = None
        if word.dep_ in ("acomp", "oprd", "attr") and word.head.lemma_ in words("copula"):
            clause = word.head
            bearers = self.parties.at(subject(clause))
        elif word.dep_ in ("amod", "acl", "appos", "relcl") and word.head.i < word.i:
            bearers = self.parties.bearers(word.head)
        else:
            return
        if clause is not None and has_negation(clause):
            return
        for o in objects(word, "to", "with"):
            for b in self.parties.at(o):
                for a in bearers:
                    if a.name == b.name or not (is_political(b) and {"GOV", "MIL", "PTY", "REB"} & set(b.sector)):
                        continue
                    if "JRN" in a.sector or is_armed(a):
                        yield Draft(
                            "affiliation", a, b, word, f"{word.lower_} to", clause, (word.head, o), _past_label(word)
                        )

    # -- neutral, outside --------------------------------------------------------------------------------------

    def _neutral(self, token: Token) -> Iterator[Draft]:
        """ "Neutral Switzerland", "Austria, a neutral country", "non-aligned Zambia"."""
        head = token.head
        if token.dep_ not in ("amod", "compound", "nmod", "appos", "acl"):
            return
        if head.i < token.i:  # "Costa Rica, neutral since 1983"
            if head.pos_ == "PROPN" and not objects(token, "on", "in", "over", "about", "between"):
                for a in self.parties.one(head):
                    if is_state(a, self.facts):
                        yield Draft("neutral", a, None, token, token.lower_, tokens=(head,))
            return
        if head.lemma_.lower() in words("state_word"):
            found = self.nouns.holders(head)
            if found is not None and not (found.clause is not None and has_negation(found.clause)):
                for a in found.entities:
                    if is_state(a, self.facts):
                        yield Draft("neutral", a, None, token, f"{token.lower_} country", found.clause, tokens=(head,))
        elif head.pos_ == "PROPN":
            for a in self.parties.one(head):
                if is_state(a, self.facts):
                    yield Draft("neutral", a, None, token, token.lower_, tokens=(head,))

    def _neutrality(self, noun: Token) -> Iterator[Draft]:
        """ "Switzerland's neutrality has not kept it …": owned and taken for granted, not asked for."""
        granted = noun.dep_ == "nsubj" or (noun.dep_ == "dobj" and noun.head.lemma_ in words("kept_up"))
        if noun.dep_ == "pobj":
            prep = noun.head
            granted = prep.lower_ == "despite" or (
                prep.lower_ == "of" and prep.i > 0 and prep.nbor(-1).lower_ == "because"
            )
        verb = governing_verb(noun)
        if not granted or (verb is not None and any(c.tag_ == "MD" for c in verb.children)):
            return
        owned = self.parties.owners(noun) or self.nouns.whose(noun)
        for a in owned:
            if is_state(a, self.facts) and a.via != "pronoun":
                yield Draft("neutral", a, None, noun, "its neutrality")

    def _non(self, token: Token) -> Iterator[Draft]:
        """ "Non-NATO Austria"; with a noun ("non-NATO member Finland") the noun is read for it."""
        doc = token.doc
        if "-" in token.text:
            body_text, at = token.text.partition("-")[2], token
        elif token.i + 2 < len(doc) and doc[token.i + 1].text == "-":
            body_text, at = doc[token.i + 2].text, doc[token.i + 2]
        else:
            return
        named = self.facts.named(body_text)
        if named is None or not is_body(named) or at.i + 1 >= len(doc) or doc[at.i + 1].pos_ != "PROPN":
            return
        head = doc[at.i + 1]
        while head.dep_ == "compound" and head.head.i == head.i + 1:
            head = head.head
        for a in self.parties.one(head):
            if is_state(a, self.facts):
                yield Draft("outside", a, _spanned(named, at), token, f"non-{body_text}", tokens=(at,))


class PlaceReader:
    """Reads "a neutral country outside NATO", "Norway, not in the EU", in one document."""

    def __init__(self, parties: Parties, nouns: NounReader) -> None:
        self.parties = parties
        self.facts = parties.facts
        self.nouns = nouns

    def read(self, prep: Token) -> Iterator[Draft]:
        """Yield the ties of "outside" after a noun."""
        noun = prep.head
        if prep.dep_ != "prep" or noun.lemma_.lower() not in words("state_word"):
            return
        found = self.nouns.holders(noun)
        if found is None:
            return
        named = [*children(prep, "pobj"), *objects(prep, "of")]
        for a in found.entities:
            for b in (e for t in named for e in self.parties.at(t) if is_body(e)):
                if is_state(a, self.facts):
                    yield Draft("outside", a, b, prep, "outside", found.clause)


def _names_rule(label: Token) -> bool:
    """Return whether a label stands before (or is said of) a government, a president or a name."""
    noun = label.head
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in words("regime") or noun.pos_ in ("VERB", "AUX")


def _past_label(label: Token) -> tuple[str, ...]:
    """Return "historical" for "previously US-backed", "the formerly Soviet-backed"."""
    return ("historical",) if any(c.lower_ in ("previously", "formerly", "once") for c in label.children) else ()


def _spanned(entity: Entity, token: Token) -> Entity:
    return replace(entity, text=token.text, start=token.idx, end=token.idx + len(token))
