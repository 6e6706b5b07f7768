"""Reads the posts of an export of Medium, one file a post.

Reads: the HTML that Medium puts into `posts/` of the archive with one's own data: title, subtitle, text, author, date
of publication, canonical address.

Keeps: what the html converter keeps, with the same places; the text is that which the file marks as its body, without
the title and the subtitle that it repeats. The subtitle is the lede. Without a date of publication a file is a draft:
it is skipped with this reason, and the day of the export is nobody's date.

Loses: pictures with their captions, players, emphasis, and links inside the text. Responses to the posts of others are
posts in an export, and are read as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.addresses import web_url
from pressmark.evidence.encodings import Decoded, decode, html_declarations
from pressmark.evidence.text import folded, one_line
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.pages.article import NoArticle, article_of
from pressmark.pages.found import Found
from pressmark.pages.fragment import element_text
from pressmark.pages.tree import parse, place, wording

version = "1.0.0"

_POST = re.compile(rb"<article class=[\"']?h-entry")
_OWN = re.compile(rb"Exported from <a href=[\"']https://medium\.com|class=[\"']?(?:graf|section-divider)\b|data-field=")


def recognises(source: Source) -> int:
    """Returns how surely the first bytes are a post's: its class for posts, and what only Medium writes."""
    head = source.head()
    return 97 if _POST.search(head) and _OWN.search(head) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the one post of a file, or the reason why there is none."""
    if source.size > settings.max_bytes:
        return _refused(source, f"larger than {settings.max_bytes} bytes")
    data = source.read_bytes()
    try:
        decoded = decode(data, html_declarations(data))
    except SourceError as error:
        return _refused(source, error.what)
    records = _records(source, decoded, settings)
    return Reading(media_type="text/html", encoding=decoded.encoding, bom=decoded.bom, records=records)


def _refused(source: Source, reason: str) -> Reading:
    return Reading(media_type="text/html", encoding=None, bom=False, records=iter([_left(source, reason)]))


def _left(source: Source, reason: str, outcome: str = "rejected") -> Leftover:
    return Leftover(locator="char=0,", outcome=outcome, reason=reason, sha256=source.sha256)


def _records(source: Source, decoded: Decoded, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    root = parse(decoded.text)
    if root is None:
        yield _left(source, "no markup")
        return
    if not root.xpath("//time[contains(@class, 'dt-published')]"):
        yield _left(source, "is a draft: it has no date of publication", "skipped")
        return
    order, language = settings.date_order, settings.language
    address = _address(root)
    found = article_of(decoded.text, source_sha256=source.sha256, date_order=order, language=language, address=address)
    if isinstance(found, NoArticle):
        yield _left(source, found.reason, found.outcome)
        return
    lede = _lede(root)
    text = _text(root, [found.title or "", lede or ""]) or found.text
    yield replace(found, lede=lede, text=text, text_completeness="full" if text else found.text_completeness)


def _address(root: HtmlElement) -> Found | None:
    for link in root.xpath("//a[contains(@class, 'p-canonical')][@href]"):
        written = str(link.get("href"))
        if url := web_url(written):
            return Found(url, written, place(link, "href"), "meta")
    return None


def _lede(root: HtmlElement) -> str | None:
    subtitles = root.xpath("//section[@data-field='subtitle']")
    return one_line(wording(subtitles[0])) or None if subtitles else None


def _text(root: HtmlElement, repeated: list[str]) -> str | None:
    bodies = root.xpath("//section[@data-field='body']")
    text = element_text(bodies[0]) if bodies else None
    if not text:
        return None
    paragraphs = text.split("\n\n")
    known = {folded(each) for each in repeated if each}
    while len(paragraphs) > 1 and folded(paragraphs[0]) in known:
        known.discard(folded(paragraphs.pop(0)))
    return "\n\n".join(paragraphs)
