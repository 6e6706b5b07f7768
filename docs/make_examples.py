"""Makes the newest release of each example dataset anew from its sources, and puts it under `datapackages/`.

`make examples` runs this after a change to the toolkit or to the sources. A release is remade only as long as no tag of
the repository holds it: what was published stays as it is, and a change to it becomes a new version here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pressmark
from pressmark.files import settled_json
from pressmark.records.index import INDEX, read_index

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = ROOT / "datapackages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example dataset: where its sources and its configuration lie, and its newest version with the day of it."""

    name: str
    sources: Path
    config: Path
    version: str
    issued: date

    @property
    def collection(self) -> Path:
        """Returns the folder of its published versions."""
        return PUBLISHED / self.name


EXAMPLES = (
    Example(
        name="harbour-press",
        sources=PUBLISHED / "sources/harbour-press",
        config=PUBLISHED / "sources/harbour-press/pressmark.toml",
        version="0.1.0",
        issued=date(2026, 11, 23),
    ),
    Example(
        name="globalresearch-print",
        sources=ROOT / "../shared/cases/globalresearch-print/000_f1c1048f42838813.txt",
        config=PUBLISHED / "sources/globalresearch-print/pressmark.toml",
        version="0.1.0",
        issued=date(2026, 11, 23),
    ),
)


def main(names: Sequence[str]) -> int:
    """Makes the named examples, or all; returns 1 where one fails its validation."""
    chosen = [example for example in EXAMPLES if not names or example.name in names]
    return max(map(renewed, chosen), default=0)


def renewed(example: Example) -> int:
    """Makes one example and says what became of it."""
    if not example.sources.exists():
        print(f"{example.name}: left as it is, since its sources are not at hand ({example.sources.name})")
        return 0
    if tag := tagged(example):
        print(f"{example.name} {example.version}: left as it is, since it was published with {tag}")
        return 0
    with tempfile.TemporaryDirectory() as work:
        release = make(example, Path(work))
        if release is None:
            return 1
        published = example.collection / example.version
        forget(example)
        pressmark.publish(release, str(PUBLISHED))
    print(f"{example.name} {example.version}: made anew in {published.relative_to(ROOT).as_posix()}")
    return 0


def make(example: Example, work: Path) -> Path | None:
    """Returns the release of an example, made in a folder of its own; None where its package does not pass."""
    package = work / "package"
    pressmark.convert(example.sources, to=package, config=example.config)
    report = pressmark.validate(package, today=example.issued)
    if not report.passed():
        print(f"{example.name}: {report.count('error')} errors; see pressmark validate")
        return None
    releases = work / "releases"
    pressmark.release(package, to=releases, report=report, issued=example.issued, version=example.version)
    return releases / example.name / example.version


def forget(example: Example) -> None:
    """Removes the release that stands there, and its entry in the index, which the tool itself never changes."""
    shutil.rmtree(example.collection / example.version, ignore_errors=True)
    path = example.collection / INDEX
    index = read_index(example.collection)
    if index is not None:
        others = [entry for entry in index["versions"] if entry["version"] != example.version]
        path.write_bytes(settled_json({**index, "versions": others}).encode())


def tagged(example: Example) -> str | None:
    """Returns the first tag of the repository that holds the release."""
    place = (example.collection / example.version).relative_to(ROOT).as_posix()
    for tag in _git("tag", "--list"):
        if _git("ls-tree", tag, "--", place):
            return tag
    return None


def _git(*words: str) -> list[str]:
    git = shutil.which("git")
    if git is None:
        return []
    return subprocess.run([git, *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
