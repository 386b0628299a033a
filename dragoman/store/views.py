"""The questions that are often asked of a chronicle, answered by name: views over its store tables.

Each counts an event once, however many documents report it. The manual's page is made from `VIEWS`, and a test fails
where a column has no meaning or a view has other columns than it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman import records
from dragoman.store.schema import STRUCTS


@dataclass(frozen=True, slots=True)
class View:
    """A question that is often asked, answered by name. ``columns`` maps each column to its meaning, in order."""

    name: str
    meaning: str
    columns: Mapping[str, str]
    select: str

    @property
    def sql(self) -> str:
        """The CREATE VIEW statement."""
        return f"CREATE VIEW {self.name} AS\n{self.select}"


# Bodies that share one code are told apart by their names: "IGO NATO".
_CODE = "CASE WHEN x.code IN ('IGO', 'NGO', 'ISM', 'IMG', 'MNC') THEN x.code || ' ' || x.name ELSE x.code END"
_WHO = f"list_sort(list_distinct(list_transform(list_filter(e.{{}}, lambda x: x.code <> '---'), lambda x: {_CODE})))"
_UNREAL = "['future', 'hypothetical', 'negation', 'alleged']"
_ACT = {
    "story": "its story: stories.id; null where it is not linked yet",
    "id": "the canonical event: events.id",
    "event": "one of the 16 PLOVER types",
    "real": "whether it happened: not denied, alleged, still to come or only considered",
    "date": "when, as precisely as known",
    "day": "the day, where it is known to the day",
    "month": "the month (2020-10), where it is known",
    "place": "where: the name in GeoNames",
    "country": "where: ISO 3166 alpha-3",
    "quad": "PLOVER's quad: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict",
    "scale": "from conflict (negative) to cooperation (positive), as PLOVER scales its types",
    "reports": "how many documents tell it",
    "words": "the words that name the act",
}
_WHOM = {
    "actors": "codes of those who did it; a body that shares its code with others has its name behind: IGO NATO",
    "recipients": "codes of those to whom",
}
_PAIR = {"a": "the one country or body: before b in the alphabet", "b": "the other"}
_COUNTED = {
    "acts": "how many that happened, each once however many documents report it",
    "reports": "how many reports they have together",
    "cooperation": "sum of their scale where it is above 0",
    "conflict": "sum of their scale where it is below 0, without the sign",
}
_SUMS = (
    "count(*) AS acts, sum(reports)::BIGINT AS reports,\n"
    "  coalesce(sum(scale) FILTER (scale > 0), 0) AS cooperation,\n"
    "  coalesce(-sum(scale) FILTER (scale < 0), 0) AS conflict"
)


def _some(*names: str) -> dict[str, str]:
    return {name: _ACT[name] for name in names}


VIEWS: tuple[View, ...] = (
    View(
        "acts",
        "every event once, however many documents report it: the canonical event of each story",
        {
            **_some("story", "id", "event"),
            "mode": "PLOVER modes of the type",
            "context": "PLOVER contexts",
            "aux": "historical, future, hypothetical, negation, alleged",
            **_some("real"),
            **_WHOM,
            **_some("date", "day", "month", "place", "country"),
            "lat": "latitude in degrees north",
            "lon": "longitude in degrees east",
            **_some("quad", "scale"),
            "confidence": "that of the canonical event",
            **_some("reports"),
            "earliest": "the first day that a report's date allows",
            "latest": "the last day that a report's date allows",
            "dead_low": "killed: the least that a report tells",
            "dead_high": "killed: the most that one tells; null where one says 'at least'",
            "doc": "the document of the canonical event: documents.id",
            **_some("words"),
        },
        rf"""SELECT e.story, e.id, e.event, e.mode, e.context, e.aux,
  NOT list_has_any(e.aux, {_UNREAL}) AS real,
  {_WHO.format("actor")} AS actors,
  {_WHO.format("recipient")} AS recipients,
  e.date,
  TRY_CAST(CASE WHEN length(e.date) = 10 THEN e.date END AS DATE) AS day,
  CASE WHEN regexp_full_match(e.date, '\d{{4}}-\d\d(-\d\d)?') THEN left(e.date, 7)
    WHEN regexp_full_match(e.date, '\d{{4}}-W\d\d') THEN strftime(strptime(e.date || '-1', '%G-W%V-%u'), '%Y-%m')
  END AS month,
  e.event_loc.name AS place, e.event_loc.country AS country, e.event_loc.lat AS lat, e.event_loc.lon AS lon,
  e.quad_code AS quad, e.event_scale AS scale, e.confidence, coalesce(s.reports, 1) AS reports,
  s.earliest, s.latest, s.dead_low, s.dead_high, e.doc, e.event_text AS words
