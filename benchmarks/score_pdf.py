"""Prints real pages with a browser, and scores what the PDF converter reads of the print-outs.

    python benchmarks/score_pdf.py [--pages 20] [--keep FOLDER]

Body is token F1 against the annotated text, beside that of the text layer as it is; the title is right where its word
characters are equal; a date counts as right, wrong or none. The pages are printed without a network, so that most lack
their style sheets and print every menu as text: harder than what a reader prints. Skips where there is no browser.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import mean

from html_measures import key_of, token_f1
from html_sets import CASES, Page, read_set
from pressmark.converters import pdf
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.pdf_text import opened, page_text
from pressmark.evidence.text import joined
from pressmark.model.draft import Draft, Source

SETS = ("article-extraction-benchmark", "fundus")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ALONE = ("--host-resolver-rules=MAP * ~NOTFOUND", "--headless", "--no-sandbox", "--disable-gpu", "--timeout=20000")
_SCRIPT = re.compile(rb"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Score:
    """What was read of one print-out; None where the set does not say or nothing was read."""

    name: str
    pages: int
    body: float | None
    layer: float | None
    title: bool | None
    day: str | None  # right wrong none


def print_page(browser: str, page: Page, folder: Path) -> Path | None:
    """Prints one page as a reader would, without a network; returns None where the browser gives up."""
    name = hashlib.sha256(page.name.encode()).hexdigest()[:12]
    source, target = folder / f"{name}.html", folder / f"{name}.pdf"
    if not target.is_file():
        source.write_bytes(_SCRIPT.sub(b"", page.data))
        command = [
            browser,
            *ALONE,
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=90, check=False)
        except subprocess.TimeoutExpired:
            return None
    return target if target.is_file() else None


def scores(browser: str, folder: Path, count: int) -> Iterator[Score]:
    """Yields the score of the first pages of each set."""
    for name in SETS:
        for page in islice(read_set(name), count):
            if place := print_page(browser, page, folder):
                yield score(page, place)


def score(page: Page, place: Path) -> Score:
    """Returns the score of one print-out."""
    data = place.read_bytes()
    source = Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))
    (record,) = pdf.read(source, ConvertSettings()).records
    with opened(data) as document:
        count = len(document)
        layer = "\n".join(page_text(document, number) for number in range(1, count + 1))
    expected = page.expected
    draft = record if isinstance(record, Draft) else Draft(source_sha256="")
    return Score(
        page.name,
        count,
        None if expected.body is None else token_f1(joined(draft.lede, draft.text), expected.body),
        None if expected.body is None else token_f1(layer, expected.body),
        None if expected.title is None else key_of(draft.title or "") == key_of(expected.title),
        None if not expected.days else _day(draft, {day.isoformat() for day in expected.days}),
    )


def _day(draft: Draft, expected: set[str]) -> str:
    found = next((date.edtf for date in draft.dates if date.role == "published" and date.edtf), None)
    return "none" if found is None else "right" if found[:10] in expected else "wrong"


def _bodies(found: list[Score]) -> list[tuple[float, float]]:
    return [(one.body, one.layer) for one in found if one.body is not None and one.layer is not None]


def main() -> int:
    """Prints a line a page and the means."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=20, help="of each set")
    options.add_argument("--keep", type=Path, help="a folder in which the print-outs stay")
    given = options.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or not CASES.is_dir():
        print(f"not run: {'no browser to print with' if browser is None else f'no cases at {CASES}'}")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = list(scores(browser, folder, given.pages))
    for one in found:
        print(f"{one.body or 0:.3f}  layer {one.layer or 0:.3f}  title {one.title}  date {one.day}  {one.name[:60]}")
    if not found:
        print("not run: the browser printed nothing")
        return 0
    body, layer = (mean(values) for values in zip(*_bodies(found), strict=True))
    print(f"{len(found)} print-outs; body {body:.3f}, text layer as it is {layer:.3f}; ", end="")
    print(
        f"titles {sum(one.title or False for one in found)} of {sum(one.title is not None for one in found)}; ", end=""
    )
    days = [one.day for one in found if one.day]
    print("dates " + ", ".join(f"{days.count(end)} {end}" for end in ("right", "wrong", "none")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
