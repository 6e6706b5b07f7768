"""Lists the elements that a page marks: by class and id, which is how sites name a purpose, and by microdata and `rel`.

One walk serves all who look for bylines, dates, ledes and credits. Marks and names are in small letters, so that
patterns need not be told to heed no case: those are several times as slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

_REMEMBERED = 1 << 14  # names: the pages of a site repeat theirs
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ATTRIBUTES = ("itemprop", "property", "rel", "class", "id")

_Attributes = tuple[str | None, ...]


class Marked(NamedTuple):
    """An element with what its microdata or RDFa says it is, and with all that marks it: that, `rel`, class and id."""

    element: HtmlElement
    data: str
    marks: str


@dataclass(frozen=True, slots=True)
class Marks:
    """All elements of a page's body in its order, and the places of those that are marked alike.

    They are held here as long as the page is read, since lxml makes an object for an element each time that one is met
    for which there is none.
    """

    elements: Sequence[HtmlElement]
    alike: Mapping[tuple[str, str], Sequence[int]]


def read_marks(tree: HtmlElement) -> Marks:
    """Returns the marked elements of a page's body."""
    elements = [element for body in tree.iterchildren("body") for element in body.iterdescendants()]
    places: dict[_Attributes, list[int]] = {}
    for place, element in enumerate(elements):
        given = tuple(map(element.get, _ATTRIBUTES))
        if any(given):
            places.setdefault(given, []).append(place)
    alike: dict[tuple[str, str], list[int]] = {}
    for given, found in places.items():
        alike.setdefault(_words(*given), []).extend(found)
    return Marks(elements, alike)


def with_marks(element: HtmlElement) -> Marked:
    """Returns an element with its marks."""
    return Marked(element, *_words(*map(element.get, _ATTRIBUTES)))


def matching(marks: Marks, matches: Callable[[str], bool]) -> tuple[Marked, ...]:
    """Returns the elements whose marks match; equal marks, which are many, are looked at once."""
    found = [(place, words) for words, places in marks.alike.items() if matches(words[1]) for place in places]
    return tuple(Marked(marks.elements[place], *words) for place, words in sorted(found))


def remembering(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Returns a function that says whether names match a pattern; it remembers, as the pages of a site name alike."""

    @lru_cache(_REMEMBERED)
    def matches(names: str) -> bool:
        return pattern.search(names) is not None

    return matches


def names_of(element: HtmlElement) -> str:
    """Returns an element's class and id in small letters, with capitals inside words set apart."""
    return _named(element.get("class"), element.get("id"))


@lru_cache(_REMEMBERED)
def _named(classes: str | None, identifier: str | None) -> str:
    names = f"{classes or ''} {identifier or ''}"
    return names if names.islower() else _HUMPS.sub("-", names).lower()


@lru_cache(_REMEMBERED)
def _words(
    item: str | None, prop: str | None, rel: str | None, classes: str | None, identifier: str | None
) -> tuple[str, str]:
    data = f"{item or ''} {prop or ''}".lower()
    return data, f"{data} {(rel or '').lower()} {_named(classes, identifier)}"
