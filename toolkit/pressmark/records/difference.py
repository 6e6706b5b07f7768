"""Compares two collections article by article, and says which step of the version the difference asks for.

The kinds of change and their steps are those of `docs/versioning.md`. Rows that differ are found by hashes, and only
those are read; a value is shown only where the profiles of both sides allow it, and else by its SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import polars as pl

from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES, table
from pressmark.model.version import STEPS
from pressmark.model.work import Change
from pressmark.records._difference import descriptors, verdicts
from pressmark.records._difference.cells import cells
from pressmark.records._difference.composing import PLACE, compose, settled
from pressmark.records._difference.groups import ARTICLES, GROUPS, TOMBSTONES, Group
from pressmark.records._difference.kinds import KINDS, PART, STEP_OF
from pressmark.records._difference.meaning import meaning
from pressmark.records._difference.moved import BATCH, Batch, batches, moved
from pressmark.records._difference.sums import CHANGES, Row, Sum, Summed, summed
from pressmark.records._difference.verdicts import KEYED

__all__ = [
    "CHANGES",
    "KEYED",
    "KINDS",
    "PLACE",
    "Difference",
    "Side",
    "changes",
    "compose",
    "difference",
    "settled",
    "unread",
]

Tables = Mapping[str, pl.LazyFrame]
_NONE: Mapping[str, Any] = MappingProxyType({})
_QUIET = frozenset({"receipt-changed"})  # told only where there is nothing else to tell
_MANY = frozenset({"article-removed", "shows-more", "rights-wider"})  # their notes are counted


@dataclass(frozen=True, slots=True)
class Side:
    """One of two collections: its tables and, where there is one, its descriptor."""

    tables: Tables
    descriptor: Mapping[str, Any] = field(default_factory=lambda: _NONE)

    @classmethod
    def of(cls, package: Package) -> Side:
        """Returns the side that a package or release is."""
        return cls({name: package.scan(name) for name in TABLES}, package.descriptor)


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed: lines for the changelog, the step that they ask for (None: nothing), and what that means.

    `rows` are the first rows of each step, as witnesses; `numbers` says how many of each there are.
    """

    changes: tuple[Change, ...]
    step: str | None
    meaning: tuple[str, ...] = ()
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=lambda: MappingProxyType({}))
    numbers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def differs(self) -> bool:
        """Returns whether anything differs at all."""
        return bool(self.numbers or self.changes)

    @property
    def number(self) -> int:
        """Returns how many changes there are."""
        return sum(self.numbers.values())

    @classmethod
    def of(cls, frames: Iterable[pl.DataFrame]) -> Difference:
        """Returns the sum of the rows of a difference."""
        found = summed(frames)
        rows, numbers = MappingProxyType(found.rows), MappingProxyType(found.numbers)
        return cls(_lines(found), _step(found), meaning(found.sums), rows, numbers)


def difference(old: Tables | Side, new: Tables | Side) -> Difference:
    """Returns the difference of two collections by `article_id`; no text of either side is in it."""
    return Difference.of(changes(_side(old), _side(new)))


def unread(old: Side, new: Side) -> list[str]:
    """Returns the tables whose columns are not the contract's on a side, so that only their schemas are compared."""
    columns = {name: table(name).columns for name in TABLES}
    return sorted(descriptors.unread(old.descriptor, new.descriptor, columns))


