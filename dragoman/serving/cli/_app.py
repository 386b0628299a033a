"""Every command: its options and help, one call, and the printing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dragoman import __version__
from dragoman.errors import DragomanError, InputError
from dragoman.serving.cli import _console as console

# What a command needs beyond this is imported inside it: `dragoman --help` must not wait for spaCy and DuckDB.
if TYPE_CHECKING:
    from dragoman.pipeline import Coder, Options
    from dragoman.records import RawDocument, Reject, Report
    from dragoman.store import Chronicle, Story

SET_ASIDE = 3  # finished, but something was set aside
STOPPED = 130  # 128 + SIGINT
CHRONICLE = Path("chronicle.duckdb")

app = typer.Typer(
    name="dragoman",
    help="Read news and keep a chronicle of relations between political actors, with the evidence.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]
Db = Annotated[Path, typer.Option("--db", help="The chronicle to read.")]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help='Files, folders, globs, or "-" for standard input: .txt .html .jsonl .json .csv .tsv .parquet .xml .rss '
        ".atom .warc, any of them gzipped or zipped.",
    ),
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out events below this confidence.")
]
Actors = Annotated[
    list[Path] | None,
    typer.Option(
        "--actors",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="A table of actors of your own; its rows win. Repeatable.",
    ),
]


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"dragoman {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    debug: Debug = False,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


Records = Annotated[
    Literal["events", "all"],
    typer.Option("--records", help="Only events, or all records, each with a key that says which."),
]


def _target(path: Path | None) -> Path | None:
    """Refuse a file name whose extension names no form, before any work is done."""
    if path is not None:
        from difflib import get_close_matches

        from dragoman.store.files import FORMS, form_of

        try:
            form_of(path)
        except DragomanError as error:
            near = get_close_matches("".join(path.suffixes[-2:]).lower() or path.suffix.lower(), FORMS, n=1)
            raise typer.BadParameter(str(error) + (f'. Did you mean "{near[0]}"?' if near else "")) from error
    return path


def _on(value: str | None) -> str | None:
    if value is not None:
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise typer.BadParameter(f'"{value}" is not a day. Write it as YYYY-MM-DD.') from error
    return value


def _coder(min_confidence: float = 0.0, actors: list[Path] | None = None) -> Coder:
    from dragoman.pipeline import Coder

    return Coder(_options(min_confidence, actors))


def _options(min_confidence: float, actors: list[Path] | None) -> Options:
    from dragoman.pipeline import Options

    return Options(min_confidence=min_confidence, actors=tuple(actors or ()))


def _lines(name: str) -> Iterator[str]:
    """Yield the lines of a text file or of standard input; bytes that are no UTF-8 become replacement signs."""
    if name == "-":
        for raw in sys.stdin.buffer:
            yield raw.decode("utf-8", "replace")
        return
    try:
        with Path(name).open(encoding="utf-8-sig", errors="replace") as file:
            yield from file
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}. Check the name.") from error


@app.command("code")
def code_command(
    inputs: Inputs,
    db: Annotated[
        Path | None,
        typer.Option("--db", help=f"The chronicle to keep them in. Without --db and --to: {CHRONICLE}."),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", callback=_target, help="A file for the records: .jsonl, .jsonl.gz, .csv or .parquet."),
    ] = None,
    records: Records = "events",
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="How many processes code at once.")] = 1,
    min_confidence: MinConfidence = 0.0,
    actors: Actors = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Code the reports in INPUT into a chronicle or a file, with their evidence.

    Coding the same input again changes nothing, and a run that was stopped goes on where it stopped.
    """
    from dragoman.serving.cli._run_view import code, show_summary, summary_of

    if db is None and to is None:
        db = CHRONICLE
    report = code(inputs, db, to, records, jobs, _options(min_confidence, actors), debug)
    if as_json:
        console.print_json(summary_of(report))
    else:
        show_summary(report, console.stdout())
    if report.interrupted:
        raise typer.Exit(STOPPED)
    if report.rejected:
        raise typer.Exit(SET_ASIDE)


