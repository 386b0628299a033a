"""Which lines are furniture, rights lines, bylines, captions - and which only look like it."""

# ruff: noqa: E501 - one row of a table is one line

from __future__ import annotations

import pytest

from dragoman.records import RawDocument
from dragoman.text import clean
from dragoman.text.bylines import byline_agency, is_byline, trailing_byline
from dragoman.text.captions import caption_opening, find_credit
from dragoman.text.furniture import is_furniture, trailing_furniture
from dragoman.text.rights import is_rights, read_rights, trailing_rights
from dragoman.text.stamps import is_stamp

FURNITURE = [
    "Full Screen", "FULL SCREEN", "1 / 2", "3 of 14", "Photo 2 of 7", "12 comments", "1.4k shares", "4 min read",
    "Read more", "Read more:", "READ MORE: Ministers meet over grain corridor", "Read also: What we know so far",
    "Advertisement", "ADVERTISEMENT", "Story continues below advertisement", "Share this", "Share this article",
    "Share on Facebook", "Follow us on Twitter and Facebook", "Click here to read the full statement",
    "Sign up for our newsletter", "Sign up for our daily newsletter and never miss a story.", "Related: Talks stall",
    "Related articles", "Tags: Norland, Sudmark, trade", "Copy link", "Print", "• Subscribe now", "Most read »",
    "We use cookies to improve your experience.", "Listen to this article", "0:00 / 3:12", "* * *", "-----",
    "https://example.org/a/b", "desk@example.org", "@examplenews", "More from this section", "See also: A timeline",
    "This article originally appeared in another paper.", "Our Standards: How we work", "2 hours ago", "Skip to content",
    "Join the conversation", "Download our app for the latest headlines", "Get the day's top stories in your inbox",
]  # fmt: skip
NOT_FURNITURE = [
    "Share prices in Tokyo fell on Monday.", "Follow-up talks are to be held in Geneva.",
    "Advertising on state television was banned by the ministry.", "Read aloud in parliament, the letter caused an uproar.",
    "Related parties must be disclosed, the regulator said.", "Print media in the country face closure.",
    "More than 40 people were killed when rebels shelled the town.", "Video of the attack was shown on state television.",
    "Signing up for the army has become compulsory.", "Subscribers of the state telephone company lost their connection.",
    "1 in 2 voters stayed at home.", "Click farms abroad spread the rumour, officials said.", "12 soldiers died.",
    "World leaders gathered in New York on Tuesday.", "Related violence has displaced thousands in the province.",
]  # fmt: skip
RIGHTS = [
    ("Copyright 2020 The Associated Press. All rights reserved.", "The Associated Press", 2020),
    ("© 2019 Reuters", "Reuters", 2019),
    ("© 2018 AFP", "Agence France-Presse", 2018),
    ("(c) 2021 Agence France-Presse", "Agence France-Presse", 2021),
    ("Copyright © 2017 by Deutsche Presse-Agentur", "Deutsche Presse-Agentur", 2017),
    ("Copyright 2015, Xinhua. All rights reserved.", "Xinhua", 2015),
    ("© Kyodo News 2014", "Kyodo News", 2014),
    ("Copyright (c) 2022 The Canadian Press. All rights reserved.", "The Canadian Press", 2022),
    ("Copyright 1999-2023 Norland Times Ltd.", None, 2023),
    ("(c) 2016 Harbour Gazette, Inc. Distributed by Tribune Content Agency, LLC.", None, 2016),
    ("This material may not be published, broadcast, rewritten or redistributed without permission.", None, None),
    ("The content of this page may not be reproduced without consent.", None, None),
    ("All rights reserved.", None, None),
    ("Reproduction in whole or in part without permission is prohibited.", None, None),
    ("Reprinted with permission of the author", None, None),
]
NOT_RIGHTS = [
    "Copyright law was at the centre of the talks in Brussels.",
    "The 2020 treaty reserved all rights of passage for the two states, the envoy said in a long statement to the assembly, "
    "and nothing in it changes that.",
    "This report will be published by the commission on Monday.",
    "This work must be finished by Friday, the minister said.",
    "Published by the ministry in 2019, the decree bans rallies.",
]
BYLINES = [
    "By JOHN SMITH", "By Jane Doe, Reuters", "By Jane Doe and Omar al-Faris", "BY ANNA VAN DER MEER, Associated Press",
    "By Ludo Marek in Prague and Ana Sousa in Lisbon", "By The Associated Press", "By AFP", "By Our Correspondent",
    "By Maria de la Cruz | Staff Writer", "by Ivan Petrov", "JANE DOE, Associated Press", "Words by Tom Reed",
    "Reporting by Ana Sousa; Editing by Tom Reed", "(Reporting by Ana Sousa in Lisbon; Writing by Tom Reed)",
    "(Reporting by Ana Sousa, Li Wei and Omar al-Faris in Dubai; Writing by Tom Reed; Editing by Jane Doe)",
    "Additional reporting by Nadia el-Amin", "Writing by Tom Reed and Ana Sousa", "Editing by Jane Doe",
    "Reuters contributed to this report.", "Associated Press writer Tom Reed in Lima contributed to this report.",
    "Ana Sousa in Lisbon and Tom Reed in Madrid contributed to this report.", "Compiled by Li Wei",
]  # fmt: skip
NOT_BYLINES = [
    "By Friday, the army had left the town.", "By the numbers", "By Monday", "By Land and Sea",
    "By contrast, Norland has signed the accord.", "Reporting by the newspaper showed that ministers knew of the raid.",
    "By sending troops, Sudmark broke the truce.", "Editing by hand is slow, the ministry of culture said.",
    "From Monday, flights resume.", "The embassy contributed to the fund.", "By Early Morning", "From Russia, with demands",
    "Writing by candlelight, the prisoners asked for help.",
]  # fmt: skip
CREDITS = [
    ("The president waves to crowds. (AP Photo/Jane Doe)", "AP Photo/Jane Doe"),
    ("The president waves to crowds. (AP Photo/Jane Doe, File)", "AP Photo/Jane Doe, File"),
    ("Soldiers stand guard. (Photo by Omar Faris/Getty Images)", "Photo by Omar Faris/Getty Images"),
    ("Soldiers stand guard. (Omar Faris/AFP/Getty Images)", "Omar Faris/AFP/Getty Images"),
    ("Soldiers stand guard. (Omar Faris/Reuters)", "Omar Faris/Reuters"),
    ("Soldiers stand guard. [File: Omar Faris/Reuters]", "File: Omar Faris/Reuters"),
    ("Soldiers stand guard. (Xinhua/Li Wei)", "Xinhua/Li Wei"),
    ("Soldiers stand guard. (Presidential Press Office via AP)", "Presidential Press Office via AP"),
    ("Ministers meet in Accra. REUTERS/Kofi Mensah", "REUTERS/Kofi Mensah"),
    ("Ministers meet in Accra. REUTERS/Kofi Mensah/File Photo", "REUTERS/Kofi Mensah/File Photo"),
    ("Ministers meet in Accra. Photo: AFP", "Photo: AFP"),
    ("Ministers meet in Accra. Photograph: Kofi Mensah/EPA", "Photograph: Kofi Mensah/EPA"),
    ("Ministers meet in Accra. Photo by Kofi Mensah", "Photo by Kofi Mensah"),
    ("A tanker off the coast. (Image: Harbour Authority)", "Image: Harbour Authority"),
    ("A tanker off the coast. (Courtesy of the coast guard)", "Courtesy of the coast guard"),
    ("A tanker off the coast. (File photo)", "File photo"),
    ("A tanker off the coast. (Kyodo via AP Images)", "Kyodo via AP Images"),
    ("A tanker off the coast. (Anadolu Agency/Ali Demir)", "Anadolu Agency/Ali Demir"),
    ("REUTERS/Kofi Mensah", "REUTERS/Kofi Mensah"),
    ("Image copyright Getty Images", "Image copyright Getty Images"),
]
NO_CREDITS = [
    "The two sides met (the photo was taken in May) and shook hands.",
    "The ministry (formerly the war office) denied the report.",
    "The news agency Reuters reported the talks.",
    "Norland said 40 people (20 of them soldiers) were killed.",
    "He wrote to the Security Council (UN) on Monday.",
    "Sudmark News Agency (SNA) said the talks had failed.",
    "The picture in the north is bleak, the envoy said.",
]
STAMPS = [
    "Published 12:01 PM EDT, Tue October 20, 2020", "Oct. 20, 2020", "Updated: 20 October 2020 at 09:15 GMT",
    "Tuesday, October 20, 2020", "Posted on 2020-10-20", "Last updated 3:45 pm, Mar 3, 2019",
]  # fmt: skip
NOT_STAMPS = ["Oct. 20", "The treaty of 20 October 2020", "In 2020", "October 20, 2020 will be remembered"]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", [*NOT_FURNITURE, *NOT_RIGHTS, *NOT_BYLINES])
def test_what_only_looks_like_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("line, agency, year", RIGHTS, ids=[case[0] for case in RIGHTS])
def test_rights_lines_and_what_they_say(line: str, agency: str | None, year: int | None) -> None:
    assert is_rights(line)
    said = read_rights(line)
    assert (said.agency, said.year) == (agency, year)


