"""Finds what differs between two collections, first by hashes alone, then the rows of what differs in batches.

Of a million articles that are the same, only a hash each is ever in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from pressmark.contracts.tables import table
from pressmark.records._difference.groups import Group, digest

Tables = Mapping[str, pl.LazyFrame]
Frames = dict[str, pl.DataFrame]

BATCH = 10_000  # things whose rows are in memory at once, on either side
_ROW_GROUP = 5_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Some things that differ: `ids` has a row each (`id`, `there_old`, `there_new`); the rows of either side."""

    ids: pl.DataFrame
    old: Frames
    new: Frames


def moved(old: Tables, new: Tables, group: Group) -> pl.DataFrame:
    """Returns the things of a group that differ or stand on one side only, sorted by `id`.

    Each is known by 64-bit hashes of its key and of its rows until it is found to differ. A row without the thing that
    it belongs to is no part of any.
    """
    before, after = (_digests(side, group).collect(engine="streaming") for side in (old, new))
    both = before.join(after, on="key", how="full", coalesce=True, suffix="_new")
    keys = both.filter(pl.col("digest").ne_missing(pl.col("digest_new"))).select("key")
    sides = [_named(side, group, keys).with_columns(pl.lit(value=True).alias(name)) for name, side in _sides(old, new)]
    ids = sides[0].join(sides[1], on="id", how="full", coalesce=True)
    return ids.with_columns(pl.col("there_old", "there_new").fill_null(value=False)).sort("id")


def _sides(old: Tables, new: Tables) -> tuple[tuple[str, Tables], tuple[str, Tables]]:
    return ("there_old", old), ("there_new", new)


def _digests(tables: Tables, group: Group) -> pl.LazyFrame:
    rows = [
        tables[name].select(key=pl.col(group.anchor).hash(), digest=digest(name))
        for name in group.tables
        if name in tables
    ]
    return pl.concat(rows).group_by("key").agg(pl.col("digest").bitwise_xor())


def _named(tables: Tables, group: Group, keys: pl.DataFrame) -> pl.DataFrame:
    """Returns the `id` of the things whose hashed keys are given."""
    things = tables[group.tables[0]].select(id=group.anchor)
    return things.filter(pl.col("id").hash().is_in(keys["key"].implode())).collect(engine="streaming")


def batches(old: Tables, new: Tables, group: Group, ids: pl.DataFrame, size: int = BATCH) -> Iterator[Batch]:
    """Yields the rows of the things that differ, some at a time.

    Many are first copied apart, so that no batch has to read the whole of a large file again.
    """
    if ids.height <= size:
        if ids.height:
            yield _batch(old, new, group, ids)
        return
    with TemporaryDirectory(prefix="pressmark-diff-") as folder:
        apart = [_apart(side, group, ids, Path(folder) / name) for side, name in ((old, "old"), (new, "new"))]
        for some in ids.iter_slices(size):
            yield _batch(apart[0], apart[1], group, some)


def _apart(tables: Tables, group: Group, ids: pl.DataFrame, folder: Path) -> Tables:
    folder.mkdir()
    wanted = ids.lazy().select(pl.col("id").alias(group.anchor))
    copies = {}
    for name in group.tables:
        if name in tables:
            path = folder / f"{name}.parquet"
            rows = tables[name].join(wanted, on=group.anchor, how="semi", maintain_order="left")
            rows.sink_parquet(path, compression="lz4", row_group_size=_ROW_GROUP, maintain_order=True)
            copies[name] = pl.scan_parquet(path, glob=False)
    return copies


def _batch(old: Tables, new: Tables, group: Group, ids: pl.DataFrame) -> Batch:
    return Batch(ids, _rows(old, group, ids), _rows(new, group, ids))


def _rows(tables: Tables, group: Group, ids: pl.DataFrame) -> Frames:
    first, last = ids["id"].min(), ids["id"].max()
    within = pl.col(group.anchor).is_between(pl.lit(first), pl.lit(last))  # lets whole row groups be passed over
    wanted = ids.lazy().select(pl.col("id").alias(group.anchor))
    return {name: _some(tables, name, within, wanted, group.anchor) for name in group.tables}


def _some(tables: Tables, name: str, within: pl.Expr, wanted: pl.LazyFrame, anchor: str) -> pl.DataFrame:
    if name not in tables:
        return table(name).empty()
    return tables[name].filter(within).join(wanted, on=anchor, how="semi").collect(engine="streaming")
