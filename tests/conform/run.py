"""Checks releases with validators that this project did not write, each in an environment of its own.

Their dependencies contradict each other and ours, so each is installed by its pins into `.venvs/<tool>`. What cannot be
run here is said as not run, and is never a pass.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINS = Path(__file__).resolve().parent / "pins"
DATACITE = (
    "import json, sys; from datacite import schema45;"
    "schema45.validator.validate(json.load(open(sys.argv[1], encoding='utf-8')))"
)


@dataclass(frozen=True, slots=True)
class Check:
    """A validator, how it is called on a release (`{release}` is its folder), and the oldest Python that it runs on."""

    tool: str
    command: tuple[str, ...]
    python: tuple[int, int] = (3, 11)


CHECKS = (
    Check("frictionless", ("frictionless", "validate", "{release}/datapackage.json")),
    Check(
        "check-jsonschema",
        ("check-jsonschema", "--schemafile", "schemas/articles/1.0/datapackage.json", "{release}/datapackage.json"),
    ),
    Check("cffconvert", ("cffconvert", "--validate", "-i", "{release}/CITATION.cff")),
    Check("mlcroissant", ("mlcroissant", "validate", "--jsonld", "{release}/croissant.json")),
    Check("datacite", ("python", "-c", DATACITE, "{release}/datacite.json")),
    Check("check-datapackage", ("cdp", "check", "{release}/datapackage.json", "--strict"), python=(3, 12)),
)


def main(arguments: list[str]) -> int:
    """Runs every check on every release, the published examples unless others are named; returns 1 where one failed."""
    named = [Path(argument).resolve() for argument in arguments]
    releases = named or sorted(place.parent for place in ROOT.glob("datapackages/*/*/datapackage.json"))
    failed = False
    for check in CHECKS:
        interpreter = python_from(check.python)
        if interpreter is None:
            print(f"not run  {check.tool}: no Python {check.python[0]}.{check.python[1]} or newer is found")
            continue
        environment = installed(check.tool, interpreter)
        for release in releases:
            failed |= not passes(check, environment, release)
    return int(failed or not releases)


def passes(check: Check, environment: Path, release: Path) -> bool:
    """Runs one check on one release, prints its verdict, and the tool's own words where it failed."""
    program, *words = (word.replace("{release}", str(release)) for word in check.command)
    done = subprocess.run([str(environment / program), *words], cwd=ROOT, capture_output=True, text=True, check=False)
    passed = done.returncode == 0
    print(f"{'passed ' if passed else 'FAILED '}  {check.tool}: {release.parent.name} {release.name}", flush=True)
    if not passed:
        print(done.stdout + done.stderr)
    return passed


def installed(tool: str, interpreter: str) -> Path:
    """Returns the folder of the tool's programs, and installs it by its pins where that has not been done."""
    folder = ROOT / ".venvs" / tool
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pins = PINS / f"{tool}.txt"
    stamp = folder / "pins.txt"
    if not stamp.is_file() or stamp.read_bytes() != pins.read_bytes():
        subprocess.run([interpreter, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--requirement", str(pins)], check=True)
        shutil.copyfile(pins, stamp)
    return programs


def python_from(oldest: tuple[int, int]) -> str | None:
    """Returns an interpreter of that version or newer: this one, or one on the path that runs."""
    if sys.version_info >= oldest:
        return sys.executable
    names = (f"python{oldest[0]}.{minor}" for minor in range(oldest[1], oldest[1] + 4))
    return next((name for name in names if shutil.which(name) and runs(name)), None)


def runs(interpreter: str) -> bool:
    """Returns whether a command is an interpreter, and not a placeholder for one that is not installed."""
    return subprocess.run([interpreter, "--version"], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
