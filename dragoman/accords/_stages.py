"""What a sentence says has become of an accord: the word that moves it, how real that is, who did it, who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.accords import _parties
from dragoman.accords._tables import Step, Verbs, words
from dragoman.records import Cast, Entity

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "nsubjpass", "dative", "attr", "oprd")
SAY = frozenset({
    "say", "tell", "announce", "report", "add", "claim", "insist", "state", "note", "declare", "confirm", "deny",
    "warn", "accuse", "write", "explain", "stress", "argue", "allege", "acknowledge", "admit", "reveal", "suggest",
})  # fmt: skip
_PROCESS = frozenset({"proceedings", "proceeding", "procedure", "process", "step", "formality", "preparation"})
_LAUNCH = frozenset({"launch", "begin", "start", "initiate", "open", "set", "take", "commence"})
# Nouns that stand for the accord itself, or between it and the word that moves it.
_CARRIERS = frozenset({
    "text", "series", "version", "number", "set", "part", "participation", "implementation", "provision", "clause",
    "article", "deal", "copy", "draft", "detail", "content", "force", "round", "kind", "sort", "member", "bill", "law",
    "presence", "opening", "ministry", "right",
})  # fmt: skip
# Stages by which an accord comes about: to be thinking of one of them is to consider the accord.
_MAKING = frozenset({"signed", "agreed", "approved", "ratified", "in talks", "proposed", "confirmed", "considered"})
# Before the noun of an act that the accord has been through: "after ratification by parliament, the treaty …".
_ONCE = frozenset({"after", "following", "since", "upon", "with", "despite", "at"})
# Verbs that say no more than the noun of an act below them: "completed the ratification of".
_DOING = frozenset(
    "complete give announce order decree declare make carry effect perform agree accomplish finish grant begin vote"
    " proclaim notify".split()
)
_PUBLICATIONS = frozenset({"decree", "document", "text", "gazette", "order", "notice"})


@dataclass(frozen=True, slots=True)
class Move:
    """One stage that a sentence tells of an accord. ``token`` is the word that moves it."""

    token: Token
    stage: str
    party: str
    by: tuple[Entity, ...]
    said_by: tuple[Entity, ...]
    aux: tuple[str, ...]
    aside: bool  # told in passing: in a clause of its own beside the news
    weak: bool = False  # "the proposed accord": a stage only where no other is told
    told: bool = True  # False: only wished for or possible; it still tells who the parties are


def moves(token: Token, cast: Cast) -> Iterator[Move]:
    """Yield the stages told of the accord that a noun (or pronoun) stands for, nearest word first."""
    for child in token.children:
        stage = words().adjectives.get(child.lemma_.lower()) or words().adjectives.get(child.lower_)
        word, role = _up(token)
        if stage == "proposed" and word is not None and _step(word, role) is not None:
            continue  # they "discussed a draft": that it is one is no news
        if stage and child.i < token.i and child.dep_ in ("amod", "compound"):
            yield Move(child, stage, "no", (), speakers(token, cast), (), True, weak=stage == "proposed")
        if child.dep_ in ("acl", "relcl") and child.pos_ in ("VERB", "AUX"):
            yield from _clause(child, token, cast)
    word, role = _up(token)
    if word is None:
        return
    if role in ("object", "subject") and word.pos_ in ("VERB", "AUX") and token.dep_ in _SUBJECTS:
        yield from _beside_subject(word, cast)
    if word.lemma_ in ("close", "near") and word.pos_ in ("ADJ", "ADV") and role == "to":
        yield Move(word, "in talks", "yes", doer(word.head, cast), speakers(word, cast), (), False)
    elif word.tag_ == "VBG" and (step := words().acts.get(word.lower_)) is not None and role in step.roles:
        yield from _by_noun(word, step, cast)  # "signing of the accord"
    elif word.pos_ in ("VERB", "AUX"):
        yield from _by_verb(word, role, cast, token)
    elif (step := words().acts.get(word.lemma_.lower())) is not None and role in step.roles:
        yield from _by_noun(word, step, cast)


def _beside_subject(verb: Token, cast: Cast) -> Iterator[Move]:
    """Yield what stands beside the clause whose subject is the accord: "Signed in 1977, the treaty …", "After
    ratification by parliament, the treaty …", "bears their signatures and was signed"."""
    for child in verb.children:
        own = any(c.dep_ in _SUBJECTS for c in child.children)
        if child.dep_ == "advcl" and child.tag_ == "VBN" and child.i < verb.i and not own:
            step = _step(child, "object")
            if step is not None and not any(c.dep_ in ("mark", "aux") for c in child.children):
                yield from judged(child, step, _agent(child, cast), cast, aside=True)
        elif child.dep_ == "conj" and child.pos_ == "VERB" and not own and child.tag_ in ("VBN", "VBD", "VBZ", "VBP"):
            passive = any(c.dep_ == "auxpass" for c in child.children)
            step = _step(child, "object" if passive else "subject")
            if step is not None:
                yield from judged(child, step, _agent(child, cast) if passive else (), cast)
        elif child.dep_ == "prep" and child.lower_ in _ONCE and child.i < verb.i:
            for noun in child.children:
                step = words().acts.get(noun.lemma_.lower()) if noun.dep_ == "pobj" else None
                if step is not None and step.stage != "in talks" and not any(c.lower_ == "of" for c in noun.children):
                    yield from _by_noun(noun, step, cast)


