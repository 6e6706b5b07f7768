"""Reads the dates of feeds (RFC 822 and its two figures for a year included), and settles which one is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from pressmark.evidence.dates import dated
from pressmark.model.draft import Claim, Dated
from pressmark.pages.found import Found

# RFC 822, which RSS follows: a year can have two figures (RFC 2822 says of which century), and CST is one zone.
_SHORT = re.compile(r"^(\s*(?:\w{3,9}\.?,?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\.?\s+)(\d{2})(?=\s+\d{1,2}:\d{2}|\s*$)")
_ZONES = ((re.compile(r"(?<=\d)\s+UT$"), " UTC"), (re.compile(r"(?<=\d)\s+CST$"), " -0600"))
_FIRST = date(1600, 1, 1)


@dataclass(frozen=True, slots=True)
class Dating:
    """The date of one role with the statement it rests on, and the statements that say otherwise.

    `utc` is a second statement of the same moment, which tells its offset.
    """

    dated: Dated
    found: Found
    rivals: tuple[Found, ...] = ()
    utc: Found | None = None

    def claims(self) -> Iterator[Claim]:
        """Yields what dates an article, and what disagrees."""
        yield _claim(self.dated.role, self.found, self.dated.edtf, chosen=True)
        if self.utc is not None:
            note = "the same moment in UTC, which tells the offset"
            yield replace(_claim(self.dated.role, self.utc, self.utc.value, chosen=False), note=note)
        for rival in self.rivals:
            yield _claim(self.dated.role, rival, rival.value, chosen=False)


def settle(role: str, candidates: Sequence[Found], *, order: str | None) -> Dating | None:
    """Returns the date of the first statement that is understood, or of the first there is."""
    readings = [(found, read(role, found, order=order)) for found in candidates]
    if not readings:
        return None
    found, chosen = next(((found, reading) for found, reading in readings if reading.edtf), readings[0])
    rivals = tuple(other for other, reading in readings if other is not found and _differ(chosen, reading))
    return Dating(replace(chosen, rivals=len(rivals)), found, rivals)


def read(role: str, found: Found, *, order: str | None = None) -> Dated:
    """Returns a role's date from what a feed says; nothing is added that is not said."""
    value = found.value
    if short := _SHORT.match(value):
        century = "20" if int(short[2]) < 50 else "19"
        value = f"{short[1]}{century}{short[2]}{value[short.end() :]}"
    for zone, known in _ZONES:
        value = zone.sub(known, value)
    reading = dated(role, value, basis=found.basis, order=order)
    # What lies before printing is a placeholder (`0001-01-01`).
    if reading.earliest is not None and reading.earliest < _FIRST:
        reading = Dated(role=role, edtf=None, earliest=None, latest=None, precision="unknown", basis=found.basis)
    return replace(reading, verbatim=found.verbatim)


def moment(edtf: str | None) -> datetime | None:
    """Returns the instant that a date to the minute with an offset names."""
    if edtf is None or "T" not in edtf:
        return None
    instant = datetime.fromisoformat(edtf)
    return instant.astimezone(UTC) if instant.tzinfo else None


def _differ(chosen: Dated, other: Dated) -> bool:
    if other.edtf is None or chosen.edtf is None:
        return False
    first, second = moment(chosen.edtf), moment(other.edtf)
    if first and second:
        return first.replace(second=0) != second.replace(second=0)
    return chosen.earliest != other.earliest if chosen.precision != other.precision else chosen.edtf != other.edtf


def _claim(claim: str, found: Found, value: str | None, *, chosen: bool) -> Claim:
    return Claim(
        claim=claim, value=value, basis=found.basis, locator=found.place, verbatim=found.verbatim, chosen=chosen
    )
