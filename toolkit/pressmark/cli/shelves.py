"""What `list` and `explain` look through: every shelf by its plural, and every kind's page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pressmark.registry import Shelf, summary

SHELVES: Mapping[str, Shelf] = MappingProxyType(
    {f"{kind}s": Shelf(kind, f"pressmark.{kind}s") for kind in ("converter", "describer", "publisher", "reporter")}
)
PLURALS = ("converters", "rules", "describers", "publishers", "reporters")


def summaries(plural: str) -> dict[str, str]:
    """Returns each kind of a shelf with the first sentence of its page."""
    if plural != "rules":
        return {name: summary(kind) for name, kind in SHELVES[plural].items()}
    from pressmark.checking.catalogue import catalogue

    return {name: f"{rule.severity}, {rule.family}: {rule.summary}" for name, rule in catalogue().items()}


def page(plural: str, name: str) -> str | None:
    """Returns the page of a kind, or None where the shelf does not hold it."""
    if plural != "rules":
        shelf = SHELVES[plural]
        return (shelf[name].__doc__ or "").strip() if name in shelf else None
    from pressmark.checking.catalogue import catalogue

    rule = catalogue().get(name)
    return f"{rule.page.strip()}\n\nSeverity: {rule.severity}. Family: {rule.family}." if rule else None
