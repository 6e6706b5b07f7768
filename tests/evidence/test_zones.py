"""Times of day are read with their zones, and only where a clock and a map have them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.zones import TIME, Time, time_of

TIMES: dict[str, Time | None] = {
    " 14:30": Time("14:30", None, None),
    " 9:05": Time("09:05", None, None),
    "T14:30:09": Time("14:30:09", None, None),
    " 14:30:09.123": Time("14:30:09", None, None),
    " at 3:45 pm": Time("15:45", None, None),
    " 12:00 a.m.": Time("00:00", None, None),
    " 12:00 p.m.": Time("12:00", None, None),
    " 10:30 مساءً": Time("22:30", None, None),
    " 10:30 صباحا": Time("10:30", None, None),
    " 10:30 م": Time("22:30", None, None),
    " 10:30 μ.μ.": Time("22:30", None, None),
    " 下午3:20": Time("15:20", None, None),
    " 午前 9:05": Time("09:05", None, None),
    " 오후 03:20": Time("15:20", None, None),
    ", 10h30": Time("10:30", None, None),
    " à 14 h 30": Time("14:30", None, None),
    " um 14.30 Uhr": Time("14:30", None, None),
    " 14:30 Uhr": Time("14:30", None, None),
    " 2 PM": Time(None, None, None),
    " 14 Uhr": Time(None, None, None),
    " 14h": Time(None, None, None),
    "T14:30Z": Time("14:30", "Z", "Z"),
    " 14:30 GMT": Time("14:30", "GMT", "Z"),
    " 14:30 (UTC)": Time("14:30", "UTC", "Z"),
    " 14:30 [CET]": Time("14:30", "CET", "+01:00"),
    " 14:30 mez": Time("14:30", "mez", "+01:00"),
    " 2:30 PM EDT": Time("14:30", "EDT", "-04:00"),
    " 14:30 UTC+5:30": Time("14:30", "UTC+5:30", "+05:30"),
    " 14:30 GMT-3": Time("14:30", "GMT-3", "-03:00"),
    " 14:30 +0530": Time("14:30", "+0530", "+05:30"),
    "T14:30-05:00": Time("14:30", "-05:00", "-05:00"),
    " 14:30:00-05:00": Time("14:30:00", "-05:00", "-05:00"),
    " 14:30 CST": Time("14:30", "CST", None),
    " 14:30 IST": Time("14:30", "IST", None),
    " 14:30 ET": Time("14:30", "ET", None),
    " 24:00": None,
    " 13:30 pm": None,
    " 0:30 am": None,
    " 14:30 +25:00": None,
    " 14:30 +1499": None,
    " 14:30 UTC+15": None,
    " 10:30-11:30": None,  # from when to when
}


@pytest.mark.parametrize("wording", TIMES)
def test_a_wording_says_its_time(wording: str) -> None:
    found = TIME.fullmatch(wording)
    assert found is not None
    assert time_of(found) == TIMES[wording]


@pytest.mark.parametrize("wording", ["", "2016", "1430", " 14:3", " 14:60", " 25:00", " 3.45", "11.08.2016", " 14.30"])
def test_what_says_no_time_is_none(wording: str) -> None:
    assert TIME.fullmatch(wording) is None


@given(st.text(), st.from_regex(r"[ T]\d{1,2}[:h.]\d\d(:\d\d)?( ?[ap]m)? ?([A-Z]{1,4}|UTC|GMT)?([+-]\d\d?:?\d{0,2})?"))
def test_a_time_is_on_the_clock_and_its_offset_on_the_map(before: str, wording: str) -> None:
    found = TIME.search(f"{before} {wording}")
    time = time_of(found) if found else None
    if time is None:
        return
    assert time.clock is None or re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", time.clock)
    assert time.offset is None or re.fullmatch(r"Z|[+-](0\d|1[0-4]):[0-5]\d", time.offset)
    assert time.zone is not None or time.offset is None
    assert (time.zone or "") in wording + before


@given(st.times(), st.sampled_from(["", "Z", "+05:30", "-03:00"]))
def test_every_time_of_a_stamp_is_read_back(time: object, zone: str) -> None:
    stamp = str(time)[:8]
    found = TIME.fullmatch(f"T{stamp}{zone}")
    assert found is not None
    assert time_of(found) == Time(stamp, zone or None, zone or None)