@pytest.mark.parametrize("line", NOT_RIGHTS)
def test_what_only_looks_like_a_rights_line(line: str) -> None:
    assert not is_rights(line)


def test_a_holder_that_is_no_agency_is_named() -> None:
    assert read_rights("Copyright 1999-2023 Norland Times Ltd.").holder == "Norland Times Ltd"


@pytest.mark.parametrize("line", BYLINES)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize("line", NOT_BYLINES)
def test_what_only_looks_like_a_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line, agency",
    [
        ("By Jane Doe, Reuters", "Reuters"),
        ("BY TOM REED, Associated Press", "The Associated Press"),
        ("By Jane Doe", None),
    ],
)
def test_the_agency_of_a_byline(line: str, agency: str | None) -> None:
    assert byline_agency(line) == agency


@pytest.mark.parametrize("paragraph, credit", CREDITS, ids=[case[0] for case in CREDITS])
def test_photo_credits(paragraph: str, credit: str) -> None:
    found = find_credit(paragraph)
    assert found is not None
    assert found.credit == credit
    assert credit in paragraph[found.start : found.end]


@pytest.mark.parametrize("paragraph", NO_CREDITS)
def test_what_only_looks_like_a_credit(paragraph: str) -> None:
    assert find_credit(paragraph) is None


