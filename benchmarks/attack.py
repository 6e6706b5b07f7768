"""Attacks a release in every profile with its own files, and careless profiles too, and prints what is put together.

The collections are the sample of this repository and, where the cases lie beside it, 6,000 stories of a newswire.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package, resource, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.errors import ReleaseError
from pressmark.files import settled_json
from pressmark.model.report import Report
from pressmark.model.work import Exposure
from pressmark.records.exposure import attacked, exposures, undecided
from pressmark.records.hashing import content_root
from pressmark.rights.limits import excesses, limits
from pressmark.stages.convert import convert
from pressmark.stages.release import release

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "datapackages" / "sources"
NEWSWIRE = ROOT.parent / "shared" / "cases" / "reuters21578" / "reuters21578.csv.gz"
DAY = date(2026, 11, 23)
DATASET = """\
[dataset]
name = "attacked"
title = "A collection under attack"
description = "Articles to measure with."
license = "CC0-1.0"
homepage = "https://pressmark.example/attack"
creators = [{ name = "Pressmark maintainers" }]
publisher = { name = "Pressmark maintainers" }
contact = { name = "Pressmark maintainers", email = "maintainers@pressmark.example" }
"""
ASKED = """
[release]
commercial = false
purpose = "education"
audience = "public"
features = true
excerpts = true
jurisdiction = "DE"
excerpts_basis = "quotation"
"""
PROFILES = ("metadata", "features", "excerpt", "mixed")

Tables = Mapping[str, pl.LazyFrame]


@dataclass(frozen=True, slots=True)
class Careless:
    """A profile that somebody might think up: its name, the profile it stands for, and the table that it fills."""

    name: str
    profile: str
    table: str
    rows: Callable[[pl.LazyFrame], pl.LazyFrame]


def long_excerpts(texts: pl.LazyFrame) -> pl.LazyFrame:
    """Returns excerpts of 300 words."""
    words = pl.concat_str("lede", "text", separator=" ", ignore_nulls=True).str.extract_all(r"\S+")
    return texts.select("article_id", text=words.list.head(300).list.join(" "))


def in_rows(size: int) -> Callable[[pl.LazyFrame], pl.LazyFrame]:
    """Returns a function that gives every run of so many words as rows of a sketch, sorted by the words."""

    def rows(texts: pl.LazyFrame) -> pl.LazyFrame:
        return sorted_runs(texts, size).select(
            "article_id",
            method=pl.lit("sketch"),
            position=pl.int_range(1, pl.len() + 1).over("article_id"),
            value="run",
            parameters=pl.lit(None, dtype=pl.String),
        )

    return rows


def pairs(texts: pl.LazyFrame) -> pl.LazyFrame:
    """Returns counts of pairs of words, also of those that one article alone has."""
    return sorted_runs(texts, 2).group_by("article_id", token="run").agg(count=pl.len().cast(pl.Int64))


def sorted_runs(texts: pl.LazyFrame, size: int) -> pl.LazyFrame:
    """Returns the runs of so many words of each text, in an order that tells nothing."""
    words = pl.concat_str("lede", "text", separator=" ", ignore_nulls=True).str.to_lowercase().str.extract_all(r"\w+")
    each = texts.select("article_id", word=words).explode("word").drop_nulls()
    run = pl.concat_str([pl.col("word").shift(-place).over("article_id") for place in range(size)], separator=" ")
    return each.with_columns(run=run).drop_nulls().unique(["article_id", "run"]).sort("article_id", "run")


CARELESS = (
    Careless("excerpts of 300 words", "excerpt", "excerpts", long_excerpts),
    Careless("counts of pairs, none left out", "features", "features", pairs),
    Careless("runs of five words as a sketch", "metadata", "fingerprints", in_rows(5)),
)


def collections(folder: Path) -> Iterator[tuple[str, Package]]:
    """Yields the collections as packages whose owners ask for everything."""
    shutil.copytree(SAMPLE, folder / "sources")
    own = folder / "sources" / "harbour-press"
    wanted = (own / "pressmark.toml").read_text("utf-8").partition("[release]")
    rest = wanted[2].partition("[convert]")
    (own / "pressmark.toml").write_text(f"{wanted[0]}{ASKED}\n[convert]{rest[2]}", encoding="utf-8")
    yield "harbour-press", convert(own, to=folder / "sample", created=DAY).package
    if NEWSWIRE.is_file():
        wire = folder / "wire"
        wire.mkdir()
        shutil.copyfile(NEWSWIRE, wire / NEWSWIRE.name)
        (wire / "pressmark.toml").write_text(f"{DATASET}{ASKED}", encoding="utf-8")
        yield "newswire", convert(wire, to=folder / "newswire", created=DAY).package
    else:
        print("The newswire is not beside the clone; it is left out.", file=sys.stderr)


def reported(package: Package) -> Report:
    """Returns a report without findings: what is wrong with the articles is not asked here."""
    root = content_root(tables_of(package))
    return Report(
        subject=package.name, kind="package", level="content", toolkit_version="", content_root=root, articles=0,
        outcomes=(), findings=(),
    )  # fmt: skip


def tables_of(package: Package) -> dict[str, pl.LazyFrame]:
    """Returns all tables of a package."""
    return {name: package.scan(name) for name in TABLES}


def careless(package: Package, given: Careless, released: Package, folder: Path) -> tuple[tuple[Exposure, ...], str]:
    """Returns what an attack on a careless profile puts together, and what refuses it."""
    tables = tables_of(package)
    articles = released.scan("articles").with_columns(
        release_profile=pl.when(pl.col("release_profile") == "fulltext")
        .then(pl.lit("fulltext"))
        .otherwise(pl.lit(given.profile))
    )
    closed = articles.filter(pl.col("release_profile") != "fulltext").select("article_id")
    shown = tables_of(released) | {
        "articles": articles,
        given.table: given.rows(tables["texts"].join(closed, on="article_id", how="semi")),
    }
    entries = []
    for name, frame in shown.items():
        path = folder / "data" / f"{name}.parquet"
        write_table(frame.collect().lazy(), table(name), path)
        entries.append(resource(table(name), path, folder))
    (folder / DESCRIPTOR).write_text(settled_json(descriptor("careless", "release", entries)), encoding="utf-8")
    written = tables_of(open_package(folder))
    decided = articles.select("article_id", "release_profile").collect()
    found = attacked(tables, written, decided, table("excerpts").empty().lazy(), folder, wordings=False)
    open_twins = undecided(found.twins, written["claims"])
    over = [excess.measure for excess in excesses(found.texts, open_twins, limits({}))]
    return exposures(found, open_twins), ", ".join(over + ["words leak"] * bool(found.leaks)) or "-"


def row(collection: str, name: str, found: Exposure, refused: str) -> str:
    """Returns a row of the table."""
    articles, words = found.recovered_articles / found.articles, found.recovered_words / max(found.words, 1)
    return (
        f"| {collection} | {name} | {found.profile} | {found.articles:,} | {found.span} | {articles:.1%} | {words:.2%} "
        f"| {found.twins} | {refused} |"
    )


def main() -> int:
    """Prints one table; returns 1 where a real profile was refused or a careless one was not."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    failed = False
    print(
        "| collection | release | profile | articles | longest span | articles recovered | words recovered | twins "
        "| refused for |\n|---|---|---|---:|---:|---:|---:|---:|---|"
    )
    with tempfile.TemporaryDirectory() as place:
        for collection, package in collections(Path(place)):
            for profile in PROFILES:
                to = Path(place) / f"{collection}-{profile}"
                try:
                    made = release(package.folder, to=to, report=reported(package), issued=DAY, profile=profile)
                except ReleaseError as refused:
                    failed = True
                    print(f"| {collection} | {profile} | | | | | | | {refused} |")
                    continue
                for found in made.work.exposures:
                    print(row(collection, f"{profile} at most", found, "-"), flush=True)
            plain = open_package(Path(place) / f"{collection}-metadata" / package.name / "0.1.0")
            for number, given in enumerate(CARELESS):
                measured, over = careless(package, given, plain, Path(place) / f"{collection}-{number}")
                failed |= over == "-"
                for found in measured:
                    print(row(collection, given.name, found, over), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
