"""Reads times of day and time zones as pages print them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Abbreviations that newspapers use for one zone only; CST, IST and BST name several and have no offset here.
_OFFSETS: Mapping[str, str] = MappingProxyType(
    {
        "z": "Z", "utc": "Z", "gmt": "Z", "wet": "Z", "cet": "+01:00", "mez": "+01:00", "west": "+01:00",
        "cest": "+02:00", "mesz": "+02:00", "eet": "+02:00", "sast": "+02:00", "eest": "+03:00", "msk": "+03:00",
        "jst": "+09:00", "kst": "+09:00", "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00",
        "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00",
        "pdt": "-07:00", "akst": "-09:00", "akdt": "-08:00", "hst": "-10:00", "brt": "-03:00", "art": "-03:00",
    }
)  # fmt: skip
_NO_OFFSET = ("cst", "ist", "bst", "et", "pt", "ct", "mt")
_ZONE = (
    r"(?:(?:UTC|GMT)\s*[+-]\s*\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2}\b|"
    + "|".join(rf"{name}\b" for name in sorted((*_OFFSETS, *_NO_OFFSET), key=len, reverse=True))
    + ")"
)
# In East Asia the half of the day stands before the hour; in Arabic and Greek behind it, as `am` and `pm` do.
_BEFORE, _BEHIND = r"[上下]午|午[前後]|오[전후]", r"صباح(?:ا|ً)*|مساء(?:ا|ً)*|[صم](?!\w)|[πμ]\.?\s?μ\.?(?!\w)"
_AFTER_NOON = re.compile(r"p|下|午後|오후|م|μ", re.IGNORECASE)
_LEAD = r"(?:[\s,|–—-]*\b(?:at|um|à|a\s+las|alle|ore|om|kl|klo|às|o|godz|g)\b\.?\s*|[\s,|–—-]+|T|^|(?<=[\d年月日]))"
TIME = re.compile(
    rf"{_LEAD}(?:(?P<before>{_BEFORE})\s*)?(?P<hour>[01]?\d|2[0-4])"
    r"(?:(?::|\s?h\s?)(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    rf"|\.(?P<dotted>[0-5]\d)(?=\s*(?:uhr\b|[ap]\.?m\b|{_ZONE}))"
    r"|(?=\s*(?:[ap]\.?m\b|uhr\b|h\b)))"
    rf"\s*(?P<half>[ap]\.?\s?m\b\.?|{_BEHIND})?\s*(?:uhr\b|hrs?\b|h\b)?"
    rf"\s*[\[(]?(?P<zone>{_ZONE})?[\])]?",
    re.IGNORECASE,
)
_LIKE_A_CLOCK = re.compile(r"-\d{2}:\d{2}")
_FARTHEST = "14:00"  # from UTC


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day: `clock` as `HH:mm` or `HH:mm:ss` (None where only an hour is printed), its zone and offset."""

    clock: str | None
    zone: str | None
    offset: str | None


def time_of(found: re.Match[str]) -> Time | None:
    """Returns the time that a match of TIME says, or None where no clock shows it."""
    hour, minute = int(found["hour"]), found["minute"] or found["dotted"]
    zone = found["zone"]
    # `10:30-11:30` is from when to when; a stamp's offset (`T10:30-05:00`) follows its seconds or its T.
    if zone and _LIKE_A_CLOCK.fullmatch(zone) and not found["second"] and not found[0].upper().startswith("T"):
        return None
    offset = _offset(zone) if zone else None
    if offset and (offset[1:] > _FARTHEST or offset[4:] > "59"):
        return None
    if half := found["before"] or found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if _AFTER_NOON.match(half) else 0)
    if hour > 23:
        return None
    clock = f"{hour:02}:{minute}" + (f":{found['second']}" if found["second"] else "") if minute else None
    return Time(clock, zone, offset)


def _offset(zone: str) -> str | None:
    known = _OFFSETS.get(zone.lower())
    if known:
        return known
    figures = re.fullmatch(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2}):?(\d{2})?", zone, re.IGNORECASE)
    if not figures:
        return None
    return f"{figures[1]}{int(figures[2]):02}:{figures[3] or '00'}"
