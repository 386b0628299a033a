"""The chronicle: reports into DuckDB and out again, each document once, one writer at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from dragoman.errors import StoreError
from dragoman.records import Document, Entity, Event, Reject, Report, Tie, stable_id
from dragoman.store import _shapes
from dragoman.store._answer import Answer, answering
from dragoman.store._linking import Linking
from dragoman.store._migrations import OLDER, keep_copy, upgrade
from dragoman.store.schema import FILED, SCHEMA_VERSION, TABLE, TABLES, TOLLS, Table
from dragoman.store.views import VIEWS

# DuckDB keeps pages it has written until this much is used; without a limit it takes four fifths of the machine.
# Measured over 40,000 short documents filed as fast as they come: 256MB 930 documents a second and 199 MB resident
# at most, 64MB 780 and 180 MB.
_WRITER = {"memory_limit": "256MB", "threads": "2"}
_FETCH = 256  # rows handed over at a time while streaming
_READING = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.RELATION})
_SCHEMA = (*(table.sql for table in TABLES), *(view.sql for view in VIEWS))
_SCHEMA_DIGEST = stable_id(*_SCHEMA)


@dataclass(frozen=True, slots=True)
class Added:
    """What one `Chronicle.add` did, in documents and events. ``unchanged`` were here already."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts a run keeps in its row of `runs`, under the same names."""

    documents_read: int = 0
    documents_filed: int = 0
    documents_present: int = 0
    copies: int = 0
    rejected: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class FiledReject:
    """A reject as it is filed: with the id of its document, where it had one."""

    reject: Reject
    doc: str | None = None

    @property
    def id(self) -> str:
        return stable_id(self.reject.place, self.reject.reason, self.reject.detail)


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One event of a story: which document tells it, whose text that copies, and the other event of the story that it
    is most alike, with the reasons; none where it stands alone."""

    id: str
    doc: str
    published: date | None
    outlet: str | None
    title: str | None
    copy_of: str | None
    linked_to: str | None
    score: float | None
    why: tuple[str, ...]


_TOLD = tuple(one.name for one in fields(StoryEvent))


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided of two events, and when (UTC): that they are one, or are not."""

    a: str
    b: str
    same: bool
    decided: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it is kept: the fields of its row of `stories`, with the tolls that are told (the least and the most,
    None for "at least"), its events in the order of publication, and what was decided of them, the latest first."""

    id: str
    event: str
    canonical: str
    earliest: date | None
    latest: date | None
    reports: int
    texts: int
    tolls: Mapping[str, tuple[int, int | None]]
    speakers: tuple[Entity, ...]
    events: tuple[StoryEvent, ...]
    decisions: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a chronicle holds, counted."""

    documents: int
    events: int
    accords: int
    ties: int
    rejects: int
    runs: int
    documents_by_status: Mapping[str, int] = field(default_factory=dict)
    events_by_type: Mapping[str, int] = field(default_factory=dict)
    sentences_by_silence: Mapping[str, int] = field(default_factory=dict)


def coder_digest(version: str, options_digest: str) -> str:
    """Return the digest of what coded a document: program version and options together."""
    return stable_id(version, options_digest)


def _explain(path: Path, error: duckdb.Error | OSError) -> StoreError:
    """Return DuckDB's complaint as one line that names the file and the cure."""
    said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if "Could not set lock" in said:
        pid = re.search(r"PID (\d+)", said)
        who = f"another process (PID {pid[1]})" if pid else "another process"
        return StoreError(f"{path} is being written by {who}. Wait until it is done, or choose another file with --db.")
    if "different configuration" in said:
        return StoreError(f"{path} is open in this process already. Close it first, or use the open Chronicle.")
    if "not a valid DuckDB" in said:
        return StoreError(f"{path} is not a chronicle (not a DuckDB file). Choose another file with --db.")
    if "version number" in said or "newer version of DuckDB" in said:
        return StoreError(
            f"{path} was written by another DuckDB than this one reads. Upgrade with: pip install -U duckdb"
        )
    if "Is a directory" in said:
        return StoreError(f"{path} is a folder. Name a file in it with --db.")
    if "does not exist" in said:
        return StoreError(f"{path}: no such chronicle. Make one with: dragoman code INPUT --db {path}")
    if "No such file or directory" in said:
        return StoreError(f"{path} cannot be made: there is no folder {path.parent}. Make it, or choose another --db.")
    if "Permission denied" in said or "Read-only file system" in said:
        return StoreError(f"{path} cannot be opened: permission denied. Choose another file with --db.")
    if re.search(r"No space left|File too large|[Dd]isk full|Disk quota|Could not write", said):
        return StoreError(
            f"{path} cannot be written: the disk is full. Free some space and start again: the run goes on where it"
            " stopped."
        )
    return StoreError(f"{path}: {said}. Nothing of the current batch was kept; what was filed before is safe.")


