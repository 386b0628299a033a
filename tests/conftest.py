"""What all tests share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from dragoman.pipeline import Coder

# A document costs some milliseconds, the first of all a second or two: no deadline for a single example.
_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("dev", max_examples=50, **_COMMON)
settings.register_profile("ci", max_examples=300, derandomize=True, **_COMMON)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def coder() -> Coder:
    """One coder for all tests: grammar and tables are loaded once."""
    from dragoman.pipeline import Coder  # here, so that tests of one stage wait for no other

    return Coder()
