"""Reads Extended Date/Time Format strings: level 0, and of level 1 the signs `? ~ %`, `X` and `..` (LoC, 2019)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a string allows (None where it is open), and its precision."""

    earliest: date | None
    latest: date | None
    precision: str  # year month day minute second interval


_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX)"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?P<zone>Z|[+-](?P<ahead>\d{2}):(?P<part>\d{2}))?)?)?)?[?~%]?",
    re.ASCII,
)


def edtf_span(edtf: str) -> Span:
    """Returns what a string spans; raises ValueError where it is none of the allowed subset or no calendar has the day.

    Minutes without seconds are allowed: a page that prints 10:30 says nothing of seconds, and none are made up.
    """
    if "/" not in edtf:
        return _single(edtf)
    first, _, last = edtf.partition("/")
    start, end = (None if side == ".." else _single(side) for side in (first, last))
    earliest, latest = start.earliest if start else None, end.latest if end else None
    if (start is None and end is None) or (earliest and latest and earliest > latest):
        raise ValueError(f"{edtf!r} is no interval")
    return Span(earliest, latest, "interval")


def _single(edtf: str) -> Span:
    found = _DATE.fullmatch(edtf)
    if not found:
        raise ValueError(f"{edtf!r} is no EDTF string of the allowed subset")
    year, month, day = found["year"], found["month"], found["day"]
    if found["hour"]:
        _check_time(found)
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if "X" in year and month not in (None, "XX"):
        raise ValueError(f"{edtf!r} names a month of no known year")
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise ValueError(f"{edtf!r} names a day of no known month")
        return Span(date(max(first_year, 1), 1, 1), date(last_year, 12, 31), "year")
    number = int(month)
    if day in (None, "XX"):
        last = calendar.monthrange(first_year, number)[1] if 1 <= number <= 12 else 0
        return Span(date(first_year, number, 1), date(last_year, number, last), "month")
    known = date(first_year, number, int(day))
    precision = "second" if found["second"] else "minute" if found["hour"] else "day"
    return Span(known, known, precision)


def _check_time(found: re.Match[str]) -> None:
    limits = {"hour": 23, "minute": 59, "second": 59, "ahead": 14, "part": 59}
    if any(int(found[part] or 0) > limit for part, limit in limits.items()) or "X" in found[0]:
        raise ValueError(f"{found[0]!r} names no time of day")
