"""One thought a file: how long a module may be, and what it may be called."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    place.relative_to(ROOT).as_posix()
    for folder in ("toolkit/pressmark", "docs", "benchmarks", "tests")
    for place in (ROOT / folder).rglob("*.py")
)
LONGER: dict[str, int] = {}  # module: how long it may be, where one thought needs more than 300 lines
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "core", "misc", "tools", "lib"}


def length(module: str) -> int:
    return len((ROOT / module).read_text(encoding="utf-8").splitlines())


def test_modules_are_short() -> None:
    assert [module for module in MODULES if length(module) > LONGER.get(module, 300)] == []


def test_the_longer_modules_are_still_longer() -> None:
    assert [module for module in LONGER if length(module) <= 300] == []


def test_modules_are_named_for_what_they_hold() -> None:
    assert [module for module in MODULES if VAGUE & {part.removesuffix(".py") for part in module.split("/")}] == []
