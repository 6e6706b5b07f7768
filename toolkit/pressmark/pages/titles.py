"""Finds the title of a page: what is printed above the article, or what the page declares, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml.html import HtmlElement

from pressmark.evidence.text import one_line
from pressmark.pages.found import Found, distinct, key_of
from pressmark.pages.linked_data import said
from pressmark.pages.page import Page
from pressmark.pages.tree import place, wording

_BETWEEN = re.compile(r"\s+(?:[|\-–—:·•»«~]|::|//)\s+|\s*[|»]\s*")
_LONGEST = 400


def titles(page: Page, site_names: Collection[str]) -> tuple[Found, ...]:
    """Returns the candidates for the title, the best first; a site's name is cut only where the page says it is one."""
    declared = [*_headlines(page), *(cut(found, site_names) for found in page.metas["title"])]
    shown = [cut(found, site_names) for found in _title_element(page.tree)]
    printed = _printed(page, [*declared, *shown], site_names)
    without_kicker = [found for found in declared if printed and _ends_with(printed[0], found)]
    return distinct([*without_kicker, *printed, *declared, *shown])


def cut(found: Found, site_names: Collection[str]) -> Found:
    """Returns a title without leading or trailing parts that name the site."""
    sites = {key_of(name) for name in site_names}
    value = found.value
    for between in reversed(list(_BETWEEN.finditer(value))):
        if key_of(value[between.end() :]) in sites:
            value = value[: between.start()]
    for between in _BETWEEN.finditer(value):
        if key_of(value[: between.start()]) in sites:
            value = value[between.end() :]
            break
    return Found(value.strip() or found.value, found.verbatim, found.place, found.basis)


def _headlines(page: Page) -> Iterator[Found]:
    if page.article is not None:
        for key in ("headline", "name"):
            if (found := said(page.article, key)) is not None:
                yield found


def _title_element(tree: HtmlElement) -> Iterator[Found]:
    for element in tree.xpath("/html/head/title"):
        verbatim = wording(element)
        if one_line(verbatim):
            yield Found(one_line(verbatim), verbatim, place(element), "printed")


def _printed(page: Page, others: list[Found], site_names: Collection[str]) -> list[Found]:
    """Returns the heading that another statement agrees with best, or the only one that can be a title."""
    refused = {key_of(name) for name in site_names}
    headings = [found for found in _headings(page) if key_of(found.value) not in refused]
    keys = {key_of(other.value) for other in others}
    same = [found for found in headings if key_of(found.value) in keys]
    long = [found for found in headings if len(found.value.split()) > 2]
    alike = [found for found in long if any(_overlap(key_of(found.value), key) for key in keys)]
    return (same or alike)[:1] or (long if len(long) == 1 else [])


def _headings(page: Page) -> Iterator[Found]:
    for element in page.tree.iter("h1"):
        verbatim = wording(element)
        value = one_line(verbatim)
        if value and len(value) <= _LONGEST and not page.regions.around(element):
            yield Found(value, verbatim, place(element), "printed")


def _overlap(heading: str, other: str) -> bool:
    return heading in other or (other in heading and len(other) > len(heading) / 2)


def _ends_with(heading: Found, declared: Found) -> bool:
    """Says whether a heading is a declared title after a kicker, which is a label above the title and no part of it."""
    whole, title = key_of(heading.value), key_of(declared.value)
    return len(title) < len(whole) <= 3 * len(title) and whole.endswith(title)
