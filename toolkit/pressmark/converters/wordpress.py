"""Reads WordPress exports (WXR), one record a published post.

Reads: WXR of every version, post by post whatever the size. Blank lines become paragraphs as WordPress prints them,
block comments and shortcodes are taken out: of `[caption]`, `[gallery]`, `[embed]` and their like all, of others the
marks alone. The publisher is the site; authors are called what the export says they are displayed as.

Keeps: title, author, dates and address verbatim with their places. A post is published on the day of `post_date`, the
site's own clock; `post_date_gmt` tells its offset, and whatever names another moment is a rival. The `guid` identifies
a post and is no address. Categories and tags; which shortcodes were taken out. Pages, attachments, entries of menus,
drafts, private posts, posts behind a password and other types are skipped, each with its reason; `[convert]
post_types` names the types that are articles.

Loses: readers' comments, custom fields, pictures and their captions, the excerpt of a post that has a text (the site
shows it in lists: it is no lede), and e-mail addresses. Of an export that is no well-formed XML, the break is a
rejected record that names the place, and the posts are read as far as they can be, without places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from pressmark.converters._wordpress.post import channel_of, displayed_names, entry_of, skipped
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.xml_records import open_records
from pressmark.evidence.xml_text import recovered_xml
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.pages.entry import Channel, Locators, rejected
from pressmark.pages.entry_drafting import draft_of
from pressmark.pages.feed_terms import Node, PlaceOf, is_entry, name_of
from pressmark.pages.xml_source import open_xml, read_text

version = "1.0.0"

_EXPORT = re.compile(rb"xmlns:\w+\s*=\s*[\"']https?://wordpress\.org/export/|<wp:wxr_version>")
_RSS = re.compile(rb"<rss[\s>]")
_MEDIA_TYPE = "application/rss+xml"


def recognises(source: Source) -> int:
    """Returns how surely the first bytes are an export's: RSS with the words of WordPress' own vocabulary."""
    head = source.head().replace(b"\x00", b"")
    return 99 if _EXPORT.search(head) and _RSS.search(head) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the posts of an export, read as they are asked for."""
    try:
        opened = open_xml(source, settings.max_bytes)
    except SourceError as error:
        nothing = Leftover(locator="whole", outcome="rejected", reason=error.what, sha256=source.sha256)
        return Reading(media_type=_MEDIA_TYPE, encoding=None, bom=False, records=iter([nothing]))
    try:
        records = open_records(opened.blocks, is_entry)
    except SourceError as broken:
        posts = _recovered(source, broken, settings)
    else:
        head = _Head.of(records.surroundings.places, records.surroundings.place_of)
        nodes = (Node(record.element, record.place_of, atom=False) for record in records)
        posts = _posts(nodes, head, settings)
    return Reading(media_type=_MEDIA_TYPE, encoding=opened.encoding, bom=opened.bom, records=posts)


class _Head:
    """What an export says before its posts: the site, and who its authors are."""

    def __init__(self, channel: Channel, names: Mapping[str, str]) -> None:
        self.channel = channel
        self.names = names

    @classmethod
    def of(cls, elements: Iterable[etree._Element], place_of: PlaceOf) -> _Head:
        """Returns the head among the elements of an export."""
        channels = [Node(element, place_of, atom=False) for element in elements if name_of(element) == "channel"]
        return cls(channel_of(channels[0]), displayed_names(channels[0])) if channels else cls(Channel(), {})


def _posts(nodes: Iterable[Node], head: _Head, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    locators = Locators()
    for node in nodes:
        entry = entry_of(node, head.names)
        locator = locators.next(entry.identifier.value if entry.identifier else None)
        if reason := skipped(node, settings.post_types):
            yield Leftover(locator=locator, outcome="skipped", reason=reason, sha256=entry.sha256)
        elif not entry.titles and not entry.text:
            yield rejected(locator, "neither a title nor a text", entry)
        else:
            yield draft_of(entry, head.channel, locator=locator, language=settings.language)


def _recovered(source: Source, broken: SourceError, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    """Yields the break with its place, then the posts that libxml2 can make out all the same; any may be cut short."""
    reason = f"{broken.what} ({broken.where})"
    yield Leftover(locator=f"break at {broken.where}", outcome="rejected", reason=reason, sha256=source.sha256)
    try:
        root = recovered_xml(read_text(source, settings.max_bytes).text)
    except SourceError as error:
        yield Leftover(locator="rest", outcome="rejected", reason=error.what, sha256=source.sha256)
        return
    head = _Head.of(root.iter(etree.Element), _nowhere)
    items = (element for element in root.iter(etree.Element) if is_entry(element))
    for post in _posts((Node(item, _nowhere, atom=False) for item in items), head, settings):
        yield replace(post, text_completeness="unknown") if isinstance(post, Draft) else post


def _nowhere(_: etree._Element, __: str | None = None) -> None:
    """Returns no place: in a document that is not well formed, none could be found again."""
