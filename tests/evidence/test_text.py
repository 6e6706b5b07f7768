"""Text is normalised to norm-v1, measured, and hashed by its words."""

from __future__ import annotations

import hashlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.text import char_count, joined, normalise, one_line, text_sha256, word_count

SPACES = st.text(
    st.sampled_from(" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2003\u2028\u2029\u3000ae\u0301\u0308Å\u200b")
)
TEXTS = st.one_of(st.text(), SPACES)

NORMALISED = {
    "a\r\nb\rc\nd": "a\nb\nc\nd",
    "a\u2028b\u2029c\x85d\x0be\x0cf": "a\nb\nc\nd\ne\nf",
    "a  \t b": "a b",
    "a\u00a0\u2003\u3000b": "a b",
    "a\n\n\n\nb": "a\n\nb",
    "a\n \t \n\u00a0\nb": "a\n\nb",
    "  a  \n  b  ": "a\nb",
    "\n\na\n\n": "a",
    "e\u0301": "é",
    "Å": "Å",
    "ﬁ ½ ²": "ﬁ ½ ²",  # NFC changes no wording, as NFKC would
    "a\u200bb \ufeffc": "a\u200bb \ufeffc",  # signs that are no white space stay
    "*a* [b](#)": "*a* [b](#)",  # markup is the converter's business
    "": "",
    " \n\t ": "",
}


@pytest.mark.parametrize("text", NORMALISED)
def test_text_is_normalised(text: str) -> None:
    assert normalise(text) == NORMALISED[text]


@given(TEXTS)
def test_norm_v1_is_settled_and_keeps_every_word(text: str) -> None:
    norm = normalise(text)
    assert normalise(norm) == norm
    assert unicodedata.is_normalized("NFC", norm)
    assert norm == norm.strip()
    assert not re.search(r"\r|\n\n\n|[^\S\n]{2}|[^\S\n ]|^ | $", norm, re.MULTILINE)
    assert norm.split() == unicodedata.normalize("NFC", text).split()


@given(TEXTS)
def test_one_line_is_one_line_of_the_same_words(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line == normalise(line)
    assert len(line.splitlines()) <= 1
    assert line.split() == normalise(text).split()


JOINED = [
    ("Lede.", "Text.", "Lede.\n\nText."),
    (None, "Text.", "Text."),
    ("Lede.", None, "Lede."),
    ("", "Text.", "Text."),
    (None, None, ""),
]


@pytest.mark.parametrize(("lede", "text", "whole"), JOINED)
def test_what_is_absent_leaves_no_trace(lede: str | None, text: str | None, whole: str) -> None:
    assert joined(lede, text) == whole


COUNTS = [
    ("", 0, 0),
    ("Hello world", 2, 11),
    ("state-of-the-art don’t", 2, 22),
    ("one\n\ntwo\u00a0three", 3, 14),
    ("日本語", 1, 3),
    ("🦄 e\u0301", 2, 4),
]


@pytest.mark.parametrize(("text", "words", "characters"), COUNTS)
def test_words_run_between_white_space_and_characters_are_code_points(text: str, words: int, characters: int) -> None:
    assert (word_count(text), char_count(text)) == (words, characters)


def test_a_hash_is_of_the_words_in_one_line() -> None:
    assert text_sha256("Lede.", "One\n\ntwo.") == hashlib.sha256(b"Lede. One two.").hexdigest()
    assert text_sha256("ä", None) == hashlib.sha256("ä".encode()).hexdigest()


@pytest.mark.parametrize(("lede", "text"), [(None, None), ("", ""), (None, " \n")])
def test_no_words_have_no_hash(lede: str | None, text: str | None) -> None:
    assert text_sha256(lede, text) is None


@given(TEXTS, TEXTS)
def test_white_space_changes_no_hash_and_words_do(lede: str, text: str) -> None:
    assert text_sha256(lede, text) == text_sha256(normalise(lede), text.replace(" ", " \n ")) or (
        not unicodedata.is_normalized("NFC", lede)
    )
    assert text_sha256(lede, f"{text} more") not in (None, text_sha256(lede, text))
