"""Reads and writes the `index.json` beside a dataset's releases: the only file that ever changes there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressmark.contracts.package import open_package
from pressmark.errors import PackageError
from pressmark.files import settled_json, swhid, write_whole
from pressmark.model.version import parse_version

INDEX = "index.json"
_RELEASE = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?")


def read_index(collection: Path) -> Mapping[str, Any] | None:
    """Returns the index of a collection of releases, or None where there is none."""
    path = collection / INDEX
    if not path.is_file():
        return None
    try:
        index = json.loads(path.read_bytes())
        versions = index["versions"]
        known = all({"version", "date", "content_root", "swhid", "status"} <= set(entry) for entry in versions)
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise PackageError(
            "is not an index of releases", where=INDEX, remedy="restore it, or delete it and release again"
        )
    found: Mapping[str, Any] = index
    return found


def entry_of(folder: Path) -> dict[str, Any]:
    """Returns the index entry of one release folder."""
    release = open_package(folder).descriptor
    return {
        "version": release["version"],
        "date": str(release["created"])[:10],
        "content_root": release["articles:contentRoot"],
        "swhid": swhid(folder),
        "status": "current",
    }


def write_index(collection: Path, name: str) -> Mapping[str, Any]:
    """Adds every release folder that the index lacks, newest last, and returns the index.

    Known entries stay as they are. A run that was stopped between the release and its entry is made good by the next.
    """
    before = read_index(collection)
    known = {entry["version"]: entry for entry in (before or {"versions": []})["versions"]}
    for folder in collection.iterdir():
        if folder.is_dir() and _RELEASE.fullmatch(folder.name) and folder.name not in known:
            known[folder.name] = entry_of(folder)
    versions = sorted(known.values(), key=lambda entry: parse_version(entry["version"]).order)
    index = {"name": name, "versions": versions}
    if index != before:
        write_whole(collection / INDEX, settled_json(index))
    return index


def newest(index: Mapping[str, Any]) -> str | None:
    """Returns the newest version that is not yanked and no pre-release, or the newest at all."""
    current = [entry["version"] for entry in index["versions"] if entry["status"] == "current"]
    stable = [version for version in current if "-" not in version]
    known: list[str] = stable or current
    return known[-1] if known else None
