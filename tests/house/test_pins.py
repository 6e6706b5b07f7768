"""The pins name a package and a version and nothing else: no address, host, hash or path."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINS = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]


def slug(requirement: str) -> str:
    name = re.split(r"[\[<>=~ ;]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("pin", PINS)
def test_a_pin_is_a_name_and_a_version(pin: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*", pin)


@pytest.mark.parametrize("requirement", [*PROJECT["project"]["dependencies"], *(r for e in EXTRAS.values() for r in e)])
def test_every_requirement_is_pinned(requirement: str) -> None:
    assert slug(requirement) in {slug(pin) for pin in PINS} | {"pressmark"}
