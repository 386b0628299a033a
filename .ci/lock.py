"""Print the exact versions of everything Dragoman needs, as installed here: python .ci/lock.py > requirements.lock"""

import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Tools of pip itself: each Python brings or fetches the one that fits it.
LEFT_OUT = {"pip", "setuptools", "wheel"}


def locked() -> dict[str, str]:
    """Return name -> version of all that pyproject.toml asks for, for use and for tests, and of what that needs."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    todo = [Requirement(line) for line in (*project["dependencies"], *project["optional-dependencies"]["test"])]
    versions: dict[str, str] = {}
    while todo:
        wanted = todo.pop()
        name = canonicalize_name(wanted.name)
        if name in LEFT_OUT or (name in versions and not wanted.extras):
            continue
        installed = distribution(name)
        versions[name] = installed.version
        for line in installed.requires or ():
            needed = Requirement(line)
            marker = needed.marker
            # An extra may be written with "_" by the one who asks and with "-" by the one who offers it.
            extras = ("", *wanted.extras, *map(canonicalize_name, wanted.extras))
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
                todo.append(needed)
    return versions


if __name__ == "__main__":
    python = ".".join(map(str, sys.version_info[:2]))
    print(f"# The exact versions tested (Python {python}). Use: pip install -c requirements.lock -e .")
    print("# Made by: python .ci/lock.py > requirements.lock")
    for name, version in sorted(locked().items()):
        print(f"{name}=={version}")
