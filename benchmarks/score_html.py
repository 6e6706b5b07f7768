"""Scores the HTML converter, trafilatura alone and htmldate alone on four public sets of annotated news pages.

    python benchmarks/score_html.py                    one Markdown table
    python benchmarks/score_html.py --worst 10 date    the ten pages where the converter is furthest off

A wrong value is worse than none, so `net` is right less wrong. The sets lie in `../shared/cases`; what is absent is
named and left out.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import trafilatura
from htmldate import find_date

from html_measures import FIELDS, Guess, Mark, judge, segments
from html_sets import CASES, SETS, Expected, Page, read_set
from pressmark.converters import html
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.text import joined
from pressmark.model.draft import Draft, Source


@dataclass(slots=True)
class Tally:
    """What one contender earned on one set."""

    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    held: int = 0
    missed: int = 0
    unwanted: int = 0


def ours(data: bytes) -> Guess:
    """Reads a page with the converter, from a file as `convert` does."""
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(data)
        file.flush()
        source = Source("page.html", Path(file.name), hashlib.sha256(data).hexdigest(), len(data))
        record = next(iter(html.read(source, ConvertSettings()).records))
    return _guess(record) if isinstance(record, Draft) else Guess()


def _guess(draft: Draft) -> Guess:
    published = next((dated for dated in draft.dates if dated.role == "published"), None)
    known_to_the_day = published is not None and published.earliest == published.latest
    return Guess(
        title=draft.title,
        day=published.earliest if published and known_to_the_day else None,
        authors=tuple(agent.name for agent in draft.agents if agent.role == "author"),
        license=next((claim.value for claim in draft.claims if claim.claim == "license" and claim.chosen), None),
        body=joined(draft.lede, draft.text),
    )


def trafilatura_alone(data: bytes) -> Guess:
    """Reads a page with trafilatura and its metadata, with no address given, as the converter has none."""
    found = trafilatura.bare_extraction(data, with_metadata=True)
    if found is None or isinstance(found, dict):
        return Guess()
    authors = tuple((found.author or "").split("; ")) if found.author else ()
    return Guess(title=found.title, day=_day(found.date), authors=authors, license=found.license, body=found.text)


def htmldate_alone(data: bytes) -> Guess:
    """Reads the date only, as htmldate's own evaluation does."""
    return Guess(day=_day(find_date(data, original_date=True, extensive_search=True)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


CONTENDERS: dict[str, Callable[[bytes], Guess]] = {
    "pressmark": ours,
    "trafilatura": trafilatura_alone,
    "htmldate": htmldate_alone,
}


_ATTRIBUTES: dict[str, dict[type, str]] = {"date": {Guess: "day", Expected: "days"}}


def score(pages: Sequence[Page], contender: Callable[[bytes], Guess]) -> dict[str, Tally]:
    """Returns the tallies of one contender by set."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for page in pages:
        tally = tallies[page.group]
        _count(tally, page, contender(page.data))
    return tallies


def _count(tally: Tally, page: Page, guess: Guess) -> None:
    for name in FIELDS:
        if (mark := judge(name, guess, page.expected)) is not None:
            tally.marks[name].append(mark)
    held, missed, unwanted = segments(guess, page.expected)
    tally.held, tally.missed, tally.unwanted = tally.held + held, tally.missed + missed, tally.unwanted + unwanted


def rows(results: dict[str, dict[str, Tally]]) -> Iterator[list[str]]:
    """Yields the table's rows: set, measure, and a cell a contender."""
    for group in results["pressmark"]:
        tallies = {name: result[group] for name, result in results.items()}
        for name in FIELDS:
            if tallies["pressmark"].marks[name]:
                yield [group, name, *(_cell(contender, name, tally) for contender, tally in tallies.items())]
        if tallies["pressmark"].held:
            yield [group, "segments P/R/F1", *(_segments(contender, tally) for contender, tally in tallies.items())]


def _cell(contender: str, name: str, tally: Tally) -> str:
    if contender == "htmldate" and name != "date":
        return "–"
    marks = tally.marks[name]
    if name == "body":
        return f"F1 {sum(mark.score for mark in marks) / len(marks):.4f}"
    right, wrong = sum(int(mark.score) for mark in marks), sum(mark.wrong for mark in marks)
    return f"{right}/{len(marks)}, {wrong} wrong, net {right - wrong}"


def _segments(contender: str, tally: Tally) -> str:
    if contender == "htmldate":
        return "–"
    precision, recall = tally.held / (tally.held + tally.unwanted), tally.held / (tally.held + tally.missed)
    return f"{precision:.4f} / {recall:.4f} / {2 * precision * recall / (precision + recall):.4f}"


def pace(pages: Sequence[Page], contender: Callable[[bytes], Guess]) -> float:
    """Returns the pages a second on one core, once everything is loaded, as `score` has run before."""
    start = time.process_time()
    for page in pages:
        contender(page.data)
    return len(pages) / (time.process_time() - start)


def worst(pages: Sequence[Page], name: str, count: int) -> Iterator[str]:
    """Yields the pages where the converter does worst in one field: wrong ones first, then by score."""
    judged = [(page, guess, judge(name, guess, page.expected)) for page in pages for guess in [ours(page.data)]]
    bad = [(page, guess, mark) for page, guess, mark in judged if mark and mark.score < 1]
    bad.sort(key=lambda item: (not item[2].wrong, item[2].score))
    for page, guess, mark in bad[:count]:
        given, wanted = (
            getattr(said, _ATTRIBUTES.get(name, {}).get(type(said), name)) for said in (guess, page.expected)
        )
        yield f"{page.group}/{page.name} {mark.score:.3f}\n    ours:     {given!r:.300}\n    expected: {wanted!r:.300}"


def main() -> None:
    """Prints the table, or the worst pages of one field."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worst", nargs=2, metavar=("N", "FIELD"))
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    present = [name for name in SETS if (CASES / name / "expected.json").is_file()]
    for name in sorted(set(SETS) - set(present)):
        print(f"not scored: {name} is not in {CASES.name}", file=sys.stderr)
    pages = [page for name in present for page in read_set(name)]
    if chosen.worst:
        print("\n".join(worst(pages, chosen.worst[1], int(chosen.worst[0]))))
    elif pages:
        results = {name: score(pages, contender) for name, contender in CONTENDERS.items()}
        print("| set | measure |", " | ".join(results), "|\n|", " | ".join(["---"] * (2 + len(results))), "|")
        paces = [f"{pace(pages, contender):.1f}" for contender in CONTENDERS.values()]
        print("\n".join(f"| {' | '.join(row)} |" for row in [*rows(results), ["all", "pages a second", *paces]]))


if __name__ == "__main__":
    main()
