"""From what the user named (files, folders, globs, "-") to the files there are."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import InputError

STDIN = "-"
_GLOB = frozenset("*?[")


def check_inputs(inputs: Sequence[str]) -> None:
    """Raise InputError at the first input that does not exist, or a glob that matches nothing."""
    if not inputs:
        raise InputError('No input was named. Name files, folders or globs, or "-" for standard input.')
    for name in inputs:
        if name == STDIN or Path(name).exists():
            continue
        if _GLOB & set(name):
            if next(glob.iglob(name, recursive=True), None) is None:  # noqa: PTH207 - Path.glob takes no absolute pattern
                raise InputError(f"{name}: no file matches. Check the pattern, and quote it if the shell expands it.")
        else:
            raise InputError(f"{name}: no such file or folder (looked in {Path.cwd()}). Check the name.")


def files(inputs: Sequence[str]) -> Iterator[str]:
    """Yield the path of each file, folders walked recursively, everything in sorted order; "-" as it stands.

    Files and folders whose name starts with a dot are the system's and are passed over inside folders.
    """
    for name in inputs:
        if name == STDIN:
            yield name
        elif Path(name).exists():
            yield from _walk(Path(name))
        else:
            for match in sorted(glob.glob(name, recursive=True)):  # noqa: PTH207
                # "**" matches folders as well as the files in them: each file is to come once.
                if not ("**" in name and Path(match).is_dir()):
                    yield from _walk(Path(match))


def _walk(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path)
        return
    for child in sorted(path.iterdir(), key=lambda p: p.name):
        if not child.name.startswith(".") and not (child.is_symlink() and child.is_dir()):
            yield from _walk(child)
