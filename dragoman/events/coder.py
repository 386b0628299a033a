"""Who did what to whom, and which words say so: Parse + Cast -> events, sentence by sentence.

A sentence is read in three passes. Verbs are matched with their frames, and what controls a clause (refuse,
urge, threaten) is read in its own right; then nouns that name acts, where no verb has taken them; then each act
is turned by the words above it (see conventions.py) and given its speakers, reality and confidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile

from spacy.tokens import Token

from dragoman.events import conventions, inferred, weigh
from dragoman.events.blame import blame_of, slur
from dragoman.events.confidence import Judge, signs
from dragoman.events.contexts import contexts_of
from dragoman.events.denial import is_negated
from dragoman.events.domains import document_domain, sentence_domain
from dragoman.events.frames import Match, match_verb, matches, senses_of, undergoer
from dragoman.events.lexicon import TABLES, Lexicon, load_lexicon
from dragoman.events.model import Range, Reading, Roles, load_model
from dragoman.events.modes import instrument_modes
from dragoman.events.parties import AGAINST, Parties, is_known, is_political, unique
from dragoman.events.reality import flagged, is_purpose, kinds_above
from dragoman.events.speech import REPORTING, Speech
from dragoman.events.syntax import (
    agent_of,
    child,
    children,
    conjuncts,
    is_passive,
    preposition_objects,
    surface_subject,
)
from dragoman.records import (
    CODED_ZONES,
    INTERNATIONAL_CODES,
    Cast,
    Entity,
    Event,
    Parse,
    Sentence,
    SentenceRef,
    ThirdParty,
    stable_id,
)
from dragoman.tables import read_table, split_list

# Declining to say something is no refusal of anything.
_WORDS_ONLY = frozenset(
    "comment say speak elaborate give discuss confirm disclose answer identify name respond specify reveal "
    "provide tell talk rule be describe predict speculate reply explain draw".split()
)
# Verbs that lend their subject to the act noun they govern: "made a visit", "is in talks".
_LIGHT = frozenset(
    "launch carry conduct hold make stage begin start continue resume undertake mount wage commit plan join lead "
    "perform be have enter attend step pay do give issue order complete finish open host sponsor back support".split()
)
# What peacekeepers do by coming and going, instead of what other troops do by it.
_PEACEKEEPERS: dict[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]] = {
    **{("MOBILIZE", mode): ("AID", ()) for mode in ((), ("troops",), ("police",))},
    ("CONSULT", ("visit",)): ("AID", ()),
    ("RETREAT", ("withdraw",)): ("SANCTION", ("withdraw",)),
}
_SERVING = frozenset({"serve", "act", "join", "help", "participate", "take"})
# An order to the press that silences it is more than words.
_SILENCING = frozenset({"suspend", "cease", "stop", "halt", "close", "shut"})
# Parts of speech of the words that can name an act.
_NAMING = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
# Rules of roles (verbs.csv) by which an act has actors only.
_ONE_SIDED = frozenset(("solo", "mutual", "topic", "call", "exercise"))
_NATURE = frozenset(
    "cyclone hurricane typhoon storm earthquake quake tsunami flood tornado avalanche landslide blizzard virus "
    "disease heat drought wildfire epidemic pandemic rain snow lightning".split()
)
# What an attack does to people, told as its consequence: "fired rockets, wounding two".
_CONSEQUENCES = frozenset("kill wound injure hurt destroy damage maim leave hit".split())
# Verbs of saying and thinking whose clause may blame somebody.
_BLAMING = (REPORTING | {"believe", "imply", "think", "suspect", "conclude", "suggest", "feel", "maintain"}) - {"deny"}
# Types of acts that are told again without their parties ("the siege", "the talks"), and as what they were told first.
_TOLD_AGAIN = {
    **{kind: {kind} for kind in ("ASSAULT", "RETREAT", "SANCTION", "COERCE", "PROTEST")},
    "CONSULT": {"CONSULT", "AGREE", "SUPPORT"},
    "AGREE": {"AGREE", "SUPPORT", "CONCEDE"},
}
# Of these, those that a bare noun tells anew: the violence went on.
_GOES_ON = frozenset({"ASSAULT", "COERCE", "PROTEST", "CONSULT"})
# Nouns that may take up any violent act told before.
_ANY_HARM = frozenset("attack raid assault strike killing violence act action incident bombing massacre".split())
# Prepositions whose object is where an act took place, not who took part.
_WHERE = frozenset("near in at inside outside across around off along throughout within beside".split())


@dataclass(slots=True)
class Draft:
    """An act as first read, before it is turned by the words above it."""

    event: str
    mode: tuple[str, ...]
    head: Token
    words: tuple[int, int]  # token range of the words that name it
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    why: list[str] = field(default_factory=list)
    score: float = 0.5
    settled: bool = False  # control words above it have been heard already
    speech: bool = False  # its own words are somebody's speech
    one_sided: bool = False  # nobody suffers it: those who take part all act
    mediators: tuple[Entity, ...] = ()
    model: bool = False  # named by the model alone: type, modes and reality are its own


@cache
def _adjectives() -> dict[str, tuple[tuple[str, ...], str, str]]:
    return {
        a: (split_list(row["prep"]), row["type"], row["mode"])
        for row in read_table(TABLES / "adjectives.csv")
        for a in split_list(row["adjective"])
    }


class EventCoder:
    """Codes documents by grammar and tables. Holds no state between documents."""

    def __init__(self) -> None:
        self.lexicon: Lexicon = load_lexicon()
        self.model = load_model()
        self.judge = Judge.load()
        _adjectives()

    def code(self, parse: Parse, cast: Cast) -> tuple[tuple[Event, ...], tuple[Sentence, ...]]:
        """Return the events of a document in text order, and its sentences, each without an event carrying
        the reason why (a key of records.SILENCE)."""
        parties = Parties(cast)
        events: list[Event] = []
        sentences: list[Sentence] = []
        domain = document_domain(parse)
        speech = Speech(parse, parties)
        silences = [self.unread(parse, sentence, parties, domain is not None) for sentence in parse.sentences]
        to_read = [sentence for sentence, silence in zip(parse.sentences, silences, strict=True) if silence is None]
        readings = iter(self.model.read([parse.document.text[s.start : s.end] for s in to_read]))
        for sentence, unread in zip(parse.sentences, silences, strict=True):
            found: list[Event] = []
            silence = unread
            if silence is None:
                reader = _SentenceReader(self, parse, sentence, parties, events, speech, next(readings))
                found = reader.events()
                silence = reader.silence
            events.extend(found)
            sentences.append(
                Sentence(sentence.index, sentence.start, sentence.end, sentence.kind, None if found else silence)
            )
        return tuple(_retold(events)), tuple(sentences)

    def unread(self, parse: Parse, sentence: Sentence, parties: Parties, domain: bool) -> str | None:
        """Return why a sentence is not read for events at all (a key of records.SILENCE), or None where it is."""
        if sentence.kind not in CODED_ZONES:
            return "furniture"
        if domain or sentence_domain(parse.document.text[sentence.start : sentence.end]):
            return "other_domain"
        first, last = parse.span(sentence)
        if any(first <= m.root < last for m in parties.cast.mentions):
            return None
        # without a party, only a noun that takes up an act told before makes an event
        acts = any(t.pos_ == "NOUN" and self.lexicon.noun([t.lemma_.lower()]) for t in parse.doc[first:last])
        return None if acts else "no_actor"


class _SentenceReader:
    def __init__(
        self,
        coder: EventCoder,
        parse: Parse,
        sentence: Sentence,
        parties: Parties,
        earlier: list[Event],
        speech: Speech,
        reading: Reading,
    ) -> None:
        self.speech = speech
        self.reading = reading
        self.earlier = earlier  # the events of the sentences before
        self.judge = coder.judge
        self.lexicon = coder.lexicon
        self.parse = parse
        self.sentence = sentence
        self.parties = parties
        first, last = parse.span(sentence)
        self.tokens = list(parse.doc[first:last])
        self.span = parse.doc[first:last]
        self.mentions = [m for m in parties.cast.mentions if first <= m.root < last]
        self.taken: set[int] = set()  # nouns that a verb has made its own
        self.hushed: set[int] = set()  # words of declining to comment, which no reading makes an act
        self.drafts: list[Draft] = []
        self.silence = "no_act"

    def range_at(self, token: Token) -> Range:
        """Return the characters of a token, counted from the start of the sentence."""
        return token.idx - self.sentence.start, token.idx + len(token) - self.sentence.start

    def range_of(self, draft: Draft) -> Range:
        """Return the characters, counted from the start of the sentence, of the words that name an act."""
        first, last = self.parse.doc[draft.words[0]], self.parse.doc[draft.words[1] - 1]
        return first.idx - self.sentence.start, last.idx + len(last) - self.sentence.start

    # -- the three passes ------------------------------------------------------------------------------------

    def events(self) -> list[Event]:
        for token in self.tokens:
            if token.pos_ == "VERB" or (
                token.tag_ in ("VBN", "VBG", "VBD") and token.dep_ in ("acl", "advcl", "relcl")
            ):
                self.read_verb(token)
            elif token.pos_ == "ADJ" and token.dep_ in ("acomp", "amod", "oprd", "advcl", "appos"):
                self.read_adjective(token)
        for token in self.tokens:
            if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.is_lower) or self.is_gerund(token):
                self.read_noun(token)
        self.accuse_in_clauses()
        self.blame_in_clauses()
        self.share_recipients()
        self.merge_consequences()
        self.heed_model()
        told = [(draft.head, event) for draft in self.drafts if (event := self.finish(draft)) is not None]
        out = _distinct(_once(told))
        if not out:
            self.silence = self.reason(bool(self.drafts))
        return sorted(out, key=lambda e: (e.start, e.end, e.event))

    def is_gerund(self, token: Token) -> bool:
        """Return whether a verb's form stands as a noun and no frame has read it: "Russian hacking"."""
        return (
            token.tag_ == "VBG"
            and token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass")
            and child(token, "amod", "poss", "compound", "det") is not None
            and all(d.head != token for d in self.drafts)
        )

    def reason(self, acts: bool) -> str:
        mentions = [m for m in self.mentions if any(is_political(e) for e in m.entities)]
        if acts:
            return "act_without_actor"
        return "no_act" if mentions else "no_actor"

    # -- verbs -----------------------------------------------------------------------------------------------

    def read_verb(self, verb: Token) -> None:
        if is_purpose(verb, self.lexicon):
            return  # and what it is about stays to be read for itself: "to stop the crackdown"
        kinds = self.lexicon.control.get((verb.lemma_.lower(), "verb"), ())
        if "request" in kinds and self.read_request(verb):
            return
        if "refuse" in kinds and self.read_refusal(verb):
            return
        if "threaten" in kinds and self.read_threat(verb):
            return
        if verb.dep_ == "amod":
            return
        if self.read_must(verb):
            return
        if any(self.read_frame(match) for match in matches(verb, self.lexicon, self.parties)):
            return
        if "promise" in kinds:
            self.read_promise(verb)

    def read_frame(self, match: Match) -> bool:
        verb, frame = match.verb, match.frame
        actor, recipient = self.roles(match)
        if frame.roles == "clause":
            return False
        if frame.roles == "warn" and not (
            is_any_political(actor) and is_any_political(recipient) and self.threatens_itself(verb)
        ):
            return False
        if (
            match.object is not None
            and match.object.lemma_ == "regret"
            and next(
                (t for noun in (verb, match.object) for t in preposition_objects(noun, "at", "that", "about")), None
            )
        ):
            return False  # at what others have done
        if frame.roles == "insult" and not self.insulting(verb):
            return False
        if match.passive and (frame.roles in ("place", "troopsonly") or "resign" in match.mode):
            return False  # who is flown out pays no visit; who is left somewhere, or resigned to it, does not go
        if frame.roles == "both" and not (actor and recipient):
            return False
        if frame.roles == "testfire" and (
            recipient or any(preposition_objects(verb, "at", "into", "on", "toward", "towards"))
        ):
            return False
        if frame.roles == "captive" and (
            child(verb, "oprd", "acomp") is not None
            or any(t.lemma_ in ("accountable", "responsible", "liable") for t in verb.subtree)
            or all("GOV" in e.sector for e in recipient)
        ):
            return False
        if match.passive and not actor and verb.lemma_ in ("arm", "equip", "fund", "finance", "support", "back"):
            return False  # "units armed with rifles": a state of things
        if frame.event == "ASSAULT" and not self.assaulting(match, actor):
            return False
        if frame.roles == "captive" and not (match.passive or any(preposition_objects(verb, "at", "in", "without"))):
            return False
        if frame.roles == "troopsonly" and not any(
            s in ("MIL", "REB", "COP", "PRM", "UAF") for e in actor for s in e.sector
        ):
            return False
        if (
            frame.event == "PROTEST"
            and frame.mode in ("strike", "obstruct")
            and not any(s in ("LAB", "CVL", "EDU", "AGR", "OPP", "SOC", "MED", "REF") for e in actor for s in e.sector)
        ):
            return False
        if frame.verb in ("convict", "sentence", "find") and not actor:
            actor = ()
        event, mode = frame.event, match.mode
        if event == "PROTEST" and verb.lemma_ == "protest" and actor and all("GOV" in e.sector for e in actor):
            event, mode = "ACCUSE", ("disapprove",)  # governments protest in notes, not in the streets
            recipient = recipient or self.without(self.culprits(verb), actor)
        words = [verb.i]
        if frame.particle:
            follow = [t.i for t in verb.subtree if verb.i < t.i <= verb.i + 4 and t.lower_ in frame.particle.split()]
            words += follow[:2]
        if match.sense is not None and match.object is not None:
            self.taken.update(t.i for t in conjuncts(match.object))
            if " of " in match.sense.noun:  # "a state of siege": both nouns are in its name
                self.taken.update(t.i for t in preposition_objects(match.object, "of"))
            if match.sense.event or frame.objects:
                head = match.object
                if 0 < head.i - verb.i <= 6 and not match.passive and match.sense.event:
                    words.append(head.i)
        subject = surface_subject(verb)
        if subject is not None and frame.event == "ASSAULT":
            # "airstrikes killed five": one act, told by its verb; the noun lends its agent and its means
            for t in conjuncts(subject):
                if any(s.event == "ASSAULT" for s in senses_of(t, self.lexicon)):
                    self.taken.add(t.i)
        if frame.event == "ASSAULT" and not mode:
            mode = instrument_modes(verb, self.lexicon)
        mediators: tuple[Entity, ...] = ()
        if frame.roles == "mediate":
            mediators, actor = actor, recipient
            recipient = ()
            between = unique(
                e for t in preposition_objects(match.object or verb, "between") for e in self.parties.at(t)
            )
            between = between or unique(e for t in preposition_objects(verb, "between") for e in self.parties.at(t))
            if between:
                actor = between
            elif not actor:
                actor, mediators = mediators, ()
        score = 0.62 + 0.13 * bool(actor) + 0.13 * bool(recipient) + 0.06 * bool(frame.objects or frame.particle)
        self.drafts.append(
            Draft(
                frame.event, mode, verb, (min(words), max(words) + 1), actor, recipient,
                [f'verb "{verb.lemma_}", verbs.csv line {frame.row}'], score,
                speech=frame.event in ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"), mediators=mediators,
                one_sided=frame.roles in _ONE_SIDED,
            )
        )  # fmt: skip
        return True

    def roles(self, match: Match) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
        """Return actor and recipient of a matched verb, turned for the passive and for the frame's own rule."""
        verb, frame, at = match.verb, match.frame, self.parties
        if match.passive:
            by = agent_of(verb)
            actor = at.who(by) if by is not None else ()
        else:
            actor = at.subject(verb) or self.parties_to(surface_subject(verb))
        object_is_party = at.at(match.object) if match.object is not None else ()
        if match.sense is not None and frame.objects and "actor" not in frame.objects and match.sense.kind != "people":
            # the object is the thing of the act (aid, sanctions, a proposal), so the party stands elsewhere
            if match.sense.kind not in ("troops", "prisoner", "diplomat", "police") or frame.event in (
                "MOBILIZE",
                "RETREAT",
            ):
                object_is_party = ()
        after: list[Entity] = []
        words = [w.removeprefix("!") for w in frame.prepositions]
        inner = None
        if match.object is not None and match.sense is not None and match.object.lemma_ not in match.sense.noun:
            inner = next(iter(preposition_objects(match.object, "of")), None)  # "a round of talks with Chad"
            if inner is not None:
                self.taken.add(inner.i)
        for noun in (verb, match.object, inner):
            if noun is not None and frame.prepositions:
                for t in preposition_objects(noun, *words):
                    if frame.roles != "mutual" and t.head.i and t.doc[t.head.i - 1].lower_ == "together":
                        continue  # in company of, not against
                    whose = frame.roles in ("prep", "dative", "mutual") or frame.event == "SANCTION"
                    after.extend(at.who(t) if whose else at.at(t))
        if "with" in words and "against" in words and (foes := list(preposition_objects(verb, "against"))):
            # "fought with the US against Isis": beside the one, against the other
            actor = unique([*actor, *(e for t in preposition_objects(verb, "with") for e in at.at(t))])
            after = [e for t in foes for e in at.at(t)]
        dative = [
            e for t in [*children(verb, "dative"), *children(verb, "dobj")[:-1]] if t.pos_ != "ADP" for e in at.at(t)
        ]
        if match.passive and frame.roles == "dative" and object_is_party and match.sense is None:
            dative = list(object_is_party)
        match frame.roles:
            case "mutual":
                both = unique([*actor, *object_is_party, *after, *at.owners(match.object, also=("between",))])
                return both, ()
            case "topic":
                return unique([*actor, *after]), ()
            case "solo":
                if frame.event == "RETREAT" and match.passive and not actor:
                    return (), ()
                return actor, ()
            case "place" | "visit":
                host = list(object_is_party) + after
                return actor, unique(e for e in host if e not in actor)
            case "prep":
                return actor, self.without(unique(after or list(object_is_party)), actor)
            case "dative":
                return actor, self.without(unique(dative or after or list(object_is_party)), actor)
            case "reverse":
                if frame.event == "CONSULT":
                    return object_is_party, actor
                source = unique(e for t in preposition_objects(verb, "from", "by") for e in at.who(t))
                source = source or unique(
                    e
                    for t in ([match.object] if match.object is not None else [])
                    for e in at.owners(t, also=("from", "by"))
                )
                return source, actor
            case "call":
                return unique([*actor, *object_is_party]), ()
            case "from":
                source = unique(e for t in preposition_objects(verb, "from") for e in at.at(t))
                return actor, source or (
                    object_is_party if match.object is not None and match.object.pos_ == "PROPN" else ()
                )
            case "exercise":
                partners = unique(e for t in preposition_objects(verb, "with") for e in at.at(t))
                return unique([*actor, *partners]), ()
            case "mediate":
                return actor, unique([*object_is_party, *after])
            case "body":
                return actor, object_is_party
        recipient = unique([*object_is_party, *dative])
        if not recipient and after:
            recipient = unique(after)
        if not recipient:
            whose = match.sense is not None and match.sense.kind in ("proposal", "demand", "pact", "refusal", "support")
            recipient = at.owners(match.object, also=("by", "of", "from") if whose else ("by",))
        if not recipient and match.object is not None and match.sense is not None and match.sense.kind == "pact":
            recipient = tuple(e for e in self.parties_to(match.object) if e.code not in {a.code for a in actor})
        if not recipient and not match.passive and match.object is not None:
            recipient = unique(e for t in preposition_objects(verb, "by") for e in at.at(t))
        return actor, self.without(recipient, actor)

    def parties_to(self, subject: Token | None) -> tuple[Entity, ...]:
        """Return the parties of an agreement that is the subject ("the deal would give …"), as told before."""
        if subject is None or not any(s.kind == "pact" for s in senses_of(subject, self.lexicon)):
            return ()
        for earlier in reversed(self.earlier):
            if earlier.event in ("AGREE", "SUPPORT", "COOPERATE") and len(earlier.actor) > 1:
                return tuple(replace(e, text="", start=subject.idx, end=subject.idx) for e in earlier.actor)
        return ()

    @staticmethod
    def without(recipient: tuple[Entity, ...], actor: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """Return the recipients that are not the actor again ("its own forces", a reflexive)."""
        return tuple(e for e in recipient if e not in actor)

    def state_of_place(self, verb: Token) -> tuple[Entity, ...]:
        """Return the state in whose country somebody "was detained in Turkey": nobody else arrests and tries."""
        for t in preposition_objects(verb, "in"):
            for e in self.parties.at(t):
                if is_political(e) and e.code not in INTERNATIONAL_CODES:
                    at = verb.idx
                    return (replace(e, text="", start=at, end=at, why=f"the state of the place: {e.text}"),)
        return ()

    def people_of(self, verb: Token) -> tuple[Entity, ...]:
        """Return the people of the place whose houses, streets or fields are harmed: "bombed a market in Yemen"."""
        target, _ = undergoer(verb)
        if target is None or target.pos_ != "NOUN" or self.parties.cast.at(target) is not None:
            return ()
        if not any(s.kind in ("property", "territory") for s in senses_of(target, self.lexicon)):
            return ()
        for t in preposition_objects(target, *_WHERE, "of"):
            for e in self.parties.at(t):
                if is_political(e) and e.code not in INTERNATIONAL_CODES:
                    at = target.idx
                    return (replace(e, text=target.text, start=at, end=at + len(target), sector=("CVL",),
                                    why=f"{target.text} in {e.text}"),)  # fmt: skip
        return ()

    def assaulting(self, match: Match, actor: tuple[Entity, ...]) -> bool:
        """Return whether somebody, and not a storm, a price or a rumour, does the harm."""
        subject = surface_subject(match.verb)
        if (
            subject is not None
            and not match.passive
            and any(t.lemma_.lower() in _NATURE for t in subject.subtree if t.i <= subject.i)
        ):
            return False
        if actor:
            return True
        verb = match.verb
        if not match.passive:
            subject = surface_subject(verb)
            if subject is None or subject.pos_ != "NOUN":
                return True
            return any(s.event == "ASSAULT" or s.kind in ("arms", "platform") for s in senses_of(subject, self.lexicon))
        if verb.lemma_ not in ("kill", "wound", "injure", "hurt", "hit", "strike", "destroy", "burn"):
            return True
        # "were killed" alone may be an accident; not where the sentence tells of an attack
        return any(
            s.event == "ASSAULT" or s.kind == "arms"
            for t in self.tokens if t.pos_ == "NOUN" and t.i != verb.i for s in senses_of(t, self.lexicon)
        ) or any(t.lemma_ in ("shoot", "bomb", "attack", "stab", "shell", "execute") for t in self.tokens) or any(
            e.event == "ASSAULT" and self.sentence.index - e.sentence.index <= 3 for e in self.earlier[-5:]
        )  # fmt: skip

    def insulting(self, verb: Token) -> bool:
        return any(slur(t) for t in verb.subtree if t.i > verb.i)

    # -- words that control a clause -------------------------------------------------------------------------

    def controlled(self, verb: Token) -> Token | None:
        """Return the verb of the clause that a control verb governs."""
        inner = child(verb, "xcomp", "ccomp")
        if inner is None:
            target = child(verb, "dobj")
            if target is not None:
                inner = child(target, "acl", "relcl") if target.pos_ != "PROPN" else child(target, "acl")
                if inner is not None and not any(c.lower_ == "to" and c.dep_ == "aux" for c in inner.children):
                    inner = None
        return inner

    def asked(self, inner: Token | None, nouns: Iterable[Token]) -> tuple[tuple[str, ...], bool]:
        """Return the mode of what is asked for or refused, and whether it is a political matter at all."""
        if inner is not None:
            lemma = inner.lemma_.lower()
            match = match_verb(inner, self.lexicon, self.parties)
            event = match.frame.event if match is not None else None
            kind = self.lexicon.control.get((lemma, "verb"), ())
            if lemma in (
                "stop",
                "end",
                "halt",
                "cease",
                "free",
                "release",
                "withdraw",
                "lift",
                "disarm",
                "surrender",
                "leave",
            ):
                return ("yield",), True
            if event == "CONSULT" or lemma in ("talk", "negotiate", "meet", "attend"):
                return ("meet",), True
            if "stop" in kind:
                return ("yield",), True
            if lemma in ("resign", "quit", "reform", "change", "reconsider", "review", "abandon", "adopt", "abolish"):
                return ("change",), True
            if lemma in (
                "help",
                "join",
                "support",
                "back",
                "send",
                "provide",
                "contribute",
                "assist",
                "cooperate",
                "give",
            ):
                return ("assist",), True
            return conventions.asked_mode(event), event is not None
        for noun in nouns:
            for sense in senses_of(noun, self.lexicon):
                if sense.kind in ("talks", "call", "visit"):
                    return ("meet",), True
                if sense.kind in ("truce", "withdrawal", "release", "disarmament", "pardon", "concession", "surrender"):
                    return ("yield",), True
                if sense.kind in ("resignation", "proposal"):
                    return ("change",), True
                if sense.kind in (
                    "aid",
                    "relief",
                    "support",
                    "cooperation",
                    "arms",
                    "troops",
                    "asylum",
                    "extradition",
                    "pact",
                ):
                    return ("assist",), True
                if sense.kind in ("probe",):
                    return (), True
                return (), True
            if noun.lemma_.lower() in ("end", "halt", "cessation", "restraint", "calm", "lifting", "stop"):
                return ("yield",), True
            if noun.lemma_.lower() in (
                "reform",
                "change",
                "election",
                "independence",
                "action",
                "ouster",
                "removal",
                "overthrow",
            ):
                return ("change",), True
        return (), False

    def read_request(self, verb: Token) -> bool:
        inner = self.controlled(verb)
        lemma = verb.lemma_.lower()
        passive = is_passive(verb)
        if inner is not None and inner.dep_ == "ccomp" and lemma not in (
            "demand", "insist", "recommend", "urge", "request", "propose", "order", "require", "advise", "ask"
        ):  # fmt: skip
            inner = None
        if inner is not None and lemma in (
            "tell",
            "direct",
            "want",
            "advise",
            "invite",
            "encourage",
            "convince",
            "persuade",
        ):
            if not any(c.lower_ == "to" and c.dep_ == "aux" for c in inner.children):
                inner = None
        if (
            inner is not None
            and lemma in ("insist",)
            and (
                inner.tag_ != "VB" or any(c.tag_ == "MD" and c.lower_ not in ("must", "should") for c in inner.children)
            )
        ):
            inner = None
        if inner is not None and lemma == "ask" and inner.tag_ not in ("VB",):
            inner = None
        things = list(preposition_objects(verb, "for")) if lemma in (
            "call", "ask", "appeal", "push", "press", "plead", "lobby", "petition", "pressure", "beg"
        ) else []  # fmt: skip
        target, _ = undergoer(verb)
        if lemma in ("demand", "request", "urge", "advocate", "recommend", "require") and target is not None:
            if not self.parties.at(target):
                things.extend(conjuncts(target))
        on = list(preposition_objects(verb, "on", "upon", "to")) if lemma in ("call", "appeal", "plead") else []
        on = [t for t in on if t.pos_ != "PROPN" or self.parties.who(t)]  # not "called on Friday"
        if inner is None and not things and not (on and lemma == "call" and child(verb, "prep") is not None):
            return False
        if lemma == "call" and not things and (inner is None or (target is not None and not on)):
            return False  # "called him to express regret": by telephone
        if lemma in ("order", "direct") and inner is not None and inner.tag_ == "VBN":
            return False  # "ordered the office closed": done by whoever ordered it
        mode, matter = self.asked(inner, things)
        event = "REQUEST"
        if lemma in ("order", "direct", "instruct") and inner is not None and inner.lemma_ in _SILENCING:
            told = [s.kind for t in (target, child(inner, "dobj")) if t is not None for s in senses_of(t, self.lexicon)]
            if "media" in told:
                event, mode = "COERCE", ("censor",)
        by = agent_of(verb)
        actor = self.parties.who(by) if passive else self.parties.subject(verb)
        if passive and by is None:
            actor = ()
        recipient: tuple[Entity, ...] = ()
        if on:
            recipient = unique(e for t in on for e in self.parties.who(t))
        if not recipient and target is not None and target not in things:
            recipient = self.parties.at(target)
        if not recipient:
            recipient = unique(e for t in preposition_objects(verb, "from", "of", "by") for e in self.parties.who(t))
        if not recipient and inner is not None:
            own = child(inner, "nsubj", "nsubjpass")
            recipient = self.parties.at(own) if own is not None else ()
        if not recipient:
            for thing in things:
                recipient = recipient or self.parties.owners(thing, also=("from", "by"))
        if (
            not matter
            and not (is_any_political(recipient) and inner is not None)
            and not (is_any_political(actor) and (is_any_political(recipient) or lemma in ("demand", "urge", "order")))
        ):
            return False
        self.taken.update(t.i for t in things)
        self.drafts.append(
            Draft(
                event, mode, verb, (verb.i, verb.i + 1), actor, self.without(recipient, actor),
                [f'"{verb.text}" asks for what follows'], 0.66 + 0.1 * bool(actor) + 0.1 * bool(recipient), speech=True,
            )
        )  # fmt: skip
        return True

    def read_must(self, verb: Token) -> bool:
        """ "The minister said Qatar must mediate": what somebody else must do is asked for."""
        must = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in ("must", "should")), None)
        needs = verb.lemma_ in ("need", "have") and child(verb, "xcomp") is not None
        if (must is None and not needs) or verb.dep_ not in ("ccomp", "ROOT"):
            return False
        above = verb.head if verb.dep_ == "ccomp" else child(verb, "parataxis")
        if above is None or above.pos_ != "VERB" or above.lemma_ not in REPORTING or above.lemma_ in ("deny", "warn"):
            return False
        asked = child(verb, "nsubj", "nsubjpass")
        recipient, speaker = self.parties.who(asked), self.parties.subject(above)
        others = asked is not None and asked.lower_ in ("they", "you")
        if not is_any_political(speaker) or not (others or is_any_political(recipient)) or recipient == speaker:
            return False
        mode, _ = self.asked(child(verb, "xcomp") if needs else verb, ())
        first = must.i if must is not None else verb.i
        self.drafts.append(
            Draft(
                "REQUEST", mode, verb, (first, verb.i + 1), speaker, self.without(recipient, speaker),
                [f'"{self.parse.doc[first].text}" said of another asks for it'], 0.6, speech=True,
            )
        )  # fmt: skip
        return True

    def read_refusal(self, verb: Token) -> bool:
        inner = child(verb, "xcomp")
        if inner is None:
            return False
        if inner.lemma_.lower() in _WORDS_ONLY and not any(
            s.kind in ("aid", "arms", "troops", "talks", "asylum", "permit")
            for t in [child(inner, "dobj")] if t is not None for s in senses_of(t, self.lexicon)
        ):  # fmt: skip
            self.taken.update(t.i for t in verb.subtree)
            self.hushed.update(t.i for t in verb.subtree)
            return True
        mode, matter = self.asked(inner, ())
        actor = self.parties.subject(verb)
        target, _ = undergoer(inner)
        recipient = self.parties.at(target) or unique(
            e for t in preposition_objects(inner, "with", "to", "for", "from") for e in self.parties.at(t)
        ) or self.parties.owners(target)  # fmt: skip
        if not (matter or is_any_political(actor)):
            return False
        last = inner.i + 1 if inner.i - verb.i <= 4 else verb.i + 1
        self.drafts.append(
            Draft(
                "REJECT", mode, verb, (verb.i, last), actor, self.without(recipient, actor),
                [f'"{verb.text} to {inner.lemma_}" refuses'], 0.7 + 0.1 * bool(actor), speech=True,
            )
        )  # fmt: skip
        return True

    def read_threat(self, verb: Token) -> bool:
        lemma = verb.lemma_.lower()
        inner = child(verb, "xcomp")
        if inner is None and lemma in ("warn", "vow", "threaten"):
            clause = child(verb, "ccomp")
            if (
                clause is not None
                and lemma == "warn"
                and any(c.lower_ in ("will", "would", "could", "might", "may") for c in clause.children)
            ):
                match = match_verb(clause, self.lexicon, self.parties)
                if match is not None and match.frame.event in conventions.CONFLICT:
                    inner = clause
        if inner is None:
            return False
        match = match_verb(inner, self.lexicon, self.parties)
        if lemma in ("vow", "warn") and (match is None or match.frame.event not in conventions.CONFLICT):
            return False
        if match is None and lemma == "threaten" and not is_any_political(self.parties.subject(verb)):
            return False
        actor = self.parties.subject(verb) if not is_passive(verb) else self.parties.who(agent_of(verb))
        mode: tuple[str, ...] = ()
        recipient: tuple[Entity, ...] = ()
        if match is not None:
            mode = conventions.threat_mode(match.frame.event, match.mode)
            recipient = self.roles(match)[1]
            if match.object is not None:
                self.taken.update(t.i for t in conjuncts(match.object))
        target = child(verb, "dobj")
        if target is not None and target != inner:
            recipient = self.parties.at(target) or recipient
        last = inner.i + 1 if inner.i - verb.i <= 4 else verb.i + 1
        self.drafts.append(
            Draft(
                "THREATEN", mode, verb, (verb.i, last), actor, self.without(recipient, actor),
                [f'"{verb.text}" threatens what follows'], 0.72 + 0.1 * bool(actor), speech=True,
            )
        )  # fmt: skip
        return True

    def threatens_itself(self, verb: Token) -> bool:
        """Return whether who warns would do it: not in "warned that the rebels would attack", "warned of a war"."""
        clause = child(verb, "ccomp")
        whose = surface_subject(clause) if clause is not None else None
        if clause is None or whose is None:
            return child(verb, "dobj") is not None or next(preposition_objects(verb, "of", "about"), None) is None
        return whose.pos_ == "PRON" or not _differ(self.parties.who(whose), self.parties.subject(verb))

    def read_promise(self, verb: Token) -> None:
        """A promise of an act that no table knows is still an AGREE, where a political actor makes it."""
        inner = child(verb, "xcomp")
        if inner is None or match_verb(inner, self.lexicon, self.parties) is not None:
            return
        actor = self.parties.subject(verb)
        if not any(
            (is_political(e) and set(e.sector) & {"GOV", "MIL", "REB", "LEG"}) or e.code in ("IGO", "EUR", "UNO")
            for e in actor
        ):
            return
        target, _ = undergoer(inner)
        if target is not None and any(s.event in conventions.CONFLICT for s in senses_of(target, self.lexicon)):
            return
        recipient = unique(e for t in preposition_objects(verb, "with", "to") for e in self.parties.at(t))
        negative = is_negated(inner)
        self.drafts.append(
            Draft(
                "REJECT" if negative else "AGREE", (), verb, (verb.i, verb.i + 1), actor,
                self.without(recipient, actor),
                [f'"{verb.text} to {inner.lemma_}" promises'], 0.5, speech=True,
            )
        )  # fmt: skip

    # -- adjectives ------------------------------------------------------------------------------------------

    def read_adjective(self, word: Token) -> None:
        known = _adjectives().get(word.lemma_.lower())
        if known is None:
            return
        prepositions, event, mode = known
        after = unique(e for t in preposition_objects(word, *prepositions) for e in self.parties.who(t))
        verb = word.head
        if word.lemma_.lower() == "guilty":
            if verb.lemma_ != "find":
                return
            actor = self.parties.who(agent_of(verb)) if is_passive(verb) else self.parties.subject(verb)
            target, _ = undergoer(verb)
            recipient = self.parties.at(target if target is not None else child(word, "nsubj"))
        else:
            if verb.pos_ not in ("AUX", "VERB", "NOUN", "PROPN"):
                return
            actor = self.parties.subject(verb) if verb.pos_ in ("AUX", "VERB") else self.parties.at(verb)
            recipient = after
            if not recipient and not any(preposition_objects(word, *prepositions)):
                return
        self.drafts.append(
            Draft(event, (mode,) if mode else (), word, (word.i, word.i + 1), actor, self.without(recipient, actor),
                  [f'adjective "{word.text}", adjectives.csv'], 0.6, speech=True)
        )  # fmt: skip

    # -- nouns -----------------------------------------------------------------------------------------------

    def read_noun(self, noun: Token) -> None:
        if noun.i in self.taken or noun.dep_ in ("compound", "npadvmod"):
            return
        if noun.head.i in self.taken and noun.dep_ == "conj":
            return
        senses = [s for s in senses_of(noun, self.lexicon) if s.event]
        if not senses:
            return
        sense = senses[0]
        if noun.pos_ == "PROPN" and noun.dep_ in ("compound", "poss", "amod"):
            return
        own = self.parties.cast.at(noun)
        if own is not None and any(is_political(e) for e in own.entities):
            return  # "the ministry", "the Support Front": somebody's name, not an act
        actor, recipient, both = self.noun_roles(noun, sense.event, sense.agent)
        if sense.kind == "callfor" and not any(preposition_objects(noun, "for", "on")) and child(noun, "acl") is None:
            return
        if sense.kind == "talks" and len(actor) < 2:
            actor = ()  # talks of one side alone were told before, or are nobody's
        if sense.kind == "war" and not ((actor and recipient) or len(actor) > 1):
            return
        if sense.kind in ("warning", "threat") and not (actor or recipient):
            return
        generic = sense.kind in (
            "aid",
            "support",
            "cooperation",
            "relations",
            "pact",
            "pledge",
            "restriction",
            "exercise",
            "misinformation",
        )
        if generic and not (is_any_political(actor) and (is_any_political(recipient) or len(actor) > 1)):
            return
        if sense.kind in (
            "callfor",
            "demand",
            "criticism",
            "charge",
            "probe",
            "refusal",
            "proposal",
            "attack",
        ) and not (is_any_political(actor) or is_any_political(recipient)):
            return
        event = sense.event
        mode: tuple[str, ...] = (sense.mode,) if sense.mode else ()
        if event == "CONSULT" and noun.dep_ == "pobj" and noun.head.lower_ == "for":
            if any(d.event == "CONSULT" and d.head == noun.head.head and len(d.actor) > 1 for d in self.drafts):
                return  # "met for talks" is one meeting
        if event == "ASSAULT" and not mode:
            mode = instrument_modes(noun, self.lexicon)
        if sense.kind in ("pressure", "threat") and not recipient and noun.head.lemma_ == "cite":
            recipient = self.without(self.parties.subject(noun.head), actor)  # whoever cites it felt it
        if sense.kind in ("callfor", "demand"):
            things = list(preposition_objects(noun, "for"))
            mode, _ = self.asked(child(noun, "acl"), things)
            self.taken.update(t.i for t in things)
        first = noun.i
        left = [c.i for c in noun.children if c.dep_ == "compound" and c.i < noun.i]
        if left and " " in sense.noun:
            first = min(left)
        score = 0.48 + 0.12 * bool(actor) + 0.12 * bool(recipient or both)
        self.drafts.append(
            Draft(event, mode, noun, (first, noun.i + 1), actor, recipient,
                  [f'noun "{sense.noun}", nouns.csv line {sense.row}'], score)
        )  # fmt: skip

    def noun_roles(self, noun: Token, event: str, agent: str) -> tuple[tuple[Entity, ...], tuple[Entity, ...], bool]:
        """Return actor, recipient, and whether the parties act on each other, of a noun that names an act."""
        at = self.parties
        poss = unique(e for t in children(noun, "poss") for e in at.at(t))
        nation = unique(
            e for t in sorted(children(noun, "amod", "compound", "nmod"), key=lambda t: t.i) for e in at.at(t)
        )
        from_ = unique(e for t in preposition_objects(noun, "from") for e in at.who(t))
        by = unique(e for t in preposition_objects(noun, "by") for e in at.who(t))
        if not by:  # "the arrest of a sailor by Iran": the parser hangs it on the noun before
            by = unique(
                e for t in noun.subtree
                if t.lower_ == "by" and t.head.pos_ in ("NOUN", "PROPN") and t.head.head.lower_ == "of"
                for c in children(t, "pobj") for e in at.who(c)
            )  # fmt: skip
        if event != "RETREAT":
            by = unique([*by, *from_])
        of = unique(e for t in preposition_objects(noun, "of") for e in at.at(t))
        between = unique(e for t in preposition_objects(noun, "between", "among") for e in at.at(t))
        toward = (*AGAINST, "for") if event in ("SUPPORT", "AID", "CONCEDE", "AGREE") else AGAINST
        against = unique(e for t in preposition_objects(noun, *toward) for e in at.who(t))
        with_ = unique(e for t in preposition_objects(noun, "with") for e in at.at(t))
        done_by = [e for c in children(noun, "acl") if is_passive(c) for e in at.who(agent_of(c))]
        subject = self.inherited(noun, event)
        if between:
            return between, (), True
        if agent == "with":
            parties = unique([*poss, *nation, *of, *with_, *by])
            if len(parties) < 2:
                parties = unique([*parties, *subject])
            return parties, (), len(parties) > 1
        if agent == "object":
            actor = unique([*by, *nation, *done_by]) if of or poss else unique([*by, *done_by])
            recipient = of or poss or (nation if not actor else ())
            return actor or subject, self.without(recipient, actor), False
        actor = unique([*poss, *by, *done_by]) or nation
        recipient = against or (nation if actor is not nation else ())
        if event in ("RETREAT", "MOBILIZE"):
            recipient = against  # what troops leave is where it happens, not whom it is done to
            if of and not actor:
                sender = self.parties.subject(noun.head) if noun.dep_ == "dobj" else ()
                actor = of if is_any_political(of) else sender or of
            elif event == "RETREAT" and of and not recipient:
                recipient = of if noun.lemma_ in ("release", "freeing", "return") else ()
        elif of and not recipient:
            recipient = of if actor or event != "PROTEST" else ()
        if with_ and event in ("ASSAULT",) and not recipient:
            return unique([*actor, *with_, *([] if actor else subject)]), (), True
        if not actor:
            actor = tuple(e for e in subject if e not in recipient)
        return actor, self.without(recipient, actor), False

    def inherited(self, noun: Token, event: str) -> tuple[Entity, ...]:
        """Return the subject of the verb that has an act noun as object or complement: of "after talks with Iran,
        Oman said" it is Oman; nothing where the noun is itself the subject."""
        seen = noun
        for _ in range(5):
            head = seen.head
            if head == seen:
                return ()
            if head.pos_ in ("VERB", "AUX"):
                consult = event == "CONSULT" and seen.dep_ == "prep"
                if not consult and head.lemma_.lower() not in _LIGHT:
                    return ()
                if seen.dep_ in ("dobj", "prep", "attr", "dative", "oprd"):
                    subject = surface_subject(head)
                    if subject is None or subject == noun:
                        return ()
                    if seen.dep_ == "agent":
                        return ()
                    return self.parties.who(subject)
                return ()
            if seen.dep_ == "conj" or head.pos_ == "ADP" or seen.dep_ in ("pobj", "prep", "appos"):
                if head.pos_ == "NOUN" and seen.dep_ == "prep" and self.lexicon.noun([head.lemma_.lower()]):
                    return self.parties.owners(head)
                seen = head
                continue
            return ()
        return ()

    # -- what the model names ---------------------------------------------------------------------------------

    def heed_model(self) -> None:
        """Add the acts that the model names and no table knows, with the parties it gives them."""
        for named in self.reading.named(weigh.LEAST):
            span = self.parse.doc.char_span(
                self.sentence.start + named.start, self.sentence.start + named.end, alignment_mode="expand"
            )
            if span is None:
                continue
            head = span.root
            if not any(t.pos_ in _NAMING for t in span):  # "would not": the verb that they turn
                head = head.head
                if head.pos_ != "VERB":
                    continue
                span = self.parse.doc[min(span.start, head.i) : max(span.end, head.i + 1)]
            if head.i in self.hushed or any(d.words[0] < span.end and span.start < d.words[1] for d in self.drafts):
                continue
            kind = self.reading.labels.types[int(named.kinds[1:].argmax()) + 1]
            if kind == "THREATEN" and head.lemma_ == "warn" and not self.threatens_itself(head):
                continue
            if any(
                (head.dep_ == "dobj" and d.head == head.head)
                or (head.dep_ in ("nsubjpass", "pobj") and d.event == kind and d.head in (head.head, head.head.head))
                for d in self.drafts
            ):
                continue  # "recalled its ambassador", "gave a deadline": the verb has named it
            self.drafts.append(
                Draft(kind, (), head, (span.start, span.end), (), (), [], float(1 - named.kinds[0]), model=True)
            )

    def read_by_model(self, draft: Draft, kind: str) -> conventions.Act:
        """Return an act as the model has it: of this type, with its modes and its reality."""
        where = self.range_of(draft)
        forms, aux = self.reading.forms(where, kind), self.reading.aux(where)
        return conventions.Act(
            kind,
            tuple(m for m, p in forms.items() if p >= weigh.MODE),
            tuple(a for a, p in aux.items() if p >= weigh.AUX),
        )

    def filled(
        self, draft: Draft, actor: tuple[Entity, ...], recipient: tuple[Entity, ...]
    ) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
        """Return actor and recipient, each as the grammar has it, or as the model has it where the grammar has none."""
        roles = self.reading.roles(self.range_of(draft))
        if not actor:
            actor = tuple(e for e in self.fillers(draft, roles, "who") if not _share((e,), recipient))
        if not recipient and not draft.one_sided:
            recipient = tuple(e for e in self.fillers(draft, roles, "whom") if not _share((e,), actor))
        return actor, self.without(recipient, actor)

    def fillers(self, draft: Draft, roles: Roles, role: str) -> tuple[Entity, ...]:
        """Return who fills a role of an act, as the model has it."""
        found: list[Entity] = []
        for mention in self.mentions:
            root = self.parse.doc[mention.root]
            if root.dep_ == "pobj" and root.head.lower_ in _WHERE:
                continue
            if draft.event == "REJECT" and root.dep_ == "pobj" and root.head.lower_ == "against":
                continue  # "refused to join sanctions against Iran" turns nobody in Iran down
            if roles.at(self.range_at(root), role) >= weigh.ROLES[role]:
                found += mention.entities
        if found:
            draft.why.append(f"the event model names the {'actor' if role == 'who' else 'recipient'}")
        return unique(found)

    # -- turning and finishing -------------------------------------------------------------------------------

    def accuse_in_clauses(self) -> None:
        """ "The army claimed that rebels shelled the town": besides the alleged shelling, an accusation."""
        for verb in self.tokens:
            if verb.lemma_ not in ("allege", "claim", "charge") or verb.pos_ != "VERB":
                continue
            clause = child(verb, "ccomp")
            if clause is None:
                continue
            speaker = self.parties.subject(verb)
            for draft in list(self.drafts):
                if draft.head.i in {t.i for t in clause.subtree} and draft.event in ("ASSAULT", "COERCE", "SANCTION"):
                    accused = self.without(draft.actor, speaker)
                    if is_any_political(speaker) and accused:
                        self.drafts.append(
                            Draft("ACCUSE", ("allege",), verb, (verb.i, verb.i + 1), speaker, accused,
                                  [f'"{verb.text}" charges somebody with what follows'], 0.6, speech=True)
                        )  # fmt: skip
                    break

    def blame_in_clauses(self) -> None:
        """ "Castro was a brutal dictator, the president said": who says so of another accuses."""
        for verb in self.tokens:
            above = verb.head
            if verb.dep_ != "ccomp" or above.lemma_ not in _BLAMING or is_negated(verb) or is_negated(above):
                continue
            if any(d.event == "ACCUSE" and d.head in (above, verb) for d in self.drafts):
                continue
            blame = blame_of(verb)
            if blame is None:
                continue
            blamed, speaker = self.parties.who(blame.blamed), self.parties.subject(above)
            others = self.without(blamed, speaker)
            if any(is_known(e) for e in speaker) and is_any_political(others):
                self.drafts.append(
                    Draft("ACCUSE", (blame.mode,), above, (blame.word.i, blame.word.i + 1), speaker, others,
                          [f'"{blame.word.text}" said of another'], 0.55, speech=True, settled=True)
                )  # fmt: skip

    def merge_consequences(self) -> None:
        """Make one act of an attack and what it did: in "rockets hit a bus, killing eight" the eight are recipients."""
        for draft in list(self.drafts):
            verb = draft.head
            if (
                draft.event != "ASSAULT"
                or verb.tag_ != "VBG"
                or verb.dep_ != "advcl"
                or verb.lemma_ not in _CONSEQUENCES
            ):
                continue
            attack = next(
                (
                    d
                    for d in self.drafts
                    if d.event == "ASSAULT" and d is not draft and verb.head in (d.head, d.head.head)
                ),
                None,
            )
            if attack is not None:
                attack.recipient = attack.recipient or self.without(draft.recipient, attack.actor)
                self.drafts.remove(draft)

    def share_recipients(self) -> None:
        """Give the second of two coordinated acts the first one's recipient: "cut ties with Cuba and set a ban"."""
        by_verb = {d.head.i: d for d in self.drafts}
        for draft in self.drafts:
            first = by_verb.get(draft.head.head.i)
            if draft.head.dep_ == "conj" and first is not None and not draft.recipient and first.actor == draft.actor:
                if draft.event == "SANCTION" and first.event in ("SANCTION", "ACCUSE"):
                    draft.recipient = first.recipient

    def finish(self, draft: Draft) -> Event | None:
        """Return the event that a draft becomes, or None where it is no act after all."""
        if draft.model:
            draft.why.append(f"the event model reads it as {draft.event} ({draft.score:.2f})")
            self.cast_by_grammar(draft)
            return self.event_of(draft, self.read_by_model(draft, draft.event), [])
        above = kinds_above(draft.head, self.lexicon)
        if draft.head.pos_ == "NOUN" and draft.actor:  # "to stop Serbia's crackdown": there was one
            above = [(kind, word) for kind, word in above if kind != "stop" and word.lemma_ != "stop"]
        kinds = [kind for kind, _ in above]
        if any(kind in ("request", "refuse", "threaten") for kind in kinds) and not draft.settled:
            for kind, word in above:
                if kind in ("request", "refuse", "threaten"):
                    asker = next((d for d in self.drafts if d.head == word), None)
                    if asker is not None and asker is not draft:
                        return None  # the asking, refusing or threatening is the event
                    if word.pos_ == "VERB" and kind == "request" and word.lemma_ in ("order", "direct", "instruct"):
                        kinds = ["announce" if k == "request" else k for k in kinds]  # ordered by who can
                    elif word.pos_ == "VERB" and kind != "threaten":
                        return None
                    break
        event, mode = draft.event, draft.mode
        if self.keeping_peace(draft.head):
            event, mode = _PEACEKEEPERS.get((event, mode), (event, mode))
        act = conventions.governed(event, mode, kinds, negated=is_negated(draft.head))
        if act is None:
            return None
        known = is_any_political(draft.actor) and is_any_political(draft.recipient)
        if not known and self.reading.kinds(self.range_of(draft))[0] >= weigh.NO_ACT:
            return None
        return self.event_of(draft, act, above)

    @staticmethod
    def keeping_peace(act: Token) -> bool:
        """Return whether those who are sent, or come, are peacekeepers, by the words of the clause itself."""
        return any(
            t.lower_.startswith(("peacekeep", "peace-keep"))
            and all(a.pos_ != "VERB" or a.lemma_ in _SERVING for a in takewhile(lambda a: a != act, t.ancestors))
            for t in act.subtree
        )

    def cast_by_grammar(self, draft: Draft) -> None:
        """Give an act that the model names by a verb the parties of its clause, where the model names none."""
        verb = draft.head
        if verb.pos_ != "VERB":
            return
        by = agent_of(verb)
        subject = self.parties.subject(verb) if not is_passive(verb) else self.parties.who(by)
        target, _ = undergoer(verb)
        objects = self.parties.at(target) or self.parties.owners(target)
        actor, recipient = self.filled(draft, (), ())
        draft.actor = actor or tuple(e for e in subject if not _share((e,), recipient))
        draft.recipient = recipient or tuple(e for e in objects if not _share((e,), draft.actor))

    def event_of(self, draft: Draft, act: conventions.Act, above: list[tuple[str, Token]]) -> Event | None:
        """Return the event of an act that is settled, or None where no known party takes part in it."""
        act = flagged(draft.head, act, self.parse.document.published)
        attribution = self.speech.of(draft.head)
        said_by, cue = attribution.said_by, attribution.cue
        if draft.speech or act.event in ("REQUEST", "ACCUSE", "REJECT", "THREATEN"):
            said_by = tuple(e for e in said_by if e not in draft.actor)
        actor, recipient = self.filled(draft, draft.actor, self.without(draft.recipient, draft.actor))
        if not any(is_known(e) for e in (*actor, *recipient)):
            actor, recipient = (), ()
        named = inferred.states(e for m in self.mentions for e in m.entities)
        if act.event in ("ASSAULT", "COERCE") and not is_any_political(recipient):
            if there := self.without(self.people_of(draft.head), actor):
                recipient = tuple(replace(e, code=there[0].code, why=there[0].why) for e in recipient) or there
        recipient = inferred.at_home(recipient, actor, named)
        actor = inferred.at_home(actor, recipient, named)
        if not actor and is_passive(draft.head) and agent_of(draft.head) is None:
            place = self.state_of_place(draft.head)
            actor = inferred.organ(act.event, act.mode, recipient, place, named, draft.head.idx)
        told = self.told_before(draft, act.event, actor, recipient)
        if told != (actor, recipient):
            if not (actor or recipient) and act.event not in _GOES_ON:
                return None  # "the withdrawal may take months": spoken of, not told
            draft.why.append("parties that it does not name are those of the same act told before")
            actor, recipient = told
        if act.event in ("ACCUSE", "SUPPORT") and not recipient and draft.head.pos_ == "VERB":
            recipient = self.without(self.culprits(draft.head), actor)
            if recipient:
                draft.why.append("whoever did what is condemned or praised, as told before")
        if not any(is_known(e) for e in (*actor, *recipient)):
            return None
        if not any(is_political(e) for e in (*actor, *recipient)) and not any(
            set(e.sector) & {"GOV", "MIL", "REB", "COP", "UAF", "PRM", "JUD", "LEG", "OPP", "SPY"}
            for e in (*actor, *recipient)
        ):
            return None
        lo, hi = draft.words
        why = list(draft.why)
        why += [f'"{word.text}" above it: {kind}' for kind, word in above]
        if cue:
            why.append(f'"{cue}" names the speaker')
        first, last = self.parse.doc[lo], self.parse.doc[hi - 1]
        start, end = first.idx, last.idx + len(last)
        document = self.parse.document
        event = Event(
            id="",
            doc=document.id,
            event=act.event,
            event_text=document.text[start:end],
            start=start,
            end=end,
            sentence=SentenceRef(self.sentence.index, self.sentence.start, self.sentence.end),
            mode=act.mode,
            context=contexts_of(self.span.text, act.event, act.mode),
            aux=act.aux,
            actor=actor,
            recipient=recipient,
            third_party=tuple(ThirdParty(e, "mediator") for e in draft.mediators),
            said_by=said_by,
            quad_code=conventions.QUAD[act.event],
            event_scale=self.scale(act.event, act.mode),
            why=tuple(why),
        )
        kinds = self.reading.kinds(self.range_of(draft)).tolist()
        found = signs(
            kinds, self.reading.labels.types.index(act.event), None if draft.model else draft.score, event,
            noun=draft.head.pos_ in ("NOUN", "PROPN"),
        )  # fmt: skip
        return replace(event, id=_id_of(event, actor, recipient), confidence=self.judge.confidence(found))

    def told_before(
        self, draft: Draft, event: str, actor: tuple[Entity, ...], recipient: tuple[Entity, ...]
    ) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
        """Return the parties of an act with those it does not name itself taken from its telling earlier in the
        document ("the shelling went on", "two of them were wounded"), marked as not named here: their words are empty.
        """
        if (actor and recipient) or not (draft.head.pos_ == "NOUN" or self.is_consequence(draft.head)):
            return actor, recipient
        for earlier in reversed(self.earlier):
            if not _may_retell(event, draft.mode, earlier):
                continue
            if (actor and not _share(actor, earlier.actor)) or (recipient and not _share(recipient, earlier.recipient)):
                continue
            at = draft.head.idx
            doers, done_to = (
                tuple(replace(e, text="", start=at, end=at) for e in side)
                for side in (earlier.actor, earlier.recipient)
            )
            actor = actor or doers
            return actor, recipient or self.without(done_to, actor)
        return actor, recipient

    @staticmethod
    def is_consequence(verb: Token) -> bool:
        """Return whether a verb tells what an attack did to people, and not who did it: "two were wounded"."""
        return verb.tag_ == "VBN" and verb.lemma_ in _CONSEQUENCES

    def culprits(self, verb: Token) -> tuple[Entity, ...]:
        """Return who did the act that is the object of a verb of judging: of "condemned the attack", the attackers."""
        target, _ = undergoer(verb)
        senses = senses_of(target, self.lexicon) if target is not None else ()
        kind = next((s.event for s in senses if s.event), None)
        for earlier in reversed(self.earlier):
            same = kind != "ASSAULT" or (
                target is not None
                and (
                    target.lemma_.lower() in earlier.event_text.lower()
                    or (target.lemma_ in _ANY_HARM and "coup" not in earlier.event_text)
                )
            )
            if kind is not None and earlier.event == kind and earlier.actor and same and not earlier.aux:
                at = verb.idx
                return tuple(replace(e, text="", start=at, end=at) for e in earlier.actor)
        return ()

    def scale(self, event: str, mode: tuple[str, ...]) -> float:
        """Return PLOVER's score: of several modes the one furthest from zero."""
        values = [self.lexicon.scores[event, m] for m in mode if (event, m) in self.lexicon.scores]
        return max(values, key=abs) if values else self.lexicon.scores[event, ""]


