"""Every kind on every shelf has its page's headings and a case of its name, so that no reviewer has to remember it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pressmark.registry import Shelf
from pressmark.rules.base import HEADINGS, Rule, rules_of

TESTS = Path(__file__).resolve().parents[1]
PAGES = {
    "converters": ("Reads", "Keeps", "Loses"),
    "describers": ("Carries", "Specification"),
    "publishers": ("Needs", "Does", "Undo"),
    "reporters": (),
}
SHELVES = {shelf: Shelf(shelf.removesuffix("s"), f"pressmark.{shelf}") for shelf in PAGES}
KINDS = [(shelf, name) for shelf, kinds in SHELVES.items() for name in kinds]
FAMILIES = Shelf("rule", "pressmark.rules")
RULES = [rule for name in FAMILIES for rule in rules_of(FAMILIES[name])]


def named(rule: Rule) -> str:
    return rule.name


def has(page: str, heading: str) -> bool:
    return re.search(rf"^{heading}: \S", page, flags=re.MULTILINE) is not None


def cases(shelf: str, name: str) -> list[Path]:
    """What the tests of a shelf keep under a kind's name: a folder of cases, a file of cases, or a golden file."""
    return [place for place in (TESTS / shelf).rglob("*") if place.stem.replace("_", "-") in (name, f"test-{name}")]


@pytest.mark.parametrize(("shelf", "name"), KINDS)
def test_a_kind_has_its_page(shelf: str, name: str) -> None:
    page = SHELVES[shelf][name].__doc__ or ""
    assert page.strip()
    assert [heading for heading in PAGES[shelf] if not has(page, heading)] == []


@pytest.mark.parametrize(("shelf", "name"), KINDS)
def test_a_kind_has_a_case(shelf: str, name: str) -> None:
    assert cases(shelf, name)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_has_its_page(rule: Rule) -> None:
    assert [heading for heading in HEADINGS if not has(rule.page, heading)] == []


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_has_its_cases(rule: Rule) -> None:
    assert (TESTS / "rules/cases" / f"{rule.name}.yaml").is_file()


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_rule_case_belongs_to_a_rule() -> None:
    assert {place.stem for place in (TESTS / "rules/cases").glob("*.yaml")} == {rule.name for rule in RULES}
