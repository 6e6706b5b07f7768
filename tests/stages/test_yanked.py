"""Versions that show what was withdrawn are marked, their files stay, and whoever asks for them is told."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest
from stages.bell import (
    EDITED,
    OIL,
    bindings,
    decided,
    out,
    page,
    statuses,
    tombstones,
    withdrawn,
)
from stages.island import BELL, FERRY, LADDER, NAME, packed, sources, tree

import pressmark as face
from pressmark.contracts.package import Package, open_package
from pressmark.errors import PackageError
from pressmark.files import verify_manifest
from pressmark.records.index import INDEX
from pressmark.stages.validate import validate

# Releases.


def test_versions_that_never_held_it_stay_current(own: Package, releases: Path, tmp_path: Path) -> None:
    grown = packed(own.folder, sources(tmp_path / "in", more=OIL))
    out(grown, releases)
    (oil,) = set(decided(grown)) - set(decided(open_package(releases / NAME / "1.0.0")))
    files = {version: tree(releases / NAME / version) for version in ("1.0.0", "1.1.0")}
    done = withdrawn(grown, oil, releases=releases)
    assert done.yanked == ("1.1.0",)
    assert withdrawn(grown, oil, releases=releases).yanked == ()
    released = out(grown, releases)
    assert released.work.version == "2.0.0"
    said = ("yanked", f"{oil} was withdrawn (privacy)")
    assert statuses(releases / NAME) == {"1.0.0": ("current", None), "1.1.0": said, "2.0.0": ("current", None)}
    assert {version: tree(releases / NAME / version) for version in files} == files
    for version in files:
        verify_manifest(releases / NAME / version)


def test_a_text_yanks_only_what_shows_it(own: Package, releases: Path) -> None:
    assert withdrawn(own, FERRY, BELL, scope="text", releases=releases, dry_run=True).yanked == ("1.0.0",)
    assert withdrawn(own, FERRY, scope="text", releases=releases).yanked == ()


def test_a_duplicate_is_no_reason_to_leave_a_version(own: Package, releases: Path) -> None:
    withdrawn(own, LADDER, reason="duplicate", replaced_by=FERRY, releases=releases)
    assert out(own, releases).yanked == ()
    assert statuses(releases / NAME)["1.0.0"] == ("current", None)


def test_a_stopped_run_is_made_good_by_the_next(own: Package, releases: Path, tmp_path: Path) -> None:
    withdrawn(own, BELL)
    index = releases / NAME / INDEX
    before = index.read_bytes()
    out(own, releases)
    after = json.loads(index.read_bytes())
    index.write_bytes(before)  # as a run leaves it that was stopped once the release was in its place
    other = packed(tmp_path / "other", sources(tmp_path / "in", more={"bell.md": "", **OIL}))
    out(other, releases)
    assert json.loads(index.read_bytes())["versions"][:2] == after["versions"]


def test_a_reason_that_a_person_gave_stays(own: Package, releases: Path) -> None:
    index = json.loads((releases / NAME / INDEX).read_bytes())
    index["versions"][0] |= {"status": "yanked", "reason": "a table was cut off"}
    (releases / NAME / INDEX).write_text(json.dumps(index), "utf-8")
    withdrawn(own, BELL, releases=releases)
    assert statuses(releases / NAME)["1.0.0"] == ("yanked", "a table was cut off")
    assert out(own, releases).work.version == "2.0.0"


def test_whoever_loads_is_told(own: Package, releases: Path) -> None:
    withdrawn(own, BELL, releases=releases)
    with pytest.raises(PackageError, match="names no version that is current"):
        face.load(releases / NAME)
    out(own, releases)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert face.load(releases / NAME).version == "2.0.0"
    for place, version in ((releases / NAME, "1.0.0"), (releases / NAME / "1.0.0", None)):
        with pytest.warns(UserWarning, match=rf"1\.0\.0 was yanked: {BELL} was withdrawn \(privacy\)"):
            assert face.load(place, version).version == "1.0.0"


def test_an_article_of_an_earlier_release_alone(own: Package, releases: Path, tmp_path: Path) -> None:
    without = packed(own.folder, sources(tmp_path / "in", more={"bell.md": ""}))
    with pytest.raises(PackageError, match=f"no article is called '{BELL}'"):
        withdrawn(without, BELL)
    done = withdrawn(without, BELL, releases=releases)
    assert (done.withdrawn, done.yanked) == ((BELL,), ("1.0.0",))
    released = out(without, releases)
    assert tombstones(released.package) == {BELL: ("2.0.0", "privacy", "record")}
    back = packed(own.folder, sources(tmp_path / "back", more={"bell.md": "", "new.md": page("On the Reef", EDITED)}))
    assert list(bindings(back).values()) == [(f"record {BELL}", "like-text")]


def test_a_reason_that_is_given_later_is_the_tombstones(own: Package, releases: Path, tmp_path: Path) -> None:
    without = packed(own.folder, sources(tmp_path / "in", more={"bell.md": ""}))
    assert tombstones(out(without, releases).package) == {BELL: ("2.0.0", "under-review", "record")}
    withdrawn(without, BELL, releases=releases)
    assert tombstones(out(without, releases).package) == {BELL: ("2.0.0", "privacy", "record")}


def test_a_text_first_and_then_the_record(own: Package, releases: Path) -> None:
    withdrawn(own, BELL, scope="text", reason="rights-holder-request")
    out(own, releases)
    assert withdrawn(own, BELL).withdrawn == (BELL,)
    released = out(own, releases).package
    assert released.descriptor["version"] == "3.0.0"
    assert tombstones(released) == {BELL: ("3.0.0", "privacy", "record")}
    assert validate(released.folder).passed()
    assert withdrawn(own, BELL, scope="text").already == (BELL,)