def _rows(table: Table, report: Report) -> Iterator[dict[str, Any]]:
    """Yield the rows of one filed table for one report."""
    for n, record in enumerate(getattr(report, table.name)):
        yield {"doc": report.document.id, "n": n} | _row(record, table)


def _row(record: Any, table: Table) -> dict[str, Any]:
    assert table.record is not None
    return _shapes.to_row(table.record)(record)


def _check_home(report: Report) -> None:
    """Refuse a report whose records belong to another document: they could not be found again."""
    filed: tuple[Event | Tie, ...] = (*report.events, *report.ties)
    for record in filed:
        if record.doc != report.document.id:
            raise ValueError(
                f"report of document {report.document.id!r} holds {record.id!r} of document {record.doc!r}"
            )


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only, config={} if read_only else dict(_WRITER))
    except (duckdb.Error, OSError) as error:
        raise _explain(path, error) from error


def _upgrade(path: Path, version: int) -> str:
    """Copy a chronicle of an older version beside itself, upgrade it, and return a sentence that says so. It is
    wholly upgraded or not at all. Raises StoreError where the copy or the file cannot be written."""
    try:
        _connect(path, read_only=False).close()  # what a killed run left beside the file goes into it
        kept = keep_copy(path, version)
        with _connect(path, read_only=False) as db:
            db.begin()
            upgrade(db, version)
            facts = {"schema_version": str(SCHEMA_VERSION), "schema_digest": _SCHEMA_DIGEST}
            for key, value in facts.items():
                db.execute("UPDATE meta SET value = ? WHERE key = ?", [value, key])
            db.commit()
    except (duckdb.Error, OSError) as error:
        raise _explain(path, error) from error
    return f"{path} was of schema version {version} and is of version {SCHEMA_VERSION} now; as it was: {kept}"


