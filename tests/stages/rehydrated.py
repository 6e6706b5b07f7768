"""What tests ask of a package whose texts came back: its rows, its outcomes, and which tables are unlike another's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES, table
from pressmark.records.rehydration import OUTCOMES
from pressmark.stages.rehydrate import Rehydration


def tables(package: Package) -> dict[str, pl.LazyFrame]:
    """Returns every table of a package by its name."""
    return {name: package.scan(name) for name in TABLES}


def rows(package: Package) -> dict[str, dict[str, Any]]:
    """Returns the row of `rehydration.csv` of each article."""
    found = pl.read_csv(package.folder / "rehydration.csv", infer_schema=False)
    return {row["article_id"]: row for row in found.iter_rows(named=True)}


def ended(found: Rehydration) -> dict[str, int]:
    """Returns the outcomes that any article came to, once they were seen to add up."""
    articles = found.release.scan("articles").collect().height
    assert sum(found.counts.values()) + found.withdrawn == articles == len(rows(found.package))
    assert set(found.counts) == set(OUTCOMES)
    assert found.losses["articles"].sum() == articles
    return {name: count for name, count in found.counts.items() if count}


def same_tables(one: Mapping[str, pl.LazyFrame], other: Mapping[str, pl.LazyFrame]) -> list[str]:
    """Returns the names of the tables whose rows differ."""
    return [
        name
        for name in TABLES
        if not one[name]
        .sort(table(name).primary_key)
        .collect()
        .equals(other[name].sort(table(name).primary_key).collect())
    ]
