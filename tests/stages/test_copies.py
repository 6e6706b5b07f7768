"""Reprints are linked at conversion, show no more than the strictest of them, and stay so in releases and fixes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from stages.island import BELL, NAME, SOURCES, issued, packed, sources

from pressmark.contracts.package import Package, open_package, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.records.binding import bind
from pressmark.records.judging import decisions
from pressmark.rights.gate import Policy
from pressmark.stages.fix import fix
from pressmark.stages.validate import validate

# The bell of the island, in another paper, without a licence, and with another headline and first line.
REPRINT = """# On the Reef, a Bell Rings

By Ole Brandt

The Mainland Echo, April 12, 2024

SKERRY (Reuters) - The bell buoy off the north reef rings again, after two silent winters.

Its clapper had rusted through in the gales of 2022, and the spare one was found to belong to another bell. The new \
clapper was cast on the mainland and came over with the post.

The keeper of the harbour light says that she sleeps better with the bell than without it, because she no longer \
listens for it.

Copyright © The Mainland Echo, 2024
"""
MORE = {"reprint.md": REPRINT}
REVIEWED = "article_id,claim,value,reviewer,reviewed_on,note\n{},license,CC-BY-4.0,Ada Lind,2026-11-01,asked\n"
WITHDRAWN = "article_id,date,reason,scope,replaced_by,note\n{},2026-11-01,rights-holder-request,record,,\n"


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Package:
    folder = tmp_path_factory.mktemp("copies")
    return packed(folder / "package", sources(folder / "in", more=MORE))


def rows(package: Package, name: str, *columns: str) -> list[tuple[Any, ...]]:
    return package.scan(name).select(columns).collect().rows()


def decided(package: Package) -> dict[str, tuple[str, str]]:
    return {row[0]: row[1:] for row in rows(package, "articles", "article_id", "release_profile", "release_rule")}


def reprint_of(package: Package) -> str:
    (found,) = [name for name, role in rows(package, "copies", "article_id", "role") if role == "reprint"]
    return str(found)


def test_a_reprint_is_linked_and_binds(package: Package, linked: Package) -> None:
    roles = dict(rows(linked, "copies", "article_id", "role"))
    other = reprint_of(linked)
    assert roles == {BELL: "origin", other: "reprint"}
    assert decided(package)[BELL] == ("fulltext", "open-license")
    assert decided(linked)[BELL] == ("metadata", "copy-of-restricted")
    assert {k: v for k, v in decided(linked).items() if k not in roles} == {
        k: v for k, v in decided(package).items() if k != BELL
    }


def test_a_link_is_no_part_of_a_record(package: Package, linked: Package) -> None:
    before, after = (dict(rows(one, "articles", "article_id", "record_sha256")) for one in (package, linked))
    assert before.items() <= after.items()


def test_a_credit_makes_a_republication_and_is_kept_as_it_is_printed(linked: Package) -> None:
    article = linked.scan("articles").filter(pl.col("article_id") == reprint_of(linked)).collect().row(0, named=True)
    assert (article["original_publisher"], article["is_republication"]) == ("Reuters", True)
    claims = linked.scan("claims").filter(pl.col("article_id") == article["article_id"])
    found = claims.filter(pl.col("claim").is_in(["credit", "original_publisher"])).select("claim", "value", "verbatim")
    assert sorted(found.collect().rows()) == [
        ("credit", "Reuters", "(Reuters)"),
        ("original_publisher", "Reuters", "(Reuters)"),
    ]


def test_the_rules_find_nothing_unlinked_after_a_conversion(linked: Package) -> None:
    report = validate(linked.folder, examples=99)
    found = {outcome.rule: outcome.warnings for outcome in report.outcomes}
    assert (found["copies-unlinked"], found["near-copies-unlinked"], report.count("error")) == (0, 0, 0)


def test_a_release_comes_to_the_same_decision(linked: Package, tmp_path: Path) -> None:
    released = issued(linked, tmp_path).package
    assert decided(released) == decided(linked)
    assert BELL not in dict(rows(released, "texts", "article_id", "text"))
    assert rows(released, "copies", *table("copies").columns) == rows(linked, "copies", *table("copies").columns)
    assert "copy-of-restricted" in (released.folder / "RIGHTS.md").read_text("utf-8")


def test_a_named_reviewer_lifts_the_binding_of_the_article_alone(tmp_path: Path) -> None:
    found = sources(tmp_path / "in", more={**MORE, "reviews.csv": REVIEWED.format(BELL)})
    package = packed(tmp_path / "package", found)
    assert decided(package)[BELL] == ("fulltext", "open-license")
    assert decided(package)[reprint_of(package)][0] == "metadata"
    assert decided(issued(package, tmp_path / "releases").package) == decided(package)


def test_a_withdrawn_reprint_withholds_its_copies(linked: Package, tmp_path: Path) -> None:
    found = sources(tmp_path / "in", more={**MORE, "withdrawals.csv": WITHDRAWN.format(reprint_of(linked))})
    package = packed(tmp_path / "package", found)
    assert decided(package)[BELL] == ("withheld", "withdrawn")
    released = issued(package, tmp_path / "releases").package
    assert BELL not in decided(released)
    assert BELL in [row[0] for row in rows(released, "tombstones", "article_id")]


def without_links(package: Package, folder: Path) -> Package:
    """Returns a copy of a package in which the rows of `copies` are gone, and the profile is as it was without them."""
    shutil.copytree(package.folder, folder)
    changed = open_package(folder)
    articles = changed.scan("articles").with_columns(
        release_profile=pl.when(pl.col("article_id") == BELL).then(pl.lit("fulltext")).otherwise("release_profile"),
        release_rule=pl.when(pl.col("article_id") == BELL).then(pl.lit("open-license")).otherwise("release_rule"),
    )
    write_table(articles.collect().lazy(), table("articles"), changed.paths["articles"])
    write_table(table("copies").empty().lazy(), table("copies"), changed.paths["copies"])
    return changed


def test_a_fix_links_reprints_and_binds_them_as_a_conversion_does(linked: Package, tmp_path: Path) -> None:
    package = without_links(linked, tmp_path / "package")
    report = validate(package.folder, examples=99)
    assert {outcome.rule: outcome.warnings for outcome in report.outcomes}["near-copies-unlinked"] == 1
    fixed = fix(package.folder, report=report, select=["near-copies-unlinked"])
    assert fixed.articles == 2
    again = open_package(package.folder)
    assert rows(again, "copies", *table("copies").columns) == rows(linked, "copies", *table("copies").columns)
    assert decided(again) == decided(linked)
    assert (
        fix(package.folder, report=validate(package.folder, examples=99), select=["near-copies-unlinked"]).changes == ()
    )


def test_what_a_copy_lowered_stays_lowered_though_the_link_is_lost(linked: Package) -> None:
    tables = {name: linked.scan(name) for name in TABLES} | {"copies": table("copies").empty().lazy()}
    found = decisions(tables, Policy(), "mixed", {}).filter(pl.col("article_id") == BELL)
    assert found.select("release_profile", "release_rule").row(0) == ("metadata", "copy-of-restricted")


def test_binding_what_is_bound_changes_nothing(linked: Package) -> None:
    tables = {name: linked.scan(name) for name in TABLES}
    bound = bind(tables, tables["articles"]).collect()
    assert bound.equals(tables["articles"].collect())


RUN = """
import sys
from pathlib import Path
from stages.island import packed
packed(Path(sys.argv[1]), Path("in"), workers=int(sys.argv[2]))
"""


@pytest.mark.parametrize(("seed", "workers"), [("0", "1"), ("4711", "2")])
def test_no_seed_and_no_worker_changes_a_cluster(linked: Package, tmp_path: Path, seed: str, workers: str) -> None:
    sources(tmp_path / "in", more={**MORE, **{f"z{n:02}.md": f"# Page {n}\n\nThe tide was {n}." for n in range(70)}})
    path = os.pathsep.join([str(SOURCES.parents[1]), *sys.path])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", RUN, str(tmp_path / "package"), workers]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    found = open_package(tmp_path / "package")
    assert found.name == NAME
    assert rows(found, "copies", *table("copies").columns) == rows(linked, "copies", *table("copies").columns)
