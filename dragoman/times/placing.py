"""Which time is an event's own: of its clause, else of its sentence, else the day of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from dragoman.records import Event, Parse, Time
from dragoman.times.numbers import amount
from dragoman.times.standing import finite_verb, has_no_day, of_these_days
from dragoman.times.telling import told_before
from dragoman.times.values import first_day, grain, season, step

# A time farther than this in the grammar of the sentence is another act's. The steps below were set by hand on the
# open cases and keep two kinds apart: what may stand between an act and its time, and what may not.
_OTHERS = 20
# Words that bound a time and do not give it: "suspended until Friday", "arrested after Sunday's attack".
_BOUNDS = frozenset({"until", "till", "before", "after", "following", "ahead", "despite", "for", "over", "about"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
_SAME_TIME = frozenset({"when", "as", "while", "whenever"})
# From an act up to what governs it as well as the time.
_UP = {"ccomp": 4, "relcl": 6, "acl": 6, "advcl": 5, "xcomp": 1, "conj": 2, "parataxis": 4, "pcomp": 4}
# From a time up to the act; a time in a clause of its own is that clause's.
_DOWN = {"ccomp": _OTHERS, "relcl": _OTHERS, "acl": _OTHERS, "advcl": _OTHERS, "pcomp": 8, "xcomp": 2, "conj": 3,
         "parataxis": _OTHERS, "appos": 4, "csubj": _OTHERS}  # fmt: skip
# What is told below these is what was promised or asked for, and not when: "promised to lower tariffs by May".
_WORDS = frozenset({"AGREE", "CONCEDE", "REQUEST", "THREATEN", "REJECT", "ACCUSE", "SUPPORT"})
# Types that are told as past and are to come: "agreed to meet on Friday".
_PROMISED = frozenset({"AGREE", "CONCEDE", "THREATEN"})
_YEARS = re.compile(r"P(?P<n>\d{1,3})(?P<unit>Y|DE)")
_BEFORE_NOUN = frozenset({"poss", "compound", "nummod", "amod", "nmod", "npadvmod"})


def date_of(event: Event, parse: Parse, times: Sequence[Time]) -> tuple[str | None, str | None]:
    """Return an event's date, as precise as it is known, and its precision; (None, None) where nothing tells.

    The day of the report stands only for news: an event told as background, or still to come, has the date that
    its own sentence gives, or none.
    """
    act = parse.doc.char_span(event.start, event.end, alignment_mode="expand")
    if act is None:
        return None, None
    near = [t for t in times if event.sentence.start <= t.start < event.sentence.end]
    told = parse.sentences[event.sentence.index]
    lead = all(s.kind != "body" for s in parse.sentences[: told.index])
    unreal = {"historical", "future", "hypothetical"} & set(event.aux)
    dayless = has_no_day(act.root, told.kind, near, lead=lead)
    own = _own(event, act.root, parse, near, strictly=dayless or "hypothetical" in unreal)
    if own is not None:
        return own
    if not unreal & {"future", "hypothetical"} and not dayless:
        carried = told_before(event, act.root, parse, times)
        if carried is not None:
            return carried
    published = parse.document.published
    if published is None or unreal:
        return None, None
    if dayless:
        return (None, None) if event.event == "SANCTION" else _began(act.root, near, parse)
    day = published.isoformat()
    stepped = _stepped(act.root, day)
    if stepped is None and of_these_days(act.root, event.event, lead=lead):
        return day[:7], "month"
    return _dated(stepped or day) or (None, None)


def _own(event: Event, act: Token, parse: Parse, times: Sequence[Time], *, strictly: bool) -> tuple[str, str] | None:
    """Return the date of the nearest time in the sentence, if one is near enough to be the act's; ``strictly`` of its
    own clause (of a noun: its own phrase)."""
    found = []
    for time in times:
        span = parse.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None or _dated(time.value) is None or _too_late(event, act, time, parse):
            continue
        steps = _steps(event, act, _hanging(span), strictly=strictly)
        if steps < _OTHERS:
            found.append((steps, abs(time.start - event.start), _around(parse.document.text, time)))
    if not found:
        return None
    value = min(found)[2]
    return _dated(_stepped(act, value) or value)


_AROUND = re.compile(r"\b(?:just|shortly|soon|days|weeks|around|about|near) (?:before |after )?(?:the )?$", re.I)


def _around(text: str, time: Time) -> str:
    """Return the value of a time, and of a day that is only near ("just before Christmas") its month."""
    if (
        grain(time.value) != "day"
        or "T" in time.value
        or not _AROUND.search(text[max(0, time.start - 24) : time.start])
    ):
        return time.value
    return time.value[:7]


def _too_late(event: Event, act: Token, time: Time, parse: Parse) -> bool:
    """Return whether a time lies after the report of an act that is told as past."""
    first, published = first_day(time.value), parse.document.published
    verb = finite_verb(act)
    past = verb.tag_ == "VBD" and not any(t.tag_ == "MD" for t in verb.children)
    if first is None or published is None or first <= published:
        return False
    if past and event.event not in _PROMISED and "future" not in event.aux:
        return True
    # "Is to hold talks Tuesday, after he put terms to a withdrawal": the time stands above a clause told as past.
    above = next((t for t in [act, *act.ancestors] if t.pos_ in ("VERB", "AUX")), act)
    own = parse.document.text[above.left_edge.idx : above.right_edge.idx + len(above.right_edge)]
    outside = not above.left_edge.idx <= time.start < above.left_edge.idx + len(own)
    return outside and above.tag_ == "VBD" and above.dep_ == "advcl"


def _began(act: Token, times: Sequence[Time], parse: Parse) -> tuple[str | None, str | None]:
    """Return the year since which an act goes on: "has mediated for ten years". A sentence is for as long as it says,
    and "had fought for years" ends no one knows when."""
    helpers = {t.lower_ for t in finite_verb(act).children if t.dep_ == "aux"}
    published = parse.document.published
    if published is None or not helpers & {"has", "have"}:
        return None, None
    for time in times:
        long = _YEARS.fullmatch(time.value)
        if long is not None and parse.document.text[: time.start].endswith((" for ", " for the ")):
            return f"{published.year - int(long['n']) * (10 if long['unit'] == 'DE' else 1):04d}", "year"
    return None, None


def _hanging(time: Span) -> Token:
    """Return the word by which a time hangs in its sentence: its own, or the preposition before it where the grammar
    has joined the time to the name that follows ("In April 2017 Boris Johnson's aide ...")."""
    before = time.doc[time.start - 1] if time.start else None
    opening = _opening(time)
    if opening is not None:
        return opening
    if before is None or before.pos_ != "ADP":
        return time.root
    root = time.root
    if before.is_sent_start or (root.dep_ in _BEFORE_NOUN and root.head.i >= time.end):
        return before
    return time.root


def _opening(time: Span) -> Token | None:
    """Return the verb of the clause that a time opens, where the grammar has joined it to the subject: "Earlier this
    year, efforts to extradite him were suspended"."""
    doc = time.doc
    first = time.start - (1 if time.start and doc[time.start - 1].pos_ == "ADP" else 0)
    if not doc[first].is_sent_start or time.end >= len(doc) or doc[time.end].text != ",":
        return None
    noun = doc[first].head if first < time.start else time.root.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or noun.i < time.end:
        return None
    return noun.head


