"""Keeps an environment for each validator, of Python or of Node: their dependencies contradict one another."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINS = Path(__file__).resolve().parent / "pins"
FOLDER = ROOT / ".venvs/conform"


def installed(tool: str, interpreter: str, scope: str | None = None) -> Path:
    """Returns the folder of a tool's programs, and installs it by its pins where that has not been done.

    A tool with a scope is npm's, and `interpreter` is npm.
    """
    folder, pins = FOLDER / tool, PINS / f"{tool}.txt"
    stamp = folder / "pins.txt"
    if not stamp.is_file() or stamp.read_bytes() != pins.read_bytes():
        print(f"installing {tool} ...", file=sys.stderr, flush=True)
        if scope:
            _install_by_npm(tool, interpreter, scope, folder)
        else:
            _install_by_pip(interpreter, folder, pins)
        shutil.copyfile(pins, stamp)
    if scope:
        return folder / "node_modules/.bin"
    return folder / ("Scripts" if sys.platform == "win32" else "bin")


def _install_by_pip(interpreter: str, folder: Path, pins: Path) -> None:
    subprocess.run([interpreter, "-m", "venv", "--clear", "--without-pip", str(folder)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder), "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--requirement", str(pins)], check=True)


def _install_by_npm(tool: str, npm: str, scope: str, folder: Path) -> None:
    """Installs a package without running its scripts; what they would do is to make its programs executable."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pinned = {f"{scope}/{name}": version for name, version in _pinned(tool).items()}
    own = f"{scope}/{tool}"
    asked = {
        "private": True,
        "dependencies": {own: pinned[own]},
        "overrides": {name: version for name, version in pinned.items() if name != own},
    }
    (folder / "package.json").write_text(json.dumps(asked), "utf-8")
    quietly = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")
    subprocess.run([npm, "install", *quietly], cwd=folder, stdout=subprocess.DEVNULL, check=True)
    for place in (folder / "node_modules" / scope).glob("*/*"):
        if place.is_file() and not place.suffix.islower():
            place.chmod(place.stat().st_mode | 0o100)


def _pinned(tool: str) -> dict[str, str]:
    lines = (PINS / f"{tool}.txt").read_text("utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def version_of(tool: str) -> str:
    """Returns the version at which a tool is pinned."""
    found = _pinned(tool).get(tool)
    if not found:
        raise LookupError(f"{tool} is not among its own pins")
    return found


def npm() -> str | None:
    """Returns npm, or None where it or Node is absent."""
    return shutil.which("npm") if shutil.which("node") else None


def interpreter_of(oldest: tuple[int, int]) -> str | None:
    """Returns an interpreter of that version or newer, or None: this one, one on the path, or one that pyenv keeps."""
    return next((name for name in _interpreters() if version(name) >= oldest), None)


def _interpreters() -> Iterator[str]:
    yield sys.executable
    yield from filter(None, (shutil.which(f"python3.{minor}") for minor in range(11, 20)))
    pyenv = shutil.which("pyenv")
    if pyenv:
        root = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=False).stdout.strip()
        yield from map(str, sorted(Path(root).glob("versions/*/bin/python3")))


def version(interpreter: str) -> tuple[int, ...]:
    """Returns the version that a command runs; none, `()`, where it is only a placeholder and runs nothing."""
    script = "import sys; print(*sys.version_info[:2])"
    done = subprocess.run([interpreter, "-c", script], capture_output=True, text=True, check=False)
    return tuple(map(int, done.stdout.split())) if done.returncode == 0 else ()
