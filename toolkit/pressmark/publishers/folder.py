"""Publishes a release to a folder, such as a mounted share or a web server's root.

Needs: a folder that can be written to, or that can be made.

Does: copies the release to PLACE/NAME/X.Y.Z whole or not at all, compares every file with its checksum there, and
lists it in PLACE/NAME/index.json, where it also marks the versions as yanked that are so beside the release. A release
that is already there with the same content is left as it is; one with other content is refused.

Undo: remove the folder of the version and its entry in index.json; better, mark the entry as yanked, so that those who
loaded it are told.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pressmark.contracts.package import open_package
from pressmark.errors import PackageError
from pressmark.files import swhid, verify_manifest, whole_folder
from pressmark.publishers.base import Step
from pressmark.records.index import carry_marks, write_index


def recognises(place: str) -> bool:
    """Returns whether a place is a path and no address."""
    return "://" not in place


def plan(release: Path, place: str) -> tuple[Step, ...]:
    """Returns the copy and the entry in the index."""
    package = open_package(release)
    collection = Path(place) / package.name
    copy = Step("copy", release, collection / str(package.descriptor["version"]))
    return (copy, Step("index", release, collection))


def deliver(step: Step) -> None:
    """Copies the release, or lists it."""
    if step.action == "index":
        write_index(step.target, step.target.name)
        carry_marks(step.source.resolve().parent, step.target)
        return
    verify_manifest(step.source)
    if step.target.exists():
        if swhid(step.target) != swhid(step.source):
            raise PackageError(
                "holds another release of this version", where=str(step.target), remedy="release a new version"
            )
        return
    with whole_folder(step.target, replace=False) as folder:
        shutil.copytree(step.source, folder, dirs_exist_ok=True)
        verify_manifest(folder)
