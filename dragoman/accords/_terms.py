"""What an accord lays down: who may, must, must not or will do what, on which condition, until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.accords import _parties
from dragoman.accords._mentions import is_time
from dragoman.accords._stages import SAY, speakers
from dragoman.accords._tables import words
from dragoman.records import Cast, Entity, Evidence, Term

_UNDER = frozenset({"under"})
_UNTIL = frozenset({"until", "till", "through", "within", "by", "for", "over"})
_CONDITION_MARKS = frozenset({"if", "unless", "once", "provided", "when", "after"})
_CONDITION_WORDS = frozenset({"following", "pending", "upon", "without", "provided", "providing"})
_CONSENT = frozenset({"consent", "approval", "permission", "agreement", "notice", "authorization", "authorisation"})
_EXCHANGE = frozenset({"exchange", "return"})
_PASSIVE = {
    "allow": "right", "permit": "right", "entitle": "right", "authorize": "right", "authorise": "right",
    "require": "duty", "oblige": "duty", "force": "duty", "bind": "duty", "commit": "duty",
    "ban": "ban", "bar": "ban", "prohibit": "ban", "forbid": "ban",
}  # fmt: skip
# What one has who may or must: "would have the right to inspect".
_HAVING = {"right": "right", "permission": "right", "authority": "right", "freedom": "right", "access": "right",
           "duty": "duty", "obligation": "duty"}  # fmt: skip
# To will one of these is a plan or a remark, not what an accord lays down.
_NO_TERM = frozenset(
    "be have meet hold talk say discuss debate vote decide sign ratify approve seek try continue begin start want need"
    " become visit attend hope expect consider see know remain win lose take go come get host chair announce".split()
)
_PROMISE = frozenset({"agree", "pledge", "promise", "undertake", "commit", "vow", "consent"})


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday tomorrow today".split())


@dataclass(frozen=True, slots=True)
class _Parts:
    """A clause cut into the act, its condition and its end; each a span of the document."""

    act: tuple[int, int]
    condition: tuple[int, int] | None
    until: tuple[int, int] | None


def terms(token: Token, doc: str, cast: Cast) -> Iterator[Term]:
    """Yield the terms of the accord that a noun (or pronoun) stands for, as its own sentence tells them. One without a
    holder binds all parties."""
    for verb in _laying_down(token):
        yield from _by_verb(verb, doc, cast)
    for child in token.children:
        into = (w for p in child.children if p.lower_ in ("under", "in") for w in p.children if w.tag_ == "WDT")
        if child.dep_ == "relcl" and any(into):
            yield from clause(child, doc, cast)
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in _UNDER and head.head.pos_ in ("VERB", "AUX"):
        yield from clause(head.head, doc, cast)
    if token.dep_ == "pobj" and head.lemma_ == "of" and head.head.lemma_ in ("term", "part", "provision"):
        above = head.head.head
        if above.lower_ in ("under", "as") and above.head.pos_ in ("VERB", "AUX"):
            yield from clause(above.head, doc, cast)


def _laying_down(token: Token) -> Iterator[Token]:
    """Yield the verbs of which an accord is the subject: of its sentence, and of a clause about it."""
    table = words().terms
    if token.dep_ == "nsubj" and token.head.lemma_ in table:
        yield token.head
        yield from (c for c in token.head.children if c.dep_ == "conj" and c.lemma_ in table)
    for child in token.children:
        pronoun = any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in child.children)
        if child.lemma_ in table and (
            (child.dep_ == "relcl" and pronoun) or (child.dep_ == "acl" and child.tag_ == "VBG")
        ):
            yield child


def _by_verb(verb: Token, doc: str, cast: Cast) -> Iterator[Term]:
    kind, frame = words().terms[verb.lemma_]
    if any(c.dep_ == "neg" for c in verb.children):
        kind = {"right": "ban", "ban": "right"}.get(kind, "")
    if not kind:
        return
    if frame == "right to":
        act, holder = _granted(verb)
    else:
        act, holder = _governed(verb)
    if act is None or holder is None:
        return
    who = _holder(holder, cast)
    if who or _is_everyone(holder):
        yield _term(kind, who, holder, act, (verb, _root_clause(verb)), doc, cast)


def _granted(verb: Token) -> tuple[Token | None, Token | None]:
    """Return the act and its holder under "gives X the right to V"; the thing itself under "gives X the port"."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ in ("NOUN", "PROPN", "PRON")]
    if len(objects) < 2:
        return None, None
    holder, thing = objects[0], objects[-1]
    if thing.lemma_ in ("right", "permission", "authority", "power"):
        return next((c for c in thing.children if c.dep_ in ("acl", "relcl")), None), holder
    return thing, holder


