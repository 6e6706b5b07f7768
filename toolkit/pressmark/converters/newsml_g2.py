"""Reads the items of NewsML-G2, alone or in a message of several.

Reads: newsItem and newsMessage of every version, recognised by the namespace. Headline, bylines, creators, provider
and source of the information, first and later version, content in NITF, XHTML or plain data, copyright holder and
notice, usage terms, subjects, keywords, genres, slugline, located.

Keeps: each value's wording and its XPath, the offsets of times, and the parties apart: author, provider (publisher),
source (the original publisher, where it is another party) and copyright holder. An item of a message is known by the
hash of its canonical XML, so that the same item in another envelope is a duplicate. An embargo, a cancellation and a
withdrawal are claims that withhold the article until a reviewer lifts them.

Loses: pictures, graphics, audio and video, package items and knowledge items, each skipped with its reason;
hierarchies of concepts, and codes where a name is given.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pressmark.converters._newsml_g2.item import g2_item, kind_of_item
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.xml_text import local_name
from pressmark.model.draft import Leftover, Reading, Source
from pressmark.wires.documents import Records, canonical_sha256, read_document, root_of
from pressmark.wires.drafting import Record, draft_of
from pressmark.wires.said import children, place_of

version = "1.0.0"

_NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_ROOTS = frozenset({"newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem"})
_TEXTUAL = frozenset({"text", "article"})


def recognises(source: Source) -> int:
    """Returns how sure the root and its namespace make it that this is NewsML-G2."""
    root = root_of(source)
    if root is None or root.name not in _ROOTS:
        return 0
    return 97 if root.namespace == _NAMESPACE or b"NewsML-G2" in root.head else 30


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the items of a document in their order; what is no text is skipped with a reason."""

    def records(root: etree._Element) -> Records:
        items = list(_items(root))
        if not items:
            yield Leftover(locator="char=0,", outcome="rejected", reason="holds no item", sha256=source.sha256)
        for element in items:
            alone = element is root
            sha256 = source.sha256 if alone else canonical_sha256(element)
            place = None if alone else place_of(element)
            yield from _record(
                element,
                Record(sha256=sha256, locator=place, date_order=settings.date_order, language=settings.language),
            )

    return read_document(source, settings.max_bytes, records)


def _items(root: etree._Element) -> Iterator[etree._Element]:
    if local_name(root) in _ROOTS - {"newsMessage"}:
        yield root
    for container in children(root, "itemSet"):
        yield from container


def _record(element: etree._Element, record: Record) -> Records:
    place, kind = record.locator or "char=0,", kind_of_item(element)
    name = local_name(element)
    if name != "newsItem":
        reason = f"a {name}, which lists or describes and is no article"
        yield Leftover(locator=place, outcome="skipped", reason=reason, sha256=record.sha256)
    elif kind not in _TEXTUAL:
        reason = f"an item of class {kind}, and no text"
        yield Leftover(locator=place, outcome="skipped", reason=reason, sha256=record.sha256)
    else:
        item = g2_item(element)
        if item.titles or item.text or item.lede:
            yield draft_of(item, record)
        else:
            reason = "neither a headline nor a text"
            yield Leftover(locator=place, outcome="rejected", reason=reason, sha256=record.sha256)
