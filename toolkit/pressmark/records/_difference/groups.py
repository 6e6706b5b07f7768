"""Says which tables are compared together, and by which column."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pressmark.contracts.tables import Table, children, table


@dataclass(frozen=True, slots=True)
class Group:
    """Tables whose rows belong to one thing each: an article, a permission, a source, a tombstone."""

    anchor: str
    tables: tuple[str, ...]

    @property
    def of_articles(self) -> bool:
        """Returns whether the thing is an article, there or gone."""
        return self.anchor == "article_id"


ARTICLES = Group("article_id", ("articles", *(child.name for child in children())))
TOMBSTONES = Group("article_id", ("tombstones",))
GROUPS = (
    ARTICLES,
    Group("permission_id", ("permissions", "permission_terms")),
    TOMBSTONES,
    Group("source_id", ("sources", "source_records")),
)

# What a release counts or hashes by itself is no content of the row.
_COUNTED = frozenset({"record_version", "record_sha256", "withdrawn_in"})


def value_columns(found: Table) -> tuple[str, ...]:
    """Returns the columns of a table that are compared: all but its key and what a release numbers itself."""
    return tuple(name for name in found.columns if name not in found.primary_key and name not in _COUNTED)


def strings(found: Table) -> list[pl.Expr]:
    """Returns the key of a table, and its compared columns as the strings of the CSV form."""
    keys = [pl.col(name) for name in found.primary_key]
    return keys + [pl.col(name).cast(pl.String) for name in value_columns(found)]


def digest(name: str) -> pl.Expr:
    """Returns a 64-bit hash of a row of a table, to tell rows that differ from the many that do not."""
    found = table(name)
    counted = ["record_sha256"] if name == "articles" else []
    cells = [
        pl.col(column).cast(pl.String).fill_null("\0")
        for column in (*found.primary_key, *value_columns(found), *counted)
    ]
    return pl.concat_str([pl.lit(name), *cells], separator="\x1f").hash()
