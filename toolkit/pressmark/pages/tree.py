"""Parses a decoded page once and says where its parts stand, so that every value can be found again.

Comments are left out, which moves no element's XPath. libxml2's own limits on depth and size stay on (`huge_tree` off).
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pressmark.evidence.inlined import without_inlined

# A page names elements as it likes (`o:p`, `section'x`), and XPath takes a colon for a namespace.
_SAYABLE = re.compile(r"[\w/\[\].-]+")


def parse(text: str) -> HtmlElement | None:
    """Returns the page's root, or None where the text holds no element at all."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # One class for every element: lxml would ask a function of Python for it, each time an element is met.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        return document_fromstring(without_inlined(text).encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None


def place(element: HtmlElement, attribute: str | None = None) -> str:
    """Returns the XPath of an element or of one of its attributes, with positions where a name cannot be said in it."""
    path: str = element.getroottree().getpath(element)
    if not _SAYABLE.fullmatch(path):
        path = _counted(element)
    return f"{path}/@{attribute}" if attribute else path


def _counted(element: HtmlElement) -> str:
    around = (element, *element.iterancestors())
    steps = [f"/*[{parent.index(each) + 1}]" for each in around if (parent := each.getparent()) is not None]
    return f"/html{''.join(reversed(steps))}"


def wording(element: HtmlElement) -> str:
    """Returns all text inside an element, as it stands."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)
