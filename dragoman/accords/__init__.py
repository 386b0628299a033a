"""What was agreed, between which parties, and how far has it come? Parse + Cast -> Accord; accords of many
documents -> one each."""

from dragoman.accords.finding import Clock, find_accords
from dragoman.accords.joining import join

__all__ = ["Clock", "find_accords", "join"]
