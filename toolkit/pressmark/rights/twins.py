"""Finds twins: texts that a release must not show, and a copy of which it shows in full.

Every fourth run of the open texts, chosen by its hash, is held in memory, and tells which withheld texts may have a
twin. Those alone are compared with all runs of the open texts, in a second look at them.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pressmark.rights.leaks import SHINGLE, batches
from pressmark.rights.runs import Hashes, run, words_of

# The share of a text's runs that another must hold to be its copy, as the copies of a collection are told.
SHARE = 0.6
SHARE_SHORT = 0.75  # of less than a hundred runs
_SHORT = 100
FEWEST = 33  # runs: of less than forty words nobody can say who copied whom
_SAMPLE = 4
_SUSPECT = 0.2  # of a text's samples
_TWINS = {"article_id": pl.String(), "twin": pl.String()}


def samples(open_texts: pl.LazyFrame) -> Hashes:
    """Returns a fourth of the runs of the open texts; `open_texts` has `article_id` and `text`."""
    parts = []
    for batch in batches(open_texts):
        hashes = words_of(batch.drop("article_id")).select(hash=run(SHINGLE))["hash"].drop_nulls()
        parts.append(hashes.filter(hashes % _SAMPLE == 0).unique())
    return Hashes(parts)


def suspects(words: pl.DataFrame, sampled: Hashes) -> pl.Series:
    """Returns the articles of a batch that may have a twin; `words` has `article_id` and `hash`, of the runs."""
    each = words.filter(pl.col("hash") % _SAMPLE == 0)
    shared = each.with_columns(shared=sampled.hold(each["hash"])).group_by("article_id").agg(pl.col("shared").mean())
    return shared.filter(pl.col("shared") >= _SUSPECT)["article_id"]


def twins(suspected: pl.Series, withheld: pl.LazyFrame, open_texts: pl.LazyFrame) -> pl.DataFrame:
    """Returns `article_id` and `twin`: the suspected texts, each with every open article that holds a copy of it."""
    found = [pl.DataFrame(schema=_TWINS)]
    if suspected.len():
        for batch in batches(withheld.filter(pl.col("article_id").is_in(suspected.implode()))):
            found += _twins(_runs(batch), open_texts)
    return pl.concat(found).unique().sort("article_id", "twin")


def _runs(batch: pl.DataFrame) -> pl.DataFrame:
    runs = words_of(batch).select("article_id", hash=run(SHINGLE)).drop_nulls().unique()
    sized = runs.with_columns(runs=pl.len().over("article_id"))
    return sized.filter(pl.col("runs") >= FEWEST)


def _twins(runs: pl.DataFrame, open_texts: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    wanted = Hashes([runs["hash"]])
    least = pl.when(pl.col("runs") < _SHORT).then(SHARE_SHORT).otherwise(SHARE)
    for batch in batches(open_texts):
        shown = words_of(batch).select(twin="article_id", hash=run(SHINGLE)).drop_nulls().unique()
        shown = shown.filter(wanted.hold(shown["hash"]))
        shared = runs.join(shown, on="hash").group_by("article_id", "twin", "runs").len()
        yield shared.filter(pl.col("len") >= pl.col("runs") * least).select("article_id", "twin")