def _dated(value: str) -> tuple[str, str] | None:
    """Return the date and precision that a TimeML value gives an event, None for spans and references."""
    unit = grain(value)
    if unit in (None, "century"):
        return None
    if season(value):
        return value[:4], "year"
    return re.sub(r"(?<=\d)(?:T.*|-WE)$", "", value), str(unit)


def _steps(event: Event, act: Token, when: Token, *, strictly: bool) -> int:
    """Return how far a time stands from an act in the grammar of the sentence, _OTHERS or more where it is not its."""
    above = [act, *act.ancestors]
    below: list[Token] = []
    for token in (when, *when.ancestors):
        if token in above:
            up = above[: above.index(token)]
            if token == act and event.event in _WORDS and any(t.dep_ in ("xcomp", "pcomp") for t in below):
                return _OTHERS
            if strictly and any(t.dep_ in _CLAUSES or t.dep_ in ("nsubj", "nsubjpass") for t in up):
                return _OTHERS
            return sum(_UP.get(t.dep_, 1) for t in up) + _down(below, token)
        below.append(token)
    return _OTHERS


def _down(below: list[Token], common: Token) -> int:
    """Return the steps from a time up to (not including) what governs it and the act."""
    steps = 0
    for n, (token, above) in enumerate(pairwise([*below, common])):
        steps += 1
        if token.dep_ == "advcl":
            marks = {t.lower_ for t in token.children if t.dep_ in ("mark", "advmod")}
            # What an act is for is of its time: "intervened to stop the killing in 1999".
            purpose = any(t.tag_ == "TO" for t in token.children) and not marks
            steps += 3 if marks & _SAME_TIME else 6 if purpose else _OTHERS
        elif token.pos_ in ("VERB", "AUX"):
            steps += _DOWN.get(token.dep_, 0)
        elif token.dep_ in ("prep", "mark") and token.lower_ in _BOUNDS:
            steps += 8
        if above != common and above.pos_ in ("NOUN", "PROPN"):
            steps += _of_noun(token, above, first=n <= 1)
    return steps


