"""Finds the article in a tagged document: the element that holds most prose, without branches that lead elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pressmark.converters._pdf.paragraphs import Paragraph
from pressmark.evidence.text import folded

_UPWARDS = 3  # elements around a paragraph that its text speaks for, the outer ones less
_LEADING = 0.5  # of the letters, at least, are links where a branch leads elsewhere
_BESIDE = frozenset(("Aside", "Figure", "Caption", "Form", "Note"))
_AGAIN = 3  # times that a short paragraph stands in the article
_SHORT = 90  # characters
_PARTS = frozenset(("P", "LI", "LBody", "TD", "TH", "BlockQuote", "Code"))
_TELLING = 0.7  # of the prose is tagged as paragraphs where the tags tell what is none
_APART = 6  # paragraphs between two of prose
_SHARE = 0.3  # of the longest run's prose, by which a neighbour is of the article as well
_GAP = 8  # paragraphs between the beginning of an article and the element that holds the rest
_COMMENTS = re.compile(
    r"(?:(?:top|most|reader|readers'|user|rated|liked|best|latest|all|\d+)\W+)*\W*(?:comments?|commentaires?|kommentare?"
    r"|comentarios?|comentários?|commenti|reacties|kommentarer|yorumlar|комментарии)\W*\d*\W*",
    re.IGNORECASE,
)
_HEADING = re.compile(r"H(\d?)")

Claim = Callable[[Paragraph], bool]


def tagged_body(paragraphs: Sequence[Paragraph], is_prose: Claim, leads_on: Claim) -> list[int]:
    """Returns which paragraphs below the title are of the article; none where no element holds prose."""
    prose = [at for at, one in enumerate(paragraphs) if is_prose(one) and not _is_beside(one) and one.linked < _LEADING]
    prose = _before_comments(paragraphs, prose)
    trunk = _trunk([paragraphs[at] for at in prose])
    if trunk is None:
        return []
    inside = _main_run(paragraphs, [at for at in prose if _is_within(paragraphs[at], trunk)])
    start = inside[0]
    for at in reversed([at for at in prose if at < start]):
        start = at if start - at <= _GAP else start
    shown = [at for at in range(start, len(paragraphs)) if at < inside[0] or _is_within(paragraphs[at], trunk)]
    kept = _without_branches(paragraphs, shown, trunk, set(prose))
    ends = (at for at in kept if at > inside[-1] and not _is_part(paragraphs[at]))
    leads = (at for at in kept if leads_on(paragraphs[at]) and at > inside[len(inside) // 2])
    end = min(next(ends, len(paragraphs)), next(leads, len(paragraphs)))
    return _without_bare_headings(paragraphs, [at for at in kept if at < end])


def _before_comments(paragraphs: Sequence[Paragraph], prose: Sequence[int]) -> list[int]:
    """Returns the prose above what readers wrote."""
    start = min(prose, default=0)
    end = next((at for at in range(start, len(paragraphs)) if tells_comments(paragraphs[at])), len(paragraphs))
    return [at for at in prose if at < end]


def tells_comments(paragraph: Paragraph) -> bool:
    """Says whether a paragraph is the heading of what readers wrote."""
    return _COMMENTS.fullmatch(paragraph.text) is not None


def _main_run(paragraphs: Sequence[Paragraph], prose: Sequence[int]) -> list[int]:
    """Returns the prose of the article, up to where a long stretch of other things begins that little prose follows."""

    def is_near(one: int, other: int) -> bool:
        return sum(not _is_beside(paragraphs[at]) for at in range(one + 1, other)) <= _APART

    return longest_runs(paragraphs, prose, is_near)


def longest_runs(
    paragraphs: Sequence[Paragraph], prose: Sequence[int], is_near: Callable[[int, int], bool]
) -> list[int]:
    """Returns the prose of the longest run, and of the runs beside it that are long too; a run ends at a gap."""
    runs: list[list[int]] = [[prose[0]]]
    for one, other in pairwise(prose):
        if is_near(one, other):
            runs[-1].append(other)
        else:
            runs.append([other])
    weights = [sum(len(paragraphs[at].text) for at in run) for run in runs]
    first = last = weights.index(max(weights))
    while first > 0 and weights[first - 1] >= _SHARE * max(weights):
        first -= 1
    while last + 1 < len(runs) and weights[last + 1] >= _SHARE * max(weights):
        last += 1
    return [at for run in runs[first : last + 1] for at in run]


def _is_part(paragraph: Paragraph) -> bool:
    """Says whether the tags call a paragraph something that an article is made of."""
    block = paragraph.block
    return block is not None and (
        block.role in _PARTS or not block.within.isdisjoint(_PARTS) or _rank(paragraph) is not None
    )


def _path(paragraph: Paragraph) -> tuple[int, ...]:
    return paragraph.block.path if paragraph.block else ()


def _is_within(paragraph: Paragraph, trunk: tuple[int, ...]) -> bool:
    return _path(paragraph)[: len(trunk)] == trunk


def _is_beside(paragraph: Paragraph) -> bool:
    return paragraph.block is None or not paragraph.block.within.isdisjoint(_BESIDE)


def _trunk(prose: Sequence[Paragraph]) -> tuple[int, ...] | None:
    """Returns the element that most prose speaks for: a paragraph's own parent most of all."""
    weights = Counter[tuple[int, ...]]()
    for one in prose:
        path = _path(one) if _is_part(one) else (*_path(one), 0)
        for up in range(1, min(_UPWARDS, len(path)) + 1):
            weights[path[:-up]] += len(one.text) // up
    return max(weights, key=lambda path: (weights[path], len(path)), default=None)


