"""Reads the dates of posts: the local time, and beside it the same moment in UTC, which tells the offset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pressmark.model.draft import Dated
from pressmark.pages.feed_dates import Dating, moment, read
from pressmark.pages.found import Found

_Reading = tuple[Found, Dated]

_FARTHEST = timedelta(hours=14)
_STEP = timedelta(minutes=15)
_NEVER = "0000-00-00"
_ZERO = "1999-11-30T00:00:00"  # what PHP makes of `0000-00-00` in a pubDate


def settle_local(role: str, local: Found | None, utc: Found | None, others: Sequence[Found] = ()) -> Dating | None:
    """Returns when something was, by the clock of the site where that is known.

    The offset is the difference from the time in UTC, if a zone can have it. `0000-00-00` says nothing. `others` name
    the same moment in their own way (`pubDate`); who names another is a rival.
    """
    here, there = (_stated(role, found) for found in (local, utc))
    rest = [reading for found in others if (reading := _stated(role, found)) and not _is_zero(reading[1])]
    if here is None:
        return _without_clock(there, rest)
    offset = _offset(here[1], there[1]) if there else None
    if there is None or offset is None:
        return _with_rivals(*here, [*([there] if there else []), *rest])
    return replace(_with_rivals(here[0], _at(here[1], offset, "; offset to UTC"), rest), utc=there[0])


def _without_clock(there: _Reading | None, rest: Sequence[_Reading]) -> Dating | None:
    if there is not None:
        return _with_rivals(there[0], _at(there[1], timedelta(), "; UTC"), rest)
    return _with_rivals(*rest[0], rest[1:]) if rest else None


def _stated(role: str, found: Found | None) -> _Reading | None:
    if found is None or found.value.startswith(_NEVER):
        return None
    reading = read(role, found)
    return (found, reading) if reading.edtf else None


def _is_zero(reading: Dated) -> bool:
    return (reading.edtf or "").startswith(_ZERO)


def _offset(local: Dated, utc: Dated) -> timedelta | None:
    """Returns how far the local time is from UTC, or None where no zone is so far or so odd."""
    if local.precision != "second" or utc.precision != "second":
        return None
    ahead = datetime.fromisoformat(str(local.edtf)[:19]) - datetime.fromisoformat(str(utc.edtf)[:19])
    return ahead if abs(ahead) <= _FARTHEST and not ahead % _STEP else None


def _at(reading: Dated, offset: timedelta, told: str) -> Dated:
    if reading.precision not in ("second", "minute"):
        return reading
    minutes = int(abs(offset).total_seconds()) // 60
    zone = f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}" if minutes else "Z"
    return replace(reading, edtf=f"{reading.edtf}{zone}", zone=zone, format=f"{reading.format}{told}")


def _with_rivals(found: Found, chosen: Dated, others: Sequence[_Reading]) -> Dating:
    rivals = tuple(other for other, reading in others if _differs(chosen, reading))
    return Dating(replace(chosen, rivals=len(rivals)), found, rivals)


def _differs(chosen: Dated, other: Dated) -> bool:
    first, second = moment(chosen.edtf), moment(other.edtf)
    if first and second:
        return first != second
    return chosen.earliest != other.earliest
