"""Gathers the dates of a page by role, the most telling statement first; an expiry or an event's date has no role here.

The order within a role: linked data of the article, meta tags that name the role, then marked elements whose marks or
words name it. Weaker is what names no role: linked data of the page, `dc.date`, the address, other marked elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressmark.pages.found import Found
from pressmark.pages.linked_data import said
from pressmark.pages.page import Page
from pressmark.pages.printed_dates import printed_dates

_IN_ADDRESS = re.compile(
    r"[/\-_.](19[89]\d|20[0-4]\d)[/\-_.]?(0[1-9]|1[0-2])[/\-_.]?(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"
)


@dataclass(frozen=True, slots=True)
class Moments:
    """The candidates for a page's dates, best first.

    `weak` are those that name no role but stand where one is; `other` date something else, such as an expiry.
    """

    published: tuple[Found, ...]
    modified: tuple[Found, ...]
    weak: tuple[Found, ...]
    other: tuple[Found, ...]


def moments(page: Page, addresses: tuple[Found, ...]) -> Moments:
    """Returns all dated statements of a page."""
    printed = printed_dates(page)
    return Moments(
        published=(
            *_linked(page, "datePublished", articles_only=True),
            *page.metas["published"],
            *(found for role, found in printed if role == "published"),
        ),
        modified=(
            *_linked(page, "dateModified", articles_only=False),
            *page.metas["modified"],
            *(found for role, found in printed if role == "modified"),
        ),
        weak=(
            *_linked(page, "datePublished", articles_only=False),
            *page.metas["dated"],
            *in_address(addresses),
            *(found for role, found in printed if role == "unnamed"),
            *_linked(page, "dateCreated", articles_only=True),
            *_linked(page, "uploadDate", articles_only=False),
        ),
        other=(*page.metas["expires"], *(found for role, found in printed if role == "elsewhere")),
    )


def in_address(addresses: tuple[Found, ...]) -> Iterator[Found]:
    """Yields the days that the page's own addresses spell out."""
    for address in addresses:
        if (found := _IN_ADDRESS.search(address.value)) is not None:
            yield replace(address, value="-".join(found.groups()), basis="url")


def _linked(page: Page, key: str, *, articles_only: bool) -> Iterator[Found]:
    for node in page.about(articles_only=articles_only):
        if (found := said(node, key)) is not None:
            yield found
