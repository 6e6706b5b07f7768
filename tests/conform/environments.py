"""Keeps an environment for each validator: their dependencies contradict each other's and ours."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINS = Path(__file__).resolve().parent / "pins"
FOLDER = ROOT / ".venvs/conform"


def installed(tool: str, interpreter: str) -> Path:
    """Returns the folder of a tool's programs, and installs it by its pins where that has not been done."""
    folder, pins = FOLDER / tool, PINS / f"{tool}.txt"
    stamp = folder / "pins.txt"
    if not stamp.is_file() or stamp.read_bytes() != pins.read_bytes():
        print(f"installing {tool} ...", file=sys.stderr, flush=True)
        subprocess.run([interpreter, "-m", "venv", "--clear", "--without-pip", str(folder)], check=True)
        pip = [sys.executable, "-m", "pip", "--python", str(folder), "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--requirement", str(pins)], check=True)
        shutil.copyfile(pins, stamp)
    return folder / ("Scripts" if sys.platform == "win32" else "bin")


def version_of(tool: str) -> str:
    """Returns the version at which a tool is pinned."""
    found = re.search(rf"^{re.escape(tool)}==(\S+)$", (PINS / f"{tool}.txt").read_text("utf-8"), re.MULTILINE)
    if not found:
        raise LookupError(f"{tool} is not among its own pins")
    return found[1]


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
