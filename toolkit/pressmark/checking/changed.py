"""Compares two states of a package: which articles are new or different, and the tables cut to them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import polars as pl

from pressmark.checking.staging import ROW, Staged
from pressmark.contracts.tables import table

# The id of a source is a hash of its file: one record more in a table would make new articles of all the others.
_OF_THE_FILE = frozenset({"source_id"})


def changed_articles(staged: Staged, earlier: Staged) -> frozenset[str]:
    """Returns the ids of articles of which any row of any table was added, altered or taken away.

    An id whose rows all went is among them: what else named it may now point nowhere.
    """
    return frozenset().union(
        *(
            _differing(_rows(staged, name), _rows(earlier, name))
            for name in {*staged.scans, *earlier.scans}
            if _of_article(name)
        )
    )


def narrowed(staged: Staged, articles: Collection[str], folder: Path) -> Staged:
    """Returns the tables with the rows of some articles, written below `folder`; other tables stay whole."""
    folder.mkdir()
    wanted = pl.LazyFrame({"article_id": sorted(articles)}, schema={"article_id": pl.String})
    scans = dict(staged.scans)
    for name in filter(_of_article, staged.scans):
        path = folder / f"{name}.parquet"
        kept = scans[name].join(wanted, on="article_id", how="semi").sort(table(name).primary_key)
        kept.sink_parquet(path, row_group_size=25_000, maintain_order=True)
        scans[name] = pl.scan_parquet(path)
    return Staged(scans, staged.misfits, staged.unread)


def _of_article(name: str) -> bool:
    return name == "articles" or table(name).of_article


def _rows(staged: Staged, name: str) -> pl.LazyFrame:
    """Returns every row as its article and a hash of its values; the row's number and the source's id are none."""
    columns = [column for column in table(name).columns if column not in _OF_THE_FILE]
    scan = staged.scans[name].drop(ROW) if name in staged.scans else table(name).empty().lazy()
    return scan.select("article_id", pl.struct(columns).hash().alias("hash"))


def _differing(one: pl.LazyFrame, other: pl.LazyFrame) -> frozenset[str]:
    counted = [rows.group_by("article_id", "hash").len() for rows in (one, other)]
    ids = [
        mine.join(yours, on=("article_id", "hash", "len"), how="anti").select("article_id")
        for mine, yours in (counted, reversed(counted))
    ]
    return frozenset(pl.concat(ids).collect()["article_id"].drop_nulls().to_list())
