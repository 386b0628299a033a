"""Who is named, and what were they on that day? Parse -> Cast.

`ActorTables` reads the tables; a `Resolver` finds the actors of a parsed document, or of one bare name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from spacy.tokens import Doc

from dragoman.actors._casting import cast
from dragoman.actors._lookup import best
from dragoman.actors._tables import ActorTables
from dragoman.records import Cast, Document, Entity, Parse

__all__ = ["ActorTables", "Resolver"]


class Resolver:
    """Finds actors. ``nlp`` turns a bare name into a spaCy Doc; only `lookup` needs it."""

    def __init__(self, tables: ActorTables, nlp: Callable[[str], Doc] | None = None) -> None:
        self.tables = tables
        self.nlp = nlp

    def cast(self, parse: Parse) -> Cast:
        """Return every mention of an actor in a document, each with who it was on the day of publication."""
        return cast(parse, self.tables)

    def lookup(self, text: str, on: date | None = None) -> Entity:
        """Return whom a bare name or description stands for on a day; code "---" where that is not known.

        Raises ValueError where the resolver was made without ``nlp``.
        """
        if self.nlp is None:
            raise ValueError("Resolver(tables, nlp=...) is needed to look up bare names")
        words = text.strip()
        document = Document(id="lookup", text=words, published=on)
        return best(Parse(document, self.nlp(words), ()), self.tables)
