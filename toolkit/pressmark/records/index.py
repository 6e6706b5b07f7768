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
    for folder in release_folders(collection):
        if folder.name not in known:
            known[folder.name] = entry_of(folder)
    versions = sorted(known.values(), key=lambda entry: parse_version(entry["version"]).order)
    index = {"name": name, "versions": versions}
    if index != before:
        write_whole(collection / INDEX, settled_json(index))
    return index


def release_folders(collection: Path) -> list[Path]:
    """Returns the folders of the releases of a collection, by their names."""
    found = collection.iterdir() if collection.is_dir() else ()
    return sorted(folder for folder in found if folder.is_dir() and _RELEASE.fullmatch(folder.name))


def yank(collection: Path, holding: Mapping[str, Mapping[str, str]], *, write: bool = True) -> tuple[str, ...]:
    """Marks versions as yanked that hold what was withdrawn, and returns those that were not marked so before.

    Args:
        collection: The folder of the releases, with its index.
        holding: By version, the articles that it holds and why each was withdrawn.
        write: Whether to write the index, and not only to say what would be marked.

    A reason that a person wrote stays; one that was written here is written anew, so that a run that was stopped is
    made good by the next.
    """
    before = read_index(collection)
    if before is None:
        return ()
    entries = [_yanked(entry, holding.get(entry["version"], {})) for entry in before["versions"]]
    index = {**before, "versions": entries}
    if write and index != before:
        write_whole(collection / INDEX, settled_json(index))
    pairs = zip(before["versions"], entries, strict=True)
    return tuple(new["version"] for old, new in pairs if new["status"] != old["status"])


def carry_marks(source: Path, target: Path) -> None:
    """Marks in one index what another marks as yanked, of the versions that are the same in both."""
    own, other = read_index(target), read_index(source)
    if own is None or other is None:
        return
    marks = {(entry["version"], entry["content_root"]): entry for entry in other["versions"] if yanked_because(entry)}
    entries = [_as_marked(entry, marks.get((entry["version"], entry["content_root"]))) for entry in own["versions"]]
    if entries != own["versions"]:
        write_whole(target / INDEX, settled_json({**own, "versions": entries}))


def _as_marked(entry: Mapping[str, Any], mark: Mapping[str, Any] | None) -> dict[str, Any]:
    said = {name: mark[name] for name in ("status", "reason", "withdrawn") if name in mark} if mark else {}
    return {**entry, **said}


def _yanked(entry: Mapping[str, Any], held: Mapping[str, str]) -> dict[str, Any]:
    known = {**entry.get("withdrawn", {}), **held}
    if not held or known == entry.get("withdrawn"):
        return dict(entry)
    said = entry.get("reason") if "withdrawn" not in entry else None
    return {
        **entry,
        "status": "yanked",
        "reason": said or _reason(known),
        "withdrawn": {article_id: known[article_id] for article_id in sorted(known)},
    }


def _reason(withdrawn: Mapping[str, str]) -> str:
    """Returns in words why a version that holds withdrawn articles is yanked."""
    reasons, ids = ", ".join(sorted(set(withdrawn.values()))), sorted(withdrawn)
    what = f"{ids[0]} was" if len(ids) == 1 else f"{len(ids)} articles were"
    return f"{what} withdrawn ({reasons})"


def entry_beside(release: Path) -> Mapping[str, Any] | None:
    """Returns what the index beside a release says of it, or None where there is none."""
    entries = (read_index(release.resolve().parent) or {"versions": []})["versions"]
    return next((entry for entry in entries if entry["version"] == release.resolve().name), None)


def yanked_because(entry: Mapping[str, Any] | None) -> str | None:
    """Returns why a version is yanked, or None where it is not."""
    if entry is None or entry["status"] != "yanked":
        return None
    return str(entry.get("reason", "no reason is given"))


def latest(index: Mapping[str, Any]) -> str | None:
    """Returns the version that the next one follows: the newest that is no pre-release, yanked or not."""
    versions: list[str] = [entry["version"] for entry in index["versions"]]
    stable = [version for version in versions if "-" not in version]
    known = stable or versions
    return known[-1] if known else None


def newest(index: Mapping[str, Any]) -> str | None:
    """Returns the newest version that is not yanked and no pre-release, or the newest at all."""
    current = [entry["version"] for entry in index["versions"] if entry["status"] == "current"]
    stable = [version for version in current if "-" not in version]
    known: list[str] = stable or current
    return known[-1] if known else None
