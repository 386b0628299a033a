"""The resolver on the case table: floors under the share of mentions it gets right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from score_cases import read_cases, score, table

if TYPE_CHECKING:
    from dragoman.pipeline import Coder

# The aim over all kinds together is 0.95 for the country and 0.90 for the sector. The floors are what was measured on
# 2026-11-24 (open: 0.947 and 0.942, held out: 0.911 and 0.910), less a point. Raise them with what is gained; never
# lower them without saying in the commit what was lost.
FLOORS = {False: (0.937, 0.932), True: (0.901, 0.90)}


@pytest.mark.parametrize("heldout", [False, True], ids=["open", "held-out"])
def test_mentions_in_context_are_resolved(coder: Coder, heldout: bool) -> None:
    rows, _ = score(coder.actors, coder.parser.parse, read_cases(heldout=heldout))
    whole = rows[-1]
    country, sector = FLOORS[heldout]
    assert whole.country >= country, f"country\n{table(rows)}"
    assert whole.sector is not None and whole.sector >= sector, f"sector\n{table(rows)}"
