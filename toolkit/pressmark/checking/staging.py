"""Stages tables as sorted Parquet with the contract's types, so that every check reads one form, whatever was written.

A cell that does not have its column's type becomes null and is reported with its row; it never stops the other checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pressmark.checking.json_cells import LineError, wrong_cells
from pressmark.contracts.ordering import ascends, in_order
from pressmark.contracts.package import Package, scan_strings
from pressmark.contracts.tables import TABLES, Field, Table, table
from pressmark.model.report import Place

ROW = "__row"
_READ = 25_000  # rows
_GROUP = 2_500  # rows that are decoded together: the rows of some articles are read without many of others


@dataclass(frozen=True, slots=True)
class Misfit:
    """A cell or a whole table that cannot be read as the contract says."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Staged:
    """The staged tables: sorted by key, each with the row of its file in the column `__row`, and what did not fit."""

    scans: Mapping[str, pl.LazyFrame]
    misfits: tuple[Misfit, ...]
    unread: Mapping[str, str]  # table to the reason why it could not be read at all

    def tables(self) -> dict[str, pl.LazyFrame]:
        """Returns every table of the contract without the row numbers; those that the package lacks have no rows."""
        return {
            name: self.scans[name].drop(ROW) if name in self.scans else table(name).empty().lazy() for name in TABLES
        }


def stage(package: Package, folder: Path, *, size: int = _READ) -> Staged:
    """Returns the tables of a package staged below `folder`, looked at `size` rows at a time."""
    scans: dict[str, pl.LazyFrame] = {}
    misfits: list[Misfit] = []
    unread: dict[str, str] = {}
    for name, path in package.paths.items():
        found = table(name)
        relative = path.relative_to(package.folder).as_posix()
        staged = folder / f"{name}.parquet"
        try:
            wrong = list(_wrong(found, path, relative))
            raw = _raw(found, path)
            typed = raw.select(ROW, *(_typed(field) for field in found.fields))
            # A row that is too long is found here only, where cells are read.
            rows = typed if ascends(typed.select(found.primary_key), size) else _sorted(typed, found, staged, size)
            rows.sink_parquet(staged, row_group_size=min(size, _GROUP), maintain_order=True)
        except (OSError, pl.exceptions.PolarsError, _HeaderError, LineError) as broken:
            said = isinstance(broken, _HeaderError | LineError)
            unread[name] = str(broken) if said else f"cannot be read: {type(broken).__name__}"
            misfits.append(Misfit(Place(file=relative, table=name), unread[name]))
            continue
        places = {misfit.place for misfit in wrong}
        misfits += [*wrong, *(misfit for misfit in _misfits(raw, found, relative) if misfit.place not in places)]
        scans[name] = pl.scan_parquet(staged)
    return Staged(scans, tuple(misfits), unread)


class _HeaderError(Exception):
    pass


def _sorted(typed: pl.LazyFrame, found: Table, staged: Path, size: int) -> pl.LazyFrame:
    apart = staged.with_suffix("")
    apart.mkdir()
    return in_order(typed, found.primary_key, apart, size=size)


def _wrong(found: Table, path: Path, relative: str) -> Iterator[Misfit]:
    """Yields the cells whose type in the file is not that of their column, though they read alike as strings."""
    for cell in wrong_cells(path, found) if path.suffix == ".jsonl" else ():
        place = Place(file=relative, table=found.name, row=cell.row, key=cell.key, field=cell.field.name)
        yield Misfit(place, f"is not of type {cell.field.type}")


def _raw(found: Table, path: Path) -> pl.LazyFrame:
    """Returns the file's rows: of CSV and JSON Lines as strings, of Parquet as they are typed."""
    frame = scan_strings(found, path)
    if path.suffix == ".parquet":
        _compare(tuple(frame.collect_schema()), found)
    elif path.suffix == ".csv":
        with path.open("rb") as stream:
            header = stream.readline().decode("utf-8", "replace").rstrip("\r\n")
        _compare(tuple(header.split(",")), found)
        frame.select(pl.len()).collect()
    return frame.with_row_index(ROW, offset=1)


def _compare(columns: tuple[str, ...], found: Table) -> None:
    if columns == found.columns:
        return
    missing = [name for name in found.columns if name not in columns]
    if missing:
        raise _HeaderError(f"lacks the column {missing[0]}")
    # The name is the file's own words, perhaps of a text whose line lost its end.
    more = next((place for place, name in enumerate(columns, start=1) if name not in found.columns), None)
    said = f"has a column that the contract does not know, at place {more} of {len(columns)}"
    raise _HeaderError(said if more else "has its columns in another order")


def _typed(field: Field) -> pl.Expr:
    column = pl.col(field.name)
    if field.type == "string":
        return column.cast(pl.String, strict=False)
    words = column.cast(pl.String, strict=False)
    if field.type == "date":
        written = words.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        return pl.when(written).then(words.str.to_date("%Y-%m-%d", strict=False)).alias(field.name)
    if field.type == "boolean":
        truth = pl.when(words == "true").then(pl.lit(value=True)).when(words == "false").then(pl.lit(value=False))
        return truth.alias(field.name)
    return words.cast(field.dtype, strict=False).alias(field.name)


def _misfits(raw: pl.LazyFrame, found: Table, relative: str) -> Iterator[Misfit]:
    typed = [field for field in found.fields if field.type != "string"]
    wrong = [(pl.col(field.name).is_not_null() & _typed(field).is_null()).alias(field.name) for field in typed]
    if not wrong:
        return
    key = pl.concat_str(found.primary_key, separator="/").alias("__key")
    hits = raw.select(ROW, key, *wrong).filter(pl.any_horizontal(field.name for field in typed)).collect()
    for row in hits.iter_rows(named=True):
        for field in typed:
            if row[field.name]:
                place = Place(file=relative, table=found.name, row=row[ROW], key=row["__key"], field=field.name)
                yield Misfit(place, f"is not of type {field.type}")
