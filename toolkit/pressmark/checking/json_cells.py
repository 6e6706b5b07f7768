"""Reads the lines of a JSON Lines table as JSON, since polars takes a number for a string and passes over a column.

A line that is no object with the contract's columns stops the table; a cell of another JSON type is reported.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressmark.contracts.rows import is_of_type
from pressmark.contracts.tables import Field, Table

Pairs = list[tuple[str, Any]]


class LineError(Exception):
    """Marks a line that is no row of its table; the message has no word of the file."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell whose JSON type is not its column's, by the number of its row, its row's key and its column."""

    row: int
    key: str | None
    field: Field


def wrong_cells(path: Path, found: Table) -> Iterator[Cell]:
    """Yields the cells of another JSON type; raises LineError at the first line that is no row of the table."""
    with path.open("rb") as stream:
        for row, line in enumerate(stream, start=1):
            pairs = _pairs(line, row)
            _compare([name for name, _ in pairs], found, row)
            wrong = [
                field for field, (_, value) in zip(found.fields, pairs, strict=True) if not is_of_type(field, value)
            ]
            if wrong:
                key = _key(dict(pairs), found)
                yield from (Cell(row, key, field) for field in wrong)


def _pairs(line: bytes, row: int) -> Pairs:
    try:
        pairs = json.loads(line.decode("utf-8"), object_pairs_hook=list)
    except UnicodeDecodeError:
        raise LineError(f"line {row} is not UTF-8") from None
    except (ValueError, RecursionError):
        raise LineError(f"line {row} is not JSON") from None
    # What is no object has been read as a string, a number, or a list whose items are no pairs.
    if not line.startswith(b"{") or not isinstance(pairs, list):
        raise LineError(f"line {row} is no JSON object")
    return pairs


def _compare(names: Sequence[str], found: Table, row: int) -> None:
    if tuple(names) == found.columns:
        return
    missing = [name for name in found.columns if name not in names]
    if missing:
        raise LineError(f"line {row} lacks the column {missing[0]}")
    if set(names) - set(found.columns):
        raise LineError(f"line {row} has a column that the contract does not know")
    repeated = len(names) > len(found.columns)
    raise LineError(f"line {row} has a column twice" if repeated else f"line {row} has its columns in another order")


def _key(values: dict[str, Any], found: Table) -> str | None:
    parts = [values[name] for name in found.primary_key]
    if any(part is None for part in parts):
        return None
    return "/".join(str(part).encode("utf-8", "replace").decode() for part in parts)
