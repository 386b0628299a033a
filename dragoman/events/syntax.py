"""Grammar that every rule of the coder asks about: subjects, objects, passives, modifiers, what governs what.

Labels are those of spaCy's English pipelines (ClearNLP). All functions take and return spaCy tokens.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

# "on Saturday" tells when, never whom.
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_RELATIVE = ("who", "which", "that", "whom")
# Verbs whose infinitive or gerund complement is done by their object, not by their subject.
OBJECT_CONTROL = frozenset(
    [
        "urge",
        "ask",
        "tell",
        "order",
        "command",
        "instruct",
        "implore",
        "beg",
        "press",
        "pressure",
        "push",
        "exhort",
        "advise",
        "encourage",
        "invite",
        "direct",
        "require",
        "persuade",
        "convince",
        "force",
        "compel",
        "allow",
        "permit",
        "let",
        "enable",
        "authorize",
        "authorise",
        "help",
        "want",
        "expect",
        "lead",
        "cause",
        "get",
        "accuse",
        "suspect",
        "blame",
        "prevent",
        "stop",
        "bar",
        "ban",
        "prohibit",
        "forbid",
        "deter",
        "dissuade",
        "condemn",
        "criticize",
        "criticise",
        "denounce",
        "convict",
        "charge",
        "see",
        "hear",
        "watch",
        "find",
        "catch",
        "warn",
        "train",
        "send",
        "deploy",
        "arm",
        "call",
        "petition",
        "request",
        "sue",
        "sentence",
    ]
)
# Nouns that only measure out a group named after "of".
PARTITIVE = frozenset(
    [
        "hundred",
        "thousand",
        "dozen",
        "score",
        "million",
        "number",
        "group",
        "majority",
        "member",
        "handful",
        "some",
        "many",
        "most",
        "several",
        "one",
        "two",
        "three",
        "any",
        "part",
        "rest",
        "series",
        "crowd",
        "ten",
        "lot",
        "couple",
        "pair",
        "plenty",
        "all",
        "none",
        "half",
        "bulk",
        "remainder",
        "band",
        "bunch",
        "team",
        "coalition",
        "host",
        "range",
    ]
)


def child(token: Token, *labels: str) -> Token | None:
    """Return the first child with one of the dependency labels."""
    for c in token.children:
        if c.dep_ in labels:
            return c
    return None


def children(token: Token, *labels: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is coordinated after it ("the US, France and Britain"), in text order."""
    out = [token]
    for t in out:
        out.extend(c for c in t.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"))
    return sorted(out, key=lambda t: t.i)


def is_passive(verb: Token) -> bool:
    """Return whether a verb form is passive: "was bombed", "troops stationed in", "being held"."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and (
        (
            verb.dep_ in ("acl", "advcl", "amod")
            and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
        )
        or (verb.dep_ in ("conj", "xcomp", "oprd") and verb.head.pos_ == "VERB" and is_passive_head(verb))
    )


def is_passive_head(verb: Token) -> bool:
    """Return whether a coordinated participle shares the passive of the verb before it ("was seized and burned")."""
    head = verb.head
    if child(verb, *SUBJECTS) is not None or any(c.dep_ in ("aux", "dobj") for c in verb.children):
        return False
    return head.tag_ == "VBN" and is_passive(head)


def governor(verb: Token) -> Token | None:
    """Return the verb, noun or adjective whose complement or modifier a verb is; None at the root."""
    return None if verb.head == verb else verb.head


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the noun that is the grammatical subject of a verb, found through coordination, control,
    participles and relative clauses: of "praising" in "Iran, praising Hamas, said", it is "Iran"."""
    if depth > 6:
        return None
    own = child(verb, *SUBJECTS)
    if own is not None:
        if own.lower_ in _RELATIVE and own.tag_ in ("WP", "WDT", "IN", "DT"):
            relative = _antecedent(verb)
            return relative if relative is not None else None
        return own
    head = governor(verb)
    if head is None:
        return None
    if verb.dep_ in ("conj",) and head.pos_ in ("VERB", "AUX"):
        return surface_subject(head, depth + 1)
    if verb.dep_ in ("xcomp", "oprd", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        if head.pos_ in ("ADJ", "NOUN") and head.dep_ in ("acomp", "attr", "oprd", "xcomp"):
            return surface_subject(head.head, depth + 1)
        if head.pos_ == "NOUN":
            return None
        target = child(head, "dobj", "dative")
        if head.lemma_ in OBJECT_CONTROL:
            if target is not None:
                return target
            if is_passive(head):
                return surface_subject(head, depth + 1)
            on = next(
                (child(p, "pobj") for p in children(head, "prep") if p.lower_ in ("on", "upon", "to", "for")), None
            )
            if on is not None:
                return on
        return surface_subject(head, depth + 1)
    if verb.dep_ in ("advcl", "acl") and head.pos_ in ("VERB", "AUX"):
        return surface_subject(head, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        if head.pos_ in ("NOUN", "PROPN", "PRON") and verb.tag_ in ("VBG", "VBN"):
            return head
        return None
    if verb.dep_ == "pcomp":
        prep = head
        up = prep.head
        if up.pos_ == "VERB":
            target = child(up, "dobj")
            if up.lemma_ in OBJECT_CONTROL:
                if target is not None:
                    return target
                if is_passive(up):
                    return surface_subject(up, depth + 1)
            return surface_subject(up, depth + 1)
        return None
    if verb.dep_ == "advcl" or verb.dep_ == "dep":
        return surface_subject(head, depth + 1) if head.pos_ in ("VERB", "AUX") else None
    return None


def _antecedent(verb: Token) -> Token | None:
    """Return the noun that a relative clause modifies, also from a verb coordinated inside that clause."""
    seen = verb
    while seen.dep_ in ("conj", "xcomp", "ccomp", "aux") and seen.head != seen:
        seen = seen.head
    return seen.head if seen.dep_ == "relcl" else None


def direct_object(verb: Token) -> Token | None:
    """Return the direct object of an active verb, through relative clauses ("the town that they seized")
    and coordination ("seized and burned the town")."""
    own = child(verb, "dobj", "oprd") if not is_passive(verb) else child(verb, "dobj")
    both = children(verb, "dobj")
    if len(both) == 2:  # "give the officials the right": the parser often calls the receiver an object too
        own = both[1]
    if own is not None:
        if own.lower_ in _RELATIVE and own.tag_ in ("WP", "WDT", "IN", "DT"):
            return _antecedent(verb)
        return own
    if verb.dep_ == "relcl" and not is_passive(verb):
        subject = child(verb, "nsubj")
        relative = next((c for c in verb.children if c.lower_ in ("that", "which", "whom")), None)
        if (
            subject is not None
            and subject.lower_ not in _RELATIVE
            and (relative is not None or not any(c.dep_ == "prep" and child(c, "pobj") is None for c in verb.children))
        ):
            stranded = next(
                (c for c in verb.children if c.dep_ in ("prep", "advmod") and c.lower_ in ("where", "when")), None
            )
            return verb.head if stranded is None else None
    # "seized and burned the town": the object hangs on the last of the coordinated verbs
    if not is_passive(verb):
        for other in verb.children:
            if (
                other.dep_ == "conj"
                and other.pos_ == "VERB"
                and child(other, *SUBJECTS) is None
                and not is_passive(other)
            ):
                if child(verb, "prep", "xcomp", "ccomp") is None and other.i - verb.i <= 3:
                    return child(other, "dobj")
    return None


def preposition_objects(token: Token, *words: str) -> Iterator[Token]:
    """Yield the objects of a token's prepositions ("in", "on" …), all of them where no words are given."""
    for prep in token.children:
        if prep.dep_ in ("prep", "agent", "dative") and prep.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
            if not words or prep.lower_ in words:
                yield from (c for c in prep.children if c.dep_ == "pobj" and c.lower_ not in CALENDAR)
            for inner in prep.children:  # "out of", "away from"
                if (
                    inner.dep_ == "prep"
                    and prep.lower_ in ("out", "away", "along", "because", "up", "down")
                    and (not words or inner.lower_ in words)
                ):
                    yield from (c for c in inner.children if c.dep_ == "pobj")


def agent_of(verb: Token) -> Token | None:
    """Return the noun after "by" of a passive."""
    for by in verb.children:
        if by.dep_ in ("agent", "prep") and by.lower_ == "by":
            return child(by, "pobj")
    # the parser often hangs it on the noun before: "were supplied to Chad by France"
    for prep in verb.children:
        if prep.dep_ in ("prep", "dative", "dobj"):
            for t in prep.subtree:
                if t.lower_ == "by" and t.dep_ in ("agent", "prep") and t.head.pos_ in ("PROPN", "NOUN"):
                    return child(t, "pobj")
    return None


def particle(verb: Token) -> str | None:
    """Return what completes a phrasal verb: "down" of "shot down", "out" of "carried out"."""
    for c in verb.children:
        if c.dep_ == "prt" or (c.dep_ in ("advmod", "prep") and c.i == verb.i + 1 and c.tag_ in ("RP", "RB", "IN")):
            return c.lower_
    return None


def clause_tokens(token: Token) -> list[Token]:
    """Return the tokens of the clause an act stands in: without the clauses inside it that it is not part of."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    out: list[Token] = []
    todo = [verb]
    while todo:
        t = todo.pop()
        out.append(t)
        for c in t.children:
            inside = c.dep_ in ("relcl", "advcl", "ccomp", "parataxis", "acl") or (
                c.dep_ == "conj" and c.pos_ == "VERB"
            )
            if not inside or c.is_ancestor(token) or c == token:
                todo.append(c)
    return sorted(out, key=lambda t: t.i)


def noun_words(noun: Token) -> list[str]:
    """Return the noun's lemma, then longer forms with the compounds and adjectives before it, longest first:
    "peace talk", "talk"; "state of emergency" before "state"."""
    left = [c for c in noun.children if c.i < noun.i and c.dep_ in ("compound", "amod", "nmod", "nummod")]
    own = noun.lower_ if noun.tag_ == "VBG" else noun.lemma_.lower()  # "the shelling", read as a verb's form
    words = [t.text.lower() for t in sorted(left, key=lambda t: t.i)] + [own]
    out = [" ".join(words[i:]) for i in range(len(words))]
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == noun.i + 1), None)
    thing = child(of, "pobj") if of is not None else None
    if thing is None:
        return out
    return [*(f"{words[-1]} of {form}" for form in noun_words(thing)), *out]
