"""Start the command line, and turn every failure into one line that says what, where, and the cure."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn, TextIO

from typer import Abort
from typer.main import get_command

from dragoman.errors import DragomanError
from dragoman.serving.cli._app import STOPPED, app

ERROR = 1
WRONG_COMMAND = 2
BROKEN_PIPE = 141  # 128 + SIGPIPE, as the shell's own tools


def main() -> NoReturn:
    """Run the command line of this process, and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status. Only ``--debug`` lets a traceback out."""
    _encode(sys.stdout)
    _encode(sys.stderr)
    try:
        if not arguments:
            get_command(app).main(["--help"], prog_name="dragoman", standalone_mode=False)
            return WRONG_COMMAND
        # Not standalone: click would print its own errors over several lines, in a frame.
        status = get_command(app).main(list(arguments), prog_name="dragoman", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _leave_pipe()
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # typer met it before us
            return _leave_pipe()
        raise
    except (KeyboardInterrupt, Abort):
        _say("Stopped.")
        return STOPPED
    except Exception as error:
        # Looked up here, not in a parsed option: the command line itself may be what failed.
        if "--debug" in arguments:
            traceback.print_exc()
        line, status = explain_failure(error)
        _say(line)
        return status
    if status == STOPPED:  # typer tells of a Ctrl-C by this status alone
        _say("Stopped.")
    return status if isinstance(status, int) else 0


def _leave_pipe() -> int:
    """Whoever read our output has enough (`| head`): nothing may be written to it any more, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return BROKEN_PIPE


def explain_failure(error: Exception) -> tuple[str, int]:
    """Return the one line that a person is shown for a failure, and the exit status."""
    if isinstance(error, DragomanError):
        return f"Error: {_one_line(str(error))}", error.exit_status
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # click's own: a wrong command line
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "dragoman"
        said = _one_line(error.format_message()).removesuffix(".")
        return f"Error: {said}. See: {path} --help", int(error.exit_code)
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"Error: {where}{error.strerror}. Check the path, its permissions and the free space.", ERROR
    what = _one_line(f"{type(error).__name__}: {error}".rstrip(": "))
    return f"Internal error ({what}). Run again with --debug and report it.", ERROR


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _encode(stream: TextIO) -> None:
    """Let no character stop the output: files and pipes are UTF-8, and what cannot be shown is escaped."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
