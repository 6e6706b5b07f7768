"""Reads through feedparser what is no well-formed XML: it takes a feed apart as a browser does a page.

It is given bytes of a known encoding, so that it fetches and guesses nothing. It neither cleans the markup nor reads a
date: what it would leave out is wanted, and a date of which a part is missing it fills up from the clock.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import feedparser

from pressmark.errors import SourceError
from pressmark.evidence.text import one_line
from pressmark.evidence.xml_text import DECLARATION
from pressmark.pages.entry import Channel, Entry, Right, labelled
from pressmark.pages.feed_dates import settle
from pressmark.pages.feed_people import Person, parties, person
from pressmark.pages.found import Found
from pressmark.pages.fragment import fragment_text

_BEGINS = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class _Told:
    """What feedparser says of one entry or of the feed, and the part of the source that it stands in."""

    values: Mapping[str, Any]
    text: str
    start: int
    end: int

    def get(self, name: str) -> Any:
        """Returns a value as it was read; feedparser's own `get` puts other values in the place of missing ones."""
        return dict.get(self.values, name) if isinstance(self.values, dict) else None

    def found(self, *names: str) -> Iterator[Found]:
        """Yields the values of some names, with their places where they stand in the source once."""
        for name in names:
            value = self.get(name)
            if isinstance(value, str) and (found := self.place(value)):
                yield found

    def place(self, value: str) -> Found | None:
        """Returns a value with the place of its wording, or without one where none is sure."""
        plain = one_line(fragment_text(value) or "")
        if not plain:
            return None
        for written in dict.fromkeys((value, html.escape(value, quote=False))):
            at = self.text.find(written, self.start, self.end)
            if at >= 0 and self.text.find(written, at + 1, self.end) < 0:
                return Found(plain, written, f"char={at},{at + len(written)}", "feed")
        return Found(plain, value, None, "feed")


def read_loosely(text: str, *, order: str | None) -> tuple[Channel, list[Entry]]:
    """Returns what can be read of a broken feed; raises SourceError where feedparser cannot bear it either."""
    bare = DECLARATION.sub("", text.lstrip(), count=1)
    try:
        feed = feedparser.parse(
            io.BytesIO(bare.encode("utf-8", "replace")),
            response_headers=_HEADERS,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as failure:  # noqa: BLE001 - what a parser of broken markup cannot bear is told, not raised
        raise SourceError(f"cannot be read as a broken feed either: {type(failure).__name__}") from None
    starts = [found.start() for found in _BEGINS.finditer(text)]
    spans = list(pairwise([*starts, len(text)]))
    entries = feed.get("entries") or []
    if len(spans) != len(entries):
        spans = [(0, 0)] * len(entries)
    head = _Told(feed.get("feed") or {}, text, 0, starts[0] if starts else len(text))
    told = [_Told(entry, text, start, end) for entry, (start, end) in zip(entries, spans, strict=True)]
    return _channel(head), [_entry(entry, order) for entry in told]


def _channel(head: _Told) -> Channel:
    return Channel(
        publishers=parties(head.found("publisher", "title")),
        languages=tuple(head.found("language")),
        rights=tuple(_rights(head, "site")),
    )


def _entry(told: _Told, order: str | None) -> Entry:
    source = told.get("source")
    title = dict.get(source, "title") if isinstance(source, dict) else None
    content = [piece for piece in told.get("content") or [] if isinstance(piece, dict)]
    whole = next(filter(None, (fragment_text(str(dict.get(piece, "value") or "")) for piece in content)), None)
    summary = fragment_text(str(told.get("summary") or ""))
    tags = [tag for tag in told.get("tags") or [] if isinstance(tag, dict)]
    return Entry(
        fields=dict(_fields(told)),
        identifier=next(told.found("id"), None),
        titles=tuple(told.found("title")),
        people=tuple(_people(told)),
        publishers=parties(told.found("publisher")),
        origin=told.place(title) if isinstance(title, str) and "://" not in title else None,
        urls=tuple(told.found("feedburner_origlink", "link")),
        published=settle("published", [*told.found("published")], order=order),
        modified=settle("modified", [*told.found("updated")], order=order),
        rights=tuple(_rights(told, "article")),
        subjects=labelled("category", (str(dict.get(tag, "label") or dict.get(tag, "term") or "") for tag in tags)),
        text=whole or summary,
        completeness="partial" if whole or summary else "unknown",
    )


def _people(told: _Told) -> Iterator[Person]:
    """Yields the authors and contributors; feedparser cuts the first author's address off only where it is short."""
    authors, contributors = (told.get(name) or [] for name in ("authors", "contributors"))
    first = told.get("author")
    if isinstance(first, str):
        yield from _person(told, first, "author", authors[0] if authors else {})
    yield from (found for named in authors[1:] for found in _person(told, dict.get(named, "name"), "author", named))
    for named in contributors:
        yield from _person(told, dict.get(named, "name"), "contributor", named)


def _person(told: _Told, name: Any, role: str, detail: Any) -> Iterator[Person]:
    if not isinstance(name, str):
        return
    uri = dict.get(detail, "href") if isinstance(detail, dict) else None
    for named in person(Found(one_line(name), name, None, "feed"), role=role, uri=uri):
        if found := told.place(named.found.value):
            yield replace(named, found=found)


def _rights(told: _Told, scope: str) -> Iterator[Right]:
    yield from (Right(found, scope) for found in told.found("rights", "license"))
    for link in told.get("links") or []:
        href = dict.get(link, "href")
        if dict.get(link, "rel") == "license" and isinstance(href, str) and (found := told.place(href)):
            yield Right(found, scope)


def _fields(told: _Told) -> Iterator[tuple[str, str]]:
    for name in ("id", "title", "link", "published", "updated", "author", "summary"):
        value = told.get(name)
        if isinstance(value, str) and value.strip():
            yield name, value.strip()
    for number, piece in enumerate(told.get("content") or []):
        yield f"content/{number}", str(dict.get(piece, "value") or "")
