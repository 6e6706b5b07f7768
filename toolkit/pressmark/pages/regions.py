"""Tells which part of a page belongs to the article and which to the site around it.

Sites name their parts by class and id, but loosely: a container called `with-sidebar` holds the article as well. So
nothing that holds the article's heading is taken for furniture, whatever its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from pressmark.pages.marks import names_of

_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button", "select", "blockquote"})
_BESIDE = frozenset({"aside", "footer"})  # inside the article they may hold its byline and dates
_FURNITURE_NAMES = re.compile(
    r"comment|related|recommend|sidebar|(?<!post-)(?<!entry-)(?<!article-)(?<!article--)footer|widget|newsletter|"
    r"teaser|promo|popular|trending|most-?read|share|more-?(?:news|stories|articles)|latest|archive|navigation|"
    r"breadcrumb|menu|disqus|pager|login|reply",
    re.IGNORECASE,
)
_FEW = 3


@dataclass(frozen=True, slots=True)
class Regions:
    """Knows the elements that hold a page's article."""

    spine: frozenset[HtmlElement]

    def around(self, element: HtmlElement) -> bool:
        """Says whether an element stands in the furniture of the site: navigation, comments, teasers, footer."""
        return any(self._is_furniture(ancestor) for ancestor in (element, *element.iterancestors()))

    def inside_article(self, element: HtmlElement) -> bool:
        """Says whether an element stands in the element that the page marks as the article."""
        return any(_is_article(ancestor) for ancestor in element.iterancestors()) and not self.around(element)

    def _is_furniture(self, element: HtmlElement) -> bool:
        if element in self.spine:
            return False
        if element.tag == "header":
            return not any(ancestor.tag in ("article", "main", "section") for ancestor in element.iterancestors())
        by_tag = element.tag in _FURNITURE and not (element.tag in _BESIDE and self._is_in_the_article(element))
        return by_tag or bool(_FURNITURE_NAMES.search(names_of(element)))

    def _is_in_the_article(self, element: HtmlElement) -> bool:
        return any(ancestor.tag == "article" and ancestor in self.spine for ancestor in element.iterancestors())


def regions_of(tree: HtmlElement) -> Regions:
    """Returns what is known of a page's parts from its headings and article elements."""
    headings = [heading for heading in tree.iter("h1") if _is_title(heading)]
    articles = list(tree.iter("article"))
    own = articles if len(articles) <= _FEW else []
    above = {ancestor for anchor in (*headings[:_FEW], *own) for ancestor in anchor.iterancestors()}
    return Regions(frozenset({*above, *own, tree, *tree.iterchildren("body")}))


def in_footer(element: HtmlElement) -> bool:
    """Says whether an element stands at the foot of the page and so speaks of the site."""
    return any(
        ancestor.tag == "footer" or "footer" in names_of(ancestor).lower()
        for ancestor in (element, *element.iterancestors())
        if ancestor.tag not in ("html", "body")
    )


def _is_title(heading: HtmlElement) -> bool:
    words = "".join(heading.itertext()).split()
    return len(words) > 2 and not any(ancestor.tag in _FURNITURE for ancestor in heading.iterancestors())


def _is_article(element: HtmlElement) -> bool:
    return element.tag == "article" or "articlebody" in (element.get("itemprop") or "").lower()
