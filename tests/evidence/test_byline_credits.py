"""A byline credits an agency where it names one as a party, and not where a name is like an agency's."""

from __future__ import annotations

import pytest

from pressmark.evidence.agencies import UNNAMED, read_byline_credits

WHOLE = (
    ("Reuters", "Reuters"),
    ("reuters", "Reuters"),
    ("Reuters in Washington", "Reuters"),
    ("By The Associated Press", "Associated Press"),
    ("By Ada Lind, Reuters", "Reuters"),
    ("ADA LIND (AP)", "Associated Press"),
    ("Ada Lind | Bloomberg", "Bloomberg"),
    ("Ada Lind for Reuters", "Reuters"),
    ("AP's Ada Lind", "Associated Press"),
    ("By TOM BERG AP Staff", "Associated Press"),
    ("By TOM BERG, AP Business Writer", "Associated Press"),
    ("By ADA LIND Associated Press", "Associated Press"),
    ("Associated Press writer Ada Lind", "Associated Press"),
    ("Von dpa", "dpa"),
    ("Source: Xinhua", "Xinhua"),
)
PART = (
    ("AFP with staff", {"AFP"}),
    ("Ada Lind and AFP", {"AFP"}),
    ("dpa/AFP", {"dpa", "AFP"}),
    ("Guardian staff and agencies", {UNNAMED}),
    ("Mit Material der dpa", {"dpa"}),
)
NONE = (
    "Ada Lind",
    "Michael Bloomberg",
    "Lusa Silva",
    "By Ritzau Christensen",
    "AA Milne",
    "Sarah Tass, Science Editor",
    "Uni Hamburg",
    "An author of many books who has written for newspapers, and whose reports from three wars were shown by Reuters, "
    "AFP and others in the years before she went home",
    "",
)


@pytest.mark.parametrize(("line", "agency"), WHOLE)
def test_the_whole_is_an_agencys(line: str, agency: str) -> None:
    (credit,) = read_byline_credits(line)
    assert (credit.agency, credit.part, credit.verbatim) == (agency, False, line)


@pytest.mark.parametrize(("line", "agencies"), PART)
def test_a_part_is_an_agencys(line: str, agencies: set[str]) -> None:
    found = read_byline_credits(line)
    assert {credit.agency for credit in found} == agencies
    assert all(credit.part for credit in found)


@pytest.mark.parametrize("line", NONE)
def test_a_name_alone_credits_nobody(line: str) -> None:
    assert read_byline_credits(line) == ()
