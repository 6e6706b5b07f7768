"""Finds the dates of a printed line that name no day of the calendar: a month alone, and a day that there is not.

`May 2019` at the end of a line is a month. `February 30, 2019` was meant as a day: it has to be kept as printed and
reported, and not passed over as if nothing were there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pressmark.evidence.months import month_of

_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_OF = r"(?:(?:de|del|of)\s+)?"
_MONTH = r"(?P<month>[^\W\d_]{3,}\.?)"
_ALONE = re.compile(rf"(?<![^\W_]){_MONTH},?\s+{_OF}\d{{4}}\s*$")
_DAYS = (
    re.compile(rf"(?<![^\W_]){_MONTH}\s+\d{{1,2}}{_ORDINAL},?\s+\d{{4}}\b"),
    re.compile(rf"(?<![^\W_])\d{{1,2}}{_ORDINAL}\s+{_OF}{_MONTH},?\s+{_OF}\d{{4}}\b"),
    re.compile(r"(?<![\w./-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}([./-])\d{1,2}\1\d{4})(?![\w/-])"),
)


def odd_date(plain: str, languages: Iterable[str]) -> tuple[int, int] | None:
    """Returns where a line that holds no date prints one after all."""
    for pattern in (*_DAYS, _ALONE):
        for found in pattern.finditer(plain):
            month = found.groupdict().get("month")
            if month is None or month_of(month.rstrip("."), tuple(languages)):
                return found.start(), len(plain[: found.end()].rstrip())
    return None
