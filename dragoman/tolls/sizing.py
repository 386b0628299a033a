"""Whose toll is it? The numbers of a sentence, what befell those counted, and the event they belong to by grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.records import Count, Event, Parse, Size
from dragoman.tolls.numbers import Number, numbers
from dragoman.tolls.words import DONE_BY, DONE_TO, MAY_HAVE, NOUNS, PARTS, PEOPLE, STATES, TOLLS

_PERSON_ENDINGS = ("ers", "ors", "ists", "ians", "eers", "men", "women", "ees", "ants", "ans", "is")
_NOT_PEOPLE = frozenset(
    """year month week day hour minute second percent per cent % dollar euro pound yen mile kilometer kilometre km meter
    metre foot ton tonne barrel house home building vehicle car truck bus tank rocket missile shell bomb aircraft plane
    helicopter ship boat village town city country state nation point vote seat party case charge round number border
    centers quarters orders letters papers letter acre hectare o'clock p.m. a.m. th time times""".split()
)
_BLOCKING = frozenset(("while", "but", "whereas", "although", "though", "before", "since", "unless", "if"))
_REASONS = frozenset(("for", "over"))
_INSIDE = frozenset(("include", "including", "among"))
# Links of the grammar over which a toll still belongs to an act.
_LINKS = frozenset(
    """conj advcl acl relcl dobj prep pobj oprd xcomp ccomp nsubj nsubjpass acomp attr pcomp dep appos agent compound amod
    npadvmod parataxis nmod""".split()  # noqa: E501
)
# Steps between act and toll beyond which it is another's. 5 to 10 tried on the case table.
_FARTHEST = 8


@dataclass(frozen=True, slots=True)
class _Toll:
    part: str
    number: Number
    head: Token  # the noun or number that stands in the grammar
    word: Token  # what says what befell them


def size_of(event: Event, parse: Parse) -> Size | None:
    """Return the numbers of people in an event: those its own sentence gives and its grammar ties to the act.

    Numbers are inclusive ranges: "at least 20" is 20 to None, "more than 40" 41 to None, "up to 300" 0 to 300,
    "about 100" 90 to 110, "dozens" 24 to 99. "20 people, including five children" is 20; "five soldiers and three
    civilians" is 8. None where the sentence counts nobody.
    """
    allowed = MAY_HAVE.get(event.event)
    if not allowed:
        return None
    doc = parse.doc
    act = doc.char_span(event.start, event.end, alignment_mode="expand")
    sentence = doc.char_span(event.sentence.start, event.sentence.end, alignment_mode="expand")
    if act is None or sentence is None:
        return None
    best: dict[str, tuple[float, list[_Toll]]] = {}
    for toll in _tolls(doc, sentence.start, sentence.end, event):
        if toll.part not in allowed:
            continue
        distance = _distance(act.root, (act.start, act.end), toll)
        if distance is None or distance > _FARTHEST:
            continue
        known = best.get(toll.part)
        if known is None or distance < known[0]:
            best[toll.part] = (distance, [toll])
        elif distance == known[0] and _together(known[1][0], toll):
            known[1].append(toll)
    if not best:
        return None
    found = {part: _sum([t.number for t in best[part][1]]) for part in PARTS if part in best}
    return Size(**found)


def _sum(counted: list[Number]) -> Count:
    most = [n.most for n in counted]
    total = None if any(m is None for m in most) else sum(m for m in most if m is not None)
    return Count(sum(n.least for n in counted), total, counted[0].start, counted[-1].end)


def _together(one: _Toll, other: _Toll) -> bool:
    return one.word.i == other.word.i and (other.head in one.head.conjuncts or one.head in other.head.conjuncts)


# What befell how many?


def _tolls(doc: Doc, first: int, last: int, event: Event) -> Iterator[_Toll]:
    for number in [*numbers(doc, first, last), *_single(doc, first, last)]:
        head = _counted(doc, number, last)
        if head is None or _is_part(doc, number, head):
            continue
        found = _befell(doc, number, head, first, last, event)
        if found is not None and not any(c.dep_ == "neg" for c in found[1].children):
            yield _Toll(found[0], number, head, found[1])


def _single(doc: Doc, first: int, last: int) -> Iterator[Number]:
    """Yield "a soldier", "another man" as one."""
    for token in doc[first:last]:
        if (
            token.lower_ == "another"
            and token.dep_ != "det"
            and not token.nbor(1 if token.i + 1 < len(doc) else 0).like_num
        ):
            yield Number(1, 1, token.i, token.i + 1, token.i, token.idx, token.idx + len(token))
        if token.lower_ in ("a", "an", "another") and token.dep_ == "det" and token.head.tag_ == "NN":
            noun = token.head
            if noun.lemma_.lower() in PEOPLE and noun.i > token.i and noun.lemma_.lower() not in ("force", "family"):
                yield Number(1, 1, token.i, noun.i + 1, noun.i, token.idx, token.idx + len(token))