def _side(given: Tables | Side) -> Side:
    return given if isinstance(given, Side) else Side(given)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The tables of both sides that can be compared row by row, and what is known of them as a whole."""

    old: Tables
    new: Tables
    fresh: frozenset[str]  # tables that had no rows before
    gone: frozenset[str]  # tables that have none now
    released: bool  # whether both are releases

    @classmethod
    def of(cls, old: Side, new: Side) -> _Pair:
        left_out = unread(old, new)
        tables = [{name: side.tables[name] for name in TABLES if name not in left_out} for side in (old, new)]
        filled = [{name for name, scan in side.items() if scan.head(1).collect().height} for side in tables]
        released = all(side.descriptor.get("articles:kind") == "release" for side in (old, new))
        come, gone = frozenset(filled[1] - filled[0]), frozenset(filled[0] - filled[1])
        return cls(old=tables[0], new=tables[1], fresh=come, gone=gone, released=released)


def changes(old: Side, new: Side, *, whole: bool = False, size: int = BATCH) -> Iterator[pl.DataFrame]:
    """Yields the rows of a difference in batches of `CHANGES`, in a settled order; no article is in two batches.

    Args:
        old: The collection before.
        new: The collection after.
        whole: Whether to give every cell of what is new or gone too, as `compose` needs it, and not one row.
        size: How many articles a batch is of.
    """
    pair = _Pair.of(old, new)
    differing: set[str] = set()
    if not whole and (pair.fresh or pair.gone):
        yield _frame(_whole_tables(pair), whole=whole)
    for group in GROUPS:
        for frame in _of_group(group, pair, size, whole=whole):
            differing |= set(frame["table"].unique())
            if (shown := _frame(frame, whole=whole)).height:
                yield shown
    told = descriptors.compared(old.descriptor, new.descriptor, differing)
    said = pl.DataFrame([{"key": "", **row} for row in told], schema_overrides={**CHANGES})
    if told and (shown := _frame(said, whole=whole)).height:
        yield shown


def _whole_tables(pair: _Pair) -> pl.DataFrame:
    kinds = [(name, "table-added") for name in sorted(pair.fresh)]
    kinds += [(name, "table-removed") for name in sorted(pair.gone)]
    return pl.DataFrame([{"table": name, "key": "", "field": "", "change": kind} for name, kind in kinds])


def _of_group(group: Group, pair: _Pair, size: int, *, whole: bool) -> Iterator[pl.DataFrame]:
    if group.tables[0] not in pair.old:
        return
    for batch in batches(pair.old, pair.new, group, moved(pair.old, pair.new, group), size):
        yield _judged(cells(batch, group, released=pair.released, whole=whole), batch, group, pair)


def _judged(found: pl.DataFrame, batch: Batch, group: Group, pair: _Pair) -> pl.DataFrame:
    if group == ARTICLES:
        return _with_reasons(verdicts.of_articles(found, batch, fresh=pair.fresh, gone=pair.gone), pair.new)
    if group == TOMBSTONES:
        return verdicts.of_tombstones(found, _standing(batch, pair))
    return verdicts.of_permissions(found, batch) if group.anchor == "permission_id" else verdicts.of_sources(found)


def _with_reasons(judged: pl.DataFrame, new: Tables) -> pl.DataFrame:
    """Returns the rows with the reason of its tombstone, if it has one, noted beside an article that is gone."""
    gone = judged.filter(change="article-removed").select("id")
    if not gone.height or "tombstones" not in new:
        return judged
    buried = new["tombstones"].select("reason", id="article_id").join(gone.lazy(), on="id", how="semi").collect()
    noted = judged.join(buried.unique("id"), on="id", how="left", maintain_order="left")
    reason = pl.when(pl.col("change") == "article-removed").then("reason")
    return noted.with_columns(note=pl.coalesce(reason, "note"))


def _standing(batch: Batch, pair: _Pair) -> pl.DataFrame:
    """Returns which of the articles with a tombstone were released before, and which are now."""
    known = batch.ids.select("id")
    for name, side in (("was", pair.old), ("is", pair.new)):
        articles = side.get("articles", table("articles").empty().lazy())
        shown = articles.filter(pl.col("release_profile") != "withheld").select(id="article_id")
        there = shown.join(known.lazy().select("id"), on="id", how="semi").collect()
        known = known.join(there.with_columns(pl.lit(value=True).alias(name)), on="id", how="left")
    return known


def _frame(found: pl.DataFrame, *, whole: bool) -> pl.DataFrame:
    """Returns the rows in the columns of `CHANGES`, without values that must not be shown."""
    missing = [pl.lit(None, dtype=pl.String).alias(name) for name in ("note", "old", "new", "old_hash", "new_hash")]
    known = found.with_columns(column for column in missing if column.meta.output_name() not in found.columns)
    if "article_id" not in known.columns:
        known = known.with_columns(article_id=_article_id(known))
    if not whole:
        known = known.filter(_told(known))
    if "hidden" in known.columns:
        known = known.with_columns(pl.when(~pl.col("hidden")).then(pl.col("old", "new")))
    return known.with_columns(step=pl.col("change").replace_strict(STEP_OF)).select(
        pl.col(name).cast(dtype) for name, dtype in CHANGES.items()
    )


def _article_id(known: pl.DataFrame) -> pl.Expr:
    if "id" not in known.columns:
        return pl.lit(None, dtype=pl.String)
    of_others = [name for group in GROUPS if not group.of_articles for name in group.tables]
    return pl.when(~pl.col("table").is_in(of_others)).then("id")


def _told(known: pl.DataFrame) -> pl.Expr:
    """Returns which rows are told one by one; of the rows of a new table it is told that there is one."""
    in_table = pl.col("change").is_in(["table-added", "table-removed"])
    return (pl.col("change") != PART) & ~(in_table & pl.lit(value="id" in known.columns))


def _step(found: Summed) -> str | None:
    steps = {KINDS[kind].step for kind, _, _ in found.sums}
    return max((step for step in steps if step), key=STEPS.index, default=None)


def _lines(found: Summed) -> tuple[Change, ...]:
    loud = [key for key in found.sums if key[0] not in _QUIET] or list(found.sums)
    joined = [key for key in loud if not key[0].startswith("table-")]
    lines = [_line(*key, found.sums[key]) for key in joined]
    for kind in ("table-removed", "table-added"):
        names = sorted(label for name, label, _ in loud if name == kind)
        if names:
            lines.append(Change(group=KINDS[kind].group, text=f"{KINDS[kind].words}: {', '.join(names)}"))
    return tuple(lines)


def _line(kind: str, label: str, unit: str, found: Sum) -> Change:
    known = KINDS[kind]
    number = f"{found.count} {unit}{'' if found.count == 1 else 's'}"
    text = known.words.replace("{n}", number).replace("{}", label)
    return Change(group=known.group, text=text + _notes(kind, found), ids=tuple(found.ids))


def _notes(kind: str, found: Sum) -> str:
    if not found.notes:
        return ""
    if kind not in _MANY:
        return f": {', '.join(sorted(found.notes))}"
    if len(found.notes) == 1:
        listed = next(iter(found.notes))
    else:
        listed = ", ".join(f"{note} {count}" for note, count in sorted(found.notes.items()))
    return f" ({listed})" if kind == "article-removed" else f"; decided by {listed}"
