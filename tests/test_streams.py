"""What a query gives is read some rows at a time, whole and in its order."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pressmark.streams import slices, spooled


@pytest.mark.parametrize("count", [0, 1, 5, 12])
@pytest.mark.parametrize("size", [1, 5, 100])
def test_no_row_is_lost_and_none_is_moved(count: int, size: int, tmp_path: Path) -> None:
    frame = pl.DataFrame({"number": pl.int_range(count, eager=True)})
    frame.write_parquet(tmp_path / "rows.parquet")
    scan = pl.scan_parquet(tmp_path / "rows.parquet")
    for batches in (list(spooled(frame.lazy(), size)), list(slices(scan, size)), list(slices(scan, size, read=3))):
        assert all(0 < batch.height <= size for batch in batches)
        assert [number for batch in batches for number in batch["number"]] == frame["number"].to_list()
