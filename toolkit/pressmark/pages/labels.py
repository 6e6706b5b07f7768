"""Finds a page's subjects and its language, as it declares them."""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.evidence.languages import well_formed
from pressmark.pages.found import Found, distinct
from pressmark.pages.linked_data import said, things
from pressmark.pages.page import Page
from pressmark.pages.tree import place


def sections(page: Page) -> tuple[Found, ...]:
    """Returns the sections that the page says it belongs to."""
    return distinct([*_listed(page, "articleSection"), *page.metas["section"]])


def keywords(page: Page) -> tuple[Found, ...]:
    """Returns the keywords: the linked data's, or else the meta tags', a list in one string taken apart."""
    listed = list(_listed(page, "keywords")) or [*page.metas["keyword"][:1], *page.metas["subject"]]
    return distinct(part for found in listed for part in _parts(found))


def tags(page: Page) -> tuple[Found, ...]:
    """Returns the tags of the Open Graph article."""
    return distinct(page.metas["tag"])


def languages(page: Page) -> tuple[Found, ...]:
    """Returns the language tags that the page declares: linked data, the root element, meta tags."""
    linked = [found for node in page.about(articles_only=False) if (found := said(node, "inLanguage")) is not None]
    root = [
        Found(value, value, place(page.tree, name), "meta")
        for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang")
        if (value := page.tree.get(name))
    ]
    declared = [*linked[:1], *root[:1], *page.metas["language"]]
    return distinct(
        Found(tag, found.verbatim, found.place, found.basis) for found in declared if (tag := well_formed(found.value))
    )


def _listed(page: Page, key: str) -> Iterator[Found]:
    for thing in things(page.linked, page.article, key) if page.article is not None else ():
        found = thing if isinstance(thing, Found) else said(thing, "name")
        if found is not None:
            yield found


def _parts(found: Found) -> Iterator[Found]:
    between = ";" if ";" in found.value else ","
    for part in found.value.split(between):
        if part.strip():
            yield Found(part.strip(), found.verbatim, found.place, found.basis)
