"""Every way Dragoman can fail, as one tree.

DragomanError            a message for a person: what, where, and the cure
  InputError             an input that does not exist or cannot be opened (exit status 2)
  TableError             a data table with a bad row or column, or a missing table
  ModelError             a model that is missing, or whose digest is not the pinned one
  StoreError             a chronicle that cannot be opened, written, or is in use by another process
  OutputError            a file that cannot be written, for instance on a full disk

Bad pieces of input (a broken line, a binary file) are no errors: they become `records.Reject` values and
the run goes on.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all errors that are the user's to mend: str(error) is one line with the cure in it."""

    exit_status = 1


class InputError(DragomanError):
    exit_status = 2


class TableError(DragomanError):
    exit_status = 2


class ModelError(DragomanError):
    pass


class StoreError(DragomanError):
    pass


class OutputError(DragomanError):
    pass
