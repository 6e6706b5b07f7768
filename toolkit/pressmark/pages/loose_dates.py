"""Finds the dates that a page prints on lines of their own without marking them, as `Berlin, 2 May 2021` under a title.

Nothing but its place says what such a line dates. So it counts only outside furniture and links, with few other words,
and only where all such lines name one day once the members of lists, as teasers of other articles are, are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from lxml.html import HtmlElement

from pressmark.evidence.dates import find_dates
from pressmark.evidence.text import one_line, word_count
from pressmark.pages.found import Found
from pressmark.pages.page import Page
from pressmark.pages.printed_dates import shape
from pressmark.pages.tree import place, wording

_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_SILENT = frozenset({"script", "style", "option", "select", "textarea", "noscript", "button", "label", "title", "td"})
_LONGEST = 80  # characters
_MOST_WORDS = 5  # beside the date
_PARTED = re.compile(r"\s*[-–—|:]\s")
_OF_ELSE = re.compile(
    r"©|copyright|\b(?:stand|bis|ab|until|from|to|updated?|modified|geändert|aktualisiert|born)\b", re.IGNORECASE
)


def loose_dates(page: Page) -> tuple[Found, ...]:
    """Returns the lines that date the article, or nothing where they name several days."""
    by_shape: defaultdict[str, list[tuple[date, Found]]] = defaultdict(list)
    for day, found in _lines(page):
        by_shape[shape(found)].append((day, found))
    single = [dated for lines in by_shape.values() if len({day for day, _ in lines}) == 1 for dated in lines]
    return tuple(found for _, found in single) if len({day for day, _ in single}) == 1 else ()


def _lines(page: Page) -> Iterator[tuple[date, Found]]:
    body = page.tree.find("body")
    for element in body.iter() if body is not None else ():
        if (text := element.text) and _YEAR.search(text):
            yield from _dated(page, element, text)
        if (text := element.tail) and _YEAR.search(text) and (parent := element.getparent()) is not None:
            yield from _dated(page, parent, text)


def _dated(page: Page, holder: HtmlElement, text: str) -> Iterator[tuple[date, Found]]:
    shown = one_line(text)
    dates = find_dates(shown[:_LONGEST])
    if len(dates) != 1 or dates[0].date.ambiguous or _OF_ELSE.search(shown[:_LONGEST]):
        return
    before, shown_date, after = shown[: dates[0].start], shown[dates[0].start : dates[0].end], shown[dates[0].end :]
    alone = len(shown) <= _LONGEST and word_count(before) + word_count(after) <= _MOST_WORDS
    if (alone or (not before and _PARTED.match(after))) and _may_date(page, holder):
        yield dates[0].date.earliest, Found(shown_date, wording(holder), place(holder), "printed")


def _may_date(page: Page, holder: HtmlElement) -> bool:
    silent = any(element.tag in _SILENT or element.tag == "a" for element in (holder, *holder.iterancestors()))
    return not silent and not page.regions.around(holder) and not page.regions.in_comments(holder)
