"""Reads and writes packages: a folder with a `datapackage.json` and its tables, as CSV, Parquet or JSON Lines.

A package is a handle on files and holds no rows; every table is scanned lazily with the types of the contract.
"""

from __future__ import annotations

import glob
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from pressmark.contracts.ordering import in_order
from pressmark.contracts.tables import CONTRACT_VERSION, TABLES, Field, Table, table
from pressmark.errors import PackageError
from pressmark.files import is_safe, sha256_of

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FORMATS = ("csv", "parquet", "jsonl")
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "jsonl": "application/jsonl"}
_ROW_GROUP = 25_000
_ROW_GROUP_OF_TEXTS = 2_500  # of which so many take as much memory as those of another table
_HELD = 25_000  # rows that are sorted in memory; more are sorted on disk
_RUN = 10_000  # rows of which so many are held then


@dataclass(frozen=True, slots=True)
class Package:
    """A package or a release on disk; `descriptor` is its `datapackage.json` as read."""

    folder: Path
    descriptor: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Returns the name of the dataset."""
        return str(self.descriptor.get("name", self.folder.name))

    @property
    def kind(self) -> str:
        """Returns `package` (private, all that was read) or `release` (what the profiles allow)."""
        return str(self.descriptor.get("articles:kind", "package"))

    @property
    def created(self) -> str | None:
        """Returns the day on which it was written, as `yyyy-mm-dd`."""
        created = self.descriptor.get("created")
        return str(created)[:10] if created else None

    @property
    def paths(self) -> dict[str, Path]:
        """Returns the file of each table that the package has."""
        resources = self.descriptor.get("resources", [])
        return {item["name"]: self.folder / item["path"] for item in resources if item.get("name") in TABLES}

    @property
    def format(self) -> str:
        """Returns `csv`, `parquet` or `jsonl`, as the first table is stored: all are stored alike."""
        return next(iter(self.paths.values()), Path("none.csv")).suffix.removeprefix(".")

    def scan(self, name: str) -> pl.LazyFrame:
        """Returns a table lazily with the contract's columns and types; without rows where the package has none."""
        found = table(name)
        path = self.paths.get(name)
        return scan_table(found, path) if path else found.empty().lazy()


def open_package(folder: Path) -> Package:
    """Returns the handle of a package or release; raises PackageError where it is none or its paths are unsafe."""
    path = folder / DESCRIPTOR
    if not path.is_file():
        raise PackageError(f"no {DESCRIPTOR}", where=str(folder), remedy="name a package or a release folder")
    try:
        descriptor = json.loads(path.read_bytes().decode("utf-8-sig"))
    except ValueError as broken:
        raise PackageError(f"is not JSON: {broken}", where=DESCRIPTOR, remedy="write the package again") from None
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not all(isinstance(item, dict) for item in resources):
        raise PackageError("has no list of resources", where=DESCRIPTOR, remedy="write the package again")
    for item in resources:
        if not isinstance(item.get("path"), str) or not is_safe(item["path"]):
            raise PackageError(
                f"has an unsafe path {item.get('path')!r}", where=DESCRIPTOR, remedy="name files below it"
            )
    return Package(folder, descriptor)


def scan_table(found: Table, path: Path) -> pl.LazyFrame:
    """Returns one file of a table lazily; a wrong header or type raises when rows are collected."""
    if path.suffix == ".parquet":
        return pl.scan_parquet(path, glob=False)
    if path.suffix == ".jsonl":
        return _scan_lines(path, found.polars_schema)
    # The types come from the contract: a type that is guessed from the first rows loses the later ones.
    return pl.scan_csv(path, schema=found.polars_schema, glob=False, empty_string_is_null=True)


def scan_strings(found: Table, path: Path) -> pl.LazyFrame:
    """Returns one file of a table lazily: the cells of CSV and JSON Lines as strings, Parquet as it is typed."""
    strings = pl.Schema(dict.fromkeys(found.columns, pl.String()))
    if path.suffix == ".parquet":
        return pl.scan_parquet(path, glob=False)
    if path.suffix == ".jsonl":
        return _scan_lines(path, strings)
    return pl.scan_csv(path, schema=strings, glob=False, empty_string_is_null=True, encoding="utf8")


