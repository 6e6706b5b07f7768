"""Reads rows some at a time, however many there are.

The streams of polars have no brake: where a reader is slower than the query, all rows wait in memory. What a query
gives is therefore written to disk first, and a file is read slice by slice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

_GROUP = 2_500  # rows that are written and decoded together
_READ = 25_000  # rows of a file: as many as a package's tables have in a row group, which is decoded as a whole


def spooled(rows: pl.LazyFrame, size: int) -> Iterator[pl.DataFrame]:
    """Yields what a query gives in its order, at most `size` rows at a time; without rows nothing."""
    with TemporaryDirectory(prefix="pressmark-") as folder:
        path = Path(folder) / "rows.parquet"
        rows.sink_parquet(path, compression="lz4", row_group_size=_GROUP, maintain_order=True)
        yield from slices(pl.scan_parquet(path, glob=False), size, read=max(size, _GROUP))


def slices(scan: pl.LazyFrame, size: int, *, read: int = _READ) -> Iterator[pl.DataFrame]:
    """Yields the rows of a Parquet file in their order, at most `size` at a time; `read` are decoded at once."""
    for start in range(0, scan.select(pl.len()).collect().item(), read):
        yield from scan.slice(start, read).collect().iter_slices(size)
