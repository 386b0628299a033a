"""How the chronicle is kept: reports into DuckDB and out again, and records into files."""

from dragoman.store._answer import Answer
from dragoman.store._chronicle import (
    Added,
    Chronicle,
    Counts,
    Decided,
    FiledReject,
    Story,
    StoryEvent,
    Summary,
    coder_digest,
)
from dragoman.store._linking import Linking, Told
from dragoman.store._part import Part, State
from dragoman.store.files import FORMS, LINES, Records, form_of, save
from dragoman.store.schema import SCHEMA_VERSION, STRUCTS, TABLES, Column, Table, columns, event_schema
from dragoman.store.views import VIEWS, View

__all__ = [
    "FORMS",
    "LINES",
    "SCHEMA_VERSION",
    "STRUCTS",
    "TABLES",
    "VIEWS",
    "Added",
    "Answer",
    "Chronicle",
    "Column",
    "Counts",
    "Decided",
    "FiledReject",
    "Linking",
    "Part",
    "Records",
    "State",
    "Story",
    "StoryEvent",
    "Summary",
    "Table",
    "Told",
    "View",
    "coder_digest",
    "columns",
    "event_schema",
    "form_of",
    "save",
]
