"""A newswire of 6,000 rows comes out with the gaps, misprints and repeats that its makers counted, from both its forms.

What has neither a title nor a text is no article: it is rejected, and counted with the others.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pressmark.checking.tables import ONLY_HERE
from pressmark.contracts.package import Package, open_package
from pressmark.contracts.tables import TABLES
from pressmark.model.report import Report
from pressmark.records.hashing import content_root
from pressmark.stages.convert import convert
from pressmark.stages.validate import validate

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "reuters21578"
FORMS = ("csv", "jsonl")
FEWEST_SIGNS = 40  # of a text that is compared with others

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the collection Reuters-21578 is not beside the clone")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Package, Package]:
    """Returns the packages of both forms of the collection."""
    made = []
    for form in FORMS:
        folder = tmp_path_factory.mktemp(form) / "newswire"
        convert(CASES / f"reuters21578.{form}.gz", to=folder, name="newswire")
        made.append(open_package(folder))
    return made[0], made[1]


@pytest.fixture(scope="module")
def judged(packages: tuple[Package, Package]) -> tuple[Package, Report]:
    """Returns one of the packages, and its report."""
    return packages[0], validate(packages[0].folder, ignore=tuple(sorted(ONLY_HERE)))


def test_the_gaps_and_misprints_of_the_newswire_are_those_that_were_counted(judged: tuple[Package, Report]) -> None:
    package, report = judged
    expected = json.loads((CASES / "expected.json").read_text("utf-8"))
    rejected = package.scan("source_records").filter(pl.col("outcome") == "rejected").collect()
    gaps = {outcome.rule: outcome.warnings for outcome in report.outcomes}
    dates = package.scan("dates").collect()
    assert report.articles + rejected.height == expected["rows"]
    assert rejected.height == expected["missing_body"]  # the row without a body has no title and no author either
    assert gaps["title-missing"] + rejected.height == expected["missing_title"]
    assert gaps["author-missing"] + rejected.height == expected["missing_author"]
    assert gaps["published-missing"] == 0
    unread = dates.filter(pl.col("edtf").is_null())["verbatim"].to_list()
    assert set(unread) <= set(expected["malformed_dates"].values())
    assert [found.rule for found in report.findings if found.severity == "error"] == ["date-not-understood"] * len(
        unread
    )
    assert dates.height - len(unread) >= expected["dates_parseable"]


def test_the_repeats_of_the_newswire_are_those_that_were_counted(judged: tuple[Package, Report]) -> None:
    package, report = judged
    expected = json.loads((CASES / "expected.json").read_text("utf-8"))
    with gzip.open(CASES / "reuters21578.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = [(row["title"], row["body"]) for row in csv.DictReader(file) if row["title"] or row["body"]]
    as_printed, settled = Counter(rows), Counter((_settled(title), _settled(body)) for title, body in rows)
    held = package.scan("articles").select("title", "text_sha256").collect()
    assert _surplus(as_printed) == expected["surplus_exact_title_body_duplicates"]
    assert held.height - held.n_unique() == _surplus(settled)
    bodies, texts = Counter(_settled(body) for _, body in rows), held["text_sha256"]
    assert _surplus(Counter(body for _, body in rows)) == expected["surplus_exact_nonempty_body_duplicates"]
    assert texts.len() - texts.n_unique() == _surplus(bodies)
    copied = sum(count for body, count in bodies.items() if count > 1 and len(body) >= FEWEST_SIGNS)
    clusters = package.scan("copies").join(package.scan("articles"), on="article_id").collect()
    assert clusters.filter(pl.struct("cluster_id", "text_sha256").is_duplicated())["article_id"].n_unique() == copied
    found = {outcome.rule: outcome.warnings for outcome in report.outcomes}
    assert (found["copies-unlinked"], found["near-copies-unlinked"]) == (0, 0)


def test_both_forms_of_the_newswire_are_one_collection(packages: tuple[Package, Package]) -> None:
    one, other = ({name: package.scan(name) for name in TABLES} for package in packages)
    assert content_root(one) == content_root(other)
    for name in TABLES:
        first, second = (_without_source(tables[name].collect()) for tables in (one, other))
        assert name == "sources" or first.equals(second), name


def _without_source(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.drop("source_id", strict=False)


def _settled(text: str) -> str:
    """Returns words with single spaces: what differs by white space alone is one text."""
    return " ".join(text.split())


def _surplus(counts: Counter[Any]) -> int:
    return counts.total() - len(counts)
