"""Finds a wording again at the place that was noted for it."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pressmark.errors import SourceError
from pressmark.evidence.inlined import without_inlined
from pressmark.evidence.json_text import loads
from pressmark.evidence.xml_text import parse_xml, prefixes

_CHARACTERS = re.compile(r"char=([0-9]{1,18}),([0-9]{1,18})")
_ROW = re.compile(r"row=([0-9]{1,18})")
_INDEX = re.compile(r"0|[1-9][0-9]{0,17}")  # RFC 6901: from the front, without zeros


class Locator:
    """Resolves locators in one decoded source, which is parsed once and only if a locator asks for it.

    `page` is the source as it was parsed already, where it is a page of HTML.
    """

    def __init__(self, text: str, page: HtmlElement | None = None) -> None:
        self._text = text
        self._parsed = page

    def resolve(self, locator: str) -> str | None:
        """Returns the wording at a place, or None where nothing is there.

        A place is `char=120,164` (RFC 5147), an XPath to an element or attribute, of an HTML page where it begins with
        `/html` or `//` and of an XML document otherwise, or an XPath to a script and, after `#`, a JSON pointer
        (RFC 6901) into the data that it holds; `#` and a pointer alone point into a source that is JSON, and after
        `row=7` into the seventh line of JSON Lines, blank ones not counted.
        """
        if found := _CHARACTERS.fullmatch(locator):
            start, end = int(found[1]), int(found[2])
            return self._text[start:end] if start <= end <= len(self._text) else None
        path, sign, pointer = locator.partition("#")
        if sign and (row := _ROW.fullmatch(path)):
            line = int(row[1])
            return _pointed(self._lines[line - 1], pointer) if 0 < line <= len(self._lines) else None
        wording = self._wording(path) if path or not sign else self._text
        return _pointed(wording, pointer) if sign and wording is not None else wording

    @cached_property
    def _lines(self) -> list[str]:
        return [line for line in self._text.split("\n") if line.strip()]

    @cached_property
    def _page(self) -> HtmlElement | None:
        if self._parsed is not None:
            return self._parsed
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
        try:
            return document_fromstring(without_inlined(self._text).encode("utf-8", "replace"), parser=parser)
        except etree.LxmlError:
            return None

    @cached_property
    def _document(self) -> tuple[etree._Element, dict[str, str]] | None:
        try:
            root = parse_xml(self._text)
        except SourceError:
            return None
        return root, prefixes(root)

    def _wording(self, path: str) -> str | None:
        if path.startswith(("/html/", "//")) or path == "/html":
            return _found(self._page, path, {}) if self._page is not None else None
        if not path.startswith("/") or self._document is None:
            return None
        root, meanings = self._document
        return _found(root, path, meanings)


def _found(root: etree._Element, path: str, meanings: dict[str, str]) -> str | None:
    try:
        found = root.getroottree().xpath(path, namespaces=meanings)
    except (etree.XPathError, ValueError):  # ValueError: signs that no XML holds
        return None
    if not isinstance(found, list) or not found:
        return None
    first = found[0]
    if isinstance(first, etree._Element):
        return "".join(map(str, first.itertext()))
    return str(first) if isinstance(first, str) else None


def _pointed(data: str, pointer: str) -> str | None:
    if pointer and not pointer.startswith("/"):
        return None
    try:
        value: Any = loads(data, strict=False)
    except (ValueError, RecursionError):
        return None
    key: str | int
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        try:
            if isinstance(value, list) and _INDEX.fullmatch(key):
                key = int(key)
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value if isinstance(value, str) else None if value is None else json.dumps(value, ensure_ascii=False)


def resolve(locator: str, text: str) -> str | None:
    """Returns the wording at one place of a decoded source; for many places of one source use `Locator`."""
    return Locator(text).resolve(locator)
