"""Reads headers that are lines: MultiMarkdown's and Pelican's `Title: …`, and reStructuredText's `:date: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.converters._front_matter.pieces import Piece

_FIELD = re.compile(r"([A-Za-z][\w -]{0,39}):(?:[ \t]+(.*?))?[ \t]*$")
_RST_FIELD = re.compile(r":([A-Za-z][\w -]{0,39}):(?:[ \t]+(.*?))?[ \t]*$")
_LINE = re.compile(r"[^\n]*\n?")


def lines_of(source: str, start: int) -> Iterator[tuple[int, str]]:
    """Yields the lines from `start` on, each with its place and without its end."""
    for found in _LINE.finditer(source, start):
        if found[0]:
            yield found.start(), found[0].rstrip("\r\n")


def read_lines(source: str, start: int = 0, *, end: int | None = None) -> tuple[dict[str, object], int] | None:
    """Returns the fields of a header up to the first blank line and where the body begins; None where it is none."""
    return _read(source, start, end, _FIELD)


def read_rst_fields(source: str, start: int) -> tuple[dict[str, object], int] | None:
    """Returns the field list that begins at `start` and where it ends."""
    return _read(source, start, None, _RST_FIELD)


def _read(source: str, start: int, end: int | None, form: re.Pattern[str]) -> tuple[dict[str, object], int] | None:
    fields: dict[str, object] = {}
    last: str | None = None
    body = start
    for place, line in lines_of(source, start):
        if (end is not None and place >= end) or not line.strip():
            break
        found = form.match(line)
        if found and not line[0].isspace():
            last = found[1]
            held = found[2] or ""
            at = place + (found.start(2) if found[2] else 0)
            fields[last] = Piece(held, at, at + len(held)) if held else Piece("")
        elif last is not None and (line[0].isspace() or line.startswith("- ")):
            fields[last] = _continued(fields[last], line, place)
        else:
            return None
        body = place + len(line) + 1
    return (fields, min(body, len(source))) if fields else None


def _continued(held: object, line: str, place: int) -> object:
    """Returns a value with the line that continues it: an item of its own where a hyphen begins it."""
    words = line.strip()
    at = place + line.index(words)
    if words.startswith("- "):
        item = Piece(words[2:].strip(), at + 2, at + len(words))
        return [*held, item] if isinstance(held, list) else [item]
    if isinstance(held, Piece) and held.text:
        return Piece(f"{held.text} {words}")
    return Piece(words, at, at + len(words))
