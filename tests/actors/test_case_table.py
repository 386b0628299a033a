"""The case table itself: well formed, spread out, and none a trivial copy of another."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations

import pycountry
import pytest
from score_cases import CASES, HELD_OUT, Case, judge, read_cases, same_name
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dragoman.records import INTERNATIONAL_CODES, SECTORS, UNKNOWN_CODE, Cast, Document, Entity, Mention, Parse

OPEN = list(read_cases(heldout=False))
HELD = list(read_cases(heldout=True))
ALL = [*OPEN, *HELD]
# States that are gone keep the code they had; Kosovo has none in ISO 3166.
GONE = {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD", "YAR"}
CODES = {c.alpha_3 for c in pycountry.countries} | GONE | {"KOS", UNKNOWN_CODE} | set(INTERNATIONAL_CODES)
KEYS = {"kind", "region", "text", "date", "dateline", "mention", "nth", "name", "sector"}
# Two texts that share this part of their five-word runs are one text with other names in it.
COPY = 0.5


def test_the_table_is_as_large_and_as_spread_as_it_must_be() -> None:
    assert len(ALL) >= 1500
    assert len(HELD) >= max(500, len(ALL) * 0.32), "a third is held out"
    assert sum(c.kind == "bare" for c in ALL) >= 250
    kinds = Counter(c.kind for c in ALL)
    assert {k: n for k, n in kinds.items() if n < 55 and k != "international_chief"} == {}
    assert set(kinds) == {c.kind for c in HELD}, "each kind is held out in part"
    assert min(Counter(c.region for c in ALL).values()) >= 60
    assert {c.day.year // 10 for c in ALL} == {199, 200, 201, 202}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.jsonl")), ids=lambda p: p.name)
def test_each_line_has_the_keys_of_a_case(path) -> None:  # type: ignore[no-untyped-def]
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        assert set(row) - {"code", "codes", "note"} == KEYS, f"{path.name}:{number}"
        assert ("code" in row) != ("codes" in row), f"{path.name}:{number}"
        assert row["kind"] == path.name.removesuffix(HELD_OUT).removesuffix(".jsonl"), f"{path.name}:{number}"


def faults(case: Case) -> list[str]:
    """Return what is wrong with a case as it stands."""
    start, end = case.span
    codes = {code for options in case.codes for code in options}
    inside_a_word = [
        a.isalnum() and b.isalnum()
        for a, b in ((case.text[:start][-1:], case.mention[0]), (case.mention[-1], case.text[end:][:1]))
    ]
    found = {
        "the mention begins or ends within a word": any(inside_a_word),
        "no such code": not codes <= CODES,
        "no such sector": not all(s in SECTORS or s == "" for s in case.sectors or ()),
        "an empty list of sectors": case.sectors == (),
        "a date out of range": not date(1990, 1, 1) <= case.day <= date(2026, 12, 31),
        "bare is a mention without a text": (case.mention == case.text) != (case.kind == "bare"),
    }
    return [f"{case.place}: {fault}" for fault, is_so in found.items() if is_so]


def test_cases_are_well_formed() -> None:
    assert [fault for case in ALL for fault in faults(case)] == []


def test_no_mention_is_asked_twice() -> None:
    asked = Counter((c.text, c.span, c.day) for c in ALL)
    assert [key for key, n in asked.items() if n > 1] == []


def test_no_text_is_both_open_and_held_out() -> None:
    # one text may hold mentions of several kinds; all of them are on one side
    assert {c.text for c in OPEN} & {c.text for c in HELD} == set()


def test_no_text_is_a_copy_of_another() -> None:
    texts = sorted({c.text for c in ALL if c.kind != "bare"})
    runs = [_runs(text) for text in texts]
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, found in enumerate(runs):
        for run in found:
            holders[run].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        shared.update(combinations(places, 2))
    copies = [
        (texts[i], texts[j]) for (i, j), n in sorted(shared.items()) if n > COPY * min(len(runs[i]), len(runs[j]))
    ]
    assert copies == []


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [w.strip(".,;:\"'()?!").lower() for w in text.split()]
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


class _Answers:
    """A resolver that says the same of everything."""

    def __init__(self, entity: Entity) -> None:
        self.entity = entity

    def cast(self, parse: Parse) -> Cast:
        raise AssertionError("a bare case needs no cast")

    def lookup(self, text: str, on: date | None = None) -> Entity:
        return self.entity


def _no_parse(document: Document) -> Parse:
    raise AssertionError("a bare case needs no parse")


@pytest.mark.parametrize(
    "code, sector, country_right, sector_right",
    [
        ("SAU", ("CVL", "UNK"), True, True),
        ("SAU", ("MIL", "CVL"), True, False),
        ("YEM", ("CVL",), False, True),
        (UNKNOWN_CODE, ("UNK",), False, False),
        ("SAU", (), True, False),
    ],
)
def test_a_verdict(code: str, sector: tuple[str, ...], country_right: bool, sector_right: bool) -> None:
    words = "four Saudi men"
    case = Case("here:1", "bare", "World", words, date(2015, 6, 1), None, words, 0, None, (("SAU",),), ("CVL",))
    verdict = judge(case, _Answers(Entity(words, 0, len(words), words, code, sector)), _no_parse)
    assert (verdict.country, verdict.sector, verdict.name) == (country_right, sector_right, None)


@pytest.mark.parametrize(
    "expected, got, same",
    [
        ("Nicolas Maduro", "Nicolás Maduro Moros", True),
        ("Abdrabbuh Mansur Hadi", "Abd Rabbuh Mansur Hadi", True),
        ("Vladimir Putin", "Dmitry Medvedev", False),
        ("Kim Jong Il", "Kim Dae-jung", False),
        ("Hosni Mubarak", "", False),
    ],
)
def test_one_name_in_two_spellings(expected: str, got: str, same: bool) -> None:
    assert same_name(expected, got) is same


def _cast(parse: Parse, *mentions: tuple[int, int, int, str]) -> Cast:
    """Return a cast by hand: first and last token, head and code of each mention."""
    made = [Mention(first, last, root, (Entity("", 0, 0, code, code),)) for first, last, root, code in mentions]
    return Cast(tuple(made), {m.root: m for m in made})


@pytest.mark.parametrize(
    "mention, codes, mentions, right",
    [
        pytest.param("Turkish rebels", ["SYR"], [(0, 1, 0, "TUR"), (0, 2, 1, "SYR")], True, id="the head decides"),
        pytest.param("Turkish rebels", ["SYR"], [(0, 1, 0, "TUR")], False, id="a modifier stands for the phrase"),
        pytest.param("rebels", ["SYR"], [(0, 2, 1, "SYR")], True, id="a phrase around the mention"),
        pytest.param("Turkish", ["TUR"], [(0, 1, 0, "TUR"), (0, 2, 1, "SYR")], True, id="a modifier is asked"),
        pytest.param("Peru and Chile", ["PER", "CHL"], [(3, 4, 3, "PER"), (5, 6, 5, "CHL")], True, id="both"),
        pytest.param("Peru and Chile", ["PER", "CHL"], [(3, 4, 3, "PER")], False, id="one of two"),
        pytest.param("Peru", [], [(3, 4, 3, "PER")], False, id="no actor, but one was found"),
        pytest.param("Peru", [], [(5, 6, 5, "CHL")], True, id="no actor, none found"),
        pytest.param("Peru", ["---"], [], True, id="not to be told, and not told"),
        pytest.param("Peru", ["PER"], [], False, id="not found"),
    ],
)
def test_which_mention_answers(
    mention: str, codes: list[str], mentions: list[tuple[int, int, int, str]], right: bool
) -> None:
    words = ["Turkish", "rebels", "left", "Peru", "and", "Chile"]
    doc = Doc(Vocab(), words, heads=[1, 2, 2, 2, 3, 3], deps=["amod", "nsubj", "ROOT", "dobj", "cc", "conj"])
    text, expected = " ".join(words), tuple((code,) for code in codes)
    case = Case("here:1", "plural", "World", text, date(2020, 1, 1), None, mention, 0, None, expected, None)
    parse = Parse(case.document(), doc, ())

    class Fixed(_Answers):
        def cast(self, parse: Parse) -> Cast:
            return _cast(parse, *mentions)

    verdict = judge(case, Fixed(Entity("", 0, 0, "")), lambda _: parse)
    assert verdict.country is right
