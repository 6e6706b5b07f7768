"""Splits a decoded source into paragraphs of lines, each by its place."""

from __future__ import annotations

import re

Span = tuple[int, int]
Paragraph = tuple[Span, ...]  # its lines, without the white space around them; never empty
LONGEST = 20_000  # a paragraph of more characters is body and nothing else

_LINE = re.compile(r"\S[^\r\n\f\u2028\u2029]*")
_BREAK = re.compile(r"\r\n|[\r\n\f\u2028\u2029]")
_RULE = re.compile(r"\*(?:\s*\*)?|(?:[-*_=~–—•]\s*){3,}")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?", re.DOTALL)
_QUOTED = re.compile(r"(?:>[ \t]?)+")


def paragraphs(source: str, start: int = 0, end: int | None = None) -> list[Paragraph]:
    """Returns the paragraphs of `source[start:end]`: runs of lines between blank ones."""
    found: list[Paragraph] = []
    lines: list[Span] = []
    for match in _LINE.finditer(source, start, len(source) if end is None else end):
        start = match.start()
        if lines and _blank_between(source[lines[-1][1] : start]):
            found.append(tuple(lines))
            lines = []
        lines.append((start, start + len(match.group().rstrip())))
    return [*found, tuple(lines)] if lines else found


def _blank_between(gap: str) -> bool:
    return gap != "\n" and len(_BREAK.findall(gap)) > 1


def length(paragraph: Paragraph) -> int:
    """Returns how many characters a paragraph runs over."""
    return paragraph[-1][1] - paragraph[0][0]


def is_rule(source: str, line: Span) -> bool:
    """Says whether a line is nothing but a rule across the page (or the underline of a heading)."""
    return line[1] - line[0] < 400 and _RULE.fullmatch(source, *line) is not None


def heading(source: str, line: Span) -> tuple[int, Span] | None:
    """Returns the level of a heading and the place of its words, or None where a line is no heading."""
    found = _HEADING.fullmatch(source, *line) if source.startswith("#", line[0]) else None
    return (len(found.group(1)), found.span(2)) if found and found.group(2) else None


def words(source: str, line: Span) -> Span:
    """Returns the place of a line's words, without the mark of a heading or a quotation before them."""
    marked = heading(source, line)
    if marked:
        return marked[1]
    quoted = _QUOTED.match(source, *line)
    return (quoted.end(), line[1]) if quoted else line