def _may_retell(event: str, mode: tuple[str, ...], earlier: Event) -> bool:
    """Return whether an act of a type and modes may be one that was told before."""
    if event not in _TOLD_AGAIN or earlier.event not in _TOLD_AGAIN[event]:
        return False
    if len(_TOLD_AGAIN[event]) > 1:  # "the talks" are had, "the deal" is struck, by two or more
        return len({e.code for e in (*earlier.actor, *earlier.recipient)}) > 1
    return earlier.mode == mode or not mode or not earlier.mode


def _share(some: tuple[Entity, ...], others: tuple[Entity, ...]) -> bool:
    return any(a.code == b.code and a.sector[:1] == b.sector[:1] for a in some for b in others)


def is_any_political(entities: Iterable[Entity]) -> bool:
    return any(is_political(e) for e in entities)


def _distinct(events: list[Event]) -> list[Event]:
    """Return events without those that say the same in overlapping words: the more confident one stays."""
    out: list[Event] = []
    for event in sorted(events, key=lambda e: (-e.confidence, e.start, e.end, e.event)):
        clash = any(
            e.start < event.end and event.start < e.end and (e.event == event.event or e.actor == event.actor)
            for e in out
        )
        if not clash:
            out.append(event)
    return out


def _once(told: list[tuple[Token, Event]]) -> list[Event]:
    """Return the events of a sentence with an act that two of its words name told once: "was killed in a raid",
    "spoke during a telephone call". The governing word stays, and takes the parties that only the other one tells."""
    kept = {(head.i, event.event): event for head, event in told}
    for noun, event in told:
        if noun.dep_ not in ("pobj", "dobj", "nsubj", "nsubjpass", "acl", "xcomp"):
            continue
        above = (noun.head.head.i if noun.dep_ == "pobj" else noun.head.i, event.event)
        other = kept.get(above)
        if other is None or set(other.aux) ^ set(event.aux) - {"alleged"}:
            continue
        if _differ(event.actor, other.actor) or _differ(event.recipient, other.recipient):
            continue
        actor, recipient = other.actor or event.actor, other.recipient or event.recipient
        if {e.code for e in actor} < {e.code for e in event.actor}:
            actor, recipient = event.actor, event.recipient  # "agreed to host talks with Chad": both act
        kept[above] = replace(other, id=_id_of(other, actor, recipient), actor=actor, recipient=recipient)
        del kept[noun.i, event.event]
    return list(kept.values())


def _id_of(event: Event, actor: tuple[Entity, ...], recipient: tuple[Entity, ...]) -> str:
    codes = (*(e.code for e in actor), *(e.code for e in recipient))
    return stable_id(event.doc, event.start, event.end, event.event, *codes)


def _differ(some: tuple[Entity, ...], others: tuple[Entity, ...]) -> bool:
    """Return whether two sides are known, and nobody's state is in both."""
    a, b = ({e.code for e in side if is_political(e)} for side in (some, others))
    return bool(a and b and not a & b)


def _retold(events: list[Event]) -> list[Event]:
    """Return the events of a document with each retelling of an act linked to its first telling."""
    first: dict[tuple[object, ...], str] = {}
    out: list[Event] = []
    for event in events:
        parties = (tuple(e.code for e in event.actor), tuple(e.code for e in event.recipient))
        key = (event.event, event.mode, parties, event.aux)
        if event.id and key in first and any(c != "---" for codes in parties for c in codes):
            out.append(replace(event, same_as=first[key]))
        else:
            first.setdefault(key, event.id)
            out.append(event)
    return out
