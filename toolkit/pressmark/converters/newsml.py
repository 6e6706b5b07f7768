"""Reads the items of NewsML 1.

Reads: NewsML 1.0 to 1.2 as agencies send it, with its text in NITF, XHTML or plain data. Headline, bylines, provider
and source, first creation and revision, copyright line, holder and date, rights lines and usage rights, subjects,
genres, keywords, slugline, dateline.

Keeps: each value's wording and its XPath, the offsets of times, and author, provider, source and copyright holder
apart. Usage rights are claims and statements, word for word. Each of several items is a record with its place, known
by the hash of its canonical XML. An embargo and a cancellation withhold the article until a reviewer lifts them.

Loses: pictures and other media, skipped with a reason where an item has nothing else; alternatives of the same text
after the first; topics and catalogues.
"""

from __future__ import annotations

from lxml import etree

from pressmark.converters._newsml.item import newsml_item
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Leftover, Reading, Source
from pressmark.wires.documents import Records, canonical_sha256, read_document, root_of
from pressmark.wires.drafting import Record, draft_of
from pressmark.wires.said import children, place_of

version = "1.0.0"


def recognises(source: Source) -> int:
    """Returns how sure the root makes it that this is NewsML 1."""
    root = root_of(source)
    return 95 if root is not None and root.name == "NewsML" else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the items of a document in their order."""

    def records(root: etree._Element) -> Records:
        items = list(children(root, "NewsItem"))
        if not items:
            yield Leftover(locator="char=0,", outcome="rejected", reason="holds no NewsItem", sha256=source.sha256)
        for element in items:
            sha256, place = canonical_sha256(element), place_of(element)
            item = newsml_item(element)
            if item.titles or item.text:
                yield draft_of(
                    item,
                    Record(sha256=sha256, locator=place, date_order=settings.date_order, language=settings.language),
                )
            else:
                reason = "neither a headline nor a text"
                yield Leftover(locator=place, outcome="skipped", reason=reason, sha256=sha256)

    return read_document(source, settings.max_bytes, records)
