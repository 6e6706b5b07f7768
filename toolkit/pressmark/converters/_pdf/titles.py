"""Finds the title: the largest type above the article, unless the document calls itself by what is printed smaller."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pressmark.converters._pdf.paragraphs import Paragraph
from pressmark.evidence.text import folded, one_line

_LONGEST = 300
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
    for words in filter(is_telling, declared):
        if matches := [title for index in candidates if (title := _declared(paragraphs, index, words))]:
            return max(matches, key=lambda title: (paragraphs[title.first].height, title.first))
    large = [index for index in candidates if paragraphs[index].height > 1.15 * body]
    if not large:
        return Title(None, 0, 0)
    index = max(large, key=lambda at: (round(paragraphs[at].height), len(paragraphs[at].text.split()) > 2, -at))
    end = _run(paragraphs, index)
    return Title(_text(paragraphs[index:end]), index, end)


def _declared(paragraphs: Sequence[Paragraph], index: int, words: str) -> Title | None:
    """Returns the title that begins with a paragraph where it is what the document calls itself by."""
    for stop in range(_run(paragraphs, index), index, -1):
        text = _text(paragraphs[index:stop])
        if folded(text) and _names(words, text):
            return Title(text, index, stop, _rest(words, text))
    return None


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


def _names(declared: str, text: str) -> bool:
    """Says whether a declared title is the printed one, the name of the site before or after it aside."""
    parts = [declared, *_BETWEEN.split(declared), *(declared[: mark.start()] for mark in _BETWEEN.finditer(declared))]
    parts += [declared[mark.end() :] for mark in _BETWEEN.finditer(declared)]
    longest = max(map(len, _BETWEEN.split(declared)))
    return any(folded(part) == folded(text) for part in parts) and 2 * len(text) >= longest


def _rest(declared: str, text: str) -> str | None:
    for mark in _BETWEEN.finditer(declared):
        before, after = declared[: mark.start()], declared[mark.end() :]
        if folded(before) == folded(text):
            return one_line(after) or None
        if folded(after) == folded(text):
            return one_line(before) or None
    return None
