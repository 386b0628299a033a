"""The documentation says what the program does, or fails here."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from dragoman.parsing.language import PINNED
from dragoman.reading.registry import extensions
from dragoman.records import SILENCE

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text("utf-8")


def _generator() -> ModuleType:
    spec = spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = _generator()


@pytest.mark.parametrize("name", GENERATOR.PAGES)
def test_generated_page_is_fresh(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == GENERATOR.page(name), "stale: run python docs/generate.py"


def test_every_silence_is_explained() -> None:
    page = (DOCS / "silence.md").read_text("utf-8")
    assert [reason for reason in SILENCE if f"`{reason}`" not in page] == []


def test_the_manual_names_every_page() -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    assert [p.name for p in DOCS.glob("*.md") if p.name != "index.md" and f"({p.name})" not in index] == []


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda p: p.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_model_page_names_the_pinned_digests() -> None:
    page = (DOCS / "model.md").read_text("utf-8")
    assert all(digest in page and package in page for package, digest in PINNED.items())


def test_every_readable_form_is_named() -> None:
    page = (DOCS / "index.md").read_text("utf-8")
    spelled_otherwise = {"htm", "xhtml", "text", "ndjson", "wet"}
    assert [e for e in extensions() if e not in spelled_otherwise and f".{e}" not in page] == []


def test_the_readme_has_its_two_commands() -> None:
    """`.ci/run` takes them from here and runs them as they stand."""
    commands = [line for line in README.splitlines() if line.startswith("python3 -m venv ")]
    assert len(commands) == 2
    assert "dragoman code examples/reports" in commands[0]
    assert commands[1].endswith("-m pytest")


def test_the_lock_holds_what_pyproject_asks_for() -> None:
    done = subprocess.run([sys.executable, ".ci/lock.py"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    needed = {line.split("==")[0] for line in done.stdout.splitlines() if "==" in line}
    locked = {line.split("==")[0] for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines()}
    assert sorted(needed - locked) == [], "renew it: python .ci/lock.py > requirements.lock"
