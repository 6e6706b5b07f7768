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
    """All elements of a page's body in its order, and for each word of their marks the places of those that bear it.

    They are held here as long as the page is read, since lxml makes an object for an element each time that one is met
    for which there is none.
    """

    elements: Sequence[HtmlElement]
    words: Mapping[str, Sequence[int]]


def read_marks(tree: HtmlElement) -> Marks:
    """Returns the marked elements of a page's body."""
    elements = [element for body in tree.iterchildren("body") for element in body.iterdescendants()]
    alike: dict[_Attributes, list[int]] = {}
    for place, element in enumerate(elements):
        given = tuple(map(element.get, _ATTRIBUTES))
        if any(given):
            alike.setdefault(given, []).append(place)
    words: dict[str, list[int]] = {}
    for given, places in alike.items():
        for word in set(_marks(*given)[1].split()):
            words.setdefault(word, []).extend(places)
    return Marks(elements, words)


def matching(marks: Marks, pattern: re.Pattern[str]) -> tuple[Marked, ...]:
    """Returns the elements of whose marks a word matches; a word, which many bear, is looked at once."""
    found = {place for word in filter(pattern.search, marks.words) for place in marks.words[word]}
    return tuple(with_marks(marks.elements[place]) for place in sorted(found))


def with_marks(element: HtmlElement) -> Marked:
    """Returns an element with its marks."""
    return Marked(element, *_marks(*map(element.get, _ATTRIBUTES)))


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
def _marks(
    item: str | None, prop: str | None, rel: str | None, classes: str | None, identifier: str | None
) -> tuple[str, str]:
    data = f"{item or ''} {prop or ''}".lower()
    return data, f"{data} {(rel or '').lower()} {_named(classes, identifier)}"