@app.command("read")
def read_command(
    source: Annotated[str, typer.Argument(metavar="INPUT", help='A file, a folder, a glob, or "-".')],
    id: Annotated[str | None, typer.Option("--id", help="The document with this id.")] = None,
    index: Annotated[int | None, typer.Option("--index", min=1, help="The document at this place, from 1.")] = None,
    as_json: Json = False,
    records: Records = "events",
    min_confidence: MinConfidence = 0.0,
    actors: Actors = None,
    debug: Debug = False,
) -> None:
    """Show one document: the text with its spans marked, the events below, and why the rest yields none."""
    from dragoman.records import all_lines, event_lines
    from dragoman.serving.cli._read_view import show_report

    rejects: list[Reject] = []
    raw, more = _choose(source, id, index, rejects)
    report: Report = _coder(min_confidence, actors).code_raw(raw)
    if as_json:
        for line in all_lines(report) if records == "all" else event_lines(report):
            console.print_json(line)
    else:
        show_report(report, console.stdout())
    if more:
        console.tell(f"{source} holds more documents; this is {raw.place}. Choose with --id or --index.")
    for reject in rejects:
        console.tell(f"Set aside: {_describe(reject)}")
    if rejects:
        raise typer.Exit(SET_ASIDE)


def _choose(source: str, id: str | None, index: int | None, rejects: list[Reject]) -> tuple[RawDocument, bool]:
    """Return the document asked for (the first, where nothing was asked), and whether others follow unasked."""
    from dragoman.reading import read

    documents = read([source], on_reject=rejects.append)
    for place, raw in enumerate(documents, 1):
        if id is None and index is None:
            return raw, next(documents, None) is not None
        if raw.id == id if id is not None else place == index:
            return raw, False
    if id is not None:
        raise InputError(f'{source} holds no document with the id "{id}". See what it holds with --index 1, 2, …')
    if index is not None:
        raise InputError(f"{source} holds fewer than {index} documents.")
    why = f" {_describe(rejects[0])}" if rejects else " It is empty."
    raise InputError(f"{source} holds no document that can be read.{why}")


def _describe(reject: Reject) -> str:
    from dragoman.reading import REASONS

    reason = REASONS.get(reject.reason, reject.reason)
    return f"{reject.place}: {reason}{f' ({reject.detail})' if reject.detail else ''}"


