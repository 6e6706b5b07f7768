"""Finds the published schemas, wherever this copy of Pressmark keeps them.

In a checkout (and in an editable install, which points at one) the schemas lie beside `toolkit/`, where people read
them; a wheel carries the same files inside the package. Everything else asks here and never learns the difference.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def schema_folder() -> Traversable:
    """Returns the folder that holds every schema: the package's own, or else the checkout's."""
    packed = files("pressmark") / "schemas"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[3] / "schemas"


def schema_path(name: str) -> Traversable:
    """Returns the place of one schema by its path below `schemas/`, such as `articles/1.0/tables/articles.json`."""
    return schema_folder().joinpath(*name.split("/"))
