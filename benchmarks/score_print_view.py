"""Scores the print view against the first real article, field by field.

    python benchmarks/score_print_view.py [FOLDER]

The folder holds the page and its `expected.json`; by default it is the case beside the clone. No wording of the page
is printed.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressmark.converters import print_view
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Reading, Source

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


def main(folder: Path) -> int:
    """Prints the table and returns the exit status."""
    if not folder.is_dir():
        print(f"not run: no case folder at {folder}")
        return 0
    rows = list(scores(folder))
    for _, field, right in rows:
        print(f"{'right' if right else 'WRONG'}  {field}")
    print(f"{sum(right for *_, right in rows)} of {len(rows)} fields right")
    return 0 if all(right for *_, right in rows) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else CASE))
