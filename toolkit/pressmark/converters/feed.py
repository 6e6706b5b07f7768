"""Reads feeds, one record an entry.

Reads: RSS 0.9 to 2.0, RDF (RSS 1.0), Atom 0.3 and 1.0, CDF, and JSON Feed 1.0 and 1.1, with the words of Dublin Core,
content, iTunes, Media RSS and Creative Commons; well-formed XML entry by entry, whatever its size. A feed that is no
well-formed XML is read through feedparser as far as that goes, and its break is a rejected record that names the place.

Keeps: title, names, dates with their offsets, and sources verbatim with their places (an XPath, a JSON pointer, or
characters of a broken feed). An entry is known by `id=` and its own identifier, or by its number where it has none. A
link or wording about rights in an entry speaks of the article, the feed's own of the site. The publisher is whom
`dc:publisher` names, or else the feed's title stands for it. A text that is only a summary is marked as partial. Of
the export of a blog at Blogger the posts are read; its comments, pages, settings and drafts are skipped by their kind.

Loses: a summary beside a whole text (readers of the feed see it, readers of the article do not: it is no lede),
enclosures, e-mail addresses, counts of comments, and what a feed says of itself beyond its publisher, language and
rights. An entry without a date of publication gets none, as the day of a change is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from json import JSONDecodeError
from typing import Any

from pressmark.converters._feed import elements, json_feed, loose
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.json_text import loads
from pressmark.evidence.xml_records import XmlRecords, open_records
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.pages.entry import Channel, Entry, Locators, rejected
from pressmark.pages.entry_drafting import draft_of
from pressmark.pages.feed_terms import Node, is_entry, name_of
from pressmark.pages.xml_source import open_xml, read_text

version = "1.0.0"

_BEFORE = re.compile(rb"\s*(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[.*?\])*+>)", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(rb"\s*<(?:[\w.-]+:)?([\w.-]+)([^>]*)", re.DOTALL)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org\\?/version')
_RSS_1 = re.compile(rb"purl\.org/rss/1\.0/|my\.netscape\.com/rdf/simple/0\.9|channel\.netscape\.com/rdf", re.IGNORECASE)
_ATOM = re.compile(rb"www\.w3\.org/2005/atom|purl\.org/atom/", re.IGNORECASE)
_EBCDIC = bytes.fromhex("4C6FA794")  # `<?xm`: named so that it can be refused with its reason
_XML, _JSON = "application/xml", "application/feed+json"


def recognises(source: Source) -> int:
    """Returns how surely the first bytes are a feed's: its root, or the version that JSON Feed names."""
    head = source.head().replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    if head.startswith(_EBCDIC):
        return 10
    if head.lstrip().startswith(b"{"):
        return 97 if _JSON_FEED.search(head) else 0
    while before := _BEFORE.match(head):
        head = head[before.end() :]
    root = _ROOT.match(head)
    return _sureness(root[1].lower(), root[2], head) if root else 0


def _sureness(name: bytes, attributes: bytes, head: bytes) -> int:
    if name == b"rss":
        return 97
    if name == b"rdf":
        return 97 if _RSS_1.search(attributes) else 0
    if name == b"feed":
        return 97 if _ATOM.search(attributes) else 60 if re.search(rb"<(?:[\w.-]+:)?(?:entry|title)[\s>]", head) else 0
    return 90 if name == b"channel" and re.search(rb"<(?:item|title|abstract)[\s>]", head, re.IGNORECASE) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the entries of a feed, read as they are asked for where it is well-formed XML."""
    try:
        if source.head(512).replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{"):
            return _read_json(source, settings)
        opened = open_xml(source, settings.max_bytes)
    except SourceError as error:
        return _refused(source, error.what)
    try:
        channel, entries = entries_of(open_records(opened.blocks, is_entry), settings)
    except SourceError as broken:
        records = _loosely(source, broken, settings)
    else:
        records = _drafted(entries, channel, settings)
    return Reading(media_type=_XML, encoding=opened.encoding, bom=opened.bom, records=records)


def _refused(source: Source, reason: str) -> Reading:
    nothing = Leftover(locator="whole", outcome="rejected", reason=reason, sha256=source.sha256)
    return Reading(media_type=_XML, encoding=None, bom=False, records=iter([nothing]))


def entries_of(records: XmlRecords, settings: ConvertSettings) -> tuple[Channel, Iterator[Entry]]:
    """Returns what a feed that is well-formed XML says of itself, and its entries as they are asked for."""
    around = records.surroundings
    atom = name_of(around.root) == "feed"
    heads = [element for element in around.places if name_of(element) in ("channel", "feed")]
    channel = elements.channel_of(Node(heads[0], around.place_of, atom)) if heads else Channel()
    setting = elements.Setting(channel.base, settings.date_order)
    read = (elements.entry_of(Node(record.element, record.place_of, atom), setting) for record in records)
    return channel, read


def _drafted(entries: Iterable[Entry], channel: Channel, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    locators = Locators()
    for entry in entries:
        locator = locators.next(entry.identifier.value if entry.identifier else None)
        if entry.unshown:
            yield Leftover(locator=locator, outcome="skipped", reason=entry.unshown, sha256=entry.sha256)
        elif not entry.titles and not entry.text:
            yield rejected(locator, "neither a title nor a text", entry)
        else:
            yield draft_of(entry, channel, locator=locator, language=settings.language)


def _loosely(source: Source, broken: SourceError, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    """Yields the break with its place, then what feedparser can read all the same."""
    yield Leftover(
        locator=f"break at {broken.where}" if broken.where else "break",
        outcome="rejected",
        reason=f"{broken.what} ({broken.where})" if broken.where else broken.what,
        sha256=source.sha256,
    )
    try:
        text = read_text(source, settings.max_bytes).text
        channel, entries = loose.read_loosely(text, order=settings.date_order)
    except SourceError as error:
        yield Leftover(locator="rest", outcome="rejected", reason=error.what, sha256=source.sha256)
        return
    yield from _drafted(entries, channel, settings)


def _read_json(source: Source, settings: ConvertSettings) -> Reading:
    decoded = read_text(source, settings.max_bytes)
    try:
        feed: Any = loads(decoded.text)
    except (ValueError, RecursionError) as failure:
        place = ""
        if isinstance(failure, JSONDecodeError):
            place = f" (line {failure.lineno}, column {failure.colno})"
        return _refused(source, f"is no JSON{place}")
    if not isinstance(feed, dict):
        return _refused(source, "is no object of JSON")
    records = _items(feed, settings)
    return Reading(media_type=_JSON, encoding=decoded.encoding, bom=decoded.bom, records=records)


def _items(feed: dict[str, Any], settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    items = json_feed.items_of(feed)
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            yield rejected(f"item {number}", "is no object of JSON")
    order = settings.date_order
    read = (json_feed.entry_of(item, at, order=order) for at, item in enumerate(items) if isinstance(item, dict))
    yield from _drafted(read, json_feed.channel_of(feed), settings)
