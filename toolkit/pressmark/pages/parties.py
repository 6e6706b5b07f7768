"""Tells persons from organizations among the parties of one page, each of which is one kind in all its roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmark.evidence.people import Kind, kind_of
from pressmark.pages.found import Found, key_of
from pressmark.pages.linked_data import Node, said, things
from pressmark.pages.names import Author
from pressmark.pages.page import Page

_ROLES = ("author", "publisher", "copyrightHolder", "provider")


@dataclass(frozen=True, slots=True)
class Parties:
    """What is known of a page's parties by their keys."""

    organizations: frozenset[str]
    persons: frozenset[str]

    @classmethod
    def of(cls, page: Page, authors: Sequence[Author], publishers: Sequence[Found]) -> Parties:
        """Reads what the linked data says each party is; a publisher is no person unless a person wrote the page."""
        described = dict(_described(page))
        written = {key_of(author.name.name) for author in authors if author.name.kind == "person"}
        persons = {key for key in written if described.get(key) != "organization"}
        outlets = {key_of(found.value) for found in publishers} - persons
        return cls(
            frozenset({key for key, kind in described.items() if kind == "organization"} | outlets), frozenset(persons)
        )

    def kind(self, name: str) -> Kind:
        """Returns what a party is, by what the page says of it before the words of its name."""
        key = key_of(name)
        if key in self.organizations:
            return "organization"
        return "person" if key in self.persons else kind_of(name)


def _described(page: Page) -> Iterator[tuple[str, Kind]]:
    for thing in (thing for role in _ROLES if page.article for thing in things(page.linked, page.article, role)):
        name = said(thing, "name") if isinstance(thing, Node) else None
        if name is not None and isinstance(thing, Node):
            yield (
                key_of(name.value),
                "person" if thing.types == {"Person"} else "organization" if thing.types else "unknown",
            )
