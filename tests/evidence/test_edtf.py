"""Strings of EDTF span what their signs leave open, and name days that a calendar has."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.edtf import edtf_span

D = date
SPANS: dict[str, tuple[date | None, date | None, str]] = {
    "2016": (D(2016, 1, 1), D(2016, 12, 31), "year"),
    "2016-08": (D(2016, 8, 1), D(2016, 8, 31), "month"),
    "2016-02": (D(2016, 2, 1), D(2016, 2, 29), "month"),
    "2015-02": (D(2015, 2, 1), D(2015, 2, 28), "month"),
    "2016-08-09": (D(2016, 8, 9), D(2016, 8, 9), "day"),
    "2016-02-29": (D(2016, 2, 29), D(2016, 2, 29), "day"),
    "2016-08-09T14:30": (D(2016, 8, 9), D(2016, 8, 9), "minute"),
    "2016-08-09T14:30Z": (D(2016, 8, 9), D(2016, 8, 9), "minute"),
    "2016-08-09T00:00:00": (D(2016, 8, 9), D(2016, 8, 9), "second"),
    "2016-08-09T23:59:59+14:00": (D(2016, 8, 9), D(2016, 8, 9), "second"),
    "2016-08-09T14:30:00-03:30": (D(2016, 8, 9), D(2016, 8, 9), "second"),
    "2016?": (D(2016, 1, 1), D(2016, 12, 31), "year"),
    "2016~": (D(2016, 1, 1), D(2016, 12, 31), "year"),
    "2016-08%": (D(2016, 8, 1), D(2016, 8, 31), "month"),
    "2016-08-09?": (D(2016, 8, 9), D(2016, 8, 9), "day"),
    "201X": (D(2010, 1, 1), D(2019, 12, 31), "year"),
    "20XX": (D(2000, 1, 1), D(2099, 12, 31), "year"),
    "00XX": (D(1, 1, 1), D(99, 12, 31), "year"),
    "2016-XX": (D(2016, 1, 1), D(2016, 12, 31), "year"),
    "2016-08-XX": (D(2016, 8, 1), D(2016, 8, 31), "month"),
    "2016-XX-XX": (D(2016, 1, 1), D(2016, 12, 31), "year"),
    "2015/2016": (D(2015, 1, 1), D(2016, 12, 31), "interval"),
    "2016-08-09/2016-08-11": (D(2016, 8, 9), D(2016, 8, 11), "interval"),
    "2016-08-09/2016": (D(2016, 8, 9), D(2016, 12, 31), "interval"),
    "2016/2016": (D(2016, 1, 1), D(2016, 12, 31), "interval"),
    "2016-08~/2017?": (D(2016, 8, 1), D(2017, 12, 31), "interval"),
    "../2016": (None, D(2016, 12, 31), "interval"),
    "2016-08/..": (D(2016, 8, 1), None, "interval"),
}
REFUSED = {
    "in no calendar": [
        "2016-02-30",
        "2015-02-29",
        "2016-13",
        "2016-00",
        "2016-00-10",
        "2016-08-00",
        "2016-04-31",
        "0000",
    ],
    "on no clock": ["2016-08-09T24:00", "2016-08-09T14:60", "2016-08-09T14:30:60", "2016-08-09T25:00Z"],
    "of no offset": ["2016-08-09T14:30+25:00", "2016-08-09T14:30+01:99", "2016-08-09T14:30Z+01:00"],
    "a part of what is unknown": [
        "2016-XX-09",
        "201X-08-09",
        "20XX-08",
        "201X-XX-09",
        "2016-08-XXT10:30",
        "2016-XX-XXT10:30",
    ],
    "backwards": ["2016/2015", "2016-08-11/2016-08-09"],
    "open on both sides": ["../..", "/", "../", "/.."],
    "beyond the subset": [
        "2016-21",
        "y20160",
        "-0044",
        "2016-08-09/",
        "/2016",
        "2016/2017/2018",
        "2016?-08",
        "[2016]",
        "{2016}",
    ],
    "no EDTF": [
        "",
        " ",
        "2016 ",
        "16",
        "2016-8-9",
        "2016-8",
        "20160809",
        "2016-08-09 14:30",
        "2016-08-09T14",
        "2016-08-0９",
    ],
    "no EDTF, but what Python would read": ["٢٠١٦", "２０１６-０８", "2016-08-09\n"],
}


@pytest.mark.parametrize("edtf", SPANS)
def test_a_string_spans_what_it_leaves_open(edtf: str) -> None:
    span = edtf_span(edtf)
    assert (span.earliest, span.latest, span.precision) == SPANS[edtf]


@pytest.mark.parametrize(("reason", "edtf"), [(reason, edtf) for reason, edtfs in REFUSED.items() for edtf in edtfs])
def test_what_spans_nothing_is_refused(reason: str, edtf: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        edtf_span(edtf)


@given(st.one_of(st.text(), st.from_regex(r"[0-9X]{4}(-[0-9X]{2}){0,2}(T[0-9]{2}:[0-9]{2}Z?)?[?~%]?(/[0-9.-]{2,10})?")))
def test_a_span_runs_forwards_or_the_string_is_refused(edtf: str) -> None:
    try:
        span = edtf_span(edtf)
    except ValueError:
        return
    assert edtf.isascii()
    assert span.earliest or span.latest
    if span.earliest and span.latest:
        assert span.earliest <= span.latest
    if span.precision in ("day", "minute", "second"):
        assert span.earliest == span.latest


@given(st.dates(), st.sampled_from(["", "?", "~", "%"]))
def test_a_day_spans_itself_and_lies_in_its_month_and_year(day: date, sign: str) -> None:
    iso = day.isoformat()
    assert edtf_span(iso + sign).earliest == edtf_span(iso + sign).latest == day
    for longer in (iso[:7], iso[:4]):
        span = edtf_span(longer + sign)
        assert span.earliest is not None
        assert span.latest is not None
        assert span.earliest <= day <= span.latest