def _agent(verb: Token, cast: Cast) -> tuple[Entity, ...]:
    """Return who a participle says has done it: "ratified by Italy"."""
    by = (c for c in verb.children if c.dep_ == "agent" or c.lower_ == "by")
    return tuple(e for p in by for o in p.children if o.dep_ == "pobj" for e in _parties.at(o, cast))


def _clause(verb: Token, token: Token, cast: Cast) -> Iterator[Move]:
    """Yield what a clause that hangs on the accord tells: "signed in 2015", "which expired in May"."""
    if verb.dep_ == "acl":
        role = "object" if verb.tag_ == "VBN" else "none"
    else:
        pronoun = next((c for c in verb.children if c.tag_ in ("WDT", "WP") or c.lower_ == "that"), None)
        role = "object" if pronoun is None or pronoun.dep_ in _OBJECTS else "subject"
        if pronoun is not None and pronoun.dep_ not in (*_OBJECTS, "nsubj"):
            return
    step = _step(verb, role)
    if step is not None:
        by = doer(verb, cast)
        yield from judged(verb, step, by, cast, aside=True)


def _up(token: Token) -> tuple[Token | None, str]:
    """Return the word that governs an accord and how: object, subject or a preposition; over words like "text of"."""
    for _ in range(6):
        head, dep = token.head, token.dep_
        if head == token:
            return None, ""
        if dep in ("conj", "appos", "compound", "nmod", "dep") and head.pos_ in ("NOUN", "PROPN"):
            token = head
            continue
        if dep in ("conj", "dep") and head.pos_ == "VERB":
            return head, "object"
        if dep == "pobj":
            preposition = head
            above = preposition.head
            if preposition.dep_ == "prep" and above.dep_ in ("prep", "advmod"):  # "out of", "away from"
                above = above.head if above.pos_ in ("ADP", "ADV") else above
            act = above.head.head
            if preposition.lower_ == "of" and above.dep_ == "pobj" and act.lemma_.lower() in words().acts:
                above = act if act.pos_ == "NOUN" else above  # "the ratification by Peru of the treaty"
            if preposition.dep_ == "agent":
                return None, ""
            if above.pos_ in ("NOUN", "PROPN") and above.lemma_.lower() not in words().acts:
                if above.lemma_.lower() in _CARRIERS and preposition.lemma_ in ("of", "in", "on"):
                    token = above
                    continue
                if above.lemma_.lower() in _PROCESS:
                    return above, "process"
            return above, preposition.lower_
        if dep in _OBJECTS:
            return head, "object"
        if dep in _SUBJECTS:
            return head, "subject"
        return None, ""
    return None, ""


def _step(verb: Token, role: str, table: Verbs | None = None) -> Step | None:
    """Return what a verb does to the accord in a role, by the longest form that its own words fill."""
    for rest, step in (table or words().verbs).get(verb.lemma_.lower(), ()):
        if role in step.roles and _filled(verb, rest):
            return step
    return None


def _filled(verb: Token, rest: tuple[str, ...]) -> bool:
    if not rest:
        return True
    near = {t.lower_ for t in verb.subtree if verb.i < t.i <= verb.i + 12 and (t.head == verb or t.head.head == verb)}
    return all(word in near for word in rest)


