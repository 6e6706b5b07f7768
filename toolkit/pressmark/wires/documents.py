"""Opens XML sources of structured formats: recognised by their root, decoded by their bytes, told where they break."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from pressmark.errors import SourceError
from pressmark.evidence.encodings import Decoded, decode, html_declarations
from pressmark.evidence.xml_text import parse_xml
from pressmark.files import sha256_text
from pressmark.model.draft import Draft, Leftover, Reading, Source

_BEFORE = re.compile(
    rb"(?:(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+(?:\[.*?\]\s*)?>))*+", re.DOTALL
)
_ROOT = re.compile(rb"<(?:([\w.-]+):)?([\w.-]+)((?:\s[^>]*)?)/?>", re.DOTALL)
_MEDIA_TYPE = "application/xml"

Records = Iterator[Draft | Leftover]


@dataclass(frozen=True, slots=True)
class Root:
    """The first element of a document, and the start of its bytes: enough to tell its kind."""

    name: str
    namespace: str | None
    head: bytes


def root_of(source: Source) -> Root | None:
    """Returns the root of an XML document by the first bytes, or None where they begin none."""
    head = source.head().replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    before = _BEFORE.match(head)
    found = _ROOT.match(head, before.end() if before else 0)
    if found is None:
        return None
    declared = rb"xmlns" + (rb":" + re.escape(found[1]) if found[1] else b"") + rb"\s*=\s*[\"']([^\"']*)[\"']"
    namespace = re.search(declared, found[3])
    text = namespace[1].decode("utf-8", "replace") if namespace else None
    return Root(found[2].decode("ascii", "replace"), text, head)


def read_document(source: Source, max_bytes: int, records: Callable[[etree._Element], Records]) -> Reading:
    """Returns the reading of an XML source, or the reason and the place why it is none."""
    if source.size > max_bytes:
        return _refused(source, f"larger than {max_bytes} bytes")
    data = source.read_bytes()
    if not data.strip():
        return _refused(source, "empty")
    decoded: Decoded | None = None
    try:
        decoded = decode(data, html_declarations(data))
        root = parse_xml(decoded.text)
    except SourceError as error:
        where = f" at {error.where}" if error.where else ""
        return _refused(source, f"{error.what}{where}", decoded)
    return Reading(media_type=_MEDIA_TYPE, encoding=decoded.encoding, bom=decoded.bom, records=records(root))


def _refused(source: Source, reason: str, decoded: Decoded | None = None) -> Reading:
    rejected = Leftover(locator="char=0,", outcome="rejected", reason=reason, sha256=source.sha256)
    encoding, bom = (decoded.encoding, decoded.bom) if decoded else (None, False)
    return Reading(media_type=_MEDIA_TYPE, encoding=encoding, bom=bom, records=iter([rejected]))


def canonical_sha256(element: etree._Element) -> str:
    """Returns the hash of an element in Exclusive XML Canonicalization: the same in whatever envelope it comes."""
    canonical = etree.tostring(element, method="c14n", exclusive=True, with_comments=False, with_tail=False)
    return sha256_text(canonical.decode("utf-8"))
