"""Finds where the coverage of a field collapses: in one source, from one month on.

The test is Fisher's exact one, one-sided, held to one false alarm in a hundred collections over all that is tested
(Bonferroni). It takes articles as drawn one by one. Real ones are not, so a collapse is only what is at most half of
what was there before, and less than in any of those months.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

FEWEST_NOW = 10  # articles in which a field is missing
MOST_NOW = 160  # articles that are looked at together to find a part that is missing
FEWEST_BEFORE = 20  # articles that had it
REACH = 12  # months before that count
LEAST = 0.2  # share of the articles before; what is rarer comes and goes
MOST = 0.5  # of that share may be left
ERROR = 0.01  # chance of one false alarm in a whole collection whose articles are alike


@dataclass(frozen=True, slots=True)
class Share:
    """How many articles have a field, of those to which it applies."""

    filled: int
    of: int

    def __add__(self, other: Share) -> Share:
        return Share(self.filled + other.filled, self.of + other.of)

    @property
    def part(self) -> float:
        """Returns the share as a number from 0 to 1, 0 where there is no article."""
        return self.filled / self.of if self.of else 0.0


NONE = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Month:
    """The coverage of one source in one month, counted from the year 0.

    It is compared with `earlier`, what another conversion had in the month, or without one with the months before.
    """

    month: int
    now: Share
    earlier: Share | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Some months of a source in a row in which a field is missing, and the coverage that it is compared with."""

    first: int
    last: int
    now: Share
    before: Share
    chance: float  # that the articles of the run are like those before
    goes_on: bool  # to the last month that the source has


def chance_of(now: Share, before: Share) -> float:
    """Returns how probable so few filled articles are by chance: the lower tail of the hypergeometric distribution.

    Source: R. A. Fisher, Statistical Methods for Research Workers (1934), § 21.02: the exact test of a 2 by 2 table.
    """
    whole = now + before
    empty = whole.of - whole.filled
    fewest = max(0, now.of - empty)
    found = _log_choose(whole.filled, now.filled) + _log_choose(empty, now.of - now.filled)
    term = tail = 1.0
    for filled in range(now.filled, fewest, -1):
        term *= filled * (empty - now.of + filled) / ((whole.filled - filled + 1) * (now.of - filled + 1))
        tail += term
        if term < tail * 1e-17:
            break
    return min(1.0, math.exp(found - _log_choose(whole.of, now.of)) * tail)


def _log_choose(of: int, some: int) -> float:
    return math.lgamma(of + 1) - math.lgamma(some + 1) - math.lgamma(of - some + 1)


def spans_judged(months: Sequence[Month]) -> int:
    """Returns how many spans of months of a source can be tested for one field."""
    sums = [0, *accumulate(month.now.of for month in months)]
    times = [month.month for month in months]
    spans = 0
    for start, month in enumerate(months):
        before = sums[start] - sums[bisect_left(times, month.month - REACH)]
        if month.earlier is not None or before >= FEWEST_BEFORE:
            spans += sum(1 for _ in _ends(months, start))
    return spans


def _fewest(month: Month) -> int:
    return FEWEST_BEFORE if month.earlier is None else FEWEST_NOW


def _ends(months: Sequence[Month], start: int) -> Iterator[int]:
    """Yields where the shortest spans end that begin at a month and have 10, 20, 40, 80 and 160 articles."""
    wanted = FEWEST_NOW
    held = compared = 0
    for end in range(start, len(months)):
        held += months[end].now.of
        earlier = months[end].earlier
        compared += earlier.of if earlier is not None else months[end].now.of
        if min(held, compared) >= wanted:
            yield end + 1
            while wanted <= min(held, compared):
                wanted *= 2
        if wanted > MOST_NOW:
            return


def _reference(months: Sequence[Month], start: int, end: int, fallen: frozenset[int]) -> Share:
    """Returns what months are compared with: the same ones in an earlier conversion, or the healthy ones before."""
    if months[start].earlier is not None:
        return sum((month.earlier or NONE for month in months[start:end]), NONE)
    return sum((month.now for month in _healthy(months, start, fallen)), NONE)


def _healthy(months: Sequence[Month], start: int, fallen: frozenset[int]) -> list[Month]:
    found: list[Month] = []
    for place in range(start - 1, -1, -1):
        if months[place].month < months[start].month - REACH:
            break
        if place not in fallen:
            found.append(months[place])
    return found


def runs_of(months: Sequence[Month], most: float) -> Iterator[Run]:
    """Yields the runs of months in which a field is missing.

    Args:
        months: The coverage of one field in one source, in the order of time; months without articles are left out.
        most: The chance below which a run counts.
    """
    fallen: frozenset[int] = frozenset()
    healthy = max((share.part for month in months for share in (month.now, month.earlier or NONE)), default=0.0)
    start = 0
    while start < len(months):
        # Halfway between what was there and at most half of it; most months are above that, and need no test.
        low = months[start].now.part < healthy * (1 + MOST) / 2
        run = _run(months, start, fallen, most) if low else None
        if run is None:
            start += 1
            continue
        first, end = run
        before = _reference(months, first, end, fallen)
        now = sum((month.now for month in months[first:end]), NONE)
        span = (months[first].month, months[end - 1].month)
        yield Run(*span, now, before, chance_of(now, before), goes_on=end == len(months))
        fallen |= set(range(first, end))
        start = end


def _run(months: Sequence[Month], start: int, fallen: frozenset[int], most: float) -> tuple[int, int] | None:
    """Returns the places of a run that shows itself at a month, or None."""
    for end in _ends(months, start):
        before = _reference(months, start, end, fallen)
        now = sum((month.now for month in months[start:end]), NONE)
        if before.of < _fewest(months[start]) or before.part < LEAST:
            return None
        if not all(_like(month, before, now) for month in months[start:end]):
            return None
        fell = now.part <= before.part * MOST and now.part < _worst(months, start, fallen)
        if fell and chance_of(now, before) <= most:
            return _back(months, start, fallen, before, now), _on(months, end, before, now)
    return None


def _worst(months: Sequence[Month], start: int, fallen: frozenset[int]) -> float:
    """Returns the least share of the healthy months that have articles enough to say it, or of the same one earlier."""
    earlier = months[start].earlier
    if earlier is not None:
        return earlier.part
    held = (month.now.part for month in _healthy(months, start, fallen) if month.now.of >= FEWEST_NOW)
    return min(held, default=1.0)


def _back(months: Sequence[Month], start: int, fallen: frozenset[int], before: Share, now: Share) -> int:
    """Returns where a run begins: months before are part of it where they are more like it than like what was."""
    while start and start - 1 not in fallen and months[start - 1].now.of >= FEWEST_NOW:
        rest = _reference(months, start - 1, start, fallen)
        if not _like(months[start - 1], before, now) or rest.of < _fewest(months[start]):
            break
        start -= 1
    return start


def _on(months: Sequence[Month], end: int, before: Share, now: Share) -> int:
    """Returns where a run ends; a month of few articles does not break it."""
    while end < len(months):
        if _like(months[end], before, now):
            end += 1
        elif months[end].now.of < FEWEST_NOW and end + 1 < len(months) and _like(months[end + 1], before, now):
            end += 2
        else:
            break
    return end


def _like(month: Month, before: Share, now: Share) -> bool:
    reference = month.earlier.part if month.earlier is not None else before.part
    return month.now.part < (reference + now.part) / 2
