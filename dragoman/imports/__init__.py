"""Ways in: the events of GDELT, ICEWS and POLECAT beside our own, and how far two data sets agree."""

from __future__ import annotations

from dragoman.imports._record import ForeignEvent, Party
from dragoman.imports.keeping import FOREIGN, Imported, import_files
from dragoman.imports.reading import ORIGINS, REASONS, read

__all__ = ["FOREIGN", "ORIGINS", "REASONS", "ForeignEvent", "Imported", "Party", "import_files", "read"]
