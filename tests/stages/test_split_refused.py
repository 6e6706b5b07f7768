"""What a split does not set aside, what it refuses, and what the command says of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from stages.garden import ids, reported, rows_of, written, wrong
from stages.halves import check, column, csv
from stages.island import pressmark, tree

from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.errors import PackageError
from pressmark.model.report import Finding, Place
from pressmark.stages.split import split

ACCEPTED = [
    ({"suppression": "looked at (until 2027-01-01)"}, 0),
    ({"known": True}, 0),
    ({"severity": "warning"}, 0),
    ({"contained": True}, 1),
    ({}, 1),
]


@pytest.mark.parametrize(("said", "bad"), ACCEPTED, ids=lambda value: str(value))
def test_what_is_accepted_sets_nothing_aside(
    said: Mapping[str, Any], bad: int, garden: Package, tmp_path: Path
) -> None:
    first = ids(rows_of(garden))[0]
    finding = replace(wrong("one-rule", Place(table="articles", key=first)), **said)
    done = split(garden.folder, report=reported(garden, [finding]), good=tmp_path / "good", bad=tmp_path / "bad")
    assert (done.good_articles, done.bad_articles) == (6 - bad, bad)


def test_a_key_that_points_nowhere_is_set_aside_although_it_was_accepted(garden: Package, tmp_path: Path) -> None:
    rows = rows_of(garden)
    one, two, *_ = ids(rows)
    for row in rows["articles"]:
        row["source_id"] = "s-0123456789abcdef" if row["article_id"] == one else row["source_id"]
    for row in rows["statements"]:
        row["permission_id"] = "LicenseRef-Nobody" if row["article_id"] == two else row["permission_id"]
    rows["sources"] = [{**row, "articles": row["articles"] - (row["records"] > 1)} for row in rows["sources"]]
    package = written(rows, tmp_path / "package", garden)
    done = split(package.folder, report=reported(package, []), good=tmp_path / "good", bad=tmp_path / "bad")
    check(rows, done)
    assert column(done.bad, "articles", "article_id") == {one, two}
    assert {row["rule"] for row in csv(done.bad.folder / "reasons.csv")} == {"key-dangling"}


REMAINING = [
    (wrong("file-changed", Place(file="notes.txt")), ()),
    (wrong("csv-not-settled", Place(file="data/texts.csv")), ()),
    (wrong("descriptor-invalid", Place(file=DESCRIPTOR, field="/resources/0/path")), ()),
    (wrong("descriptor-invalid", Place(file=DESCRIPTOR, field="/created")), ("descriptor-invalid",)),
    (wrong("name-not-lasting", Place(file=DESCRIPTOR, field="/name")), ("name-not-lasting",)),
    (wrong("dataset-undescribed", Place(file="pressmark.toml")), ("dataset-undescribed",)),
]


@pytest.mark.parametrize(("finding", "remaining"), REMAINING, ids=lambda value: str(value)[:40])
def test_an_error_of_no_article_is_listed_and_said_to_remain_where_it_does(
    finding: Finding, remaining: tuple[str, ...], garden: Package, tmp_path: Path
) -> None:
    done = split(garden.folder, report=reported(garden, [finding]), good=tmp_path / "good", bad=tmp_path / "bad")
    assert (done.bad_articles, done.remaining) == (0, remaining)
    (reason,) = csv(done.bad.folder / "reasons.csv")
    assert (reason["article_id"], reason["rule"], reason["key"]) == (None, finding.rule, finding.place.file)
    assert csv(done.bad.folder / "rules.csv") == [{"rule": finding.rule, "articles": "0"}]


def test_the_command_splits_and_keeps_its_status(garden: Package, tmp_path: Path) -> None:
    rows = rows_of(garden)
    for row in rows["agents"]:
        row["role"] = row["role"].replace("author", "gardener")
    package = written(rows, tmp_path / "package", garden)
    good, bad = tmp_path / "good", tmp_path / "bad"
    said = pressmark("validate", package.folder, "--examples", "1", "--split", good, bad)
    assert said.code == 1
    assert said.err.splitlines() == [
        f"{good}: 0 articles without an error",
        f"{bad}: 6 articles with errors; reasons.csv says which",
    ]
    # The report shows as many examples as were asked for; the reasons are all there.
    assert said.out.count("gardener") <= 1
    assert {row["article_id"] for row in csv(bad / "reasons.csv")} == set(ids(rows))
    assert column(open_package(bad), "agents", "role") >= {"gardener"}


def test_what_cannot_be_split_is_refused_and_nothing_is_written(garden: Package, dataset: Path, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(garden.folder, package)
    shutil.copytree(dataset / "1.0.0", tmp_path / "release")
    (tmp_path / "records.jsonl").write_text("{}\n", "utf-8")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "notes.txt").write_text("mine\n", "utf-8")
    before = tree(tmp_path)
    refusals = [
        (("release", "good", "bad"), "is a release"),
        (("records.jsonl", "good", "bad"), "is a file of records"),
        (("nothing", "good", "bad"), "no datapackage.json"),
        (("package", "good", "good"), "must lie apart"),
        (("package", "good", "good/bad"), "must lie apart"),
        (("package", "good/good", "good"), "must lie apart"),
        (("package", "package", "bad"), "must lie apart"),
        (("package", "good", "package/bad"), "must lie apart"),
        (("package", "good", "."), "exists and is no package"),
        (("package", "notes", "bad"), "exists and is no package"),
        (("package", "good", "records.jsonl"), "exists and is no package"),
        (("package", "good", "release"), "is a release"),
    ]
    for (subject, good, bad), expected in refusals:
        said = pressmark("validate", tmp_path / subject, "--split", tmp_path / good, tmp_path / bad)
        assert (said.code, said.out) == (2, "")
        assert expected in said.err
        assert said.err.count("\n") == 1
    for more in (("--level", "structure"), ("--since", "HEAD")):
        said = pressmark("validate", package, "--split", tmp_path / "good", tmp_path / "bad", *more)
        assert (said.code, said.out) == (2, "")
    assert tree(tmp_path) == before


REPORTS = [
    ({"level": "structure"}, "was not validated in full"),
    ({"breaks": (("one-rule", "0" * 16),)}, "was not validated in full"),
    ({"content_root": "0" * 64}, "was changed since it was validated"),
]


@pytest.mark.parametrize(("said", "expected"), REPORTS)
def test_a_report_of_something_else_is_refused(
    said: Mapping[str, Any], expected: str, garden: Package, tmp_path: Path
) -> None:
    report = replace(reported(garden, []), **said)
    with pytest.raises(PackageError, match=expected):
        split(garden.folder, report=report, good=tmp_path / "good", bad=tmp_path / "bad")
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_cannot_be_read_is_refused(garden: Package, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(garden.folder, package)
    path = package / "data" / "agents.csv"
    path.write_bytes(path.read_bytes().replace(b"article_id,role", b"article_id,rolle", 1))
    with pytest.raises(PackageError, match="cannot be read in full"):
        split(package, report=reported(garden, []), good=tmp_path / "good", bad=tmp_path / "bad")
    assert not (tmp_path / "good").exists()


def test_packages_that_are_there_are_replaced(garden: Package, tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    place = Place(table="articles", key=ids(rows_of(garden))[0])
    split(garden.folder, report=reported(garden, []), good=good, bad=bad)
    split(garden.folder, report=reported(garden, [wrong("one-rule", place)]), good=good, bad=bad)
    split(garden.folder, report=reported(garden, [wrong("one-rule", place)]), good=tmp_path / "g", bad=tmp_path / "b")
    assert (tree(good), tree(bad)) == (tree(tmp_path / "g"), tree(tmp_path / "b"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "bad", "g", "good"]
