"""Writes rows to shards on disk as they come, and joins the shards to settled tables: memory holds one batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.contracts.package import resource, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.records.nest import Rows, frames_of

Change = Callable[[pl.LazyFrame], pl.LazyFrame]
_BATCH = 5_000  # rows of one table
_GROUP = 1_000  # rows that are read together: a reader goes ahead by several groups


class Shards:
    """Gathers the rows of all tables below a folder; `write` makes the package's files of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: Rows = defaultdict(list)
        self._parts: dict[str, list[Path]] = defaultdict(list)
        self._changes: dict[str, list[Change]] = defaultdict(list)

    def add(self, rows: Rows) -> None:
        """Takes rows by table."""
        for name, found in rows.items():
            self._rows[name].extend(found)
            if len(self._rows[name]) >= _BATCH:
                self._flush(name)

    def scan(self, name: str) -> pl.LazyFrame:
        """Returns the rows of one table that were added so far, in the order in which they came."""
        if self._rows[name]:
            self._flush(name)
        parts = self._parts[name]
        return pl.scan_parquet(parts) if parts else table(name).empty().lazy()

    def changed(self, name: str) -> pl.LazyFrame:
        """Returns the rows of one table as they will be written, by what was asked for so far."""
        rows = self.scan(name)
        for change in self._changes[name]:
            rows = change(rows)
        return rows

    def change(self, name: str, change: Change) -> None:
        """Has the rows of a table changed as they are written, after every change that was asked for before."""
        self._changes[name].append(change)

    def _flush(self, name: str) -> None:
        part = self._folder / f"{name}-{len(self._parts[name]):06}.parquet"
        frames_of({name: self._rows[name]})[name].write_parquet(part, row_group_size=_GROUP)
        self._parts[name].append(part)
        self._rows[name] = []

    def write(self, target: Path, form: str) -> list[dict[str, Any]]:
        """Writes every table that has rows below `target/data`, and `articles` always; returns their descriptors."""
        for name in [name for name, rows in self._rows.items() if rows]:
            self._flush(name)
        filled = [name for name in TABLES if self._parts[name] or self._changes[name] or name == "articles"]
        return [self._table(name, target, form) for name in filled]

    def _table(self, name: str, target: Path, form: str) -> dict[str, Any]:
        found, path = table(name), target / "data" / f"{name}.{form}"
        write_table(self.changed(name), found, path)
        return resource(found, path, target)
