"""Composes two differences: from A to B and from B to C gives from A to C, exactly.

A difference is read as a mapping from a place to the hashes of its two sides, with the cells of everything that is new
or gone. What a place held in A is known from the first difference, or from the second where the first leaves it alone;
what it holds in C the other way round; a place that is as it was is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

PLACE = ("article_id", "table", "key", "field")


def compose(first: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    """Returns the difference that two differences in a row make: `PLACE`, `old_hash` and `new_hash`, sorted by place.

    Both are whole (`changes(…, whole=True)`): a collapsed difference says of an article that is gone only that it is.
    What a kind of change would be is not composed, since a change can be taken back.
    """
    sides = [frame.select(*PLACE, "old_hash", "new_hash", there=pl.lit(value=True)) for frame in (first, second)]
    both = sides[0].join(sides[1], on=list(PLACE), how="full", coalesce=True, nulls_equal=True, suffix="_after")
    composed = both.select(
        *PLACE,
        old_hash=pl.when("there").then("old_hash").otherwise("old_hash_after"),
        new_hash=pl.when("there_after").then("new_hash_after").otherwise("new_hash"),
    )
    return settled(composed.filter(pl.col("old_hash").ne_missing(pl.col("new_hash"))))


def settled(changes: pl.DataFrame, columns: Sequence[str] = (*PLACE, "old_hash", "new_hash")) -> pl.DataFrame:
    """Returns the places and hashes of a difference, sorted by place."""
    return changes.select(columns).sort(PLACE)
