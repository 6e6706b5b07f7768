"""Finds agencies that a page credits beside its text: in the linked data of the article, or where bylines stand.

An agency that is named with a picture gave the picture, and is no concern of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.evidence.agencies import read_byline_credits
from pressmark.evidence.text import one_line
from pressmark.pages.found import Found
from pressmark.pages.linked_data import Node, said, things
from pressmark.pages.marks import matching, names_of
from pressmark.pages.page import Page
from pressmark.pages.rights import stands_with_a_picture
from pressmark.pages.tree import place, wording

_KEYS = ("author", "creator", "provider", "sourceOrganization", "copyrightHolder", "publisher")
_IS_OF_A_CREDIT = re.compile(r"byline|author|autor|auteur|source|agenc|agentur|wire|credit|distributor")
_LINES = frozenset("p span div a cite small".split())
_LONGEST = 60  # signs of a line that names an agency and little more


def credits(page: Page) -> tuple[tuple[str, Found], ...]:
    """Returns each agency once, with the wording that names it."""
    found: dict[str, Found] = {}
    for line in (*_linked(page), *_printed(page)):
        for credit in read_byline_credits(line.value):
            found.setdefault(credit.agency, line)
    return tuple(found.items())


def _linked(page: Page) -> Iterator[Found]:
    for key in _KEYS if page.article is not None else ():
        for thing in things(page.linked, page.article, key) if page.article is not None else ():
            named = said(thing, "name") if isinstance(thing, Node) else thing
            if named is not None:
                yield named


def _printed(page: Page) -> Iterator[Found]:
    for element, *_ in matching(page.marked, _IS_OF_A_CREDIT):
        if element.tag not in _LINES or not _IS_OF_A_CREDIT.search(names_of(element)) or page.regions.around(element):
            continue
        if stands_with_a_picture(page, element):
            continue
        verbatim = wording(element)
        if len(one_line(verbatim)) <= _LONGEST:
            yield Found(one_line(verbatim), verbatim, place(element), "byline")
