"""Cuts texts into runs of words as hashes, and finds runs among those that something shows.

Two texts share a run where they hold the same words in the same order, whatever stands between them. Where a script
puts no space between words, two signs count as one word.
"""

from __future__ import annotations

import polars as pl

from pressmark.rights.words import UNSPACED

_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, so that every position weighs in modulo 2**64
WORD = rf"[{UNSPACED}]{{1,2}}|[\w--[_{UNSPACED}]]+"


def words_of(cells: pl.DataFrame) -> pl.DataFrame:
    """Returns a row for each word of the column `text`, as the column `word`; the other columns stay beside it."""
    words = pl.col("text").str.to_lowercase().str.extract_all(WORD).alias("word")
    each = cells.select(pl.exclude("text"), words).explode("word", empty_as_null=True).drop_nulls("word")
    return each.with_columns(pl.col("word").hash())


def run(size: int, key: str = "cell") -> pl.Expr:
    """Returns the hash of the run of `size` words that begins at each word; null where its cell ends before."""
    mixed = pl.col("word")
    for place in range(1, size):
        mixed = mixed + pl.col("word").shift(-place) * pl.lit(pow(_MULTIPLIER, place, 2**64), pl.UInt64)
    return pl.when(pl.col(key).shift(1 - size) == pl.col(key)).then(mixed)


def of_owner(hashed: pl.Expr) -> pl.Expr:
    """Returns the hash of a run in one article: equal runs of two articles differ. Needs the column `owner`."""
    return (pl.col("owner") + hashed) * pl.lit(_MULTIPLIER, pl.UInt64) + hashed


def known(parts: list[pl.Series]) -> pl.Series:
    """Returns hashes as `among` needs them: each once, in order."""
    return pl.concat([pl.Series("hash", [], dtype=pl.UInt64), *(part.alias("hash") for part in parts)]).unique().sort()


def among(hashes: pl.Series, shown: pl.Series) -> pl.Series:
    """Returns whether each hash is one of those that `known` gave; false where there is none."""
    if shown.is_empty():
        return pl.Series(hashes.name, [False], dtype=pl.Boolean).new_from_index(0, hashes.len())
    sought = hashes.fill_null(0)
    places = shown.search_sorted(sought).clip(upper_bound=shown.len() - 1)
    return ((shown.gather(places) == sought) & hashes.is_not_null()).alias(hashes.name)


def covered(begins: pl.Expr, size: int) -> pl.Expr:
    """Returns whether a word lies in a run of `size` words that begins where `begins` is true."""
    return pl.any_horizontal(begins.shift(place, fill_value=False) for place in range(size))
