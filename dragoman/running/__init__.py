"""One run over many documents: here or on many workers, stopped and gone on at will, and reported."""

from dragoman.running._batches import BATCH_DOCUMENTS
from dragoman.running._coding import INTERNAL_ERROR, WORKER_DIED, CoderLike, Options
from dragoman.running._report import Progress, RunReport
from dragoman.running._run import run

__all__ = [
    "BATCH_DOCUMENTS",
    "INTERNAL_ERROR",
    "WORKER_DIED",
    "CoderLike",
    "Options",
    "Progress",
    "RunReport",
    "run",
]
