"""The pins name a package and a version and nothing else: no address, host, hash or path."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [ROOT / "constraints.txt", *sorted((ROOT / "tests/conform/pins").iterdir())]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]


def slug(requirement: str) -> str:
    name = re.split(r"[\[<>=~ ;]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(place: Path) -> list[str]:
    return [line for line in place.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("place", FILES, ids=lambda place: place.name)
def test_a_pin_is_a_name_and_a_version(place: Path) -> None:
    assert [pin for pin in pins(place) if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*", pin)] == []


def test_every_requirement_is_pinned() -> None:
    wanted = {slug(each) for each in [*PROJECT["project"]["dependencies"], *itertools.chain(*EXTRAS.values())]}
    assert wanted - {slug(pin) for pin in pins(FILES[0])} == {"pressmark"}
