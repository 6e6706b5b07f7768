"""Opens a release to be read in full: its files and its content are what they were when it was made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.contracts.tables import TABLES
from pressmark.errors import IntegrityError, PackageError
from pressmark.files import verify_manifest
from pressmark.records.hashing import content_root
from pressmark.records.index import newest, read_index


@dataclass(frozen=True, slots=True)
class Standing:
    """A release, and what the dataset around it says since: why it was yanked, and the releases after it."""

    package: Package
    yanked: str | None = None
    later: tuple[Package, ...] = ()

    @property
    def tombstones(self) -> pl.LazyFrame:
        """Returns the tombstones of the release and of those after it, the newest word on each article."""
        rows = [each.scan("tombstones") for each in (*reversed(self.later), self.package)]
        return pl.concat(rows).unique("article_id", keep="first", maintain_order=True)


def verified_release(place: Path) -> Standing:
    """Returns a release, or the newest of the dataset in a folder with an index.

    Raises:
        IntegrityError: where a file or the content is not what it was.
        PackageError: where there is no release.
    """
    index = None if (place / DESCRIPTOR).is_file() else read_index(place)
    version = newest(index) if index else None
    package = open_package(place / version if version else place)
    if package.kind != "release":
        raise PackageError("is a package and no release", where=str(place), remedy="name a release")
    verify_manifest(package.folder)
    if content_root({name: package.scan(name) for name in TABLES}) != package.descriptor.get("articles:contentRoot"):
        raise IntegrityError(
            "the content differs from the content root", where=package.folder.name, remedy="fetch the release again"
        )
    return _standing(package)


def _standing(package: Package) -> Standing:
    collection = package.folder.resolve().parent
    entries = (read_index(collection) or {"versions": []})["versions"]
    names = [entry["version"] for entry in entries]
    number = str(package.descriptor["version"])
    if number not in names or package.folder.resolve().name != number:
        return Standing(package)
    place = names.index(number)
    yanked = entries[place].get("reason", "no reason is given") if entries[place]["status"] == "yanked" else None
    folders = [collection / name for name in names[place + 1 :]]
    return Standing(package, yanked, tuple(open_package(each) for each in folders if (each / DESCRIPTOR).is_file()))
