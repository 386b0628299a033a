"""Time expressions and their TimeML values, in reports of Wednesday 2015-06-10 unless the row says otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.parsing import Parser
from dragoman.records import Document, Zone
from dragoman.times import find_times


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def values(parser: Parser, text: str, published: date | None) -> list[tuple[str, str]]:
    document = Document("d", text, published=published, zones=(Zone("body", 0, len(text)),))
    return [(t.text, t.value) for t in find_times(parser.parse(document))]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The minister resigned on Monday.", [("Monday", "2015-06-08")]),
        ("The envoys will meet on Monday.", [("Monday", "2015-06-15")]),
        ("The army withdrew Wednesday.", [("Wednesday", "2015-06-10")]),
        ("Troops left last Wednesday.", [("last Wednesday", "2015-06-03")]),
        ("Voters go to the polls next Sunday.", [("next Sunday", "2015-06-14")]),
        ("The treaty was signed on 4 May 2013.", [("4 May 2013", "2013-05-04")]),
        ("The treaty was signed on May 4, 2013.", [("May 4, 2013", "2013-05-04")]),
        ("The treaty was signed on Saturday, May 4, 2013.", [("Saturday, May 4, 2013", "2013-05-04")]),
        ("The raid took place on Nov. 12.", [("Nov. 12", "2014-11-12")]),
        ("The talks will open on Nov. 12.", [("Nov. 12", "2015-11-12")]),
        ("The ban took effect in March 2009.", [("March 2009", "2009-03")]),
        ("The ban took effect in March.", [("March", "2015-03")]),
        ("The ban took effect in September.", [("September", "2014-09")]),
        ("The two sides fought in 1994.", [("1994", "1994")]),
        ("The two sides fought in the 1990s.", [("the 1990s", "199")]),
        ("Last month the port was closed.", [("Last month", "2015-05")]),
        ("The port was closed last year.", [("last year", "2014")]),
        ("The port will reopen next week.", [("next week", "2015-W25")]),
        ("Three weeks ago rebels seized the port.", [("Three weeks ago", "2015-W21")]),
        ("The port fell two days earlier.", [("two days earlier", "2015-06-08")]),
        ("Yesterday the port was quiet.", [("Yesterday", "2015-06-09")]),
        ("Shells fell overnight.", [("overnight", "2015-06-10TNI")]),
        ("The siege lasted three years.", [("three years", "P3Y")]),
        ("The siege lasted for more than a decade.", [("more than a decade", "P1DE")]),
        ("Exports rose in the third quarter of 2012.", [("the third quarter of 2012", "2012-Q3")]),
        ("The base will close in the spring of 2018.", [("the spring of 2018", "2018-SP")]),
        ("The base is now closed.", [("now", "PRESENT_REF")]),
        ("A deal was reached on 2014-12-05.", [("2014-12-05", "2014-12-05")]),
        ("Some 2,000 people fled.", []),
        ("The general may resign.", []),
        ("Protesters will march to the palace.", []),
    ],
)
def test_what_a_time_expression_means(parser: Parser, text: str, expected: list[tuple[str, str]]) -> None:
    assert values(parser, text, date(2015, 6, 10)) == expected


def test_without_a_publication_date_only_what_is_said_in_full_is_dated(parser: Parser) -> None:
    text = "He resigned on Monday, after the vote of May 4, 2013."
    assert values(parser, text, None) == [("May 4, 2013", "2013-05-04")]
