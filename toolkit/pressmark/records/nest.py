"""Nests the rows of the tables into records, one article with its child rows each, and takes them apart again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from pressmark.contracts.tables import children, table

Rows = dict[str, list[dict[str, Any]]]
Record = dict[str, Any]


def nest(frames: Mapping[str, pl.DataFrame]) -> Iterator[Record]:
    """Yields each article of the frames as a record: its columns, and one list a child table that has rows of it.

    Child rows come without `article_id`, in the order of their key; dates are `datetime.date`; nulls are kept.
    """
    grouped = {
        child.name: _by_article(frames[child.name], child.primary_key) for child in children() if child.name in frames
    }
    for article in frames["articles"].iter_rows(named=True):
        nested = {name: rows[article["article_id"]] for name, rows in grouped.items() if article["article_id"] in rows}
        yield {**article, **nested}


def _by_article(frame: pl.DataFrame, key: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.sort(key).iter_rows(named=True):
        grouped[row.pop("article_id")].append(row)
    return dict(grouped)


def unnest(record: Mapping[str, Any]) -> Rows:
    """Returns the rows of one record by table."""
    names = {child.name for child in children()}
    article = {name: value for name, value in record.items() if name not in names}
    nested = {
        name: [{"article_id": record["article_id"], **row} for row in record[name]] for name in names & set(record)
    }
    return {"articles": [article], **nested}


def frames_of(rows: Rows) -> dict[str, pl.DataFrame]:
    """Returns rows as frames with the contract's types; every named table is there, also without rows."""
    return {name: pl.DataFrame(found, schema=table(name).polars_schema, orient="row") for name, found in rows.items()}
