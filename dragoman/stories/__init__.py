"""What several documents report as one: copies of one text, and one event told in differing words."""

from dragoman.stories.comparing import Link, compare
from dragoman.stories.copies import FULL, Copies, Signature, likeness
from dragoman.stories.links import Decision, Story, cluster, link, links, printed
from dragoman.stories.printings import Place, Printing, Settled, settle
from dragoman.stories.tellings import WINDOW, Telling, telling, tellings

__all__ = [
    "FULL",
    "WINDOW",
    "Copies",
    "Decision",
    "Link",
    "Place",
    "Printing",
    "Settled",
    "Signature",
    "Story",
    "Telling",
    "cluster",
    "compare",
    "likeness",
    "link",
    "links",
    "printed",
    "settle",
    "telling",
    "tellings",
]
