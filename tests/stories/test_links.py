"""Links: tellings of one act become one story; acts that only look alike do not; what a person decided wins."""

from __future__ import annotations

import random
from datetime import date

import pytest

from dragoman.errors import InputError
from dragoman.records import Count, Document, Entity, Event, Place, Report, SentenceRef, Size
from dragoman.stories import Decision, Story, Telling, link, tellings


def entity(code: str, text: str = "One") -> Entity:
    return Entity(text, 0, len(text), text, code, ("GOV",), via="name")


def place(name: str, country: str) -> Place:
    return Place(name, 0, len(name), name, len(name) * 7919, country=country, feature_code="PPL")


def telling(
    id: str,
    text: str,
    published: str = "2004-05-12",
    *,
    type: str = "ASSAULT",
    actor: str = "SDN",
    recipient: str = "TCD",
    day: str | None = "2004-05-11",
    where: str | None = None,
    dead: int | None = None,
    aux: tuple[str, ...] = (),
    doc: str | None = None,
    said_by: tuple[Entity, ...] = (),
) -> Telling:
    event = Event(
        id, doc or f"doc-{id}", type, "did", 0, 3, SentenceRef(0, 0, len(text)), aux=aux,
        actor=(entity(actor, "Janjaweed"),), recipient=(entity(recipient, "villagers"),), said_by=said_by,
        date=day, date_precision="day" if day else None, event_loc=place(where, "TCD") if where else None,
        size=Size(dead=Count(dead, dead, 0, 1)) if dead is not None else None, confidence=0.8,
    )  # fmt: skip
    document = Document(event.doc, text, published=date.fromisoformat(published))
    [made] = tellings(Report(document, "coded", events=(event,)))
    return made


RAID = telling("a", "Horsemen crossed the border and raided the market of Bahai.", where="Bahai", dead=6)
RETOLD = telling("b", "The market of Bahai was raided by riders from across the border.", "2004-05-13", dead=9)
ELSEWHERE = telling("c", "Horsemen crossed the border and burned a school in Tine.", where="Tine", dead=2)
COUNTED = telling("d", "Nine died in the raid on the market of Bahai, the mayor says.", "2004-05-14", dead=9)


def groups(stories: list[Story]) -> set[tuple[str, ...]]:
    return {story.events for story in stories}


def test_one_act_in_differing_words_with_differing_tolls() -> None:
    [story] = link([RAID, RETOLD, COUNTED])
    assert story.events == ("a", "b", "d")
    assert story.docs == ("doc-a", "doc-b", "doc-d")
    assert story.tolls == {"dead": (6, 9)}
    assert (story.earliest, story.latest) == (date(2004, 5, 11), date(2004, 5, 11))
    assert story.canonical == "a"  # the only one with a place
    assert all(found.why for found in story.links)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ELSEWHERE, id="another place"),
        pytest.param(
            telling("x", "Horsemen raided the market of Bahai.", "2004-05-20", day="2004-05-19"), id="a week on"
        ),
        pytest.param(telling("x", "Horsemen raided the market of Bahai.", actor="LBY"), id="another actor"),
        pytest.param(telling("x", "Horsemen raided the market of Bahai.", aux=("negation",)), id="denied"),
        pytest.param(telling("x", "Horsemen raided the market of Bahai.", doc="doc-a"), id="two acts of one document"),
        pytest.param(telling("x", "Horsemen raided the market of Bahai.", type="THREATEN"), id="another type"),
    ],
)
def test_another_act(other: Telling) -> None:
    assert len(link([RAID, other])) == 2


def test_the_order_of_the_input_is_of_no_account() -> None:
    told = [RAID, RETOLD, ELSEWHERE, COUNTED]
    expected = link(told)
    for seed in range(20):
        random.Random(seed).shuffle(told)
        assert link(told) == expected


def test_a_split_parts_and_a_merge_joins() -> None:
    told = [RAID, RETOLD, ELSEWHERE, COUNTED]
    split = link(told, [Decision("d", "a", same=False)])
    assert not any({"a", "d"} <= set(story.events) for story in split)
    merged = link(told, [Decision("c", "a", same=True)])
    assert groups(merged) == {("a", "b", "c", "d")}
    assert "decided" in next(found for found in merged[0].links if (found.a, found.b) == ("a", "c")).why[0]


def test_decisions_on_unknown_events_wait() -> None:
    assert link([RAID], [Decision("a", "zz", same=True)]) == link([RAID])


def test_decisions_that_contradict_one_another_are_told() -> None:
    decisions = [Decision("a", "b", True), Decision("b", "c", True), Decision("a", "c", False)]
    with pytest.raises(InputError, match="split"):
        link([RAID, RETOLD, ELSEWHERE], decisions)


def test_an_event_comes_once() -> None:
    with pytest.raises(InputError, match="twice"):
        link([RAID, RAID])


def test_speakers_are_those_of_all_reports() -> None:
    one = telling("a", "The market of Bahai was raided.", said_by=(entity("TCD", "Ndjamena"),))
    two = telling(
        "b", "Bahai market was raided by riders.", said_by=(entity("SDN", "Khartoum"), entity("TCD", "Ndjamena"))
    )
    [story] = link([two, one])
    assert [speaker.name for speaker in story.speakers] == ["Ndjamena", "Khartoum"]


def test_without_tellings_there_are_no_stories() -> None:
    assert link([]) == []
