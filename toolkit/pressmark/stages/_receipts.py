"""Keeps the receipts of two packages that were one: what stands in the other package has a row that says so."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pressmark.contracts.tables import table

_COUNTED = {"duplicate": "duplicates", "rejected": "rejected", "skipped": "skipped"}
_ELSEWHERE = "all its articles are in the other package"
_SHA256 = r"^[0-9a-f]{64}$"

Scans = Mapping[str, pl.LazyFrame]


def moved(
    articles: pl.LazyFrame, reasons: pl.LazyFrame, records: pl.LazyFrame, outcome: str, reason: str
) -> pl.DataFrame:
    """Returns the rows of `source_records` for the articles that stand in the other package.

    Args:
        articles: The articles of sources that this package has, which are not in it.
        reasons: Why each is not, in the column `reason` by `article_id`; where `locator_stands` is not true, the row
            gets a place of another name, since the article's own is at fault.
        records: The rows of `source_records` that this package has.
        outcome: What became of them.
        reason: Why, of those of which `reasons` says nothing.
    """
    said = articles.join(reasons, on="article_id", how="left").select(
        "source_id",
        pl.when(pl.col("locator_stands")).then(pl.col("source_locator").fill_null("whole")).alias("locator"),
        pl.lit(outcome).alias("outcome"),
        pl.col("reason").fill_null(reason),
        pl.when(pl.col("source_sha256").str.contains(_SHA256)).then("source_sha256").alias("sha256"),
        pl.lit(None, pl.String).alias("article_id"),
    )
    place = ["source_id", "locator"]
    rows = said.collect().sort(*place, "sha256", "reason")
    held = records.select(place).join(rows.lazy().select("source_id"), on="source_id", how="semi").unique().collect()
    taken = rows.select(place).is_duplicated() | rows["locator"].is_null()
    taken |= rows.join(held.with_columns(held=True), on=place, how="left", maintain_order="left")["held"].is_not_null()
    known = {*held.iter_rows(), *rows.filter(~taken).select(place).iter_rows()}
    renamed = [_free(row, known) for row in rows.filter(taken).iter_rows(named=True)]
    return pl.concat([rows.filter(~taken), pl.DataFrame(renamed, schema=rows.schema, orient="row")])


def _free(row: dict[str, str | None], known: set[tuple[str | None, ...]]) -> dict[str, str | None]:
    """Returns a row at a place that no other has."""
    number = 1
    while (row["source_id"], f"moved={number}") in known:
        number += 1
    known.add((row["source_id"], f"moved={number}"))
    return {**row, "locator": f"moved={number}"}


def counted(sources: pl.LazyFrame, out: pl.DataFrame, gone: pl.LazyFrame, elsewhere: str = _ELSEWHERE) -> pl.LazyFrame:
    """Returns rows of `sources` whose counts follow what was moved out, and what was taken from `source_records`.

    What did not add up before does not add up afterwards. `elsewhere` is the reason of a source that is emptied.
    """
    outcome = out["outcome"][0] if out.height else "skipped"
    left = out.group_by("source_id").agg(moved=pl.len().cast(pl.Int64)).lazy()
    lost = gone.group_by("source_id").agg(
        pl.col("outcome").eq(name).sum().cast(pl.Int64).alias(f"less_{name}") for name in _COUNTED
    )
    joined = sources.join(left, on="source_id", how="left").join(lost, on="source_id", how="left")
    less = {name: pl.col(f"less_{name}").fill_null(0) for name in _COUNTED}
    away = pl.col("moved").fill_null(0)
    counts = {column: pl.col(column) - less[name] for name, column in _COUNTED.items()}
    counts[_COUNTED[outcome]] += away
    changed = joined.with_columns(
        articles=pl.col("articles") - away,
        records=pl.col("records") - pl.sum_horizontal(less.values()),
        **counts,
    )
    # The outcome is the best that a record of the input came to.
    duplicate = pl.when(pl.col("duplicates") > 0).then(pl.lit("duplicate"))
    ended = duplicate.when(pl.col("rejected") > 0).then(pl.lit("rejected")).otherwise(pl.lit("skipped"))
    emptied = (away > 0) & (pl.col("articles") <= 0)
    return changed.with_columns(
        outcome=pl.when(emptied).then(ended).otherwise("outcome"),
        reason=pl.when(emptied).then(pl.lit(elsewhere)).otherwise("reason"),
    ).select(table("sources").columns)


def unknown_sources(articles: pl.LazyFrame, records: pl.LazyFrame, sources: pl.LazyFrame) -> pl.LazyFrame:
    """Returns a row for each source that rows name and `sources` does not have: its id and its counts, no more."""
    known = sources.select("source_id")
    named = pl.concat(
        [
            articles.select("source_id", of=pl.lit("articles")),
            records.select("source_id", of=pl.col("outcome").replace_strict(_COUNTED, default=None)),
        ]
    )
    counts = [pl.col("of").eq_missing(pl.lit(name)).sum().cast(pl.Int64).alias(name) for name in _ENDS]
    found = named.drop_nulls("source_id").join(known, on="source_id", how="anti").group_by("source_id").agg(counts)
    return found.with_columns(records=pl.sum_horizontal(_ENDS), **_unknown("sources", ("source_id", "records", *_ENDS)))


def unknown_permissions(named: pl.LazyFrame, permissions: pl.LazyFrame) -> pl.LazyFrame:
    """Returns a row for each permission that rows name and `permissions` does not have: its id, and nothing else."""
    absent = named.drop_nulls().join(permissions.select("permission_id"), on="permission_id", how="anti").unique()
    return absent.with_columns(**_unknown("permissions", ("permission_id",)))


def _unknown(name: str, given: tuple[str, ...]) -> dict[str, pl.Expr]:
    return {field.name: pl.lit(None, field.dtype) for field in table(name).fields if field.name not in given}


_ENDS = ("articles", *_COUNTED.values())
