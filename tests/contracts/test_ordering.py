"""Rows that are too many to be held are put in the same order, and written as the same bytes, as if they were."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pressmark.contracts.ordering import ascends, in_order
from pressmark.contracts.package import write_table
from pressmark.contracts.tables import table

MANY = 25_100  # more than are sorted in memory


def rows(count: int, keys: int) -> pl.DataFrame:
    """Returns rows out of order; a tenth of them lacks the first key, and several have the same."""
    number = pl.int_range(count, eager=True)
    frame = pl.DataFrame({"first": number * 7_919 % keys, "second": number * 104_729 % max(count, 1), "said": number})
    return frame.with_columns(first=pl.when(pl.col("second") % 10 != 0).then(pl.format("a{}", "first")))


@pytest.mark.parametrize(("count", "keys"), [(0, 1), (1, 1), (200, 7), (200, 199), (60, 1)])
@pytest.mark.parametrize("size", [20, 2_000])
@pytest.mark.parametrize("sorted_already", [False, True])
def test_the_order_is_that_of_sorting_all_rows(
    count: int, keys: int, size: int, tmp_path: Path, *, sorted_already: bool
) -> None:
    frame = rows(count, keys)
    wanted = frame.sort("first", "second")
    found = in_order((wanted if sorted_already else frame).lazy(), ("first", "second"), tmp_path, size=size)
    assert found.collect().equals(wanted)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([], True),
        ([("a", 1), ("a", 2), ("b", 1)], True),
        ([("a", 1), ("a", 1)], False),
        ([("a", 2), ("a", 1)], False),
        ([("a", 1), (None, 2)], False),
        ([("b", 1), ("a", 2)], False),
    ],
)
@pytest.mark.parametrize("size", [1, 25_000])
def test_each_key_is_greater_than_the_one_before(
    keys: list[tuple[str | None, int]], size: int, *, expected: bool
) -> None:
    frame = pl.LazyFrame(keys, schema={"first": pl.String, "second": pl.Int64}, orient="row")
    assert ascends(frame, size) is expected


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_a_large_table_has_the_same_bytes_whatever_the_order_of_its_rows(form: str, tmp_path: Path) -> None:
    found = table("flags")
    number = pl.int_range(MANY, eager=True).alias("number")
    known = {"article_id": pl.format("aa-{}", pl.col("number").cast(pl.String).str.zfill(16)), "kind": pl.lit("other")}
    cells = [known.get(field.name, pl.lit(None)).cast(field.dtype).alias(field.name) for field in found.fields]
    frame = pl.DataFrame([number]).select(cells)
    for name, given in (("forth", frame), ("back", frame.reverse())):
        write_table(given.lazy(), found, tmp_path / f"{name}.{form}")
    write_table(frame.lazy(), found, tmp_path / f"ordered.{form}", ordered=True)
    forth, back, ordered = ((tmp_path / f"{name}.{form}").read_bytes() for name in ("forth", "back", "ordered"))
    assert forth == back == ordered
