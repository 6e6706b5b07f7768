"""Holds quotations to their budget: so many words of a text, whatever version of a release shows them.

Two excerpts of one article that differ add up. Where its text was corrected, the second shows the words of the first
with the correction; where other words stand there now, the excerpt becomes shorter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import reduce

EXCERPT_WORDS = 50
EXCERPT_SHARE = 10  # per cent of the text

_CORRECTION = 2  # words; so many in the place of as many others show nothing more of the text


def budget(words: int) -> int:
    """Returns how many words of a text of so many words may be quoted."""
    return min(EXCERPT_WORDS, words * EXCERPT_SHARE // 100)


def within(now: Sequence[str], earlier: Iterable[Sequence[str]], most: int) -> list[str]:
    """Returns the most words of an excerpt, from its first on, that with the earlier ones are no more than `most`.

    What was shown once cannot be taken back: where the earlier excerpts alone are more, not a word is added to them.
    """
    before = reduce(together, earlier, list[str]())
    limit = max(most, len(before))
    shorter = (list(now[:count]) for count in range(len(now), 0, -1))
    return next((words for words in shorter if len(together(before, words)) <= limit), [])


def together(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Returns the words of two excerpts of a text: those that both have once, and a correction in its place."""
    words: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        corrected = kind == "replace" and max(end - start, last - first) <= _CORRECTION
        words += one[start:end]
        words += [] if kind == "equal" or corrected else other[first:last]
    return words
