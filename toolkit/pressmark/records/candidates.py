"""Finds the pairs of texts that may be copies, in time and memory that do not grow with the square of the collection.

Two indexes, since each misses what the other finds. *MinHash* gives every text the same number of signs, however short
it is, and finds texts that are alike as wholes. *Samples*, one in eight of all runs chosen by their hash, are the same
in a text and in its excerpt, and find what is contained in something larger. Both are written to disk, and compared one
part after another. Within one sign texts are sorted by length, and each is paired with the few that come next: a story
with a thousand reprints is a chain and no thousand squared.
"""

from __future__ import annotations

from array import array
from pathlib import Path

import polars as pl
from rensa import RMinHash

from pressmark.records.runs import FEWEST_RUNS, Texts

SEED = 20160811
PERMUTATIONS = 100
BANDS = 20  # of five rows each: of pairs with half of their runs in common it finds 47 %, with seven tenths 97 %
SAMPLE = 8  # one run in so many is a sample
_SHARED_SAMPLES = 2
_LEAST_SHARE = 0.3  # of the samples of the shorter text
_NEIGHBOURS = 4
_PART = 1_000_000  # signs that are compared at a time
_ROWS = PERMUTATIONS // BANDS
_SIGNS = {"sign": pl.UInt64(), "doc": pl.UInt32(), "size": pl.UInt32()}


def candidates(texts: Texts, folder: Path) -> pl.DataFrame:
    """Returns the pairs `one` and `other` (a smaller and a larger number of a text) that are worth comparing."""
    for number, (runs, _) in enumerate(texts.runs()):
        sized = runs.with_columns(size=pl.len().cast(pl.UInt32).over("doc")).filter(pl.col("size") >= FEWEST_RUNS)
        sampled = sized.filter(pl.col("run") >= pl.lit(2**64 - 2**64 // SAMPLE, pl.UInt64))
        sampled.select("doc", "size", sign="run").select(*_SIGNS).write_parquet(folder / f"samples-{number:06}.parquet")
        _bands(sized).write_parquet(folder / f"bands-{number:06}.parquet")
    if not texts.count:
        return pl.DataFrame(schema={"one": pl.UInt32, "other": pl.UInt32})
    alike = _pairs(folder, "bands").select("one", "other")
    least = pl.max_horizontal(pl.lit(_SHARED_SAMPLES), pl.col("size") * (_LEAST_SHARE / SAMPLE))
    held = _pairs(folder, "samples").filter(pl.col("shared") >= least).select("one", "other")
    return pl.concat([alike, held]).unique().sort("one", "other")


def _bands(runs: pl.DataFrame) -> pl.DataFrame:
    """Returns a row for each band of the MinHash of each text."""
    sizes = runs.group_by("doc", maintain_order=True).agg(pl.col("size").first())
    if sizes.is_empty():
        return pl.DataFrame(schema=_SIGNS)
    ends = array("Q", [0, *sizes["size"].cum_sum().to_list()])
    digests = RMinHash.digest_matrix_from_flat_token_hashes(array("Q", runs["run"].to_list()), ends, PERMUTATIONS, SEED)
    rows = pl.DataFrame(digests.to_rows(), schema=[f"p{n}" for n in range(PERMUTATIONS)], orient="row")
    bands = [
        sizes.select("doc", "size").with_columns(
            sign=rows.select(pl.struct(rows.columns[band * _ROWS : (band + 1) * _ROWS]).hash(band)).to_series()
        )
        for band in range(BANDS)
    ]
    return pl.concat(bands).select(*_SIGNS)


def _pairs(folder: Path, name: str) -> pl.DataFrame:
    """Returns the pairs that share signs, how many they share, and the size of the shorter."""
    signs = pl.scan_parquet(folder / f"{name}-*.parquet")
    parts = 1 + signs.select(pl.len()).collect().item() // _PART
    counted = [pl.DataFrame(schema={"one": pl.UInt32, "other": pl.UInt32, "shared": pl.UInt32, "size": pl.UInt32})]
    for part in range(parts):
        own = signs.filter(pl.col("sign") % parts == part).collect()
        own = own.filter(pl.col("sign").is_duplicated()).sort("sign", "size", "doc")
        beside = [
            own.select(pl.all().name.suffix("_before"), pl.all().shift(-step))
            .filter(pl.col("sign") == pl.col("sign_before"))
            .select(
                one=pl.min_horizontal("doc_before", "doc"),
                other=pl.max_horizontal("doc_before", "doc"),
                size="size_before",
            )
            for step in range(1, _NEIGHBOURS + 1)
        ]
        found = (
            pl.concat(beside).group_by("one", "other").agg(shared=pl.len().cast(pl.UInt32), size=pl.col("size").first())
        )
        counted.append(found.select("one", "other", "shared", "size"))
    every = pl.concat(counted)
    return every.group_by("one", "other").agg(pl.col("shared").sum(), pl.col("size").first())
