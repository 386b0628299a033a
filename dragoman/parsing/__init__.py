"""How is each sentence built? Document -> Parse, through spaCy's small English pipeline.

One spaCy Doc spans the whole of ``document.text``, so a token's ``idx`` is a document offset. Sentences are
spaCy's own, except that one always begins where a zone begins: a headline, a caption and a dateline never
run into the paragraph that follows.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from itertools import tee

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.parsing.language import Grammar, load_grammar
from dragoman.records import CODED_ZONES, Document, Parse, Sentence, Zone, ZoneKind

__all__ = ["Grammar", "Parser", "load_grammar"]

# Documents parsed together. Of 4 to 256 on 350 articles none was faster than another, and memory grows with it: with 32
# of them it peaks half a gigabyte higher than with 8.
BATCH = 8


class Parser:
    """Parses documents in batches. Loading takes about a second; a Parser is not shared between threads."""

    def __init__(self, grammar: Grammar | None = None) -> None:
        self.grammar = grammar or load_grammar()

    @property
    def nlp(self) -> Language:
        return self.grammar.nlp

    def parse(self, document: Document) -> Parse:
        """Return one document with its grammar."""
        return next(self.pipe([document]))

    def pipe(self, documents: Iterable[Document]) -> Iterator[Parse]:
        """Yield a Parse for each document, in order."""
        documents, again = tee(documents)
        made = (self._tokens(document) for document in again)
        for document, doc in zip(documents, self.nlp.pipe(made, batch_size=BATCH), strict=True):
            yield Parse(document, doc, tuple(_sentences(document, doc)))

    def _tokens(self, document: Document) -> Doc:
        doc = self.nlp.make_doc(document.text)
        starts = [token.idx for token in doc]
        for zone in document.zones:
            for offset in (zone.start, zone.end):  # what follows a dateline is a sentence of its own
                i = bisect.bisect_left(starts, offset)
                while i < len(doc) and doc[i].is_space:
                    i += 1
                if 0 < i < len(doc):
                    doc[i].is_sent_start = True
        return doc


def _sentences(document: Document, doc: Doc) -> Iterator[Sentence]:
    zones = list(document.zones)
    begins = [zone.start for zone in zones]
    index = 0
    for span in doc.sents:
        words = [token for token in span if not token.is_space]
        if not words:
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        yield Sentence(index, start, end, _kind(zones, begins, start))
        index += 1


def _kind(zones: list[Zone], begins: list[int], offset: int) -> ZoneKind:
    i = bisect.bisect_right(begins, offset) - 1
    if i >= 0 and offset < zones[i].end:
        return zones[i].kind
    return "body"


def is_coded(sentence: Sentence) -> bool:
    """Return whether a sentence is part of the report, and so read for events."""
    return sentence.kind in CODED_ZONES