@app.command("explain")
def explain_command(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of an event or of a story in the chronicle.")],
    db: Db = CHRONICLE,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Say why an event was coded so, and why the documents that tell it were put together.

    Of an event: its sentence, every field, the reasons, who was resolved how, and its story. Of a story: the documents
    that tell it, each with the event that it was found to be one with, what spoke for and against, and what was
    decided by hand.
    """
    from dragoman.records import to_dict
    from dragoman.serving.cli._explain_view import show_event
    from dragoman.serving.cli._story_view import show_story
    from dragoman.store import Chronicle

    with Chronicle.open(db, read_only=True) as chronicle:
        console.tell(*chronicle.notes)
        event = chronicle.event(id)
        document = chronicle.document(event.doc) if event else None
        story = chronicle.story(id)
    if event is not None and document is not None:
        if as_json:
            words = document.text[event.sentence.start : event.sentence.end]
            console.print_json({**to_dict(event), "sentence_text": words, "told": to_dict(story)})
        else:
            show_event(event, document, story, console.stdout())
    elif story is not None:
        if as_json:
            console.print_json(to_dict(story))
        else:
            show_story(story, console.stdout())
    else:
        raise InputError(
            f'{db} holds no event "{id}" and no story of that id. List them: dragoman query'
            ' "SELECT id, story, event_text FROM events"'
        )


StoryId = Annotated[str, typer.Argument(metavar="STORY", help="The id of a story, or of an event in it.")]
Changed = Annotated[Path, typer.Option("--db", help="The chronicle to change.")]


@app.command("split")
def split_command(
    story: StoryId,
    events: Annotated[list[str], typer.Argument(metavar="EVENT...", help="The events that leave it.")],
    db: Changed = CHRONICLE,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Decide that events were wrongly put into a story, and show the stories that are made of it.

    The decision holds through later runs; `dragoman merge` takes it back.
    """
    from dragoman.running import split_story

    with _open_to_change(db) as chronicle:
        made = split_story(chronicle, story, events)
    _show_decided(made, as_json)
    console.tell(f"Decided, also for later runs. To take it back: dragoman merge {made[0].id} {made[1].id}")


@app.command("merge")
def merge_command(
    story: StoryId,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another story, which tells the same event.")],
    db: Changed = CHRONICLE,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Decide that two stories tell one event, and show the story that is made of them.

    The decision holds through later runs; `dragoman split` takes it back.
    """
    from dragoman.running import merge_stories

    with _open_to_change(db) as chronicle:
        made = merge_stories(chronicle, story, other)
    _show_decided([made], as_json)
    console.tell(f"Decided, also for later runs. To take it back: dragoman split {made.id} EVENT...")


def _open_to_change(db: Path) -> Chronicle:
    """Open a chronicle for writing; one that is not there is told, never made."""
    from dragoman.store import Chronicle

    with Chronicle.open(db, read_only=True) as there:
        console.tell(*there.notes)
    return Chronicle.open(db)


def _show_decided(stories: Sequence[Story], as_json: bool) -> None:
    from dragoman.records import to_dict
    from dragoman.serving.cli._story_view import show_story

    for story in stories:
        if as_json:
            console.print_json(to_dict(story))
        else:
            show_story(story, console.stdout())


@app.command("actor")
def actor_command(
    texts: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="Names or descriptions.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="YYYY-MM-DD", callback=_on, help="Who it was on that day.")
    ] = None,
    from_file: Annotated[
        str | None, typer.Option("--from-file", metavar="FILE", help='One name a line; "-" is standard input.')
    ] = None,
    actors: Actors = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Resolve names and descriptions: country, sectors, office, and from which table row or rule."""
    if not texts and from_file is None:
        raise typer.BadParameter('name at least one TEXT, or a file with --from-file ("-" for standard input).')
    names = [*(texts or ()), *(line.rstrip("\r\n") for line in (_lines(from_file) if from_file else ()))]
    found = _coder(actors=actors).actors
    day = date.fromisoformat(on) if on else None
    keys = ("name", "code", "sector", "id", "role", "via", "why")
    shown = console.table("text", *keys)
    for name in names:
        entity = found.lookup(name, day)
        row: dict[str, Any] = {key: getattr(entity, key) for key in keys}
        if as_json:
            console.print_json({**row, "sector": list(entity.sector), "text": name})
        else:
            shown.add_row(name, *(", ".join(v) if isinstance(v, tuple) else v or "" for v in row.values()))
    if not as_json:
        console.stdout().print(shown)


@app.command("relate")
def relate_command(
    pairs: Annotated[str, typer.Argument(metavar="PAIRS.jsonl", help='JSON lines, or "-" for standard input.')],
    debug: Debug = False,
) -> None:
    """Give the event type between two spans of a text.

    Reads lines {"id", "text", "actor": [start, end], "recipient": [start, end]} and writes lines
    {"id", "event", "scores": {type: probability}}, with NONE among the types.
    """
    from dragoman.records import Reject
    from dragoman.serving.cli._pairs import read_pairs

    lines = _lines(pairs)
    first = next(lines, "")  # a missing file is said before the models are loaded
    coder = _coder()
    bad = 0
    for pair in read_pairs(_again(first, lines), "stdin" if pairs == "-" else pairs):
        if isinstance(pair, Reject):
            bad += 1
            console.tell(f"Set aside: {pair.place}: {pair.reason} ({pair.detail})")
            continue
        scores = coder.relate(pair.text, pair.actor, pair.recipient)
        best = max(scores, key=lambda name: (scores[name], name))
        console.print_json({"id": pair.id, "event": best, "scores": scores})
    if bad:
        raise typer.Exit(SET_ASIDE)


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


@app.command("query")
def query_command(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One question in DuckDB's SQL; it changes nothing.")],
    db: Db = CHRONICLE,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV with a header.")] = False,
    debug: Debug = False,
) -> None:
    """Ask the chronicle in SQL. Its store tables: documents, sentences, entities, events, rejects, runs and more."""
    from dragoman.serving.cli._answers import write_csv, write_json, write_table
    from dragoman.store import Chronicle

    if as_json and as_csv:
        raise typer.BadParameter("choose one of --json and --csv.")
    write = write_json if as_json else write_csv if as_csv else write_table
    with Chronicle.open(db, read_only=True) as chronicle:
        console.tell(*chronicle.notes)
        write(chronicle.query(sql))


def _period(value: str | None) -> str | None:
    if value is not None:
        try:
            # A year or a month is a date when its first day is one.
            date.fromisoformat(value + {4: "-01-01", 7: "-01"}.get(len(value), ""))
        except ValueError as error:
            raise typer.BadParameter(f'"{value}" is no date. Write it as YYYY, YYYY-MM or YYYY-MM-DD.') from error
    return value


Since = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", callback=_period, help="Events from then on: YYYY, YYYY-MM or YYYY-MM-DD."),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", callback=_period, help="Events up to then: YYYY, YYYY-MM or YYYY-MM-DD."),
]


