"""Reads the rows of a table's file one by one, each with its place in the file, and with nothing of another reader.

CSV and JSON Lines are read here byte by byte, so that a check of what was written does not rest on what wrote it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.contracts.tables import Field, Table
from pressmark.streams import slices

_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",]*))(?:,|\Z)')
_NUMBER = re.compile(r"-?[0-9]{1,19}")
_BATCH = 2_000

Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number from 1, its lines and bytes where the file has lines, and its cells.

    Integers are numbers; days and truths are as they were read, and `csv_value` writes them as CSV does. `broken` says
    what keeps the row from being one of its table; its cells are then those that could be read. A header that is none
    of the table's is a broken row with the number 0.
    """

    number: int
    cells: Cells
    lines: tuple[int, int] | None = None
    bytes: tuple[int, int] | None = None  # the first, and the one after the last
    broken: str | None = None


def rows(found: Table, path: Path) -> Iterator[Row]:
    """Yields the rows of a CSV, JSON Lines or Parquet file in its order.

    Raises:
        OSError: where the file cannot be read.
        polars.exceptions.PolarsError: where it is no Parquet file of the table.
    """
    if path.suffix == ".parquet":
        yield from _parquet(found, path)
    elif path.suffix == ".jsonl":
        yield from _json_lines(found, path)
    else:
        yield from _csv(found, path)


def column_at(found: Table, suffix: str, record: bytes, place: int) -> str | None:
    """Returns the column in whose cell a byte of one CSV or JSON Lines record lies, or None where it is in none."""
    if suffix == ".jsonl":
        return _member_at(record, place)
    before = re.sub(rb'"[^"]*"', b"", record[:place]).split(b'"')[0]
    number = before.count(b",")
    return found.columns[number] if number < len(found.columns) else None


def _member_at(record: bytes, place: int) -> str | None:
    name = None
    for start in re.finditer(rb'[{,]"((?:[^"\\]|\\.)*)":', record):
        if start.start() > place:
            break
        name = start[1].decode("utf-8", "replace")
    return name


def _parquet(found: Table, path: Path) -> Iterator[Row]:
    frame = pl.scan_parquet(path, glob=False).select(found.columns)
    number = 0
    for batch in slices(frame, _BATCH):
        for cells in batch.iter_rows(named=True):
            number += 1
            yield Row(number, cells)


def _json_lines(found: Table, path: Path) -> Iterator[Row]:
    start = 0
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            end = start + len(line)
            cells, broken = _object(found, line)
            yield Row(number, cells, (number, number), (start, end), broken)
            start = end


def _object(found: Table, line: bytes) -> tuple[Cells, str | None]:
    nothing: Cells = dict.fromkeys(found.columns)
    try:
        value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return nothing, "is not JSON"
    if not isinstance(value, dict) or set(value) != set(found.columns):
        known = {name: value.get(name) for name in found.columns} if isinstance(value, dict) else {}
        return nothing | known, "has other columns than its table"
    wrong = [field.name for field in found.fields if not is_of_type(field, value[field.name])]
    return value | dict.fromkeys(wrong), "has a cell of another type" if wrong else None


def is_of_type(field: Field, value: Any) -> bool:
    """Returns whether a value as JSON writes it may stand in a column; null may stand in each."""
    if value is None:
        return True
    if field.type == "integer":
        return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63
    if field.type == "boolean":
        return isinstance(value, bool)
    # JSON can write half a pair of surrogates as an escape; UTF-8 cannot.
    return isinstance(value, str) and (value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value))


def _csv(found: Table, path: Path) -> Iterator[Row]:
    for number, (record, lines, places) in enumerate(_records(path)):
        values, broken = _values(record)
        if number:
            if broken is None and len(values) != len(found.columns):
                broken = f"has {len(values)} cells instead of {len(found.columns)}"
            yield Row(number, _typed(found, values), lines, places, broken)
        elif tuple(values) != found.columns:
            yield Row(0, dict.fromkeys(found.columns), lines, places, "is not the header of its table")


def _records(path: Path) -> Iterator[tuple[bytes, tuple[int, int], tuple[int, int]]]:
    """Yields the records of a CSV file; a line end between quotation marks does not end one (RFC 4180)."""
    parts: list[bytes] = []
    first, start, quoted, end, number = 1, 0, False, 0, 0
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            end += len(line)
            parts.append(line)
            quoted ^= line.count(b'"') % 2 == 1
            if not quoted:
                yield b"".join(parts), (first, number), (start, end)
                parts, first, start = [], number + 1, end
    if parts:
        yield b"".join(parts), (first, number), (start, end)


def _values(record: bytes) -> tuple[list[str], str | None]:
    broken = None
    try:
        text = record.decode("utf-8")
    except UnicodeDecodeError:
        text, broken = record.decode("utf-8", "replace"), "is not UTF-8"
    text = text.removesuffix("\n").removesuffix("\r")
    if '"' not in text:
        return text.split(","), broken
    values: list[str] = []
    place = 0
    while place <= len(text):
        cell = _CELL.match(text, place)
        if cell is None:
            return values, broken or "is no row of CSV"
        quoted, plain = cell.groups()
        values.append(plain if quoted is None else quoted.replace('""', '"'))
        place = cell.end() + (0 if cell[0].endswith(",") else 1)
    return values, broken


def _typed(found: Table, values: list[str]) -> Cells:
    cells: Mapping[str, str] = dict(zip(found.columns, values, strict=False))
    return {field.name: _value(field.type, cells.get(field.name) or None) for field in found.fields}


def _value(kind: str, cell: str | None) -> Any:
    if kind == "integer" and cell is not None:
        return int(cell) if _NUMBER.fullmatch(cell) else None
    return cell
