"""Lists the elements that a page marks: by class and id, which is how sites name a purpose, and by microdata and `rel`.

One walk serves all who look for bylines, dates, ledes and licences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

_MARKED = etree.XPath("/html/body//*[self::time or @class or @id or @itemprop or @property or @rel]")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Marked:
    """An element with what its class and id call it, and what its microdata or RDFa says it is."""

    element: HtmlElement
    names: str
    data: str

    @property
    def both(self) -> str:
        """Returns everything that marks the element."""
        return f"{self.data} {self.names}"


def marked(tree: HtmlElement) -> tuple[Marked, ...]:
    """Returns the marked elements of a page's body, in its order."""
    found = _MARKED(tree)
    elements = found if isinstance(found, list) else []
    return tuple(
        Marked(element, names_of(element), _data(element)) for element in elements if isinstance(element, HtmlElement)
    )


def names_of(element: HtmlElement) -> str:
    """Returns an element's class and id, with capitals inside words set apart."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return names if names.islower() else _HUMPS.sub("-", names)


def _data(element: HtmlElement) -> str:
    return f"{element.get('itemprop') or ''} {element.get('property') or ''}".strip()
