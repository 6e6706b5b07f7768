"""Reads wordings of an XML document with their places, whatever the namespaces are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pressmark.evidence.text import one_line
from pressmark.evidence.xml_text import local_name, prefixes, xml_place

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Said:
    """One value as it is written, all that stands at its place, and the place."""

    value: str
    verbatim: str
    place: str


def said(element: etree._Element | None, attribute: str | None = None) -> Said | None:
    """Returns what an element or one of its attributes says; None where it is absent or blank."""
    if element is None:
        return None
    verbatim = "".join(map(str, element.itertext())) if attribute is None else element.get(attribute)
    if verbatim is None or not one_line(verbatim):
        return None
    return Said(one_line(verbatim), verbatim, place_of(element, attribute))


def place_of(element: etree._Element, attribute: str | None = None) -> str:
    """Returns an element's or attribute's XPath; by numbers alone where the document gives one prefix two meanings."""
    name = attribute
    if attribute is not None and attribute.startswith("{"):
        name = _prefixed(element, etree.QName(attribute))
    if name is None and attribute is not None:
        return f"{_numbered(element)}/@*[local-name()='{etree.QName(attribute).localname}']"
    path = xml_place(element, name)
    return path if ":" not in path or _is_plain(element) else f"{_numbered(element)}{f'/@{name}' if name else ''}"


def _is_plain(element: etree._Element) -> bool:
    meanings = prefixes(element.getroottree().getroot())
    return all(
        meanings.get(prefix) == address
        for one in (element, *element.iterancestors())
        for prefix, address in one.nsmap.items()
        if prefix
    )


def _prefixed(element: etree._Element, name: etree.QName) -> str | None:
    if element.get(_XML_LANG) is not None and name.text == _XML_LANG:
        return "xml:lang"
    found = next((prefix for prefix, address in element.nsmap.items() if prefix and address == name.namespace), None)
    return f"{found}:{name.localname}" if found else None


def _numbered(element: etree._Element) -> str:
    steps = [element, *element.iterancestors()][:-1]
    numbers = [sum(1 for _ in step.itersiblings(preceding=True)) + 1 for step in reversed(steps)]
    return "/*" + "".join(f"/*[{number}]" for number in numbers)


def children(element: etree._Element | None, *path: str) -> Iterator[etree._Element]:
    """Yields the elements at the end of a path of local names, in the document's order."""
    if element is None:
        return
    if not path:
        yield element
        return
    for child in element:
        if local_name(child) == path[0]:
            yield from children(child, *path[1:])


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Returns the first element at the end of a path of local names."""
    return next(children(element, *path), None)


def every(element: etree._Element | None, *path: str) -> tuple[Said, ...]:
    """Returns what all elements at the end of a path say; blank ones say nothing."""
    return tuple(found for one in children(element, *path) if (found := said(one)) is not None)


def language_of(element: etree._Element) -> Said | None:
    """Returns the language that an element declares."""
    return said(element, _XML_LANG)
