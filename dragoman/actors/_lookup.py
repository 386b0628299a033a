"""One bare name or description, with no text around it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors._casting import cast
from dragoman.actors._compose import Composer
from dragoman.actors._names import Names
from dragoman.actors._tables import ActorTables
from dragoman.records import UNKNOWN_CODE, Entity, Parse


def best(parse: Parse, tables: ActorTables) -> Entity:
    """Return the entity of the mention that covers most of the words, the leftmost head first."""
    text = parse.document.text
    names = Names(parse, tables)
    for name in names.list:  # the whole text is one name
        if len(name.text) == len(text.removeprefix("the ").removeprefix("The ")):
            who = names.who(name)
            if who is not None and not name.of("agent", "office"):
                return who.entity(text, 0, len(text))
    mentions = cast(parse, tables).mentions
    top = max(mentions, key=lambda m: (m.last - m.first, m.entities[0].code != UNKNOWN_CODE, -m.first), default=None)
    last = names.list[-1] if names.list else None
    if (
        last is not None
        and last.of("agent", "office")
        and last.last == len(parse.doc)
        and (top is None or top.root < last.first or ((top.first, top.last) != (0, last.last) and top.first > 0))
    ):
        # without a sentence around it the grammar may take "police" for a verb: the last word is the head all the same
        return Composer(names).bare(last).whos[0].entity(text, 0, len(text))
    if top is None:
        return Entity(text, 0, len(text), text, why="no table has it and no word in it names an actor")
    return replace(top.entities[0], text=text, start=0, end=len(text))
