"""Reads web archives: the pages that a crawler fetched, one article a page.

Reads: WARC 0.17 to 1.1, plain, with gzip record by record or as a whole, or with Zstandard, and the older ARC; with
fastwarc. Answers of a server (`response`, status 200) and files (`resource`) that hold a page of HTML, as the html
converter reads it; chunks and compression (gzip, deflate, Brotli, Zstandard) are undone, and the charset of the HTTP
header counts before the page's own.

Keeps: the record's id as the locator; the hash of the page's bytes; when it was fetched, as the date `retrieved`; the
address it was fetched from, with the page's own canonical address as a rival; the headers that reserve mining
(`tdm-reservation`, `tdm-policy`, `noai` in `X-Robots-Tag`); a digest that the page does not have. A
page that the crawler cut is `partial`. Every other record is accounted for with its reason: a redirect with where it
leads, a revisit with what it repeats, requests, metadata, errors, pictures. PDFs, feeds and other XML are inputs of
their own (`news.warc.gz!/urn:uuid:…`). Where an archive breaks off, what stands before is kept and the place is told;
behind a packed record that is damaged, the next one that is whole is read.

A text that another program took from a page (WET of Common Crawl: `conversion`) is read where the page itself is not in
the archive: it has its address and the day of the fetch, and nothing else is known of it. A claim says that menus and
notices of the site may stand in it. Metadata on pages (WAT) are skipped and named.

Loses: the other HTTP headers, the order of the crawl, and the segments of a record that was split over several files:
the first of them is read, and is `partial`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from pressmark.archives.captures import Break, Capture, captures, is_web_archive
from pressmark.archives.handed import is_handed_out, may_be_handed_out
from pressmark.archives.signatures import signature
from pressmark.converters._warc.texts import extracted, is_text_alone, is_wat
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.addresses import web_url
from pressmark.evidence.dates import dated
from pressmark.evidence.encodings import decode, html_declarations
from pressmark.evidence.reservations import reserved
from pressmark.model.draft import Claim, Draft, Leftover, Reading, Source
from pressmark.pages.article import article_of, begins_as_page
from pressmark.pages.found import Found

version = "1.0.0"

_OK = 200
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_UNTOLD = frozenset({None, "text/plain", "application/octet-stream", "unknown/unknown", "application/unknown"})
_NOT_PAGES = {
    "warcinfo": "describes the archive",
    "request": "a request",
    "metadata": "metadata of another record",
    "conversion": "converted from another record by another program",
    "continuation": "a later segment of a record that was split",
}


def recognises(source: Source) -> int:
    """Returns how sure the first bytes, unpacked, make it that this is a web archive."""
    return 100 if is_web_archive(source.location) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the pages of an archive one at a time, and the reason why each other record is none."""
    return Reading(media_type="application/warc", encoding=None, bom=False, records=_records(source, settings))


