"""Every shipped report is coded as its golden file says."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest
from golden_lines import GOLDEN, coded, golden_file, report_files

from dragoman.pipeline import Coder


@pytest.mark.parametrize("report", report_files(), ids=lambda p: p.name)
def test_report_is_coded_as_reviewed(coder: Coder, report: Path) -> None:
    path = golden_file(report)
    reviewed = path.read_text("utf-8") if path.exists() else ""
    now = coded(coder, report)
    diff = unified_diff(reviewed.splitlines(), now.splitlines(), "reviewed", "now", n=0, lineterm="")
    assert reviewed == now, "\n".join(
        [f"{report.name} is coded otherwise. If that is right: python -m tests.golden", *diff]
    )


def test_no_golden_file_is_left_over() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == {golden_file(p).name for p in report_files()}


def test_there_are_enough_reports() -> None:
    assert len(report_files()) >= 10
