"""Takes the one article from a decoded page, or says why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from pressmark.model.draft import Draft
from pressmark.pages.drafting import draft_of
from pressmark.pages.found import Found
from pressmark.pages.kinds import unlike_article
from pressmark.pages.page import open_page
from pressmark.pages.tree import parse

_DOCTYPE = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->\s*))*+<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)


def begins_as_page(head: bytes) -> bool:
    """Returns whether first bytes, in any encoding, open a page of HTML."""
    return _DOCTYPE.match(head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")) is not None


@dataclass(frozen=True, slots=True)
class NoArticle:
    """Why a page gives no article: it could not be read as one (rejected), or it is something else (skipped)."""

    outcome: str
    reason: str


def article_of(
    markup: str | HtmlElement | None,
    *,
    source_sha256: str,
    date_order: str | None,
    language: str | None,
    address: Found | None = None,
    crawled: bool = False,
) -> Draft | NoArticle:
    """Returns the article of a page, or the reason why there is none.

    `markup` is the page's text, or what `parse` made of it, which is left as it is. `address` is where the page was
    fetched, if that is known; what the page calls its own address is then a rival. `crawled` says that a crawler came
    upon the page, and nobody chose it for the article that it shows.
    """
    tree = parse(markup) if isinstance(markup, str) else markup
    if tree is None:
        return NoArticle("rejected", "no markup")
    page = open_page(tree)
    draft = draft_of(page, source_sha256=source_sha256, date_order=date_order, language=language, address=address)
    other = unlike_article(page, draft.text, address.value if address else None, crawled=crawled)
    if other is not None:
        return NoArticle("skipped", f"shows {other} and no article")
    return draft if draft.title or draft.text else NoArticle("rejected", "neither a title nor an article text")
