"""Puts lines together to paragraphs, over the ends of columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from statistics import median

from pressmark.converters._pdf.brackets import mended
from pressmark.converters._pdf.columns import in_order
from pressmark.converters._pdf.hyphens import Vocabulary
from pressmark.converters._pdf.initials import with_initials
from pressmark.converters._pdf.lines import Line, Page
from pressmark.converters._pdf.structure import Block
from pressmark.converters._pdf.tagged import block_of, in_tagged_order, is_cell, is_loose, is_tagged, unit

_SAME_SIZE = 0.12
# In heights of a line.
_INDENT = 0.7
_SLACK, _RAGGED = 0.15, 3.0  # the room that a line may leave where a sentence ends with it, and elsewhere
_ROW = 0.3
_BEHIND = 0.6
_CELL = 2.0
_BRIDGED = 12  # paragraphs
_AROUND = 12
_FEWEST = 3  # lines that make a list
_SHORT = 0.8  # of the page's width, at most, is an item of a list
_LOOSE = 1.4  # times the usual distance of lines
_ENDS = re.compile(r"[.!?…:;。！？][\"'”’»)\]\d]*$")
_BULLET = re.compile(r"[•‣◦▪●–—*-]\s|\(?\d{1,3}[.)]\s")
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one, and the words that they make."""

    lines: tuple[Line, ...]
    text: str

    @property
    def height(self) -> float:
        """How high most of its lines are."""
        return Counter(round(line.height, 1) for line in self.lines).most_common(1)[0][0]

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def block(self) -> Block | None:
        """The element of the document's own tree that it is of, where that is known."""
        return self.lines[0].spot.block if self.lines[0].spot else None

    @property
    def linked(self) -> float:
        """The share of its letters that lead elsewhere, as far as tags tell."""
        return sum(line.linked * len(line.text) for line in self.lines) / sum(len(line.text) for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of its lines are set in bold."""
        return all(line.bold for line in self.lines)


def paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """Returns the paragraphs of all pages in reading order: that of the document's tags, where it has telling ones."""
    pages = [replace(page, lines=tuple(with_initials(page.lines))) for page in pages]
    drawn = [line for page in pages for line in page.lines]
    if is_tagged(drawn):
        lines = in_tagged_order(drawn)
        edges = Edges(lines)
        groups = [
            group for group in grouped(lines, partial(_goes_on_tagged, edges)) if not all(line.label for line in group)
        ]
    else:
        lines = [line for page in pages for line in in_order(page.lines)]
        edges = Edges(lines)
        groups = bridged([part for group in grouped(lines, edges.goes_on) for part in edges.items(group)])
    words = Vocabulary(lines)
    return [Paragraph(tuple(group), _text(group, words)) for group in groups]


def grouped(lines: Iterable[Line], goes_on: Callable[[Sequence[Line], Line], bool]) -> list[list[Line]]:
    """Returns the lines of each paragraph."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def bridged(groups: Sequence[list[Line]]) -> list[list[Line]]:
    """Returns paragraphs with those joined that a caption, a note or a box parts at the end of a column or a page."""
    result: list[list[Line]] = []
    joined: set[int] = set()
    for at, held in enumerate(groups):
        if at in joined:
            continue
        group = held
        while (found := _continuation(group, groups, at + 1, joined)) is not None:
            group = [*group, *groups[found]]
            joined.add(found)
        result.append(group)
    return result


def _continuation(
    group: Sequence[Line], groups: Sequence[Sequence[Line]], start: int, joined: Collection[int]
) -> int | None:
    """Returns which of the next paragraphs goes on in the middle of the sentence that another one ends in."""
    last = group[-1]
    if len(group) < _FEWEST - 1 or _ENDS.search(last.text) or not (last.hyphened or last.text[-1].isalnum()):
        return None
    for at in (at for at in range(start, min(start + _BRIDGED, len(groups))) if at not in joined):
        line = groups[at][0]
        if line.page > last.page + 1 or (_same_size(last, line) and line.page == last.page and line.top > last.top):
            return None
        begins = line.text[0].islower()
        if _same_size(last, line) and last.bold == line.bold and (begins or len(groups[at]) > 1):
            return at if begins and (line.page != last.page or line.left > last.right) else None
    return None


def _goes_on_tagged(edges: Edges, group: Sequence[Line], line: Line) -> bool:
    """Says whether a line is of the same element as those before it, and nothing in the element parts it from them."""
    last = group[-1]
    if unit(last) != unit(line):
        return is_loose(last) and is_loose(line) and _runs_on(last, line)
    if is_cell(line) or last.page != line.page or last.label:
        return True
    return edges.goes_on(group, line) if is_loose(line) else edges.is_close(last, line)


def _runs_on(last: Line, line: Line) -> bool:
    """Says whether a line stands right behind another in one row, as the parts of a formula do."""
    near = -line.height < line.left - last.right < _BEHIND * line.height
    return last.page == line.page and abs(line.bottom - last.bottom) < _ROW * line.height and near


def _text(group: Sequence[Line], words: Vocabulary) -> str:
    """Returns the words of a paragraph; the cells of a row stand apart."""
    text = " | ".join(words.joined(cell) for cell in _cells(group))
    return mended(text) if _RTL.search(text) else text


def _cells(group: Sequence[Line]) -> list[list[Line]]:
    """Returns the cells of a row: by their tags, or where a paragraph is one row with wide gaps."""
    if is_cell(group[0]):
        return grouped(group, lambda cell, line: block_of(cell[-1]) == block_of(line))
    if any(line.page != group[0].page or abs(line.bottom - group[0].bottom) > _ROW * line.height for line in group):
        return [list(group)]
    return grouped(group, lambda cell, line: line.left - cell[-1].right < _CELL * line.height)


class Edges:
    """Where the columns begin and end, and how far apart their lines stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._pages: dict[int, list[Line]] = {}
        gaps: dict[int, list[float]] = {}
        for line in lines:
            self._pages.setdefault(line.page, []).append(line)
        for one, other in pairwise(lines):
            if one.page == other.page and other.top > one.top and _same_size(one, other):
                gaps.setdefault(round(other.height), []).append(other.top - one.top)
        # The lines of a paragraph stand closest; a quarter of all gaps, at least, is such.
        self._leading = {height: sorted(found)[len(found) // 4] for height, found in gaps.items()}

    def goes_on(self, group: Sequence[Line], line: Line) -> bool:
        """Says whether a line continues the paragraph of the lines before it."""
        last = group[-1]
        if not _same_size(last, line) or _BULLET.match(line.text):
            return False
        moved = last.page != line.page or line.top < last.top - last.height
        if not moved and abs(line.bottom - last.bottom) < _ROW * line.height:
            # What stands far behind a line of text is another column's.
            return abs(line.left - last.right) < _CELL * line.height or all(
                abs(one.bottom - line.bottom) < _ROW * line.height for one in group
            )
        if (moved and last.bold != line.bold) or (not moved and not self.is_close(last, line)):
            return False
        if last.hyphened:
            return True
        rtl = bool(_RTL.search(line.text) or _RTL.search(last.text))
        ended = bool(_ENDS.search(last.text))
        if self._indented(group, line, moved=moved, rtl=rtl) and (ended or not moved):
            return False
        return not self._broken_off(last, line, ended=ended, rtl=rtl)

    def items(self, group: Sequence[Line]) -> list[list[Line]]:
        """Returns the items of a list, which have no sign in the text: short lines that all begin as sentences do."""
        if len(group) < _FEWEST or not all(line.text[0].isupper() or line.text[0].isdigit() for line in group):
            return [list(group)]
        edge = max(line.right for line in self._pages[group[0].page] if _same_size(line, group[0]))
        short = all(line.right - line.left < _SHORT * (edge - line.left) and not line.hyphened for line in group)
        apart = all(one.bottom < other.top + other.height / 2 for one, other in pairwise(group))
        return [[line] for line in group] if short and apart else [list(group)]

    def is_close(self, last: Line, line: Line) -> bool:
        """Says whether a line stands no further below another than the lines of a paragraph do."""
        return line.top - last.top <= _LOOSE * self._leading.get(round(line.height), 1.2 * line.height)

    def _indented(self, group: Sequence[Line], line: Line, *, moved: bool, rtl: bool) -> bool:
        """Says whether a line begins further in than the lines of its column do."""
        held = [one for one in group[1:] or group if one.page == line.page and _over(one, line)]
        beside = self._column(line) if moved or not held else held
        usual = median(one.right if rtl else one.left for one in beside)
        return (usual - line.right if rtl else line.left - usual) > _INDENT * line.height

    def _broken_off(self, last: Line, line: Line, *, ended: bool, rtl: bool) -> bool:
        """Says whether the first word of a line would have had room at the end of the line before it."""
        column = self._column(last)
        room = last.left - min(one.left for one in column) if rtl else max(one.right for one in column) - last.right
        word = (line.right - line.left) * (len(line.text.split()[0]) + 1) / len(line.text)
        return room > word + (_SLACK if ended else _RAGGED) * line.height

    def _column(self, line: Line) -> list[Line]:
        """Returns the lines of the column around a line: they overlap with it, and none is much wider."""
        near = (one for one in self._pages[line.page] if abs(one.top - line.top) < _AROUND * line.height)
        same = [one for one in near if _same_size(one, line)]
        over = [one for one in same if _over(one, line)]
        width = median(one.right - one.left for one in over)
        return [one for one in over if one.right - one.left <= 1.5 * width or one is line] or [line]


def _over(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.height - other.height) <= _SAME_SIZE * max(one.height, other.height)
