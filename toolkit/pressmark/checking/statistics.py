"""Counts what the articles are like: which fields they have, by publisher and by time, and what their rights are.

What comes out is bounded, however many publishers and months there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from pressmark.checking.staging import Staged
from pressmark.model.report import Group, Share, Statistics, Tally
from pressmark.records.coverage import FIELDS, counted

PUBLISHERS = 20
PERIODS = 60
VALUES = 20

TALLIED = ("rights_statement", "license", "copyright_basis", "release_profile", "release_rule", "language")


@dataclass(frozen=True, slots=True)
class Unit:
    """A step of the timeline; months are counted from the year 0."""

    name: str
    months: int

    def label(self, step: int) -> str:
        """Returns how a step is written: `2026-04`, `2026`, `2020s`."""
        year, month = divmod(step * self.months, 12)
        return f"{year:04d}-{month + 1:02d}" if self.months == 1 else f"{year:04d}{'s' if self.months > 12 else ''}"


UNITS = (Unit("month", 1), Unit("year", 12), Unit("decade", 120))


def statistics_of(staged: Staged, kind: str) -> Statistics | None:
    """Returns what the articles of a `package`, a `release` or `records` are like, or None without articles to read."""
    if "articles" not in staged.scans:
        return None
    tables = staged.tables()
    counts = counted(tables, kind, ("publisher", "first", "last")).sort("publisher", "first", "last", nulls_last=True)
    unit = _unit(counts)
    step = pl.when(_within(unit)).then(pl.col("first") // unit.months).alias("step")
    steps = counts.with_columns(step)
    tallies = tuple(_tally(tables["articles"], column) for column in TALLIED)
    articles = sum(count for _, count in tallies[0].counts) + tallies[0].others
    shown = int(counts["articles"].sum())
    return Statistics(
        articles=articles,
        withheld=articles - shown,
        fields=tuple(FIELDS),
        overall=_shares(counts),
        publishers=tuple(_groups(counts, "publisher", PUBLISHERS)),
        unit=unit.name,
        periods=tuple(_periods(steps, unit)),
        timeline=tuple(_timeline(steps, unit)),
        tallies=tallies,
    )


def _within(unit: Unit) -> pl.Expr:
    return pl.col("first") // unit.months == pl.col("last") // unit.months


def _unit(counts: pl.DataFrame) -> Unit:
    """Returns the finest unit that most dates are known to and that gives no more than 60 steps; else decades."""
    known = {unit: counts.filter(_within(unit)) for unit in UNITS}
    most = max(found["articles"].sum() for found in known.values())
    for unit, found in known.items():
        steps = found["first"] // unit.months
        span = 0 if steps.is_empty() else int(str(steps.max())) - int(str(steps.min())) + 1
        if 2 * found["articles"].sum() >= most and span <= PERIODS:
            return unit
    return UNITS[-1]


def _shares(rows: pl.DataFrame) -> tuple[Share, ...]:
    sums = rows.drop("publisher", "first", "last").sum().row(0, named=True)
    return tuple(Share(int(sums[f"filled_{name}"]), int(sums[f"of_{name}"])) for name in FIELDS)


def _group(name: str | None, rows: pl.DataFrame, merged: int = 0) -> Group:
    shares = _shares(rows.drop("step", strict=False))
    return Group(name=name, articles=int(rows["articles"].sum()), shares=shares, merged=merged)


def _groups(counts: pl.DataFrame, column: str, most: int) -> Iterator[Group]:
    """Yields the groups with the most articles, then the others as one, then what has no value."""
    known = counts.filter(pl.col(column).is_not_null())
    sums = known.group_by(column).agg(pl.col("articles").sum()).sort("articles", column, descending=[True, False])
    kept = sums[column].head(most)
    for value in kept:
        yield _group(value, known.filter(pl.col(column) == value))
    if sums.height > most:
        yield _group(None, known.filter(~pl.col(column).is_in(kept.implode())), sums.height - most)
    if known.height < counts.height:
        yield _group(None, counts.filter(pl.col(column).is_null()))


def _periods(steps: pl.DataFrame, unit: Unit) -> Iterator[Group]:
    """Yields the steps that have articles in the order of time; beyond 60 those with the fewest are put together."""
    known = steps.filter(pl.col("step").is_not_null())
    kept = _busiest(known)
    for step in kept:
        yield _group(unit.label(step), known.filter(pl.col("step") == step))
    others = known.filter(~pl.col("step").is_in(kept))
    if others.height:
        yield _group(None, others, others["step"].n_unique())
    if known.height < steps.height:
        yield _group(None, steps.filter(pl.col("step").is_null()))


def _timeline(steps: pl.DataFrame, unit: Unit) -> Iterator[tuple[str, int]]:
    known = steps.filter(pl.col("step").is_not_null())
    sums = dict(known.group_by("step").agg(pl.col("articles").sum()).iter_rows())
    kept = _busiest(known)
    wanted = kept
    if kept and kept[-1] - kept[0] < PERIODS:
        wanted = list(range(kept[0], kept[-1] + 1))
    for step in wanted:
        yield unit.label(step), int(sums.get(step, 0))


def _busiest(known: pl.DataFrame) -> list[int]:
    sums = known.group_by("step").agg(pl.col("articles").sum()).sort("articles", "step", descending=[True, False])
    return sorted(sums["step"].head(PERIODS).to_list())


def _tally(articles: pl.LazyFrame, column: str) -> Tally:
    counts = articles.group_by(column).agg(pl.len().alias("articles")).collect(engine="streaming")
    ordered = counts.sort("articles", column, descending=[True, False], nulls_last=True)
    rest = ordered.slice(VALUES)
    kept = tuple((value, int(count)) for value, count in ordered.head(VALUES).iter_rows())
    return Tally(column=column, counts=kept, others=int(rest["articles"].sum()), merged=rest.height)
