"""What many tests begin with, made once: the packages of the island and the garden, and the island's first release."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from stages.broken import released
from stages.garden import planted
from stages.island import NAME, issued, packed

from pressmark.contracts.package import FORMATS, Package, open_package


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Returns the package; a test that changes it copies it first."""
    return packed(tmp_path_factory.mktemp("package") / "lantern")


@pytest.fixture(scope="session")
def dataset(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns the folder of a dataset with version 1.0.0; a test that changes it copies it first."""
    return issued(package, tmp_path_factory.mktemp("releases"), version="1.0.0").folder.parent


@pytest.fixture(scope="session")
def in_every_format(package: Package, dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Returns version 1.0.0 by its format; a test that changes one copies it first."""
    others = {form: released(tmp_path_factory.mktemp(form), form) for form in FORMATS if form != package.format}
    return {package.format: dataset / "1.0.0", **others}


@pytest.fixture(scope="session")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Returns the package of the garden; a test that changes it copies it first."""
    return planted(tmp_path_factory.mktemp("garden"))


@pytest.fixture
def own(package: Package, tmp_path: Path) -> Package:
    """Returns a copy of the package that a test may change."""
    return open_package(Path(shutil.copytree(package.folder, tmp_path / "package")))


@pytest.fixture
def releases(dataset: Path, tmp_path: Path) -> Path:
    """Returns a folder of releases with version 1.0.0 that a test may change."""
    shutil.copytree(dataset, tmp_path / "releases" / NAME)
    return tmp_path / "releases"