def _by_verb(verb: Token, role: str, cast: Cast, token: Token) -> Iterator[Move]:
    if role == "process":
        return
    step = _step(verb, role)
    due = [c for t in (verb, *verb.children) if t == verb or t.dep_ == "acomp" for c in t.children]
    below = next((c for c in due if c.dep_ in ("xcomp", "oprd") and c.tag_ in ("VB", "VBN")), None)
    if step is None and below is not None and token.dep_ in _SUBJECTS:
        # "is to take effect", "is expected to be signed"
        passive = any(c.dep_ == "auxpass" for c in below.children)
        verb, step = below, _step(below, "object" if passive else "subject")
    if step is None and role == "object" and verb.lemma_ in ("allow", "enable", "permit", "pave", "open"):
        above = verb.head
        if verb.dep_ in ("relcl", "acl") and above.lemma_.lower() in _PROCESS:
            yield from _process(above, cast)
            return
        if verb.dep_ in ("pcomp", "xcomp"):
            step = Step("agreed", frozenset(), "with")
    if step is None and (kept := _step(verb, role, words().kept)) is not None:
        for move in judged(verb, kept, doer(verb, cast), cast):
            if "negation" in move.aux:  # "failed to honour the accord"
                yield replace(move, aux=tuple(a for a in move.aux if a != "negation"))
        return
    talks = talks_of(verb)
    if step is None and role in ("on", "about", "over", "for") and talks is not None:
        yield from _by_noun(talks, words().acts[talks.lemma_.lower()], cast)  # "suspended the talks on a treaty"
        return
    if step is None and role in ("for", "towards", "toward") and verb.lemma_ in _LAUNCH:
        if any(c.lemma_.lower() in _PROCESS for c in verb.children):
            yield Move(verb, "proceedings launched", "with", doer(verb, cast), speakers(verb, cast), (), False)
        return
    if step is not None:
        if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in _PROCESS:
            yield from _process(verb.head.head, cast)
            return
        none = any(c.dep_ == "det" and c.lower_ == "no" for c in token.children)
        for move in judged(verb, step, doer(verb, cast), cast):  # "no agreement has been reached"
            yield replace(move, aux=(*move.aux, "negation")) if none and not move.aux else move
        yield from _confirmed(verb, step, cast)


def _process(noun: Token, cast: Cast) -> Iterator[Move]:
    """Yield the launch of what leads to an accord: "legal proceedings have been launched that would allow"."""
    verb = noun.head
    if verb.lemma_ in _LAUNCH and noun.dep_ in ("dobj", "nsubjpass", "nsubj"):
        said_by = speakers(verb, cast)
        yield Move(verb, "proceedings launched", "with", doer(verb, cast) or said_by, said_by, (), False)


def _by_noun(noun: Token, step: Step, cast: Cast) -> Iterator[Move]:
    """Yield what a noun tells: "the signing of the accord", "talks on a treaty"."""
    verb = noun.head
    while verb.pos_ not in ("VERB", "AUX") and verb != verb.head:
        verb = verb.head
    by = tuple(
        e
        for child in noun.children
        if child.dep_ in ("poss", "nmod", "amod") and child.i in cast.by_root
        for e in _parties.at(child, cast)
    )
    by = by or tuple(e for c in noun.children if c.lower_ in ("by", "between") for o in c.children
                     for e in _parties.at(o, cast))  # fmt: skip
    if step.stage == "in talks" and (stopped := _stopped(noun)) is not None:
        verb = noun.head
        yield from judged(verb, stopped, doer(verb, cast), cast)
        return
    if step.stage in ("in talks",) and not by and verb.pos_ in ("VERB", "AUX"):
        by = doer(verb, cast) if noun.dep_ not in _SUBJECTS else ()
    effect = words().control.get(verb.lemma_.lower(), "real") if verb.pos_ in ("VERB", "AUX") else "real"
    denied = verb.lemma_ == "deny" or any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children)
    told = denied or effect not in ("drop", "negation", "refuse", "consider", "hypothetical")
    if not told or denied or (verb.lemma_ in _DOING and noun.dep_ not in _SUBJECTS):
        by = by or doer(verb, cast)
    aux = ["future"] if effect == "future" or _modal(verb) == "future" else ["negation"] if denied else []
    if effect == "accuse":
        aux = ["alleged"]
        by = tuple(e for c in verb.children if c.dep_ in ("dobj", "nsubjpass") for e in _parties.at(c, cast))
    yield Move(noun, step.stage, step.party, by, speakers(noun, cast), tuple(aux), noun.dep_ == "pobj", told=told)