def _of_noun(token: Token, noun: Token, *, first: bool) -> int:
    """Return how surely what hangs on a noun is the noun's own and not the clause's: "the vote of 2018", "the 1951
    treaty"; "a camp near Drenica on Thursday" is only how the grammar is read. A noun that is itself a time or an
    occasion gives its own to the clause: "in the war of 1967", "at Monday's meeting"."""
    owned = (token.dep_ in _BEFORE_NOUN and token.i < noun.i) or (token.dep_ == "prep" and token.lower_ == "of")
    if owned and first:
        return 4 if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "at") else _OTHERS
    return 2 if token.dep_ == "prep" else 0


_STEP = re.compile(r"(?P<n>[\w -]+?)[ -](?P<unit>day|night|week|month|year)s?", re.I)


def _stepped(act: Token, value: str) -> str | None:
    """Return the date that "two days after" puts between an act and the one it is told from: in "It resigned on
    Tuesday, two days after troops had withdrawn" the troops withdrew on Sunday. None where the clause has no step."""
    for clause in _clauses(act):
        mark = next((t for t in clause.children if t.dep_ == "mark" and t.lower_ in ("after", "before")), None)
        if mark is None or mark.i < 2 or clause.dep_ != "advcl":
            continue
        start = max(clause.sent.start, mark.i - 4)
        told = _STEP.search(_unit_phrase(clause.doc[start : mark.i].text))
        if told is None or clause.doc[mark.i - 1].lower_.rstrip("s") not in ("day", "night", "week", "month", "year"):
            return None
        n = amount(told["n"])
        if not n.isdigit():
            return None
        count, unit = int(n) * (-1 if mark.lower_ == "after" else 1), told["unit"].lower()
        return step(value, "day", 7 * count) if unit == "week" else step(value, unit, count)
    return None


def _unit_phrase(words: str) -> str:
    """Return the end of a phrase from its number on: "on Tuesday, two days" gives "two days"."""
    return " ".join(re.split(r"[,;] ?", words)[-1].split()[-2:])


def _clauses(act: Token) -> Iterator[Token]:
    """Yield the verb of an act's clause and those it is linked to by "and"."""
    token = act
    while token.head != token:
        if token.pos_ in ("VERB", "AUX"):
            yield token
            if token.dep_ != "conj":
                return
        token = token.head
