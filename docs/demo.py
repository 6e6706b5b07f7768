"""Shows the whole way on real files: sources, package, validation, release, citation, and the data in hand.

Every step is a command that a reader can type again; what it writes lies in `demo/`, which is made anew each time.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl

import pressmark

ROOT = Path(__file__).resolve().parents[1]
SOURCES = "datapackages/sources/harbour-press"
RELEASES = "demo/releases"
STEPS = (
    ("Convert the sources into a data package", f"convert {SOURCES} --to demo/package"),
    ("Validate it", "validate demo/package"),
    ("Release what the rights of each article allow", f"release demo/package --to {RELEASES} --date 2026-11-23"),
    ("Cite the release", f"cite {RELEASES}/harbour-press/0.1.0"),
    ("Verify that it is what was released", f"verify {RELEASES}/harbour-press"),
)
COLUMNS = ("title", "publisher", "published", "license", "release_profile")


def main() -> int:
    """Runs every step, shows what came of it, and returns the first exit status that is not 0."""
    shutil.rmtree(ROOT / "demo", ignore_errors=True)
    for number, (purpose, command) in enumerate(STEPS, start=1):
        print(f"\n{number}. {purpose}\n\n   $ pressmark {command}\n", flush=True)
        status = run(command)
        if status:
            return status
    print(f'\n{len(STEPS) + 1}. Load it\n\n   >>> data = pressmark.load("{RELEASES}/harbour-press")\n')
    show(ROOT / RELEASES / "harbour-press")
    return 0


def run(command: str) -> int:
    """Runs one command of Pressmark in the checkout and returns its exit status."""
    pressmark_command = Path(sys.executable).with_name("pressmark")
    return subprocess.run([str(pressmark_command), *shlex.split(command)], cwd=ROOT, check=False).returncode


def show(collection: Path) -> None:
    """Prints the articles of the newest release, and where its files lie."""
    data = pressmark.load(collection)
    with pl.Config(tbl_rows=-1, tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, tbl_width_chars=150):
        print(data.articles.select(COLUMNS).sort("published", "title").collect())
    print(f"\nThe package lies in demo/package, the release in {RELEASES}/harbour-press:\n")
    for place in sorted(place for place in collection.rglob("*") if place.is_file()):
        print(f"   {place.relative_to(ROOT).as_posix()}")


if __name__ == "__main__":
    sys.exit(main())
