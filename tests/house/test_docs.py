"""What the documents promise: commands and options that exist, code that runs, reference pages that are current."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import make_reference

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(place.relative_to(ROOT).as_posix() for place in [ROOT / "README.md", *ROOT.glob("docs/*.md")])
COMMANDS = make_reference.command_group().commands
BIN = Path(sys.executable).parent


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def block(page: str, language: str) -> str:
    """The first fenced block of one language on a page."""
    return read(page).split(f"```{language}\n", 1)[1].split("```", 1)[0]


def typed(page: str) -> list[str]:
    """Every command line on a page that begins with `pressmark`, in a block or in back-ticks."""
    return re.findall(r"(?:^\s*(?:\$ )?|`)pressmark ((?!-)[^`\n#]+)", read(page), flags=re.MULTILINE)


REFERENCE = make_reference.pages()


@pytest.mark.parametrize("page", PAGES)
def test_commands_on_a_page_exist(page: str) -> None:
    assert {line.split()[0] for line in typed(page)} <= COMMANDS.keys()


@pytest.mark.parametrize(("page", "line"), [(page, line) for page in PAGES for line in typed(page)])
def test_options_on_a_page_exist(page: str, line: str) -> None:
    known = {option for parameter in COMMANDS[line.split()[0]].params for option in parameter.opts}
    assert set(re.findall(r"(?<=\s)--[a-z-]+", line)) <= known


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_in_the_readme_and_has_an_example(command: str) -> None:
    assert f"pressmark {command} " in read("README.md")
    assert f"pressmark {command} " in (COMMANDS[command].help or "")


def test_the_readme_is_short() -> None:
    assert len(read("README.md").splitlines()) < 150


def test_the_readme_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "datapackages/sources", tmp_path / "datapackages/sources")
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    for line in block("README.md", "sh").splitlines():
        subprocess.run(line.split(), cwd=tmp_path, env=environment, check=True, capture_output=True)
    script = [sys.executable, "-c", block("README.md", "python")]
    done = subprocess.run(script, cwd=tmp_path, check=True, capture_output=True, text=True, encoding="utf-8")
    assert "0.1.0" in done.stdout.rstrip().splitlines()[-1]


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_a_reference_page_is_current(name: str) -> None:
    assert read(f"docs/reference/{name}") == REFERENCE[name], "run `make docs`"


def test_the_reference_has_no_other_page() -> None:
    assert {place.name for place in (ROOT / "docs/reference").iterdir()} == REFERENCE.keys()
