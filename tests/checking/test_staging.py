"""What is staged is in the order of its key, with the rows' own numbers, whether the file was in order or not."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from pressmark.checking.staging import ROW, stage
from pressmark.contracts.package import DESCRIPTOR, descriptor, open_package, resource, write_table
from pressmark.contracts.tables import table

COUNTED = {
    "in order": [("a", "x"), ("a", "y"), ("b", "x"), ("c", "x")],
    "articles out of order": [("b", "x"), ("a", "x"), ("a", "y")],
    "words out of order": [("a", "y"), ("a", "x"), ("b", "x")],
    "out of order at the end": [("a", "x"), ("b", "x"), ("c", "x"), ("b", "a")],
    "a key twice": [("a", "x"), ("a", "x"), ("b", "x")],
    "no word": [("a", "x"), ("a", None), ("b", "x")],
    "no article": [("a", "x"), (None, "x"), ("b", "x")],
    "nothing": [],
}


@pytest.mark.parametrize("size", [1, 2, 25_000])
@pytest.mark.parametrize("name", COUNTED)
def test_rows_are_staged_by_key(name: str, size: int, tmp_path: Path) -> None:
    found, path = table("features"), tmp_path / "features.parquet"
    schema = {"article_id": pl.String, "token": pl.String}
    rows = pl.DataFrame(COUNTED[name], schema=schema, orient="row").with_columns(count=pl.lit(1, pl.Int64))
    write_table(rows.lazy(), found, path, ordered=True)
    entry = resource(found, path, tmp_path)
    (tmp_path / DESCRIPTOR).write_text(json.dumps(descriptor("quay", "package", [entry])), "utf-8")
    (tmp_path / "staged").mkdir()
    staged = stage(open_package(tmp_path), tmp_path / "staged", size=size).scans["features"].collect()
    assert staged.select(*schema).equals(rows.select(*schema).sort(found.primary_key))
    assert staged.sort(ROW).select(*schema).equals(rows.select(*schema))
