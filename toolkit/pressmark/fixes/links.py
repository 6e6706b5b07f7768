"""Fixes of links: a status and a target that are what was printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pressmark.evidence.addresses import link_status, web_url, without_tracking
from pressmark.fixes.base import Context, Record, fix, with_rows

Row = dict[str, Any]


@fix("link-status-wrong")
def derive_the_status(record: Record, _: Context) -> Record:
    """Takes the status of a link from its printed target; one that was repaired with evidence stays."""
    return _each(record, lambda row: _as_printed(row) if row["status"] != "repaired" else row)


@fix("link-made-up")
def drop_the_made_up(record: Record, _: Context) -> Record:
    """Leaves a lost target empty unless there is evidence of it."""
    return _each(record, lambda row: row if row["status"] == "repaired" and row["basis"] else _as_printed(row))


@fix("link-malformed")
def drop_the_malformed(record: Record, _: Context) -> Record:
    """Leaves a target empty that is no web or mail address; its wording stays."""
    return _each(record, _as_printed)


@fix("link-tracked")
def stop_following(record: Record, _: Context) -> Record:
    """Takes tracking and session parameters out of a target; its wording stays."""
    return _each(record, lambda row: {**row, "href": without_tracking(row["href"])} if row["href"] else row)


def _as_printed(row: Row) -> Row:
    status = link_status(row["href_verbatim"])
    href = web_url(row["href_verbatim"]) if status == "kept" else row["href"] if status == "mailto" else None
    return {**row, "status": status, "href": href, "basis": None}


def _each(record: Record, change: Callable[[Row], Row]) -> Record:
    rows = [dict(row) for row in record.get("links", ())]
    return with_rows(record, "links", [change(row) for row in rows]) if rows else record
