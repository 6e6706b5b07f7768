"""Copyright notices say their sign, holders and years, and what they do not say is empty."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.edtf import edtf_span
from pressmark.evidence.notices import is_notice, read_notice
from pressmark.evidence.text import one_line

# wording: holders, year, sign, all rights reserved
NOTICES: dict[str, tuple[list[str], str | None, bool, bool]] = {
    "Copyright © Balkan Insight, Balkan Insight, 2016": (["Balkan Insight", "Balkan Insight"], "2016", True, False),
    "© 2016 Reuters": (["Reuters"], "2016", True, False),
    "©2016 dpa": (["dpa"], "2016", True, False),
    "© Reuters 2016. All rights reserved.": (["Reuters"], "2016", True, True),
    "Copyright 2016 The New York Times Company": (["The New York Times Company"], "2016", True, False),
    "(c) 2016 by John Smith": (["John Smith"], "2016", True, False),
    "Copyright by Harbour Press 2016": (["Harbour Press"], "2016", True, False),
    "Copyright: Harbour Ltd.": (["Harbour Ltd."], None, True, False),
    "Copyright Harbour Press": (["Harbour Press"], None, True, False),
    "Copr. 2016 Harbour Press": (["Harbour Press"], "2016", True, False),
    "© 2010-2016 BBC": (["BBC"], "2010/2016", True, False),
    "© 2010–16 BBC": (["BBC"], "2010/2016", True, False),
    "© 1999-01 BBC": (["BBC"], "1999/2001", True, False),
    "© 2016/17 BBC": (["BBC"], "2016/2017", True, False),
    "© 2016-2010 BBC": (["BBC"], "2010/2016", True, False),
    "© 1998, 2004 Harbour Inc.": (["Harbour Inc."], "1998/2004", True, False),
    "© 2016 Harbour, Inc. All Rights Reserved": (["Harbour, Inc."], "2016", True, True),
    "© 2016 Harbour Press and River Post": (["Harbour Press", "River Post"], "2016", True, False),
    "© 2016 Johnson & Johnson": (["Johnson & Johnson"], "2016", True, False),
    "© 2015 Harbour Press / © 2016 River Post": (["Harbour Press", "River Post"], "2015/2016", True, False),
    "© AFP 2016 / John Smith": (["AFP", "John Smith"], "2016", True, False),
    "© 2016 A.G. Sulzberger. Reproduction forbidden.": (["A.G. Sulzberger"], "2016", True, False),
    "© 2016 J. R. Smith": (["J. R. Smith"], "2016", True, False),
    "© 2016 MIT": (["MIT"], "2016", True, False),  # a holder, though a licence has its name
    "© 2016 Harbour Press, CC BY 4.0": (["Harbour Press"], "2016", True, False),
    "© dpa-infocom, dpa:160811-99-1/2": (["dpa-infocom", "dpa:160811-99-1/2"], None, True, False),
    "© Harbour Press 20161": (["Harbour Press 20161"], None, True, False),
    "© 2016": ([], "2016", True, False),
    "©": ([], None, True, False),
    "© Harbour Press. Alle Rechte vorbehalten.": (["Harbour Press"], None, True, True),
    "© Le Port 2016. Tous droits réservés": (["Le Port"], "2016", True, True),
}
NO_NOTICES = [
    "",
    "All about copyright",
    "Copyright law is complicated.",
    "Copyright infringement is a crime",
    "Copyrighted material",
    "The minister spoke of copyright © and of other things.",
    "By John Smith",
    "© " + "long " * 100,
]


@pytest.mark.parametrize("wording", NOTICES)
def test_a_notice_is_read(wording: str) -> None:
    holders, year, symbol, reserved = NOTICES[wording]
    found = read_notice(wording)
    assert list(found.holders) == holders
    assert (found.year, found.symbol, found.all_rights_reserved) == (year, symbol, reserved)
    assert is_notice(wording)


@pytest.mark.parametrize("wording", NO_NOTICES, ids=lambda wording: wording[:20])
def test_a_sentence_that_speaks_of_copyright_is_none(wording: str) -> None:
    assert not is_notice(wording)


@pytest.mark.parametrize("wording", ["Alle Rechte vorbehalten", "ALL RIGHTS RESERVED", "Все права защищены"])
def test_reserved_rights_name_no_holder(wording: str) -> None:
    found = read_notice(wording)
    assert (found.holders, found.year, found.symbol, found.all_rights_reserved) == ((), None, False, True)


PIECES = (
    "© (c) Copyright by 2016 1999 2010-16 1999-2001 99-01 2016-08-11 , . / ; and Ann Lee Harbour Inc. Ltd J. &".split()
)
WORDINGS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))


@given(WORDINGS)
def test_a_notice_says_nothing_that_is_not_printed(wording: str) -> None:
    plain = one_line(wording)
    is_notice(wording)
    found = read_notice(wording)
    for holder in found.holders:
        assert any(sign.isalpha() for sign in holder)
        assert all(word in plain for word in re.findall(r"[^\W\d_]+", holder))
    if found.year is not None:
        span = edtf_span(found.year)  # an interval runs forwards
        assert span.earliest is not None
        assert str(span.earliest.year) in plain or f"{span.earliest.year % 100:02}" in plain
    if not any(sign.isdecimal() for sign in plain):
        assert found.year is None
