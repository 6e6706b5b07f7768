"""Excerpts of one text add up, in however many versions of a release they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.rights.budget import budget, together, within

A, B = [f"a{number}" for number in range(50)], [f"b{number}" for number in range(50)]


@pytest.mark.parametrize(("words", "most"), [(0, 0), (9, 0), (10, 1), (499, 49), (500, 50), (5000, 50)])
def test_the_budget_is_a_tenth_and_fifty_words_at_most(words: int, most: int) -> None:
    assert budget(words) == most


# The words that an earlier version showed, those that would be shown now, the budget, and how many are.
VERSIONS = [
    ("the same", A, A, 50, 50),
    ("other words", A, B, 50, 0),
    ("a corrected word", A, [*A[:3], "x", *A[4:]], 50, 50),
    ("two corrected words for one", A, [*A[:3], "x", "y", *A[4:49]], 50, 50),
    ("three words for one", A, [*A[:3], "x", "y", "z", *A[4:48]], 50, 3),
    ("words before the former", A, [*B[:5], *A[:45]], 50, 0),
    ("the first words are gone", A, [*A[10:], *B[:10]], 50, 40),
    ("a short excerpt before", A[:20], A, 50, 50),
    ("a short excerpt of other words before", A[:20], B, 50, 30),
    ("a smaller budget than before", A, [*A[:20], *B[:10]], 30, 20),
    ("nothing before", [], A, 50, 50),
]


@pytest.mark.parametrize(
    ("earlier", "now", "most", "kept"), [row[1:] for row in VERSIONS], ids=[row[0] for row in VERSIONS]
)
def test_an_excerpt_shows_what_the_versions_may_show_together(
    earlier: list[str], now: list[str], most: int, kept: int
) -> None:
    found = within(now, [earlier], most)
    assert found == now[: len(found)]
    assert len(found) == kept


def test_all_earlier_versions_count() -> None:
    assert within(B[30:], [A[:20], B[:30]], 50) == []
    assert within([*A[:20], *B[:20]], [A[:20], B[:30]], 50) == [*A[:20], *B[:20]]


WORDS = st.lists(st.sampled_from("abcdef"), max_size=12)


@given(one=WORDS, other=WORDS)
def test_together_holds_no_fewer_words_than_the_first(one: list[str], other: list[str]) -> None:
    assert len(together(one, other)) >= len(one)


@given(earlier=st.lists(WORDS, max_size=3), now=WORDS, most=st.integers(0, 12))
def test_no_word_is_added_beyond_the_budget(earlier: list[list[str]], now: list[str], most: int) -> None:
    kept = within(now, earlier, most)
    shown: list[str] = []
    for excerpt in earlier:
        shown = together(shown, excerpt)
    assert kept == now[: len(kept)]
    assert len(together(shown, kept)) <= max(most, len(shown))
