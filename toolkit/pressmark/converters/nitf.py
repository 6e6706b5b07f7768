"""Reads an item of the News Industry Text Format.

Reads: NITF 3.x, recognised by its root. Headline, bylines with their persons, dates of issue, release, expiry and
publication, publication, distributor or sender, copyright holder and year, the terms of `doc.rights`, subjects and
keywords.

Keeps: each value's wording and its XPath, the offsets of dates, dates of other roles as rivals, and terms of use word
for word as claims and statements. The abstract is the lede. Author, sender and copyright holder stay apart. An
embargo and a cancellation are claims that withhold the article until a reviewer lifts them.

Loses: pictures and their captions, the shape of tables, emphasis, and the delivery path but for its sender.
"""

from __future__ import annotations

from lxml import etree

from pressmark.converters.base import ConvertSettings
from pressmark.evidence.xml_text import local_name
from pressmark.model.draft import Leftover, Reading, Source
from pressmark.wires.documents import Records, read_document, root_of
from pressmark.wires.drafting import Record, draft_of
from pressmark.wires.nitf import nitf_item

version = "1.0.0"


def recognises(source: Source) -> int:
    """Returns how sure the root makes it that this is NITF."""
    root = root_of(source)
    return 95 if root is not None and root.name == "nitf" else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the one item of an NITF document, or the reason why there is none."""

    def records(root: etree._Element) -> Records:
        if local_name(root) != "nitf":
            yield Leftover(locator="char=0,", outcome="rejected", reason="is no NITF", sha256=source.sha256)
            return
        item = nitf_item(root)
        if not item.titles and not item.text:
            reason = "neither a headline nor a text"
            yield Leftover(locator="char=0,", outcome="rejected", reason=reason, sha256=source.sha256)
            return
        record = Record(sha256=source.sha256, locator=None, date_order=settings.date_order, language=settings.language)
        yield draft_of(item, record)

    return read_document(source, settings.max_bytes, records)