def talks_of(verb: Token) -> Token | None:
    """Return the talks that a verb begins, holds or stops."""
    for child in verb.children:
        step = words().acts.get(child.lemma_.lower()) if child.dep_ in ("dobj", "nsubjpass", "nsubj") else None
        if step is not None and step.stage == "in talks":
            return child
    return None


def _stopped(noun: Token) -> Step | None:
    """Return what has become of talks that somebody suspended or broke off, or that collapsed."""
    table = words().talks
    found = table.get(noun.head.lemma_.lower(), ())
    role = "object" if noun.dep_ in ("dobj", "nsubjpass") else "subject" if noun.dep_ == "nsubj" else ""
    return next((step for rest, step in found if role in step.roles and _filled(noun.head, rest)), None)


def judged(verb: Token, step: Step, by: tuple[Entity, ...], cast: Cast, aside: bool = False) -> Iterator[Move]:
    """Yield the move of a verb as its modals, negations and governing words leave it."""
    stage, aux, told = step.stage, list[str](), True
    modal = _modal(verb)
    if any(c.dep_ == "neg" for c in verb.children) or any(c.lower_ == "never" for c in verb.children):
        aux.append("negation")
    control = _control(verb)
    effect = words().control.get(control.lemma_.lower(), "real") if control is not None else "real"
    if control is not None and control.lemma_ in ("be", "have"):  # "is to sign", "has yet to ratify"
        yet = any(c.lower_ == "yet" for c in control.children)
        effect = "negation" if yet else "future" if control.lemma_ == "be" else "drop"
    if control is not None:
        of_others = (
            control.lemma_ == "deny" and verb.dep_ == "ccomp" and any(c.dep_ == "auxpass" for c in verb.children)
        )
        by = by or (() if of_others else doer(control, cast))
        modal = modal or _modal(control)
    if modal == "hypothetical" and effect not in ("consider", "refuse"):
        told = control is None and _would_say(verb)
        aux.append("future")
    elif modal == "future" or (
        verb.tag_ == "VBZ" and step.roles == {"subject"} and step.stage == "ended" and _dated_ahead(verb)
    ):
        aux.append("future")
    told = told and effect != "drop" and not _supposed(verb)
    if effect == "refuse":
        stage = "rejected"
    elif effect == "consider":
        if stage in _MAKING:
            stage, aux = "considered", []
        else:
            aux.append("hypothetical")
    elif effect == "accuse":
        assert control is not None
        aux.append("alleged")
        blamed = [c for c in control.children if c.dep_ in ("dobj", "nsubjpass")]
        by = tuple(e for c in blamed for e in _parties.at(c, cast))
    elif effect == "negation" and "negation" in aux:
        aux.remove("negation")
    elif effect in ("negation", "future", "hypothetical") and effect not in aux:
        aux.append(effect)
    elif control is not None and control.lemma_ == "agree" and stage == "signed":
        stage = "agreed"
    if step.party == "no" and "object" in step.roles:
        by = ()  # who brokers a truce is none of those who agree to it
    yield Move(verb, stage, step.party, by, speakers(verb, cast), tuple(aux), aside or _aside(verb), told=told)


def _supposed(verb: Token) -> bool:
    """Say whether a clause only supposes its act: if, unless, until, once, whether."""
    marks = ("if", "unless", "until", "once", "whether", "before")
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in marks for c in verb.children)


def _would_say(verb: Token) -> bool:
    """Say whether "would" only reports a "will": South Africa said it would quit."""
    return verb.dep_ == "ccomp" and verb.head.lemma_ in SAY and any(c.lower_ == "would" for c in verb.children)


