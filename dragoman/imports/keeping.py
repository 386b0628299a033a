"""The store table `foreign_events`: the events of other data sets, in the file of the chronicle beside our own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from dragoman.errors import InputError, StoreError
from dragoman.imports._record import ForeignEvent
from dragoman.imports.reading import read
from dragoman.records import UNKNOWN_CODE, Reject
from dragoman.store import Chronicle, Column, Counts, FiledReject, Table
from dragoman.store._shapes import hints, to_row

_MEANINGS: Mapping[str, str] = {
    "origin": "the data set: gdelt, icews or polecat",
    "id": "its id there",
    "date": "the day of the event, as the data set has it",
    "published": "the day it was added or published, where the data set tells it",
    "event": "one of the 16 PLOVER types; null where PLOVER has none, as for CAMEO's statements",
    "mode": "PLOVER modes",
    "context": "PLOVER contexts, where the data set tells them",
    "cameo": "the CAMEO code, where the data set has one",
    "actor": "who did it: name as in the data set, our code (--- where it could not be told), PLOVER sectors",
    "recipient": "to whom",
    "event_scale": "PLOVER's scale, where the data set has it",
    "goldstein": "the Goldstein value, where the data set has it",
    "quad_code": "the quad class as the data set has it; GDELT counts protest as 3, PLOVER as 4",
    "place": "where, in words",
    "country": "the country of the place: ISO 3166 alpha-3",
    "lat": "latitude in degrees north",
    "lon": "longitude in degrees east",
    "publisher": "who printed the report, where the data set tells it",
    "url": "the address of the first report",
    "file": "the file it was read from, with the member of an archive",
    "line": "the line in it",
}
FOREIGN = Table(
    "foreign_events",
    "events of other data sets, one row each",
    (*(Column(name, _MEANINGS[name], hint) for name, hint in hints(ForeignEvent).items()),
     Column("key", "digest of all a row tells, but for file and line", str)),
    ForeignEvent,
)  # fmt: skip
# Rows turned to Arrow at a time: as Python values 10,000 take some 40 MB.
_BATCH = 10_000
_MEMORY = "512MB"  # the whole file waits in a temporary table, which DuckDB moves to disk beyond this
_NEW = "SELECT * FROM incoming WHERE key NOT IN (SELECT key FROM foreign_events) QUALIFY row_number() OVER (PARTITION BY key ORDER BY file, line) = 1 ORDER BY file, line"  # noqa: E501


@dataclass(slots=True)
class Imported:
    """What an import came to: rows read, filed, here already (or twice in the file), set aside; and what the crosswalk
    could not tell of those filed or here already."""

    read: int = 0
    filed: int = 0
    present: int = 0
    untyped: int = 0
    unknown_parties: int = 0
    rejects: list[Reject] = field(default_factory=list)
    by_origin: Counter[str] = field(default_factory=Counter)


def import_files(
    files: Sequence[Path], db: Path, *, version: str, origin: str | None = None
) -> tuple[Imported, tuple[str, ...]]:
    """Bring files of other data sets into a chronicle, made where there is none. Returns what came of it, and what a
    person should know of the opening. A file is wholly in or not at all; one read again adds nothing.

    Raises InputError for a file that is not there, and StoreError where the chronicle cannot be written.
    """
    for file in files:
        if not file.is_file():
            raise InputError(f"{file}: no such file. Check the name.")
    with Chronicle.open(db) as chronicle:
        notes = chronicle.notes
        run = chronicle.start_run(version, f"import from={origin or 'columns'}", "import", [str(one) for one in files])
    made = Imported()
    with _writing(db) as connection:
        for file in files:
            _import(connection, read(file, origin), made)
    with Chronicle.open(db) as chronicle:
        counts = Counts(rejected=len(made.rejects))
        chronicle.add([], run, rejects=[FiledReject(reject) for reject in made.rejects], counts=counts)
        chronicle.finish_run(run, counts)
    return made, notes


@contextmanager
def _writing(db: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a chronicle's file with the table of foreign events in it, made where it is not there."""
    try:
        with duckdb.connect(str(db), config={"memory_limit": _MEMORY, "threads": "2"}) as connection:
            connection.execute(FOREIGN.sql.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))
            columns = [name for name, *_ in connection.execute("DESCRIBE foreign_events").fetchall()]
            if columns != [column.name for column in FOREIGN.columns]:
                raise StoreError(f"{db} has foreign events of another version. Import them into a new file with --db.")
            yield connection
    except duckdb.Error as error:
        said = str(error).strip().splitlines()[0]
        raise StoreError(f"{db}: {said}. Nothing of the current file was kept; what came before is safe.") from error


def _import(connection: duckdb.DuckDBPyConnection, found: Iterable[ForeignEvent | Reject], made: Imported) -> None:
    """File the events of one file at one stroke."""
    connection.begin()
    connection.execute("CREATE TEMP TABLE incoming AS FROM foreign_events LIMIT 0")
    rows = 0
    for batch in _batches(_events(found, made)):
        rows += len(batch)
        connection.register("batch_of_rows", batch)
        connection.execute("INSERT INTO incoming BY NAME SELECT * FROM batch_of_rows")
        connection.unregister("batch_of_rows")
    (filed,) = connection.execute(f"INSERT INTO foreign_events BY NAME {_NEW}").fetchall()[0]
    connection.execute("DROP TABLE incoming")
    connection.commit()
    made.filed += filed
    made.present += rows - filed


def _events(found: Iterable[ForeignEvent | Reject], made: Imported) -> Iterator[ForeignEvent]:
    """Yield the events, and count what comes by."""
    for one in found:
        made.read += 1
        if isinstance(one, Reject):
            made.rejects.append(one)
            continue
        made.by_origin[one.origin] += 1
        made.untyped += one.event is None
        made.unknown_parties += sum(party.code == UNKNOWN_CODE for party in (*one.actor, *one.recipient))
        yield one


def _batches(events: Iterator[ForeignEvent]) -> Iterator[pa.Table]:
    row = to_row(ForeignEvent)
    while batch := list(islice(events, _BATCH)):
        yield pa.Table.from_pylist([{**row(event), "key": event.key} for event in batch], schema=FOREIGN.arrow)
