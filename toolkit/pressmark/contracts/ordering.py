"""Puts rows in order that are too many to be held: sorted runs on disk first, then range after range of all runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

ROWS = 25_000  # of a run and, about, of a range: what is held at once
_GROUP = 1_000  # rows that are read together: a range reads little of what lies beside it, and a reader ahead of itself
_SAMPLED = 50  # one key in so many is looked at to find the ranges


def in_order(rows: pl.LazyFrame, key: Sequence[str], folder: Path, *, size: int = ROWS) -> pl.LazyFrame:
    """Returns rows in the order of their key, missing values first; memory holds about `size` of them at a time.

    Args:
        rows: The rows of a table, read once.
        key: The columns to sort by; rows that have the first of them in common are held together.
        folder: An empty folder, which must outlive the rows that are returned.
        size: How many rows a run has.
    """
    whole = folder / "rows.parquet"
    rows.sink_parquet(whole, compression="lz4", row_group_size=_GROUP, maintain_order=True)
    scan = pl.scan_parquet(whole, glob=False)
    if ascends(scan.select(key), size):
        return scan
    runs, samples = [], []
    for start in range(0, scan.select(pl.len()).collect().item(), size):
        run = scan.slice(start, size).collect().sort(key)
        runs.append(folder / f"run-{start:012}.parquet")
        run.write_parquet(runs[-1], compression="lz4", row_group_size=_GROUP)
        samples.append(run[key[0]].gather_every(_SAMPLED))
    whole.unlink()
    known = pl.concat(samples).drop_nulls().sort()
    bounds = known.gather_every(max(size // _SAMPLED, 1)).unique(maintain_order=True).slice(1).to_list()
    return pl.scan_parquet(list(_ranges(pl.scan_parquet(runs), key, bounds, folder)))


def _ranges(runs: pl.LazyFrame, key: Sequence[str], bounds: list[object], folder: Path) -> Iterator[Path]:
    """Yields files that hold the rows in order, one after the other."""
    first = pl.col(key[0])
    for number, (least, end) in enumerate(zip([None, *bounds], [*bounds, None], strict=True)):
        above = first >= pl.lit(least) if least is not None else pl.lit(value=True)
        within = above & (first < pl.lit(end)) if end is not None else above
        some = runs.filter(within if least is not None else within | first.is_null())
        path = folder / f"range-{number:06}.parquet"
        some.collect().sort(key).write_parquet(path, compression="lz4", row_group_size=_GROUP)
        yield path


def ascends(keys: pl.LazyFrame, size: int = ROWS) -> bool:
    """Returns whether each key is greater than the one before, looking at `size` rows at a time."""
    greater = pl.lit(value=False)
    for name in reversed(keys.collect_schema().names()):
        before = pl.col(name).shift()
        greater = (before < pl.col(name)) | ((before == pl.col(name)) & greater)
    last: pl.DataFrame | None = None
    for batch in keys.collect_batches(chunk_size=size, maintain_order=True):
        rows = batch if last is None else pl.concat([last, batch])
        if not rows.select(greater.alias("greater"))["greater"].slice(1).fill_null(value=False).all():
            return False
        last = batch.tail(1) if batch.height else last
    return True
