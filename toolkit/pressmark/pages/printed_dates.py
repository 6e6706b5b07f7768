"""Finds the dates that a page shows in elements it marks for that, each with the role that marks or words name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from lxml.html import HtmlElement

from pressmark.evidence.credit_words import MODIFIED_WORDS, PUBLISHED_WORDS
from pressmark.evidence.dates import find_dates, read_date
from pressmark.evidence.text import one_line
from pressmark.pages.found import Found
from pressmark.pages.marks import Marked, matching, with_marks
from pressmark.pages.page import Page
from pressmark.pages.tree import place, wording

_IS_OF_A_DATE = re.compile(r"date|datum|fecha|time|publish|posted|meta\b|byline|entry-info|kicker")
_PUBLISHED = re.compile(r"publish|pub-?date|posted|entry-date|post-?date|dateline|created|article-?date|byline")
_MODIFIED = re.compile(r"updated|modif|aktualisi")
_WRITTEN_BY = re.compile(r"\s*(?:By|Von|Par|Por)\s+[^\W\d_a-z]\w+\s+[^\W\d_a-z]")  # two words of a name
_LONGEST = 160
_A_ZONE = timedelta(days=1)

Roled = tuple[str, Found]  # published, modified, unnamed, or elsewhere: among readers' comments


def printed_dates(page: Page) -> tuple[Roled, ...]:
    """Returns the dates in marked elements, without what is repeated in a list, as teasers of other articles are."""
    timed = map(with_marks, page.tree.iter("time"))
    dated = dict.fromkeys([*timed, *matching(page.marked, _IS_OF_A_DATE)])
    shown = [found for marked in dated for found in _shown(page, marked)]
    values: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for role, found in shown:
        values[role, shape(found)].add(found.value)
    return tuple((role, found) for role, found in shown if role == "elsewhere" or len(values[role, shape(found)]) == 1)


def shape(found: Found) -> str:
    """Returns a place without positions: members of a list have one shape."""
    return re.sub(r"\[\d+\]", "", found.place or "")


def _shown(page: Page, marked: Marked) -> Iterator[Roled]:
    verbatim = wording(marked.element)
    shown = one_line(verbatim)
    stated = [marked.element.get(attribute) for attribute in ("datetime", "content")]
    if len(shown) > _LONGEST or not (any(stated) or any(map(str.isdigit, shown))):
        return
    if page.regions.around(marked.element):
        if page.regions.in_comments(marked.element):
            yield "elsewhere", Found(shown, verbatim, place(marked.element), "printed")
        return
    lead = _lead(marked.element)
    for attribute in ("datetime", "content"):
        if (stated := marked.element.get(attribute)) is not None and not _is_denied(stated, shown):
            where = place(marked.element, attribute)
            yield _role(marked, f"{lead} {shown}"), Found(one_line(stated), stated, where, "printed")
            return
    end = 0
    for dated in find_dates(shown) if any(map(str.isdigit, shown)) else ():
        words = shown[end : dated.start] if end else f"{lead} {shown[: dated.start]}"
        end = dated.end
        yield _role(marked, words), Found(shown[dated.start : end], verbatim, place(marked.element), "printed")


def _is_denied(stated: str, shown: str) -> bool:
    """Says whether an element shows readers another day than its attribute states, beyond what zones explain."""
    told, read = find_dates(shown), read_date(stated)
    if not told or read is None or any(day.date.ambiguous for day in told):
        return False
    return all(abs(day.date.earliest - read.earliest) > _A_ZONE for day in told)


def _lead(element: HtmlElement) -> str:
    """Returns the last words before an element inside its parent."""
    before, parent = element.getprevious(), element.getparent()
    words = before.tail if before is not None else parent.text if parent is not None else None
    return one_line(words or "")[-40:]


def _role(marked: Marked, words: str) -> str:
    """Returns the role that the words before a date name, or else the marks of its element."""
    if MODIFIED_WORDS.search(words):
        return "modified"
    if PUBLISHED_WORDS.search(words) or _WRITTEN_BY.match(words):
        return "published"
    if _MODIFIED.search(marked.marks):
        return "modified"
    by_mark = marked.element.get("pubdate") is not None or _PUBLISHED.search(marked.marks)
    return "published" if by_mark else "unnamed"
