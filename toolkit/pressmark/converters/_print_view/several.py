"""Tells where each article of a file with several begins: a title that heads a header, again and again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pressmark.converters._print_view.lines import Zone
from pressmark.converters._print_view.paragraphs import Paragraph, Span, heading, is_rule
from pressmark.sites.plausible import ends_sentence

_LONGEST_TITLE = 300
_LONGEST_HEADLINE = 160
_MOST = 0.6  # share of the marked titles that head a header; else they are the sections of one article
_HEADER = 3  # paragraphs below a title in which its header shows
_HEADS = {"byline", "published", "publisher"}


def articles(zone: Zone, page: Sequence[Paragraph]) -> list[Span]:
    """Returns the spans of the articles of a source: one that holds all, unless two titles at least head a header.

    A title is marked as one of the first level, or stands below a rule across the page or a page break.
    """
    whole = [(0, len(zone.source))]
    for is_title in (_is_marked, _is_parted):
        titles = [place for place in range(len(page)) if is_title(zone, page, place)]
        starts = [place for place in titles if _has_header(zone, page, place)] if len(titles) > 1 else []
        if len(starts) > 1 and (is_title is _is_parted or len(starts) >= _MOST * len(titles)):
            at = [0, *(page[place][0][0] for place in starts[1:]), len(zone.source)]
            return list(pairwise(at))
    return whole


def _is_marked(zone: Zone, page: Sequence[Paragraph], place: int) -> bool:
    line = page[place][0]
    found = heading(zone.source, line)
    if found:
        return found[0] == 1 and found[1][1] - found[1][0] <= _LONGEST_TITLE
    below = page[place][1:2]
    return bool(below) and zone.source.startswith("==", below[0][0]) and is_rule(zone.source, below[0])


def _is_parted(zone: Zone, page: Sequence[Paragraph], place: int) -> bool:
    line = page[place][0]
    if line[1] - line[0] > _LONGEST_HEADLINE or is_rule(zone.source, line) or heading(zone.source, line):
        return False
    if (
        place
        and not all(is_rule(zone.source, span) for span in page[place - 1])
        and "\f" not in _gap(zone, page, place)
    ):
        return False
    plain = zone.wording(*line).plain
    return (not ends_sentence(plain) or plain.rstrip().endswith(("?", "!"))) and not zone.fields((line,))


def _gap(zone: Zone, page: Sequence[Paragraph], place: int) -> str:
    return zone.source[page[place - 1][-1][1] : page[place][0][0]]


def _has_header(zone: Zone, page: Sequence[Paragraph], place: int) -> bool:
    below = [page[place][1:], *page[place + 1 : place + 1 + _HEADER]]
    told = (zone.fields(lines, above="title") for lines in below if lines)
    return any(fields & _HEADS for fields in told)
