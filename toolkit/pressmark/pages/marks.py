"""Lists the elements that a page marks: by class and id, which is how sites name a purpose, and by microdata and `rel`.

One walk serves all who look for bylines, dates, ledes and licences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

_MARKED = etree.XPath("/html/body//*[self::time or @class or @id or @itemprop or @property or @rel]")
_REMEMBERED = 1 << 14  # names: the pages of a site repeat theirs
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Marked(NamedTuple):
    """An element with what its microdata or RDFa says it is, and with all that marks it: that, `rel`, class and id."""

    element: HtmlElement
    data: str
    marks: str


def marked(tree: HtmlElement) -> tuple[Marked, ...]:
    """Returns the marked elements of a page's body, in its order."""
    found = _MARKED(tree)
    return tuple(map(_read, found)) if isinstance(found, list) else ()


def matching(elements: Sequence[Marked], pattern: re.Pattern[str]) -> tuple[Marked, ...]:
    """Returns the elements whose marks match; equal marks, which are many, are looked at once."""
    wanted = {marks for marks in {element.marks for element in elements} if is_named(marks, pattern)}
    return tuple(element for element in elements if element.marks in wanted)


@lru_cache(_REMEMBERED)
def is_named(names: str, pattern: re.Pattern[str]) -> bool:
    """Says whether names match a pattern, and remembers it, as few names are on many elements."""
    return pattern.search(names) is not None


def names_of(element: HtmlElement) -> str:
    """Returns an element's class and id, with capitals inside words set apart."""
    return _apart(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(_REMEMBERED)
def _apart(names: str) -> str:
    return names if names.islower() else _HUMPS.sub("-", names)


def _read(element: HtmlElement) -> Marked:
    get = element.get
    data = f"{get('itemprop') or ''} {get('property') or ''}"
    return Marked(element, data, f"{data} {get('rel') or ''} {names_of(element)}")
