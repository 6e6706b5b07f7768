"""Says which folder may become a package."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pressmark.contracts.package import DESCRIPTOR, open_package
from pressmark.errors import PackageError


def check_target(target: Path, sources: Iterable[Path]) -> None:
    """Raises PackageError where a folder holds something else than a package, or lies inside a source."""
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / DESCRIPTOR).is_file()):
        raise PackageError("exists and is no package", where=str(target), remedy="choose another folder for --to")
    if (target / DESCRIPTOR).is_file() and open_package(target).kind == "release":
        raise PackageError("is a release", where=str(target), remedy="a release is never edited; choose another folder")
    for source in sources:
        if target.resolve() == source.resolve() or source.resolve() in target.resolve().parents:
            raise PackageError("lies inside a source", where=str(target), remedy="choose a folder outside the sources")


def below(folder: Path, name: str) -> Path:
    """Returns a new folder below another."""
    made = folder / name
    made.mkdir()
    return made
