"""The arrow rule: the order in which parts of the package may know one another."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "dragoman"
COMMON = {"records", "errors", "tables", "models"}
# Every folder that is not one of these is a stage: it knows no other.
_LATER = {"pairs", "store", "exports", "imports", "running", "serving"}
STAGES = {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists()} - _LATER
MAY_IMPORT = {
    **dict.fromkeys((*COMMON, *STAGES, "pairs", "store"), COMMON),
    "pipeline": COMMON | STAGES,
    "running": COMMON | {"pipeline", "store", "reading", "stories", "__init__"},  # __init__ has the version
    "exports": COMMON | {"pairs", "store", "__init__"},  # __init__ has the version
    "imports": COMMON | {"pairs", "store", "exports"},  # exports has the tables of other data sets' codes
    "serving": COMMON | STAGES | {"pipeline", "pairs", "exports", "imports", "running", "store", "__init__"},
    "__init__": COMMON | {"pipeline", "store", "serving"},  # the front door; serving shows things in notebooks
}


def imports(path: Path) -> set[str]:
    """Return the parts of the package that a module imports, inside functions and for type checking too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    ours = [name.split(".") for name in found if name.split(".")[0] == "dragoman"]
    parts = {p.stem for p in PACKAGE.glob("*.py")} | {p.name for p in PACKAGE.iterdir() if p.is_dir()}
    return {name[1] if len(name) > 1 and name[1] in parts else "__init__" for name in ours}


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=[p.relative_to(PACKAGE).as_posix() for p in MODULES])
def test_no_arrow_points_up(path: Path) -> None:
    assert part(path) in MAY_IMPORT, f"{part(path)} has no place in the order of the parts: give it one here"
    up = imports(path) - MAY_IMPORT[part(path)] - {part(path)}
    assert not up, f"dragoman.{part(path)} may not import {', '.join(sorted(up))}"


def test_the_walk_sees_imports() -> None:
    """Were the walk blind, the test above could not fail."""
    assert {"reading", "text", "parsing", "actors", "events"} <= imports(PACKAGE / "pipeline.py")
