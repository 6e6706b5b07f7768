"""A collapse is found where it begins and ends, by a test that is exact, and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.records.drift import ERROR, Month, Share, chance_of, runs_of, spans_judged

JANUARY = 2023 * 12


def year(*months: tuple[int, int]) -> list[Month]:
    return [Month(JANUARY + place, Share(*found)) for place, found in enumerate(months) if found[1]]


def found(months: Sequence[Month]) -> list[tuple[int, int, int, int]]:
    most = ERROR / max(1, spans_judged(months))
    return [(run.first - JANUARY, run.last - JANUARY, run.now.filled, run.now.of) for run in runs_of(months, most)]


GOOD = (29, 30)


@pytest.mark.parametrize(
    ("months", "runs"),
    [
        ([GOOD] * 12, []),
        ([GOOD] * 4 + [(0, 31)] + [GOOD] * 4, [(4, 4, 0, 31)]),
        ([GOOD] * 4 + [(0, 31)] * 5, [(4, 8, 0, 155)]),
        ([GOOD] * 4 + [(12, 31)] * 5, [(4, 8, 60, 155)]),  # 60 % are lost
        ([GOOD] * 6 + [(24, 30), (18, 30), (12, 30), (6, 30), (0, 30), (0, 30)], [(7, 11, 36, 150)]),  # a ramp
        ([GOOD] * 3 + [(0, 30)] * 2 + [GOOD] * 3 + [(0, 30)], [(3, 4, 0, 60), (8, 8, 0, 30)]),
        ([(5, 6)] * 6 + [(0, 4)] * 6, [(6, 11, 0, 24)]),  # no month has ten, some together have
        ([GOOD] * 4 + [(0, 31), (2, 3), (0, 31)], [(4, 6, 2, 65)]),  # a few articles break no run
        ([GOOD] * 4 + [(0, 9)], []),
        ([(19, 19), (6, 60), (6, 60)], []),  # no less than in the month before
        ([(19, 19)] + [(0, 31)] * 3, []),
        ([(1, 30)] * 12 + [(0, 500)], []),  # what is rare comes and goes
        ([(20, 30), (4, 30), (25, 30), (5, 30), (22, 30), (4, 30)], [(1, 1, 4, 30), (3, 3, 5, 30), (5, 5, 4, 30)]),
        ([GOOD] * 2 + [(0, 0)] * 13 + [(0, 31)], []),  # nothing within twelve months to compare with
        ([], []),
    ],
)
def test_a_run_of_months_is_found(months: list[tuple[int, int]], runs: list[tuple[int, int, int, int]]) -> None:
    assert found(year(*months)) == runs


@pytest.mark.parametrize(
    ("months", "runs"),
    [
        ([(GOOD, GOOD)] * 6, []),
        ([((0, 31), (30, 31))] * 6, [(0, 5, 0, 186)]),
        ([(GOOD, GOOD)] * 2 + [((0, 31), (30, 31))] + [(GOOD, GOOD)], [(2, 2, 0, 31)]),
        ([((0, 3), (3, 3))] * 6, [(0, 5, 0, 18)]),
        ([((0, 31), (0, 31))] * 6, []),
        ([((30, 31), (0, 31))] * 6, []),
        ([((0, 31), (0, 0))] * 2 + [(GOOD, GOOD)], []),
    ],
)
def test_a_run_is_found_beside_an_earlier_conversion(
    months: list[tuple[tuple[int, int], tuple[int, int]]], runs: list[tuple[int, int, int, int]]
) -> None:
    beside = [Month(JANUARY + at, Share(*now), Share(*earlier)) for at, (now, earlier) in enumerate(months)]
    assert found(beside) == runs


shares = st.integers(0, 60).flatmap(lambda of: st.builds(Share, st.integers(0, of), st.just(of)))


@given(now=shares, before=shares)
def test_the_chance_is_that_of_the_exact_test(now: Share, before: Share) -> None:
    filled, of = now.filled + before.filled, now.of + before.of
    ways = sum(math.comb(filled, k) * math.comb(of - filled, now.of - k) for k in range(now.filled + 1))
    assert chance_of(now, before) == pytest.approx(ways / math.comb(of, now.of), rel=1e-9)


def test_a_chance_too_small_for_a_float_is_none() -> None:
    assert chance_of(Share(0, 10**6), Share(10**6, 10**6)) == 0.0
