"""Writes drafts and leftovers as JSON, and reads them back: a form that holds values and runs nothing.

The form follows from the dataclasses themselves: a value is a list in the order of the fields, a day is a string. It is
for Pressmark's own use between two moments of one conversion, and is no format to keep.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from operator import attrgetter
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from pressmark.model.draft import Draft, Leftover

Row = list[Any]
_Code = Callable[[Any], Any]


def to_line(row: Row) -> bytes:
    """Returns a row as one line; ASCII, so that halves of surrogate pairs survive."""
    return json.dumps(row, separators=(",", ":")).encode("ascii") + b"\n"


def from_line(line: bytes) -> Row:
    """Returns the row of a line; raises ValueError where it is none."""
    row = json.loads(line)
    if not isinstance(row, list) or not row:
        raise ValueError("no row")
    return row


class _Coder:
    """Codes the values of one dataclass; `special` are the fields that JSON cannot hold as they are."""

    def __init__(self, kind: type) -> None:
        hints = get_type_hints(kind)
        self._kind = kind
        self._names = [field.name for field in fields(kind)]
        self._values = attrgetter(*self._names)
        coded = ((index, _coding(hints[name])) for index, name in enumerate(self._names))
        self._special = [(index, coding) for index, coding in coded if coding]

    def encode(self, value: Any) -> Row:
        row = list(self._values(value))
        for index, (encode, _) in self._special:
            if row[index]:
                row[index] = encode(row[index])
        return row

    def decode(self, row: Row) -> Any:
        row = list(row)
        for index, (_, decode) in self._special:
            if row[index] is not None:
                row[index] = decode(row[index])
        return self._kind(**dict(zip(self._names, row, strict=True)))


def _coding(hint: Any) -> tuple[_Code, _Code] | None:
    if date in (hint, *get_args(hint)):
        return date.isoformat, date.fromisoformat
    if get_origin(hint) is UnionType and bytes in get_args(hint):
        return _no_bytes, _no_bytes
    if get_origin(hint) is tuple:
        coder = _Coder(get_args(hint)[0])
        return (
            lambda values: [coder.encode(value) for value in values],
            lambda rows: tuple(coder.decode(row) for row in rows),
        )
    return None


def _no_bytes(_: Any) -> Any:
    raise TypeError("bytes are dropped before a draft is written")


_KINDS = {"draft": _Coder(Draft), "leftover": _Coder(Leftover)}


def encode(record: Draft | Leftover) -> Row:
    """Returns a record as a row that begins with its kind."""
    kind = "draft" if isinstance(record, Draft) else "leftover"
    return [kind, _KINDS[kind].encode(record)]


def decode(row: Row) -> Draft | Leftover:
    """Returns the record of a row; raises KeyError, TypeError or ValueError where it holds none."""
    record: Draft | Leftover = _KINDS[row[0]].decode(row[1])
    return record
