"""Splits a package in two: the articles without an error, and those with one and their reasons; nothing is lost.

Each half is a package in which every key holds. What stands in the other half has a row in `source_records` that says
so, and the counts of `sources` follow. Rows that no package can hold as they are (of an article that is not there, with
a cell that is not of its column's type, of a cluster of copies that is cut to one) lie beside the second half in
`apart/`, as they stood.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.checking.staging import ROW, Staged, stage
from pressmark.contracts.configuration import CONFIGURATION, REVIEWS, WITHDRAWALS
from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package, resource, write_table
from pressmark.contracts.tables import TABLES, children, table
from pressmark.errors import PackageError
from pressmark.files import settled_json, whole_folder, write_whole
from pressmark.model.report import Report
from pressmark.records.hashing import content_root
from pressmark.stages._faults import KEPT, Faults, faults_of
from pressmark.stages._reasons import write_apart, write_reasons
from pressmark.stages._receipts import counted, moved, unknown_permissions, unknown_sources

_RECORD_KEY = pl.concat_str(pl.col("source_id", "locator").fill_null("None"), separator="/")
_IS_GOOD = "has no error, and is in the other package"
_IS_BAD = "has errors, and is in the other package"

Scans = Mapping[str, pl.LazyFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What a split gives: both packages, and how many articles each holds.

    `remaining` names the rules whose errors are of no article and stand in the good package, too: in its configuration,
    or in what its descriptor says.
    """

    good: Package
    bad: Package
    good_articles: int
    bad_articles: int
    remaining: tuple[str, ...]


def check_split(package: Path | str, good: Path | str, bad: Path | str) -> Package:
    """Returns the package; raises PackageError where it, or one of the folders, cannot be used for a split."""
    subject, folders = Path(package), (Path(good), Path(bad))
    if subject.is_file():
        raise PackageError("is a file of records", where=subject.name, remedy="only a package can be split")
    source = open_package(subject)
    if source.kind != "package":
        raise PackageError("is a release", where=source.name, remedy="split the package that it was made of")
    for target in folders:
        if target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / DESCRIPTOR).is_file()):
            raise PackageError("exists and is no package", where=str(target), remedy="choose another folder")
        if (target / DESCRIPTOR).is_file() and open_package(target).kind == "release":
            raise PackageError(
                "is a release", where=str(target), remedy="a release is never edited; choose another folder"
            )
    places = [path.resolve() for path in (subject, *folders)]
    for number, place in enumerate(places):
        for other in places[:number]:
            if place == other or place in other.parents or other in place.parents:
                raise PackageError(
                    "lies inside another", where=place.name, remedy="the package and both folders must lie apart"
                )
    return source


def split(package: Path | str, *, report: Report, good: Path | str, bad: Path | str) -> Split:
    """Writes the articles without an error to one package, and those with one to another, with the reasons.

    Args:
        package: The folder of a package.
        report: A validation of the package as it is now, at the level content, with all its findings.
        good: The folder for the good articles; a package there is replaced once both new ones are whole.
        bad: The folder for the others, with `reasons.csv`, `rules.csv` and `together.csv`.

    Returns:
        Both packages. An error that was suppressed or is known sets no article aside.

    Raises:
        PackageError: where the package cannot be read in full, the report is not of it, or a folder cannot be used.
    """
    source = check_split(package, good, bad)
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        staged = stage(source, Path(scratch))
        _check(report, staged, source)
        scans = {name: staged.scans.get(name, _empty(name)) for name in TABLES}
        faults = faults_of(report, scans)
        halves = _halves(scans, faults)
        repeated = {found.place.table for found in report.findings if found.rule == "key-repeated"}
        with whole_folder(Path(good), replace=True) as one, whole_folder(Path(bad), replace=True) as other:
            counts = [_write(source, half, into, repeated) for half, into in zip(halves, (one, other), strict=True)]
            write_reasons(faults.reasons, other)
            write_apart(source, _apart(staged, scans, halves), other / "apart")
    return Split(
        good=open_package(Path(good)),
        bad=open_package(Path(bad)),
        good_articles=counts[0],
        bad_articles=counts[1],
        remaining=faults.remaining,
    )


def _empty(name: str) -> pl.LazyFrame:
    return table(name).empty().lazy().with_row_index(ROW, offset=1)


