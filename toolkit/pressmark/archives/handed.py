"""Says which records of a web archive are inputs of their own: documents of other converters, a PDF or a feed."""

from __future__ import annotations

import re

from pressmark.archives.captures import Capture

_OK = 200
_DOCUMENTS = re.compile(
    r"application/(?:x-)?pdf|(?:application|text)/(?:\w[\w.+-]*\+)?xml|application/(?:feed\+json|ninjs\+json)"
)
_NO_DOCUMENTS = re.compile(r"application/xhtml\+xml|application/(?:soap|dash|opensearchdescription|xslt)\+xml")
_ROOT = re.compile(rb"\s*(?:(?><\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?>\s*))*+<([\w:.-]+)", re.DOTALL)
_NO_ROOTS = frozenset("html svg urlset sitemapindex opensearchdescription browserconfig cross-domain-policy".split())


def may_be_handed_out(capture: Capture) -> bool:
    """Returns whether a record may hold a document for another converter, by what it declares."""
    declared = capture.media_type or ""
    held = capture.kind == "resource" or (capture.kind == "response" and capture.status == _OK)
    return held and bool(_DOCUMENTS.fullmatch(declared)) and not _NO_DOCUMENTS.fullmatch(declared)


def is_handed_out(capture: Capture) -> bool:
    """Returns whether a record is an input of its own, now that its payload is read."""
    data = capture.payload
    if not data or not may_be_handed_out(capture):
        return False
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.lstrip().startswith((b"%PDF", b"{", b"[")):
        return True
    root = _ROOT.match(head.replace(b"\x00", b"").lstrip(b"\xff\xfe"))
    return root is not None and root[1].decode("latin-1").rpartition(":")[2].lower() not in _NO_ROOTS
