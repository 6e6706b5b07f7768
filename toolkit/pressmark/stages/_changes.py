"""Compares a release with the one before it, writes the table of changes, and gives the release its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.contracts.package import Package
from pressmark.errors import ReleaseError
from pressmark.model.version import FIRST, SemVer, parse_version
from pressmark.model.work import CHANGES_TABLE, Change, Previous
from pressmark.records.difference import Difference, Side, changes
from pressmark.records.index import read_index

# The columns of the table of changes; never a value, old or new.
COLUMNS = ("article_id", "table", "key", "field", "change", "step", "old_hash", "new_hash")
_ROWS_NAMED = 5


def compare(
    before: Package | None, tables: Mapping[str, pl.LazyFrame], descriptor: Mapping[str, Any], folder: Path
) -> Difference:
    """Returns what differs from the release before, and writes each change into `folder`; the first has no table.

    Args:
        before: The release before this one.
        tables: The tables of the new release.
        descriptor: Its descriptor, as far as it is known before its files are written.
        folder: Where `changes.csv` is written.
    """
    if before is None:
        count = tables["articles"].select(pl.len()).collect().item()
        first = Change(group="Added", text=f"First release, with {count} article{'' if count == 1 else 's'}")
        return Difference((first,), None)
    frames = changes(Side.of(before), Side(tables, descriptor))
    return Difference.of(_written(frames, folder / CHANGES_TABLE))


def _written(frames: Iterator[pl.DataFrame], path: Path) -> Iterator[pl.DataFrame]:
    """Yields the rows of a difference while it writes them: RFC 4180, UTF-8, absent is empty."""
    with path.open("wb") as stream:
        stream.write((",".join(COLUMNS) + "\r\n").encode())
        for frame in frames:
            rows = frame.select(pl.when(pl.col(name) != "").then(name).alias(name) for name in COLUMNS)
            rows.write_csv(stream, include_header=False, line_terminator="\r\n", quote_style="necessary")
            yield frame


def number(asked: str, before: Package | None, found: Difference) -> SemVer:
    """Returns the version that is asked for, or the least that the difference allows.

    Raises:
        ReleaseError: where it does not come after the release before, or is too small a step; with the rows that
            make it so.
    """
    if before is None:
        return FIRST if asked == "auto" else parse_version(asked)
    earlier = parse_version(str(before.descriptor["version"]))
    step = found.step or "patch"
    least = earlier.after(step)
    if asked == "auto":
        return least
    chosen = parse_version(asked)
    if chosen.order <= earlier.order:
        raise ReleaseError(f"{asked} does not come after {earlier}", remedy=f"the next is {least}")
    if found.step and chosen.final.order < least.order:
        raise ReleaseError(
            f"{asked} is too small a step: {_named(found, step)}", remedy=f"a {step} step to {least} or later"
        )
    return chosen


def _named(found: Difference, step: str) -> str:
    rows = found.rows.get(step, ())[:_ROWS_NAMED]
    more = found.numbers.get(step, 0) - len(rows)
    rest = f"; and {more:,} more, which pressmark diff names" if more > 0 else ""
    return "; ".join(map(str, rows)) + rest


def check_change(before: Package | None, found: Difference, chosen: SemVer) -> None:
    """Raises where the new release would say nothing that the one before does not; a pre-release may become final."""
    if before is None or found.step:
        return
    earlier = parse_version(str(before.descriptor["version"]))
    if not (earlier.pre and chosen == earlier.final):
        raise ReleaseError("nothing has changed", where=f"since {earlier}", remedy="there is nothing to release")


def previous_of(before: Package | None, own: str | None) -> Previous | None:
    """Returns by what the release before is known; an identifier that is this release's own is none of its."""
    if before is None:
        return None
    version = str(before.descriptor["version"])
    told = str(before.descriptor.get("id") or "")
    identifier = None if not told or told.startswith("urn:uuid:") or told == own else told
    listed = (read_index(before.folder.resolve().parent) or {"versions": ()})["versions"]
    swhid = next((each["swhid"] for each in listed if each["version"] == version), None)
    root = str(before.descriptor.get("articles:contentRoot", ""))
    return Previous(version=version, identifier=identifier, content_root=root, swhid=swhid)
