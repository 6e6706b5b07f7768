"""Loads the tables of the contract, the one source from which every other form is derived."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import polars as pl

from pressmark.contracts.places import schema_path
from pressmark.errors import UnknownNameError

CONTRACT_VERSION = "1.0"

# In the order in which a reader meets them; the release lists its resources so.
TABLES = (
    "articles", "texts", "excerpts", "features", "agents", "dates", "claims", "statements", "permissions",
    "permission_terms", "subjects", "links", "flags", "fingerprints", "copies", "sources", "source_records",
    "tombstones",
)  # fmt: skip

_POLARS: Mapping[str, pl.DataType] = MappingProxyType(
    {"string": pl.String(), "integer": pl.Int64(), "boolean": pl.Boolean(), "date": pl.Date()}
)


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type and what its values must satisfy."""

    name: str
    type: str  # string integer boolean date
    description: str
    required: bool = False
    required_when: str | None = None
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    min_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None

    @property
    def dtype(self) -> pl.DataType:
        """Returns the polars type of the column."""
        return _POLARS[self.type]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values must stand in another table."""

    field: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the contract; `descriptor` is its Table Schema (Data Package 2.0) as published."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    descriptor: Mapping[str, Any]

    @property
    def columns(self) -> tuple[str, ...]:
        """Returns the names of the columns, in order."""
        return tuple(field.name for field in self.fields)

    @property
    def polars_schema(self) -> pl.Schema:
        """Returns the schema that every frame of the table has."""
        return pl.Schema({field.name: field.dtype for field in self.fields})

    @property
    def of_article(self) -> bool:
        """Returns whether the rows belong to one article each, and so nest in its record."""
        return self.name != "articles" and ForeignKey("article_id", "articles", "article_id") in self.foreign_keys

    def __getitem__(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def empty(self) -> pl.DataFrame:
        """Returns the table without rows."""
        return pl.DataFrame(schema=self.polars_schema)


@cache
def table(name: str) -> Table:
    """Returns one table of the contract; raises UnknownNameError where there is none of that name."""
    if name not in TABLES:
        raise UnknownNameError("table", name, TABLES)
    descriptor = json.loads(schema_path(f"articles/{CONTRACT_VERSION}/tables/{name}.json").read_text("utf-8"))
    return Table(
        name=name,
        title=descriptor["title"],
        description=descriptor["description"],
        fields=tuple(_field(field) for field in descriptor["fields"]),
        primary_key=tuple(descriptor["primaryKey"]),
        foreign_keys=tuple(_foreign_key(key) for key in descriptor.get("foreignKeys", [])),
        descriptor=MappingProxyType(descriptor),
    )


def children() -> tuple[Table, ...]:
    """Returns the tables whose rows nest in the record of an article."""
    return tuple(found for found in map(table, TABLES) if found.of_article)


def _field(descriptor: Mapping[str, Any]) -> Field:
    constraints = descriptor.get("constraints", {})
    return Field(
        name=descriptor["name"],
        type=descriptor["type"],
        description=descriptor["description"],
        required=constraints.get("required", False),
        required_when=descriptor.get("articles:requiredWhen"),
        enum=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern"),
        min_length=constraints.get("minLength"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
    )


def _foreign_key(descriptor: Mapping[str, Any]) -> ForeignKey:
    reference = descriptor["reference"]
    return ForeignKey(descriptor["fields"][0], reference["resource"], reference["fields"][0])
