"""What stands against a release: nothing is written then, and what is missing or wrong is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from stages.island import (
    DAY,
    clean,
    issued,
    packed,
    sources,
)

from pressmark.contracts.package import Package, open_package
from pressmark.errors import ReleaseError
from pressmark.model.report import Outcome
from pressmark.stages.release import release


def test_errors_stand_against_a_release_unless_contained(package: Package, tmp_path: Path) -> None:
    report = clean(package)
    bad = replace(report, outcomes=(Outcome(rule="date-impossible", outcome="failed", errors=2),))
    with pytest.raises(ReleaseError, match="2 errors stand against it"):
        release(package.folder, to=tmp_path, report=bad, issued=DAY)
    held = replace(report, outcomes=(Outcome(rule="date-impossible", outcome="failed", contained=2, warnings=1),))
    assert release(package.folder, to=tmp_path, report=held, issued=DAY).work.findings[0].label == "date-impossible"


def test_a_report_of_other_content_is_refused(package: Package, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="judges other content"):
        release(package.folder, to=tmp_path, report=replace(clean(package), content_root="0" * 64), issued=DAY)
    assert not list(tmp_path.iterdir())


def test_what_is_missing_is_named_and_never_made_up(tmp_path: Path) -> None:
    edits = {"pressmark.toml": {'homepage = "https://example.org/skerry-lantern"\n': "", 'license = "CC0-1.0"\n': ""}}
    package = packed(tmp_path / "package", sources(tmp_path / "in", edits))
    with pytest.raises(ReleaseError, match=r"dataset\.license, dataset\.homepage not given"):
        issued(package, tmp_path / "releases")
    assert not (tmp_path / "releases").exists()


def test_a_release_is_not_released(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="is a release already"):
        issued(open_package(dataset / "1.0.0"), tmp_path)


def test_a_profile_lowers_all_and_a_strict_one_refuses(package: Package, tmp_path: Path) -> None:
    metadata = issued(package, tmp_path, profile="metadata")
    assert {label.label for label in metadata.work.profiles} == {"metadata"}
    assert "texts" not in metadata.package.paths
    assert not metadata.lowered
    full = issued(package, tmp_path / "full", profile="fulltext")
    assert len(full.lowered) == 5
    assert full.work.release_profile == "mixed"
    with pytest.raises(ReleaseError, match="5 articles may not show fulltext"):
        issued(package, tmp_path / "strict", profile="fulltext", strict_profile=True)
    assert not (tmp_path / "strict").exists()
