"""Adds up the rows of a difference, however many: counts by kind, the first identifiers, a few rows as witnesses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from pressmark.records._difference.kinds import KINDS

_IDS = 20
_WITNESSES = 20

CHANGES = pl.Schema(
    {name: pl.String() for name in "article_id table key field change step old_hash new_hash old new note".split()}
)
Key = tuple[str, str, str]  # kind, what it is about, and what is counted


@dataclass(slots=True)
class Sum:
    """What was counted under one kind and label."""

    count: int = 0
    ids: list[str] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Row:
    """One change, as a refusal names it; nothing of its values."""

    table: str
    article_id: str | None
    key: str
    field: str
    change: str

    def __str__(self) -> str:
        place = [self.table, self.article_id or "", self.key, self.field]
        return f"{' '.join(part for part in place if part)} ({self.change})"


@dataclass(frozen=True, slots=True)
class Summed:
    """The sums by kind, label and unit; by step the first rows, and how many there are (of none: an empty string)."""

    sums: dict[Key, Sum]
    rows: dict[str, tuple[Row, ...]]
    numbers: dict[str, int]


def summed(frames: Iterable[pl.DataFrame]) -> Summed:
    """Returns the sums over the rows of a difference; of each frame only what is counted stays in memory.

    No article may be in two frames, as those of `changes` are.
    """
    sums: dict[Key, Sum] = {}
    rows: dict[str, list[Row]] = {}
    numbers: Counter[str] = Counter()
    for frame in frames:
        for step, count in frame.group_by("step").len().iter_rows():
            numbers[step or ""] += count
        _add(frame.filter(pl.col("step").is_not_null()), sums)
        _witness(frame, rows)
    ordered = {key: sums[key] for key in sorted(sums, key=lambda key: (list(KINDS).index(key[0]), key[1:]))}
    return Summed(ordered, {step: tuple(found) for step, found in rows.items()}, dict(numbers))


def _witness(frame: pl.DataFrame, rows: dict[str, list[Row]]) -> None:
    for step in ("major", "minor", "patch"):
        known = rows.setdefault(step, [])
        if len(known) < _WITNESSES:
            some = frame.filter(step=step).head(_WITNESSES - len(known))
            known += [Row(*row) for row in some.select("table", "article_id", "key", "field", "change").iter_rows()]


def _add(frame: pl.DataFrame, sums: dict[Key, Sum]) -> None:
    if not frame.height:
        return
    counted = frame.select("change", _label(), _unit(), "note", id=_who()).unique(maintain_order=True)
    for key, some in counted.group_by("change", "label", "unit", maintain_order=True):
        found = sums.setdefault((str(key[0]), str(key[1]), str(key[2])), Sum())
        ids = some["id"].drop_nulls().unique(maintain_order=True)
        found.count += ids.len()
        found.ids += ids.head(_IDS - len(found.ids)).to_list() if len(found.ids) < _IDS else []
        notes = some.select("id", "note").unique()["note"].drop_nulls()
        found.notes.update(notes.to_list())


def _who() -> pl.Expr:
    of_permission = pl.col("table").str.starts_with("permission") & (pl.col("key") != "")
    permission = pl.when(of_permission).then(pl.col("key").str.extract(r"^([^/]*)"))
    return pl.coalesce("article_id", permission)


def _unit() -> pl.Expr:
    article = pl.when(pl.col("article_id").is_not_null()).then(pl.lit("article"))
    permission = pl.when(pl.col("key") != "").then(pl.lit("permission"))
    return pl.coalesce(article, permission, pl.lit("")).alias("unit")


_PLAIN = [name for name, kind in KINDS.items() if "{}" not in kind.words and not name.startswith("table-")]


def _label() -> pl.Expr:
    """Returns what a line of the changelog is about: a column, the role of a person or date, or a table."""
    table, role = pl.col("table"), pl.col("key").str.extract(r"^([^/]*)")
    of_schema = pl.col("field").str.contains("/", literal=True)
    named = (
        pl.when(pl.col("change").is_in(_PLAIN))
        .then(pl.lit(""))
        .when(table.is_in(["articles", "permissions"]) & (pl.col("field") != "") & ~of_schema)
        .then("field")
        .when(table.is_in(["agents", "dates"]) & ~of_schema & (role != ""))
        .then(role)
        .otherwise(table)
    )
    return named.alias("label")
