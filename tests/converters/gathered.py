"""Gathers the cases of all converters, so that a new one joins the tests that hold for every kind."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pressmark.model.draft import Source
from pressmark.registry import Shelf

CASES = Path(__file__).parent / "cases"
CONVERTERS = Shelf("converter", "pressmark.converters")
_NO_SOURCES = frozenset({"site.toml", "pressmark.toml"})


def sources_of(converter: str) -> list[Path]:
    """Returns the inputs among the cases of a converter: all files but the expectations and the configuration."""
    files = (each for case in sorted((CASES / converter).iterdir()) if case.is_dir() for each in sorted(case.iterdir()))
    return [each for each in files if each.is_file() and each.stem != "expected" and each.name not in _NO_SOURCES]


def source_of(place: Path) -> Source:
    """Returns a file as a converter sees it."""
    data = place.read_bytes()
    return Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))
