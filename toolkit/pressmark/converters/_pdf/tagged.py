"""Orders lines as the document's tags do, and tells which element holds a line.

Not every tree tells something: some programs tag each line as a paragraph, and some tag a part of what they draw.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pressmark.converters._pdf.lines import Line
from pressmark.converters._pdf.structure import Block

_MOST = 0.6  # of the letters, at least, are tagged
_BROKEN = 0.3  # of the steps from element to element, at most, fall within a sentence
_FEWEST = 3
_FIRM = frozenset(("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "LBody", "Caption", "TD", "TH", "Note"))
_WITHIN = re.compile(r"[^\W\d_][,;]?$")


def is_tagged(lines: Sequence[Line]) -> bool:
    """Says whether the tags tell what belongs together: most is tagged, and elements do not end within sentences."""
    whole = sum(len(line.text) for line in lines)
    held = [line for line in lines if line.spot is not None]
    if not held or sum(len(line.text) for line in held) < _MOST * whole:
        return False
    steps = [(one, other) for one, other in pairwise(held) if unit(one) != unit(other) and _alike(one, other)]
    broken = sum(one.hyphened or bool(_WITHIN.search(one.text) and other.text[0].islower()) for one, other in steps)
    return broken <= max(_BROKEN * len(steps), _FEWEST)


def _alike(one: Line, other: Line) -> bool:
    return abs(one.height - other.height) < 0.1 and abs(one.left - other.left) < one.height


def in_tagged_order(lines: Sequence[Line]) -> list[Line]:
    """Returns the tagged lines in the order of the tree; what is not tagged is not of the document's content."""
    held = [(line.spot.path, line) for line in lines if line.spot is not None and not _is_bullet(line)]
    return [line for _, line in sorted(held, key=lambda one: one[0])]


def _is_bullet(line: Line) -> bool:
    return line.label and not any(map(str.isalnum, line.text))


def block_of(line: Line) -> Block | None:
    """Returns the element that holds a line."""
    return line.spot.block if line.spot is not None else None


def is_cell(line: Line) -> bool:
    """Says whether a line stands in a row of a table."""
    block = block_of(line)
    return block is not None and block.row is not None and block.role in ("TD", "TH")


def is_loose(line: Line) -> bool:
    """Says whether the element of a line may hold several paragraphs."""
    block = block_of(line)
    return block is None or block.role not in _FIRM


def unit(line: Line) -> tuple[int, ...] | None:
    """Returns what names the paragraph that tags make of a line: its element, or the row that it stands in."""
    block = block_of(line)
    if block is None:
        return None
    return block.row if is_cell(line) and block.row is not None else block.path
