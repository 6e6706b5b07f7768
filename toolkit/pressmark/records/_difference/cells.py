"""Lays two sides of some rows next to each other and yields what differs, cell by cell, with hashes of the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from pressmark.contracts.tables import Table, table
from pressmark.files import canonical_json, sha256_text
from pressmark.records._difference.groups import Group, strings
from pressmark.records._difference.moved import Batch
from pressmark.records._difference.showing import hidden
from pressmark.rights.gate import PROFILES

_ALONE = pl.col("there") != pl.col("there_old")

# `field` is an empty string where a whole row is meant; its hash is that of the row.
CELLS = pl.Schema(
    {
        "id": pl.String(),
        "table": pl.String(),
        "key": pl.String(),
        "field": pl.String(),
        "old": pl.String(),
        "new": pl.String(),
        "old_hash": pl.String(),
        "new_hash": pl.String(),
        "row_old": pl.Boolean(),
        "row_new": pl.Boolean(),
        "hidden": pl.Boolean(),
        "said": pl.String(),
    }
)


def cells(batch: Batch, group: Group, *, released: bool, whole: bool) -> pl.DataFrame:
    """Returns every row and cell that differs, in a settled order; `said` is the value of a claim, flag or term.

    Args:
        batch: The rows of both sides.
        group: The tables that they are of.
        released: Whether both sides are releases.
        whole: Whether rows that stand on both sides are hashed too, and not only those that are new or gone.
    """
    ranks = _ranks(batch)
    found = [
        part
        for name in group.tables
        for part in _of_table(name, group, batch.old[name], batch.new[name], ranks, released=released, whole=whole)
    ]
    everything = pl.concat([CELLS.to_frame(), *found])
    places = pl.col("table").replace_strict({name: place for place, name in enumerate(group.tables)})
    differs = everything.filter(pl.col("old_hash").ne_missing(pl.col("new_hash")))
    return differs.sort("id", places, "key", "field", maintain_order=True)


def _ranks(batch: Batch) -> pl.DataFrame:
    """Returns `id` and an article's profiles by their places among `PROFILES`; 0 where it is absent."""
    places = {name: place for place, name in enumerate(PROFILES)}
    ranks = batch.ids.select("id")
    for name, side in (("rank_old", batch.old), ("rank_new", batch.new)):
        articles = side.get("articles", table("articles").empty())
        rank = pl.col("release_profile").replace_strict(places, default=0, return_dtype=pl.Int64)
        ranks = ranks.join(articles.select(id="article_id", rank=rank).rename({"rank": name}), on="id", how="left")
    return ranks.with_columns(pl.col("rank_old", "rank_new").fill_null(0))


def _of_table(
    name: str, group: Group, old: pl.DataFrame, new: pl.DataFrame, ranks: pl.DataFrame, *, released: bool, whole: bool
) -> Iterator[pl.DataFrame]:
    found = table(name)
    before, after = _side(found, old), _side(found, new)
    if not before.height and not after.height:
        return
    columns = [column for column in after.columns if column not in (*found.primary_key, "there")]
    both = after.join(before, on=list(found.primary_key), how="full", coalesce=True, suffix="_old", nulls_equal=True)
    differs = [pl.col(column).ne_missing(pl.col(f"{column}_old")) for column in (*columns, "there")]
    both = both.filter(pl.any_horizontal(differs))
    if not both.height:
        return
    both = both.with_columns(pl.col("there", "there_old").fill_null(value=False), id=pl.col(group.anchor))
    both = both.join(ranks.select("id", rank=pl.min_horizontal("rank_old", "rank_new")), on="id", how="left")
    both = both.with_columns(_key(found, group).alias("__key"), _said(found).alias("__said"))
    yield _rows(both if whole or found.name == "articles" else both.filter(_ALONE), found, columns)
    for column in columns:
        if column != "record_sha256":
            yield _column(both, found, column, released=released)


