"""Counts the words of articles whose order must not be shown: the table `features`.

A token that occurs in few of these articles is left out, and so is every article of few words: what is rare names a
person or a case, and a short list of words is nearly its text. Texts are read once, in batches; what is counted lies in
a scratch folder, so that memory holds one batch and the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from pressmark.contracts.tables import table
from pressmark.rights.words import tokens, units
from pressmark.streams import spooled

_BATCH = 500  # texts
_ARTICLES = 5_000  # whose rows are put in order at a time
_COUNTED = "counted-*.parquet"


def features(
    texts: pl.LazyFrame, articles: pl.LazyFrame, folder: Path, *, threshold: int, shortest: int
) -> pl.LazyFrame:
    """Returns the rows of `features`, by article and token, of the articles whose `release_profile` is features.

    Args:
        texts: The table `texts` of the package.
        articles: `article_id` and `release_profile` of the released articles.
        folder: An empty scratch folder, which must outlive the rows.
        threshold: In how many of these articles a token must occur.
        shortest: How many words a text must have.
    """
    chosen = articles.filter(pl.col("release_profile") == "features").select("article_id")
    words = texts.join(chosen, on="article_id", how="semi").select("article_id", words=_words())
    long = words.filter(units(pl.col("words")).list.len() >= shortest)
    common = _common(long, folder, threshold)
    ids = chosen.sort("article_id").collect()["article_id"]
    parts = list(_in_order(ids, common, folder))
    return pl.scan_parquet(parts) if parts else table("features").empty().lazy()


def _words() -> pl.Expr:
    return pl.concat_str("lede", "text", separator="\n", ignore_nulls=True)


def _common(texts: pl.LazyFrame, folder: Path, threshold: int) -> pl.DataFrame:
    """Counts the tokens of each text into the folder, and returns those that occur often enough."""
    spread = pl.DataFrame(schema={"token": pl.String, "articles": pl.UInt32})
    for number, batch in enumerate(spooled(texts, _BATCH)):
        each = batch.lazy().select("article_id", token=tokens(pl.col("words"))).explode("token").drop_nulls()
        counted = each.group_by("article_id", "token").agg(count=pl.len().cast(pl.Int64)).sort("article_id", "token")
        rows = counted.collect()
        rows.write_parquet(folder / _COUNTED.replace("*", f"{number:06}"), compression="lz4")
        seen = rows.group_by("token").agg(articles=pl.len())
        spread = pl.concat([spread, seen]).group_by("token").agg(pl.col("articles").sum())
    return spread.filter(pl.col("articles") >= threshold).select("token")


def _in_order(ids: pl.Series, common: pl.DataFrame, folder: Path) -> Iterator[Path]:
    """Yields files of rows in the order of the key, whatever the order of the texts was."""
    if common.is_empty():
        return
    counted = pl.scan_parquet(folder / _COUNTED)
    for start in range(0, ids.len(), _ARTICLES):
        some = ids.slice(start, _ARTICLES)
        within = counted.filter(pl.col("article_id").is_between(pl.lit(some[0]), pl.lit(some[-1])))
        rows = within.join(common.lazy(), on="token", how="semi").sort("article_id", "token").collect()
        path = folder / f"ordered-{start:09}.parquet"
        rows.write_parquet(path, compression="lz4")
        yield path
