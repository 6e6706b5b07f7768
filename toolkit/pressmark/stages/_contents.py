"""Decides what a release holds: the rows that the profiles allow, their versions, and tombstones of what went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.contracts.tables import table
from pressmark.contracts.withdrawals import Withdrawal
from pressmark.records.excerpts import settled
from pressmark.records.graves import UNDER_REVIEW
from pressmark.records.profiles import cut
from pressmark.records.withdrawing import tombstone


def contents(
    tables: Mapping[str, pl.LazyFrame],
    decided: pl.DataFrame,
    before: Package | None,
    issued: date,
    *,
    wordings: bool,
    withdrawals: Mapping[str, Withdrawal],
) -> dict[str, pl.LazyFrame]:
    """Returns the tables of a release: rows by profile, versions of records, fingerprints and tombstones.

    Args:
        tables: The tables of the package.
        decided: The gate's decisions: `article_id`, `release_profile`, `release_rule`.
        before: The release before this one.
        issued: The day of the release.
        wordings: Whether permissions keep their wordings.
        withdrawals: What was withdrawn and is in force.
    """
    columns = list(table("articles").columns)
    articles = tables["articles"].drop("release_profile", "release_rule").join(decided.lazy(), on="article_id")
    shown = articles.filter(pl.col("release_profile") != "withheld").select(columns)
    shown = _record_versions(shown, before)
    released = cut(tables, shown, wordings=wordings)
    released["excerpts"] = _excerpts(released["excerpts"], tables, decided, before)
    released["fingerprints"] = _fingerprints(released, before)
    shown = _with_words(released)
    released["tombstones"] = _tombstones(tables, decided, before, issued, shown, withdrawals)
    return released


def _excerpts(
    excerpts: pl.LazyFrame, tables: Mapping[str, pl.LazyFrame], decided: pl.DataFrame, before: Package | None
) -> pl.LazyFrame:
    """Returns the excerpts held to their budget over all versions, and apart from one another's texts."""
    hidden = decided.lazy().filter(pl.col("release_profile") != "fulltext").select("article_id")
    return settled(excerpts, tables["texts"], earlier_excerpts(before), hidden).lazy()


def earlier_excerpts(before: Package | None) -> pl.LazyFrame:
    """Returns the excerpts of the versions before, the newest first."""
    return pl.concat([table("excerpts").empty().lazy(), *(found.scan("excerpts") for found in _versions(before))])


def _versions(newest: Package | None) -> Iterator[Package]:
    """Yields a release and those that it tells of and that lie beside it, the newest first."""
    if newest is None:
        return
    yield newest
    for entry in newest.descriptor.get("articles:versions", ()):
        folder = newest.folder.parent / str(entry["version"])
        if entry["version"] != newest.descriptor["version"] and (folder / DESCRIPTOR).is_file():
            yield open_package(folder)


def _record_versions(articles: pl.LazyFrame, before: Package | None) -> pl.LazyFrame:
    if before is None:
        return articles.with_columns(record_version=pl.lit(1, dtype=pl.Int64))
    earlier = before.scan("articles").select("article_id", earlier="record_version", hash="record_sha256")
    changed = (pl.col("hash") != pl.col("record_sha256")).cast(pl.Int64)
    version = (pl.col("earlier") + changed).fill_null(1)
    return (
        articles.join(earlier, on="article_id", how="left").with_columns(record_version=version).drop("earlier", "hash")
    )


def _fingerprints(released: Mapping[str, pl.LazyFrame], before: Package | None) -> pl.LazyFrame:
    """Returns the fingerprints, with an earlier text's hash where it changed: old quotations can still be matched."""
    prints = released["fingerprints"]
    if before is None:
        return prints
    earlier = before.scan("articles").select("article_id", value="text_sha256").drop_nulls()
    now = released["articles"].select("article_id", "text_sha256")
    changed = earlier.join(now, on="article_id").filter(pl.col("value") != pl.col("text_sha256"))
    kept = before.scan("fingerprints").filter(pl.col("method") == "text-sha256-prev").select("article_id", "value")
    known = pl.concat(
        [kept.join(now.select("article_id"), on="article_id", how="semi"), changed.select("article_id", "value")]
    )
    numbered = known.unique(maintain_order=True).with_columns(
        method=pl.lit("text-sha256-prev"),
        position=pl.int_range(1, pl.len() + 1).over("article_id"),
        parameters=pl.lit("norm-v1"),
    )
    return pl.concat([prints, numbered.select(prints.collect_schema().names())])