def _side(found: Table, rows: pl.DataFrame) -> pl.DataFrame:
    if found.name == "features":
        return _counted(rows)
    counted = ["record_sha256"] if found.name == "articles" else []
    return rows.select(*strings(found), *counted, there=pl.lit(value=True))


def _counted(features: pl.DataFrame) -> pl.DataFrame:
    """Returns the features of an article as one row: single words are words of the text, and never a key."""
    pairs = pl.concat_str("token", "count", separator=" ")
    joined = features.group_by("article_id").agg(count=pairs.sort().str.join("\n"))
    return joined.select("article_id", token=pl.lit(""), count="count", there=pl.lit(value=True))


def _key(found: Table, group: Group) -> pl.Expr:
    rest = [pl.col(name).cast(pl.String) for name in found.primary_key if name != group.anchor]
    if found.name == "source_records":  # a locator can hold a title
        rest = [pl.col("locator").map_elements(sha256_text, return_dtype=pl.String)]
    named = rest if group.of_articles else [pl.col(group.anchor), *rest]
    return pl.concat_str(named, separator="/") if named else pl.lit("")


def _said(found: Table) -> pl.Expr:
    if "value" not in found.columns:
        return pl.lit(None, dtype=pl.String)
    return pl.col("value") if "value" in found.primary_key else pl.coalesce("value", "value_old")


def _rows(both: pl.DataFrame, found: Table, columns: list[str]) -> pl.DataFrame:
    hashes: list[pl.Expr | pl.Series]
    if found.name == "articles":
        hashes = [pl.col("record_sha256_old").alias("old_hash"), pl.col("record_sha256").alias("new_hash")]
    else:
        hashes = [
            pl.Series("old_hash", _hashes(both, found, columns, "_old"), dtype=pl.String),
            pl.Series("new_hash", _hashes(both, found, columns, ""), dtype=pl.String),
        ]
    nothing = pl.lit(None, dtype=pl.String)
    return both.with_columns(*hashes).select(
        "id",
        pl.lit(found.name).alias("table"),
        pl.col("__key").alias("key"),
        pl.lit("").alias("field"),
        nothing.alias("old"),
        nothing.alias("new"),
        "old_hash",
        "new_hash",
        pl.col("there_old").alias("row_old"),
        pl.col("there").alias("row_new"),
        pl.lit(value=True).alias("hidden"),
        pl.col("__said").alias("said"),
    )


def _hashes(both: pl.DataFrame, found: Table, columns: list[str], suffix: str) -> list[str | None]:
    """Returns the hash of each row as the content root hashes rows: RFC 8785 JSON of its strings without nulls."""
    names = {name: name for name in found.primary_key} | {column: f"{column}{suffix}" for column in columns}
    wanted = both.select(pl.col(f"there{suffix}").alias("there"), **{name: pl.col(of) for name, of in names.items()})
    return [_hash(row) for row in wanted.iter_rows(named=True)]


def _hash(row: Mapping[str, Any]) -> str | None:
    if not row["there"]:
        return None
    return sha256_text(canonical_json({k: str(v) for k, v in row.items() if k != "there" and v is not None}))


def _column(both: pl.DataFrame, found: Table, column: str, *, released: bool) -> pl.DataFrame:
    old, new = pl.col(f"{column}_old"), pl.col(column)
    rows = both.filter(old.ne_missing(new))
    return rows.select(
        "id",
        pl.lit(found.name).alias("table"),
        pl.col("__key").alias("key"),
        pl.lit(column).alias("field"),
        old.alias("old"),
        new.alias("new"),
        _value_hash(old).alias("old_hash"),
        _value_hash(new).alias("new_hash"),
        pl.col("there_old").alias("row_old"),
        pl.col("there").alias("row_new"),
        hidden(found.name, column, released=released).alias("hidden"),
        pl.col("__said").alias("said"),
    )


def _value_hash(value: pl.Expr) -> pl.Expr:
    return value.map_elements(sha256_text, return_dtype=pl.String)