FROM events e LEFT JOIN stories s ON s.id = e.story
WHERE e.same_as IS NULL AND (s.id IS NULL OR s.canonical = e.id)""",
    ),
    View(
        "pairs",
        "the acts between each two: one row an act and pair",
        {
            **_PAIR,
            "way": "forth (a to b), back (b to a), or both where each is actor and recipient",
            **_some("story", "id", "event", "real", "date", "day", "month", "place", "country", "quad", "scale"),
            **_some("reports", "words"),
        },
        """SELECT a, b, CASE WHEN count(*) > 1 THEN 'both' WHEN min(one) = min(a) THEN 'forth' ELSE 'back' END AS way,
  story, id, event, real, date, day, month, place, country, quad, scale, reports, words
FROM (
  SELECT *, least(one, other) AS a, greatest(one, other) AS b
  FROM (SELECT *, unnest(recipients) AS other FROM (SELECT *, unnest(actors) AS one FROM acts))
  WHERE one <> other
)
GROUP BY ALL""",
    ),
    View(
        "pair_months",
        "what happened between each two, by month",
        {**_PAIR, "month": "the month; null where it is not known", **_COUNTED},
        f"SELECT a, b, month, {_SUMS}\nFROM pairs WHERE real GROUP BY a, b, month",
    ),
    View(
        "pair_types",
        "what happened between each two, by type",
        {
            **_PAIR,
            **_some("event"),
            **_COUNTED,
            "first": "the first day known",
            "last": "the last day known",
        },
        f"SELECT a, b, event, {_SUMS}, min(day) AS first, max(day) AS last\nFROM pairs WHERE real GROUP BY a, b, event",
    ),
    View(
        "pair_places",
        "what happened between each two, by place",
        {
            **_PAIR,
            "place": "where: the name in GeoNames; null where it is not known",
            "country": "where: ISO 3166 alpha-3",
            **_COUNTED,
        },
        f"SELECT a, b, place, country, {_SUMS}\nFROM pairs WHERE real GROUP BY a, b, place, country",
    ),
    View(
        "latest",
        "every event once, the latest first",
        {
            "day": "the day of the event; of one without, the day its document was published",
            **_some("event"),
            **_WHOM,
            **_some("place", "reports", "real"),
            "title": "the title of the canonical event's document",
            **_some("words", "story", "id"),
        },
        """SELECT coalesce(acts.day, d.published) AS day, event, actors, recipients, place, reports, real,
  d.title, words, story, acts.id AS id
FROM acts JOIN documents d ON d.id = acts.doc
ORDER BY 1 DESC NULLS LAST, acts.id""",
    ),
    View(
        "reports",
        "which documents tell each story, and why they were put together",
        {
            "story": "stories.id",
            "id": "the event as this document tells it: events.id",
            "doc": "documents.id",
            "published": "its day of publication",
            "outlet": "who printed it",
            "title": "its title",
            "copy_of": "the document whose text it copies; null where it is no copy",
            "canonical": "whether this event stands for all",
            "linked_to": "the event of the story that it is most alike; null where it is alone",
            "score": "how alike the two are",
            "why": "what spoke for and against, each with its weight",
        },
        """SELECT t.story, t.id, t.doc, d.published, d.outlet, d.title,
  CASE WHEN c.first <> c.doc THEN c.first END AS copy_of, s.canonical = t.id AS canonical,
  t.linked_to, t.score, t.why
FROM story_events t JOIN stories s ON s.id = t.story JOIN documents d ON d.id = t.doc
LEFT JOIN copies c ON c.doc = t.doc
ORDER BY t.story, d.published NULLS LAST, t.id""",
    ),
    View(
        "stages",
        "the stages of the accords, one row each",
        {
            "accord": "accords.id",
            "doc": "documents.id",
            "name": "the name of a known treaty",
            "kind": "what kind of agreement it is",
            **STRUCTS[records.Stage],
        },
        "SELECT id AS accord, doc, name, kind, unnest(stages, max_depth := 2)\nFROM accords",
    ),
    View(
        "terms",
        "the terms of the accords, one row each",
        {
            "accord": "accords.id",
            "doc": "documents.id",
            "name": "the name of a known treaty",
            **STRUCTS[records.Term],
        },
        "SELECT id AS accord, doc, name, unnest(terms, max_depth := 2)\nFROM accords",
    ),
)
