"""One thought a file: how long a module may be, and what it may be called."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    place.relative_to(ROOT).as_posix()
    for folder in ("toolkit/pressmark", "docs", "benchmarks", "tests")
    for place in (ROOT / folder).rglob("*.py")
)
LONGER: dict[str, int] = {}  # module: how long it may be, where one thought needs more than 300 lines
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "core", "misc", "tools", "lib"}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short(module: str) -> None:
    lines = (ROOT / module).read_text(encoding="utf-8").count("\n")
    assert lines <= LONGER.get(module, 300)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_named_for_what_it_holds(module: str) -> None:
    assert not VAGUE & {part.removesuffix(".py") for part in module.split("/")}
