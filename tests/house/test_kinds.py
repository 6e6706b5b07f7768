"""Every kind on every shelf has its page's headings and a case of its name, so that no reviewer has to remember it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pressmark.checking.catalogue import catalogue
from pressmark.registry import Shelf
from pressmark.rules.base import HEADINGS

TESTS = Path(__file__).resolve().parents[1]
PAGES = {
    "converters": ("Reads", "Keeps", "Loses"),
    "describers": ("Carries", "Specification"),
    "publishers": ("Needs", "Does", "Undo"),
    "reporters": ("Shows", "Format"),
}
SHELVES = {shelf: Shelf(shelf.removesuffix("s"), f"pressmark.{shelf}") for shelf in PAGES}
KINDS = [(shelf, name) for shelf, kinds in SHELVES.items() for name in kinds]
RULES = catalogue()


def has(page: str, heading: str) -> bool:
    return re.search(rf"^{heading}: \S", page, flags=re.MULTILINE) is not None


def cases(shelf: str, name: str) -> list[Path]:
    """What the tests of a shelf keep under a kind's name: a folder of cases, a file of cases, or a golden file."""
    return [place for place in (TESTS / shelf).rglob("*") if place.stem.replace("_", "-") in (name, f"test-{name}")]


@pytest.mark.parametrize(("shelf", "name"), KINDS)
def test_a_kind_has_its_page(shelf: str, name: str) -> None:
    assert [heading for heading in PAGES[shelf] if not has(SHELVES[shelf][name].__doc__ or "", heading)] == []


@pytest.mark.parametrize(("shelf", "name"), KINDS)
def test_a_kind_has_a_case(shelf: str, name: str) -> None:
    assert cases(shelf, name)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_its_page(rule: str) -> None:
    assert [heading for heading in HEADINGS if not has(RULES[rule].page, heading)] == []


def test_every_rule_has_its_cases_and_no_case_is_left_over() -> None:
    assert {place.stem for place in (TESTS / "rules/cases").glob("*.yaml")} == RULES.keys()
