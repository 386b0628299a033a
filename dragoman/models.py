"""Load a model only if it is the one that was tested: every file's bytes go into one pinned digest."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path


def digest_of(folder: Path, leave: Collection[str] = ()) -> str:
    """Return the sha256 over the relative names and bytes of all files of a model folder, in sorted order.

    Files named in ``leave`` are left out, and byte-code caches: Python writes them when a package is first imported.
    """
    total = hashlib.sha256()
    files = (p for p in folder.rglob("*") if p.is_file() and p.name not in leave and "__pycache__" not in p.parts)
    for path in sorted(files, key=lambda p: p.relative_to(folder).as_posix()):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