def _check(report: Report, staged: Staged, source: Package) -> None:
    if report.level != "content" or len(report.breaks) != len(report.findings):
        remedy = "validate it at the level content and keep every finding"
        raise PackageError("was not validated in full", where=source.name, remedy=remedy)
    if staged.unread or "articles" not in staged.scans:
        where = next((str(misfit.place) for misfit in staged.misfits if not misfit.place.row), source.name)
        raise PackageError("cannot be read in full", where=where, remedy="mend what type-wrong finds of it first")
    if report.content_root != content_root(staged.tables()):
        raise PackageError("was changed since it was validated", where=source.name, remedy="validate it again")


def _halves(scans: Scans, faults: Faults) -> tuple[dict[str, pl.LazyFrame], dict[str, pl.LazyFrame]]:
    """Returns the tables of the good and of the bad package."""
    every, ids = scans["articles"], faults.articles.lazy()
    articles = (
        every.join(ids, on="article_id", how="anti").drop_nulls("article_id"),
        pl.concat([every.join(ids, on="article_id", how="semi"), every.filter(pl.col("article_id").is_null())]),
    )
    good, bad = ({"articles": found, **_children(scans, found)} for found in articles)
    good |= _good_permissions(scans, faults)
    bad |= _bad_permissions(scans, bad, good)
    good["tombstones"], bad["tombstones"] = _tombstones(scans, faults, good["articles"])
    good["sources"], good["source_records"], bad["sources"], bad["source_records"] = _receipts(scans, faults, articles)
    return good, bad


def _children(scans: Scans, articles: pl.LazyFrame) -> dict[str, pl.LazyFrame]:
    held = {child.name: _within(scans[child.name], articles, "article_id") for child in children()}
    before = scans["copies"].group_by("cluster_id").agg(before=pl.len())
    clusters = held["copies"].join(before, on="cluster_id", how="left")
    whole = (pl.len().over("cluster_id") > 1) | (pl.col("before") == 1)
    return {**held, "copies": clusters.filter(whole).drop("before")}


def _within(rows: pl.LazyFrame, others: pl.LazyFrame, key: str) -> pl.LazyFrame:
    return rows.join(others.select(key).drop_nulls(), on=key, how="semi")


def _without(rows: pl.LazyFrame, others: pl.LazyFrame, key: str) -> pl.LazyFrame:
    return rows.join(others.select(key).drop_nulls(), on=key, how="anti")


def _good_permissions(scans: Scans, faults: Faults) -> dict[str, pl.LazyFrame]:
    """Returns every permission that is not at fault, also one on which no article rests."""
    sound = _without(scans["permissions"], faults.permissions.lazy(), "permission_id").drop_nulls("permission_id")
    return {"permissions": sound, "permission_terms": _within(scans["permission_terms"], sound, "permission_id")}


def _bad_permissions(scans: Scans, bad: Scans, good: Scans) -> dict[str, pl.LazyFrame]:
    """Returns the permissions on which the bad articles rest, and those that are at fault."""
    used = pl.concat([bad[name].select("permission_id") for name in ("articles", "statements")])
    at_fault = _without(scans["permissions"], good["permissions"], "permission_id")
    astray = _without(scans["permission_terms"], good["permissions"], "permission_id")
    named = pl.concat([used, astray.select("permission_id"), at_fault.select("permission_id")])
    known = scans["permissions"].filter(pl.col("permission_id").is_null())
    held = pl.concat([_within(scans["permissions"], named, "permission_id"), known])
    unknown = unknown_permissions(named, scans["permissions"])
    terms = _within(scans["permission_terms"], named, "permission_id")
    nameless = scans["permission_terms"].filter(pl.col("permission_id").is_null())
    return {
        "permissions": pl.concat([held, unknown], how="diagonal"),
        "permission_terms": pl.concat([terms, nameless]),
    }


