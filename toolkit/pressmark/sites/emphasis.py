"""Tells the stars and underscores that emphasise from those that a printer meant.

Emphasis never starts or ends inside a word, so that `2*3*4` and a word with its letters starred out keep their stars.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Run:
    """A run of one sign: whether it may open or close emphasis, how many signs stay printed, what it opened up to."""

    sign: str
    start: int
    end: int
    opens: bool
    closes: bool
    left: int
    closer: Run | None = None


def read_run(source: str, start: int, end: int, first: int, last: int) -> Run:
    """Returns the run `source[start:end]` as it stands between `first` and `last`."""
    before = source[start - 1] if start > first else " "
    after = source[end] if end < last else " "
    opens = not after.isspace() and not before.isalnum()
    closes = not before.isspace() and not after.isalnum()
    return Run(source[start], start, end, opens, closes, end - start)


def pair(runs: Iterable[Run]) -> None:
    """Takes from the runs, in their order, the signs that open and close emphasis; a lone sign stays printed."""
    waiting: dict[str, list[Run]] = {"*": [], "_": []}
    for run in runs:
        openers = waiting[run.sign]
        while run.closes and run.left and openers:
            opener = openers[-1]
            taken = min(opener.left, run.left)
            opener.left -= taken
            run.left -= taken
            opener.closer = run
            if not opener.left:
                openers.pop()
        if run.opens and run.left:
            openers.append(run)