def _records(source: Source, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    here: set[str] = set()  # the records that answers and files have, of which a text may be made

    def wanted(capture: Capture) -> bool:
        return _is_wanted(capture) or is_text_alone(capture, here)

    for found in captures(source.location, wanted=wanted, most=settings.max_bytes):
        if isinstance(found, Break):
            yield Leftover(locator=found.locator, outcome="rejected", reason=found.reason)
            continue
        if found.kind in ("response", "resource"):
            here.update(filter(None, (found.locator, found.uri)))
        yield extracted(found, settings) if is_text_alone(found, here) else _record(found, source, settings)


def _is_wanted(capture: Capture) -> bool:
    return _reason(capture) is None and (capture.media_type in _PAGES | _UNTOLD or may_be_handed_out(capture))


def _record(capture: Capture, source: Source, settings: ConvertSettings) -> Draft | Leftover:
    if not _is_wanted(capture):
        return _left(capture, "skipped", _reason(capture) or f"{_declared(capture)}, no page")
    if capture.payload is None or not capture.payload.strip():
        return _left(capture, "rejected", capture.unread or "empty")
    other = _other(capture, capture.payload[:4096], source)
    return _left(capture, "skipped", other) if other else _article(capture, capture.payload, settings)


def _declared(capture: Capture) -> str:
    return capture.media_type or "no declared type"


def _other(capture: Capture, head: bytes, source: Source) -> str | None:
    """Returns what a payload is where it is no page."""
    if is_handed_out(capture):
        return f"{_declared(capture)}: an input of its own, {source.path}!/{capture.locator}"
    shown = signature(head)
    if shown is not None:
        return f"{_declared(capture)}, but it is {shown}"
    return None if capture.media_type in _PAGES or begins_as_page(head) else f"{_declared(capture)}, no page"


def _reason(capture: Capture) -> str | None:
    """Returns why a record is no page, by its kind and its status alone."""
    other = capture.refers_to
    if capture.kind == "revisit":
        return f"a revisit: the same as {other or 'an earlier record'}"
    if capture.kind in _NOT_PAGES:
        said = _NOT_PAGES[capture.kind].replace("another record", other or "another record")
        return f"{said}, in JSON (WAT): no text" if is_wat(capture) else said
    if capture.kind not in ("response", "resource"):
        return f"a record of the kind {capture.kind}"
    return None if capture.kind == "resource" and capture.status is None else _answered(capture)


def _answered(capture: Capture) -> str | None:
    """Returns why an answer is no page, by its status."""
    status = capture.status
    if status is None:
        return "a look-up of a host" if (capture.uri or "").startswith("dns:") else "no answer over HTTP"
    if 300 <= status < 400 and capture.target:
        return f"a redirect ({status}) to {capture.target}"
    return f"HTTP status {status}" if status != _OK else None


def _left(capture: Capture, outcome: str, reason: str) -> Leftover:
    digest = hashlib.sha256(capture.payload).hexdigest() if capture.payload is not None else None
    return Leftover(locator=capture.locator, outcome=outcome, reason=reason, sha256=digest)


def _article(capture: Capture, data: bytes, settings: ConvertSettings) -> Draft | Leftover:
    try:
        decoded = decode(data, chain([capture.charset] if capture.charset else [], html_declarations(data)))
    except SourceError as error:
        return _left(capture, "rejected", error.what)
    url = web_url(capture.uri)
    found = article_of(
        decoded.text,
        source_sha256=hashlib.sha256(data).hexdigest(),
        date_order=settings.date_order,
        language=settings.language,
        address=Found(url, capture.uri or url, None, "header") if url else None,
        crawled=True,
    )
    if not isinstance(found, Draft):
        return _left(capture, found.outcome, found.reason)
    retrieved = [dated("retrieved", capture.date, basis="header")] if capture.date else []
    cut = capture.truncated is not None or capture.segment is not None
    return replace(
        found,
        locator=capture.locator,
        # The text as the witness will decode it, whatever charset the HTTP header named.
        origin=decoded.text.encode("utf-8", "replace"),
        dates=(*found.dates, *retrieved),
        claims=(*found.claims, *_caveats(capture), *_reservations(capture, found)),
        text_completeness="partial" if cut else found.text_completeness,
    )


def _reservations(capture: Capture, found: Draft) -> Iterator[Claim]:
    """Yields what the HTTP headers reserve; beside what the page says it is a rival, and restricts all the same."""
    said = {claim.claim for claim in found.claims if claim.chosen}
    for name, value, wording in reserved(capture.reservations):
        chosen = name not in said
        said.add(name)
        note = f"the HTTP header {wording}"
        yield Claim(claim=name, value=value, basis="header", locator=capture.locator, chosen=chosen, note=note)


def _caveats(capture: Capture) -> Iterator[Claim]:
    if capture.intact is False:
        note = "the payload does not have the digest that the record states"
        yield Claim(claim="digest", value="differs", basis="header", locator=capture.locator, note=note)
    if capture.truncated is not None:
        note = f"the record is cut: {capture.truncated}"
        yield Claim(claim="completeness", value="partial", basis="header", locator=capture.locator, note=note)
