"""Finds the title: the largest type above the article, unless the document calls itself by what is printed smaller."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pressmark.converters._pdf.paragraphs import Paragraph
from pressmark.evidence.text import folded, one_line

_LONGEST = 300
_LEADING = 0.5  # of a heading is a link where it leads to another page
_BETWEEN = re.compile(r"\s+[|\-–—:·•»«~]\s+|\s*[|»]\s*")
_FILE = re.compile(
    r"\.(?:docx?|indd|pdf|tex|dvi|odt|rtf|qxd|pages|html?|xml)$|^(?:untitled|microsoft word|slide|\W*$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Title:
    """The printed title as paragraphs of the document, from `first` to before `end`; and what else claims to be it."""

    text: str | None
    first: int
    end: int
    rest: str | None = None  # what the declared title says beside the printed one, such as the site's name


def body_height(paragraphs: Sequence[Paragraph]) -> float:
    """Returns the height of the type that most of the text is set in."""
    heights = Counter[float]()
    for paragraph in paragraphs:
        heights[paragraph.height] += len(paragraph.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def find_title(paragraphs: Sequence[Paragraph], declared: Sequence[str], before: int) -> Title:
    """Returns the title, which stands among the paragraphs `before` the middle of the article.

    `declared` is how the window or the document's own data call it.
    """
    body = body_height(paragraphs)
    candidates = [index for index in range(min(before, len(paragraphs))) if _is_plausible(paragraphs[index])]
    for words in (_Declared(one) for one in declared if is_telling(one)):
        if matches := [title for index in candidates if (title := _declared(paragraphs, index, words))]:
            return max(matches, key=lambda title: (paragraphs[title.first].height, title.first))
    large = [index for index in candidates if paragraphs[index].height > 1.15 * body]
    if not large:
        return Title(None, 0, 0)
    index = max(large, key=lambda at: _weight(paragraphs[at], -at))
    end = _run(paragraphs, index)
    return Title(_text(paragraphs[index:end]), index, end)


def _weight(paragraph: Paragraph, order: int) -> tuple[bool, int, bool, int]:
    """Returns what speaks for a title: that it is tagged as the first heading, its size, its words, its place."""
    first = paragraph.block is not None and paragraph.block.role in ("Title", "H1") and paragraph.linked < _LEADING
    return first, round(paragraph.height), len(paragraph.text.split()) > 2, order


class _Declared:
    """What a document calls itself by, and its parts: the name of the site may stand before or after the title."""

    def __init__(self, words: str) -> None:
        marks = list(_BETWEEN.finditer(words))
        self._rests = {folded(words): ""}
        for part in _BETWEEN.split(words):
            self._rests.setdefault(folded(part), "")
        for mark in marks:
            self._rests[folded(words[mark.end() :])] = words[: mark.start()]
        for mark in reversed(marks):
            self._rests[folded(words[: mark.start()])] = words[mark.end() :]
        self._shortest = max(map(len, _BETWEEN.split(words))) / 2

    def rest(self, text: str) -> str | None:
        """Returns what is declared beside a printed title (it may be nothing), or None where it is no part of it."""
        return self._rests.get(folded(text)) if len(text) >= self._shortest else None


def _declared(paragraphs: Sequence[Paragraph], index: int, words: _Declared) -> Title | None:
    """Returns the title that begins with a paragraph where it is what the document calls itself by."""
    for stop in range(_run(paragraphs, index), index, -1):
        text = _text(paragraphs[index:stop])
        if folded(text) and (rest := words.rest(text)) is not None:
            return Title(text, index, stop, one_line(rest) or None)
        if below := _below_kicker(paragraphs[index:stop], words):
            return Title(below, index, stop, one_line(words.rest(below) or "") or None)
    return None


def _below_kicker(paragraphs: Sequence[Paragraph], words: _Declared) -> str | None:
    """Returns the title below a label that is set in the same type, which the declared title lacks."""
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    if any(line.hyphened for line in lines):
        return None
    ends = (one_line(" ".join(line.text for line in lines[start:])) for start in range(1, len(lines)))
    return next((text for text in ends if len(text.split()) > 2 and words.rest(text) is not None), None)


def is_telling(words: str) -> bool:
    """Says whether a declared title can be one: many documents are called after a file."""
    return len(words.split()) > 1 and not _FILE.search(words.strip()) and not words.lower().startswith("microsoft word")


def _is_plausible(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= _LONGEST and sum(map(str.isalpha, paragraph.text)) > 2


def _run(paragraphs: Sequence[Paragraph], index: int) -> int:
    """Returns where a title ends that goes on in paragraphs of its own height."""
    end = index + 1
    while (
        end < len(paragraphs)
        and abs(paragraphs[end].height - paragraphs[index].height) < 0.5
        and _close(paragraphs, end)
    ):
        end += 1
    return end if len(_text(paragraphs[index:end])) <= _LONGEST else index + 1


def _close(paragraphs: Sequence[Paragraph], index: int) -> bool:
    above, below = paragraphs[index - 1].lines[-1], paragraphs[index].lines[0]
    return above.page == below.page and 0 <= below.top - above.top <= 1.6 * above.height


def _text(paragraphs: Sequence[Paragraph]) -> str:
    return one_line(" ".join(paragraph.text for paragraph in paragraphs))
