"""Knows archives that are one publication's export, and no archive of files of their own."""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from pathlib import Path

from pressmark.archives.faults import BROKEN

_POSTS = "posts.csv"


def is_publication(location: Path) -> bool:
    """Returns whether a ZIP is the export of a newsletter at Substack: a list of posts, and their texts beside it."""
    try:
        with zipfile.ZipFile(location) as archive:
            return listed_in(archive.namelist()) is not None
    except BROKEN:
        return False


def listed_in(names: Collection[str]) -> str | None:
    """Returns the name of the list of posts among the members, or None where there is none with texts beside it."""
    for name in names:
        folder = name.removesuffix(_POSTS)
        if name == f"{folder}{_POSTS}" and folder.count("/") <= 1 and (not folder or folder.endswith("/")):
            texts = f"{folder}posts/"
            if any(other.startswith(texts) and other.endswith(".html") for other in names):
                return name
    return None