def _counted(doc: Doc, number: Number, last: int) -> Token | None:
    """Return the noun that is counted, or the number itself where it stands for people; None for other things."""
    core = doc[number.core]
    if core.pos_ == "NOUN" and core.lemma_.lower() in PEOPLE and number.least == 1:
        return core
    after = doc[number.last] if number.last < len(doc) else None
    if after is not None and (
        after.lower_ in ("%", "percent", "per", "years", "year", "p.m.", "a.m.") or after.text == "-"
    ):
        if not (after.text == "-" and number.last + 1 < len(doc) and doc[number.last + 1].lower_ == "strong"):
            return None
        noun = doc[number.last + 1].head
        return noun if noun.pos_ == "NOUN" else None
    if number.first and doc[number.first - 1].text in ("$", "€", "£", "aged", "age", "No.", "Resolution", "resolution"):
        return None
    for i in range(number.first, number.last):
        token = doc[i]
        if token.dep_ in ("nummod", "amod", "quantmod", "compound", "det", "nmod", "predet", "advmod"):
            head = token.head
            if head.i >= number.last and head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
                return head if _is_people(head) else None
    if after is not None and after.lower_ == "of" and number.last + 1 < last:
        pobj = next((t for t in after.children if t.dep_ == "pobj"), None)
        if pobj is not None and pobj.lower_ in ("them", "those", "us"):
            return core
        if pobj is not None:
            return core if _is_people(pobj) or pobj.pos_ == "PROPN" else None
    if after is not None and after.pos_ in ("NOUN", "PROPN") and after.lower_ not in STATES:
        noun = after
        while noun.dep_ in ("compound", "nmod") and noun.head.i > noun.i:
            noun = noun.head
        return noun if _is_people(noun) else None
    if core.like_num and core.shape_ == "dddd" and 1900 <= number.least <= 2100 and number.core == number.first:
        return None  # a year
    return core


