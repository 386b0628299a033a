"""One bare name or description, with no text around it."""

from __future__ import annotations

from dragoman.actors._casting import cast
from dragoman.actors._names import Names
from dragoman.actors._tables import ActorTables
from dragoman.records import Entity, Parse


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
    if not mentions:
        return Entity(text, 0, len(text), text, why="no table has it and no word in it names an actor")
    top = max(mentions, key=lambda m: (m.last - m.first, m.entities[0].code != "---", -m.first))
    found = top.entities[0]
    return Entity(text, 0, len(text), found.name, found.code, found.sector, found.id, found.role, found.via, found.why)
