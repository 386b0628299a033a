"""Rewrite the golden files: python -m tests.golden. Then read the diff, and say in the commit why each line moved."""

from __future__ import annotations

import sys

from dragoman.pipeline import Coder
from tests.golden.golden_lines import GOLDEN, coded, golden_file, report_files


def main() -> None:
    coder = Coder()
    GOLDEN.mkdir(exist_ok=True)
    kept = set()
    for report in report_files():
        path = golden_file(report)
        kept.add(path)
        now = coded(coder, report)
        if not path.exists() or path.read_text("utf-8") != now:
            path.write_text(now, "utf-8")
            sys.stdout.write(f"rewritten: {path.name}\n")
    for old in sorted(set(GOLDEN.iterdir()) - kept):
        old.unlink()
        sys.stdout.write(f"removed: {old.name}\n")


if __name__ == "__main__":
    main()
