"""Prints annotated pages and own layouts with a browser, and scores what the PDF converter reads of the print-outs.

    python benchmarks/score_pdf.py [--pages 20] [--only layouts] [--keep FOLDER] [--each]

Body is token F1 against the annotated text, beside that of the text layer as it is; a title is right where its word
characters are equal, and judged only where the print-out shows the annotated one; a day and authors are right, wrong or
none. Of own layouts each paragraph is known: `whole` is the share of them that are read as one, without a word more.
Pages are split by a hash of their host: causes are looked for in half a, and half b shows whether what was mended holds
elsewhere. The pages are printed without a network, so that most lack their style sheets and print every menu as text.
Skips where there is no browser.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import mean

from html_measures import key_of, token_f1
from html_sets import CASES, Expected, read_set
from pdf_layouts import layouts
from pdf_prints import MANNERS, Printer, find_browser, printer
from pressmark.converters import pdf
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.pdf_text import opened, page_text
from pressmark.evidence.text import joined
from pressmark.model.draft import Draft, Source

SETS = ("fundus", "article-extraction-benchmark", "readability", "trafilatura-eval")
PRINTED = (MANNERS[0], MANNERS[-1])  # how the pages of the sets are printed; layouts are in each manner


@dataclass(frozen=True, slots=True)
class Answers:
    """What is to be read of a print-out; None where nobody says."""

    title: str | None
    authors: frozenset[str] | None
    days: frozenset[str] | None
    body: str | None
    paragraphs: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What was read of one print-out; None where the set does not say."""

    group: str
    name: str
    pages: int
    seconds: float
    body: float | None
    layer: float | None
    title: str | None  # right wrong none
    day: str | None
    authors: str | None
    url: str | None
    whole: float | None


def set_scores(made: Printer, count: int) -> Iterator[Score]:
    """Yields the scores of some pages of each set, in the order of a hash of their names."""
    for name in SETS:
        pages = sorted(read_set(name), key=lambda page: _digest(page.name))
        for page in islice(pages, count):
            url = page.url or f"http://www.{page.name}.example.org/{page.name}"
            for manner in PRINTED:
                if (place := made.print_page(_digest(page.name)[:12], url, page.data, manner)) is None:
                    break
                yield score(f"{manner.name} {page.half}", f"{name} {page.name}", place, _answers(page.expected))


def layout_scores(made: Printer) -> Iterator[Score]:
    """Yields the scores of the own layouts in each manner of printing."""
    for layout in layouts():
        data = layout.html.encode()
        days = frozenset({layout.day}) if layout.day else frozenset[str]()
        for manner in MANNERS:
            name = f"{layout.name}-{hashlib.sha256(data).hexdigest()[:8]}"
            if place := made.print_page(name, layout.url, data, manner):
                whole = "\n".join(layout.paragraphs)
                url = layout.url if manner.edges else None
                answers = Answers(layout.title, _keys(layout.authors), days, whole, layout.paragraphs, url)
                yield score(f"layouts {manner.name}", layout.name, place, answers)


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _keys(names: Sequence[str]) -> frozenset[str]:
    return frozenset(map(key_of, names))


def _answers(expected: Expected) -> Answers:
    days = None if expected.days is None else frozenset(day.isoformat() for day in expected.days)
    authors = None if expected.authors is None else _keys(expected.authors[0])
    title = expected.titles[0] if expected.titles else None
    return Answers(title, authors, days, expected.body)


def score(group: str, name: str, place: Path, answers: Answers) -> Score:
    """Returns the score of one print-out."""
    source = Source(place.name, place, hashlib.sha256(place.read_bytes()).hexdigest(), place.stat().st_size)
    start = time.perf_counter()
    (record,) = pdf.read(source, ConvertSettings()).records
    seconds = time.perf_counter() - start
    with opened(place.read_bytes()) as document:
        count = len(document)
        layer = "\n".join(page_text(document, number) for number in range(1, count + 1))
    draft = record if isinstance(record, Draft) else Draft(source_sha256="")
    title = answers.title if answers.title and key_of(answers.title) in key_of(layer) else None
    day = next((date.edtf[:10] for date in draft.dates if date.role == "published" and date.edtf), None)
    authors = frozenset(key_of(agent.name) for agent in draft.agents if agent.role == "author")
    read = joined(draft.lede, draft.text)
    return Score(
        group,
        name,
        count,
        seconds,
        None if answers.body is None else token_f1(read, answers.body),
        None if answers.body is None else token_f1(layer, answers.body),
        None if title is None else _judged(key_of(draft.title or ""), {key_of(title)}),
        None if answers.days is None else _judged(day, answers.days),
        None if answers.authors is None else _judged(authors, {answers.authors}),
        None if answers.url is None or "://" not in layer else _judged(draft.url, {answers.url}),
        _whole(read, answers.paragraphs),
    )


def _judged(given: object, wanted: set[str] | frozenset[str] | set[frozenset[str]]) -> str:
    if given in wanted or not (given or any(wanted)):
        return "right"
    return "wrong" if given else "none"


def _whole(read: str, paragraphs: Sequence[str]) -> float | None:
    """Returns how many of the paragraphs are read as one, however they are spaced."""
    found = {"".join(text.split()) for text in read.split("\n\n")}
    return mean("".join(text.split()) in found for text in paragraphs) if paragraphs else None


def _told(group: str, found: Sequence[Score]) -> str:
    parts = [f"{group}: {len(found)} print-outs"]
    for name in ("body", "layer", "whole"):
        values = [value for one in found if (value := getattr(one, name)) is not None]
        parts += [f"{name} {mean(values):.3f}"] if values else []
    for name in ("title", "authors", "day", "url"):
        ends = [end for one in found if (end := getattr(one, name)) is not None]
        counts = "/".join(str(ends.count(end)) for end in ("right", "wrong", "none"))
        parts += [f"{name} {counts}"] if ends else []
    pages = sum(one.pages for one in found)
    return f"{', '.join(parts)}; {1000 * sum(one.seconds for one in found) / pages:.0f} ms a page"


def _line(one: Score) -> str:
    values = f"{one.body or 0:.3f}  whole {one.whole or 0:.2f}  title {one.title}  day {one.day}  authors {one.authors}"
    return f"{values}  url {one.url}  {one.group}  {one.name[:60]}"


def main() -> int:
    """Prints the means of each group: values are right/wrong/none."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=10, help="of each set, each printed twice")
    options.add_argument("--only", choices=("sets", "layouts"))
    options.add_argument("--each", action="store_true", help="a line for each print-out as well")
    options.add_argument("--keep", type=Path, help="a folder in which the print-outs stay")
    given = options.parse_args()
    browser = find_browser()
    if browser is None:
        print("not run: no browser to print with")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        with printer(browser, folder) as made:
            found = list(layout_scores(made)) if given.only != "sets" else []
            if given.only != "layouts" and CASES.is_dir():
                found += set_scores(made, given.pages)
    groups = defaultdict[str, list[Score]](list)
    for one in found:
        groups[one.group].append(one)
        print(*([_line(one)] if given.each else []), sep="", end="\n" if given.each else "")
    for group in sorted(groups):
        print(_told(group, groups[group]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
