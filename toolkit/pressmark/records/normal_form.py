"""Says which values of a record have a normal form: those that were read out of what was printed, not the wordings."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pressmark.evidence.text import normalise, one_line

# On one line: titles, names, and what is made of them. In paragraphs: texts.
_FORMS: Mapping[str, Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "articles": dict.fromkeys(("title", "publisher", "original_publisher", "attribution"), one_line),
        "agents": dict.fromkeys(("name", "given", "family"), one_line),
        "subjects": {"label": one_line},
        "texts": dict.fromkeys(("lede", "text"), normalise),
        "excerpts": {"text": normalise},
    }
)

_IRREGULAR = ("  ", " \n", "\n ", "\n\n\n")

Row = Mapping[str, Any]


def unnormalised(record: Row) -> Iterator[tuple[str, str, Row]]:
    """Yields table, field and row of every value of a nested record that is not in its normal form."""
    for name, forms in _FORMS.items():
        for row in (record,) if name == "articles" else record.get(name, ()):
            yield from (
                (name, field, row) for field, normal in forms.items() if row[field] != _in_form(row, field, normal)
            )


def normalised(record: Row) -> Row:
    """Returns a nested record with these values in their normal form; of nothing but blanks nothing is left."""
    written = _row(record, "articles")
    children = {name: [_row(row, name) for row in record[name]] for name in _FORMS if name in record}
    return {**written, **children}


def _row(row: Row, name: str) -> dict[str, Any]:
    return {**row, **{field: _in_form(row, field, normal) for field, normal in _FORMS[name].items()}}


def _in_form(row: Row, field: str, normal: Callable[[str], str]) -> str | None:
    value: str | None = row[field]
    return value if not value or _is_plain(value, normal) else normal(value) or None


def _is_plain(value: str, normal: Callable[[str], str]) -> bool:
    """Returns whether a value is in its normal form at first sight, as nearly all are."""
    signs = value.replace("\n", "") if normal is normalise else value
    composed = value.isascii() or unicodedata.is_normalized("NFC", value)
    return composed and signs.isprintable() and value == value.strip() and not any(map(value.count, _IRREGULAR))
