"""From a chronicle to a file: by the file's extension, or in a format by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import dragoman
from dragoman.errors import InputError
from dragoman.exports import Credit, Format, Losses, calendar, citation, datapackage
from dragoman.models import digest_of
from dragoman.parsing.language import load_grammar
from dragoman.pipeline import Options
from dragoman.serving.cli._dyad import sides
from dragoman.store import LINES, Chronicle, Records, save

_BATCH = 64  # documents held at once, as in a run


def export(chronicle: Chronicle, to: Path, records: Records) -> int:
    """Write events, or all records, to a file, documents in the order of their ids. Returns how many lines."""
    return save(_lines(chronicle, records), to, records)


def _lines(chronicle: Chronicle, records: Records) -> Iterator[dict[str, Any]]:
    ids = (str(row[0]) for row in chronicle.query("SELECT id FROM documents ORDER BY id").rows)
    while batch := list(islice(ids, _BATCH)):
        for report in chronicle.reports(batch).values():
            yield from LINES[records](report)


# What counts accords and ties itself, or holds them.
_COUNTING = ("icalendar", "datapackage", "citation")
_CREDITED = {"citation": citation.write, "datapackage": datapackage.write}
_ANONYMOUS = 'No author is named: CITATION.cff says "anonymous". Name who made the data set: --author "Family, Given"'


def export_as(
    chronicle: Chronicle, form: Format, out: Path, pair: tuple[str, str] | None, authors: Sequence[str] = ()
) -> tuple[int, list[str]]:
    """Write a chronicle in a format. Returns how many of what the format counts, and the lines to tell: one for each
    kind of thing it could not hold. Raises InputError for a pair or authors with a format that knows none."""
    if pair is not None and form.name != "icalendar":
        raise InputError(f"--pair goes with --to icalendar, not with --to {form.name}.")
    if authors and form.name not in _CREDITED:
        raise InputError(f"--author goes with --to {' or '.join(_CREDITED)}, not with --to {form.name}.")
    losses = Losses()
    notes = list(_unlinked(chronicle))
    if form.name not in _COUNTING:
        held = chronicle.summary()
        losses.add("accords", held.accords)
        losses.add("ties", held.ties)
    if pair is not None:
        a, b = sides(*pair)
        return calendar.write(chronicle, out, losses, (a, b)), [*losses.lines(), *notes]
    if (write := _CREDITED.get(form.name)) is not None:
        count = write(chronicle, out, losses, Credit(tuple(authors), _parts(chronicle)))
        return count, [*losses.lines(), *notes, *(() if authors else (_ANONYMOUS,))]
    return form.write(chronicle, out, losses), [*losses.lines(), *notes]


def _unlinked(chronicle: Chronicle) -> Iterator[str]:
    (count,) = next(iter(chronicle.query("SELECT count(*) FROM unlinked").rows))
    if count:
        yield (
            f"{count:,} documents are not linked into stories, for their run was stopped: an event that several tell is"
            " written several times. Start that run again, then export."
        )


def _parts(chronicle: Chronicle) -> dict[str, dict[str, str]]:
    """Return the digest of each part of this program, by the digest of options of the runs that it coded itself."""
    package = Path(dragoman.__file__).parent
    weights = package / "events" / "weights"
    grammar = load_grammar()
    parts = {
        "sha256 of the event model": digest_of(weights, leave=("digest.txt", "CARD.md")),  # as its card has it
        "sha256 of the tables of actors": digest_of(package / "actors" / "tables"),
        f"sha256 of the grammar {grammar.package} {grammar.version}": grammar.digest,
        "sha256 of all code, models and tables": digest_of(package),
    }
    found = chronicle.query("SELECT DISTINCT options, options_digest FROM runs").rows
    return {str(digest): parts for options, digest in found if _is_ours(str(options), str(digest))}


def _is_ours(options: str, digest: str) -> bool:
    """Say whether a run was made by this very program: the digest of its options, made anew, is the same. Of runs with
    tables of one's own it cannot be said, for the tables may have changed since."""
    confidence = re.search(r"min_confidence=([0-9.e-]+), actors=\(\)", options)
    return confidence is not None and Options(min_confidence=float(confidence[1])).digest() == digest