def _is_people(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in _NOT_PEOPLE or noun.lower_ in _NOT_PEOPLE:
        return False
    return (
        lemma in PEOPLE or noun.lower_ in PEOPLE or lemma in NOUNS or noun.lower_ in STATES
        or (noun.lower_.endswith(_PERSON_ENDINGS) and noun.tag_ in ("NNS", "NNPS"))
    )  # fmt: skip


def _is_part(doc: Doc, number: Number, head: Token) -> bool:
    """Tell whether a number is a part of another: "including five children", "three of them", "one of the"."""
    for token in doc[max(0, number.first - 3) : number.first]:
        if token.lower_ in _INSIDE or (
            token.lower_ == "of" and token.i and token.nbor(-1).lower_ in ("one", "some", "most")
        ):
            return True
    top = head
    while top.dep_ == "conj":
        top = top.head
    if top.dep_ == "pobj" and (top.head.lower_ in _INSIDE):
        return True
    after = doc[number.last] if number.last < len(doc) else None
    return bool(after is not None and after.lower_ == "of" and after.i + 1 < len(doc)
                and doc[after.i + 1].lower_ in ("them", "those", "whom"))  # fmt: skip


def _befell(doc: Doc, number: Number, head: Token, first: int, last: int, event: Event) -> tuple[str, Token] | None:
    """Return what befell those counted and the word that says so."""
    top = head
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN", "NUM") and top.head.i >= first:
        top = top.head
    if head.lemma_.lower() in NOUNS and head.i != number.core:
        return NOUNS[head.lemma_.lower()], head
    beside = _beside(doc, number, head, last)
    if beside is not None:
        return beside
    before = doc[number.first - 1] if number.first > first else None
    if before is not None and before.pos_ == "VERB":
        if before.lemma_.lower() in DONE_TO:
            return DONE_TO[before.lemma_.lower()], before
    if (
        before is not None
        and before.lower_ == "dead"
        and before.i
        and before.nbor(-1).lemma_.lower() in ("shoot", "gun")
    ):
        return "dead", before.nbor(-1)
    governor = top.head
    lemma = governor.lemma_.lower()
    match top.dep_:
        case "nsubjpass" | "dobj" | "oprd" | "attr" | "dative":
            return _by_object(top, governor, lemma)
        case "nsubj":
            return _by_subject(top, governor, lemma, event)
        case "pobj":
            return _by_preposition(top, governor)
        case "npadvmod" | "dep" | "ROOT" | "appos" | "ccomp":
            participle = next(
                (c for c in top.children if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in DONE_TO), None
            )
            return (DONE_TO[participle.lemma_.lower()], participle) if participle is not None else None
    return None


def _beside(doc: Doc, number: Number, head: Token, last: int) -> tuple[str, Token] | None:
    """Read "12 dead", "five people killed in", "40 others wounded", "20 people who were arrested"."""
    if head.lower_ in STATES:
        return STATES[head.lower_], head
    for child in head.children:
        if child.i > head.i and child.lower_ in STATES and child.dep_ in ("acl", "amod", "acomp", "oprd"):
            return STATES[child.lower_], child
        if child.dep_ == "relcl" and child.i > head.i:
            lemma = child.lemma_.lower()
            if lemma in DONE_TO and any(
                c.dep_ == "nsubjpass" and c.lower_ in ("who", "that", "which") for c in child.children
            ):
                return DONE_TO[lemma], child
            if lemma in DONE_BY and any(c.dep_ == "nsubj" and c.lower_ in ("who", "that") for c in child.children):
                return None if head.dep_ in ("nsubjpass", "dobj") else (DONE_BY[lemma], child)
    i = max(head.i, number.last - 1) + 1
    if i < last and doc[i].lower_ in ("others", "more", "people"):
        i += 1
    if i < last and doc[i].lower_ in ("were", "was", "are", "is", "reported", "confirmed", "feared", "been"):
        while i < last and doc[i].lower_ in ("were", "was", "are", "is", "reported", "confirmed", "feared", "being", "been",  # noqa: E501
                                             "reportedly", "also", "seriously", "badly", "either"):  # fmt: skip
            i += 1
    if i < last and doc[i].lower_ in STATES:
        # "five soldiers killed 12 rebels": there the five are those who did it.
        word = doc[i]
        if not any(c.dep_ == "dobj" for c in word.children):
            return STATES[word.lower_], word
    return None


def _by_object(top: Token, governor: Token, lemma: str) -> tuple[str, Token] | None:
    if lemma in DONE_TO:
        if lemma in ("draw", "attract") and top.dep_ != "dobj":
            return None
        return DONE_TO[lemma], governor
    words = {c.lower_ for c in governor.children}
    if lemma == "shoot" and ("dead" in words or "death" in {t.lower_ for t in governor.subtree if t.i > governor.i}):
        return "dead", governor
    if lemma == "gun" and "down" in words:
        return "dead", governor
    if lemma in ("round", "pick") and "up" in words:
        return "arrested", governor
    if lemma in ("take", "remand", "hold"):
        if any(t.lower_ == "custody" for t in governor.subtree):
            return "arrested", governor
    if lemma in ("force", "drive", "expel", "make", "leave", "compel", "send"):
        later = {t.lower_ for t in governor.subtree if t.i > governor.i}
        if later & {"homes", "flee", "homeless", "fleeing", "leave", "evacuate"}:
            return "displaced", governor
    if lemma in ("bring", "see") and any(t.lower_ in ("street", "streets", "rally", "march") for t in governor.subtree):
        return "participants", governor
    if lemma in ("claim", "take", "cost") and top.lemma_.lower() == "life":
        return "dead", governor
    if lemma == "send" and top.lemma_.lower() in (
        "troop",
        "soldier",
        "peacekeeper",
        "marine",
        "doctor",
        "police",
        "medic",
    ):
        return "participants", governor
    return None


def _by_subject(top: Token, governor: Token, lemma: str, event: Event) -> tuple[str, Token] | None:
    if lemma in DONE_BY:
        if lemma == "turn" and not any(c.lower_ == "out" for c in governor.children):
            return None
        if lemma == "flee" or DONE_BY[lemma] != "participants":
            return DONE_BY[lemma], governor
        return "participants", governor
    if lemma in ("lose",) and any(t.lemma_.lower() == "life" for t in governor.children):
        return "dead", governor
    if lemma in (
        "take",
        "pour",
        "spill",
        "walk",
        "go",
        "stage",
        "hold",
        "block",
        "clash",
        "storm",
        "occupy",
        "surround",
    ):
        if event.event == "PROTEST":
            return "participants", governor
    if lemma in ("leave", "abandon") and any(t.lower_ in ("homes", "home", "houses") for t in governor.subtree):
        return "displaced", governor
    if event.event in ("PROTEST", "RETREAT") and event.start <= governor.idx < event.end:
        return "participants", governor
    if lemma in DONE_TO and governor.tag_ in ("VBN", "VBD") and not any(c.dep_ == "dobj" for c in governor.children):
        return DONE_TO[lemma], governor
    return None


def _by_preposition(top: Token, prep: Token) -> tuple[str, Token] | None:
    over = prep.head
    lemma = over.lemma_.lower()
    if prep.lower_ == "of":
        if over.lemma_.lower() == "toll":
            kind = next((TOLLS.get(c.lemma_.lower(), "") for c in over.children if c.dep_ == "compound"), "dead")
            return (kind, over) if kind else None
        if over.lemma_.lower() in ("total", "number", "group", "crowd"):
            if over.dep_ == "nsubjpass" and over.head.lemma_.lower() in DONE_TO:
                return DONE_TO[over.head.lemma_.lower()], over.head
            if over.dep_ == "dobj" and over.head.lemma_.lower() in DONE_TO:
                return DONE_TO[over.head.lemma_.lower()], over.head
            if over.dep_ == "nsubj" and over.head.lemma_.lower() in DONE_BY:
                return DONE_BY[over.head.lemma_.lower()], over.head
            return ("participants", over) if lemma == "crowd" else None
        return (NOUNS[lemma], over) if lemma in NOUNS else None
    if prep.lower_ == "to" and lemma in NOUNS and NOUNS[lemma] == "injured":
        return "injured", over
    if prep.lower_ in ("to", "at") and lemma in ("rise", "climb", "stand", "increase", "grow", "bring", "reach", "put"):
        for child in over.children:
            words = [child.lemma_.lower(), *(g.lemma_.lower() for g in child.subtree)]
            if child.dep_ in ("nsubj", "dobj") and ("toll" in words or "number" in words):
                kind = next((TOLLS[w] for w in words if TOLLS.get(w)), "dead")
                return kind, over
    if prep.lower_ == "by" and over.lemma_.lower() in NOUNS and NOUNS[over.lemma_.lower()] == "participants":
        return "participants", over
    if prep.dep_ == "agent" and lemma in ("attend", "join"):
        return "participants", over
    return None


# Whose is it?


def _distance(act: Token, words: tuple[int, int], toll: _Toll) -> float | None:
    """Return how far a toll is from an act in the grammar, or None if another clause's subject stands between."""
    if toll.word.i in range(*words) or toll.head.i in range(*words):
        return 0.0
    above_act = [act, *act.ancestors]
    above_toll = [toll.word, *toll.word.ancestors]
    shared = next((t for t in above_toll if t in above_act), None)
    if shared is None:
        return None
    up, down = above_act[: above_act.index(shared)], above_toll[: above_toll.index(shared)]
    if any(t.dep_ not in _LINKS for t in (*up, *down)):
        return None
    if any(t.dep_ == "prep" and t.lower_ in _REASONS for t in (*up, *down)):
        return None  # "jailed for the bombing that killed 19"
    if DONE_TO.get(act.lemma_.lower(), toll.part) != toll.part and "arrested" in (
        toll.part,
        DONE_TO[act.lemma_.lower()],
    ):
        return None  # "three were killed in Gaza and 11 arrested in Hebron": two acts
    for token in down:
        if token.dep_ == "conj" and any(c.lower_ == "since" for c in token.children):
            return None
        if token.dep_ in ("conj", "advcl", "ccomp", "parataxis") and _has_other_subject(token, toll, act):
            return None
    for token in up:
        if token.dep_ in ("advcl", "conj") and any(
            c.lower_ in _BLOCKING for c in token.children if c.dep_ in ("mark", "cc", "advmod", "prep")
        ):
            return None
        if token.dep_ == "advcl" and _is_earlier(token):
            return None
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and _subject(token) is not None:
            if _subject(shared) is not None and not _is_counted_subject(shared, toll):
                return None
    return float(len(up) + len(down))


def _is_earlier(token: Token) -> bool:
    """Tell whether a clause is set back in time: "a day after they had attacked"."""
    words = {c.lower_ for c in token.children if c.dep_ in ("mark", "aux", "npadvmod")}
    return "after" in words and ("had" in words or any(c.dep_ == "npadvmod" for c in token.children))


def _subject(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _is_counted_subject(token: Token, toll: _Toll) -> bool:
    subject = _subject(token)
    return subject is not None and (subject == toll.head or toll.head in subject.subtree)


def _has_other_subject(token: Token, toll: _Toll, act: Token) -> bool:
    subject = _subject(token)
    if subject is None or subject == toll.head or toll.head in subject.subtree or subject == act:
        return False
    return subject.tag_ not in ("WDT", "WP", "PRP") and act not in subject.subtree
