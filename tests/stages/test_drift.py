"""A template that loses what it printed is said at the conversion, and by a validation that knows the earlier one."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking.repository import NEEDS_GIT, Repository
from stages.island import Said, pressmark

from pressmark.contracts.package import open_package
from pressmark.stages.validate import validate

COUNTED = "inputs, {n} records: {n} articles, 0 duplicates, 0 rejected, 0 skipped\n"
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="https://lantern.example.org/{month}/{number}">
<meta property="article:published_time" content="2024-{month:02}-{number:02}T08:00:00Z">{author}</head>
<body><article><h1>{title}</h1><p>The {number}th boat of the month came in before noon, and the harbour master wrote
its name into the ledger of {month} as he has done since the old pier was built of oak.</p>
<p>Nobody asked where it had been, because its nets said so: they were full of kelp, and of one lost boot.</p>
</article></body></html>"""
EACH = 12
ALARM = f"0 of {2 * EACH} articles with authors from 2024-05 on, 100 % "
HERE = "; site lantern.example.org"


def pages(folder: Path, months: range, named: frozenset[int]) -> Path:
    """Writes a page for each of twelve days of some months; those of the months in `named` name their author."""
    for month in months:
        for number in range(1, EACH + 1):
            author = '<meta name="author" content="Thora Vik">' if month in named else ""
            path = folder / f"{month:02}" / f"{number:02}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            text = PAGE.format(title=f"Boat {number} of {month}", month=month, number=number, author=author)
            path.write_text(text, encoding="utf-8")
    return folder


ALL = frozenset(range(3, 7))
TO_MAY = frozenset({3, 4})


def converted(folder: Path, named: frozenset[int], months: range = range(3, 7), *options: str | Path) -> Said:
    sources = pages(folder / "pages", months, named)
    return pressmark("convert", sources, "--to", folder / "package", "--converter", "html", *options)


def said(folder: Path, count: int, *alarms: str) -> Said:
    lines = "".join(f"coverage collapsed: {alarm}\n" for alarm in alarms)
    return Said(0, f"{folder / 'package'}: {count} {COUNTED.format(n=count)}{lines}", "")


@pytest.mark.parametrize("first", [range(3, 7), range(3, 5)], ids=["the same months", "months that came since"])
def test_a_template_that_loses_the_authors_from_may_on_is_an_alarm_once(first: range, tmp_path: Path) -> None:
    assert converted(tmp_path, ALL, first) == said(tmp_path, EACH * len(first))
    then = "in the earlier conversion" if len(first) == 4 else "before"
    assert converted(tmp_path, TO_MAY) == said(tmp_path, 48, f"{ALARM}{then}{HERE}")
    assert converted(tmp_path, TO_MAY) == said(tmp_path, 48)


def test_the_earlier_package_stays_where_coverage_is_strict(tmp_path: Path) -> None:
    converted(tmp_path, ALL)
    before = (tmp_path / "package/data/agents.csv").read_bytes()
    refused = converted(tmp_path, TO_MAY, range(3, 7), "--strict-coverage")
    assert (refused.code, refused.out) == (2, "")
    assert f"lost coverage: {ALARM}in the earlier conversion{HERE}" in refused.err
    assert (tmp_path / "package/data/agents.csv").read_bytes() == before
    assert converted(tmp_path, ALL, range(3, 7), "--strict-coverage").out == said(tmp_path, 48).out


def test_a_first_conversion_is_compared_with_itself(tmp_path: Path) -> None:
    assert converted(tmp_path, TO_MAY) == said(tmp_path, 48, f"{ALARM}before{HERE}")


def test_an_earlier_package_that_cannot_be_read_is_replaced_and_that_is_said(tmp_path: Path) -> None:
    converted(tmp_path, ALL)
    (tmp_path / "package/data/articles.csv").write_text("article_id\r\n", encoding="utf-8")
    told = converted(tmp_path, ALL)
    assert told.out == said(tmp_path, 48).out + "coverage was not compared: the earlier package cannot be read\n"
    assert open_package(tmp_path / "package").scan("articles").collect().height == 48


def test_a_validation_compares_with_a_package_that_is_named(tmp_path: Path) -> None:
    converted(tmp_path / "first", ALL)
    converted(tmp_path / "second", frozenset())
    told = pressmark("validate", tmp_path / "second/package", "--previous", tmp_path / "first/package")
    alarm = f"{4 * EACH} articles with authors from 2024-03 on, 100 % in the earlier conversion{HERE}"
    assert alarm in " ".join(told.out.split())


@NEEDS_GIT
def test_a_validation_compares_with_the_package_of_a_revision(tmp_path: Path) -> None:
    converted(tmp_path, ALL)
    repository = Repository.made(tmp_path)
    converted(tmp_path, TO_MAY)
    report = validate(repository.folder / "package", since="main")
    found = {one.rule: one for one in report.findings if one.rule.startswith("coverage-")}
    assert found.keys() == {"coverage-collapsed", "coverage-unlike-earlier"}
    assert not any(one.known for one in found.values())
    repository.commit("Lose the authors")
    converted(tmp_path, TO_MAY, range(3, 8))
    report = validate(repository.folder / "package", since="main")
    assert [(one.rule, one.known) for one in report.findings if one.rule.startswith("coverage-")] == [
        ("coverage-collapsed", True)
    ]
