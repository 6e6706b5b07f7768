"""Opens a release to be read in full: its files and its content are what they were when it was made."""

from __future__ import annotations

from pathlib import Path

from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.contracts.tables import TABLES
from pressmark.errors import IntegrityError, PackageError
from pressmark.files import verify_manifest
from pressmark.records.hashing import content_root
from pressmark.records.index import newest, read_index


def verified_release(place: Path) -> Package:
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
    return package