@app.command("dyad")
def dyad_command(
    a: Annotated[str, typer.Argument(metavar="A", help="A country or body: its code (SRB) or its name (Serbia).")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    db: Db = CHRONICLE,
    since: Since = None,
    until: Until = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="YYYY-MM-DD", callback=_on, help="As known on that day: documents published by then."
        ),
    ] = None,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show what stands between two: events by month, accords, ties, latest reports, and where sources disagree.

    An act counts once, however often it is told; what is denied, alleged, planned or only considered is in no score.
    """
    from dragoman.pairs import Selection
    from dragoman.serving.cli import _dyad
    from dragoman.store import Chronicle

    one, other = _dyad.sides(a, b)
    selection = Selection(_ordered(since, until), until, on, min_confidence)
    with Chronicle.open(db, read_only=True) as chronicle:
        console.tell(*chronicle.notes)
        made = _dyad.dyad(chronicle, one, other, selection)
    if as_json:
        console.print_json(_dyad.as_json(made))
    else:
        _dyad.show_dyad(made, console.stdout())


def _ordered(since: str | None, until: str | None) -> str | None:
    """Return the beginning of a period. Refuses one that lies after its end."""
    if since and until and since[: len(until)] > until[: len(since)]:
        raise typer.BadParameter(f"--from {since} is after --until {until}. Swap them.")
    return since


@app.command("matrix")
def matrix_command(
    db: Db = CHRONICLE,
    to: Annotated[
        Path | None, typer.Option("--to", help="A file for network tools: .graphml, .csv (edges) or .json.")
    ] = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show all pairs: net score, acts by quad class, and trend; on the screen or in a file for network tools."""
    from dragoman.pairs import Selection
    from dragoman.serving.cli import _matrix
    from dragoman.store import Chronicle

    if to is not None:
        try:
            _matrix.form_of(to)
        except DragomanError as error:
            raise typer.BadParameter(str(error)) from error
    selection = Selection(_ordered(since, until), until, None, min_confidence)
    with Chronicle.open(db, read_only=True) as chronicle:
        console.tell(*chronicle.notes)
        nodes, pairs = _matrix.all_pairs(chronicle, selection)
    if to is not None:
        _matrix.write(to, nodes, pairs, selection)
        console.tell(f"Wrote {len(pairs):,} pairs of {len(nodes):,} actors to {to}.")
    if as_json:
        console.print_json(_matrix.as_json(nodes, pairs, selection))
    elif to is None:
        _matrix.show_matrix(nodes, pairs, console.stdout())


