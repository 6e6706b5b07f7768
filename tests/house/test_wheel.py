"""What the wheel and the sdist hold: everything that is needed and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from pressmark import __version__

ROOT = Path(__file__).resolve().parents[2]
SDIST = {
    *("toolkit", "schemas", "datapackages", "tests", "benchmarks", "docs"),
    *(".pre-commit-hooks.yaml", "action.yml"),
    *("CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "constraints.txt"),
    *("pyproject.toml", "PKG-INFO", ".gitignore"),
}


def files_below(folder: Path) -> set[str]:
    found = (place for place in folder.rglob("*") if place.is_file() and "__pycache__" not in place.parts)
    return {place.relative_to(folder).as_posix() for place in found}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with an sdist of this checkout, and the wheel that was built from that sdist."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return built / f"pressmark-{__version__}-py3-none-any.whl"


def test_the_wheel_holds_the_package_and_the_schemas(wheel: Path) -> None:
    package = {f"pressmark/{name}" for name in files_below(ROOT / "toolkit/pressmark")}
    schemas = {f"pressmark/schemas/{name}" for name in files_below(ROOT / "schemas")}
    facts = f"pressmark-{__version__}.dist-info"
    about = {f"{facts}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")}
    assert set(zipfile.ZipFile(wheel).namelist()) == package | schemas | about


def test_the_sdist_holds_the_project(built: Path) -> None:
    with tarfile.open(built / f"pressmark-{__version__}.tar.gz") as archive:
        names = {name.split("/", 2)[1] for name in archive.getnames() if "/" in name}
    assert names == SDIST


def test_schemas_are_found_inside_the_wheel(wheel: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pressmark.contracts import places; print(places.__file__);"
        "sys.stdout.write(places.schema_path('articles/1.0/tables/articles.json').read_text(encoding='utf-8'))"
    )
    command = [sys.executable, "-c", script, str(wheel)]
    where, text = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n", 1)
    assert wheel.name in where
    assert text == (ROOT / "schemas/articles/1.0/tables/articles.json").read_text(encoding="utf-8")


def test_schemas_are_found_in_the_checkout() -> None:
    from pressmark.contracts.places import schema_path

    assert schema_path("articles/1.0/tables/articles.json").is_file()