class Chronicle:
    """A DuckDB file of documents and all that was read from them. Open it with `Chronicle.open`.

    Every `add` is one transaction: it is wholly in the file or not at all, whatever kills the process.
    All methods raise StoreError, one line with the cure.
    """

    def __init__(
        self, path: Path, connection: duckdb.DuckDBPyConnection, read_only: bool, notes: tuple[str, ...] = ()
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.notes = notes  # what a person should know of its opening, a sentence each
        self._db = connection

    @classmethod
    def open(cls, path: Path | str = "chronicle.duckdb", read_only: bool = False) -> Self:
        """Open a chronicle, making it where there is none (unless read_only). One process may write at a time;
        several may read while none writes.

        A chronicle of an older schema version is copied beside itself and upgraded; ``notes`` say so, once."""
        path = Path(path)
        chronicle = cls(path, _connect(path, read_only), read_only)
        try:
            version = chronicle._check_schema()
        except BaseException:
            chronicle._db.close()
            raise
        if version < SCHEMA_VERSION:
            chronicle._db.close()
            note = _upgrade(path, version)
            chronicle = cls(path, _connect(path, read_only), read_only, (note,))
        return chronicle

    def _check_schema(self) -> int:
        """Return the chronicle's schema version. Raises StoreError where this program cannot read it."""
        with self._speaking():
            tables = {name for (name,) in self._db.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
            if not tables and not self.read_only:
                self._create()
                return SCHEMA_VERSION
            facts = dict(self._db.execute("SELECT key, value FROM meta").fetchall()) if "meta" in tables else {}
        if "schema_version" not in facts:
            raise StoreError(f"{self.path} is a DuckDB file, but not a chronicle. Choose another file with --db.")
        version = int(facts["schema_version"])
        if version > SCHEMA_VERSION:
            raise StoreError(
                f"{self.path} has schema version {version}; this program reads up to {SCHEMA_VERSION}."
                " Upgrade with: pip install -U dragoman"
            )
        if facts.get("schema_digest") != (_SCHEMA_DIGEST if version == SCHEMA_VERSION else OLDER[version]):
            raise StoreError(
                f"{self.path} was made by a development version with other columns."
                " Code the documents into a new file with --db."
            )
        return version

    def _create(self) -> None:
        with self._transaction():
            for statement in _SCHEMA:
                self._db.execute(statement)
            facts = {"schema_version": str(SCHEMA_VERSION), "schema_digest": _SCHEMA_DIGEST}
            self._db.executemany("INSERT INTO meta VALUES (?, ?)", [list(fact) for fact in facts.items()])

    def close(self) -> None:
        with self._speaking():
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
            return
        with suppress(duckdb.Error):  # the error on its way out says more than its consequence here
            self._db.close()

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Turn DuckDB's errors into ours."""
        try:
            yield
        except (duckdb.Error, OSError) as error:
            raise _explain(self.path, error) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._speaking():
            self._db.begin()
            try:
                yield
                self._db.commit()
            except BaseException:
                with suppress(duckdb.Error):  # a failed commit has no transaction left; its own error goes on
                    self._db.rollback()
                raise

    # Writing

    def start_run(self, version: str, options: str, options_digest: str, inputs: Sequence[str] = ()) -> int:
        """Begin a run and return its id. The time is UTC."""
        with self._transaction():
            (last,) = self._one("SELECT coalesce(max(id), 0) FROM runs")
            run = int(last) + 1
            row = {
                "id": run,
                "version": version,
                "options": options,
                "options_digest": options_digest,
                "coder_digest": coder_digest(version, options_digest),
                "inputs": list(inputs),
                "started": datetime.now(UTC).replace(tzinfo=None),
                **asdict(Counts()),
            }
            self._insert(TABLE["runs"], [row])
        return run

    def finish_run(self, run: int, counts: Counts) -> None:
        """Write a run's final counts and that it came to its end."""
        with self._transaction():
            self._count(run, counts)
            now = datetime.now(UTC).replace(tzinfo=None)
            self._db.execute("UPDATE runs SET finished = ? WHERE id = ?", [now, run])

    def _count(self, run: int, counts: Counts) -> None:
        named = asdict(counts)
        self._db.execute(
            f"UPDATE runs SET {', '.join(f'{name} = ?' for name in named)} WHERE id = ?", [*named.values(), run]
        )

    def add(
        self,
        reports: Sequence[Report],
        run: int,
        *,
        digests: Mapping[str, str] | None = None,
        rejects: Sequence[FiledReject] = (),
        counts: Counts | None = None,
    ) -> Added:
        """File reports (no two of one document), rejects and the run's counts so far, in one transaction.

        ``digests`` gives document id -> digest of the text as read; without it the document's own fields are
        digested. A document that is here with the same digest and coder stays as it is; one that differs is
        replaced with all its records.
        """
        for report in reports:
            _check_home(report)
        with self._transaction():
            (coder,) = self._one("SELECT any_value(coder_digest) FROM runs WHERE id = ?", [run])
            if coder is None:
                raise ValueError(f"no run {run} in {self.path}: call start_run first")
            digests = digests or {r.document.id: stable_id(_shapes.to_json(asdict(r.document))) for r in reports}
            here = self._known([r.document.id for r in reports])
            fresh = [r for r in reports if here.get(r.document.id) != (digests[r.document.id], coder)]
            replaced = [r.document.id for r in fresh if r.document.id in here]
            self._remove(replaced)
            self._file(fresh, run, digests, coder)
            self._file_rejects(rejects, run)
            if reports:
                self._db.execute(
                    "DELETE FROM rejects WHERE doc IN (SELECT unnest(?))", [[r.document.id for r in reports]]
                )
            if counts is not None:
                self._count(run, counts)
        events = sum(len(r.events) for r in fresh)
        return Added(len(fresh) - len(replaced), len(replaced), len(reports) - len(fresh), events)

    def _remove(self, docs: Sequence[str]) -> None:
        if not docs:
            return
        for name in FILED:
            self._db.execute(f"DELETE FROM {name} WHERE doc IN (SELECT unnest(?))", [list(docs)])
        self._db.execute("DELETE FROM documents WHERE id IN (SELECT unnest(?))", [list(docs)])

    def _file(self, reports: Sequence[Report], run: int, digests: Mapping[str, str], coder: str) -> None:
        documents = [
            _row(r.document, TABLE["documents"])
            | {"status": r.status, "text_digest": digests[r.document.id], "coder_digest": coder, "run": run}
            for r in reports
        ]
        self._insert(TABLE["documents"], documents)
        for name in FILED:
            self._insert(TABLE[name], [row for report in reports for row in _rows(TABLE[name], report)])
        self._insert(TABLE["unlinked"], [{"doc": r.document.id} for r in reports])

    def _file_rejects(self, rejects: Sequence[FiledReject], run: int) -> None:
        rows = {
            filed.id: {
                "id": filed.id,
                "run": run,
                "place": filed.reject.place,
                "reason": filed.reject.reason,
                "detail": filed.reject.detail,
                "doc": filed.doc,
            }
            for filed in rejects
        }
        if not rows:
            return
        self._db.execute("DELETE FROM rejects WHERE id IN (SELECT unnest(?))", [list(rows)])
        self._insert(TABLE["rejects"], list(rows.values()))

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if not rows:
            return
        batch = pa.Table.from_pylist(list(rows), schema=table.arrow)
        self._db.register("batch_of_rows", batch)
        try:
            self._db.execute(f"INSERT INTO {table.name} BY NAME SELECT * FROM batch_of_rows")
        finally:
            self._db.unregister("batch_of_rows")

    @contextmanager
    def linking(self, window: int) -> Iterator[Linking]:
        """Open the tables of copies and stories; all that is done with them is kept, or nothing. ``window`` is how
        many days a stretch has in which events are compared."""
        with self._transaction():
            linking = Linking(self._db, window)
            yield linking
            linking.close()

    # Reading

    def _one(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...]:
        # Every caller asks for an aggregate: one row. It is fetched to the end, else DuckDB 2 holds the connection.
        (row,) = self._db.execute(sql, list(values)).fetchall()
        return tuple(row)

    def _known(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        found = self._db.execute(
            "SELECT id, text_digest, coder_digest FROM documents WHERE id IN (SELECT unnest(?))", [list(ids)]
        )
        return {doc: (text, coder) for doc, text, coder in found.fetchall()}

    def known(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return id -> (text digest, coder digest) of those documents that are here."""
        with self._speaking():
            return self._known(ids) if ids else {}

    def has(self, doc: str, text_digest: str, coder: str) -> bool:
        """Say whether a document is here, of this very text and coded by this very coder."""
        return self.known([doc]).get(doc) == (text_digest, coder)

    def _select(self, table: Table, where: str = "", values: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
        with self._speaking():
            names = [column.name for column in table.columns]
            chosen = ", ".join(f'"{name}"' for name in names)
            cursor = self._db.cursor().execute(f"SELECT {chosen} FROM {table.name} {where}", list(values))
            while rows := cursor.fetchmany(_FETCH):
                for row in rows:
                    yield dict(zip(names, row, strict=True))

    def events(self, where: str = "", values: Sequence[Any] = ()) -> Iterator[Event]:
        """Yield events by document and place in it; ``where`` is an SQL condition on columns of events."""
        condition = f"WHERE {where}" if where else ""
        for row in self._select(TABLE["events"], f"{condition} ORDER BY doc, n", values):
            yield _shapes.build(Event, row)

    def event(self, event: str) -> Event | None:
        """Return the event with an id, or None."""
        return next(self.events("id = ?", [event]), None)

    def document(self, doc: str) -> Document | None:
        """Return the document with an id, or None."""
        row = next(self._select(TABLE["documents"], "WHERE id = ?", [doc]), None)
        return None if row is None else _shapes.build(Document, row)

    def report(self, doc: str) -> Report | None:
        """Return everything read from a document, equal to the report that was filed; None if it is not here.

        The mapping ``meta`` comes back as JSON values: lists for tuples, ISO text for dates.
        """
        return self.reports([doc]).get(doc)

    def reports(self, docs: Sequence[str]) -> dict[str, Report]:
        """Return id -> report of those documents that are here, in the order asked for."""
        among = "WHERE doc IN (SELECT unnest(?))"
        parts: dict[str, dict[str, list[Any]]] = {doc: {name: [] for name in FILED} for doc in docs}
        for name in FILED:
            table = TABLE[name]
            assert table.record is not None
            for row in self._select(table, f"{among} ORDER BY doc, n", [list(docs)]):
                parts[row["doc"]][name].append(_shapes.build(table.record, row))
        found = {
            row["id"]: Report(
                document=_shapes.build(Document, row),
                status=row["status"],
                **{name: tuple(rows) for name, rows in parts[row["id"]].items()},
            )
            for row in self._select(TABLE["documents"], "WHERE id IN (SELECT unnest(?))", [list(docs)])
        }
        return {doc: found[doc] for doc in docs if doc in found}

    def has_unlinked(self) -> bool:
        """Say whether documents were filed since stories were last linked."""
        with self._speaking():
            return bool(self._one("SELECT count(*) FROM unlinked")[0])

    def story(self, asked: str) -> Story | None:
        """Return the story with an id, or the one that tells the event with that id; None where there is neither, or
        the event is not linked yet."""
        named = "WHERE id = ? OR id = (SELECT any_value(story) FROM events WHERE id = ?)"
        row = next(self._select(TABLE["stories"], named, [asked, asked]), None)
        if row is None:
            return None
        with self._speaking():
            told = self._db.execute(
                f"SELECT {', '.join(_TOLD)} FROM reports WHERE story = ? ORDER BY published NULLS LAST, id", [row["id"]]
            ).fetchall()
            decided = self._db.execute(
                "WITH members AS (SELECT id FROM story_events WHERE story = ?) SELECT a, b, same, decided"
                " FROM decisions WHERE a IN (FROM members) OR b IN (FROM members) ORDER BY n DESC, a, b",
                [row["id"]],
            ).fetchall()
        return Story(
            **{name: row[name] for name in ("id", "event", "canonical", "earliest", "latest", "reports", "texts")},
            tolls={toll: (row[f"{toll}_low"], row[f"{toll}_high"]) for toll in TOLLS if row[f"{toll}_low"] is not None},
            speakers=tuple(_shapes.build(Entity, speaker) for speaker in row["speakers"]),
            events=tuple(_shapes.build(StoryEvent, dict(zip(_TOLD, row, strict=True))) for row in told),
            decisions=tuple(Decided(*row) for row in decided),
        )

    def stories_of(self, events: Sequence[str]) -> tuple[Story, ...]:
        """Return the stories that tell these events, each once, in the order of the events."""
        with self._speaking():
            found = self._db.execute(
                "SELECT id, story FROM story_events WHERE id IN (SELECT unnest(?))", [list(events)]
            ).fetchall()
        story_of = dict(found)
        ids = dict.fromkeys(story_of[event] for event in events if event in story_of)
        return tuple(story for id in ids if (story := self.story(id)) is not None)

    def query(self, sql: str) -> Answer:
        """Answer one SQL question. Whatever would change the chronicle is refused."""
        with answering():
            statements = self._db.extract_statements(sql)
        if len(statements) != 1 or statements[0].type not in _READING:
            raise StoreError("A query is one SELECT (or FROM, DESCRIBE, SUMMARIZE, EXPLAIN) and changes nothing.")
        return Answer(self._db.cursor(), statements[0])

    def summary(self) -> Summary:
        """Count what is here."""
        with self._speaking():
            totals = [
                self._one(f"SELECT count(*) FROM {name}")[0]
                for name in ("documents", "events", "accords", "ties", "rejects", "runs")
            ]
            by = [
                self._by(table, column)
                for table, column in (("documents", "status"), ("events", "event"), ("sentences", "silence"))
            ]
        return Summary(*totals, *by)

    def _by(self, table: str, column: str) -> dict[str, int]:
        """Return value -> number of rows, the most frequent first."""
        counted = self._db.execute(
            f"SELECT {column}, count(*) FROM {table} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        return dict(counted.fetchall())
