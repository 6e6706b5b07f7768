"""Reads a web page that shows one article.

Reads: HTML in any encoding, told from the bytes, since pages without HTTP headers declare it wrongly. The text by where
the page's sentences stand, and with trafilatura where that leaves doubt; title, authors, dates, publisher, section,
keywords, language, licence, copyright and address from linked data (JSON-LD), microdata, Open Graph, Dublin Core,
`rel=license`, `<time>`, other meta tags, printed bylines and lines that hold nothing but a date; htmldate only where
nothing else dates the page. A page that a browser, SingleFile or HTTrack saved has the address and the day of its note.

Keeps: each value's wording and its place (an XPath, or an XPath and a JSON pointer into linked data), what was not
chosen as rivals, the offsets of dates, what a licence speaks of (the article, the site, or a part such as a picture),
and reservations against text and data mining. A lede stands apart where the page's own class names mark one, or where
the page's description repeats a printed paragraph that the text lacks.

Loses: pictures, the shape of tables, emphasis, readers' comments, and links inside the text. A page that lists several
articles is read as the one that it says it is about; one that declares itself a list of articles or a search, and one
that says an error or checks its visitor, is skipped with that reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode, html_declarations
from pressmark.evidence.locators import Locator
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.pages.article import article_of, begins_as_page
from pressmark.pages.saved import saved
from pressmark.pages.tree import parse

version = "1.0.0"

_MARKUP = re.compile(rb"<(?:head|body|meta|title|article|div|p)[\s>]", re.IGNORECASE)


def recognises(source: Source) -> int:
    """Returns how sure the first bytes make it that this is a web page."""
    head = source.head()
    if begins_as_page(head):
        return 95
    return min(80, 20 * len(set(_MARKUP.findall(head.replace(b"\x00", b"").lower()))))


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the page's one article, or the reason why there is none."""
    if source.size > settings.max_bytes:
        return _refused(source, f"larger than {settings.max_bytes} bytes")
    data = source.read_bytes()
    if not data.strip():
        return _refused(source, "empty")
    try:
        decoded = decode(data, html_declarations(data))
    except SourceError as error:
        return _refused(source, error.what)
    tree = parse(decoded.text)
    return Reading(
        media_type="text/html",
        encoding=decoded.encoding,
        bom=decoded.bom,
        records=_records(source, decoded.text, tree, settings),
        resolve=Locator(decoded.text, tree).resolve,
    )


def _refused(source: Source, reason: str) -> Reading:
    return Reading(media_type="text/html", encoding=None, bom=False, records=iter([_rejected(source, reason)]))


def _rejected(source: Source, reason: str) -> Leftover:
    return Leftover(locator="char=0,", outcome="rejected", reason=reason, sha256=source.sha256)


def _records(
    source: Source, text: str, tree: HtmlElement | None, settings: ConvertSettings
) -> Iterator[Draft | Leftover]:
    note = saved(text)
    found = article_of(
        tree,
        source_sha256=source.sha256,
        date_order=settings.date_order,
        language=settings.language,
        address=note.address,
        crawled=note.crawled,
    )
    if isinstance(found, Draft):
        yield replace(found, dates=(*found.dates, note.day)) if note.day else found
    else:
        yield Leftover(locator="char=0,", outcome=found.outcome, reason=found.reason, sha256=source.sha256)
