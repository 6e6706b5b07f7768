"""Walks through the tables of a release once, article by article with its child rows; one article is held at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pressmark.contracts.package import scan_strings
from pressmark.contracts.rows import Row, rows
from pressmark.contracts.tables import table


class UnsortedError(Exception):
    """Marks a table whose rows do not follow their articles, which a release never has."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class UnreadableError(Exception):
    """Marks a table that cannot be read, and says why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why


@dataclass(frozen=True, slots=True)
class Walked:
    """An article and the rows of it by table, or, where `article` is None, rows of an id that `articles` lacks."""

    article_id: str
    article: Row | None
    children: Mapping[str, list[Row]]


class _Cursor:
    """Reads one table whose rows come in the order of `article_id`."""

    def __init__(self, name: str, path: Path) -> None:
        self._name = name
        self._rows = rows_of(name, path)
        self._next = next(self._rows, None)

    @property
    def article_id(self) -> str | None:
        """Returns the id of the next row, or None at the end."""
        return id_of(self._next) if self._next else None

    def take(self) -> Row:
        """Returns the next row; raises UnsortedError where the one after it belongs before it."""
        taken = self._next
        assert taken is not None
        self._next = next(self._rows, None)
        if self._next and id_of(self._next) < id_of(taken):
            raise UnsortedError(self._name)
        return taken


def walk(paths: Mapping[str, Path]) -> Iterator[Walked]:
    """Yields every id of the tables, which all have the column `article_id`, in its order.

    Raises:
        UnsortedError: where a table is to be sorted first.
        UnreadableError: where a table cannot be read.
    """
    cursors = {name: _Cursor(name, path) for name, path in paths.items()}
    articles = cursors.pop("articles")
    while ids := [cursor.article_id for cursor in (articles, *cursors.values()) if cursor.article_id is not None]:
        article_id = min(ids)
        children = {name: found for name, cursor in cursors.items() if (found := _of(cursor, article_id))}
        same = _of(articles, article_id)
        yield Walked(article_id, same[0] if same else None, children)
        for again in same[1:]:
            yield Walked(article_id, again, children)


def rows_of(name: str, path: Path) -> Iterator[Row]:
    """Yields the rows of a table in the order of its file; raises UnreadableError where it cannot be read."""
    try:
        yield from rows(table(name), path)
    except (OSError, pl.exceptions.PolarsError) as broken:
        raise UnreadableError(name, type(broken).__name__) from None


def in_order(name: str, path: Path, folder: Path) -> Path:
    """Returns a copy of a table, sorted by its key; the number of a row there is that of the copy."""
    target, found = folder / f"{name}.parquet", table(name)
    numbers = [field.name for field in found.fields if field.type == "integer"]
    try:
        typed = scan_strings(found, path).with_columns(pl.col(numbers).cast(pl.Int64, strict=False))
        typed.sort(found.primary_key).sink_parquet(target, maintain_order=True)
    except (OSError, pl.exceptions.PolarsError) as broken:
        raise UnreadableError(name, type(broken).__name__) from None
    return target


def id_of(row: Row) -> str:
    """Returns the id of the article to which a row belongs; where it has none, an empty string."""
    return str(row.cells.get("article_id") or "")


def _of(cursor: _Cursor, article_id: str) -> list[Row]:
    found = []
    while cursor.article_id == article_id:
        found.append(cursor.take())
    return found
