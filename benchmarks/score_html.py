"""Scores the HTML converter and the tools it is held against on six public sets of annotated pages, in one run.

    make bench                                         with every tool, in an environment of its own
    python benchmarks/score_html.py                    one Markdown table, with the tools that are installed
    python benchmarks/score_html.py --worst 20 date    the pages of half a where the converter is furthest off

A wrong value is worse than none: a cell says right / wrong / none, and a tool is ahead by right less wrong. The sets
lie in `../shared/cases`; what is absent is named and left out.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from html_contenders import CONTENDERS, Contender
from html_measures import FIELDS, Guess, Mark, judge, segments
from html_sets import CASES, SETS, Expected, Page, read_set

_WARM_UP = 40  # every so many pages one is read before the clock starts, so that nobody pays for what is loaded once
_ATTRIBUTES: dict[str, dict[type, str]] = {
    "title": {Expected: "titles"},
    "date": {Guess: "day", Expected: "days"},
    "publisher": {Expected: "publishers"},
    "language": {Expected: "languages"},
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One page as one tool read it: a mark a field, and the segments held, missed and unwanted."""

    page: Page
    guess: Guess
    marks: dict[str, Mark]
    segments: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Result:
    """All that one tool earned, and how many pages it read a second on one core."""

    contender: Contender
    judged: tuple[Judged, ...]
    pace: float

    def marks(self, group: str, name: str) -> list[Mark]:
        """Returns the marks of one field in a set, or in a half of all sets."""
        return [judged.marks[name] for judged in self.judged if name in judged.marks and _is_in(judged.page, group)]


def _is_in(page: Page, group: str) -> bool:
    return group in (page.group, f"all, half {page.half}")


def run(pages: Sequence[Page], contender: Contender) -> Result:
    """Reads every page once with one tool, and judges it."""
    for page in pages[::_WARM_UP]:
        contender.read(page.data)
    start = time.process_time()
    guesses = [contender.read(page.data) for page in pages]
    pace = len(pages) / (time.process_time() - start)
    return Result(contender, tuple(map(_judged, pages, guesses)), pace)


def _judged(page: Page, guess: Guess) -> Judged:
    marks = {name: mark for name in FIELDS if (mark := judge(name, guess, page.expected)) is not None}
    return Judged(page, guess, marks, segments(guess, page.expected))


def rows(results: dict[str, Result], pages: Sequence[Page]) -> Iterator[list[str]]:
    """Yields the table's rows: set, measure, and a cell a tool."""
    for group in (*dict.fromkeys(page.group for page in pages), "all, half a", "all, half b"):
        for name in FIELDS:
            if count := len(results["pressmark"].marks(group, name)):
                yield [group, f"{name} ({count})", *(_cell(result, group, name) for result in results.values())]
        if any(page.expected.wanted for page in pages if page.group == group):
            yield [group, "segments F1", *(_segments(result, group) for result in results.values())]
    yield ["all", "pages a second", *(f"{result.pace:.1f}" for result in results.values())]


def _cell(result: Result, group: str, name: str) -> str:
    if name not in result.contender.fields:
        return "–"
    marks = result.marks(group, name)
    if name == "body":
        return f"{sum(mark.score for mark in marks) / len(marks):.4f}"
    right, wrong = sum(int(mark.score) for mark in marks), sum(mark.wrong for mark in marks)
    return f"{right} / {wrong} / {len(marks) - right - wrong}"


def _segments(result: Result, group: str) -> str:
    if "body" not in result.contender.fields:
        return "–"
    counts = [judged.segments for judged in result.judged if judged.page.group == group]
    held, missed, unwanted = (sum(column) for column in zip(*counts, strict=True))
    return f"{2 * held / (2 * held + missed + unwanted):.4f}"


def worst(pages: Sequence[Page], name: str, count: int) -> Iterator[str]:
    """Yields the pages where the converter does worst in one field: wrong ones first, then by score."""
    judged = [_judged(page, CONTENDERS["pressmark"].read(page.data)) for page in pages]
    bad = [found for found in judged if name in found.marks and found.marks[name].score < 1]
    bad.sort(key=lambda found: (not found.marks[name].wrong, found.marks[name].score))
    for found in bad[:count]:
        given, wanted = (
            getattr(said, _ATTRIBUTES.get(name, {}).get(type(said), name))
            for said in (found.guess, found.page.expected)
        )
        yield f"{found.page.group}/{found.page.name} {found.marks[name].score:.3f}"
        yield f"    ours:     {given!r:.300}\n    expected: {wanted!r:.300}"


def main() -> None:
    """Prints the table, or the worst pages of one field."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worst", nargs=2, metavar=("N", "FIELD"))
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS), metavar="SET")
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS), metavar="TOOL")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    present = [name for name in chosen.sets if (CASES / name).is_dir()]
    for name in sorted(set(chosen.sets) - set(present)):
        print(f"not scored: {name} is not in {CASES.name}", file=sys.stderr)
    pages = [page for name in present for page in read_set(name)]
    if chosen.worst:
        # What was mended is measured where nobody looked: in half b, and in the sets that none of it was tuned on.
        seen = [page for page in pages if page.half == "a" and page.group not in ("newspaper4k", "readability")]
        print("\n".join(worst(seen, chosen.worst[1], int(chosen.worst[0]))))
    elif pages:
        names = dict.fromkeys(["pressmark", *chosen.only])
        results = {name: run(pages, CONTENDERS[name]) for name in names}
        print("| set | measure |", " | ".join(results), "|\n|", " | ".join(["---"] * (2 + len(results))), "|")
        print("\n".join(f"| {' | '.join(row)} |" for row in rows(results, pages)))


if __name__ == "__main__":
    main()
