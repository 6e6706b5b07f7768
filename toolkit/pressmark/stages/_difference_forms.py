"""Writes a difference as a summary for people, as a table of one row a change, or as JSON; piece by piece."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import polars as pl

from pressmark.contracts.package import Package
from pressmark.describers._wording import plain
from pressmark.errors import ReleaseError
from pressmark.model.version import parse_version
from pressmark.model.work import Change
from pressmark.records.difference import CHANGES, Difference

Write = Callable[[str], None]
Form = Callable[[Iterable[pl.DataFrame], Package, Package, Write], Difference]

_FEW = 12
_ROWS = 10_000
# They would move the cursor or turn the reading order of a terminal; a value's hash says what it really is.
_UNSEEN = "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"


def summary(frames: Iterable[pl.DataFrame], old: Package, new: Package, write: Write) -> Difference:
    """Writes what changed by group, the step that it asks for, and what it means for those who hold the old one."""
    found = Difference.of(frames)
    write(f"{_named(old)} → {_named(new)}\n")
    if not found.differs:
        write("no difference\n")
        return found
    write(f"{_verdict(found, old)}\n")
    for group in dict.fromkeys(change.group for change in found.changes):
        write(f"\n{group}\n")
        for change in found.changes:
            if change.group == group:
                write(f"  {_line(change)}\n")
    write("\nWhat this means for you\n")
    for sentence in found.meaning:
        write(f"  {plain(sentence)}\n")
    return found


def table(frames: Iterable[pl.DataFrame], _old: Package, _new: Package, write: Write) -> Difference:
    """Writes one row a change as CSV (RFC 4180, UTF-8); absent is empty."""
    write(",".join(CHANGES) + "\r\n")
    return Difference.of(_each(frames, lambda frame: write(_csv(frame))))


def as_json(frames: Iterable[pl.DataFrame], old: Package, new: Package, write: Write) -> Difference:
    """Writes one object: both sides, every change on a line of its own, and the summary."""
    write(f'{{"old": {_inline(_side(old))},\n"new": {_inline(_side(new))},\n"changes": [')
    first = [""]

    def lines(frame: pl.DataFrame) -> None:
        for row in frame.iter_rows(named=True):
            write(f"{first[0]}\n{_inline({key: value for key, value in row.items() if value})}")
            first[0] = ","

    found = Difference.of(_each(frames, lines))
    said = {
        "step": found.step,
        "next": _next(found, old),
        "summary": [_change(change) for change in found.changes],
        "meaning": list(found.meaning),
    }
    write("\n],\n" + ",\n".join(f'"{key}": {_inline(value)}' for key, value in said.items()) + "}\n")
    return found


FORMS: Mapping[str, Form] = MappingProxyType({"summary": summary, "table": table, "json": as_json})


def _each(frames: Iterable[pl.DataFrame], write: Callable[[pl.DataFrame], None]) -> Iterator[pl.DataFrame]:
    for frame in frames:
        for rows in frame.iter_slices(_ROWS):
            write(rows)
        yield frame


def _csv(frame: pl.DataFrame) -> str:
    shown = frame.with_columns(pl.col("key", "old", "new", "note").str.replace_all(_UNSEEN, "\ufffd"))
    rows = shown.select(pl.when(pl.col(name) != "").then(name).alias(name) for name in CHANGES)
    return rows.write_csv(include_header=False, line_terminator="\r\n", quote_style="necessary")


def _inline(value: Any) -> str:
    """Returns JSON on one line, with escapes for what a terminal would not print as it is."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value, ensure_ascii=True)


def _named(package: Package) -> str:
    version = package.descriptor.get("version")
    return plain(f"{package.name} {version}" if version else f"{package.name} ({package.kind})")


def _verdict(found: Difference, old: Package) -> str:
    number = f"{found.number:,} change{'' if found.number == 1 else 's'}"
    if found.step is None:
        return f"{number}, none of which asks for a new version"
    following = _next(found, old)
    return f"{number}; a {found.step} step{f', to {following}' if following else ''}"


def _next(found: Difference, old: Package) -> str | None:
    """Returns the version that a release would be followed by, after these changes."""
    try:
        return str(parse_version(str(old.descriptor.get("version"))).after(found.step)) if found.step else None
    except ReleaseError:
        return None


def _line(change: Change) -> str:
    ids = f": {', '.join(change.ids)}" if 0 < len(change.ids) <= _FEW else ""
    return plain(f"{change.text}{ids}")


def _change(change: Change) -> dict[str, Any]:
    return {"group": change.group, "text": change.text} | ({"ids": list(change.ids)} if change.ids else {})


def _side(package: Package) -> dict[str, Any]:
    told = {
        "name": package.name,
        "kind": package.kind,
        "version": package.descriptor.get("version"),
        "content_root": package.descriptor.get("articles:contentRoot"),
    }
    return {key: value for key, value in told.items() if value}
