"""Finds who wrote an article in lines that nothing marks: beside a date at the title, or in a Japanese dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from pressmark.evidence.given_names import is_given
from pressmark.evidence.people import read_byline
from pressmark.evidence.text import one_line
from pressmark.pages.credit_lines import beside_dates
from pressmark.pages.found import Found
from pressmark.pages.page import Page
from pressmark.pages.tree import place, wording

_LINES = frozenset("p div span small li td time em h2 h3 h4 h5 address".split())
_LEVELS, _BEFORE, _AFTER, _INSIDE = 3, 2, 4, 12  # elements around a title that are looked at
_LONGEST = 90  # signs
_ONE_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+")
# 【エルサレム＝酒井圭吾】: where an article was written, and by whom.
_DATELINE = re.compile(r"\s*【[^】＝=]{1,20}[＝=](?P<names>[^】＝=]{2,30})】")


def dated_lines(page: Page) -> Iterator[tuple[HtmlElement, str]]:
    """Yields the lines next to a title that hold only a date, or the time it takes to read, and persons' names.

    That a name is a person's shows by a given name that is known, or by a word such as `by` before it.
    """
    for heading in page.tree.iter("h1"):
        for element in _around(heading):
            shown = one_line(wording(element))
            is_short = 0 < len(shown) <= _LONGEST and any(map(str.isdigit, shown))
            if is_short and (names := _credited(shown)) is not None:
                yield element, names


def datelines(page: Page) -> tuple[Found, ...]:
    """Returns the writers whom the first paragraph of an article names together with the place it was written at."""
    for element in page.tree.iter("p", "div"):
        found = _DATELINE.match(element.text or "")
        if found is not None and not page.regions.around(element):
            return (Found(found["names"], wording(element), place(element), "printed"),)
    return ()


def _around(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the elements shortly before and after a heading, and those around what holds it."""
    outer = [heading, *islice(heading.iterancestors(), _LEVELS - 1)]
    for element in outer:
        if element.tag in ("body", "main", "html"):
            return
        for beside in (
            *islice(element.itersiblings(), _AFTER),
            *islice(element.itersiblings(preceding=True), _BEFORE),
        ):
            yield from (line for line in islice(beside.iter(), _INSIDE) if line.tag in _LINES)


def _credited(line: str) -> str | None:
    beside = beside_dates(line)
    names = read_byline(beside.words) if beside is not None else ()
    if beside is None or not names:
        return None
    persons = all(name.kind == "person" and name.given and is_given(name.name) for name in names)
    plain = all(name.kind != "unknown" or _ONE_NAME.fullmatch(name.name) for name in names)
    return beside.words if persons or (beside.led and plain) else None
