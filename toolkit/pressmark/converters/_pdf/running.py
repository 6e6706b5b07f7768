"""Takes what runs along the edges of the pages out of them: heads, feet, and what a browser prints there.

A line is such where one like it, figures aside, stands at the same place of other pages; the outermost line is one also
where it can be nothing else, such as an address with the number of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pressmark.converters._pdf.lines import Line, Page

_ROWS = 3  # from either edge
_NEAR = 6.0  # points
_BAND = 0.16  # of the page's height
_ADDRESS = re.compile(r"(?:https?|file)://\S+", re.IGNORECASE)
_COUNTER = re.compile(
    r"(?:(?:page|seite|p\.|pág(?:ina)?\.?|pagina|s\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|sur|de|di|av)\s*\d{1,4})?",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4},?\s+(?:(?:à|um|at|kl\.?)\s+)?"
    r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?"
)


@dataclass(frozen=True, slots=True)
class Running:
    """What a browser prints at the edges: the address, the moment, and the title of the window; with all such lines."""

    lines: tuple[Line, ...]
    address: Line | None
    stamp: Line | None
    title: Line | None


def part_running(pages: Sequence[Page]) -> tuple[list[Page], Running]:
    """Returns the pages without the lines that run along their edges, and these."""
    edges = [(page, line, side, _distance(page, line, side)) for page in pages for line, side in _edge_lines(page)]
    places: dict[tuple[str, str], list[tuple[Line, float]]] = {}
    for _, line, side, distance in edges:
        places.setdefault((_key(line), side), []).append((line, distance))
    running: list[Line] = []
    for page, line, side, distance in edges:
        alike = (one for one, other in places[_key(line), side] if abs(other - distance) <= _NEAR)
        near = {one.page for one in alike if _counts_on(line, one)}
        if (len(near) > 1 and 5 * len(near) >= 2 * len(pages)) or _is_certain(line, page, side):
            running.append(line)
    running += _beside(pages, running)
    gone = set(running)
    bare = [replace(page, lines=tuple(line for line in page.lines if line not in gone)) for page in pages]
    return bare, _told(running)


def _edge_lines(page: Page) -> Iterator[tuple[Line, str]]:
    """Yields the lines of the outermost rows with the edge that they stand at."""
    for side in ("top", "bottom"):
        near = sorted(page.lines, key=partial(_from_edge, page, side))
        rows: list[float] = []
        for line in near:
            distance = _distance(page, line, side)
            if not rows or distance - rows[-1] > 3:
                rows.append(distance)
            if len(rows) > _ROWS or distance > _BAND * page.height:
                break
            yield line, side


def _distance(page: Page, line: Line, side: str) -> float:
    return line.top if side == "top" else page.height - line.bottom


def _from_edge(page: Page, side: str, line: Line) -> tuple[float, float]:
    return _distance(page, line, side), line.left


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", "".join(line.words.casefold().split()))


def _counts_on(line: Line, other: Line) -> bool:
    """Says whether the figures of two lines are the same, or count on as the pages do."""
    ours, theirs = (re.findall(r"\d+", one.words) for one in (line, other))
    if len(ours) != len(theirs):
        return False
    pairs = zip(ours, theirs, strict=True)
    return all(one == two or int(one[:9]) - int(two[:9]) == line.page - other.page for one, two in pairs)


def _is_certain(line: Line, page: Page, side: str) -> bool:
    """Says whether an outermost line is an address, a count of pages or a browser's moment, and nothing else."""
    outermost = min(_distance(page, other, side) for other in page.lines)
    if _distance(page, line, side) - outermost > 3:
        return False
    words = _ADDRESS.sub("", line.text).strip()
    return not words or bool(_COUNTER.fullmatch(words) or _STAMP.match(words))


def _beside(pages: Sequence[Page], running: Iterable[Line]) -> Iterator[Line]:
    """Yields what stands in one row with a browser's moment: the title of the window."""
    gone = set(running)
    stamps = [line for line in gone if _STAMP.match(line.text)]
    for stamp in stamps:
        page = next(page for page in pages if page.number == stamp.page)
        yield from (
            line
            for line in page.lines
            if line not in gone and abs(line.bottom - stamp.bottom) < 2 and line.left > stamp.right
        )


def _in_row(stamp: Line, line: Line) -> bool:
    return abs(line.bottom - stamp.bottom) < 2 and line.left > stamp.right


def _told(lines: Sequence[Line]) -> Running:
    ordered = sorted(lines, key=lambda line: (line.page, line.top, line.left))
    stamp = next((line for line in ordered if _STAMP.match(line.text)), None)
    address = next((line for line in ordered if _ADDRESS.search(line.text)), None)
    title = None
    if stamp is not None:
        same = [
            line
            for line in ordered
            if line.page == stamp.page and abs(line.bottom - stamp.bottom) < 2 and line is not stamp
        ]
        title = next(iter(same), None)
        if title is None and (rest := _STAMP.sub("", stamp.text, count=1).strip()):
            title = replace(stamp, text=rest)
    return Running(tuple(ordered), address, stamp, title)


def printed_address(running: Running) -> str | None:
    """Returns the address that a browser printed, or None."""
    found = _ADDRESS.search(running.address.text) if running.address else None
    return found[0] if found else None


def printed_moment(running: Running) -> str | None:
    """Returns the wording of the moment at which a browser printed, or None."""
    found = _STAMP.match(running.stamp.text) if running.stamp else None
    return found[0] if found else None
