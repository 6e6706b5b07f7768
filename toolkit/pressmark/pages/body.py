"""Extracts the text of the article, sets the lede apart, and says whether the text is whole.

Where the places of a page's sentences leave no doubt, they tell the text. Elsewhere trafilatura is asked: its cheap way
first, the dear one, which compares rival algorithms, only where the cheap result is not sure. A cache made for each
page keeps trafilatura's memory of repeated paragraphs from reaching the next page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.deduplication import LRUCache

from pressmark.evidence.text import normalise, one_line, word_count
from pressmark.pages.credit_lines import is_credit_line
from pressmark.pages.found import Found, key_of
from pressmark.pages.furniture import without_furniture
from pressmark.pages.linked_data import said
from pressmark.pages.marks import matching
from pressmark.pages.page import Page
from pressmark.pages.passages import passages
from pressmark.pages.tree import wording

_IS_OF_A_LEDE = re.compile(
    r"(?:^|[\s_-])(?:lede|standfirst|stand-first|chapo|chapeau|vorspann|(?:article|story|post|text)[-_]*(?:lead|intro)|"
    r"lead[-_]*(?:text|paragraph)|intro-?text)(?=$|[\s_-])"
)
_TABLES = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th"})
_FEWEST_PARAGRAPHS = 3
_DEAD = ("style", "svg", "template", "iframe")
_REMEMBERED_PARAGRAPHS = 4096
_FEWEST_WORDS = 80
_SENTENCE = 8
_FEWEST_OF_LEDE, _MOST_OF_LEDE = 5, 150
_SHORTEST = 30  # letters
_MOST = 0.6
_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*$")


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article and its marked lede, in norm-v1, which never overlap."""

    lede: str | None
    text: str | None
    completeness: str  # full partial unknown


def body(page: Page, title: str | None, authors: Sequence[str], notices: Sequence[Found]) -> Body:
    """Returns what stands in the article's place on the page, without the lines above and below it."""
    above, text = _extracted(page)
    whole = without_furniture(page, text, title, authors, notices)
    lede = _lede(page) or _described_lede(page, " ".join(whole))
    known = {key_of(name) for name in authors}
    whole = [*(line for line in above if not is_credit_line(line, known)), *whole]
    told = key_of(lede) if lede else ""
    rest = [paragraph for paragraph in whole if not lede or key_of(paragraph) not in told]
    return Body(lede, normalise("\n\n".join(rest)) or None, _completeness(page, " ".join(whole)))


def _extracted(page: Page) -> tuple[Sequence[str], Sequence[str]]:
    """Returns the paragraphs between the title and the text, where they are known apart, and those of the text."""
    found = passages(page)
    if found.sure:
        return found.above, found.paragraphs
    slim = _slim(page.tree)
    cheap = _run(slim, fast=True)
    return (), _paragraphs(cheap if _is_sure(cheap, page.tree) else _run(slim, fast=False))


def _run(tree: HtmlElement, *, fast: bool) -> str:
    """Runs trafilatura, which changes a copy of its own."""
    document = bare_extraction(tree, fast=fast, include_comments=False, deduplicate=LRUCache(_REMEMBERED_PARAGRAPHS))
    return "" if document is None or isinstance(document, dict) else document.text or ""


def _is_sure(text: str, tree: HtmlElement) -> bool:
    """Says whether a text is no scrap and holds most of the densest run of paragraphs, which a miss leaves out."""
    words = word_count(text)
    return words >= _FEWEST_WORDS and words >= _MOST * _densest(tree)


def _densest(tree: HtmlElement) -> int:
    """Returns the words of the paragraphs that one element holds, where they are most."""
    by_parent: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter("p"):
        words = word_count(wording(paragraph))
        if words >= _SENTENCE:
            by_parent[paragraph.getparent()] += words
    return max(by_parent.values(), default=0)


