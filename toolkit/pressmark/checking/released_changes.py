"""Says what happened to a file that differs from its checksum: its form alone, one bit, or cells with no other hash."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from pressmark.checking.bits import flipped_bit, repaired
from pressmark.contracts.package import scan_table, write_table
from pressmark.contracts.rows import column_at, rows
from pressmark.contracts.tables import table
from pressmark.files import DIFFERS, sha256_of
from pressmark.model.verification import Difference, Region

_FORM = f"{DIFFERS} in its form alone: its rows, written anew, have the recorded checksum"
_UNCOVERED = f"{DIFFERS}, in cells or rows that no other hash covers"
_LARGEST = 1 << 26  # bytes; of larger files no bit is looked for


def changed_file(
    folder: Path,
    file: str,
    sha256: str,
    name: str | None = None,
    size: object = None,
    found: Iterable[Difference] = (),
) -> Difference:
    """Returns what is known of a file that has not its recorded checksum.

    Args:
        folder: The release.
        file: The path of the file below it.
        sha256: The checksum that it had.
        name: The table that it holds, if any.
        size: The bytes that it had, where that is known.
        found: What differs in the rows of the tables.
    """
    path = folder / file
    touched = [region for one in found for region in one.regions if region.file == file]
    if name and not touched and _rewritten(name, path) == sha256:
        return Difference(kind="file-changed", message=_FORM, regions=(Region(file=file, table=name),))
    bit = _flipped(path, file, sha256, name, touched) if size in (None, path.stat().st_size) else None
    if bit is not None:
        return Difference(kind="file-changed", message=f"{DIFFERS} in one bit", regions=(bit,))
    message = DIFFERS if touched or not name else _UNCOVERED
    return Difference(kind="file-changed", message=message, regions=(Region(file=file, table=name),))


def _rewritten(name: str, path: Path) -> str | None:
    """Returns the checksum of a table's rows as Pressmark writes them, or None where they are none of the table."""
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        again = Path(scratch) / path.name
        try:
            write_table(scan_table(table(name), path), table(name), again)
        except (OSError, pl.exceptions.PolarsError):
            return None
        return sha256_of(again)


def _flipped(path: Path, file: str, sha256: str, name: str | None, touched: Iterable[Region]) -> Region | None:
    if path.stat().st_size > _LARGEST:
        return None
    content = path.read_bytes()
    spans = [(region.bytes[0], region.bytes[1] + 1) for region in touched if region.bytes]
    place = flipped_bit(content, sha256, [*spans, (0, len(content))])
    if place is None:
        return None
    whole = repaired(content, sha256, place)
    line = whole.count(b"\n", 0, place) + 1
    if name is None or path.suffix == ".parquet":
        is_text = b"\0" not in whole
        return Region(file=file, table=name, lines=(line, line) if is_text else None, bytes=(place, place))
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        mended = Path(scratch) / path.name
        mended.write_bytes(whole)
        return _cell(mended, file, name, place, line)


def _cell(mended: Path, file: str, name: str, place: int, line: int) -> Region:
    """Returns the place of a byte in a table that has been mended: its row, its line and its column."""
    region = Region(file=file, table=name, lines=(line, line), bytes=(place, place))
    for row in rows(table(name), mended):
        if row.bytes and row.bytes[0] <= place < row.bytes[1]:
            first, end = row.bytes
            record = mended.read_bytes()[first:end]
            column = column_at(table(name), mended.suffix, record, place - first)
            return Region(
                file=file,
                table=name,
                rows=(row.number, row.number),
                lines=(line, line),
                bytes=(place, place),
                column=column,
            )
    return region
