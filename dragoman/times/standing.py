"""Which acts have no day of their own: what has long been going on, is done again and again, or is background."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from dragoman.records import Time
from dragoman.tables import read_table
from dragoman.times.tense import HAPPENED

_TABLE = Path(__file__).with_name("tables") / "standing.csv"
_HAVE = frozenset({"has", "have", "had", "'ve", "’ve"})
_ARE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "been", "being"})
# "Fighting broke out" is news, "the fighting" is not.
_BREAKS_OUT = frozenset({"erupt", "break", "begin", "start", "flare", "resume", "open", "follow", "intensify"})
_AGAIN = frozenset({"repeatedly", "often", "regularly", "always", "previously", "formerly", "frequently", "routinely",
                    "consistently", "usually", "sometimes", "traditionally", "historically", "initially", "originally",
                    "long", "never", "once"})  # fmt: skip
_LONG = re.compile(r"P(?:\d+|X)(?:M|Y|DE|CE)")
_SAYS = frozenset({"say", "tell", "warn", "accuse", "urge", "call", "deny", "claim", "condemn", "demand", "blame"})


@cache
def _standing() -> frozenset[tuple[str, str]]:
    return frozenset((row["lemma"], row["kind"]) for row in read_table(_TABLE))


def has_no_day(act: Token, sentence: str, times: Sequence[Time], *, lead: bool) -> bool:
    """Return whether an act without a date of its own is none of the day's news.

    ``times`` are those of its sentence, ``sentence`` the kind of zone it stands in; in the ``lead`` the present and
    the perfect are news.
    """
    if act.pos_ in ("NOUN", "PROPN", "ADJ"):
        if _one_of_many(act):
            return True
        head = act.head.lemma_.lower() if act.dep_ in ("nsubj", "dobj") else ""
        return (act.lemma_.lower(), "noun") in _standing() and head not in _BREAKS_OUT
    if act.pos_ not in ("VERB", "AUX"):
        return False
    verb = finite_verb(act)
    helpers = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if {t.lower_ for v in (act, verb) for t in v.children if t.dep_ == "advmod"} & _AGAIN:
        return True
    asked = any(t.tag_ in ("WP", "WDT", "WP$") for t in verb.subtree if t.i < verb.i and t.head.dep_ != "pcomp")
    perfect, clause = bool(helpers & _HAVE), verb.dep_ in ("relcl", "acl") or (verb.dep_ == "ccomp" and asked)
    if perfect and ("to" in helpers or any(t.lower_ == "since" for t in verb.children)):
        return True
    if perfect and ("P" in {t.value[:1] for t in times if _LONG.fullmatch(t.value)} or clause):
        return True
    simple = verb.tag_ in ("VBD", "VB") and not helpers & (_HAVE | _ARE)
    if (act.lemma_.lower(), "verb") in _standing() and (not simple or clause):
        return True
    habit = verb.tag_ in ("VBZ", "VBP") and not helpers and verb.lemma_.lower() not in _SAYS
    return habit and not lead and sentence == "body" and not _tells(verb)


_SERIES = frozenset({"series", "string", "spate", "wave", "succession", "rash", "history", "pattern", "cycle"})
_MANY = frozenset({"repeated", "frequent", "regular", "constant", "countless", "numerous", "successive", "earlier",
                   "previous", "past", "prior", "perennial", "recurrent", "recurring", "sporadic"})  # fmt: skip


def _one_of_many(noun: Token) -> bool:
    """Return whether a noun names acts of many days: "repeated appeals", "the latest in a series of attacks"; a series
    that the clause itself tells of is news: "carried out a series of attacks"."""
    before = noun.nbor(-1).lower_ if noun.i > noun.sent.start else ""
    if before in _MANY or any(t.dep_ == "amod" and t.lower_ in _MANY for t in noun.children):
        return True
    series = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return series != noun and series.lemma_.lower() in _SERIES and series.dep_ == "pobj"


# Named by a noun, these are mostly the news of the day; talks, deals and pledges go on for days.
_SUDDEN = frozenset({"ASSAULT", "COERCE"})
_TO_COME = frozenset({"would", "could", "must", "should", "may", "might", "can", "to", "will", "shall", "'ll", "’ll"})


def of_these_days(act: Token, kind: str, *, lead: bool) -> bool:
    """Return whether of an act without a date only this is known: that it is of the days before the report. So it is
    with what is going on ("is massing troops"), is promised or asked for within another act ("told them to leave"),
    has happened by now, outside the ``lead``, or is named by a noun ("the talks", but not "the blast")."""
    if act.pos_ in ("NOUN", "PROPN", "ADJ"):
        return kind not in _SUDDEN
    verb = finite_verb(act)
    helpers = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in HAPPENED:
        return False  # "began to shell the town"
    if (verb.tag_ == "VBG" and helpers & (_ARE | {"was", "were"})) or helpers & _TO_COME:
        return True
    return not lead and bool(helpers & {"has", "have", "'ve", "’ve"})


def finite_verb(act: Token) -> Token:
    """Return the verb that has the tense of an act: that of the first of verbs joined by "and"."""
    verb = act
    while (
        verb.dep_ == "conj"
        and verb.head.pos_ in ("VERB", "AUX")
        and not any(t.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for t in verb.children)
    ):
        verb = verb.head
    return verb


def _tells(verb: Token) -> bool:
    """Return whether a verb has what is said below it: "the charter shows that"."""
    return any(t.dep_ in ("ccomp", "parataxis") for t in verb.children)
