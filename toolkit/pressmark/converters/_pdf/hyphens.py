"""Joins the words of lines, and undoes hyphens at their ends where the document's words do not speak for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pressmark.converters._pdf.lines import Line

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


class Vocabulary:
    """The words of a document, which tell whether a hyphen at the end of a line belongs to the word."""

    def __init__(self, lines: Iterable[Line]) -> None:
        held = list(lines)
        self._words = Counter(word for line in held for word in _whole_words(line))
        broken = [_halves(one, other) for one, other in pairwise(held) if one.hyphened]
        self._hyphenates = any(halves and f"{halves[0]}{halves[1]}".casefold() in self._words for halves in broken)

    def joined(self, lines: Sequence[Line]) -> str:
        """Returns the words of lines as one."""
        text = ""
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            if not line.hyphened:
                text += f"{line.text} "
            else:
                text += line.text + ("" if following is not None and self.is_one_word(line, following) else "-")
        for sign, letters in _LIGATURES.items():
            text = text.replace(sign, letters)
        return text.strip()

    def is_one_word(self, line: Line, following: Line) -> bool:
        """Says whether a word that a hyphen parts at the end of a line is written without it."""
        halves = _halves(line, following)
        if halves is None:
            return False
        first, second = halves
        if not second[0].islower() or len(first) == 1:
            return False
        if f"{first}{second}".casefold() in self._words:
            return True
        if f"{first}-{second}".casefold() in self._words:
            return False
        known = all(half.casefold() in self._words for half in halves)
        return self._hyphenates or not known


def _halves(line: Line, following: Line) -> tuple[str, str] | None:
    first = re.search(r"[^\W\d_]+$", line.text)
    second = re.match(r"[^\W\d_]+", following.text)
    return (first[0], second[0]) if first and second else None


def _whole_words(line: Line) -> Iterator[str]:
    found = [word.casefold() for word in _WORD.findall(line.text)]
    yield from found[:-1] if line.hyphened else found
