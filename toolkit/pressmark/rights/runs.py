"""Cuts texts into runs of words as hashes, and finds runs among those that something shows.

Two texts share a run where they hold the same words in the same order, whatever stands between them. Where a script
puts no space between words, two signs count as one word.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from pressmark.rights.words import UNSPACED

_SPARSE = 4  # bits by which the map is longer than the list
_FEWEST_DIGITS, _MOST_DIGITS = 12, 30
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


class Hashes:
    """Hashes among which others are looked up: a map of bits turns most away at once, and a list settles the rest."""

    def __init__(self, parts: Iterable[pl.Series]) -> None:
        """Takes the hashes, in any order and with repeats."""
        none = pl.Series("hash", [], dtype=pl.UInt64)
        self._sorted = pl.concat([none, *(part.alias("hash") for part in parts)]).drop_nulls().unique().sort()
        digits = max(self._sorted.len(), 1).bit_length() + _SPARSE
        self._step = 1 << (64 - min(max(digits, _FEWEST_DIGITS), _MOST_DIGITS))
        self._bits = pl.repeat(value=False, n=2**64 // self._step, dtype=pl.Boolean, eager=True)
        self._bits = self._bits.scatter(self._place(self._sorted).unique(), values=True)

    def __len__(self) -> int:
        return self._sorted.len()

    def hold(self, hashes: pl.Series) -> pl.Series:
        """Returns whether each hash is among these; false where there is none."""
        found = pl.repeat(value=False, n=hashes.len(), dtype=pl.Boolean, eager=True)
        if not self or hashes.is_empty():
            return found
        likely = self._bits.gather(self._place(hashes.fill_null(0))).arg_true()
        sought = hashes.gather(likely)
        places = self._sorted.search_sorted(sought.fill_null(0)).clip(upper_bound=len(self) - 1)
        same = (self._sorted.gather(places) == sought).fill_null(value=False)
        return found.scatter(likely.filter(same), values=True)

    def _place(self, hashes: pl.Series) -> pl.Series:
        return (hashes // self._step).cast(pl.UInt32)


def covered(begins: pl.Expr, size: int) -> pl.Expr:
    """Returns whether a word lies in a run of `size` words that begins where `begins` is true."""
    return pl.any_horizontal(begins.shift(place, fill_value=False) for place in range(size))