def _with_words(tables: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    """Returns the ids of the articles that show words of their text."""
    return pl.concat([tables[name].select("article_id") for name in ("texts", "excerpts")]).unique(maintain_order=True)


def _tombstones(
    tables: Mapping[str, pl.LazyFrame],
    decided: pl.DataFrame,
    before: Package | None,
    issued: date,
    shown: pl.LazyFrame,
    withdrawals: Mapping[str, Withdrawal],
) -> pl.LazyFrame:
    """Returns what was withdrawn, now or before, and what is gone or withheld until a person has looked."""
    present = decided.lazy().filter(pl.col("release_profile") != "withheld").select("article_id")
    withheld = decided.lazy().filter(pl.col("release_profile") == "withheld").select("article_id")
    rows = [tombstone(withdrawals[article_id]) for article_id in sorted(withdrawals)]
    said = pl.LazyFrame(rows, schema=table("tombstones").polars_schema, orient="row")
    known = tables["tombstones"].filter(pl.col("scope") == "record").select("article_id")
    silent = shown.clear().select("article_id")
    earlier = table("tombstones").empty().lazy()
    if before is not None:
        known = pl.concat([known, *(before.scan(name).select("article_id") for name in ("articles", "tombstones"))])
        wordless = present.join(shown, on="article_id", how="anti")
        lost = _with_words({name: before.scan(name) for name in ("texts", "excerpts")})
        hushed = before.scan("tombstones").filter(pl.col("scope") == "text").select("article_id")
        silent = wordless.join(pl.concat([lost, hushed]), on="article_id", how="semi")
        earlier = before.scan("tombstones")
    texts = said.filter(pl.col("scope") == "text").select("article_id").join(present, on="article_id", how="semi")
    gone = pl.concat([withheld, known.join(present, on="article_id", how="anti")]).unique()
    scopes = [
        gone.with_columns(scope=pl.lit("record")),
        pl.concat([silent, texts]).unique().with_columns(scope=pl.lit("text")),
    ]
    return _stones(pl.concat(scopes), said, earlier, issued)


def _stones(wanted: pl.LazyFrame, said: pl.LazyFrame, earlier: pl.LazyFrame, issued: date) -> pl.LazyFrame:
    """Returns a tombstone for each article and scope.

    One of an earlier release stands, since it says in which version the article went. Only where nobody had said why
    does a reason that a person gave since take the place of the earlier one.
    """
    schema = table("tombstones").polars_schema
    rows = wanted.join(said, on="article_id", how="left", suffix="_said")
    told = pl.col("reason").is_not_null() & (
        (pl.col("scope_said") == pl.col("scope")) | (pl.col("scope_said") == "record")
    )
    rows = rows.with_columns(
        reason=pl.when(told).then("reason"),
        date=pl.when(told).then("date"),
        replaced_by=pl.when(told).then("replaced_by"),
    ).drop("scope_said", "withdrawn_in")
    rows = rows.join(earlier, on=("article_id", "scope"), how="left", suffix="_before")
    stands = pl.col("reason_before").is_not_null() & (
        (pl.col("reason_before") != UNDER_REVIEW) | pl.col("reason").is_null()
    )
    values = {
        "withdrawn_in": pl.col("withdrawn_in").fill_null("unreleased"),
        "reason": pl.when(stands).then("reason_before").otherwise(pl.col("reason").fill_null(UNDER_REVIEW)),
        "date": pl.when(stands).then("date_before").otherwise(pl.col("date").fill_null(pl.lit(issued))),
        "replaced_by": pl.when(stands).then("replaced_by_before").otherwise("replaced_by"),
    }
    return rows.with_columns(**values).select(schema.names())