def _tombstones(scans: Scans, faults: Faults, good: pl.LazyFrame) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Returns the tombstones of both packages.

    One that names a bad article as the replacement stands in both; the good package does not say there by what the
    article is replaced, since nobody who has only that package could arrive.
    """
    rows, ids = scans["tombstones"], faults.articles.lazy()
    wrong = faults.rows.lazy().filter(pl.col("table") == "tombstones").select(article_id="key")
    aside = pl.concat([ids, wrong])
    kept = _without(rows, aside, "article_id").drop_nulls("article_id")
    known = pl.concat([good.select("article_id"), kept.select("article_id")]).unique().with_columns(kept=True)
    before = pl.concat([scans["articles"].select("article_id"), rows.select("article_id")]).drop_nulls().unique()
    ends = known.join(before, on="article_id", how="right").select(replaced_by="article_id", leads="kept")
    told = kept.join(ends.with_columns(pl.col("leads").fill_null(value=False)), on="replaced_by", how="left")
    shown = pl.when(pl.col("leads").fill_null(value=True)).then("replaced_by").alias("replaced_by")
    cut = told.filter(~pl.col("leads")).drop("leads")
    rest = rows.join(kept.select("article_id"), on="article_id", how="anti")
    return told.with_columns(shown).drop("leads"), pl.concat([rest, cut])


def _receipts(
    scans: Scans, faults: Faults, articles: tuple[pl.LazyFrame, pl.LazyFrame]
) -> tuple[pl.LazyFrame, pl.LazyFrame, pl.LazyFrame, pl.LazyFrame]:
    """Returns sources and source_records of the good, and of the bad package."""
    good, bad = articles
    sources, records = scans["sources"], scans["source_records"]
    wrong = faults.rows.lazy().filter(pl.col("table") == "source_records")
    keyed = records.with_columns(key=_RECORD_KEY)
    astray = keyed.join(wrong, on="key", how="semi").drop("key")
    sound = _without(sources, faults.sources.lazy(), "source_id").drop_nulls("source_id")
    kept = _within(keyed.join(wrong, on="key", how="anti").drop("key"), sound, "source_id")
    reasons = _why(faults).lazy()
    out = moved(_within(bad, sound, "source_id"), reasons, kept, "rejected", _IS_BAD)
    good_sources = counted(sound, out, _within(astray, sound, "source_id"))

    homeless = records.join(sources.select("source_id"), on="source_id", how="anti")
    named = pl.concat([found.select("source_id") for found in (bad, faults.sources.lazy(), astray, homeless)])
    nameless = pl.col("source_id").is_null()
    held = pl.concat([_within(sources, named, "source_id"), sources.filter(nameless)])
    left = pl.concat([_within(records, named, "source_id"), records.filter(nameless)])
    stay = good.select("article_id").with_columns(reason=pl.lit(_IS_GOOD), locator_stands=True).unique()
    back = moved(_within(good, held, "source_id"), stay, left, "skipped", _IS_GOOD)
    unknown = unknown_sources(bad, homeless, sources)
    bad_sources = pl.concat([counted(held, back, _empty("source_records")), unknown], how="diagonal")
    return (
        good_sources,
        pl.concat([kept, out.lazy()], how="diagonal"),
        bad_sources,
        pl.concat([left, back.lazy()], how="diagonal"),
    )


def _why(faults: Faults) -> pl.DataFrame:
    """Returns for each bad article what the receipt of the good package says of it."""
    rules = faults.reasons.drop_nulls("article_id").group_by("article_id").agg(pl.col("rule").unique().sort())
    said = pl.concat_str(pl.lit(f"{_IS_BAD}: "), pl.col("rule").list.join(", "))
    why = rules.select("article_id", reason=said)
    stands = ~pl.col("article_id").is_in(faults.unplaced["article_id"].implode())
    return why.with_columns(locator_stands=stands)


def _apart(staged: Staged, scans: Scans, halves: tuple[Scans, Scans]) -> dict[str, list[int]]:
    """Returns the numbers of the rows, by table, that no package can hold as they are."""
    rows: dict[str, set[int]] = {name: set() for name in TABLES}
    for misfit in staged.misfits:
        if misfit.place.table and misfit.place.row:
            rows[misfit.place.table].add(misfit.place.row)
    for child in children():
        held = pl.concat([half[child.name].select(ROW) for half in halves])
        rows[child.name] |= {*scans[child.name].select(ROW).join(held, on=ROW, how="anti").collect()[ROW].to_list()}
    return {name: sorted(numbers) for name, numbers in rows.items() if numbers}


def _write(source: Package, tables: Scans, folder: Path, repeated: set[str | None]) -> int:
    """Writes one package, and returns how many articles it holds."""
    resources: list[dict[str, Any]] = []
    for name in TABLES:
        if name == "articles" or tables[name].head(1).collect().height:
            found, path = table(name), folder / "data" / f"{name}.{source.format}"
            # Rows that have one key are told apart by all their columns, so that their order is settled.
            order = tuple(dict.fromkeys([*found.primary_key, *found.columns])) if name in repeated else ()
            write_table(tables[name], replace(found, primary_key=order) if order else found, path)
            resources.append(resource(found, path, folder))
    said = {key: value for key, value in source.descriptor.items() if key in KEPT}
    write_whole(folder / DESCRIPTOR, settled_json(descriptor(source.name, "package", resources, **said)))
    for name in (CONFIGURATION, REVIEWS, WITHDRAWALS):
        if (source.folder / name).is_file() and not (source.folder / name).is_symlink():
            shutil.copyfile(source.folder / name, folder / name)
    return int(tables["articles"].select(pl.len()).collect().item())
