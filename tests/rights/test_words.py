"""What is counted is single words, whatever the language, and nothing that points at a person, a day or a sum."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.rights.words import is_token, tokens, units

# A text, and the tokens that are counted of it, in their order.
TEXTS: list[tuple[str, list[str]]] = [
    ("The lamp, the Lamp.", ["the", "lamp", "the", "lamp"]),
    ("Don't stop: well-known", ["don", "t", "stop", "well", "known"]),
    ("On 5 March 1872, £1,200 and No. 7b, covid19", ["on", "march", "and", "no"]),
    (
        "See https://example.org/a-long-story or www.example.org/x, write ada@example.org today",
        ["see", "or", "write", "today"],
    ),
    ("ÉTÉ E\u0301te\u0301 Straße", ["été", "été", "straße"]),
    ("灯台は三月", ["灯", "台", "は", "三", "月"]),
    ("ประภาคาร lamp", ["ป", "ร", "ะ", "ภ", "า", "ค", "า", "ร", "lamp"]),
    ("маяк и лампа", ["маяк", "и", "лампа"]),
    ("المنارة القديمة", ["المنارة", "القديمة"]),
    ("दीपस्तंभ", ["दीपस्तंभ"]),
    (f"{'a' * 40} {'b' * 41}", ["a" * 40]),
    ("snake_case §§ --- \u0301", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_words_are_counted_in_any_language(text: str, expected: list[str]) -> None:
    assert pl.select(tokens(pl.lit(text))).item().to_list() == expected


@given(text=st.text(max_size=60))
def test_what_is_counted_is_a_token(text: str) -> None:
    found = pl.select(tokens(pl.lit(text))).item()
    assert all(
        pl.DataFrame({"token": found}, schema={"token": pl.String}).select(is_token(pl.col("token"))).to_series()
    )


@pytest.mark.parametrize("value", ["two words", "lamp@12", "Lamp", "1872", "a_b", "灯台", "e\u0301", "a" * 41, "", "-"])
def test_what_says_more_than_one_word_is_no_token(value: str) -> None:
    assert not pl.select(is_token(pl.lit(value))).item()


@given(text=st.text(max_size=60).map(str.strip))
def test_units_joined_are_the_text(text: str) -> None:
    assert pl.select(units(pl.lit(text)).list.join("")).item().strip() == text.strip()


@pytest.mark.parametrize(("text", "count"), [("a well-known lamp", 3), ("a\n\nb", 2), ("灯台は x", 4), ("", 0)])
def test_units_are_words_or_signs(text: str, count: int) -> None:
    assert pl.select(units(pl.lit(text)).list.len()).item() == count