@app.command("export")
def export_command(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="plover, polecat, icews, gdelt, parquet, graphml, geojson, icalendar, datapackage or citation; or a "
            "file for the records as they are: .jsonl, .jsonl.gz, .csv or .parquet.",
        ),
    ],
    source: Annotated[Path | None, typer.Argument(metavar="DB", help="The chronicle to read, as --db.")] = None,
    db: Db = CHRONICLE,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", help="Where to write a FORMAT; without it, in this folder under a name of its own."
        ),
    ] = None,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option("--pair", metavar="A B", help="Only what is between two, with --to icalendar."),
    ] = None,
    authors: Annotated[
        list[str] | None,
        typer.Option(
            "--author",
            metavar="NAME",
            help='Who made the data set ("Family, Given", or a body), with --to citation or datapackage. Repeatable.',
        ),
    ] = None,
    records: Records = "events",
    debug: Debug = False,
) -> None:
    """Write what a chronicle holds to a file, in a format of your choice.

    What a format cannot hold is told on standard error, counted.
    """
    from dragoman.exports import FORMATS, find_format
    from dragoman.serving.cli._export import export, export_as
    from dragoman.store import Chronicle

    plain = "." in to and to.lower() not in FORMATS
    if plain and (out is not None or pair is not None or authors):
        raise typer.BadParameter("-o, --pair and --author go with a FORMAT by its name; --to names a file here.")
    if not plain and records != "events":
        raise typer.BadParameter("--records goes with --to FILE; a FORMAT holds what it holds.")
    target = _target(Path(to)) if plain else None
    form = None if plain else find_format(to)
    with Chronicle.open(source or db, read_only=True) as chronicle:
        console.tell(*chronicle.notes)
        if form is None:
            assert target is not None
            console.tell(f"Wrote {export(chronicle, target, records):,} lines to {target}.")
            return
        place = out or Path(form.target)
        count, lost = export_as(chronicle, form, place, pair, authors or ())
    console.tell(*lost, f"Wrote {count:,} {form.counts} to {place}.")


@app.command("import")
def import_command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Event files of GDELT (1.0 or 2.0), ICEWS or POLECAT, gzipped or zipped."
        ),
    ],
    db: Annotated[Path, typer.Option("--db", help="The chronicle to keep them in.")] = CHRONICLE,
    origin: Annotated[
        Literal["gdelt", "icews", "polecat"] | None,
        typer.Option(
            "--from", metavar="NAME", help="gdelt, icews or polecat; without it the columns tell which it is."
        ),
    ] = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Read events of other data sets into a chronicle beside our own, marked with their origin.

    They stand in the store table foreign_events, with PLOVER types and country codes. A file read again adds nothing.
    """
    from dragoman.imports import import_files
    from dragoman.serving.cli import _import

    made, notes = import_files(files, db, version=__version__, origin=origin)
    console.tell(*notes, *_import.lines_of_rejects(made))
    if as_json:
        console.print_json(_import.as_json(made))
    else:
        _import.show(made, console.stdout())
    if made.rejects:
        raise typer.Exit(SET_ASIDE)


@app.command("compare")
def compare_command(
    a: Annotated[
        str,
        typer.Argument(metavar="A", help="A chronicle, or ours, gdelt, icews or polecat in the other's or in --db."),
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The data set to compare it with, named likewise.")],
    db: Db = CHRONICLE,
    cell: Annotated[
        Literal["day", "week", "month"],
        typer.Option("--cell", metavar="SPAN", help="day, week or month: within which two events may be one."),
    ] = "day",
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show how far two data sets agree: by type, by pair and by month.

    Counted are cells of a day, a pair and a type; those that each of the two fills, and those that both fill.
    """
    from dragoman.imports.agreement import compare, find_sources
    from dragoman.serving.cli import _compare

    found = compare(*find_sources(a, b, db), cell)
    console.tell(*found.notes)
    if as_json:
        console.print_json(_compare.as_json(found))
    else:
        _compare.show(found, console.stdout())


@app.command("tables")
def tables_command(as_json: Json = False, debug: Debug = False) -> None:
    """List the data tables: rows, sources, and the date each is good to."""
    from dragoman.serving.cli._tables import list_tables

    shown = console.table("table", "rows", "good to", "title", "sources")
    for facts in list_tables():
        if as_json:
            console.print_json({**asdict(facts), "sources": list(facts.sources)})
        else:
            shown.add_row(facts.table, f"{facts.rows:,}", facts.good_to or "", facts.title, "; ".join(facts.sources))
    if not as_json:
        console.stdout().print(shown)
