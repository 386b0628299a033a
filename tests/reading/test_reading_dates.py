"""The dates people write, as examples."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from dragoman.reading import read_date

CASES: list[tuple[Any, tuple[int, int, int] | None]] = [
    ("2021-03-04", (2021, 3, 4)),
    ("2021-03-04T23:59:59Z", (2021, 3, 4)),
    ("2021-03-04 18:38 ET", (2021, 3, 4)),
    ("2021/3/4", (2021, 3, 4)),
    ("20210304", (2021, 3, 4)),
    (20210304, (2021, 3, 4)),
    ("17 December 2016", (2016, 12, 17)),
    ("17th of December, 2016", (2016, 12, 17)),
    ("14 November 2016 GMT", (2016, 11, 14)),
    ("December 9th 2016", (2016, 12, 9)),
    ("Dec 16 2016", (2016, 12, 16)),
    ("DEC. 14, 2016, 2:54 AM EST", (2016, 12, 14)),
    ("Wed Nov 23, 2016 | 3:02pm EST", (2016, 11, 23)),
    ("1:35 PM, Nov 27, 2016 CT", (2016, 11, 27)),
    ("3:58 PM ET, Wed December 14, 2016", (2016, 12, 14)),
    ("2016 Oct 10", (2016, 10, 10)),
    ("APRIL 26, 2016 - 12:25AM EDT", (2016, 4, 26)),
    ("Sept. 3, 2019", (2019, 9, 3)),
    ("20 Jan 2015, 7:34pm EDT", (2015, 1, 20)),
    ("Tue, 20 Oct 2020 08:15:00 +0200", (2020, 10, 20)),
    ("11/28/2016", (2016, 11, 28)),
    ("28/11/2016", (2016, 11, 28)),
    ("04/04/2016", (2016, 4, 4)),
    ("3.4.2016", (2016, 4, 3)),
    ("04/05/2016", None),
    ("2016-02-30", None),
    ("yesterday", None),
    ("May 2016", None),
    ("", None),
    (None, None),
    (True, None),
    (datetime(2020, 1, 2, 3), (2020, 1, 2)),
    (date(2020, 1, 2), (2020, 1, 2)),
]


@pytest.mark.parametrize("written, expected", CASES, ids=[str(case[0]) for case in CASES])
def test_a_date_is_read_as_written(written: Any, expected: tuple[int, int, int] | None) -> None:
    assert read_date(written) == (date(*expected) if expected else None)
