"""Which events count, and each once: SQL over the store table `events`.

An event told again in its own document (``same_as``) is left out. Over documents, one act is: one type, one direction,
and one story or, where no story is known, one day; of the acts that so look alike there are as many as the one
document tells that tells most of them. An act without a day is counted in each document.
What is denied, alleged, still to come or only considered stands apart and enters no score.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.pairs.sides import SHARED, Side, quoted
from dragoman.records import UNKNOWN_CODE

UNREAL = ("future", "hypothetical", "negation", "alleged")
MUTUAL = ("AGREE", "CONSULT")  # done with one another: "A met B" and "B met A" are one act
_WEEK = r"'^\d{4}-W\d{2}$'"
# The first day of a date, as far as it is known: 2020-10-20, 2020-10, 2020; of a week its Monday.
_FIRST = f"CASE WHEN regexp_matches(e.date, {_WEEK}) THEN strftime(strptime(e.date || '-1', '%G-W%V-%u'), '%Y-%m-%d') WHEN regexp_matches(e.date, '-Q[1-4]$') THEN left(e.date, 4) ELSE e.date END"  # noqa: E501


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events are asked for. ``since`` and ``until`` are YYYY, YYYY-MM or YYYY-MM-DD, both inclusive; ``on`` is
    the day by which a document must have been published."""

    since: str | None = None
    until: str | None = None
    on: str | None = None
    min_confidence: float = 0.0

    def documents(self, doc: str) -> str:
        """Return the SQL condition on a document id that it was published in time."""
        if self.on is None:
            return "TRUE"
        return f"{doc} IN (SELECT id FROM documents WHERE published <= DATE {quoted(self.on)})"

    def _events(self) -> str:
        parts = ["e.same_as IS NULL", f"e.confidence >= {self.min_confidence!r}", self.documents("e.doc")]
        # A date that is known to the year is in the period when its year is.
        for limit, sign in ((self.since, ">="), (self.until, "<=")):
            if limit is not None:
                size = f"least(length({_FIRST}), {len(limit)})"
                parts.append(f"left({_FIRST}, {size}) {sign} left({quoted(limit)}, {size})")
        return " AND ".join(parts)

    def sql(self) -> str:
        """Return the SELECT of the events asked for, each told once in its document."""
        listed = ", ".join(map(quoted, UNREAL))
        return (
            "SELECT e.id, e.doc, e.n, e.event, e.mode, e.aux, e.actor, e.recipient, e.said_by, e.date, e.size,"
            " e.event_loc, e.quad_code, e.event_scale, e.confidence, e.event_text, e.story,"
            f" NOT list_has_any(e.aux, [{listed}]) AS real,"
            f" CASE WHEN length({_FIRST}) >= 7 THEN left({_FIRST}, 7) END AS month"
            f" FROM events e WHERE {self._events()}"
        )


def told_sql(a: Side, b: Side, selection: Selection) -> str:
    """Return the SELECT of the events between two sides; ``way`` is 'forth' (a to b), 'back' or 'both'."""
    forth = f"{a.sql('e.actor')} AND {b.sql('e.recipient')}"
    back = f"{b.sql('e.actor')} AND {a.sql('e.recipient')}"
    return (
        f"SELECT *, CASE WHEN ({forth}) AND ({back}) THEN 'both' WHEN ({forth}) THEN 'forth' ELSE 'back' END AS way"
        f" FROM ({selection.sql()}) e WHERE ({forth}) OR ({back})"
    )


def _counted(told: str, between: str = "") -> str:
    """Return the SELECT of acts, each once, from events with a ``way``; ``between`` names the columns of a pair."""
    mutual = ", ".join(map(quoted, MUTUAL))
    day = r"regexp_matches(date, '^\d{4}-\d{2}-\d{2}$')"
    return (
        "SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY "
        f"{between} event, occasion, together, real, nth ORDER BY confidence DESC, doc, n) AS place FROM ("
        f"SELECT *, row_number() OVER (PARTITION BY {between} event, occasion, way, real, doc ORDER BY n) AS nth FROM ("
        f"SELECT *, coalesce('story ' || story, CASE WHEN {day} THEN date END, 'doc ' || doc || coalesce(date, '')) AS"
        f" occasion, CASE WHEN event IN ({mutual}) THEN 'both' ELSE way END AS together FROM ({told}))))"
        " WHERE place = 1"
    )


_SUMS = (
    "count(*) AS acts,"
    " coalesce(sum(event_scale) FILTER (event_scale > 0), 0) AS cooperation,"
    " coalesce(-sum(event_scale) FILTER (event_scale < 0), 0) AS conflict,"
    + ",".join(f" count(*) FILTER (quad_code = {quad}) AS quad_{quad}" for quad in (1, 2, 3, 4))
    + ", count(*) FILTER (together = 'forth') AS forth, count(*) FILTER (together = 'back') AS back"
)


def months_sql(a: Side, b: Side, selection: Selection) -> str:
    """Return the SELECT of one row a month and reality: month (null where not known), real, the sums."""
    return f"SELECT month, real, {_SUMS} FROM ({_counted(told_sql(a, b, selection))}) GROUP BY ALL ORDER BY ALL"


def matrix_sql(selection: Selection) -> str:
    """Return the SELECT of one row a pair and month: a, b, a_name, b_name, month, the sums. A body that shares its
    code has the key "IGO NATO". ``a`` comes before ``b``; 'forth' is from a to b. Only what is real is counted."""
    shared = ", ".join(map(quoted, SHARED))
    key = f"CASE WHEN x.code IN ({shared}) THEN x.code || ' ' || x.name ELSE x.code END"
    known = f"lambda x: x.code <> {quoted(UNKNOWN_CODE)}"
    who = f"list_distinct(list_transform(list_filter({{}}, {known}), lambda x: {key}))"
    told = f"SELECT *, unnest({who.format('actor')}) AS one FROM ({selection.sql()}) WHERE real"
    told = f"SELECT *, unnest({who.format('recipient')}) AS other FROM ({told})"
    # An event with both sides in both roles comes twice, once each way: it is one.
    told = (
        "SELECT * EXCLUDE (one, other), least(one, other) AS a, greatest(one, other) AS b,"
        " CASE WHEN count(*) OVER (PARTITION BY id, least(one, other), greatest(one, other)) > 1 THEN 'both'"
        f" WHEN one < other THEN 'forth' ELSE 'back' END AS way FROM ({told}) WHERE one <> other"
        " QUALIFY row_number() OVER (PARTITION BY id, least(one, other), greatest(one, other) ORDER BY one) = 1"
    )
    return f"SELECT a, b, month, {_SUMS} FROM ({_counted(told, 'a, b,')}) GROUP BY ALL ORDER BY ALL"
