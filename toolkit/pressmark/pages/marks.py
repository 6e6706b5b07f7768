"""Lists the elements that a page marks: by class and id, which is how sites name a purpose, and by microdata and `rel`.

One walk serves all who look for bylines, dates, ledes and licences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Marks:
    """The marked elements of a page's body in its order, and the places of those that are marked alike."""

    elements: tuple[Marked, ...]
    places: Mapping[str, Sequence[int]]


def read_marks(tree: HtmlElement) -> Marks:
    """Returns the marked elements of a page's body."""
    found = _MARKED(tree)
    elements = tuple(map(_read, found)) if isinstance(found, list) else ()
    places: dict[str, list[int]] = {}
    for place, element in enumerate(elements):
        places.setdefault(element.marks, []).append(place)
    return Marks(elements, places)


def matching(marks: Marks, matches: Callable[[str], bool]) -> tuple[Marked, ...]:
    """Returns the elements whose marks match; equal marks, which are many, are looked at once."""
    found = sorted(place for words, places in marks.places.items() if matches(words) for place in places)
    return tuple(marks.elements[place] for place in found)


def remembering(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Returns a function that says whether names match a pattern; it remembers, as the pages of a site name alike."""

    @lru_cache(_REMEMBERED)
    def matches(names: str) -> bool:
        return pattern.search(names) is not None

    return matches


def names_of(element: HtmlElement) -> str:
    """Returns an element's class and id, with capitals inside words set apart."""
    return _named(element.get("class"), element.get("id"))


@lru_cache(_REMEMBERED)
def _named(classes: str | None, identifier: str | None) -> str:
    names = f"{classes or ''} {identifier or ''}"
    return names if names.islower() else _HUMPS.sub("-", names)


def _read(element: HtmlElement) -> Marked:
    get = element.get
    return Marked(element, *_words(get("itemprop"), get("property"), get("rel"), get("class"), get("id")))


@lru_cache(_REMEMBERED)
def _words(
    item: str | None, prop: str | None, rel: str | None, classes: str | None, identifier: str | None
) -> tuple[str, str]:
    data = f"{item or ''} {prop or ''}"
    return data, f"{data} {rel or ''} {_named(classes, identifier)}"