def _without_branches(
    paragraphs: Sequence[Paragraph], shown: Sequence[int], trunk: tuple[int, ...], prose: set[int]
) -> list[int]:
    """Returns paragraphs without asides, branches of links, and short ones that return again and again."""
    again = Counter(folded(paragraphs[at].text) for at in shown)
    letters, linked = Counter[tuple[int, ...]](), Counter[tuple[int, ...]]()
    for at in shown:
        for branch in _branches(paragraphs[at], trunk):
            letters[branch] += len(paragraphs[at].text)
            linked[branch] += round(paragraphs[at].linked * len(paragraphs[at].text))

    named = sum(len(paragraphs[at].text) for at in shown if at in prose and _is_part(paragraphs[at]))
    tells = named > _TELLING * sum(len(paragraphs[at].text) for at in shown if at in prose)

    def is_of_it(at: int) -> bool:
        one = paragraphs[at]
        if tells and at not in prose and not _is_part(one):
            return False
        if _is_beside(one) or (len(one.text) < _SHORT and again[folded(one.text)] >= _AGAIN):
            return False
        return at in prose or all(linked[branch] < _LEADING * letters[branch] for branch in _branches(one, trunk))

    return list(filter(is_of_it, shown))


def _branches(paragraph: Paragraph, trunk: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    path = _path(paragraph)
    yield from (path[:depth] for depth in range(len(trunk) + 1, len(path) + 1))


def _without_bare_headings(paragraphs: Sequence[Paragraph], kept: Sequence[int]) -> list[int]:
    """Returns paragraphs without headings that nothing stands below."""
    result: list[int] = []
    below = 7  # the rank of the heading, if any, that the last one taken stands right below
    for at in reversed(kept):
        rank = _rank(paragraphs[at])
        if rank is None:
            below = 7
        elif (below < 7 and rank >= below) or not result:
            continue
        else:
            below = rank
        result.append(at)
    return result[::-1]


def _rank(paragraph: Paragraph) -> int | None:
    found = _HEADING.fullmatch(paragraph.block.role) if paragraph.block else None
    return int(found[1] or 1) if found else None
