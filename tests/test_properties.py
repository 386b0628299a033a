"""The laws that hold for any text at all."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import Coder
from dragoman.records import SILENCE, Report, all_lines

# Pieces that our rules look for, so that made-up texts reach them: names, acts, speech, furniture, odd characters.
PIECES = (
    "Serbia", "Russia's", "the United States", "NATO", "Ankara", "rebels", "the president", "Putin", "U.N.",
    "Turkish warplanes", "both sides", "he", "its government", "police", "15,000 protesters", "China", "(AP)",
    "said", "signed", "bombed", "agreed to", "refused to", "has threatened", "was accused of", "withdrew from",
    "and", "by", "that", "with", "talks", "sanctions against", "if", "not", "allegedly", "on Tuesday", "in 1999",
    "MOSCOW –", "BELGRADE, Serbia (AP) —", "Copyright 2020 The Associated Press. All rights reserved.", "1 / 2",
    "Full Screen", "Read more", "By Jane Doe", "(AP Photo/Jane Doe)", "“", "”", '"', "'s", "’s", "?", ".", ",", "...",
    "\n", "\n\n", "\r\n", "\t", "\u2028", "\u00a0", "\u200b", "\ufeff", "\x00", "\ud800", "é", "e\u0301", "ﬁ", "ß",
    "İ", "中国", "🇷🇸", "&amp;", "<p>", "â€™",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map("".join),
)


def spans(report: Report) -> Iterator[tuple[str, int, int]]:
    """Yield the words that each record shows, and where it says they stand."""
    for event in report.events:
        yield event.event_text, event.start, event.end
        for entity in (*event.actor, *event.recipient, *event.said_by, *(t.entity for t in event.third_party)):
            yield entity.text, entity.start, entity.end
        if event.event_loc is not None:
            yield event.event_loc.text, event.event_loc.start, event.event_loc.end
    for record in (*report.entities, *report.times, *report.places, *report.document.captions):
        yield record.text, record.start, record.end


@settings(max_examples=settings.default.max_examples * 2)
@given(text=TEXTS, title=st.one_of(st.none(), TEXTS))
def test_any_text_is_read_and_every_record_quotes_it(coder: Coder, text: str, title: str | None) -> None:
    report = coder.read(text, title=title)
    document = report.document
    for words, start, end in spans(report):
        assert document.text[start:end] == words or (words == "" and start == end)
    for stretch in (*report.sentences, *document.zones):
        assert 0 <= stretch.start <= stretch.end <= len(document.text)
    assert report.status == "coded" if report.events else report.status in SILENCE
    assert list(all_lines(report))


@given(text=TEXTS)
def test_every_sentence_yields_an_event_or_says_why_not(coder: Coder, text: str) -> None:
    report = coder.read(text)
    told = {event.sentence.index for event in report.events}
    for sentence in report.sentences:
        assert (sentence.silence is None) == (sentence.index in told), (sentence, report.document.text)
        assert sentence.silence is None or sentence.silence in SILENCE


@given(texts=st.lists(TEXTS, min_size=2, max_size=5))
def test_a_document_reads_the_same_among_others_as_alone(coder: Coder, texts: list[str]) -> None:
    assert list(coder.pipe(texts)) == [next(coder.pipe([text])) for text in texts]
