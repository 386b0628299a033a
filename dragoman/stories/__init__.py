"""What several documents report as one: copies of one text, and one event told in differing words."""

from dragoman.stories.copies import Copies, Signature, likeness
from dragoman.stories.links import (
    Decision,
    Link,
    Story,
    Telling,
    cluster,
    compare,
    link,
    links,
    printed,
    telling,
    tellings,
)
from dragoman.stories.printings import Place, Printing, Settled, settle

__all__ = [
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
