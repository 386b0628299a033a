"""The corpus form: what it accepts, what it refuses, and what counts as the same sentence twice."""

from __future__ import annotations

import pytest

from training.corpus import MODES, CorpusError, alike, check, find, mask, parse, read_all, statistics

TAGS = "# region=Europe decade=1990s register=wire\n\n"
BLOCK = """Peru expelled two Iranian envoys on Friday, days after Iran had expelled one of its own, Lima said.
SANCTION/expel | act expelled | who Peru=PER/GOV | whom two Iranian envoys=IRN/GOV | by Lima=PER/GOV | when Friday
SANCTION/expel !historical | act expelled#2 | who Iran=IRN/GOV | whom one of its own=PER/GOV
"""


def entries(text: str):
    return parse(TAGS + text, "x.txt")


def test_a_block_becomes_spans_of_its_sentence():
    (entry,) = entries(BLOCK)
    first, second = entry.acts
    text = entry.sentence

    def words(span):
        return text[span.start : span.end]

    assert (first.type, first.modes, first.aux) == ("SANCTION", ("expel",), ())
    assert [words(party.span) for party in first.whom] == ["two Iranian envoys"]
    assert [(words(party.span), party.code, party.sector) for party in first.by] == [("Lima", "PER", "GOV")]
    assert [words(span) for span in first.when] == ["Friday"]
    assert second.aux == ("historical",)
    assert first.span.start < second.span.start
    assert words(second.span) == "expelled"
    assert entry.tags["decade"] == "1990s"
    assert entry.line == 3


def test_words_are_found_whole():
    span = find("Iranian and Iran", "Iran")
    assert (span.start, span.end) == (12, 16)


@pytest.mark.parametrize(
    "note, message",
    [
        pytest.param("SANCTION/expel | act threw", "occurs 0 times", id="words-not-there"),
        pytest.param("SANCTION/expel | act expelled#3", "occurs 2 times", id="no-third-occurrence"),
        pytest.param("SANCTON | act expelled", "no event type", id="type"),
        pytest.param("SANCTION/arrest | act expelled", "no mode of SANCTION", id="mode-of-another-type"),
        pytest.param("SANCTION !past | act expelled", "no auxiliary mode", id="aux"),
        pytest.param("SANCTION | act expelled | who Peru=PER", "not WORDS=CODE/SECTOR", id="no-sector"),
        pytest.param("SANCTION | act expelled | who Peru=PEU/GOV", "no ISO", id="country"),
        pytest.param("SANCTION | act expelled | who Peru=PER/GVO", "no sector", id="sector"),
        pytest.param("SANCTION | act expelled | who Peru=PER/", "no sector", id="country-without-sector"),
        pytest.param("SANCTION | act expelled | whose Peru=PER/GOV", "no key", id="key"),
        pytest.param("SANCTION | who Peru=PER/GOV", "exactly one act", id="no-act"),
        pytest.param("NONE whatever", "no reason", id="reason"),
    ],
)
def test_faults_name_their_place_and_what_is_wrong(note, message):
    sentence = BLOCK.split("\n")[0]
    with pytest.raises(CorpusError, match=message) as caught:
        entries(f"{sentence}\n{note}\n")
    assert str(caught.value).startswith("x.txt:4: ")


@pytest.mark.parametrize(
    "text, message",
    [
        ("A sentence alone.\n", "neither an event nor NONE"),
        ("A  sentence.\nNONE sport\n", "stray spaces"),
        (BLOCK + "NONE sport\n", "NONE beside an event"),
    ],
)
def test_faults_of_whole_blocks(text, message):
    with pytest.raises(CorpusError, match=message):
        entries(text)


def test_all_faults_are_collected_when_asked_for():
    faults: list[str] = []
    kept = parse(TAGS + "One.\nNONE\n\nTwo.\nNONE sport\n\nThree.\nNONE x\n", "x.txt", faults)
    assert [entry.sentence for entry in kept] == ["Two."]
    assert len(faults) == 2


def test_masking_hides_names_and_numbers():
    assert mask("In 1994 Kofi Annan met 12 envoys in Oslo.") == "@ 0 @ met 0 envoys in @"


def test_a_template_in_disguise_is_found():
    one = "Peru recalled its ambassador from Chile after 12 fishermen were held.\nNONE other\n"
    two = "Ghana recalled its ambassador from Togo after 30 fishermen were held.\nNONE other\n"
    three = "Ghana's trade minister flew home early from Togo, where fishermen had been held.\nNONE other\n"
    assert [fault.split(",")[0] for fault in check(entries(f"{one}\n{two}\n{three}"))] == [
        "x.txt:6: template in disguise"
    ]


def test_alike_counts_shared_four_grams():
    a = ["the", "army", "said", "it", "had", "shot", "down", "the", "plane"]
    b = ["the", "army", "said", "it", "had", "lost", "the", "plane"]
    (pair,) = alike([a, b], 0.1)
    assert pair[:2] == (0, 1)
    assert pair[2] == pytest.approx(2 / 9)
    assert alike([a, b], 0.5) == []


def test_the_corpus_is_in_form():
    faults: list[str] = []
    corpus = read_all(faults=faults)
    assert faults + check(corpus) == []
    counts = statistics(corpus)
    assert counts["totals"]["sentences"] > 0
    assert set(counts["type"]) <= set(MODES)
