"""Finds the text of a page's article by where its sentences stand.

Sentences outside furniture and links gather in the element that holds the article; what stands around it holds few.
Where they do not, the page is of another make, and the answer says that it is not sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from lxml.html import HtmlElement

from pressmark.pages.blocks import HEADINGS, Block, read_blocks
from pressmark.pages.found import key_of
from pressmark.pages.marks import names_of
from pressmark.pages.page import Page

_ARTICLE = re.compile(
    r"articlebody|(?:^|[\s_-])(?:post|entry|article|story|content)[_-]*(?:body|content|text|inner|main)"
)
_OF_A_PARAGRAPH = frozenset("p li blockquote pre span h2 h3".split())
_FEWEST_WORDS = 40
_SURE_SHARE, _MOST_LEFT_OUT = 0.8, 1.0
_MAIN, _NEARLY_ALL = 0.7, 0.9  # of the sentences, that a part holds which is gone into
_SOME, _FEW = 0.15, 0.03  # of the sentences, that stand beside the parts of an element and so end the search in it
_ARTICLES_SHARE, _TEASER_SHARE, _MOST_TEASERS = 0.8, 0.3, 0.5
_LONGEST_LEDE, _MOST_LEDES, _A_WORD_LINKED = 100, 2, 0.1
_LONGEST_END = 6  # words that lead to something after the text
_LINKED_SENTENCE = 12
_CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class Passages:
    """The paragraphs of the article, those between its title and its text, and whether there is no doubt of them."""

    above: tuple[str, ...]
    paragraphs: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class _Weights:
    """How many words of prose each element holds, in all and outside of its parts."""

    all: Counter[HtmlElement]
    own: Counter[HtmlElement]


def passages(page: Page) -> Passages:
    """Returns the text of the article."""
    body = page.tree.find("body")
    if body is None:
        return Passages((), (), sure=False)
    blocks = read_blocks(body, page.regions)
    weights = _weigh(blocks.shown)
    if not weights.all[body]:
        return Passages((), (), sure=False)
    root = _one_article(_root(body, weights), weights)
    inside = [block for block in blocks.shown if _holds(root, block.element)]
    teasers = set(_teasers(inside, root, weights))
    kept = list(_kept(inside, teasers))
    above = _above(blocks.shown, inside, kept)
    words = sum(block.words for block in (*above, *kept))
    sure = (
        words >= _FEWEST_WORDS
        and (root is not body or weights.own[body] > _SOME * weights.all[body])
        and weights.all[root] >= _SURE_SHARE * weights.all[body]
        and sum(weights.all[teaser] for teaser in teasers) <= _MOST_TEASERS * weights.all[root]
        and max(blocks.left_out.values(), default=0) <= _MOST_LEFT_OUT * words
    )
    return Passages(tuple(block.text for block in above), tuple(block.text for block in kept), sure)


def _weigh(blocks: Sequence[Block]) -> _Weights:
    weights = _Weights(Counter(), Counter())
    for block in blocks:
        if block.is_prose:
            parent = block.element.getparent()
            holder = parent if parent is not None and block.element.tag in _OF_A_PARAGRAPH else block.element
            weights.own[holder] += block.words
            for element in (holder, *holder.iterancestors()):
                weights.all[element] += block.words
    return weights


def _root(body: HtmlElement, weights: _Weights) -> HtmlElement:
    """Returns the innermost element that holds the main part of the sentences, whole where it is marked as one text."""
    root, marked = body, False
    while True:
        marked = marked or _marks_a_text(root)
        best = max((part for part in root if part in weights.all), key=weights.all.__getitem__, default=None)
        whole = weights.all[root]
        if best is None or weights.own[root] > (_FEW if marked else _SOME) * whole:
            return root
        if weights.all[best] < (_NEARLY_ALL if marked else _MAIN) * whole:
            return root
        root = best


def _marks_a_text(element: HtmlElement) -> bool:
    names = f"{(element.get('itemprop') or '').lower()} {names_of(element)}"
    return element.tag == "article" or _ARTICLE.search(names) is not None


def _one_article(root: HtmlElement, weights: _Weights) -> HtmlElement:
    """Returns the article with a heading where an element holds several articles and little else."""
    if any(element.tag == "article" for element in (root, *root.iterancestors())):
        return root
    outer = [
        part for part in root.iter("article") if weights.all[part] and next(part.iterancestors("article"), None) is None
    ]
    together = sum(weights.all[part] for part in outer)
    if len(outer) < 2 or together < _ARTICLES_SHARE * weights.all[root]:
        return root
    return next((part for part in outer if next(part.iter("h1"), None) is not None), root)


def _holds(root: HtmlElement, element: HtmlElement) -> bool:
    return element is root or any(ancestor is root for ancestor in element.iterancestors())


def _kept(inside: Sequence[Block], teasers: Set[HtmlElement]) -> Iterator[Block]:
    """Yields the blocks of the text, without links, teasers, and what leads to nothing at its end."""
    blocks = [block for block in inside if _is_text(block) and teasers.isdisjoint(block.element.iterancestors())]
    while (
        blocks and not blocks[-1].is_prose and (blocks[-1].element.tag in HEADINGS or blocks[-1].words < _LONGEST_END)
    ):
        blocks.pop()
    yield from blocks


def _is_text(block: Block) -> bool:
    tag = block.element.tag
    is_sentence = tag == "p" and block.words >= _LINKED_SENTENCE and block.text.endswith((".", "!", "?"))
    return not block.is_link or tag in _CELLS or is_sentence


def _teasers(inside: Sequence[Block], root: HtmlElement, weights: _Weights) -> Iterator[HtmlElement]:
    """Yields the elements whose heading is a link, as that of another article is."""
    for block in inside:
        holder = block.element.getparent()
        if block.element.tag not in HEADINGS or not block.is_link or holder is None or holder is root:
            continue
        if weights.all[holder] < _TEASER_SHARE * weights.all[root]:
            yield holder


def _above(shown: Sequence[Block], inside: Sequence[Block], kept: Sequence[Block]) -> list[Block]:
    """Returns the sentences between the title and the element that holds the text, where they are few: its lede."""
    if not inside or any(block.element.tag == "h1" for block in inside):
        return []
    before = shown[: shown.index(inside[0])]
    title = max((place for place, block in enumerate(before) if block.element.tag == "h1"), default=None)
    if title is None:
        return []
    lede = [block for block in before[title + 1 :] if _may_be_lede(block)]
    text = key_of(" ".join(block.text for block in kept)) if lede else ""
    lede = [block for block in lede if key_of(block.text) not in text]
    return lede if len(lede) <= _MOST_LEDES else []


def _may_be_lede(block: Block) -> bool:
    outside = block.element.tag not in ("li", "blockquote") and block.element.tag not in _CELLS
    return outside and block.is_prose and block.linked <= _A_WORD_LINKED and block.words <= _LONGEST_LEDE
