"""Checks releases and reports with validators that this project did not write, each in an environment of its own.

    python -m conform.run [RELEASE ...]

Without a release it takes the newest of each published package, and three small ones that it writes; the
reports are those of the published releases, and some of all there is to find. A validator counts only once it has
rejected a spoilt copy; one that cannot be run here is said as not run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from conform.checks import CHECKS, PROFILE, ROOT, Check
from conform.environments import installed, interpreter_of, npm, version_of
from conform.example import write_examples
from conform.reports import REPORT_CHECKS, write_reports

from pressmark.contracts.package import open_package
from pressmark.model.version import parse_version


def main(arguments: list[str]) -> int:
    """Runs every check on every release, and prints a line for each check; returns 1 where one failed."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        named = [Path(argument).resolve() for argument in arguments]
        releases = named or [*published(), *write_examples(work / "examples")]
        reports = write_reports(work / "reports", named or published())
        verdicts = [*table(CHECKS, releases, work), *table(REPORT_CHECKS, reports, work)]
    return int("FAILED" in verdicts or "PASSED" in verdicts)


def table(checks: Iterable[Check], releases: list[Path], work: Path) -> Iterator[str]:
    """Yields every verdict on releases, or on reports, and prints a line for each check."""
    for number, release in enumerate(releases, start=1):
        print(f"[{number}] {release.parent.name} {release.name}")
    heads = [f"[{number}]" for number in range(1, len(releases) + 1)]
    print(line("check", "by", [*heads, "spoilt copy"]), flush=True)
    for check in checks:
        yield from judged(check, releases, work)


def line(check: str, tool: str, cells: list[str]) -> str:
    """Returns a line of the table."""
    return f"{check:28}{tool:28}" + "".join(f"{cell:10}" for cell in cells).rstrip()


def judged(check: Check, releases: list[Path], work: Path) -> Iterator[str]:
    """Yields the verdict on each release and on a spoilt copy of the first, and prints them."""
    mine = [release for release in releases if check.form is None or check.form == open_package(release).format]
    interpreter = npm() if check.scope else interpreter_of(check.python)
    programs = installed(check.tool, interpreter, check.scope) if interpreter and mine else None
    needed = "Node and npm" if check.scope else f"Python {'.'.join(map(str, check.python))} or newer"
    cells, talk = [], "" if interpreter else f"it needs {needed}\n"
    for release in releases:
        said = outcome(check, programs, staged(release, work)) if programs and release in mine else None
        cells.append("-" if release not in mine else "not run" if said is None else "FAILED" if said else "passed")
        talk += said or ""
    if programs:
        copy = staged(mine[0], work)
        check.spoil(copy)
        cells.append("rejected" if outcome(check, programs, copy) else "PASSED")
    print(line(check.name, f"{check.tool} {version_of(check.tool)}", cells), flush=True)
    print(talk, end="", flush=True)
    yield from cells


def staged(release: Path, work: Path) -> Path:
    """Returns a fresh copy of a release, with our package profile beside its files."""
    copy = work / "staged"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(release, copy)
    shutil.copyfile(ROOT / PROFILE, copy / "profile.json")
    return copy


def outcome(check: Check, programs: Path, release: Path) -> str:
    """Returns nothing where a validator accepts a release, else what it says."""
    places = {"{release}": str(release), "{profile}": str(release / "profile.json")}
    program, *words = check.command
    for name, place in places.items():
        words = [word.replace(name, place) for word in words]
    settings = {**os.environ, **dict(check.settings)}
    done = subprocess.run(
        [str(programs / program), *words], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return check.errors(release) if check.errors else ""
    return done.stdout + done.stderr + f"exit status {done.returncode}\n"


def published() -> list[Path]:
    """Returns the newest release of each package under `datapackages/`."""
    folders = sorted({place.parents[1] for place in ROOT.glob("datapackages/*/*/manifest-sha256.txt")})
    return [max(folder.glob("[0-9]*"), key=lambda release: parse_version(release.name).order) for folder in folders]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
