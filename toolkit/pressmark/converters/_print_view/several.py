"""Tells where each article of a file with several begins: a title above a byline or a publisher, again and again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from pressmark.converters._print_view.lines import Zone
from pressmark.converters._print_view.paragraphs import Paragraph, Span, heading, is_rule
from pressmark.sites.plausible import ends_sentence

_LONGEST_TITLE = 300
_LONGEST_HEADLINE = 160
_LEVELS = (1, 2, 3)
_MOST = 0.6  # share of the titles of a level that head a header; else they are the sections of one article
_HEADER = 3  # paragraphs below a title in which its header shows
_HEADS = {"byline", "publisher"}  # a day alone heads the entries of a diary too


def articles(zone: Zone, page: Sequence[Paragraph]) -> list[Span]:
    """Returns the spans of the articles of a source: one that holds all, unless two titles at least head a header.

    A title is marked as one, or stands below a rule across the page or a page break. What stands above the first one
    belongs to it, unless it has a title of its own.
    """
    end = len(zone.source)
    starts = _starts(zone, page)
    if not starts:
        return [(0, end)]
    titled = any(_level(zone, paragraph) for paragraph in page[: starts[0]])
    first = page[starts[0]][0][0] if titled else 0
    return list(pairwise([first, *(page[place][0][0] for place in starts[1:]), end]))


def _starts(zone: Zone, page: Sequence[Paragraph]) -> list[int]:
    levels = [_level(zone, paragraph) for paragraph in page]
    for level in _LEVELS:
        titles = [place for place, found in enumerate(levels) if found == level]
        starts = [place for place in titles if _has_header(zone, page, place)]
        if len(starts) > 1 and len(starts) >= _MOST * len(titles):
            return starts
        if starts:  # an article, with its sections
            return []
    parted = [place for place in range(len(page)) if _is_parted(zone, page, place) and _has_header(zone, page, place)]
    return parted if len(parted) > 1 else []


def _level(zone: Zone, paragraph: Paragraph) -> int:
    line = paragraph[0]
    found = heading(zone.source, line)
    if found:
        return found[0] if found[1][1] - found[1][0] <= _LONGEST_TITLE else 0
    below = paragraph[1:2]
    return int(bool(below) and zone.source.startswith("==", below[0][0]) and is_rule(zone.source, below[0]))


def _is_parted(zone: Zone, page: Sequence[Paragraph], place: int) -> bool:
    line = page[place][0]
    if line[1] - line[0] > _LONGEST_HEADLINE or is_rule(zone.source, line) or heading(zone.source, line):
        return False
    if place and not _is_below_break(zone, page, place):
        return False
    plain = zone.wording(*line).plain
    return (not ends_sentence(plain) or plain.rstrip().endswith(("?", "!"))) and not zone.fields((line,))


def _is_below_break(zone: Zone, page: Sequence[Paragraph], place: int) -> bool:
    before = page[place - 1]
    return all(is_rule(zone.source, span) for span in before) or "\f" in zone.source[before[-1][1] : page[place][0][0]]


def _has_header(zone: Zone, page: Sequence[Paragraph], place: int) -> bool:
    above_next = takewhile(lambda paragraph: not _level(zone, paragraph), page[place + 1 : place + 1 + _HEADER])
    below = [page[place][1:], *above_next]
    told = (zone.fields(lines, above="title") for lines in below if lines)
    return any(fields & _HEADS for fields in told)
