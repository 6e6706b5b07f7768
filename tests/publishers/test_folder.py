"""The folder: its plan changes nothing, its delivery is whole and verified, and doing it again changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from stages.island import BELL, NAME, issued, packed, sources, tree

from pressmark.contracts.package import Package
from pressmark.errors import IntegrityError, PackageError
from pressmark.files import swhid
from pressmark.publishers import folder
from pressmark.publishers.base import Step
from pressmark.records.index import read_index, yank
from pressmark.stages.load import load
from pressmark.stages.publish import publish

PLACES = [
    ("/srv/datasets", True),
    ("datasets", True),
    ("C:\\datasets", True),
    ("https://example.org/datasets", False),
    ("s3://bucket/datasets", False),
]


@pytest.mark.parametrize(("place", "known"), PLACES)
def test_a_path_is_a_folder_and_an_address_is_none(place: str, known: bool) -> None:
    assert folder.recognises(place) == known


def test_the_plan_says_what_is_done_and_does_nothing(dataset: Path, tmp_path: Path) -> None:
    release, place = dataset / "1.0.0", tmp_path / "place"
    steps = folder.plan(release, str(place))
    assert steps == (Step("copy", release, place / NAME / "1.0.0"), Step("index", release, place / NAME))
    assert [str(step) for step in steps] == [f"copy 1.0.0 to {place}/{NAME}/1.0.0", f"index 1.0.0 to {place}/{NAME}"]
    assert publish(release, str(place), dry_run=True).steps == steps
    assert not publish(release, str(place), dry_run=True).done
    assert not place.exists()


def test_a_delivery_is_the_release_and_its_entry(dataset: Path, tmp_path: Path) -> None:
    receipt = publish(dataset / "1.0.0", str(tmp_path))
    assert (receipt.publisher, receipt.done) == ("folder", True)
    assert tree(tmp_path) == {f"{NAME}/{name}": digest for name, digest in tree(dataset).items()}
    assert swhid(tmp_path / NAME / "1.0.0") == (read_index(dataset) or {})["versions"][0]["swhid"]
    assert load(tmp_path / NAME).version == "1.0.0"


def test_a_delivery_that_is_done_again_changes_nothing(dataset: Path, tmp_path: Path) -> None:
    publish(dataset / "1.0.0", str(tmp_path))
    written = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    publish(dataset / "1.0.0", str(tmp_path))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == written


def test_another_release_of_the_version_is_refused(dataset: Path, tmp_path: Path) -> None:
    publish(dataset / "1.0.0", str(tmp_path / "place"))
    before = tree(tmp_path / "place")
    changed = packed(tmp_path / "package", sources(tmp_path / "in", {"wire.jsonl": {"A Ladder Is": "No Ladder Is"}}))
    other = issued(changed, tmp_path / "releases", version="1.0.0").folder
    with pytest.raises(PackageError, match="holds another release of this version"):
        publish(other, str(tmp_path / "place"))
    assert tree(tmp_path / "place") == before


def test_versions_stand_side_by_side_and_the_index_keeps_what_people_said(dataset: Path, tmp_path: Path) -> None:
    publish(dataset / "1.0.0", str(tmp_path / "place"))
    index = tmp_path / "place" / NAME / "index.json"
    yanked = index.read_text("utf-8").replace('"status": "current"', '"status": "yanked",\n      "reason": "a name"')
    index.write_text(yanked, "utf-8")
    changed = packed(tmp_path / "package", sources(tmp_path / "in", {"wire.jsonl": {"A Ladder Is": "No Ladder Is"}}))
    publish(issued(changed, tmp_path / "releases", version="1.1.0").folder, str(tmp_path / "place"))
    entries = (read_index(index.parent) or {})["versions"]
    assert [(entry["version"], entry["status"], entry.get("reason")) for entry in entries] == [
        ("1.0.0", "yanked", "a name"),
        ("1.1.0", "current", None),
    ]
    assert load(index.parent).version == "1.1.0"


def test_what_is_no_whole_release_is_not_delivered(package: Package, dataset: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(dataset / "1.0.0", tmp_path / "1.0.0"))
    (copy / "README.md").write_text("Nothing.")
    with pytest.raises(IntegrityError, match=r"README\.md: differs from its checksum"):
        publish(copy, str(tmp_path / "place"))
    with pytest.raises(PackageError, match="is a package and no release"):
        publish(package.folder, str(tmp_path / "place"))
    with pytest.raises(PackageError, match="no publisher knows this place"):
        publish(dataset / "1.0.0", "gopher://example.org/")
    assert not (tmp_path / "place").exists()


def test_what_is_yanked_beside_the_release_is_yanked_at_the_place(dataset: Path, tmp_path: Path) -> None:
    own, place = Path(shutil.copytree(dataset, tmp_path / "own" / NAME)), tmp_path / "place"
    publish(own / "1.0.0", str(place))
    yank(own, {"1.0.0": {BELL: "privacy"}})
    published = tree(place / NAME / "1.0.0")
    publish(own / "1.0.0", str(place))
    assert read_index(place / NAME) == read_index(own)
    assert tree(place / NAME / "1.0.0") == published
