"""Fixes of dates: nothing that is not printed, and columns as their evidence says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pressmark.evidence.dates import edtf_span, read_date
from pressmark.fixes.base import Context, Record, fix, with_rows

_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_TO_THE_DAY = ("day", "minute", "second")
_DAY_COLUMNS = ("published", "original_published", "modified")

Row = dict[str, Any]


@fix("time-made-up")
def cut_the_time(record: Record, _: Context) -> Record:
    """Cuts a time of day that is not printed."""
    return _each(record, lambda row: _without_time(row) if _printed(row, "minute") is False else row)


@fix("zone-made-up")
def cut_the_zone(record: Record, _: Context) -> Record:
    """Cuts a time zone that is not printed."""
    return _each(record, lambda row: _without_zone(row) if _zone_printed(row) is False else row)


@fix("day-made-up")
def cut_the_day(record: Record, _: Context) -> Record:
    """Cuts a day that is not printed."""
    cut = _each(record, lambda row: _to_the_month(row) if _printed(row, "day") is False else row)
    return _columns(cut) if cut is not record else record


@fix("precision-not-as-evidence")
def derive_the_span(record: Record, _: Context) -> Record:
    """Derives precision, first and last day of a date from its EDTF string."""
    return _each(record, _spanned)


@fix("day-not-as-evidence")
def derive_the_columns(record: Record, _: Context) -> Record:
    """Takes the days of `published`, `original_published` and `modified` from their evidence in `dates`."""
    return _columns(record)


def _each(record: Record, change: Callable[[Row], Row]) -> Record:
    rows = [dict(row) for row in record.get("dates", ())]
    changed = [change(row) for row in rows]
    return with_rows(record, "dates", changed) if changed != rows else record


def _printed(row: Row, precision: str) -> bool | None:
    """Returns whether a date is printed to a precision, where its wording can be read at all."""
    read = read_date(row["verbatim"]) if row["verbatim"] and row["edtf"] else None
    if read is None:
        return None
    at_least = {"minute": ("minute", "second"), "day": _TO_THE_DAY}[precision]
    return read.precision in at_least or read.ambiguous


def _zone_printed(row: Row) -> bool | None:
    read = read_date(row["verbatim"]) if row["verbatim"] and row["edtf"] else None
    return None if read is None else read.zone is not None


def _without_time(row: Row) -> Row:
    return _spanned({**row, "edtf": row["edtf"].partition("T")[0], "zone": None})


def _without_zone(row: Row) -> Row:
    return {**row, "edtf": _ZONE.sub("", row["edtf"]) if "T" in row["edtf"] else row["edtf"], "zone": None}


def _to_the_month(row: Row) -> Row:
    read = read_date(row["verbatim"])
    return _spanned({**row, "edtf": read.edtf, "zone": None}) if read else row


def _spanned(row: Row) -> Row:
    if row["edtf"] is None:
        return row
    try:
        span = edtf_span(row["edtf"])
    except ValueError:
        return row
    return {**row, "precision": span.precision, "earliest": span.earliest, "latest": span.latest}


def _columns(record: Record) -> Record:
    known = {
        row["role"]: row for row in record.get("dates", ()) if row["earliest"] and row["earliest"] == row["latest"]
    }
    days = {role: row["earliest"] for role, row in known.items() if row["precision"] in _TO_THE_DAY}
    return {**record, **{role: days.get(role) for role in _DAY_COLUMNS}}
