"""Brings the lines of a page into the order in which they are read: column by column, between what spans them."""

from __future__ import annotations

from collections.abc import Sequence

from pressmark.converters._pdf.lines import Line

_FEWEST = 4  # lines of a column
_SPANNING = 0.3  # of the lines may cross the gutter
_STEPS = 60
_NARROW = 6.0  # points between columns, at least
_DEEPEST = 3


def in_order(lines: Sequence[Line], depth: int = 0) -> list[Line]:
    """Returns lines in reading order."""
    whole = _rows(lines)
    gutter = _gutter(whole) if depth < _DEEPEST else None
    if gutter is None:
        return whole
    result: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in whole:
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            result += [*in_order(left, depth + 1), *in_order(right, depth + 1), line]
            left, right = [], []
    return [*result, *in_order(left, depth + 1), *in_order(right, depth + 1)]


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Returns lines from the top down, and what stands in one row from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.bottom, line.left)):
        if rows and abs(rows[-1][0].bottom - line.bottom) < 0.3 * max(line.height, 1):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left)]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Returns where the page parts into columns: a strip that few lines cross, with lines on both of its sides."""
    if len(lines) < 2 * _FEWEST:
        return None
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float, float] | None = None
    for step in range(_STEPS // 5, _STEPS - _STEPS // 5):
        at = start + (end - start) * step / _STEPS
        left = [line for line in lines if line.right <= at]
        right = [line for line in lines if line.left >= at]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < _FEWEST or crossing > _SPANNING * len(lines):
            continue
        room = min(line.left for line in right) - max(line.right for line in left)
        if room >= _NARROW and _beside(left, right) and (best is None or (crossing, -room) < best[:2]):
            best = (crossing, -room, (min(line.left for line in right) + max(line.right for line in left)) / 2)
    return best[2] if best else None


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Says whether most of the shorter side stands beside lines of the other, and both are of lines, not of labels."""
    fewer, more = sorted((left, right), key=len)
    beside = sum(any(one.top < line.bottom and line.top < one.bottom for one in more) for line in fewer)
    words = [sum(len(line.text.split()) for line in side) / len(side) for side in (left, right)]
    return 2 * beside >= len(fewer) and min(words) >= 2.5
