"""The files at the root say the same about the project."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

from pressmark import __version__

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_version_is_one() -> None:
    assert str(CITATION["version"]) == __version__


def test_the_changelog_begins_with_this_version() -> None:
    assert re.findall(r"^## (\S+)", read("CHANGELOG.md"), flags=re.MULTILINE)[0] == __version__


def test_the_licence_is_one() -> None:
    assert PROJECT["license"] == CITATION["license"] == "Apache-2.0"
    assert "Apache License\n                           Version 2.0" in read("LICENSE")


def test_the_purpose_is_said_in_the_same_words() -> None:
    assert PROJECT["description"] == CITATION["abstract"]
    assert PROJECT["description"] in read("README.md")
