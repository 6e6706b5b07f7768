"""Labels in known words are read without a description; what a word leaves open is not."""

from __future__ import annotations

import pytest

from pressmark.sites.grammar import printed_line
from pressmark.sites.inline import read_wording
from pressmark.sites.odd_dates import odd_date
from pressmark.sites.worded import worded_values

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Text von Sabine Krüger", [("byline", "Sabine Krüger")]),
        ("Datum der Veröffentlichung: 3. Mai 2019", [("published", "3. Mai 2019")]),
        ("Words by Ann Lee, 3 May 2019", [("byline", "Ann Lee"), ("published", "3 May 2019")]),
        ("This article can be found at: https://pier.example/1", [("url", "https://pier.example/1")]),
        ("Adres van dit artikel: https://pier.example/1", [("url", "https://pier.example/1")]),
        ("Text von Zdravka Vrabec", []),
        ("Text: New York", []),
        ("Directed by Ann Lee", []),
        ("Date of revision: 3 May 2019", []),
        ("The log can be found at https://pier.example/1", []),
        ("3 May 2019", []),
    ],
)
def test_a_label_in_known_words_tells_what_it_says(line: str, told: list[tuple[str, str]]) -> None:
    printed = printed_line(read_wording(line, 0, len(line)), LANGUAGES, None)
    values = worded_values(printed, LANGUAGES, None)
    assert [(value.field, line[value.start : value.end]) for value in values] == told


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("The River Post, February 30, 2019", "February 30, 2019"),
        ("31. April 2019", "31. April 2019"),
        ("Published: 2019-02-30", "2019-02-30"),
        ("Coast Wire, 31.04.2019", "31.04.2019"),
        ("The River Post, May 2019", "May 2019"),
        ("mai 2019", "mai 2019"),
        ("May 2019 was a month of storms", None),
        ("Chapter 30, 2019", None),
        ("Boat number 2019", None),
    ],
)
def test_a_day_that_there_is_not_and_a_month_are_dates(line: str, printed: str | None) -> None:
    found = odd_date(line, LANGUAGES)
    assert (line[found[0] : found[1]] if found else None) == printed
