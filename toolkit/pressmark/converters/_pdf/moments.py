"""Reads when a page was printed: the browser's stamp in figures, whose order the document's own moment settles."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pressmark.evidence.dates import dated
from pressmark.model.draft import Dated

_CREATED = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?")
_FIGURES = re.compile(r"(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{2,4})")


def created(value: str) -> str | None:
    """Returns the document's moment (ISO 32000, 7.9.4) as ISO 8601, or None where it is none."""
    found = _CREATED.match(value.strip())
    if not found:
        return None
    day = "-".join(found.group(1, 2, 3))
    try:
        date.fromisoformat(day)
    except ValueError:
        return None
    if not found[4]:
        return day
    clock = f"{found[4]}:{found[5]}" + (f":{found[6]}" if found[6] else "")
    offset = f"{found[7]}{found[8]}:{found[9] or '00'}" if found[7] else "Z" if "Z" in found[0] else ""
    return f"{day}T{clock}{offset}"


def printed_at(stamp: str | None, moment: str | None, *, order: str | None) -> Dated | None:
    """Returns when the document was retrieved: the printed stamp, or else the moment at which it was made."""
    if stamp is None:
        return dated("retrieved", moment, basis="meta") if moment else None
    found = _FIGURES.match(stamp)
    if not found:
        return dated("retrieved", stamp, basis="header", order=order)
    whole = _whole(found, moment)
    settled = whole if whole is not None else None
    read = dated(
        "retrieved", f"{settled}{stamp[found.end() :]}" if settled else _long(stamp, found), basis="header", order=order
    )
    return replace(read, verbatim=stamp)


def _whole(found: re.Match[str], moment: str | None) -> str | None:
    """Returns the day of a stamp where the document was made on it, in one of the orders, or on the day beside it."""
    if moment is None:
        return None
    made = date.fromisoformat(moment[:10])
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    orders = [(third, first, second), (third, second, first), (first, second, third)]
    for year, month, day in orders:
        try:
            read = date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            continue
        if abs((read - made).days) <= 1:
            return read.isoformat()
    return None


def _long(stamp: str, found: re.Match[str]) -> str:
    """Returns a stamp with its year in four figures, as browsers have printed them only in this century."""
    if len(found[4]) != 2 or len(found[1]) == 4:
        return stamp
    return f"{stamp[: found.start(4)]}20{stamp[found.start(4) :]}"
