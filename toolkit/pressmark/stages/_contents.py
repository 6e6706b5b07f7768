"""Decides what a release holds: the rows that the profiles allow, their versions, and tombstones of what went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.contracts.tables import table
from pressmark.records.excerpts import settled
from pressmark.records.profiles import cut


def contents(
    tables: Mapping[str, pl.LazyFrame], decided: pl.DataFrame, before: Package | None, issued: date, *, wordings: bool
) -> dict[str, pl.LazyFrame]:
    """Returns the tables of a release: rows by profile, versions of records, fingerprints and tombstones.

    Args:
        tables: The tables of the package.
        decided: The gate's decisions: `article_id`, `release_profile`, `release_rule`.
        before: The release before this one.
        issued: The day of the release.
        wordings: Whether permissions keep their wordings.
    """
    columns = list(table("articles").columns)
    articles = tables["articles"].drop("release_profile", "release_rule").join(decided.lazy(), on="article_id")
    shown = articles.filter(pl.col("release_profile") != "withheld").select(columns)
    shown = _record_versions(shown, before)
    released = cut(tables, shown, wordings=wordings)
    released["excerpts"] = _excerpts(released["excerpts"], tables, decided, before)
    released["fingerprints"] = _fingerprints(released, before)
    released["tombstones"] = _tombstones(tables, decided, before, issued, _with_words(released))
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
) -> pl.LazyFrame:
    """Returns what was withdrawn, now or before, and what the gate withholds until a person has looked."""
    known = tables["tombstones"]
    withheld = decided.lazy().filter(pl.col("release_profile") == "withheld").select("article_id")
    review = {
        "withdrawn_in": "unreleased",
        "date": issued,
        "reason": "under-review",
        "scope": "record",
        "replaced_by": None,
    }
    schema = table("tombstones").polars_schema
    more = withheld.join(known, on="article_id", how="anti").with_columns(
        pl.lit(value, dtype=schema[name]).alias(name) for name, value in review.items()
    )
    parts = [known, more]
    if before is not None:
        present = decided.lazy().filter(pl.col("release_profile") != "withheld")
        buried, was_shown = before.scan("tombstones"), _with_words({n: before.scan(n) for n in ("texts", "excerpts")})
        earlier = buried.join(present, on="article_id", how="anti")
        silent = buried.filter(pl.col("scope") == "text").join(present, on="article_id", how="semi")
        parts += [earlier, silent.join(shown, on="article_id", how="anti")]
        lost = was_shown.join(present, on="article_id", how="semi").join(shown, on="article_id", how="anti")
        words = review | {"scope": "text"}
        parts.append(
            lost.join(known, on="article_id", how="anti").with_columns(
                pl.lit(value, dtype=schema[name]).alias(name) for name, value in words.items()
            )
        )
        gone = before.scan("articles").select("article_id").join(decided.lazy(), on="article_id", how="anti")
        removed = review | {"reason": "error"}
        parts.append(
            gone.join(pl.concat([known, earlier]), on="article_id", how="anti").with_columns(
                pl.lit(value, dtype=schema[name]).alias(name) for name, value in removed.items()
            )
        )
    # An earlier tombstone stands: it says in which version the article went.
    ordered = pl.concat([part.select(schema.names()) for part in reversed(parts)])
    return ordered.unique("article_id", keep="first", maintain_order=True)
