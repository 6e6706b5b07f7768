"""Parses XML that strangers wrote, and says where its parts stand so that every value can be found again.

Nothing is fetched, no external entity is read, and libxml2's limits on depth, size and growth by entities stay on
(CWE-611, CWE-776). The text is decoded before, since declarations of encodings are often wrong.
"""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree

from pressmark.errors import SourceError

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
UNDEFINED = re.compile(r"Entity '[^']+' not defined")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_XML_OWN = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def parse_xml(text: str) -> etree._Element:
    """Returns the root of a decoded document; raises SourceError with line and column where it is not well formed.

    Named characters of HTML are read where the document's own DTD, which is not fetched, would have defined them.
    """
    # The declaration leaves blanks behind, so that lines and columns are those of the source.
    bare = DECLARATION.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    try:
        return _parsed(bare)
    except etree.XMLSyntaxError as broken:
        if UNDEFINED.search(broken.msg or ""):
            bare = with_characters(bare)
    try:
        return _parsed(bare)
    except etree.XMLSyntaxError as broken:
        raise reason_of(broken) from None


def recovered_xml(text: str) -> etree._Element:
    """Returns the root of what libxml2 can make out of a broken document; raises SourceError where that is nothing."""
    bare = with_characters(DECLARATION.sub("", text, count=1))
    parser = etree.XMLParser(recover=True, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    root: etree._Element | None = None
    try:
        root = etree.fromstring(bare.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as broken:
        raise reason_of(broken) from None
    if root is None:
        raise SourceError("is no well-formed XML: nothing can be made out")
    return root


def reason_of(broken: etree.XMLSyntaxError) -> SourceError:
    """Returns what is wrong with a document as an error that names line and column."""
    line, column = broken.position
    what = (broken.msg or "empty").split(", line ")[0].split(", see ")[0].rstrip(".")
    return SourceError(f"is no well-formed XML: {what}", where=f"line {line}, column {column}")


def _parsed(text: str) -> etree._Element:
    # lxml resolves the entities that the document itself defines, and no others, unless told.
    parser = etree.XMLParser(no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    return etree.fromstring(text.encode("utf-8", "replace"), parser)


def with_characters(text: str) -> str:
    """Returns a text with numbers for the named characters of HTML that XML does not know."""
    return _NAMED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    if found[1] in _XML_OWN or found[1] not in html5:
        return found[0]
    return "".join(f"&#{ord(sign)};" for sign in html5[found[1]])


def xml_place(element: etree._Element, attribute: str | None = None) -> str:
    """Returns the XPath of an element or attribute, in the document's prefixes (`*` where a default is in force)."""
    path = element.getroottree().getpath(element)
    return f"{path}/@{attribute}" if attribute else path


def prefixes(root: etree._Element) -> dict[str, str]:
    """Returns what the prefixes of a document mean, where they are first declared."""
    found: dict[str, str] = {}
    for element in root.iter():
        for prefix, address in element.nsmap.items():
            if prefix:
                found.setdefault(prefix, address)
    return found


def local_name(element: etree._Element) -> str:
    """Returns an element's name without its namespace."""
    return named(element)[1]


def named(element: etree._Element) -> tuple[str, str]:
    """Returns the namespace and the name of an element; one whose prefix nothing declares keeps it in its name."""
    space, sign, name = str(element.tag).rpartition("}")
    return (space[1:], name) if sign else ("", name)