def _slim(tree: HtmlElement) -> HtmlElement:
    """Returns a copy without what holds no text, as the extractor copies and changes what it is given several times."""
    copy = deepcopy(tree)
    scripts = [script for script in copy.iter("script") if "ld+json" not in (script.get("type") or "")]
    for element in [*scripts, *copy.iter(*_DEAD)]:
        element.drop_tree()
    _unfold(copy)
    return copy


def _unfold(copy: HtmlElement) -> None:
    """Makes blocks of the tables that only lay a page out, whose text would be taken for a row of figures."""
    for cell in [cell for cell in copy.iter("td") if _holds_paragraphs(cell)]:
        for ancestor in [cell, *cell.iterancestors()]:
            if ancestor.tag in _TABLES:
                ancestor.tag = "div"
    for cell in [cell for cell in copy.iter("td", "tr", "tbody") if _is_stray(cell)]:
        cell.tag = "div"


def _holds_paragraphs(cell: HtmlElement) -> bool:
    """Says whether a cell holds paragraphs of sentences, as no cell of a table of figures does."""
    telling = (paragraph for paragraph in cell.iter("p") if word_count(wording(paragraph)) >= _SENTENCE)
    return sum(1 for _ in islice(telling, _FEWEST_PARAGRAPHS)) == _FEWEST_PARAGRAPHS


def _is_stray(part: HtmlElement) -> bool:
    """Says whether a row or a cell stands outside a table, once the table around it has become a block."""
    parent = part.getparent()
    return parent is not None and parent.tag == "div"


def _paragraphs(text: str) -> list[str]:
    return [line for line in map(one_line, text.splitlines()) if line]


def _lede(page: Page) -> str | None:
    """Returns the first paragraph that a class name marks as the lede; a block that holds more marks nothing."""
    for marked in matching(page.marked, _IS_OF_A_LEDE):
        shown = normalise(wording(marked.element))
        fits = _FEWEST_OF_LEDE <= word_count(shown) <= _MOST_OF_LEDE and not _holds_more(marked.element)
        if fits and not page.regions.around(marked.element):
            return shown
    return None


def _described_lede(page: Page, text: str) -> str | None:
    """Returns the printed paragraph that the page gives as its description, where the text lacks it."""
    described = [found.value for found in page.metas["description"]]
    if page.article is not None and (stated := said(page.article, "description")) is not None:
        described.append(stated.value)
    bare = {_CUT.sub("", words) for words in described if word_count(words) >= _FEWEST_OF_LEDE}
    if not bare or any(words in text for words in bare):
        return None
    keys, told = set(map(key_of, bare)), key_of(text)
    if any(key in told for key in keys):
        return None
    for element in page.tree.iter("p", "div", "h2", "h3", "span"):
        shown = element.text or ""
        if len(shown) < _SHORTEST:
            continue
        begins = key_of(shown)
        if not any(_begin_alike(begins, key) for key in keys):
            continue
        if not page.regions.around(element):
            said_here = normalise(wording(element))
            whole = key_of(said_here)
            if any(whole.startswith(key) for key in keys) and word_count(said_here) <= _MOST_OF_LEDE:
                return None if whole in told else said_here
    return None


def _begin_alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _holds_more(element: HtmlElement) -> bool:
    return next(element.iter("h1", "time", "figure", "ul"), None) is not None


def _completeness(page: Page, text: str) -> str:
    """Compares with the length that the page declares for its article, or heeds its word that not all is shown."""
    declared = _declared_words(page)
    if declared:
        share = word_count(text) / declared
        return "full" if share >= 0.9 else "partial" if share < 0.6 or _closed(page) else "unknown"
    return "partial" if _closed(page) else "unknown"


def _declared_words(page: Page) -> int:
    if page.article is None:
        return 0
    text, count = said(page.article, "articleBody"), said(page.article, "wordCount")
    return word_count(text.value) if text else int(count.value) if count and count.value.isdecimal() else 0


def _closed(page: Page) -> bool:
    free = page.article.data.get("isAccessibleForFree", True) if page.article is not None else True
    return str(free).rsplit("/", 1)[-1].lower() == "false"
