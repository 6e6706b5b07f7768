"""Derives the JSON Schema of a record: an article with its child rows nested, as contributors and tools exchange it."""

from __future__ import annotations

from functools import cache
from typing import Any

from pressmark.contracts.tables import CONTRACT_VERSION, Field, Table, children, table

# The end of a string, of which Python's `$` forgives a last line feed.
ANCHOR = r"$(?!\n)"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@cache
def record_schema() -> dict[str, Any]:
    """Returns a JSON Schema (2020-12): the columns of `articles`, and one array for each child table.

    A row of a child table has every column but `article_id`, which the record itself holds. An absent value is null or
    left out. Patterns are anchored at the true end of the string, as polars reads them; Python's `$` forgives a line
    feed.
    """
    article = _row(table("articles"), without=())
    nested = {child.name: _array(child) for child in children()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Article record, contract {CONTRACT_VERSION}",
        **article,
        "properties": {**article["properties"], **nested},
    }


def _row(source: Table, without: tuple[str, ...]) -> dict[str, Any]:
    fields = [field for field in source.fields if field.name not in without]
    return {
        "type": "object",
        "properties": {field.name: _value(field) for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def _array(child: Table) -> dict[str, Any]:
    array: dict[str, Any] = {"type": "array", "items": _row(child, without=("article_id",))}
    if child.primary_key == ("article_id",):
        array["maxItems"] = 1
    return array


def _value(field: Field) -> dict[str, Any]:
    base = "string" if field.type == "date" else field.type
    value: dict[str, Any] = {"description": field.description, "type": base if field.required else [base, "null"]}
    if field.type == "date":
        value |= {"format": "date", "pattern": anchored(_DATE)}
    if field.enum:
        value["enum"] = [*field.enum] if field.required else [*field.enum, None]
    if field.pattern:
        value["pattern"] = anchored(field.pattern)
    limits = {"minLength": field.min_length, "minimum": field.minimum, "maximum": field.maximum}
    return value | {name: limit for name, limit in limits.items() if limit is not None}


def anchored(pattern: str) -> str:
    """Returns the pattern so that its `$` means the end of the string in Python too."""
    return pattern[:-1] + ANCHOR if pattern.endswith("$") else pattern
