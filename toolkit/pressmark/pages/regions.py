"""Tells which part of a page belongs to the article and which to the site around it.

Sites name their parts by class and id, but loosely: a container called `with-sidebar` holds the article as well. So
nothing that holds the article's heading is taken for furniture, whatever its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pressmark.pages.marks import Marks, matching, names_of, remembering
from pressmark.pages.tree import wording

_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button", "select", "blockquote"})
_BESIDE = frozenset({"aside", "footer"})  # inside the article they may hold its byline and dates
_is_furniture_name = remembering(
    re.compile(
        r"comment|related|recommend|sidebar|(?<!post-)(?<!entry-)(?<!article-)(?<!article--)footer|widget|newsletter|"
        r"teaser|promo|popular|trending|most-?read|share|more-?(?:news|stories|articles)|latest|archive|navigation|"
        r"breadcrumb|menu|disqus|pager|login|reply"
    )
)
_IS_OF_COMMENTS = re.compile(
    r"(?:^|\s)(?:(?:the|post|user)[_-])?comments?(?=\s|$|\d|[_-]*(?:list|meta|author|body|content|item|area|thread|block|"
    r"wrap|section|header|holder))|disqus|(?:^|\s)(?:respond|reply|replies)"
)
_IS_OF_A_TEXT = re.compile(r"(?:^|[\s_-])(?:post|entry|article|story)[_-]?(?:body|content|text)(?=\s|$)")
_FEW = 3
_A_SENTENCE, _A_TEXT = 40, 400  # characters


@dataclass(frozen=True, slots=True)
class Regions:
    """Knows the elements that hold a page's article, and those that hold what readers wrote."""

    spine: frozenset[HtmlElement]
    comments: frozenset[HtmlElement]
    _judged: dict[HtmlElement, bool] = field(default_factory=dict, repr=False, compare=False)

    def around(self, element: HtmlElement) -> bool:
        """Says whether an element stands in the furniture of the site: navigation, comments, teasers, footer."""
        return any(map(self._is_furniture, (element, *element.iterancestors())))

    def inside_article(self, element: HtmlElement) -> bool:
        """Says whether an element stands in the element that the page marks as the article."""
        return any(_is_article(ancestor) for ancestor in element.iterancestors()) and not self.around(element)

    def in_comments(self, element: HtmlElement) -> bool:
        """Says whether an element stands among what readers wrote."""
        return _stands_in(element, self.comments)

    def _is_furniture(self, element: HtmlElement) -> bool:
        """Says whether an element is furniture; what holds much is asked of many times."""
        if (known := self._judged.get(element)) is None:
            known = self._judged[element] = self._judge(element)
        return known

    def _judge(self, element: HtmlElement) -> bool:
        if element in self.spine:
            return False
        if element.tag == "header":
            return not any(ancestor.tag in ("article", "main", "section") for ancestor in element.iterancestors())
        by_tag = element.tag in _FURNITURE and not (element.tag in _BESIDE and self._is_in_the_article(element))
        return by_tag or _is_furniture_name(names_of(element))

    def _is_in_the_article(self, element: HtmlElement) -> bool:
        return any(ancestor.tag == "article" and ancestor in self.spine for ancestor in element.iterancestors())


def regions_of(tree: HtmlElement, marks: Marks) -> Regions:
    """Returns what is known of a page's parts from its headings, its articles and the place of most of its text."""
    headings = [heading for heading in tree.iter("h1") if _is_title(heading)]
    articles = list(tree.iter("article"))
    texts = [marked.element for marked in matching(marks, _IS_OF_A_TEXT)]
    comments = frozenset(_of_comments(tree, marks))
    own = [*_if_few(articles), *_if_few(texts), *_longest(tree, comments)]
    above = {ancestor for anchor in (*headings[:_FEW], *own) for ancestor in anchor.iterancestors()}
    return Regions(frozenset({*above, *own, tree, *tree.iterchildren("body")}), comments)


def _if_few(elements: list[HtmlElement]) -> list[HtmlElement]:
    """Returns elements unless they are so many that most are of other articles."""
    return elements if len(elements) <= _FEW else []


def _of_comments(tree: HtmlElement, marks: Marks) -> Iterator[HtmlElement]:
    """Yields the elements that are named as what readers wrote."""
    marked = (found.element for found in matching(marks, _IS_OF_COMMENTS))
    for element in (tree, *tree.iterchildren("body"), *marked):
        if _IS_OF_COMMENTS.search(names_of(element)):
            yield element


def _stands_in(element: HtmlElement, others: Set[HtmlElement]) -> bool:
    return bool(others) and not others.isdisjoint((element, *element.iterancestors()))


def _longest(tree: HtmlElement, comments: Set[HtmlElement]) -> list[HtmlElement]:
    """Returns the element that holds most sentences in paragraphs or in lines of its own, unless it holds comments."""
    signs: Counter[HtmlElement] = Counter()
    for element in tree.iter("p", "br"):
        holder = element.getparent()
        words = wording(element) if element.tag == "p" else element.tail or ""
        if holder is not None and len(words) >= _A_SENTENCE:
            signs[holder] += len(words)
    holder = max(signs, key=signs.__getitem__, default=None)
    return [] if holder is None or signs[holder] < _A_TEXT or _stands_in(holder, comments) else [holder]


def in_footer(element: HtmlElement) -> bool:
    """Says whether an element stands at the foot of the page and so speaks of the site."""
    return any(
        ancestor.tag == "footer" or "footer" in names_of(ancestor)
        for ancestor in (element, *element.iterancestors())
        if ancestor.tag not in ("html", "body")
    )


def _is_title(heading: HtmlElement) -> bool:
    words = wording(heading).split()
    return len(words) > 2 and not any(ancestor.tag in _FURNITURE for ancestor in heading.iterancestors())


def _is_article(element: HtmlElement) -> bool:
    return element.tag == "article" or "articlebody" in (element.get("itemprop") or "").lower()
