"""Reads a web page that a browser saved as one file, with its pictures in it (MHTML, `.mht`).

Reads: MHTML as Chrome, Edge, Internet Explorer, Opera and Word write it: a message of several parts (RFC 2557), one of
which is the page: the part that the message names as its start, or else the first that is HTML. Quoted-printable and
base64 are undone, and the charset of the part counts before that of the page. The page is read as the html converter
reads one.

Keeps: what the html converter keeps, with places in the page and not in the message; the address that the browser had
it from (`Snapshot-Content-Location`, `Content-Location`), with the page's own canonical address as a rival; the day on
which it was saved, as the date `retrieved`. A message that breaks off inside the page is read as far as it goes, and is
`partial`.

Loses: pictures, style sheets, pages in frames, and whatever else is packed beside the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.addresses import web_url
from pressmark.evidence.dates import dated
from pressmark.evidence.encodings import Decoded, decode, html_declarations
from pressmark.evidence.messages import charset_of, header, is_cut, opened, page_of, payload
from pressmark.model.draft import Claim, Draft, Leftover, Reading, Source
from pressmark.pages.article import article_of
from pressmark.pages.found import Found

version = "1.0.0"

_MEDIA_TYPE = "multipart/related"
_HEADERS = re.compile(rb"\s*(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^(?:snapshot-content-location:|from:\s*<?saved by|content-location:)", re.IGNORECASE | re.MULTILINE
)
_SENT = re.compile(rb"^(?:received|message-id|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)


def recognises(source: Source) -> int:
    """Returns how sure the headers make it that this is a saved page, and no letter."""
    head = source.head()
    headers = _HEADERS.match(head)
    if headers is None or not _RELATED.search(headers[0]):
        return 0
    return 97 if _SAVED.search(headers[0]) else 60 if _SENT.search(headers[0]) else 90


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the one article of the page, or the reason why there is none."""
    if source.size > settings.max_bytes:
        return _refused(source, f"larger than {settings.max_bytes} bytes")
    message = opened(source.read_bytes())
    page = page_of(message)
    if page is None:
        return _refused(source, "holds no page of HTML")
    data = payload(page)
    try:
        decoded = decode(data, [*charset_of(page), *html_declarations(data)])
    except SourceError as error:
        return _refused(source, error.what)
    records = _records(source, message, page, decoded, settings)
    return Reading(media_type=_MEDIA_TYPE, encoding=decoded.encoding, bom=decoded.bom, records=records)


def _refused(source: Source, reason: str) -> Reading:
    return Reading(media_type=_MEDIA_TYPE, encoding=None, bom=False, records=iter([_rejected(source, reason)]))


def _rejected(source: Source, reason: str) -> Leftover:
    return Leftover(locator="whole", outcome="rejected", reason=reason, sha256=source.sha256)


def _records(
    source: Source, message: Message, page: Message, decoded: Decoded, settings: ConvertSettings
) -> Iterator[Draft | Leftover]:
    said = [header(message, "Snapshot-Content-Location"), header(page, "Content-Location")]
    said += [header(message, "Content-Location")]
    address = next((Found(url, each, None, "header") for each in said if each and (url := web_url(each))), None)
    found = article_of(
        decoded.text,
        source_sha256=source.sha256,
        date_order=settings.date_order,
        language=settings.language,
        address=address,
    )
    if not isinstance(found, Draft):
        yield Leftover(locator="whole", outcome=found.outcome, reason=found.reason, sha256=source.sha256)
        return
    saved = header(message, "Date")
    cut = is_cut(message, page)
    note = "the message breaks off inside the page"
    yield replace(
        found,
        origin=decoded.text.encode("utf-8", "replace"),
        dates=(*found.dates, *([dated("retrieved", saved, basis="header")] if saved else [])),
        claims=(
            *found.claims,
            *([Claim(claim="completeness", value="partial", basis="header", note=note)] if cut else []),
        ),
        text_completeness="partial" if cut else found.text_completeness,
    )
