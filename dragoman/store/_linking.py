"""The store tables of copies and stories, as linking reads and writes them: what is due, and only that.

Between two linkings the tables tell what was linked; `unlinked` names the documents filed since. All of a linking is
one transaction (see `Chronicle.linking`), so that a killed one leaves the stories of the run before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.records import Event, SentenceRef
from dragoman.store import _shapes
from dragoman.store.schema import TABLE

Row = dict[str, Any]
_PAGE = 2_000  # rows asked for by name at a time
_EVENT = ", ".join(f'e."{column.name}"' for column in TABLE["events"].columns if column.name != "n")
# What this linking is about: documents whose events are due, texts whose copies are, families and stretches of days
# whose links are; then the events, components and stories that will be made anew.
_NOTES = {
    "due_docs": "doc VARCHAR",
    "due_texts": "text VARCHAR",
    "due_blocks": "family VARCHAR, stretch BIGINT",
    "due_events": "id VARCHAR",
    "due_components": "component VARCHAR",
    "due_stories": "story VARCHAR",
    "affected": "id VARCHAR",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what is compared of its document: the sentence's words, the day of publication, and the document
    whose text it prints."""

    event: Event
    sentence: str
    published: date | None
    text: str


class Linking:
    """The tables of copies and stories within one transaction. ``window`` is how many days a stretch has."""

    def __init__(self, db: duckdb.DuckDBPyConnection, window: int) -> None:
        self._db = db
        # The stretches of days that a row of story_events lies in, as `Telling.stretches` has them.
        first, last = (f"(({day} - DATE '0001-01-01') + 1) // {window}" for day in ("earliest", "latest"))
        self._stretches = f"unnest(range({first}, {last} + 2))"
        for name, columns in _NOTES.items():
            db.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")

    def close(self) -> None:
        for name in _NOTES:
            self._db.execute(f"DROP TABLE IF EXISTS temp.{name}")

    # Copies

    def unlinked(self) -> list[str]:
        """Return the documents filed since the last linking, in the order of publication."""
        return self._column(
            "SELECT id FROM documents WHERE id IN (SELECT doc FROM unlinked) ORDER BY published NULLS LAST, id"
        )

    def texts(self, docs: Sequence[str]) -> Iterator[tuple[str, date | None, str]]:
        """Yield the id, the day of publication and the words of documents: those of the body, where zones tell it."""
        for page in _pages(docs):
            rows = self._db.execute(
                "SELECT id, published, text, zones FROM documents WHERE id IN (SELECT unnest(?))", [page]
            ).fetchall()
            for doc, published, text, zones in rows:
                body = "\n".join(text[zone["start"] : zone["end"]] for zone in zones if zone["kind"] == "body")
                yield doc, published, body or text

    def printings(self, docs: Sequence[str]) -> list[Row]:
        """Return the rows of copies of these documents."""
        return self._rows("FROM copies WHERE doc IN (SELECT unnest(?))", [list(docs)])

    def standing(self, keys: Iterable[int], full: int, but: Sequence[str]) -> dict[int, list[tuple[date, str, str]]]:
        """Return for each band the places of its earliest first printings, so many of them, but for some documents."""
        self._hold("asked", pa.table({"key": pa.array(keys, pa.int64())}))
        found = self._db.execute(
            "SELECT key, coalesce(published, DATE '9999-12-31'), doc, digest FROM"
            " (SELECT unnest(keys) AS key, published, doc, digest FROM copies WHERE first = doc"
            "  AND doc NOT IN (SELECT unnest(?))) WHERE key IN (SELECT key FROM asked)"
            f" QUALIFY row_number() OVER (PARTITION BY key ORDER BY published NULLS LAST, doc, digest) <= {full}"
            " ORDER BY 1, 2, 3, 4",
            [list(but)],
        )
        standing = defaultdict(list)
        for key, *place in found.fetchall():
            standing[key].append(tuple(place))
        self._db.unregister("asked")
        return standing

    def sharing(self, keys: Iterable[int]) -> list[Row]:
        """Return the rows of copies that have one of these bands."""
        self._hold("asked", pa.table({"key": pa.array(keys, pa.int64())}))
        rows = self._rows(
            "FROM copies WHERE doc IN (SELECT doc FROM (SELECT doc, unnest(keys) AS key FROM copies)"
            " WHERE key IN (SELECT key FROM asked))"
        )
        self._db.unregister("asked")
        return rows

    def print(self, printings: Sequence[Row]) -> None:
        """Put rows of copies in the place of those of the same documents."""
        docs = [row["doc"] for row in printings]
        self._db.execute("DELETE FROM copies WHERE doc IN (SELECT unnest(?))", [docs])
        self._insert("copies", printings)

    def due(self, docs: Iterable[str], texts: Iterable[str]) -> None:
        """Note documents whose events are to be linked anew, and texts whose copies are."""
        self._note("due_docs", "doc", docs)
        self._note("due_texts", "text", texts)

    # Links

    def lay_out(self) -> list[str]:
        """Take the events of the due documents out of story_events, and return those documents in order."""
        mine = "FROM story_events WHERE doc IN (SELECT doc FROM due_docs)"
        self._db.execute(f"INSERT INTO due_events SELECT id {mine}")
        self._db.execute(f"INSERT INTO due_components SELECT component {mine}")
        self._db.execute(f"INSERT INTO due_stories SELECT story {mine}")
        self._db.execute(f"INSERT INTO due_blocks SELECT family, {self._stretches} {mine} AND earliest IS NOT NULL")
        self._db.execute(f"DELETE {mine}")
        return self._column("SELECT DISTINCT doc FROM due_docs ORDER BY doc")

    def acts_of(self, docs: Sequence[str]) -> Iterator[tuple[Event, date | None]]:
        """Yield the events of documents, each act once, with the day of publication: events with what tells on which
        days they may have been, and no more."""
        for page in _pages(docs):
            rows = self._db.execute(
                "SELECT e.id, e.doc, e.event, e.date, e.aux, d.published FROM events e JOIN documents d ON d.id = e.doc"
                " WHERE e.same_as IS NULL AND e.doc IN (SELECT unnest(?))"
                " QUALIFY row_number() OVER (PARTITION BY e.id ORDER BY e.n) = 1 ORDER BY e.id",
                [page],
            ).fetchall()
            for id, doc, event, day, aux, published in rows:
                yield Event(id, doc, event, "", 0, 0, SentenceRef(0, 0, 0), aux=tuple(aux), date=day), published

    def lay_in(self, rows: Sequence[Row]) -> None:
        """Put events into story_events, in no story yet."""
        self._insert("story_events", rows)
        self._note("due_events", "id", [row["id"] for row in rows])

    def blocks(self) -> list[tuple[str, int, int]]:
        """Return the families and stretches of days whose links are due, with the number of events in each; in
        order."""
        self._db.execute(
            f"INSERT INTO due_blocks SELECT DISTINCT family, {self._stretches} FROM story_events"
            " WHERE story IS NULL AND earliest IS NOT NULL"
        )
        return self._db.execute(
            "SELECT family, stretch, count(id) FROM (SELECT DISTINCT family, stretch FROM due_blocks) LEFT JOIN"
            f" (SELECT id, family, {self._stretches} AS stretch FROM story_events WHERE earliest IS NOT NULL)"
            " USING (family, stretch) GROUP BY ALL ORDER BY ALL"
        ).fetchall()

    def told_in(self, family: str, stretches: Sequence[int]) -> list[Told]:
        """Return the events of a family that lie in one of these stretches."""
        ids = self._column(
            f"SELECT DISTINCT id FROM (SELECT id, {self._stretches} AS stretch FROM story_events WHERE family = ?"
            " AND earliest IS NOT NULL) WHERE stretch IN (SELECT unnest(?)) ORDER BY 1",
            [family, list(stretches)],
        )
        return self.told(ids)

    def told(self, ids: Sequence[str]) -> list[Told]:
        """Return events with what is compared of their documents."""
        told: list[Told] = []
        for page in _pages(ids):
            cursor = self._db.execute(
                f"SELECT {_EVENT}, substring(d.text, e.sentence.start + 1, e.sentence.end - e.sentence.start), "
                "d.published, c.first FROM events e JOIN documents d ON d.id = e.doc JOIN copies c ON c.doc = e.doc"
                " WHERE e.id IN (SELECT unnest(?)) ORDER BY e.id, e.n",
                [page],
            )
            names = [name for name, *_ in cursor.description or ()][:-3]
            for row in cursor.fetchall():
                event = _shapes.build(Event, dict(zip(names, row, strict=False)))
                if not told or told[-1].event.id != event.id:
                    told.append(Told(event, *row[-3:]))
        return told

    def relink(self, family: str, stretches: Sequence[int], rows: Sequence[Row]) -> None:
        """Put links in the place of those of a family and stretches; the events of those that differ are due."""
        self._replace("family = ? AND stretch IN (SELECT unnest(?))", [family, list(stretches)], rows)

    def texts_due(self) -> list[tuple[str, int]]:
        """Return the texts whose copies are due, with the number of events of all that print them, in order."""
        return self._db.execute(
            "SELECT first, count(*) FROM copies JOIN story_events USING (doc) WHERE first IN"
            " (SELECT text FROM due_texts) GROUP BY first HAVING count(DISTINCT doc) > 1 ORDER BY first"
        ).fetchall()

    def told_of(self, texts: Sequence[str]) -> list[Told]:
        """Return the events of all documents that print one of these texts."""
        return self.told(
            self._column(
                "SELECT id FROM story_events WHERE doc IN (SELECT doc FROM copies WHERE first IN (SELECT unnest(?)))",
                [list(texts)],
            )
        )

    def relink_texts(self, rows: Sequence[Row]) -> None:
        """Put links between copies in the place of those of the due texts."""
        self._replace("text IN (SELECT text FROM due_texts)", [], rows)

    # Stories

    def affect(self) -> list[str]:
        """Take the events whose stories may change out of their stories, and return them in order: all that links or
        merges lead to from one that is due."""
        self._db.execute(
            "INSERT INTO due_events SELECT CASE WHEN a = id THEN b ELSE a END FROM decisions, due_events"
            " WHERE same AND (a = id OR b = id)"
        )
        self._db.execute(
            "INSERT INTO due_components SELECT component FROM story_events WHERE component IS NOT NULL"
            " AND id IN (SELECT id FROM due_events)"
        )
        self._db.execute(
            "INSERT INTO affected SELECT id FROM story_events WHERE component IS NULL"
            " OR component IN (SELECT component FROM due_components)"
        )
        self._db.execute(
            "INSERT INTO due_stories SELECT story FROM story_events WHERE id IN (SELECT id FROM affected)"
            " AND story IS NOT NULL"
        )
        self._db.execute("DELETE FROM stories WHERE id IN (SELECT story FROM due_stories)")
        self._db.execute("DELETE FROM story_events WHERE id IN (SELECT id FROM affected)")
        return self._column("SELECT id FROM affected ORDER BY id")

    def connections(self) -> list[tuple[str, str]]:
        """Return every two affected events that a link or a merge connects."""
        here = "IN (SELECT id FROM affected)"
        return self._db.execute(
            f"SELECT DISTINCT a, b FROM (SELECT a, b FROM links WHERE a {here} AND b {here} UNION ALL"
            f" SELECT a, b FROM decisions WHERE same AND a {here} AND b {here}) ORDER BY ALL"
        ).fetchall()

    def links(self, ids: Sequence[str]) -> list[Row]:
        """Return the links from these events."""
        return self._rows("FROM links WHERE a IN (SELECT unnest(?))", [list(ids)])

    def decisions(self, ids: Sequence[str]) -> list[tuple[str, str, bool]]:
        """Return the decisions on two of these events, the latest first."""
        return self._db.execute(
            "SELECT a, b, same FROM decisions WHERE a IN (SELECT unnest(?)) AND b IN (SELECT unnest(?))"
            " ORDER BY n DESC, a, b",
            [list(ids), list(ids)],
        ).fetchall()

    def tell(self, stories: Sequence[Row], events: Sequence[Row]) -> None:
        """Put in stories and what they are told by."""
        self._insert("stories", stories)
        self._insert("story_events", events)

    def finish(self) -> None:
        """Write its story to each event, and note that all is linked."""
        self._db.execute(
            "UPDATE events SET story = t.story FROM story_events t WHERE t.doc = events.doc"
            " AND t.id = coalesce(events.same_as, events.id) AND t.id IN (SELECT id FROM affected)"
            " AND events.story IS DISTINCT FROM t.story"
        )
        self._db.execute("DELETE FROM unlinked")

    # Decisions

    def decide(self, pairs: Iterable[tuple[str, str]], same: bool) -> None:
        """Keep a decision on each two events, in the place of an earlier one, and hold them due."""
        rows = sorted({(min(pair), max(pair)) for pair in pairs})
        self.undecide(rows, not same)
        self.undecide(rows, same)
        (last,) = self._db.execute("SELECT coalesce(max(n), 0) FROM decisions").fetchall()[0]
        now = datetime.now(UTC).replace(tzinfo=None)
        self._insert(
            "decisions",
            [{"n": last + n, "a": a, "b": b, "same": same, "decided": now} for n, (a, b) in enumerate(rows, 1)],
        )
        self._note("due_events", "id", [id for pair in rows for id in pair])

    def undecide(self, pairs: Iterable[tuple[str, str]], same: bool) -> None:
        """Take back decisions of one kind on each two events."""
        rows = sorted({(min(pair), max(pair)) for pair in pairs})
        named = pa.table({"a": [a for a, _ in rows], "b": [b for _, b in rows]},
                         schema=pa.schema([("a", pa.string()), ("b", pa.string())]))  # fmt: skip
        self._hold("asked", named)
        self._db.execute("DELETE FROM decisions WHERE same = ? AND (a, b) IN (SELECT (a, b) FROM asked)", [same])
        self._db.unregister("asked")

    # DuckDB

    def _replace(self, where: str, values: Sequence[Any], rows: Sequence[Row]) -> None:
        old = {_frozen(row) for row in self._rows(f"FROM links WHERE {where}", values)}
        new = {_frozen(row) for row in rows}
        if old == new:
            return
        self._db.execute(f"DELETE FROM links WHERE {where}", list(values))
        self._insert("links", sorted(rows, key=lambda row: (row["stretch"] or 0, row["a"], row["b"])))
        self._note("due_events", "id", {id for a, b, *_ in old ^ new for id in (a, b)})

    def _column(self, sql: str, values: Sequence[Any] = ()) -> list[str]:
        return [value for (value,) in self._db.execute(sql, list(values)).fetchall()]

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        cursor = self._db.execute(sql, list(values))
        names = [name for name, *_ in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._hold("batch_of_rows", pa.Table.from_pylist(list(rows), schema=TABLE[table].arrow))
            self._db.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch_of_rows")
            self._db.unregister("batch_of_rows")

    def _note(self, table: str, column: str, values: Iterable[str]) -> None:
        held = pa.table({column: pa.array(sorted(values), pa.string())})
        self._hold("noted", held)
        self._db.execute(f"INSERT INTO {table} BY NAME SELECT * FROM noted")
        self._db.unregister("noted")

    def _hold(self, name: str, rows: pa.Table) -> None:
        self._db.register(name, rows)


def _frozen(link: Row) -> tuple[Any, ...]:
    """Return a row of links as a value that can be compared, the two events first."""
    return link["a"], link["b"], link["score"], tuple(link["why"]), link["family"], link["stretch"], link["text"]


def _pages(ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _PAGE):
        yield list(ids[start : start + _PAGE])
