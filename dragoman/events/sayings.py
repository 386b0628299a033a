"""Who says what, as the grammar of a sentence has it: reporting clauses, "according to", "citing", claims that.

A saying joins speakers to the words that stand on their word. What is between quotation marks, and what follows
on in the next sentence, is joined to these in speech.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dragoman.events.parties import Parties, is_known, unique
from dragoman.events.syntax import (
    SUBJECTS,
    agent_of,
    child,
    children,
    conjuncts,
    is_passive,
    preposition_objects,
    surface_subject,
)
from dragoman.records import UNKNOWN_CODE, Entity

# Verbs whose clause is somebody's word.
REPORTING = frozenset(
    "say tell claim report state add note confirm announce declare insist argue believe allege warn write explain "
    "suggest acknowledge admit stress reveal deny describe testify estimate recall quote cite show assert maintain "
    "contend indicate emphasize emphasise disclose reiterate predict complain concede accuse vow think tweet post "
    "read boast hint remark comment charge suspect conclude find rule document verify recount relate broadcast "
    "fear calculate swear attest underline repeat continue reply respond answer shout cry whisper joke quip muse "
    "observe point caution counter retort lament proclaim profess confess inform assure brief signal mention "
    "publish detail record corroborate certify print headline air argue tell conjecture speculate surmise blog "
    "identify determine establish rumour rumor telegraph cable".split()
)
# Of these only the clause of a person's or a paper's word counts: "the move shows that" is nobody's.
_SHOWING = frozenset("show suggest indicate reveal find prove establish determine point signal".split())
# What is their object, and no clause, is told on their word too: "confirmed the arrest".
_TELLING_OF = frozenset(
    "announce confirm report document deny acknowledge admit describe reveal disclose allege recount claim detail "
    "record recall mention verify corroborate relate publish broadcast".split()
)
# "claimed to have captured", "denied having bombed", "denied arming".
_WITH_INFINITIVE = frozenset("claim deny admit acknowledge report profess recall confess allege swear".split())
# Of these the object is blamed, and what it is blamed for hangs on a preposition.
_BLAMING = {
    "accuse": ("of",), "suspect": ("of",), "charge": ("with",), "blame": ("for", "on"), "condemn": ("for",),
    "criticize": ("for",), "criticise": ("for",), "denounce": ("for",), "fault": ("for",), "indict": ("for", "on"),
    "attribute": ("to",), "warn": ("of", "about", "against"), "complain": ("of", "about"), "speak": ("of",),
    "tell": ("of",), "boast": ("of", "about"), "convict": (), "impeach": ("for",), "lambast": ("for",),
    "lambaste": ("for",), "rebuke": ("for",), "castigate": ("for",), "berate": ("for",), "chide": ("for",),
}  # fmt: skip
# Of these only what somebody is blamed for doing, a gerund, stands on the speaker's word: a thing is a fact to both.
_GERUND_ONLY = frozenset(
    "condemn criticize criticise denounce fault lambast lambaste rebuke castigate berate chide indict impeach".split()
)
_CITING = frozenset(["cite", "quote"])
_SOURCES = frozenset(
    "source official report document witness resident paper record statement diplomat doctor data figure letter "
    "medic activist account memo minister spokesman spokeswoman officer police survivor agency".split()
)
# Nouns of saying: whose they are is the speaker of the clause that completes them.
_SAYING_NOUNS = frozenset(
    "claim assertion allegation accusation report statement announcement charge denial complaint suggestion warning "
    "admission confirmation testimony acknowledgement acknowledgment declaration insistence contention revelation "
    "disclosure finding conclusion belief suspicion word news remark comment rumour rumor account story view "
    "confession verdict boast hint".split()
)
# "reports of shelling": what they are of is what they tell.
_OF_ACTS = frozenset("report allegation accusation account rumour rumor news word".split())
_DESCRIBING = frozenset(["describe", "recount", "recall"])
# Words on paper speak for whoever issued them.
STATEMENTS = frozenset(
    "statement report decree communique communiqué letter headline editorial indictment document memo cable tweet post "
    "message note announcement press release bulletin dispatch leaflet order ruling verdict declaration article text "
    "broadcast resolution complaint filing affidavit dossier file record paper testimony book account submission "
    "petition speech interview video recording tape website page commentary column transcript draft bill law "
    "summary survey study data figure warrant sentence judgment judgement log archive study posting notice".split()
)
_HEADLINES = frozenset(["headline", "caption", "placard", "banner", "title", "editorial"])
_APPEARING = frozenset("emerge appear surface circulate spread".split())
_REBUTTING = frozenset("deny reject dismiss refute rebut repudiate".split())
# Their object is who hears it.
_TO_SOMEBODY = frozenset("tell inform assure warn remind brief caution notify".split())
_NOMINAL = frozenset("DET ADJ NOUN PROPN PRON NUM ADP PART CCONJ".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday late early".split())
_WHO = frozenset(["who", "what", "which", "whoever", "whatever", "that"])
_ALSO_AS = frozenset(["put", "have", "tell", "see", "know", "remember"])
# A tense in which nothing was said: "would not say", "refused to confirm".
_SILENT = frozenset(["refuse", "decline", "fail", "neglect", "forget", "avoid", "unable", "unwilling"])
_ASKING = frozenset(["ask", "wonder", "demand", "question", "inquire", "enquire", "urge", "plead", "beg", "call"])
QUOTING = REPORTING | _ASKING | frozenset("put go run exclaim declare chant pledge promise agree insist begin".split())


@dataclass(slots=True)
class Saying:
    """Speakers and what stands on their word, as token numbers."""

    speakers: tuple[Entity, ...]
    cue: tuple[int, int]
    content: set[int]
    quoted: set[int] = field(default_factory=set)
    rank: int = 0  # of two with the same content, the lower is nearer to it
    verb: int | None = None  # the reporting verb, where there is one
    silent: bool = False  # its cue is not in the sentence: said further up


class Grammar:
    """Finds the sayings of sentences. ``told`` keeps who last spoke on paper, for "the statement said"."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.issuers: tuple[Entity, ...] = ()
        self.last: tuple[Entity, ...] = ()  # who spoke last

    # -- speakers --------------------------------------------------------------------------------------------

    def voice(self, token: Token | None) -> tuple[Entity, ...]:
        """Return who speaks through a noun phrase: itself, or whoever issued the paper it names."""
        if token is None or (token.lower_ in _WHO and token.tag_ in ("WP", "WDT")):
            return ()
        if token.lower_ in ("it", "there") and token.dep_ == "expl":
            return ()
        out: list[Entity] = []
        for t in conjuncts(token):
            out.extend(self._one_voice(t))
        return unique(out)

    def _one_voice(self, token: Token) -> tuple[Entity, ...]:
        lemma = token.lemma_.lower()
        if lemma in STATEMENTS and token.pos_ in ("NOUN", "PROPN") and not self._is_outlet(token):
            issuers = self.issuers_of(token)
            if issuers:
                self.issuers = issuers
                return issuers
            for verb in (token.head, token.head.head):  # "reports emerged in Iraqi media"
                if verb.lemma_ in _APPEARING and (at := list(preposition_objects(verb, "in", "on", "from"))):
                    return unique(e for t in at for e in self.parties.at(t) if is_known(e))
            definite = any(c.lower_ in ("the", "this", "that") for c in children(token, "det"))
            if definite and self.issuers:
                words = somebody(token)
                return tuple(replace(e, text=words.text, start=words.start, end=words.end) for e in self.issuers)
            return (somebody(token),)
        found = tuple(e for e in self.parties.one(token) if _is_anybody(e))
        if token.pos_ == "PRON" and token.lower_ in ("it", "they", "he", "she") and not any(map(is_known, found)):
            before = self.issuers if token.lower_ == "it" and self.issuers else self.last
            if before and len(before) == 1:  # whoever spoke last speaks on
                return tuple(replace(e, text=token.text, start=token.idx, end=token.idx + len(token)) for e in before)
        if found:
            return found
        if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ") or token.tag_.startswith("NN"):
            return (somebody(token),)
        return ()

    def _is_outlet(self, token: Token) -> bool:
        """Return whether a word like "paper" or "post" is the name of an outlet here."""
        return any("JRN" in e.sector for e in self.parties.one(token)) and (
            token.lemma_ == "paper" or token.pos_ == "PROPN"
        )

    def issuers_of(self, token: Token) -> tuple[Entity, ...]:
        """Return whose a paper is: "a statement from the army", "its report", "a decree signed by the king"."""
        parties = self.parties
        out: list[Entity] = []
        for c in sorted(children(token, "poss", "amod", "compound", "nmod"), key=lambda t: t.i):
            out.extend(e for e in parties.at(c) if is_known(e) or c.dep_ == "poss")
        for t in preposition_objects(token, "by", "from", *(("in",) if token.lemma_ in _HEADLINES else ())):
            out.extend(self.voice(t))
        for t in preposition_objects(token, "of"):  # "the report of the panel", but "a report of killings"
            if token.lemma_ in _HEADLINES or parties.at(t):
                out.extend(self.voice(t))
        for clause in children(token, "acl"):
            if clause.tag_ == "VBN" and (by := agent_of(clause)) is not None:
                out.extend(self.voice(by))
        return unique(e for e in out if _is_anybody(e))

    def subject_of(self, verb: Token) -> tuple[Entity, ...]:
        """Return who does a reporting verb, active or passive."""
        if is_passive(verb):
            by = agent_of(verb)
            return self.voice(by) if by is not None else ()
        subject = surface_subject(verb)
        if subject is None and verb.dep_ == "pcomp" and verb.head.lower_ == "as":
            return ()
        if subject is None:  # "…, said the minister": the parser calls the minister an object
            after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
            named = child(verb, "dobj", "oprd", "attr")
            if named is not None and after is not None and named.left_edge.i == after.i:
                subject = named
        if subject is not None and subject.lemma_.lower() == "headline":
            return self.issuers_of(subject)
        return self.voice(subject)

    # -- sayings ---------------------------------------------------------------------------------------------

    def sayings(self, tokens: list[Token]) -> list[Saying]:
        """Return the sayings of one sentence, in text order of their cues."""
        found: list[Saying] = []
        for token in tokens:
            found.extend(self._of_verb(token, tokens))
            found.extend(self._of_noun(token))
            found.extend(self._according(token, tokens))
        for token in tokens:
            found.extend(self._citing(token, tokens, found))
        found.extend(self._heading(tokens, found))
        found.extend(self._trailing(tokens, found))
        for saying in found:
            if saying.speakers and saying.verb is not None:
                self.last = saying.speakers
        return found

    def _of_verb(self, verb: Token, tokens: list[Token]) -> Iterator[Saying]:
        lemma = verb.lemma_.lower()
        if verb.pos_ not in ("VERB", "AUX") and not (verb.tag_.startswith("VB") and lemma in REPORTING):
            return
        if lemma in _BLAMING and not _is_silent(verb):
            yield from self._blaming(verb, lemma)
        aside = self._aside(verb, lemma)
        if aside is not None:
            yield aside
            return
        if lemma not in REPORTING or _is_silent(verb):
            return
        if any(p.lower_ == "as" and child(p, "pcomp") is not None for p in children(verb, "prep")):
            return  # "quoted him as saying": told when "saying" is read
        content: set[int] = set()
        if _tells_something_else(verb, lemma):
            return
        for c in verb.children:
            if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and (lemma in _WITH_INFINITIVE or is_passive(verb))):
                if lemma in ("ask", "wonder"):
                    continue
                content |= _within(c)
            elif c.dep_ in ("dobj", "nsubjpass") and lemma in _TELLING_OF and not _is_audience(c):
                if c.dep_ == "nsubjpass" and agent_of(verb) is None:
                    continue
                content |= _within(c)
            elif c.dep_ == "dobj" and c.i > verb.i and lemma not in _TO_SOMEBODY:
                # "said the blast in the market was …": the parser cuts the clause's subject off
                if any(o.dep_ == "ccomp" and o.i > c.i and not _has_own_subject(o) for o in verb.children):
                    content |= _within(c)
            elif lemma in _DESCRIBING and c.i > verb.i and (c.dep_ == "advcl" or c.lower_ == "as"):
                content |= _within(c)
        if not content:
            content = _before(verb, tokens)
        if not content and verb.dep_ == "pcomp" and verb.head.lower_ == "as":
            for c in children(verb.head.head, "ccomp"):  # "…," the agency quoted him as saying
                content |= _within(c)
        if not content:
            return
        speakers = self.subject_of(verb)
        near: tuple[Entity, ...] = ()
        if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB":
            teller = verb.head.head  # "quoted the governor as saying"
            if teller.lemma_ in ("quote", "cite", "describe", "report", "paraphrase", "record", "show", "see", "hear"):
                content -= {t.i for t in verb.head.subtree if t.i <= verb.i}
                outer = self.voice(agent_of(teller)) if is_passive(teller) else self.voice(surface_subject(teller))
                quoted = surface_subject(teller) if is_passive(teller) else child(teller, "dobj")
                near = self.voice(quoted)
                speakers = ()
                if outer:
                    yield Saying(outer, (teller.i, teller.i + 1), set(content), rank=1)
        speakers = near or speakers
        if lemma in _SHOWING and not near:
            subject = surface_subject(verb)
            if subject is None or not (subject.lemma_.lower() in STATEMENTS or any(map(is_known, speakers))):
                return
        content -= {verb.i} | _said_by_others(verb)
        subject = surface_subject(verb)
        for clause in children(subject, "acl", "relcl") if subject is not None else ():
            if clause.lemma_ in _CITING and (by := agent_of(clause)) is not None:  # "quoted by the daily Dawn"
                yield Saying(self.voice(by), (clause.i, clause.i + 1), set(content), rank=1)
        yield Saying(speakers, (verb.i, verb.i + 1), content, verb=verb.i)

    def _blaming(self, verb: Token, lemma: str) -> Iterator[Saying]:
        content: set[int] = set()
        blamed = [c for t in children(verb, "dobj") for c in conjuncts(t)]
        for prep in [*children(verb, "prep"), *(p for t in blamed for p in children(t, "prep"))]:
            if prep.lower_ not in _BLAMING[lemma]:
                continue
            for c in children(prep, "pcomp", "pobj"):
                if c.dep_ == "pcomp" or c.tag_ == "VBG" or lemma not in _GERUND_ONLY:
                    if not (lemma == "tell" and c.dep_ == "pcomp"):
                        content |= _within(c)
        if content:
            yield Saying(self.subject_of(verb), (verb.i, verb.i + 1), content, verb=verb.i)

    def _aside(self, verb: Token, lemma: str) -> Saying | None:
        """Return the saying of a clause set into another: "The mission, the minister said, was attacked", "as the
        governor put it"."""
        as_word = next((c for c in verb.children if c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep")), None)
        if as_word is not None and lemma in REPORTING | _ALSO_AS and verb.dep_ in ("advcl", "parataxis", "ccomp"):
            own = {t.i for t in verb.subtree}
            content = {t.i for t in verb.head.subtree} - own | ({verb.head.i} - own)
            if child(verb, *SUBJECTS) is None or any(c.dep_ == "ccomp" for c in verb.children):
                return None
            if any(c.dep_ == "dobj" and c.lower_ != "it" for c in verb.children):
                return None  # "unravelled as residents reported shelling": when, not on whose word
            return Saying(self.subject_of(verb), (verb.i, verb.i + 1), content, verb=verb.i)
        if lemma not in REPORTING or verb.head == verb or _is_silent(verb):
            return None
        if verb.dep_ not in ("parataxis", "dep", "intj", "ccomp", "advcl") or child(verb, *SUBJECTS) is None:
            return None
        if any(c.dep_ in ("ccomp", "mark", "xcomp") for c in verb.children):
            return None
        if not _is_set_off(verb):
            return None
        own = {t.i for t in verb.subtree}
        top = verb.head
        content = {t.i for t in top.subtree} - own
        return Saying(self.subject_of(verb), (verb.i, verb.i + 1), content, verb=verb.i)

    def _trailing(self, tokens: list[Token], found: list[Saying]) -> Iterator[Saying]:
        """Return the saying of a reporting clause at the end of its sentence, or between commas, that the parser took
        for something else: it is told by its place."""
        doc = tokens[0].doc
        for verb in tokens:
            if verb.lemma_.lower() not in REPORTING or verb.tag_ not in ("VBD", "VBZ", "VBP") or _is_silent(verb):
                continue
            if any(s.verb == verb.i for s in found):
                continue
            first = verb.i
            while first > tokens[0].i and doc[first - 1].pos_ in _NOMINAL and not doc[first - 1].is_punct:
                first -= 1
            if first == verb.i or first == tokens[0].i or doc[first - 1].text not in (",", "”", '"', "''"):
                continue
            named = [t for t in doc[first : verb.i] if t.pos_ in ("NOUN", "PROPN", "PRON")]
            after = [t for t in tokens if t.i > verb.i]
            ends = not after or after[0].is_punct or after[0].pos_ in ("ADP", "ADV") or after[0].lower_ in _DAYS
            if not named or not ends or any(t.pos_ in ("VERB", "AUX") for t in after):
                continue
            left = {t.i for t in tokens if t.i < first - 1}
            if not any(doc[i].pos_ in ("VERB", "AUX") for i in left):
                continue
            head = next((t for t in named if t.head.i < first or t.head.i >= verb.i), named[-1])
            yield Saying(self.voice(head), (verb.i, verb.i + 1), left, verb=verb.i)

    def _of_noun(self, noun: Token) -> Iterator[Saying]:
        lemma = noun.lemma_.lower()
        if noun.pos_ != "NOUN" or lemma not in _SAYING_NOUNS:
            return
        content: set[int] = set()
        for c in noun.children:
            that = any(m.lower_ == "that" for m in c.children)
            if c.dep_ in ("acl", "ccomp"):
                completes = that or c.tag_ not in ("VBN", "VBG")
            elif c.dep_ == "relcl":
                completes = that and _has_own_subject(c)
            else:
                completes = c.dep_ == "prep" and c.lower_ == "of" and lemma in _OF_ACTS
            if completes:
                content |= _within(c)
        if not content:  # "Reports by aid workers that rebels …": the clause hangs on the workers
            for prep in children(noun, "prep"):
                for t in children(prep, "pobj"):
                    for c in children(t, "acl", "relcl", "ccomp"):
                        if any(m.lower_ == "that" for m in c.children) and _has_own_subject(c):
                            content |= _within(c)
        if not content and noun.dep_ in SUBJECTS:
            return
        if not content:
            return
        speakers = tuple(e for e in self.issuers_of(noun))
        if not speakers:
            speakers = unique(
                e for t in preposition_objects(noun, "by", "from", "of", "among", "in", "out") for e in self.voice(t)
                if is_known(e) and t.i not in content
            )  # fmt: skip
        if noun.dep_ == "dobj" and noun.head.lemma_ in _REBUTTING and surface_subject(noun.head) is not None:
            return  # "denies US claims that …": what is told is that it is not so, and on whose word
        yield Saying(speakers, (noun.i, noun.i + 1), content)

    def _according(self, token: Token, tokens: list[Token]) -> Iterator[Saying]:
        if token.lower_ == "according":
            to = next((c for c in token.children if c.lower_ == "to"), None)
            if to is None and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to":
                to = token.doc[token.i + 1]
            named = child(to, "pobj") if to is not None else None
            last = token.i + 2
        elif token.lower_ == "per" and token.dep_ == "prep" and token.i == tokens[0].i:
            to, named, last = token, child(token, "pobj"), token.i + 1
        else:
            return
        if to is None or named is None:
            return
        own = {t.i for t in token.subtree} | {t.i for t in to.subtree}
        whole = {t.i for t in tokens}
        before = token.doc[token.i - 1] if token.i > tokens[0].i else None
        if before is None or before.is_punct:
            content = whole - own
        else:  # no comma: what is said belongs to the clause
            top = token.head
            while top.pos_ not in ("VERB", "AUX") and top.head != top:
                top = top.head
            content = {t.i for t in top.subtree} - own
        yield Saying(self.voice(named), (token.i, last), content)

    def _citing(self, token: Token, tokens: list[Token], found: list[Saying]) -> Iterator[Saying]:
        if token.lemma_ not in _CITING or token.tag_ not in ("VBG", "VBD", "VBZ", "VBP"):
            return
        named = child(token, "dobj")
        if token.tag_ != "VBG" and token.dep_ != "relcl":
            return
        if named is None:
            return
        cited = tuple(
            e for t in conjuncts(named) for e in self._one_voice(t)
            if t.lemma_.lower() in _SOURCES or t.lemma_.lower() in STATEMENTS or _is_person(e)
        )  # fmt: skip
        if not cited:
            return
        own = {t.i for t in token.subtree}
        governing = [s for s in found if s.verb is not None and s.verb != token.i and s.speakers]
        above = {t.i for t in token.ancestors}
        over = [s for s in governing if s.verb in above] or governing
        content = (set(over[-1].content) if over else {t.i for t in tokens}) - own
        yield Saying(unique(cited), (token.i, token.i + 1), content, rank=-1)

    def _heading(self, tokens: list[Token], found: list[Saying]) -> Iterator[Saying]:
        """Headlines: "Putin: Russia will not attack", "Iran arrests two: report", "12 killed - military"."""
        words = [t for t in tokens if not t.is_space]
        if len(words) < 4 or any(t.text in ".!" for t in words[-1:]) or len(words) > 25:
            return
        for at, mark in enumerate(words):
            if mark.text not in (":", "-", "–", "—"):
                continue
            left, right = words[:at], words[at + 1 :]
            if mark.text == ":" and 0 < len(left) <= 5 and len(right) >= 2:
                speakers = self._named(left, label=True)
                if speakers and _has_verb(right):
                    yield Saying(speakers, (mark.i, mark.i + 1), {t.i for t in right})
                    return
            spaced = mark.text == ":" or (at and (words[at - 1].whitespace_ or mark.text in "–—"))
            if 0 < len(right) <= 4 and len(left) >= 3 and spaced and not any(s.content & {left[0].i} for s in found):
                speakers = self._named(right, label=False)
                if speakers and _has_verb(left):
                    yield Saying(speakers, (mark.i, mark.i + 1), {t.i for t in left})
                    return

    def _named(self, words: list[Token], *, label: bool) -> tuple[Entity, ...]:
        """Return who a short headline part names, where it can speak: a person, an office, a body, a report.

        A country before the colon (``label``) tells what a headline is about, after it who says so."""
        if any(t.pos_ in ("VERB", "AUX") and t.tag_ not in ("VB", "VBN") for t in words) and len(words) > 1:
            return ()
        head = words[-1]
        of = next((t for t in words if t.lower_ in ("of", "in", "for", "from")), None)
        if of is not None and of.i > words[0].i:
            head = of.doc[of.i - 1]
        found = [e for t in words for e in self.parties.one(t) if self.parties.cast.at(t) is not None]
        speaking = [e for e in found if e.via != "nationality" and (_can_speak(e) if label else is_known(e))]
        if speaking:
            return unique(speaking[:1])
        if head.lemma_.lower() in _SOURCES | STATEMENTS | {"minister", "police", "military", "army", "president"}:
            first, last = words[0], words[-1]
            return (_entity(head, first, last),)
        return ()


def _can_speak(entity: Entity) -> bool:
    """Return whether a headline's label is a speaker and no topic: a person, an organ, not a bare country."""
    if entity.via == "name" and entity.role is None and entity.sector == ("GOV",) and entity.id is not None:
        return len(entity.id) != 3
    return is_known(entity)


def _is_person(entity: Entity) -> bool:
    return entity.code != UNKNOWN_CODE or entity.sector not in ((), ("UNK",))


def _is_anybody(entity: Entity) -> bool:
    return bool(is_known(entity) or entity.name or entity.text)


def somebody(token: Token) -> Entity:
    """Return a speaker whom the cast does not know, by the words that name it."""
    last = token
    first = token.left_edge
    while first.i < token.i and (first.is_punct or first.is_space or first.lower_ in ("and", "but", "or")):
        first = token.doc[first.i + 1]
    return _entity(token, first, last)


def _entity(head: Token, first: Token, last: Token) -> Entity:
    text = head.doc[first.i : last.i + 1].text
    return Entity(text, first.idx, last.idx + len(last), head.lemma_, why="a speaker nobody is known by")


def _within(token: Token) -> set[int]:
    """Return the tokens of a phrase or clause without what is set into it by another speaker."""
    return {t.i for t in token.subtree}


def _tells_something_else(verb: Token, lemma: str) -> bool:
    """Return whether a verb has an object of its own besides the clause before it: "…, the radio told nothing"."""
    own = [
        c for c in children(verb, "dobj")
        if c.i > verb.i and lemma not in _TO_SOMEBODY and c.lower_ not in _DAYS and c.left_edge.lower_ not in _DAYS
    ]  # fmt: skip
    subject = child(verb, *SUBJECTS)
    clauses = children(verb, "ccomp")
    return bool(own and clauses) and all(c.i < verb.i for c in clauses) and subject is not None and subject.i < verb.i


def _said_by_others(verb: Token) -> set[int]:
    """Return the words of a coordinated clause in which somebody else is named as speaker, which the parser hangs into
    what was said: "Omar said 500 were held, and the UN estimated that 2,000 were"."""
    out: set[int] = set()
    for clause in children(verb, "ccomp"):
        for other in [clause, *clause.conjuncts]:
            own = child(other, "nsubj")
            if other is clause or other.lemma_ not in REPORTING or own is None or own.pos_ == "PRON":
                continue
            before = other.doc[other.left_edge.i - 1]
            if own.i < other.i and (before.lower_ in ("and", "but", "while") or before.text in (",", ";")):
                out |= _within(other)
    return out


def _is_audience(token: Token) -> bool:
    return token.dep_ == "dative"


def _has_own_subject(verb: Token) -> bool:
    return any(own.tag_ not in ("WDT", "WP") and own.lower_ != "that" for own in children(verb, "nsubj", "nsubjpass"))


def _has_verb(tokens: list[Token]) -> bool:
    return any(t.pos_ in ("VERB", "AUX") for t in tokens) or len(tokens) > 3


def _is_silent(verb: Token) -> bool:
    """Return whether a verb of saying tells that something was not said: "would not say", "refused to confirm"."""
    if verb.lemma_ == "deny":
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    if any(c.lower_ in ("nobody", "nothing", "none") and c.dep_ in SUBJECTS for c in verb.children):
        return True
    return verb.dep_ in ("xcomp", "acl", "ccomp") and verb.head.lemma_ in _SILENT and verb.tag_ == "VB"


def _is_set_off(verb: Token) -> bool:
    """Return whether commas, dashes or quotation marks set a reporting clause off on the side of what it reports."""
    words = [t.i for t in verb.subtree if not t.is_punct and not t.is_space]
    first, last = min(words), max(words)
    doc = verb.doc
    left = first == 0 or doc[first - 1].is_punct or doc[first - 1].is_space or bool(doc[first].is_sent_start)
    right = last + 1 >= len(doc) or doc[last + 1].is_punct or doc[last + 1].is_space
    return left and right


def _before(verb: Token, tokens: list[Token]) -> set[int]:
    """Return what stands before a reporting clause that ends its sentence, where the parser joined it in some other
    way: "12 held at border, police say"."""
    subject = child(verb, *SUBJECTS)
    if subject is None and verb.dep_ not in ("ROOT",):
        return set()
    if child(verb, "dobj", "ccomp", "xcomp") is not None and subject is not None:
        if child(verb, "dobj", "ccomp", "xcomp").i > verb.i:  # type: ignore[union-attr]
            return set()
    edges = [verb.i] + ([t.i for t in subject.subtree] if subject is not None else [])
    first = min(edges)
    if first == tokens[0].i:
        return set()
    mark = verb.doc[first - 1]
    if mark.text not in (",", '"', "”", "’", "''"):
        return set()
    left = [t for t in tokens if t.i < first - 1]
    if not any(t.pos_ in ("VERB", "AUX") for t in left):
        return set()
    if any(t.pos_ in ("VERB", "AUX") and t.dep_ in ("ROOT",) and t != verb for t in left) and verb.dep_ == "conj":
        return set()
    return {t.i for t in left}
