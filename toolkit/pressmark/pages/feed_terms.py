"""Knows the vocabularies that feeds are written in, and takes their elements by name whatever their prefix.

A feed's own words have no prefix here, be they of RSS, RDF, CDF or Atom: an item's `title` is the same in all.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from urllib.parse import urljoin

from lxml import etree

from pressmark.evidence.text import one_line
from pressmark.evidence.xml_text import named
from pressmark.pages.found import Found
from pressmark.pages.fragment import element_text, fragment_text

BASIS = "feed"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_OWN = frozenset(
    {
        "", "http://www.w3.org/2005/atom", "http://purl.org/rss/1.0/", "http://purl.org/rss/2.0/",
        "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss", "http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss",
        "http://my.netscape.com/publish/formats/rss-0.91.dtd", "http://example.com/newformat#",
    }
)  # fmt: skip
_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/elements/1.0/": "dc",
        "http://purl.org/dc/terms/": "dcterms", "http://purl.org/rss/1.0/modules/content/": "content",
        "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes", "http://example.com/dtds/podcast-1.0.dtd": "itunes",
        "http://search.yahoo.com/mrss": "media", "http://search.yahoo.com/mrss/": "media",
        "http://backend.userland.com/creativecommonsrssmodule": "cc", "http://creativecommons.org/ns#": "cc",
        "http://web.resource.org/cc/": "cc", "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "cc",
        "http://rssnamespace.org/feedburner/ext/1.0": "feedburner", "http://www.w3.org/1999/xhtml": "xhtml",
        "http://purl.org/rss/1.0/modules/slash/": "slash", "http://purl.org/syndication/thread/1.0": "thr",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://schemas.google.com/blogger/2018": "blogger",
        "http://www.w3.org/2007/app": "app",
    }
)  # fmt: skip
PlaceOf = Callable[[etree._Element, str | None], str | None]

_ATOM_03 = "http://purl.org/atom/"
_WORDPRESS = "http://wordpress.org/export/"


@dataclass(frozen=True)  # without slots, since the children are gathered once and kept
class Node:
    """One element with its children by name; `place_of` says where it and its attributes stand."""

    element: etree._Element
    place_of: PlaceOf
    atom: bool

    def all(self, *names: str) -> Iterator[etree._Element]:
        """Yields the children of some names: those of the first name, then those of the next."""
        for name in names:
            yield from self._children.get(name, ())

    @cached_property
    def _children(self) -> dict[str, list[etree._Element]]:
        children: dict[str, list[etree._Element]] = {}
        for child in self.element:
            children.setdefault(name_of(child), []).append(child)
        return children

    def found(self, *names: str) -> Iterator[Found]:
        """Yields what the children of some names say as plain words; what is empty says nothing."""
        for child in self.all(*names):
            if found := self.words(child):
                yield found

    def words(self, element: etree._Element) -> Found | None:
        """Returns what an element says without its markup."""
        verbatim = wording(element)
        value = one_line(text_of(element, markup=not self.atom) or "")
        return Found(value, verbatim, self.place_of(element, None), BASIS) if value else None

    def attribute(self, element: etree._Element, name: str) -> Found | None:
        """Returns what an attribute says."""
        verbatim = element.get(name) or ""
        value = one_line(verbatim)
        return Found(value, verbatim, self.place_of(element, name), BASIS) if value else None

    def at(self, element: etree._Element) -> Node:
        """Returns a child as a node of its own."""
        return Node(element, self.place_of, self.atom)


def name_of(element: etree._Element) -> str:
    """Returns an element's name in small letters, with the usual prefix of a vocabulary that is not a feed's own."""
    space, plain = map(str.lower, named(element))
    if space in _OWN or space.startswith(_ATOM_03):
        return plain
    if space.startswith(_WORDPRESS):
        return f"excerpt:{plain}" if space.endswith("/excerpt/") else f"wp:{plain}"
    return f"{_PREFIXES.get(space, space)}:{plain}"


def is_entry(element: etree._Element) -> bool:
    """Says whether an element is a record of a feed."""
    return name_of(element) in ("item", "entry")


def wording(element: etree._Element) -> str:
    """Returns all that an element says, as a locator finds it."""
    return "".join(map(str, element.itertext()))


def fields_of(record: etree._Element, left_out: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yields what a record says as strings, by names that depend neither on its place nor on prefixes.

    An element that holds others is written in canonical form (C14N).
    """
    met: Counter[str] = Counter()
    for child in record:
        name = name_of(child)
        if name in left_out:
            continue
        met[name] += 1
        key = name if met[name] == 1 else f"{name}[{met[name]}]"
        inner = etree.tostring(child, method="c14n", exclusive=True, with_tail=False).decode() if len(child) else ""
        if value := inner or wording(child).strip():
            yield key, value
        yield from _attributes(child, f"{key}/")
    yield from _attributes(record, "")


def _attributes(element: etree._Element, within: str) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if str(value).strip():
            yield f"{within}@{name!s}", str(value)


def text_of(element: etree._Element, *, markup: bool) -> str | None:
    """Returns an element's text in norm-v1, or None where it holds none or what is no text.

    `markup` is whether plain content is markup that was escaped, as RSS has it; Atom says so in its attributes.
    """
    kind, mode = (element.get("type") or "").lower(), (element.get("mode") or "").lower()
    words = wording(element)
    if mode == "base64" or kind == "application/octet-stream":
        return fragment_text(_from_base64(words))
    if len(element) or kind in ("xhtml", "application/xhtml+xml"):
        return element_text(element)
    if kind and not kind.startswith("text") and kind not in ("html", "xml") and not kind.endswith("+xml"):
        return None
    plain = kind in ("text", "text/plain") or (not kind and not markup and mode != "escaped")
    return element_text(element) if plain else fragment_text(words)


def _from_base64(words: str) -> str:
    try:
        return base64.b64decode("".join(words.split()), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def base_of(element: etree._Element, base: str = "") -> str:
    """Returns the address against which an element's own are read: `xml:base`, the outer ones first."""
    outer = element.getparent()
    within = base_of(outer, base) if outer is not None else base
    own = element.get(f"{_XML}base")
    return joined_url(within, own) if own else within


def joined_url(base: str, href: str) -> str:
    """Returns an address read against another; one that cannot be joined stays as it is."""
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return href


def language_of(element: etree._Element | None) -> str | None:
    """Returns the language that an element or one around it declares."""
    while element is not None:
        if tag := element.get(f"{_XML}lang"):
            return tag
        element = element.getparent()
    return None
