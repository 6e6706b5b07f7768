"""Publishes a release to a place, by the publisher that knows the place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pressmark.contracts.package import open_package
from pressmark.errors import PackageError
from pressmark.files import verify_manifest
from pressmark.publishers.base import Step
from pressmark.registry import Shelf

PUBLISHERS = Shelf("publisher", "pressmark.publishers")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a publication did, or would do."""

    publisher: str
    steps: tuple[Step, ...]
    done: bool


def publish(release: Path | str, place: str, *, dry_run: bool = False) -> Receipt:
    """Delivers a verified release to a place; `dry_run` only says what would be done.

    Raises:
        PackageError: where the release is none, was changed, or no publisher knows the place.
    """
    folder = Path(release)
    if open_package(folder).kind != "release":
        raise PackageError("is a package and no release", where=str(folder), remedy="pressmark release makes one")
    verify_manifest(folder)
    name = next((name for name, kind in PUBLISHERS.items() if kind.recognises(place)), None)
    if name is None:
        raise PackageError(
            "no publisher knows this place", where=place, remedy="`pressmark list publishers` names them"
        )
    steps: tuple[Step, ...] = PUBLISHERS[name].plan(folder, place)
    if not dry_run:
        for step in steps:
            PUBLISHERS[name].deliver(step)
    return Receipt(name, steps, done=not dry_run)
