"""One run over many documents: here or on many workers, stopped and gone on at will, and reported."""

from dragoman.running._batches import BATCH_DOCUMENTS
from dragoman.running._coding import INTERNAL_ERROR, WORKER_DIED, CoderLike, Options
from dragoman.running._linking import link_stories, merge_stories, split_story
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
    "link_stories",
    "merge_stories",
    "run",
    "split_story",
]
