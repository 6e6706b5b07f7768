"""Lists the links of a page once, for all who look in them for licences, authors or the page's own address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml.html import HtmlElement


class Link(NamedTuple):
    """An `a` or a `link` with its target as it stands, and the words of its `rel` in small letters."""

    element: HtmlElement
    href: str
    rel: Sequence[str]


def read_links(tree: HtmlElement) -> tuple[Link, ...]:
    """Returns the links of a page in its order."""
    return tuple(
        Link(element, element.get("href") or "", rel.lower().split() if (rel := element.get("rel")) else ())
        for element in tree.iter("a", "link")
    )
