"""Reads the texts that Common Crawl takes from pages (WET), and knows its metadata (WAT)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from pressmark.archives.captures import Capture
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.addresses import web_url
from pressmark.evidence.dates import dated
from pressmark.evidence.encodings import decode
from pressmark.evidence.languages import guess_language
from pressmark.evidence.text import normalise
from pressmark.model.draft import Claim, Draft, Leftover

_NOTE = "another program took the text from the page: menus and notices of the site may stand in it"


def is_text_alone(capture: Capture, here: Collection[str]) -> bool:
    """Returns whether a record is the text of a page that is not among the records `here`."""
    plain = capture.kind == "conversion" and capture.media_type == "text/plain"
    return plain and capture.refers_to not in here and capture.uri not in here


def is_wat(capture: Capture) -> bool:
    """Returns whether a record holds what Common Crawl notes down of another one."""
    return capture.kind == "metadata" and capture.media_type == "application/json"


def extracted(capture: Capture, settings: ConvertSettings) -> Draft | Leftover:
    """Returns the article that a text is; of it only the address and the day of the fetch are known."""
    data = capture.payload
    if data is None or not data.strip():
        return Leftover(locator=capture.locator, outcome="rejected", reason=capture.unread or "empty")
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        text = normalise(decode(data, ["utf-8"]).text)
    except SourceError as error:
        return Leftover(locator=capture.locator, outcome="rejected", reason=error.what, sha256=sha256)
    url = web_url(capture.uri)
    claims = [Claim(claim="text_origin", value="another program", basis="header", locator=capture.locator, note=_NOTE)]
    if url:
        claims.append(Claim(claim="url", value=url, basis="header", locator=capture.locator, verbatim=capture.uri))
    return Draft(
        source_sha256=sha256,
        locator=capture.locator,
        text=text,
        text_completeness="partial" if capture.truncated else "unknown",
        language=settings.language or guess_language(text),
        url=url,
        url_status="present" if url else "never-printed",
        dates=(dated("retrieved", capture.date, basis="header"),) if capture.date else (),
        claims=tuple(claims),
    )
