"""Finds the line of a file on which a row of a CSV table begins, so that a reviewer's tools can point at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from pressmark.checking.staging import ROW, Staged
from pressmark.contracts.package import Package
from pressmark.contracts.tables import table
from pressmark.model.report import Finding


def with_lines(findings: Iterable[Finding], package: Package, staged: Staged) -> tuple[Finding, ...]:
    """Returns findings with file and row of their table's row, and with its line where the table is one of lines."""
    rowed = _with_rows(findings, staged)
    wanted: dict[str, set[int]] = defaultdict(set)
    for finding in rowed:
        if finding.place.table in package.paths and finding.place.row:
            wanted[finding.place.table].add(finding.place.row)
    lines = {name: _lines(package.paths[name], rows) for name, rows in wanted.items()}
    return tuple(_placed(finding, package, lines) for finding in rowed)


def _with_rows(findings: Iterable[Finding], staged: Staged) -> tuple[Finding, ...]:
    """Returns findings with the row that their key names; a key that names an article alone gets its first row."""
    findings = tuple(findings)
    keyed: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        place = finding.place
        if place.key and place.row is None and place.table and place.table in staged.scans:
            keyed[place.table].add(place.key)
    rows = {name: _rows(staged.scans[name], name, keys) for name, keys in keyed.items()}
    return tuple(
        replace(finding, place=replace(finding.place, row=row))
        if (row := rows.get(finding.place.table or "", {}).get(finding.place.key or "")) and finding.place.row is None
        else finding
        for finding in findings
    )


def _rows(scan: pl.LazyFrame, name: str, keys: set[str]) -> dict[str, int]:
    columns = table(name).primary_key
    wanted = scan.filter(pl.col(columns[0]).is_in(sorted({key.split("/")[0] for key in keys})))
    found: dict[str, int] = {}
    for *parts, row in wanted.select(*columns, ROW).collect().iter_rows():
        for length in range(len(parts), 0, -1):
            found.setdefault("/".join(map(str, parts[:length])), row)
    return found


def _placed(finding: Finding, package: Package, lines: dict[str, dict[int, int]]) -> Finding:
    place = finding.place
    if place.table not in package.paths:
        return finding
    file = place.file or package.paths[place.table].relative_to(package.folder).as_posix()
    line = place.line or lines.get(place.table, {}).get(place.row or 0)
    return replace(finding, place=replace(place, file=file, line=line))


def _lines(path: Path, rows: set[int]) -> dict[int, int]:
    if path.suffix == ".jsonl":
        return {row: row for row in rows}
    if path.suffix != ".csv" or not path.is_file():
        return {}
    return {row: line for row, line in _starts(path, max(rows)) if row in rows}


def _starts(path: Path, last: int) -> Iterator[tuple[int, int]]:
    """Yields each row with the line it begins on; a line end inside quotation marks does not end a row (RFC 4180)."""
    row, quoted = 0, False
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if not quoted:
                if row:
                    yield row, number
                row += 1
                if row > last + 1:
                    return
            quoted ^= line.count(b'"') % 2 == 1
