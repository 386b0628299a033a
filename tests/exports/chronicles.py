"""A chronicle made by hand for the tests of the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dragoman.records import (
    Accord,
    Count,
    Document,
    Entity,
    Event,
    Evidence,
    Place,
    Report,
    SentenceRef,
    Size,
    Stage,
    Term,
    ThirdParty,
    Tie,
)
from dragoman.store import Chronicle

GHANA = Entity("Accra", 0, 5, "Government of Ghana", "GHA", ("GOV",), "gha", "president", "capital")
TOGO = Entity("Togo's army", 0, 11, "Armed Forces of Togo", "TGO", ("MIL", "GOV"), via="name")
UN = Entity("the UN", 0, 6, "United Nations", "UNO", (), via="acronym")
HO = Place("Ho", 3, 5, "Ho", 2300569, 6.60084, 0.4713, "Ho", "Volta", "GHA", "PPLA")


def event(id: str, **told: object) -> Event:
    """Return an event of the first sentence, with what is told of it."""
    plain = Event(id, "d1", "CONSULT", "met", 0, 3, SentenceRef(0, 0, 20), actor=(GHANA,), recipient=(TOGO,),
                  date="2011-03-02", date_precision="day", quad_code=1, event_scale=2.5, confidence=0.7)  # fmt: skip
    return replace(plain, **told)  # type: ignore[arg-type]


EVENTS = (
    event("visit", mode=("visit",), context=("diplomatic",), event_loc=HO, said_by=(UN,)),
    event("met", actor=(GHANA, TOGO, UN), recipient=(), third_party=(ThirdParty(UN, "host"),), date="2011-03"),
    event("again", same_as="visit"),
    event("denied", event="ASSAULT", mode=("firearms",), aux=("negation",), quad_code=4, event_scale=-9.0),
    event("old", event="ASSAULT", mode=("beat", "firearms"), aux=("historical",), quad_code=4, event_scale=-9.0,
          date=None, size=Size(dead=Count(3, None, 0, 1))),
    event("aid", event="AID", context=("health", "military"), quad_code=2, event_scale=10.0, recipient=(UN, TOGO)),
)  # fmt: skip
ACCORD = Accord(
    "pact", "Treaty of Ho", (GHANA, TOGO), "fishing; and tolls", "general",
    (
        Stage("agreed", (GHANA, TOGO), "2011-03-02", "day", (UN,), (), (Evidence("d1", 0, 5), Evidence("d1", 6, 9))),
        Stage("ratified", (), "2012", "year", (), ("future",), (Evidence("d1", 0, 5),)),
    ),
    "agreed", (Term("duty", (TOGO,), "open the lagoon", "if paid", None, (), (Evidence("d1", 10, 14),)),),
    (Evidence("d1", 0, 5),),
)  # fmt: skip
TIE = Tie("ally", "ally", GHANA, TOGO, "2009", None, (UN,), ("alleged",), "d1", 0, 4, "text", None, ("as told",))
DOCUMENT = Document("d1", "Ghana and Togo met.", "A\ttitle", date(2011, 3, 4), "given", outlet="Volta Post",
                    url="https://post.example/1", language="en")  # fmt: skip


def chronicle(
    folder: Path,
    events: Sequence[Event] = EVENTS,
    document: Document = DOCUMENT,
    accords: Sequence[Accord] = (),
    ties: Sequence[Tie] = (),
) -> Chronicle:
    """Return a chronicle of one document with the records given."""
    made = Chronicle.open(folder / "made.duckdb")
    run = made.start_run("0.0", "options", "digest")
    made.add([Report(document, "coded", events=tuple(events), accords=tuple(accords), ties=tuple(ties))], run)
    return made
