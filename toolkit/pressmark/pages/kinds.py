"""Tells a page that shows no article: a list of articles, an error, a check of whoever asks for the page.

A crawl brings back many of them, and read as articles they are jumbles of teasers. What a page declares of itself
counts for every page. How it is built counts for crawled pages alone, since nobody has chosen these one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pressmark.evidence.text import one_line, word_count
from pressmark.pages.linked_data import ARTICLES
from pressmark.pages.page import Page, is_of_page

_LISTS = frozenset({"CollectionPage", "SearchResultsPage"})
# What WordPress, Ghost and Drupal call the body of a page that lists, several words together.
_LIST_BODIES = (
    ("a search", frozenset({"search", "search-results"})),
    ("a search", frozenset({"search", "search-no-results"})),
    ("the front page of a blog", frozenset({"home", "blog"})),
    ("the front page of a blog", frozenset({"home-template"})),
    ("a list of articles", frozenset({"tag-template"})),
    ("a list of articles", frozenset({"author-template"})),
    ("a list of articles", frozenset({"path-taxonomy"})),
    *(("a list of articles", frozenset({"archive", kind})) for kind in ("category", "tag", "author", "date")),
    *(("a list of articles", frozenset({"archive", kind})) for kind in ("post-type-archive", "tax-post_format")),
)
_ONE = frozenset({"single", "singular", "single-post", "post-template", "item-view", "node-type-article"})
_LOST_BODIES = frozenset({"error404", "page-404", "http-404", "not-found-page"})
_ERROR = re.compile(
    r"(?:(?:http\s+)?(?:error|status|fehler|erreur)[\s:#]*)?(?:40[0-4]|410|429|50[0-4])(?:\W*|\s*[-–:|,.!]\s*.{0,60}"
    r"|\s+(?:not|page|error|forbidden|bad|service|internal|gateway|gone|too\s+many|nicht|seite|fehler|erreur)\b.{0,60})"
    r"|(?:(?:this|the|404)\s+)?(?:page|site|file|url|document)\s+(?:is\s+|was\s+|cannot\s+be\s+|could\s+not\s+be\s+)?"
    r"(?:not\s+)?(?:found|unavailable|available)|not\s+found|forbidden|access\s+(?:to\s+this\s+page\s+has\s+been\s+)?denied"
    r"|(?:internal\s+)?server\s+error|service\s+(?:temporarily\s+)?unavailable|bad\s+gateway|gateway\s+time-?out"
    r"|(?:die\s+)?seite\s+(?:wurde\s+)?nicht\s+gefunden|zugriff\s+verweigert|page\s+(?:introuvable|non\s+trouvée)"
    r"|accès\s+refusé|página\s+no\s+encontrada|acceso\s+denegado|pagina\s+non\s+trovata|página\s+não\s+encontrada"
    r"|pagina\s+niet\s+gevonden|nie\s+znaleziono\s+strony|страница\s+не\s+найдена|sidan\s+(?:hittades\s+inte|kunde\s+inte\s+hittas)"
    r"|sayfa\s+bulunamadı",
    re.IGNORECASE,
)
_CHECK = re.compile(
    r"just\s+a\s+moment\W*|one\s+moment,?\s+please\W*|(?:einen|un)\s+moment(?:o|\s+bitte)?\W*|attention\s+required!?"
    r"|(?:are\s+you\s+a\s+)?robot(?:\s+check)?\??|(?:verify\s+(?:that\s+)?you\s+are|are\s+you)\s+(?:a\s+)?human\??"
    r"|human\s+verification|security\s+check(?:point)?|checking\s+your\s+browser\W*|ddos(?:-guard|\s+protection.*)"
    r"|pardon\s+our\s+interruption\W*|client\s+challenge|captcha|please\s+wait\W*|(?:please\s+)?enable\s+javascript.*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[|–—·•«»:-]+\s+|\s*[|]\s*")
_FEW_WORDS = 120  # of a page that says an error, at the most
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_UNREAD = frozenset({"script", "style", "noscript", "template", "svg", "nav", "footer", "select"})
_SITES = frozenset({"website", "blog"})  # what a page that shows no single thing declares, if anything
_HEADING_LINKS = 8  # of a list, at the fewest
_FRONT_LINKS = 5  # where the address is that of the whole site
_BETWEEN = 80  # words between two of them, at the most
_WHOLE = 0.8  # of a heading


def unlike_article(page: Page, text: str | None, address: str | None, *, crawled: bool) -> str | None:
    """Returns what a page is that shows no article, or None where it may show one.

    `text` is what was read of it, `address` where it was fetched; `crawled` says that nobody has chosen the page.
    """
    named = _body_words(page.tree)
    if any(is_of_page(page, node) for node in page.linked.of(ARTICLES)) or named & _ONE:
        return None
    return _declared(page, named) or _failed(page, named, text) or (_built(page, address) if crawled else None)


def _body_words(tree: HtmlElement) -> frozenset[str]:
    body = tree.find("body")
    return frozenset((body.get("class") or "").lower().split()) if body is not None else frozenset()


def _declared(page: Page, named: frozenset[str]) -> str | None:
    for what, words in _LIST_BODIES:
        if words <= named:
            return what
    return "a list of articles" if page.linked.of(_LISTS) else None


def _failed(page: Page, named: frozenset[str], text: str | None) -> str | None:
    """Returns what a page of few words says in place of an article, by its title."""
    if text and word_count(text) > _FEW_WORDS:
        return None
    if named & _LOST_BODIES:
        return "an error"
    titles = [one_line(element.text or "") for element in page.tree.iter("title")][:1]
    parts = [part for title in titles for part in (title, *_PARTS.split(title))]
    if any(_CHECK.fullmatch(part) for part in parts):
        return "a check of the visitor"
    return "an error" if any(_ERROR.fullmatch(part) for part in parts) else None


def _built(page: Page, address: str | None) -> str | None:
    """Returns what a page is by its headings, each a link to something else, with few words between them."""
    if any(found.value.lower() not in _SITES for found in page.metas["kind"]):
        return None
    if any("articlebody" in (element.get("itemprop") or "").lower() for element in page.marked.elements):
        return None
    body = page.tree.find("body")
    links: set[str] = set()
    between = most = 0
    for heading, words in _flow(body if body is not None else page.tree):
        between = 0 if heading else between + words
        most = max(most, between)
        if heading:
            links.add(heading)
    front = address is not None and urlsplit(address).path in ("", "/") and not urlsplit(address).query
    if front and len(links) >= _FRONT_LINKS:
        return "the front page of a site"
    return "a list of articles" if len(links) >= _HEADING_LINKS and most < _BETWEEN else None


def _flow(root: HtmlElement) -> Iterator[tuple[str | None, int]]:
    """Yields the targets of headings that are links, and the numbers of words outside of links, in the page's order."""
    waiting: list[HtmlElement | int] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, int):
            yield None, element
            continue
        tail = len((element.tail or "").split()) if element is not root else 0
        if tail:
            waiting.append(tail)
        if not isinstance(element.tag, str) or element.tag in _UNREAD:
            continue
        if element.tag in _HEADINGS:
            if target := _target(element):
                yield target, 0
            continue
        if element.tag == "a" and not any(isinstance(one.tag, str) and one.tag in _HEADINGS for one in element.iter()):
            continue
        if element.text and element.tag != "a":
            yield None, len(element.text.split())
        waiting.extend(reversed(element))


def _target(heading: HtmlElement) -> str | None:
    """Returns the address that a heading as a whole links to."""
    around = next(heading.iterancestors("a"), None)
    if around is not None:
        return str(around.get("href") or "") or None
    length = len(one_line(heading.text_content()))
    for link in heading.iter("a"):
        if link.get("href") and length and len(one_line(link.text_content())) >= _WHOLE * length:
            return str(link.get("href"))
    return None
