"""Write the pages that are made from the program: python docs/generate.py. A test fails where one is stale."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

from typer.models import ArgumentInfo

from dragoman.records import (
    ACCORD_KINDS,
    ACCORD_STAGES,
    AUX_MODES,
    CODED_ZONES,
    EVENT_TYPES,
    INTERNATIONAL_CODES,
    SECTORS,
    SILENCE,
    TERM_KINDS,
    TIES,
)
from dragoman.serving.cli._app import app
from dragoman.store import STRUCTS, TABLES, VIEWS, Column, Records
from dragoman.store._shapes import record_of

HERE = Path(__file__).parent


def cli() -> Iterator[str]:
    """Yield the lines of the command-line reference."""
    yield "# The command line"
    yield ""
    yield "Results go to standard output, everything else to standard error; `--json` prints JSON for a program."
    yield "Colour is used only on a terminal, and never where `NO_COLOR` is set. Every command takes"
    yield "`--debug`, which shows the traceback of an error. `dragoman --install-completion` makes the shell"
    yield "complete commands and options."
    yield ""
    yield "| exit status | means |"
    yield "| --- | --- |"
    yield "| 0 | all good |"
    yield "| 1 | an error: one line says what, where, and the cure; `--debug` shows the traceback |"
    yield "| 2 | a wrong command line, or an input that does not exist |"
    yield "| 3 | finished, but something was set aside (its place and reason are told) |"
    yield "| 130 | stopped by Ctrl-C; the same command again goes on where it stopped |"
    for command in app.registered_commands:
        call = command.callback
        assert call is not None and call.__doc__ and command.name
        options = [p for p in _options(call) if p[0] != "debug"]
        usage = " ".join(str(info.metavar) for _, info, _, _ in options if isinstance(info, ArgumentInfo))
        yield ""
        yield f"## dragoman {command.name}"
        yield ""
        yield f"    dragoman {command.name} {usage} [OPTIONS]".replace("  [", " [")
        yield ""
        for paragraph in inspect.cleandoc(call.__doc__).split("\n\n"):
            yield " ".join(paragraph.split())
            yield ""
        yield "| | | default |"
        yield "| --- | --- | --- |"
        for _, info, hint, default in options:
            yield _row(info, hint, default)


def _options(call: Callable[..., Any]) -> Iterator[tuple[str, Any, Any, Any]]:
    """Yield (name, what typer is told of it, type, default) of each parameter of a command."""
    hints = get_type_hints(call, include_extras=True)
    for name, parameter in inspect.signature(call).parameters.items():
        hint, info = get_args(hints[name])[:2]
        yield name, info, hint, parameter.default


def _row(info: Any, hint: Any, default: Any) -> str:
    # In Annotated, typer keeps an option's first name where a default would stand.
    flag = next((d for d in (info.default, *(info.param_decls or ())) if str(d).startswith("--")), None)
    if flag is None:
        name = str(info.metavar)
    elif hint is bool:
        name = flag
    else:
        kinds = {int: "N", int | None: "N", float: "X", Path: "FILE", Path | None: "FILE"}
        value = info.metavar or kinds.get(hint) or ("\\|".join(get_args(Records)) if hint == Records else "TEXT")
        name = f"{flag} {value}"
    missing = default is inspect.Parameter.empty
    shown = "" if default is None or default is False else f"`{default}`"
    return f"| `{name}` | {info.help} | {'required' if missing else shown} |"


def records() -> Iterator[str]:
    """Yield the lines of the page on records and their store tables."""
    yield "# The records"
    yield ""
    yield "The same words in the Python records (`dragoman.records`), in JSONL, CSV and Parquet files, and in the store"
    yield "tables of a chronicle. Every `start` and `end` counts characters of the document's `text`, half open, and"
    yield "`text[start:end]` is always exactly the words shown. What is not known is empty, never a default."
    yield ""
    yield "`dragoman code --to OUT.jsonl` writes one event a line; `--records all` writes all records, each with a"
    yield "`record` key (`document`, `event`, `accord`, `tie`), where a document carries its sentences, entities, times"
    yield "and places. The event field `story` is empty there: stories are known when all is read. In a chronicle it is"
    yield "filled, and so it is in what `dragoman export` writes."
    yield ""
    yield "A chronicle has store tables and views. The views answer the questions that are asked most often, and count"
    yield f"an event once however many documents report it: {', '.join(f'[{v.name}](#{v.name})' for v in VIEWS)}."
    for table in TABLES:
        yield ""
        yield f"## {table.name}"
        yield ""
        yield f"{_capital(table.meaning)}."
        yield ""
        yield "| column | type | meaning |"
        yield "| --- | --- | --- |"
        for column in table.columns:
            yield f"| `{column.name}` | {_type(column)} | {column.meaning} |"
    yield ""
    yield "## What stands inside them"
    for struct, meanings in STRUCTS.items():
        yield ""
        yield f"### {struct.__name__}"
        yield ""
        yield "| field | meaning |"
        yield "| --- | --- |"
        for name, meaning in meanings.items():
            yield f"| `{name}` | {meaning} |"
    yield ""
    yield "## The views"
    for view in VIEWS:
        yield ""
        yield f"### {view.name}"
        yield ""
        yield f"{_capital(view.meaning)}."
        yield ""
        yield "| column | meaning |"
        yield "| --- | --- |"
        for name, meaning in view.columns.items():
            yield f"| `{name}` | {meaning} |"
    yield ""
    yield "## Closed lists"
    lists: Mapping[str, tuple[str, ...]] = {
        "Event types": EVENT_TYPES,
        "Auxiliary modes": AUX_MODES,
        "Accord stages": ACCORD_STAGES,
        "Accord kinds": ACCORD_KINDS,
        "Term kinds": TERM_KINDS,
        "Ties": TIES,
        "Sectors": SECTORS,
        "International codes": INTERNATIONAL_CODES,
        "Zones that are read for events": CODED_ZONES,
    }
    for name, values in lists.items():
        yield ""
        yield f"{name}: {', '.join(f'`{value}`' for value in values)}."


def _type(column: Column) -> str:
    """Return a column's type, a nested record by its name."""
    record = record_of(column.hint)
    return (
        f"[{record.__name__}](#{record.__name__.lower()})" + "[]" * column.type.endswith("[]")
        if record
        else column.type
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def silence() -> Iterator[str]:
    """Yield the lines of the page on silence."""
    yield "# Why nothing was coded"
    yield ""
    yield "A coder that returns nothing and does not say why cannot be trusted. Every document ends with a `status`:"
    yield "`coded`, or the reason why it yields no event. Every sentence without an event carries its own reason in"
    yield "`silence`. `dragoman read` shows them below the text, `dragoman code` counts them at the end of a run, and"
    yield "`--records all` and the store table `sentences` hold each one."
    yield ""
    yield "| reason | what it says |"
    yield "| --- | --- |"
    for reason, meaning in SILENCE.items():
        yield f"| `{reason}` | {meaning} |"
    yield ""
    yield "The status of a document without events is the reason that most of its sentences give."
    yield ""
    yield '    dragoman query "SELECT silence, count(*) FROM sentences GROUP BY ALL ORDER BY 2 DESC"'


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {"cli.md": cli, "records.md": records, "silence.md": silence}


def page(name: str) -> str:
    """Return a generated page as it should be now."""
    return "\n".join(PAGES[name]()).strip() + "\n"


if __name__ == "__main__":
    for name in PAGES:
        (HERE / name).write_text(page(name), "utf-8")
