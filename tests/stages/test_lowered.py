"""Releases that allow less than the one before: the step that they take, and the tombstones of the texts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from stages.island import BELL, NAME, Edits, issued, packed, sources

from pressmark.contracts.package import Package, open_package
from pressmark.errors import ReleaseError
from pressmark.stages.validate import validate

CLOSED: Edits = {
    "bell.md": {
        "This article is licensed under [Creative Commons Attribution 4.0 International]"
        "(https://creativecommons.org/licenses/by/4.0/).": "All rights reserved."
    }
}
MORE = {"more.jsonl": json.dumps({"id": "9", "title": "Lamp Oil Arrives", "language": "en", "text": "The oil came."})}
RELICENSED: Edits = {"pressmark.toml": {'"CC0-1.0"': '"CC-BY-4.0"'}}


@pytest.fixture
def releases(dataset: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dataset, tmp_path / "releases" / NAME)).parent


def following(releases: Path, edits: Edits, more: dict[str, str] | None = None, **options: Any) -> Package:
    """Releases changed sources after the newest release."""
    work = releases.parent / f"work-{len(list(releases.parent.iterdir()))}"
    package = packed(work / "package", sources(work / "in", edits, more), previous=releases / NAME / "1.0.0")
    return issued(package, releases, **options).package


def graves(release: Package) -> list[tuple[Any, ...]]:
    columns = ("article_id", "withdrawn_in", "reason", "scope")
    return list(release.scan("tombstones").select(columns).collect().iter_rows())


def test_a_text_that_the_gate_closes_has_a_tombstone_until_it_is_shown_again(releases: Path) -> None:
    closed = following(releases, CLOSED)
    assert graves(closed) == [(BELL, "2.0.0", "under-review", "text")]
    assert BELL not in closed.scan("texts").collect()["article_id"].to_list()
    assert validate(closed.folder).count("error") == 0
    still = following(releases, CLOSED, MORE)
    assert graves(still) == graves(closed)
    again = following(releases, {}, MORE)
    assert BELL in again.scan("texts").collect()["article_id"].to_list()
    assert graves(again) == []


def test_another_licence_of_the_dataset_is_a_major_step(releases: Path) -> None:
    with pytest.raises(ReleaseError, match="too small a step"):
        following(releases, RELICENSED, version="1.1.0")
    found = following(releases, RELICENSED)
    assert found.descriptor["version"] == "2.0.0"
    assert "CC-BY-4.0" in (found.folder / "CHANGELOG.md").read_text("utf-8").split("## [1.0.0]")[0]
    assert validate(found.folder).count("error") == 0


@pytest.mark.parametrize(("version", "taken"), [("2.0.0-rc.1", True), ("1.1.0-rc.1", False)])
def test_a_pre_release_takes_the_step_of_its_release(version: str, taken: bool, releases: Path) -> None:
    if not taken:
        with pytest.raises(ReleaseError, match="too small a step"):
            following(releases, CLOSED, version=version)
        return
    assert open_package(following(releases, CLOSED, version=version).folder).descriptor["version"] == version
