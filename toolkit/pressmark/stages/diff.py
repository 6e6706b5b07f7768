"""Compares two packages or releases, record by record; a package as far as a release could show it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from pressmark.contracts.package import open_package
from pressmark.errors import PackageError, UnknownNameError
from pressmark.records.difference import Difference, Side, changes, unread
from pressmark.stages._difference_forms import FORMS
from pressmark.stages._showing import shown


def diff(
    old: Path | str, new: Path | str, *, form: str = "summary", write: Callable[[str], object] | None = None
) -> Difference:
    """Returns what differs between two packages or releases, by `article_id`, in any format of either.

    Args:
        old: The folder of the one before.
        new: The folder of the one after.
        form: How `write` is told of it: `summary`, `table` (CSV, one row a change) or `json`.
        write: Takes the pieces of the text; by default nothing is written. Values are shown where the profiles of
            both sides allow it, and by their SHA-256 elsewhere.

    Returns:
        The lines of a changelog, the step of the version, what the difference means, and the first rows of each step.

    Raises:
        PackageError: where a side is no package, or its rows cannot be read.
        UnknownNameError: where there is no such form.
    """
    if form not in FORMS:
        raise UnknownNameError("form", form, FORMS)
    before, after = open_package(Path(old)), open_package(Path(new))
    try:
        frames = changes(shown(before), shown(after, before))
        return FORMS[form](frames, before, after, _writer(write))
    except pl.exceptions.PolarsError:
        raise PackageError(
            "its rows cannot be read", where=f"{old} or {new}", remedy="pressmark validate says what is wrong"
        ) from None


def uncompared(old: Path | str, new: Path | str) -> list[str]:
    """Returns the tables of which only the schemas can be compared, since their columns are not the contract's."""
    return unread(*(Side.of(open_package(Path(side))) for side in (old, new)))


def _writer(write: Callable[[str], object] | None) -> Callable[[str], None]:
    def written(text: str) -> None:
        if write is not None:
            write(text)

    return written


@contextmanager
def whole_file(path: Path) -> Iterator[Callable[[str], object]]:
    """Yields what writes text into a file, in UTF-8, that is there when the block ends well and not before."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream.write
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
