"""Scores the print view against the first real article, field by field, and against planted sites.

    python benchmarks/score_print_view.py [--folder FOLDER] [--sites 140] [--learned 14] [--wrong FIELD]

The folder holds the page and its `expected.json`; by default it is the case beside the clone. No wording of that page
is printed. Of the planted sites (`planted_prints.py`, twelve pages each) a table says how many values of a field are
right, wrong and absent, without a description of the site; and of the first of them also with what `pressmark learn`
learns from its pages. What is not printed and not reported counts as right. `--wrong` names pages with a wrong value.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from planted_layouts import Truth
from planted_prints import plant
from pressmark.converters import print_view
from pressmark.converters.base import ConvertSettings
from pressmark.errors import PressmarkError
from pressmark.model.draft import Draft, Reading, Source
from pressmark.sites.reading import load_description
from pressmark.stages.learn import learn

CASE = Path(__file__).resolve().parents[1] / "../shared/cases/globalresearch-print"


def fields(draft: Draft, reading: Reading) -> dict[str, Any]:
    """Returns a draft under the names of `expected.json`."""
    text = draft.text or ""
    dates = {date.role: date for date in draft.dates}
    return {
        "title": draft.title,
        "authors": [agent.name for agent in draft.agents if agent.role == "author"],
        "publisher": draft.publisher,
        "published_date": dates["published"].edtf,
        "published_date_raw": dates["published"].verbatim,
        "original_publisher": draft.original_publisher,
        "original_source": draft.source_statement,
        "original_date": dates["original_published"].edtf,
        "regions": _labels(draft, "region"),
        "themes": _labels(draft, "theme"),
        "in_depth_reports": _labels(draft, "in-depth-report"),
        "lede": draft.lede,
        "body_text": text,
        "body_paragraphs": len(text.split("\n\n")),
        "body_words": len(re.findall(r"\w+", text)),  # as the case counts; the contract counts between white space
        "copyright_holders": [claim.value for claim in draft.claims if claim.claim == "holder"],
        "copyright_year": int(draft.copyright_year or 0),
        "articles_by": [link.anchor for link in draft.links if link.role == "articles-by"],
        "missing_hyperlinks": sum(link.status == "lost" for link in draft.links),
        "missing_hyperlink_texts": [link.anchor for link in draft.links if link.status == "lost"],
        "real_link_targets": [link.href for link in draft.links if link.status != "lost"],
        "disclaimer_present": any(statement.slot == "disclaimer" for statement in draft.statements),
        "language": draft.language,
        "encoding": reading.encoding,
        "byte_order_mark": reading.bom,
    }


def scores(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """Yields page, field and whether it is right, for every field that the draft can say something of."""
    for name, expected in json.loads((folder / "expected.json").read_text("utf-8")).items():
        data = (folder / name).read_bytes()
        source = Source(path=name, location=folder / name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        reading = print_view.read(source, ConvertSettings())
        draft = next(reading.records)
        if isinstance(draft, Draft):
            found = fields(draft, reading)
            yield from ((name, field, found[field] == value) for field, value in expected.items() if field in found)


def _labels(draft: Draft, scheme: str) -> list[str]:
    return [subject.label for subject in draft.subjects if subject.scheme == scheme]


def told(draft: Draft) -> dict[str, Any]:
    """Returns a draft under the names of the planted truth."""
    dates = {date.role: date.edtf for date in draft.dates if not date.ambiguous}
    return {
        "title": draft.title,
        "authors": _agents(draft, "author"),
        "publisher": draft.publisher,
        "published": dates.get("published"),
        "original_publisher": draft.original_publisher,
        "original_published": dates.get("original_published"),
        "region": _labels(draft, "region"),
        "theme": _labels(draft, "theme"),
        "in_depth_report": _labels(draft, "in-depth-report"),
        "lede": draft.lede,
        "text": draft.text,
        "holders": _agents(draft, "rights_holder"),
        "copyright_year": draft.copyright_year,
        "url": draft.url,
        "translator": _agents(draft, "translator"),
        "disclaimer": any(statement.slot == "disclaimer" for statement in draft.statements),
    }


def _agents(draft: Draft, role: str) -> list[str]:
    return list(dict.fromkeys(agent.name for agent in draft.agents if agent.role == role))


def planted(folder: Path, settings: ConvertSettings, truth: Mapping[str, Truth]) -> Iterator[tuple[str, str, str]]:
    """Yields page, field and right, wrong or none, of every page of a planted site."""
    for name, expected in truth.items():
        data = (folder / name).read_bytes()
        source = Source(path=name, location=folder / name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        for draft in print_view.read(source, settings).records:
            if isinstance(draft, Draft):
                for field, value in told(draft).items():
                    right = value == getattr(expected, field)
                    yield name, field, "right" if right else "wrong" if value else "none"


def score_planted(sites: int, learned: int, shown: str | None) -> None:
    """Prints the table of the planted sites."""
    counts: defaultdict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    with TemporaryDirectory() as scratch:
        for seed in range(sites):
            folder = Path(scratch) / str(seed)
            runs = {"without a description": ConvertSettings()}
            truth = plant(folder, seed)
            if seed < learned:
                target = Path(scratch) / f"{seed}.toml"
                runs |= {"the same, without": ConvertSettings(), "the same, learned": _learned(folder, target)}
            for run, settings in runs.items():
                for name, field, judged in planted(folder, settings, truth):
                    counts[run][field][judged] += 1
                    if judged == "wrong" and field == shown:
                        print(f"{run}: site {seed}, {name}")
    for run, fields_of_run in counts.items():
        print(f"\n{run}: right / wrong / none")
        for field, judged_of in fields_of_run.items():
            print(f"  {field:20}{judged_of['right']:6} /{judged_of['wrong']:4} /{judged_of['none']:4}")


def _learned(folder: Path, target: Path) -> ConvertSettings:
    try:
        (lesson,) = learn(folder, to=target)
    except PressmarkError as error:
        print(f"nothing learned of site {target.stem}: {error.what}")
        return ConvertSettings()
    return ConvertSettings(sites=(load_description(lesson.path),))


def main() -> int:
    """Prints the tables and returns the exit status."""
    asked = argparse.ArgumentParser(description="Scores the print view.")
    asked.add_argument("--folder", type=Path, default=CASE)
    asked.add_argument("--sites", type=int, default=140)
    asked.add_argument("--learned", type=int, default=14)
    asked.add_argument("--wrong")
    options = asked.parse_args()
    score_planted(options.sites, options.learned, options.wrong)
    return score_real(options.folder)


def score_real(folder: Path) -> int:
    """Prints the table of the real article and returns the exit status."""
    if not folder.is_dir():
        print(f"not run: no case folder at {folder}")
        return 0
    rows = list(scores(folder))
    for _, field, right in rows:
        print(f"{'right' if right else 'WRONG'}  {field}")
    print(f"{sum(right for *_, right in rows)} of {len(rows)} fields right")
    return 0 if all(right for *_, right in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
