"""Dates as feeds write them: RFC 822 and its short years, W3C's, and what is none."""

from __future__ import annotations

import pytest

from pressmark.pages.feed_dates import read, settle
from pressmark.pages.found import Found


def said(wording: str) -> Found:
    return Found(wording, wording, None, "feed")


@pytest.mark.parametrize(
    ("wording", "edtf"),
    [
        ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
        ("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z"),
        ("01 Jan 99 19:48 UT", "1999-01-01T19:48Z"),
        ("Thu, 01 Jan 2004 19:48:21 CST", "2004-01-01T19:48:21-06:00"),
        ("2003-12-31T10:14:55.12+02:00", "2003-12-31T10:14:55+02:00"),
        ("2003-12", "2003-12"),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None),
        ("0000-00-00 00:00:00", None),
        ("10:14", None),
        ("yesterday", None),
        ("Thu, 19:48:21", None),
    ],
)
def test_a_date_says_what_is_written_and_no_more(wording: str, edtf: str | None) -> None:
    found = read("published", said(wording))
    assert (found.edtf, found.verbatim) == (edtf, wording)


def test_the_same_moment_elsewhere_is_no_rival() -> None:
    here, there, other = map(said, ("2020-05-01T12:00:00+02:00", "Fri, 01 May 2020 10:00:00 GMT", "2020-05-02"))
    dating = settle("published", [said("soon"), here, there, other], order=None)
    assert dating is not None
    assert (dating.found, dating.rivals, dating.dated.rivals) == (here, (other,), 1)
