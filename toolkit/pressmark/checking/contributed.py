"""Reads a file of contributed records, so that the rules judge them as they judge the rows of a package.

Each line is judged by the JSON Schema of records. What it accepts is staged like a package's tables; the number of
the record takes the place of the row in a table, since that is where the contributor will look.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.checking.collector import Collector
from pressmark.checking.records import check_schema
from pressmark.checking.staging import ROW, Staged, stage
from pressmark.contracts.package import Package, descriptor
from pressmark.contracts.tables import Field, children, table
from pressmark.model.report import Place
from pressmark.records.nest import unnest
from pressmark.records.shards import Shards

_NUMBER = "__number"


@dataclass(frozen=True, slots=True)
class Contributed:
    """The records of a file: how many there are, how many were refused as they stand, and the tables of the others."""

    count: int
    refused: int
    staged: Staged


def read_records(path: Path, scratch: Path, collector: Collector) -> Contributed:
    """Returns the records of a JSON Lines file, staged below `scratch`; what is refused goes to the collector."""
    (scratch / "shards").mkdir()
    shards = Shards(scratch / "shards")
    count, numbers = 0, dict[str, int]()
    for line, text in _lines(path):
        count += 1
        record = _parsed(text, path.name, line, collector)
        if record is None or not check_schema(record, count, collector):
            continue
        article_id = str(record["article_id"])
        if article_id in numbers:
            place = Place(table="articles", row=count, key=article_id, field="article_id")
            collector.add("key-repeated", place, f"the record {numbers[article_id]} has the same id", "python")
            continue
        numbers[article_id] = count
        shards.add(unnest(_typed(record)))
    return Contributed(count, count - len(numbers), _staged(shards, scratch, path.stem, numbers))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        yield from ((line, text) for line, text in enumerate(stream, start=1) if text.strip())


def _parsed(text: str, name: str, line: int, collector: Collector) -> dict[str, Any] | None:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        record = None
    if isinstance(record, dict):
        return record
    collector.add("type-wrong", Place(file=name, line=line, key=f"line {line}"), "is not a JSON object", "python")
    return None


def _typed(record: dict[str, Any]) -> dict[str, Any]:
    """Returns a record that the schema accepts with its dates as dates; fields that it leaves out are null."""
    nested = {child.name: [_row(child.name, row) for row in record.get(child.name, ())] for child in children()}
    return {**_row("articles", record), **nested}


def _row(name: str, row: dict[str, Any]) -> dict[str, Any]:
    fields = (field for field in table(name).fields if name == "articles" or field.name != "article_id")
    return {field.name: _value(field, row.get(field.name)) for field in fields}


def _value(field: Field, value: Any) -> Any:
    return date.fromisoformat(value) if field.type == "date" and value is not None else value


def _staged(shards: Shards, scratch: Path, name: str, numbers: dict[str, int]) -> Staged:
    written = scratch / "records"
    package = Package(written, descriptor(name, "package", shards.write(written, "parquet")))
    (scratch / "staged").mkdir()
    staged = stage(package, scratch / "staged")
    schema = {"article_id": pl.String, _NUMBER: pl.Int64}
    counted = pl.LazyFrame(list(numbers.items()), schema=schema, orient="row")
    return Staged(
        {
            name: scan.join(counted, on="article_id", how="left", maintain_order="left")
            .with_columns(pl.col(_NUMBER).alias(ROW))
            .drop(_NUMBER)
            for name, scan in staged.scans.items()
        },
        staged.misfits,
        staged.unread,
    )
