"""Says for which source, field and months coverage collapsed, within a package or since an earlier conversion."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import polars as pl

from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES
from pressmark.records.coverage import FIELDS, MONTH, Tables, counted, months_of_publication, telling
from pressmark.records.drift import ERROR, FEWEST_NOW, Month, Run, Share, runs_of, spans_judged
from pressmark.records.sites import Sites

_KEYS = ("site", "month", "retrieved")
_TIMELY = 0.9  # of the articles are fetched in the month in which they are published, or in the next


@dataclass(frozen=True, slots=True)
class Collapse:
    """A field that the articles of one site lack in some months in a row, and had before."""

    site: str
    field: str
    run: Run
    since_earlier: bool  # compared with the same months of an earlier conversion, not with the months before

    @property
    def first(self) -> str:
        """Returns the first month, as `yyyy-mm`."""
        return _written(self.run.first)

    @property
    def last(self) -> str:
        """Returns the last month, as `yyyy-mm`."""
        return _written(self.run.last)

    def __str__(self) -> str:
        run = self.run
        span = f"in {self.first}" if run.first == run.last else f"from {self.first} to {self.last}"
        span = f"from {self.first} on" if run.goes_on else span
        had = "in the earlier conversion" if self.since_earlier else "before"
        share = f"{round(run.before.part * 100)} % {had}"
        counts = f"{run.now.filled:,} of {run.now.of:,} articles with {self.field.replace('_', ' ')}"
        return f"{counts} {span}, {share}; site {self.site}"


def fallen(tables: Tables, kind: str) -> list[Collapse]:
    """Returns where a field collapsed against the twelve months before, by field, site and month.

    The month is that of publication; where none is known that of the retrieval, for a site that is fetched as it
    publishes or prints no dates at all. Whether there is a date of publication is counted by month of retrieval.

    Args:
        tables: The tables of a package or release.
        kind: `package` or `release`: of a release, only full texts are expected to show a text.
    """
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        told = telling(tables, Path(scratch))
        sites = Sites([told])
        counts = counted(told, kind, _KEYS, placing=lambda rows, _: sites.placed(rows).with_columns(month=MONTH))
    placed = _placed(counts)
    return _found(
        {field: _shares(placed, field, "retrieved" if field == "published" else "at") for field in FIELDS},
        since_earlier=False,
    )


def fallen_since(earlier: Package, tables: Tables, kind: str) -> list[Collapse]:
    """Returns where a field collapsed against the same month of the same site in an earlier package or release.

    An article whose date was lost counts in the month in which the other conversion has it.
    """
    kind = "release" if "release" in (kind, earlier.kind) else kind
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        folders = Path(scratch, "earlier"), Path(scratch, "now")
        for folder in folders:
            folder.mkdir()
        before = telling({name: earlier.scan(name) for name in TABLES}, folders[0])
        after = telling(tables, folders[1])
        sites = Sites([before, after])

        def placing(rows: pl.LazyFrame, other: Tables) -> pl.LazyFrame:
            elsewhere = months_of_publication(other).rename({"month": "elsewhere"})
            placed = sites.placed(rows.join(elsewhere, on="article_id", how="left"))
            return placed.with_columns(month=pl.coalesce(MONTH, "elsewhere"))

        had = _placed(counted(before, kind, _KEYS, placing=placing, other=_dates_of(after)))
        has = _placed(counted(after, kind, _KEYS, placing=placing, other=_dates_of(before)))
    return _found({field: _beside(had, has, field) for field in FIELDS}, since_earlier=True)


def _dates_of(tables: Tables) -> Tables:
    return {name: tables[name] for name in ("articles", "dates")}


def _placed(counts: pl.DataFrame) -> pl.DataFrame:
    """Returns the counts with the month `at` which the articles are compared."""
    lag, number = pl.col("retrieved") - pl.col("month"), pl.col("articles")
    both = number.filter(lag.is_not_null()).sum().over("site")
    prompt = number.filter(lag.is_between(0, 1)).sum().over("site") >= _TIMELY * both
    undated = pl.col("month").is_null().all().over("site")
    timely = undated | (prompt & (both > 0))
    return counts.with_columns(at=pl.coalesce("month", pl.when(timely).then("retrieved")))


def _shares(placed: pl.DataFrame, field: str, month: str) -> pl.DataFrame:
    """Returns how many articles of a site and month have a field, of how many."""
    sums = (pl.sum(f"filled_{field}").alias("filled"), pl.sum(f"of_{field}").alias("of"))
    shares = placed.drop_nulls(month).group_by("site", pl.col(month).alias("month")).agg(sums)
    return shares.filter(pl.col("of") > 0)


def _beside(had: pl.DataFrame, has: pl.DataFrame, field: str) -> pl.DataFrame:
    month = "month" if field == "published" else "at"
    earlier = _shares(had, field, month).rename({"filled": "earlier_filled", "of": "earlier_of"})
    beside = _shares(has, field, month).join(earlier, on=("site", "month"), how="left")
    return beside.with_columns(pl.col("earlier_filled", "earlier_of").fill_null(0))


def _found(fields: Mapping[str, pl.DataFrame], *, since_earlier: bool) -> list[Collapse]:
    tests = sum(spans_judged(months) for shares in fields.values() for _, months in _series(shares))
    return [
        Collapse(site, field, run, since_earlier)
        for field, shares in fields.items()
        for site, months in _series(shares)
        for run in runs_of(months, ERROR / max(tests, 1))
    ]


def _series(shares: pl.DataFrame) -> Iterator[tuple[str, list[Month]]]:
    """Yields each site that can be judged with its months, in the order of time."""
    enough = shares.filter(pl.col("of").sum().over("site") >= FEWEST_NOW)
    for site, rows in groupby(enough.sort("site", "month").iter_rows(), key=itemgetter(0)):
        yield site, [_month(*found) for _, *found in rows]


def _month(at: int, filled: int, of: int, *earlier: int) -> Month:
    return Month(at, Share(filled, of), Share(*earlier) if earlier else None)


def _written(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