@pytest.mark.parametrize(
    "paragraph, opening",
    [("FILE - The envoy in 2018.", "FILE - "), ("FILE PHOTO: The envoy.", "FILE PHOTO: "),
     ("Image caption The envoy arrives", "Image caption "), ("Files were found.", ""), ("FILED suits mount", "")],
)  # fmt: skip
def test_marks_that_open_a_caption(paragraph: str, opening: str) -> None:
    assert paragraph[: caption_opening(paragraph)] == opening


@pytest.mark.parametrize("line", STAMPS)
def test_lines_that_date_a_page(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize("line", NOT_STAMPS)
def test_what_only_looks_like_a_page_date(line: str) -> None:
    assert not is_stamp(line)


def test_what_was_run_on_to_a_paragraph_is_told_from_it() -> None:
    lead = "The talks failed, the envoy said."
    for tail, find in (
        ("Additional reporting by Nadia el-Amin", trailing_byline),
        ("(Reporting by Ana Sousa; Editing by Tom Reed)", trailing_byline),
        ("© 2019 Reuters", trailing_rights),
        ("Copyright 2020 The Associated Press. All rights reserved.", trailing_rights),
        ("• Do you have a story? Tell us", trailing_furniture),
    ):
        start = find(f"{lead} {tail}")
        assert start is not None
        assert f"{lead} {tail}"[start:] == tail
        assert find(lead) is None


@pytest.mark.parametrize(
    "paragraph",
    ["The minister spoke at length. Reporting by state media said otherwise.",
     "He resigned. Writing by hand, he explained why."],
)  # fmt: skip
def test_a_sentence_about_reporting_is_no_sign_off(paragraph: str) -> None:
    assert trailing_byline(paragraph) is None


def test_a_credit_on_its_own_line_finds_its_caption() -> None:
    text = (
        "Envoy returns to Norland\n\nThe envoy boards a train in Velm on Monday.\n\nREUTERS/Kofi Mensah\n\n"
        "VIENNA (Reuters) - The envoy of Sudmark returned to Norland on Tuesday, ending a long dispute.\n\nA second one."
    )
    document = clean(RawDocument("x", text))
    (caption,) = document.captions
    assert (caption.text, caption.credit) == ("The envoy boards a train in Velm on Monday.", "REUTERS/Kofi Mensah")
    assert [zone.kind for zone in document.zones] == ["headline", "caption", "credit", "dateline", "body", "body"]
