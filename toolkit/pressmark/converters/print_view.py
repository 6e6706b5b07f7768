"""Reads the print view of an article, in Markdown or plain text, as its site description lays it out.

Reads: one article a file: a title, labelled lines (who, where, when, under which subjects), a lede in italics, the
body, and labelled lines and boilerplate below it. Every part may be missing, and those of the header and of the
footer may stand in any order. What the labels are, in which languages, and what boilerplate and permissions look
like, is data: a site description (`pressmark/sites/*.toml`, or a collection's own). Any encoding and any line ends. A
file may hold several articles, each under a title of its own that a header follows.

Keeps: every labelled line verbatim, with its place in the decoded source; title, lede and body in norm-v1; every
hyperlink with its role, and whether its target is kept or lost; authors, publisher, original publisher, copyright
holders and the grantor of a permission apart; what disagrees, as claims that were not chosen. A permission whose
wording the description knows by its hash gets its terms; of any other the wording alone is kept.

Loses: marks of emphasis, of headings and of quotations, pictures, and rules across the page. A line that follows the
header's form but stands below the first body paragraph, or the footer's form but above the last, is body.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pressmark.converters._print_view.draft import make_draft
from pressmark.converters._print_view.observed import observed
from pressmark.converters._print_view.page import Page, best_page, parts
from pressmark.converters._print_view.places import locator
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode
from pressmark.files import sha256_text
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.sites.header_lines import Line
from pressmark.sites.reading import bundled

version = "1.0.0"

_MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
_TEXT = _MARKDOWN | {".txt", ".text", ".asc", ""}
_STRUCTURED = ("<!doctype", "<html", "<?xml", "{", "%pdf", "warc/")


def recognises(source: Source) -> int:
    """Returns how sure the head of a source makes it that this is a print view."""
    try:
        head = decode(source.head()).text.lstrip()
    except SourceError:
        return 0
    if head[:10].casefold().startswith(_STRUCTURED):
        return 0
    page = best_page(head, bundled())
    labelled = sum(bool(unit.values) for unit in page.units)
    if labelled:
        return min(95, (60 if page.title else 40) + 10 * labelled)
    if PurePosixPath(source.path).suffix.casefold() not in _TEXT:
        return 0
    return 30 if page.title and head.startswith("#") else 10


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the records of a source: one, or one for each article that it holds."""
    media_type = "text/markdown" if PurePosixPath(source.path).suffix.casefold() in _MARKDOWN else "text/plain"
    if source.size > settings.max_bytes:
        return _rejected(source, media_type, f"larger than {settings.max_bytes} bytes")
    try:
        decoded = decode(source.read_bytes())
    except SourceError as error:
        return _rejected(source, "application/octet-stream", error.what)
    if not decoded.text.strip():
        return _rejected(source, media_type, "empty")
    records = _drafts(decoded.text, source.sha256, settings)
    return Reading(media_type=media_type, encoding=decoded.encoding, bom=decoded.bom, records=records)


def lines(source: Source, settings: ConvertSettings) -> dict[str, tuple[Line, ...]]:
    """Returns the lines at both ends of each page of a source, read or not, from which labels are learned.

    The keys are the hashes of the records.
    """
    try:
        text = decode(source.read_bytes()).text
    except SourceError:
        return {}
    return {sha256: observed(page) for _, sha256, page in _pages(text, source.sha256, settings)} if text.strip() else {}


def _drafts(text: str, sha256: str, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    if preface := parts(text, bundled()[-1])[0][0]:
        reason = "stands above the first of several articles"
        yield Leftover(
            locator=locator(0, preface), outcome="skipped", reason=reason, sha256=sha256_text(text[:preface])
        )
    for place, own_sha256, page in _pages(text, sha256, settings):
        yield make_draft(page, own_sha256, language=settings.language, place=place)


def _pages(text: str, sha256: str, settings: ConvertSettings) -> Iterator[tuple[str | None, str, Page]]:
    """Yields the place, where there are several, the hash and the reading of each page of a source."""
    sites = (*settings.sites, *bundled())
    spans = parts(text, sites[-1])
    for start, end in spans:
        page = best_page(text, sites, settings.date_order, (start, end))
        if len(spans) == 1:
            yield None, sha256, page
        else:
            yield locator(start, end), sha256_text(text[start:end]), page


def _rejected(source: Source, media_type: str, reason: str) -> Reading:
    leftover = Leftover(locator="char=0,", outcome="rejected", reason=reason, sha256=source.sha256)
    records: Iterator[Draft | Leftover] = iter((leftover,))
    return Reading(media_type=media_type, encoding=None, bom=False, records=records)
