"""Finds a release by the folder that it is, or by its version in the folder of a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pressmark.contracts.package import DESCRIPTOR, open_package
from pressmark.errors import PackageError
from pressmark.files import MANIFEST
from pressmark.records.index import INDEX, entry_beside, newest, read_index


def find_release(place: Path, version: str | None) -> tuple[Path, Mapping[str, str] | None]:
    """Returns the folder of a release, and its entry in the index where there is one.

    Args:
        place: The folder of a dataset (with `index.json`), or of one release.
        version: The version; by default the newest that is neither yanked nor a pre-release.

    Raises:
        PackageError: where there is no such release.
    """
    index = read_index(place)
    if index is None:
        found = place if any((place / name).is_file() for name in (DESCRIPTOR, MANIFEST)) else None
        if found is None:
            raise PackageError(
                "holds neither a release nor an index of releases", where=str(place), remedy=_remedy(place)
            )
        if version is not None and open_package(found).descriptor.get("version") != version:
            raise PackageError(
                f"is not version {version}", where=str(place), remedy="name the folder above the versions"
            )
        return found, entry_beside(found)
    versions = {entry["version"]: entry for entry in index["versions"]}
    chosen = version or newest(index)
    if chosen is None:
        raise PackageError("names no version that is current", where=str(place), remedy="ask for one with version=")
    if chosen not in versions:
        known = ", ".join(versions) or "none"
        raise PackageError(f"has no version {chosen}", where=str(place), remedy=f"there are: {known}")
    return place / chosen, versions[chosen]


def _remedy(place: Path) -> str:
    below = sorted(index.parent.name for index in place.glob(f"*/{INDEX}"))
    return f"name a dataset in it, such as {place / below[0]}" if below else "check the path"


def releases_below(collection: Path) -> Iterator[tuple[str, Path, Mapping[str, str] | None]]:
    """Yields the version, the folder and the entry of every release that a dataset's index lists, or that it lacks.

    Raises:
        PackageError: where there is no index.
    """
    index = read_index(collection)
    if index is None:
        raise PackageError("holds no index of releases", where=str(collection), remedy="name the folder of a dataset")
    listed = [entry["version"] for entry in index["versions"]]
    yield from ((entry["version"], collection / entry["version"], entry) for entry in index["versions"])
    for folder in sorted(collection.iterdir()):
        if folder.name not in listed and (folder / DESCRIPTOR).is_file():
            yield folder.name, folder, None
