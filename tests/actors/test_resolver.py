"""Who is named, and what were they on that day: plain cases of each kind, and laws that hold for any text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors import ActorTables, Resolver
from dragoman.records import Cast, Document

if TYPE_CHECKING:
    from dragoman.parsing import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    from dragoman.parsing import Parser  # the grammar costs a second: only for these tests

    return Parser()


@pytest.fixture(scope="module")
def resolver(parser: Parser) -> Resolver:
    return Resolver(ActorTables.load(), parser.nlp)


def read(resolver: Resolver, parser: Parser, text: str, on: str = "2018-06-01") -> Cast:
    return resolver.cast(parser.parse(Document("x", text, published=date.fromisoformat(on))))


def coded(cast: Cast, words: str) -> list[tuple[str, str]]:
    """Return code and primary sector of every entity of the mention that is written so."""
    for mention in cast.mentions:
        if mention.entities[0].text == words:
            return [(e.code, (e.sector or ("",))[0]) for e in mention.entities]
    return []


@pytest.mark.parametrize(
    "text, words, expected",
    [
        pytest.param("Peru's Defense Ministry said so.", "Peru's Defense Ministry", [("PER", "GOV")], id="ministry"),
        pytest.param("A Lisbon court freed him.", "A Lisbon court", [("PRT", "JUD")], id="court-of-a-capital"),
        pytest.param("Madrid refused.", "Madrid", [("ESP", "GOV")], id="capital"),
        pytest.param("Kenyan and Ugandan officials met.", "Kenyan and Ugandan officials",
                     [("KEN", "GOV"), ("UGA", "GOV")], id="one-noun-two-states"),
        pytest.param("Indian shelling killed two.", "Indian", [("IND", "MIL")], id="modifier-of-an-armed-act"),
        pytest.param("NATO forces left.", "NATO forces", [("IGO", "MIL")], id="forces-of-an-alliance"),
        pytest.param("Hezbollah fighters fled.", "Hezbollah fighters", [("LBN", "PRM")], id="fighters-of-a-group"),
        pytest.param("The German chancellor resigned.", "The German chancellor", [("DEU", "GOV")], id="office"),
        pytest.param("Former President Barack Obama spoke.", "Former President Barack Obama", [("USA", "ELI")],
                     id="out-of-office"),
        pytest.param("Dozens of Somali pirates were held.", "Dozens of Somali pirates", [("SOM", "CRM")], id="counted"),
        pytest.param("Gunmen attacked.", "Gunmen", [("---", "UAF")], id="nobody-knows"),
        pytest.param("The militants, who held a Swiss nurse, left.", "The militants", [("---", "REB")],
                     id="not-of-their-victim"),
        pytest.param("Forces loyal to Libya's leader fled.", "Forces", [("LBY", "MIL")], id="of-whom-they-follow"),
        pytest.param("Peru and Chile met. The UN said both sides were calm.", "both sides",
                     [("PER", "GOV"), ("CHL", "GOV")], id="who-speaks-is-no-side"),
        pytest.param("Peru and Chile met. Peruvian lawmakers wept. The two countries will meet again.",
                     "The two countries", [("PER", "GOV"), ("CHL", "GOV")], id="those-last-paired"),
        pytest.param("The international community wept.", "The international community", [], id="no-actor"),
    ],
)  # fmt: skip
def test_phrases(resolver: Resolver, parser: Parser, text: str, words: str, expected: list[tuple[str, str]]) -> None:
    assert coded(read(resolver, parser, text), words) == expected


@pytest.mark.parametrize(
    "on, role",
    [
        pytest.param("2010-05-01", "president", id="then-president"),
        pytest.param("2015-05-01", "prime minister", id="then-prime-minister"),
    ],
)
def test_an_office_is_that_of_the_day(resolver: Resolver, on: str, role: str) -> None:
    found = resolver.lookup("Dmitry Medvedev", date.fromisoformat(on))
    assert (found.code, found.sector, found.role) == ("RUS", ("GOV",), role)


@pytest.mark.parametrize(
    "text, words, expected",
    [
        pytest.param("Brazil and Chile met. The two countries signed a pact.", "The two countries",
                     [("BRA", "GOV"), ("CHL", "GOV")], id="the-two"),
        pytest.param("Albania voted. The Balkan country has a new premier.", "The Balkan country", [("ALB", "GOV")],
                     id="by-its-region"),
        pytest.param("NATO met in Oslo. The alliance will send troops.", "The alliance", [("IGO", "")], id="body"),
        pytest.param("Slovak farmer Jan Novotny was held. Novotny denied it.", "Novotny", [("SVK", "AGR")],
                     id="surname-of-a-stranger"),
        pytest.param("Turkey-backed rebels entered the Syrian town of Afrin. Syria protested.", "Turkey-backed rebels",
                     [("SYR", "REB")], id="who-backs-is-not-whose"),
        pytest.param("Japan protested. It recalled its envoy.", "It", [("JPN", "GOV")], id="it"),
        pytest.param('"We will not pay," the Danish premier said.', "We", [("DNK", "GOV")], id="we-in-a-quotation"),
    ],
)  # fmt: skip
def test_what_points_back(
    resolver: Resolver, parser: Parser, text: str, words: str, expected: list[tuple[str, str]]
) -> None:
    assert coded(read(resolver, parser, text), words) == expected


@pytest.mark.parametrize(
    "text, code, sector",
    [
        ("four Saudi men", "SAU", "CVL"),
        ("retired vice president", "---", "ELI"),
        ("crowd control police", "---", "COP"),
        ("a US destroyer", "USA", "MIL"),
        ("mujahideen", "---", "REB"),
        ("Director of Central Intelligence", "USA", "SPY"),
        ("rights groups", "---", "SOC"),
        ("striking miners", "---", "LAB"),
        ("Serbia's Defense Ministry", "SRB", "GOV"),
    ],
)
def test_bare_descriptions(resolver: Resolver, text: str, code: str, sector: str) -> None:
    found = resolver.lookup(text, date(2018, 6, 1))
    assert (found.code, found.sector[:1]) == (code, (sector,))


def test_what_is_not_known_is_said(resolver: Resolver) -> None:
    found = resolver.lookup("a purple teapot", None)
    assert (found.code, found.sector, found.via) == ("---", ("UNK",), "unresolved")
    assert found.why


def test_lookup_needs_a_grammar() -> None:
    with pytest.raises(ValueError, match="nlp"):
        Resolver(ActorTables()).lookup("Peru")


_WORDS = st.sampled_from(
    "the The Turkish army US us Syria rebels said met president Putin , . \n and of in its They two countries "
    "U.S.-led “ ” ' former ISIS é İ police Belgrade court's gunmen -backed 12".split(" ")
)


@given(words=st.lists(_WORDS, max_size=25))
def test_mentions_quote_the_text_and_share_no_root(resolver: Resolver, parser: Parser, words: list[str]) -> None:
    text = " ".join(words)
    cast = read(resolver, parser, text)
    roots = [mention.root for mention in cast.mentions]
    assert roots == sorted(set(roots)) == sorted(cast.by_root)
    for mention in cast.mentions:
        assert mention.first <= mention.root < mention.last
        assert mention.entities
        for entity in mention.entities:
            assert text[entity.start : entity.end] == entity.text
    assert cast == read(resolver, parser, text)
