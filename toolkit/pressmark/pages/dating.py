"""Settles which statement dates a page, and keeps how many others disagree; a wrong date is worse than none.

A statement that names its role stands before one that only stands where a date is, one known to the day before one
that is not. htmldate, which says neither where nor why, is asked only where nothing else is known to the day; a day on
which the page says that it was changed, or will expire, is none on which it was published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta

from htmldate import find_date
from lxml.html import HtmlElement

from pressmark.evidence.dates import dated
from pressmark.model.draft import Dated
from pressmark.pages.found import Found
from pressmark.pages.loose_dates import loose_dates
from pressmark.pages.moments import Moments
from pressmark.pages.page import Page

_UTC = re.compile(r"(?:Z|[+-]00:?00)$")
_UTC_HOUR = re.compile(r"T(\d\d).*(?:Z|[+-]00:?00)$")
_ENDING = re.compile(r"expir|validThrough|endDate", re.IGNORECASE)
_FIRST_PAGES = date(1990, 1, 1)
_NEVER = "2100-12-31"  # htmldate would otherwise ask the clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Customs:
    """How the dates of a collection are written: the order of all-numeric ones, and the page's languages."""

    order: str | None
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """The date of one role, the statement it rests on (None for an inferred one), and the statements not chosen."""

    dated: Dated
    found: Found | None
    rivals: tuple[Found, ...]


def published(page: Page, moments: Moments, customs: Customs) -> Settled | None:
    """Returns when the page says it was published."""
    named, weak = _read("published", moments.published, customs), _read("published", moments.weak, customs)
    known = [reading for reading in (*named, *weak) if _to_the_day(reading[1])]
    if not known:
        known = [reading for reading in _read("published", loose_dates(page), customs) if _to_the_day(reading[1])]
    inferred = None if known else _inferred(page.tree, (*moments.modified, *moments.other))
    if inferred is not None and not any(_may_be_made_up(inferred, reading) for _, reading in named):
        # A day that is only inferred does not hide what the page prints: the other dates of its site may settle it.
        return Settled(inferred, None, tuple(found for found, reading in (*named, *weak) if reading.ambiguous))
    return _settle(list(dict.fromkeys([*known, *named])))


def modified(moments: Moments, customs: Customs) -> Settled | None:
    """Returns when the page says it was last changed."""
    return _settle(_read("modified", moments.modified, customs))


def _read(role: str, candidates: Sequence[Found], customs: Customs) -> list[tuple[Found, Dated]]:
    readings = [(found, _reading(role, found, customs)) for found in candidates]
    return [
        (found, reading) for found, reading in readings if reading.earliest is None or reading.earliest >= _FIRST_PAGES
    ]


def _reading(role: str, found: Found, customs: Customs) -> Dated:
    reading = dated(role, found.value, basis=found.basis, order=customs.order, languages=customs.languages)
    return replace(reading, verbatim=found.verbatim)


def _settle(readings: Sequence[tuple[Found, Dated]]) -> Settled | None:
    if not readings:
        return None
    found, chosen = _where_it_is_made(min(readings, key=lambda reading: _vagueness(reading[1])), readings)
    rivals = [other for other, reading in readings if _disagree(chosen, reading)]
    return Settled(replace(chosen, rivals=len(rivals)), found, tuple(rivals))


def _where_it_is_made(best: tuple[Found, Dated], readings: Sequence[tuple[Found, Dated]]) -> tuple[Found, Dated]:
    """Prefers the day that the page shows where its best moment is given in UTC, which may be a day off there."""
    hour = _UTC_HOUR.search(best[1].edtf or "")
    if hour is None or best[1].earliest is None:
        return best
    shifts = (timedelta(days=-1),) if int(hour[1]) < 12 else (timedelta(days=1),)
    local = [reading for reading in readings if not _UTC.search(reading[1].edtf or "") and _to_the_day(reading[1])]
    if any(reading.earliest == best[1].earliest for _, reading in local):
        return best
    return next(
        (one for one in local if one[1].earliest is not None and one[1].earliest - best[1].earliest in shifts), best
    )


def _vagueness(reading: Dated) -> int:
    return 0 if _to_the_day(reading) else 1 if reading.edtf else 2


def _to_the_day(reading: Dated) -> bool:
    return reading.earliest is not None and reading.earliest == reading.latest and not reading.ambiguous


def _may_be_made_up(inferred: Dated, named: Dated) -> bool:
    """Says whether a day is but the first one of the month or year that a statement names: htmldate fills it in.

    So it does where a statement names a day that is in no calendar.
    """
    if named.edtf is None and inferred.earliest and inferred.earliest.day == 1:
        return str(inferred.earliest.year) in (named.verbatim or "")
    return named.edtf is not None and not named.ambiguous and inferred.earliest == named.earliest


def _disagree(one: Dated, other: Dated) -> bool:
    """Says whether two readings cannot be the same day; a zone can move a moment over midnight."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    slack = timedelta(days=1 if one.zone or other.zone else 0)
    return one.earliest > other.latest + slack or other.earliest > one.latest + slack


def _inferred(tree: HtmlElement, other: Sequence[Found]) -> Dated | None:
    """Asks htmldate with all taken away that dates anything else than the publication.

    It is not asked to search at length: what that adds rests on the year of a copyright, the date of a picture's upload
    or any date in a script.
    """
    copy = deepcopy(tree)
    places = [found.place.partition("/@")[0] for found in other if found.place and "#" not in found.place]
    ending = [script for script in copy.iter("script") if _ENDING.search(script.text or "")]
    stamped = [element for element in copy.iter("link", "script") if element.get("src") or _is_sheet(element)]
    for element in [*ending, *stamped, *(element for place in places for element in copy.xpath(place))]:
        if element.getparent() is not None:
            element.drop_tree()
    day = find_date(copy, extensive_search=False, original_date=True, max_date=_NEVER)
    return None if day is None else dated("published", day, basis="inferred")


def _is_sheet(element: HtmlElement) -> bool:
    """Says whether a link names a file that the page is laid out with, whose address may bear a version's date."""
    return not {"stylesheet", "icon", "preload"}.isdisjoint((element.get("rel") or "").lower().split())
