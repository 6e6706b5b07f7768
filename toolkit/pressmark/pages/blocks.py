"""Reads the body of a page as blocks of text, in one walk that leaves out what is no text of an article.

What is left out by its tag or because it is hidden is gone. What is left out by its name is weighed, since names lie: a
class called `sidebar-grid` may hold the article.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from pressmark.evidence.text import one_line
from pressmark.pages.fragment import BLOCKS, DROPPED
from pressmark.pages.marks import names_of, remembering
from pressmark.pages.regions import Regions
from pressmark.pages.tree import wording

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SIGNS = frozenset("mi mn mo mtext".split())  # the parts of a formula, which no space parts
_DROPPED = (DROPPED - {"math"}) | frozenset(
    "aside nav button select textarea input label dialog menu canvas picture map footer rt rp annotation".split()
)
_is_furniture_name = remembering(
    re.compile(
        r"comment|related|recommend|sidebar(?![\s_-]*(?:grid|layout))|widget|newsletter|teaser(?![_-]*content)|promo|popular|trending|most-?read|shar(?:e|ing)|"
        r"more-?(?:news|stories|articles|posts)|latest|navigation|breadcrumb|menu|disqus|pag(?:er|ination)|login|reply|"
        r"social|caption|credit|copyright|banner|advert|(?:^|[\s_-])ads?(?=$|[\s_-])|sponsor|outbrain|taboola|paywall|"
        r"subscri|sign-?up|structured-?data|cookie|consent|gdpr|print-?only|author-?(?:bio|box|info|card)|byline|(?:meta|tags?)(?=$|[\s_-])|"
        r"tag-?(?:list|cloud)|toolbar|(?:^|[\s_-])tools?(?=$|[\s_-])|skip|(?:sr|screen-?reader)-?(?:only|text)|"
        r"visually-?hidden|footer|popup|modal|read-?more|(?:next|prev(?:ious)?)-?(?:article|post)|gallery|carousel|"
        r"(?:^|\s)toc(?=$|\s)|table-of-contents|infobox|bio(?=$|[\s_-])|(?:^|\s)(?:is-)?hidden(?=$|\s)"
    )
)
_is_no_line = remembering(
    re.compile(
        r"caption|credit|copyright|byline|(?:^|[\s_-])(?:meta|tags?|date|author)(?=$|[\s_-])|comment|related|teaser|"
        r"sr-?only|visually-?hidden"
    )
)
_is_no_word = remembering(
    re.compile(
        r"caption|credit|copyright|sr-?only|screen-?reader|visually-?hidden|structured-?data|(?:^|[\s_-])share(?:$|[\s_-])"
    )
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WITHOUT_WIDTH = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।»”\"')]$|[.!?。！？؟।]\s")
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]")
_A_SENTENCE = 8  # words
_MOST_LINKED = 0.5


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two boundaries of blocks, and the innermost element that holds all of it."""

    text: str
    words: int
    linked: float  # the share of its letters that stand in links
    element: HtmlElement

    @property
    def is_link(self) -> bool:
        """Says whether most of the block is a link."""
        return self.linked >= _MOST_LINKED

    @property
    def is_prose(self) -> bool:
        """Says whether the block holds a sentence of its own."""
        return self.words >= _A_SENTENCE and not self.is_link and _SENTENCE_END.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page, and the words of paragraphs that were left out by a name, by that name."""

    shown: tuple[Block, ...]
    left_out: Counter[str]


def words_of(text: str) -> int:
    """Returns how many words a text has; where they are not parted, two letters count for one."""
    return len(text.split()) + (0 if text.isascii() else len(_WIDE.findall(text)) // 2)


def read_blocks(body: HtmlElement, regions: Regions) -> Blocks:
    """Returns the blocks of a page's body; what stands on the spine is no furniture, whatever its name."""
    walk = _Walk(body, regions)
    return Blocks(tuple(walk.blocks()), walk.left_out)


class _Walk:
    """Goes once through a body, without recursion, as a hostile page nests deeper than calls may."""

    def __init__(self, body: HtmlElement, regions: Regions) -> None:
        self.body, self.regions = body, regions
        self.left_out: Counter[str] = Counter()
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._found: list[Block] = []

    def blocks(self) -> list[Block]:
        """Returns the blocks in the order of the page."""
        events = etree.iterwalk(self.body, events=("start", "end"))
        left_out = False
        for event, element in events:
            begins, tag = event == "start", element.tag
            if tag in BLOCKS:
                self._flush(element.getparent() if begins and element is not self.body else element)
            elif (begins and tag == "br") or tag in _SIGNS:
                self._pieces.append(" ")
            if begins and element is not self.body and self._is_left_out(element, tag):
                events.skip_subtree()
                left_out = True
                continue
            if tag == "a" and not left_out and _leads_away(element):
                self._links += 1 if begins else -1
            left_out = False
            text = element.text if begins else element.tail if element is not self.body else None
            if text:
                self._pieces.append(text)
                self._linked += len(text.strip()) if self._links else 0
        return self._found

    def _flush(self, holder: HtmlElement | None) -> None:
        if self._pieces and holder is not None:
            text = one_line(_WITHOUT_WIDTH.sub("", "".join(self._pieces)))
            if text and not text.startswith("<"):
                self._found.append(Block(text, words_of(text), self._linked / len(text), holder))
        self._pieces.clear()
        self._linked = 0

    def _is_left_out(self, element: HtmlElement, tag: str) -> bool:
        spine = self.regions.spine
        if tag in _DROPPED and (element not in spine or tag not in ("form", "aside")):
            return True
        given = dict(element.items())
        if (not given and tag != "header") or element in spine:
            return False
        if "hidden" in given or given.get("aria-hidden") == "true" or _UNSEEN.search(given.get("style", "")):
            return True
        if tag == "header":
            return not any(ancestor.tag in ("article", "main", "section") for ancestor in element.iterancestors())
        return tag not in HEADINGS and ("class" in given or "id" in given) and self._is_furniture(element, tag)

    def _is_furniture(self, element: HtmlElement, tag: str) -> bool:
        names = names_of(element)
        if tag not in BLOCKS:
            return _is_no_word(names)
        if tag == "p":
            return _is_no_line(names)
        if not _is_furniture_name(names):
            return False
        if not self.regions.in_comments(element):
            self.left_out[names] += sum(
                n for line in element.iter("p") if (n := words_of(wording(line))) >= _A_SENTENCE
            )
        return True


def _leads_away(element: HtmlElement) -> bool:
    """Says whether a link leads to another page, and not to a place on this one."""
    return not (element.get("href") or "#").startswith("#")
