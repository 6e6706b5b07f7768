"""Reads the catalogue of rules off the shelf."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pressmark.registry import Shelf
from pressmark.rules.base import Rule, rules_of

FAMILIES = Shelf("rule", "pressmark.rules")


@cache
def catalogue() -> Mapping[str, Rule]:
    """Returns every rule by its name, families in the order of their files."""
    rules: dict[str, Rule] = {}
    for family in FAMILIES.values():
        for rule in rules_of(family):
            if rule.name in rules:
                raise ValueError(f"two rules are called {rule.name}")
            rules[rule.name] = rule
    return MappingProxyType(dict(sorted(rules.items())))
