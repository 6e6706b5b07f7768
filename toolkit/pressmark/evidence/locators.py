"""Finds a wording again at the place that was noted for it."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_CHARACTERS = re.compile(r"char=(\d+),(\d+)")


class Locator:
    """Resolves locators in one decoded source, which is parsed once and only if a locator asks for it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def resolve(self, locator: str) -> str | None:
        """Returns the wording at a place, or None where nothing is there.

        A place is `char=120,164` (RFC 5147), an XPath to an element or attribute of an HTML page, or an XPath to a
        script and, after `#`, a JSON pointer (RFC 6901) into the data that it holds.
        """
        if found := _CHARACTERS.fullmatch(locator):
            start, end = int(found[1]), int(found[2])
            return self._text[start:end] if start <= end <= len(self._text) else None
        path, sign, pointer = locator.partition("#")
        wording = self._wording(path)
        return _pointed(wording, pointer) if sign and wording is not None else wording

    @cached_property
    def _page(self) -> HtmlElement | None:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
        try:
            return document_fromstring(self._text.encode("utf-8", "replace"), parser=parser)
        except etree.LxmlError:
            return None

    def _wording(self, path: str) -> str | None:
        if self._page is None or not path.startswith("/"):
            return None
        try:
            found = self._page.getroottree().xpath(path)
        except etree.XPathError:
            return None
        if not isinstance(found, list) or not found:
            return None
        first = found[0]
        return "".join(map(str, first.itertext())) if isinstance(first, etree._Element) else str(first)


def _pointed(data: str, pointer: str) -> str | None:
    try:
        value: Any = json.loads(data, strict=False)
    except ValueError:
        return None
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(key)] if isinstance(value, list) else value[key]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return value if isinstance(value, str) else None if value is None else json.dumps(value, ensure_ascii=False)


def resolve(locator: str, text: str) -> str | None:
    """Returns the wording at one place of a decoded source; for many places of one source use `Locator`."""
    return Locator(text).resolve(locator)