def _scan_lines(path: Path, schema: pl.Schema) -> pl.LazyFrame:
    # It has no switch for patterns, and would take a bracket in the name of a folder for one.
    return pl.scan_ndjson(glob.escape(str(path)), schema=schema)


def write_table(frame: pl.LazyFrame, found: Table, path: Path, *, ordered: bool = False) -> None:
    """Writes a table sorted by its key, in the form that its file's ending says, with the same bytes for the same rows.

    CSV is RFC 4180 in UTF-8 with CRLF and without byte order mark; Parquet is zstd in row groups of 25,000 rows, or of
    2,500 texts.
    JSON Lines is an object a row, with every column in the contract's order and null where it is missing, strings in
    UTF-8 without needless escapes, dates as `yyyy-mm-dd`, and a line feed at the end. An empty string is missing, as
    it is in CSV. Rows that are `ordered` already are written as they come; of others a bounded number is held.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = frame.select(map(_cell, found.fields))
    group = _ROW_GROUP_OF_TEXTS if found.name == "texts" else _ROW_GROUP
    if ordered:
        _sink(rows, path, group)
    elif rows.select(pl.len()).collect(engine="streaming").item() <= _HELD:
        _sink(rows.sort(found.primary_key), path, group)
    else:
        with TemporaryDirectory(prefix="pressmark-") as apart:
            _sink(in_order(rows, found.primary_key, Path(apart), size=_RUN), path, group)


def _sink(rows: pl.LazyFrame, path: Path, group: int) -> None:
    if path.suffix == ".parquet":
        rows.sink_parquet(path, compression="zstd", compression_level=3, row_group_size=group, maintain_order=True)
    elif path.suffix == ".jsonl":
        rows.sink_ndjson(path, maintain_order=True)
    else:
        rows.sink_csv(
            path, line_terminator="\r\n", date_format="%Y-%m-%d", quote_style="necessary", maintain_order=True
        )


def _cell(field: Field) -> pl.Expr:
    cell = pl.col(field.name).cast(field.dtype)
    return pl.when(cell != "").then(cell).alias(field.name) if field.type == "string" else cell


def resource(found: Table, path: Path, folder: Path) -> dict[str, Any]:
    """Returns the descriptor of a written table: path, hash, bytes and Table Schema."""
    return resource_entry(found, path.relative_to(folder).as_posix(), path.stat().st_size, sha256_of(path))


def resource_entry(found: Table, path: str, size: int, sha256: str) -> dict[str, Any]:
    """Returns the descriptor of a table whose file is known by its path, size in bytes and SHA-256."""
    form = path.rpartition(".")[2]
    keys = ("fields", "missingValues", "primaryKey", "foreignKeys", "articles:deprecated")
    entry: dict[str, Any] = {
        "name": found.name,
        "title": found.title,
        "description": found.description,
        "type": "table",
        "path": path,
        "format": form,
        "mediatype": MEDIA_TYPES[form],
    }
    if form == "csv":
        entry |= {"encoding": "utf-8", "dialect": {"lineTerminator": "\r\n"}}
    elif form == "jsonl":
        entry |= {"encoding": "utf-8"}
    schema = {key: found.descriptor[key] for key in keys if key in found.descriptor}
    return entry | {"bytes": size, "hash": f"sha256:{sha256}", "schema": schema}


def descriptor(name: str, kind: str, resources: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Returns a `datapackage.json`; a foreign key to a table without rows is left out, since that table is."""
    present = {entry["name"] for entry in resources}
    return {
        "$schema": PROFILE,
        "name": name,
        "articles:contract": CONTRACT_VERSION,
        "articles:kind": kind,
        **more,
        "resources": [_with_present_keys(entry, present) for entry in resources],
    }


def _with_present_keys(entry: dict[str, Any], present: set[str]) -> dict[str, Any]:
    keys = [key for key in entry["schema"].get("foreignKeys", []) if key["reference"]["resource"] in present]
    schema = {name: value for name, value in entry["schema"].items() if name != "foreignKeys"}
    return entry | {"schema": schema | ({"foreignKeys": keys} if keys else {})}
