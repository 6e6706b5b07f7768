"""A key that stands in several batches of rows is found once, wherever they are cut."""

from __future__ import annotations

import polars as pl
import pytest

from pressmark.checking.catalogue import catalogue
from pressmark.checking.collector import Collector
from pressmark.checking.rows import check_rows
from pressmark.checking.staging import ROW, Staged
from pressmark.contracts.tables import table

KEYS = ["a", "b", "b", "c", "d", "d", "d", "e", "f"]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 100])
def test_a_repeated_key_is_named_once(size: int) -> None:
    frame = pl.concat([table("articles").empty(), pl.DataFrame({"article_id": KEYS})], how="diagonal")
    collector = Collector(catalogue())
    check_rows(Staged({"articles": frame.with_row_index(ROW, offset=1).lazy()}, (), {}), (), collector, size=size)
    found = [each for each in collector.findings() if each.rule == "key-repeated"]
    assert [(each.place.key, each.engines) for each in found] == [("b", ("pandera",)), ("d", ("pandera",))]
