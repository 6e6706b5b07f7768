"""Every describer: its golden files, and what holds of each of its renderings."""

from __future__ import annotations

import re

import pytest
from describers.works import CASES, SHELF, WORKS, golden, with_words
from hypothesis import given
from hypothesis import strategies as st

from pressmark.describers._wording import plain

KINDS = sorted(SHELF)
RENDERINGS = [(kind, work) for kind in KINDS for work in WORKS]
MARKDOWN = [kind for kind in KINDS if SHELF[kind].filename.endswith(".md")]
JSON = [kind for kind in KINDS if SHELF[kind].filename.endswith(".json")]
WORDS = st.text(min_size=1).filter(plain)
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(("kind", "work"), RENDERINGS)
def test_a_rendering_is_the_expected_one(kind: str, work: str) -> None:
    expected = golden(kind, work).read_bytes().decode()
    assert SHELF[kind].render(WORKS[work]) == expected, "python tests/describers/works.py takes the new one"


def test_no_golden_file_is_left_over() -> None:
    expected = {golden(kind, work) for kind, work in RENDERINGS}
    assert set(CASES.rglob("*.*")) == expected


def test_no_two_describers_write_one_file() -> None:
    assert len({SHELF[kind].filename.lower() for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@given(words=WORDS)
def test_a_rendering_is_clean_text(kind: str, words: str) -> None:
    text = SHELF[kind].render(with_words(words))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not TURNING.search(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", text)


@pytest.mark.parametrize("kind", MARKDOWN)
@given(words=WORDS)
def test_no_words_become_html(kind: str, words: str) -> None:
    assert "<" not in SHELF[kind].render(with_words(f"{words}<script>{words}"))


@pytest.mark.parametrize("kind", MARKDOWN)
@given(words=WORDS)
def test_words_add_no_row_and_no_heading(kind: str, words: str) -> None:
    assert shape(SHELF[kind].render(with_words(words))) == shape(SHELF[kind].render(with_words("word")))


def shape(page: str) -> list[str]:
    """The outline of a page outside its quotes and its entry: how each line begins, and the bars that end cells."""
    lines = (line for line in page.splitlines() if not line.startswith((">", "  ")))
    return [re.match(r"#*|\|?", line)[0] + "|" * len(re.findall(r"(?<!\\)\|", line)) for line in lines]


@pytest.mark.parametrize("kind", JSON)
def test_json_stays_inside_a_script_element(kind: str) -> None:
    assert "<" not in SHELF[kind].render(WORKS["hostile"])