def _dated_ahead(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") and any(c.lower_ in ("in", "on", "at", "by") for c in verb.children)


def _confirmed(verb: Token, step: Step, cast: Cast) -> Iterator[Move]:
    """Yield the confirmation of "confirmed that a deal had been reached"."""
    above = verb.head
    if verb.dep_ == "ccomp" and above.lemma_ == "confirm" and step.stage in ("agreed", "signed"):
        yield Move(above, "confirmed", "with", doer(above, cast), (), (), False)


def published(token: Token, cast: Cast) -> Iterator[Move]:
    """Yield the publication of "in a published decree it said the deal would": the words of the accord are out."""
    for verb in token.ancestors:
        if verb.lemma_ not in SAY:
            continue
        for preposition in verb.children:
            for noun in preposition.children if preposition.lower_ in ("in", "by") else ():
                marks = [c for c in noun.children if c.lemma_ in ("publish", "published") or c.lower_ == "published"]
                if noun.lemma_.lower() in _PUBLICATIONS and marks:
                    yield Move(marks[0], "published", "with", doer(verb, cast), (), (), False)
        return


def _modal(verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in ("will", "'ll", "shall", "’ll"):
            return "future"
        if child.dep_ == "aux" and child.lower_ in ("would", "could", "may", "might", "should", "can", "must"):
            return "hypothetical"
    return None


def _control(verb: Token) -> Token | None:
    """Return the word that decides how real a verb's act is: the governor of "refused to sign", "accused of breaking",
    "denied that it had broken"."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ == "VERB" and verb.tag_ in ("VB", "VBG"):
        return _control(head)
    reported = head.lemma_ in SAY and head.lemma_ not in words().control
    if verb.dep_ in ("xcomp", "oprd") or (verb.dep_ == "ccomp" and verb.tag_ in ("VB", "VBG") and not reported):
        return _deeper(head)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return (
            _deeper(head.head) if head.lower_ in ("of", "about", "from", "on", "for", "to", "with", "against") else None
        )
    if verb.dep_ == "ccomp" and head.lemma_ in ("deny", "accuse", "threaten"):
        return head
    if verb.dep_ == "acl" and verb.tag_ == "VB" and head.pos_ == "NOUN":
        return head  # "a plan to sign", "the right to sign"
    return None


def _deeper(word: Token) -> Token:
    """Return a governor, or the one above it where it says nothing itself: "thinking of allowing" is thinking."""
    effect = words().control.get(word.lemma_.lower())
    if effect == "real" and word.pos_ == "VERB" and (above := _control(word)) is not None:
        return above
    return word


def _aside(verb: Token) -> bool:
    """Say whether an act is background: in a clause beside the news, or before it ("had signed")."""
    if verb.dep_ in ("relcl", "acl") or (verb.dep_ == "advcl" and verb.tag_ != "VBG"):
        return True
    had = any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)
    return had and not (verb.dep_ == "ccomp" and verb.head.lemma_ in SAY)


def doer(verb: Token, cast: Cast) -> tuple[Entity, ...]:
    """Return who does what a verb says: its subject, or in the passive its agent."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )
    if passive:
        for child in verb.children:
            if child.dep_ == "agent" or child.lower_ == "by":
                return tuple(e for c in child.children if c.dep_ == "pobj" for e in _parties.at(c, cast))
        return ()
    for child in verb.children:
        if child.dep_ in ("nsubj", "csubj"):
            if child.tag_ in ("WDT", "WP"):
                return _parties.at(verb.head, cast)
            return _from(child, cast)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.head.pos_ == "VERB":
        return doer(verb.head.head, cast)  # signed the law ratifying it
    if verb.dep_ == "acomp" and verb.head.pos_ == "AUX":  # "Tajikistan is due to sign": the copula has the subject
        return doer(verb.head, cast)
    if verb.dep_ in ("xcomp", "conj", "advcl", "pcomp", "oprd"):
        head = verb.head.head if verb.dep_ == "pcomp" else verb.head
        if head.pos_ in ("VERB", "AUX") and head != verb:
            subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            return _from(subject, cast) if subject is not None else doer(head, cast)
    return ()


def _from(token: Token, cast: Cast) -> tuple[Entity, ...]:
    """Return who a subject is; "negotiators from Cyprus and Lebanon" are those two."""
    found = _parties.at(token, cast)
    if any(_parties.can_agree(entity) or entity.sector[:1] not in ((), ("UNK",), ("GOV",)) for entity in found):
        return found
    below = (o for p in token.children if p.lower_ in ("from", "of", "for") for o in p.children if o.dep_ == "pobj")
    return tuple(e for o in below for e in _parties.at(o, cast)) or found


def speakers(token: Token, cast: Cast) -> tuple[Entity, ...]:
    """Return on whose word a clause stands: the subject of the verb of saying above it, or "according to" whom."""
    word = token
    for above in (token, *token.ancestors):
        if above.lemma_ in SAY and above != token and word.dep_ in ("ccomp", "parataxis", "advcl", "pcomp", "prep"):
            found = doer(above, cast)
            if found:
                return found
        for child in above.children:
            if child.lower_ == "according":
                return tuple(e for p in child.children for o in p.children for e in _parties.at(o, cast))
        word = above
    return ()
