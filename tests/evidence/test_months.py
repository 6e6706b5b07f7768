"""Months and weekdays are known by their names in the languages of the press."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.dates import read_date
from pressmark.evidence.months import LANGUAGES, folded, month_of, weekday_of

MONTHS: list[tuple[str, list[str], int | None]] = [
    ("January", [], 1),
    ("Sept.", [], 9),
    ("SEPTEMBER", ["en-GB"], 9),
    ("Jänner", ["de-AT"], 1),
    ("févr.", ["fr"], 2),
    ("juill", [], 7),
    ("EKİM", ["tr"], 10),
    ("листопад", ["uk"], 11),
    ("listopad", ["pl"], 11),
    ("listopad", ["hr"], 10),
    ("listopad", [], None),
    ("listopad", ["pl", "hr"], None),
    ("mars", ["de"], 3),
    ("may", ["fr"], 5),
    ("تشرين الثاني", ["ar"], 11),
    ("e\u0301nero", [], None),
    ("Tuesday", [], None),
    ("Smarch", [], None),
    ("", [], None),
    (".", [], None),
    ("8", [], None),
]
WEEKDAYS: list[tuple[str, list[str], int | None]] = [
    ("Monday", [], 0),
    ("Sun.", [], 6),
    ("Thurs", [], 3),
    ("Dienstag", [], 1),
    ("martes", ["es"], 1),
    ("niedziela", ["pl"], 6),
    ("nedelja", ["sl"], 6),
    ("August", [], None),
    ("", [], None),
]


@pytest.mark.parametrize(("word", "languages", "month"), MONTHS)
def test_a_word_names_a_month(word: str, languages: list[str], month: int | None) -> None:
    assert month_of(word, languages) == month


@pytest.mark.parametrize(("word", "languages", "weekday"), WEEKDAYS)
def test_a_word_names_a_weekday(word: str, languages: list[str], weekday: int | None) -> None:
    assert weekday_of(word, languages) == weekday


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_month_of_a_language_is_read_in_it(name: str) -> None:
    """The names are the CLDR's as a date takes them, in the genitive where a language has one."""
    locale = Locale.parse(name)
    words = locale.months["format"]["wide"]
    read = {month: read_date(f"9 {word} 2016", languages=[locale.language]) for month, word in words.items()}
    assert {month: found and found.edtf for month, found in read.items()} == {
        month: f"2016-{month:02}-09" for month in range(1, 13)
    }


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_weekday_of_a_language_is_known_in_it(name: str) -> None:
    locale = Locale.parse(name)
    days = locale.days["format"]["wide"]
    assert {day: weekday_of(word, [locale.language]) for day, word in days.items()} == {day: day for day in range(7)}


@given(st.text(), st.lists(st.text(max_size=8), max_size=3))
def test_any_word_names_one_or_none(word: str, languages: list[str]) -> None:
    assert month_of(word, languages) in (None, *range(1, 13))
    assert weekday_of(word, languages) in (None, *range(7))
    assert folded(folded(word)) == folded(word)
