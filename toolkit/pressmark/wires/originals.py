"""Gives the bytes into which the places of a source's statements point, where these are not the source's own.

A page that a browser saved is packed in a message, and the words of a Word document or of rich text in their markup.
"""

from __future__ import annotations

from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode, html_declarations
from pressmark.evidence.messages import charset_of, opened, page_of, payload
from pressmark.model.draft import Source
from pressmark.wires.letters import letter_of
from pressmark.wires.press import open_export

_EXPORTS = frozenset({"factiva", "nexis", "proquest"})


def original_of(source: Source, converter: str | None) -> bytes:
    """Returns what a converter read of a source, as the places of its statements have it."""
    if converter == "mhtml":
        return _page(source)
    if converter == "email":
        return letter_of(source.read_bytes()).text.encode("utf-8", "replace")
    if converter in _EXPORTS:
        try:
            return open_export(source, source.size).origin or source.read_bytes()
        except SourceError:
            return b""
    return source.read_bytes()


def _page(source: Source) -> bytes:
    page = page_of(opened(source.read_bytes()))
    if page is None:
        return b""
    data = payload(page)
    try:
        return decode(data, [*charset_of(page), *html_declarations(data)]).text.encode("utf-8", "replace")
    except SourceError:
        return b""