def _governed(verb: Token) -> tuple[Token | None, Token | None]:
    """Return the act and its holder under "allows X to V", "bars X from V-ing", "commits X to V"."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("VERB", "AUX"):
            own = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass") and c.tag_ != "WDT"), None)
            return child, own if own is not None else _object(verb)
        if child.dep_ == "prep" and child.lower_ in ("from", "to"):
            act = next((c for c in child.children if c.dep_ == "pcomp"), None)
            if act is not None:
                return act, _object(verb)
    below = _object(verb)
    if below is not None:  # "bars Havana from stationing": the preposition hung on the object
        for child in below.children:
            if child.lower_ == "from":
                act = next((c for c in child.children if c.dep_ == "pcomp"), None)
                if act is not None:
                    return act, below
            if child.dep_ in ("acl", "relcl") and child.tag_ == "VB":
                return child, below
    return None, None


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative")), None)


def _root_clause(verb: Token) -> Token:
    """Return the verb of the clause that a term's clause stands in: a condition may hang there."""
    head = verb.head
    if verb.dep_ in ("relcl", "acl"):
        while head.pos_ not in ("VERB", "AUX") and head != head.head:
            head = head.head
    return head if head.pos_ == "VERB" else verb


def clause(verb: Token, doc: str, cast: Cast) -> Iterator[Term]:
    """Yield the term that a clause tells by its modal: "Moscow may use the airfield until 2030"."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return
    kind, act = _by_modal(verb, subject)
    who = _holder(subject, cast)
    if kind is not None and (who or _is_everyone(subject)):
        yield _term(kind, who, subject, act, (verb,), doc, cast)


def _is_everyone(token: Token) -> bool:
    """Say whether a holder is all the parties: them, both sides, each party. Its term has no holder yet."""
    both = token.lemma_.lower() in ("side", "party", "country", "nation", "state", "government")
    told = any(c.lower_ in ("both", "each", "either", "two", "neither") for c in token.children)
    return token.lower_ in ("them", "they", "both", "neither", "each") or (both and told)


def _by_modal(verb: Token, subject: Token) -> tuple[str | None, Token]:
    modals = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    no = any(c.dep_ == "neg" for c in verb.children) or any(
        c.lower_ in ("neither", "no") for c in (*subject.children, *verb.children)
    )
    below = next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX")), None)
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    if passive and verb.lemma_ in _PASSIVE:
        inner = (
            below
            if below is not None
            else next((c for p in verb.children for c in p.children if c.dep_ == "pcomp"), None)
        )
        return (_PASSIVE[verb.lemma_] if not no else "ban", inner) if inner is not None else (None, verb)
    if below is not None and verb.lemma_ in _PROMISE:
        return ("ban" if any(c.dep_ == "neg" for c in below.children) else "promise"), below
    if below is not None and verb.lemma_ in ("have", "be") and any(c.lower_ == "to" for c in below.children):
        return ("ban" if no else "duty"), below
    owned = next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_ in _HAVING), None)
    if verb.lemma_ == "have" and owned is not None:
        inner = next((c for c in owned.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VB"), None)
        return (_HAVING[owned.lemma_] if not no else "ban", inner) if inner is not None else (None, verb)
    if modals & {"must", "shall"}:
        return ("ban" if no else "duty"), verb
    if modals & {"may", "can", "could"}:
        return ("ban" if no else "right"), verb
    if modals & {"will", "would"}:
        return ("ban" if no else "promise"), verb
    return None, verb


def promise(verb: Token, doc: str, cast: Cast) -> Iterator[Term]:
    """Yield what those who "agreed to withdraw" promised."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    act = next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
    if subject is None or act is None or act.lemma_ in ("sign", "meet", "hold", "continue", "talk", "start", "begin"):
        return
    who = _holder(subject, cast)
    if who:
        kind = "ban" if any(c.dep_ == "neg" for c in act.children) else "promise"
        yield _term(kind, who, subject, act, (verb,), doc, cast)


def following(root: Token, parties: tuple[Entity, ...], doc: str, cast: Cast, made: bool, told: bool) -> Iterator[Term]:
    """Yield the terms of a sentence after one that tells of the accord: "In return, Iran must ...". A party's duty,
    ban or granted right counts; what it will do, where the sentence says that it is given in exchange, or where the
    accord has just been ``made``; what it may do, where the sentence before ``told`` terms too."""
    if root.lemma_ in SAY:
        root = next((c for c in root.children if c.dep_ == "ccomp"), root)
    for verb in (root, *_joined_clauses(root)):
        returned = any(c.lower_ == "in" and {o.lower_ for o in c.children} & _EXCHANGE for c in root.children)
        promised = made and _promises(verb)
        for term in clause(verb, doc, cast):
            granted = term.kind == "right" and (told or verb.lemma_ not in term.act.split())
            if (
                term.holder
                and _of_parties(term.holder, parties)
                and (
                    term.kind in ("duty", "ban")
                    or returned
                    or verb.lemma_ in _PROMISE
                    or granted
                    or (term.kind == "promise" and promised)
                )
            ):
                yield term


