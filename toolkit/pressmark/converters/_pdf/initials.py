"""Puts large initials back before the words that they begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from pressmark.converters._pdf.lines import Line

_LONGEST = 2  # signs: a letter, or a quotation mark and a letter
_MOST = 40  # of a page
_LARGE = 1.6  # times the height of the lines beside it
_NEAR = 0.6  # of its height


def with_initials(lines: Sequence[Line]) -> Iterator[Line]:
    """Yields lines with initials joined to the first line beside them; the others beside them begin where it does."""
    heights = [line.height for line in lines]
    large = _LARGE * median(heights) if heights else 0.0
    initials = [line for line in lines if line.height >= large and _is_initial(line)][:_MOST]
    beside = {initial: held for initial in initials if (held := _beside(initial, lines))}
    first = {held[0]: initial for initial, held in beside.items()}
    other = {line: initial for initial, held in beside.items() for line in held[1:]}
    for line in lines:
        if line in first:
            text = f"{first[line].text}{line.text}"
            yield replace(line, text=text, left=first[line].left, spot=first[line].spot or line.spot)
        elif line in other:
            yield replace(line, left=other[line].left)
        elif line not in beside:
            yield line


def _is_initial(line: Line) -> bool:
    return len(line.text) <= _LONGEST and line.text[-1].isupper()


def _beside(initial: Line, lines: Sequence[Line]) -> list[Line]:
    """Returns the lines to the right of an initial, from the top."""
    held = [
        line
        for line in lines
        if line.height * _LARGE <= initial.height
        and -line.height / 2 <= line.left - initial.right <= _NEAR * initial.height
        and initial.top - line.height / 2 <= (line.top + line.bottom) / 2 <= initial.bottom
    ]
    return sorted(held, key=lambda line: line.top)