def _joined_clauses(verb: Token) -> Iterator[Token]:
    """Yield the clauses joined to one that have a subject of their own: "A will build, and B will pay"."""
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and child.pos_ == "VERB"
            and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        ):
            yield child
            yield from _joined_clauses(child)


def _promises(verb: Token) -> bool:
    """Say whether a clause after "they signed the pact" tells what a party will do by it, and not its calendar."""
    dated = any(c.dep_ in ("npadvmod", "prep") and any(t.lower_ in _WEEKDAYS for t in c.subtree) for c in verb.children)
    return verb.lemma_ not in _NO_TERM and not dated


def _of_parties(holders: tuple[Entity, ...], parties: tuple[Entity, ...]) -> bool:
    """Say whether all holders are parties or people of one that is a state: "Malaysian employers must"."""
    states = {entity.code for entity in parties if _parties.key(entity)[1] == ""}
    return all(_parties.among([e], parties) or (e.code in states and not _is_group(e)) for e in holders)


def _is_group(entity: Entity) -> bool:
    return bool({"REB", "PRM", "UAF", "OPP", "PTY", "PRE", "JRN", "CRM"} & set(entity.sector))


def _holder(token: Token, cast: Cast) -> tuple[Entity, ...]:
    found: list[Entity] = []
    for entity in _parties.at(token, cast):
        if entity.code != "---" and not any(_parties.key(entity) == _parties.key(other) for other in found):
            found.append(entity)
    return tuple(found)


def _term(
    kind: str, who: tuple[Entity, ...], holder: Token, act: Token, above: tuple[Token, ...], doc: str, cast: Cast
) -> Term:
    text = act.doc.text
    parts = _cut(act, above)
    spans = [parts.act, *(span for span in (parts.condition, parts.until) if span is not None)]
    start = min([holder.left_edge.idx, *(span[0] for span in spans)])
    end = max(span[1] for span in spans)
    return Term(
        kind, who, text[slice(*parts.act)],
        text[slice(*parts.condition)] if parts.condition else None,
        text[slice(*parts.until)] if parts.until else None,
        speakers(act, cast), (Evidence(doc, start, end),),
    )  # fmt: skip


def _cut(act: Token, above: tuple[Token, ...]) -> _Parts:
    condition = until = None
    begin = act.idx if act.pos_ in ("VERB", "AUX") else act.left_edge.idx
    # what is joined to the act with a subject of its own is another act
    apart = {
        t for c in act.children if c.dep_ == "conj" and any(o.dep_ in ("nsubj", "nsubjpass") for o in c.children)
        for t in (*c.subtree, *(o for o in act.children if o.dep_ == "cc" and o.i < c.i))
    }  # fmt: skip
    inside = [t for t in act.subtree if t.idx >= begin and t not in apart and not t.is_space]
    end = max(t.idx + len(t) for t in inside if not t.is_punct) if any(not t.is_punct for t in inside) else begin
    for child in (*(t for t in act.subtree if t not in apart), *(c for verb in above for c in verb.children)):
        if child == act or child in above or (act.is_ancestor(child) is False and child.head not in above):
            continue
        span = span_of(child)
        if condition is None and _conditions(child):
            condition = span
        elif until is None and _ends(child):
            until = span
        else:
            continue
        if begin < span[0] < end:
            end = span[0]
    if until is not None and condition is not None and until[0] < condition[0] < until[1]:
        until = until[0], condition[0] - 1
    text = act.doc.text[begin:end].rstrip(" ,;–-")
    return _Parts((begin, begin + len(text)), condition, until)


def span_of(token: Token) -> tuple[int, int]:
    inside = [t for t in token.subtree if not t.is_punct and not t.is_space]
    first = min(inside, key=lambda t: t.i) if inside else token
    last = max(inside, key=lambda t: t.i) if inside else token
    return first.idx, last.idx + len(last)


def _conditions(token: Token) -> bool:
    if token.dep_ == "advcl":
        return any(c.dep_ in ("mark", "advmod") and c.lower_ in _CONDITION_MARKS for c in token.children)
    if token.dep_ != "prep":
        return False
    below = {o.lemma_.lower() for o in token.children}
    return (
        token.lower_ in _CONDITION_WORDS
        or (token.lower_ == "in" and bool(below & _EXCHANGE))
        or (token.lower_ in ("with", "after", "on", "subject") and bool(below & (_CONSENT | {"condition"})))
    )


def _ends(token: Token) -> bool:
    if token.dep_ != "prep" or token.lower_ not in _UNTIL:
        return False
    objects = [o for o in token.children if o.dep_ == "pobj"]
    # "by the end of the year" is dated by its year
    dated = any(
        is_time(t) for o in objects for t in ((o,) if o.lemma_ not in ("end", "start", "middle") else o.subtree)
    )
    return dated or (token.lower_ in ("until", "till") and bool(objects))
