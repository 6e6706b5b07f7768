"""Counts what the articles are like: which fields they have, by publisher and by time, and what their rights are.

The tables are scanned in batches of the sorted articles, so that ten million take the memory of ten thousand; what
comes out is bounded, however many publishers and months there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from pressmark.checking.staging import Staged
from pressmark.model.report import Group, Share, Statistics, Tally

BATCH = 25_000
PUBLISHERS = 20
PERIODS = 60
VALUES = 20

Tables = Mapping[str, pl.LazyFrame]

# What an article can have, by the expression over the joined row that says so.
FIELDS: Mapping[str, pl.Expr] = MappingProxyType(
    {
        "title": pl.col("title").is_not_null(),
        "authors": pl.col("has_author"),
        "published": pl.col("first").is_not_null(),
        "publisher": pl.col("publisher").is_not_null(),
        "original_publisher": pl.col("original_publisher").is_not_null(),
        "url": pl.col("url").is_not_null(),
        "copyright_notice": pl.col("has_notice"),
        "holder": pl.col("has_holder"),
        "license": pl.col("license").is_not_null(),
        "language": pl.col("language").is_not_null() & (pl.col("language") != "und"),
        "subjects": pl.col("has_subject"),
        "lede": pl.col("has_lede"),
        "text": pl.col("has_text"),
    }
)
_CHILDREN = ("agents", "dates", "statements", "subjects", "texts")
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
    counted = _counted(tables, kind).sort("publisher", "first", "last", nulls_last=True)
    unit = _unit(counted)
    step = pl.when(_within(unit)).then(pl.col("first") // unit.months).alias("step")
    steps = counted.with_columns(step)
    tallies = tuple(_tally(tables["articles"], column) for column in TALLIED)
    articles = sum(count for _, count in tallies[0].counts) + tallies[0].others
    shown = int(counted["articles"].sum())
    return Statistics(
        articles=articles,
        withheld=articles - shown,
        fields=tuple(FIELDS),
        overall=_shares(counted),
        publishers=tuple(_groups(counted, "publisher", PUBLISHERS)),
        unit=unit.name,
        periods=tuple(_periods(steps, unit)),
        timeline=tuple(_timeline(steps, unit)),
        tallies=tallies,
    )


def _counted(tables: Tables, kind: str) -> pl.DataFrame:
    """Returns one row a publisher and date, to the month: how many articles, and how many have each field."""
    keys = ("publisher", "first", "last")
    total = _described(tables["articles"].head(0), tables, kind).collect()
    for batch in _batches(tables):
        found = _described(batch["articles"], batch, kind).collect(engine="streaming")
        total = pl.concat([total, found]).group_by(keys).sum()
    return total


def _batches(tables: Tables) -> Iterator[Tables]:
    """Yields some rows of the articles at a time, with what the other tables hold between their first and last id."""
    articles = tables["articles"]
    count = articles.select(pl.len()).collect().item()
    for start in range(0, count, BATCH):
        batch = articles.slice(start, BATCH)
        first, last = batch.select(first=pl.min("article_id"), last=pl.max("article_id")).collect().row(0)
        within = pl.col("article_id").is_between(pl.lit(first, pl.String), pl.lit(last, pl.String))
        yield {"articles": batch, **{name: tables[name].filter(within) for name in _CHILDREN}}


def _described(articles: pl.LazyFrame, tables: Tables, kind: str) -> pl.LazyFrame:
    joined = articles.filter(pl.col("release_profile").is_null() | (pl.col("release_profile") != "withheld"))
    for name, having in _having(tables).items():
        flag = having.select("article_id").unique().with_columns(pl.lit(value=True).alias(name))
        joined = joined.join(flag, on="article_id", how="left").with_columns(pl.col(name).fill_null(value=False))
    joined = joined.join(_dated(tables["dates"]), on="article_id", how="left").with_columns(
        first=pl.coalesce("first", _month("published")), last=pl.coalesce("last", _month("published"))
    )
    applies = _applies(kind)
    filled = [(said & applies.get(name, said)).sum().alias(f"filled_{name}") for name, said in FIELDS.items()]
    of = [(applies[name].sum() if name in applies else pl.len()).alias(f"of_{name}") for name in FIELDS]
    counts = (pl.len().alias("articles"), *filled, *of)
    return (
        joined.group_by("publisher", "first", "last").agg(counts).with_columns(pl.exclude("publisher").cast(pl.Int64))
    )


def _having(tables: Tables) -> dict[str, pl.LazyFrame]:
    """Returns the rows whose articles have what only another table says."""
    agents, texts = tables["agents"], tables["texts"]
    return {
        "has_author": agents.filter(pl.col("role") == "author"),
        "has_holder": agents.filter(pl.col("role") == "rights_holder"),
        "has_notice": tables["statements"].filter(pl.col("slot") == "copyright_notice"),
        "has_subject": tables["subjects"],
        "has_lede": texts.filter(pl.col("lede").is_not_null()),
        "has_text": texts.filter(pl.col("text").is_not_null()),
    }


def _applies(kind: str) -> dict[str, pl.Expr]:
    """Returns of which articles a field can be expected, where that is not all of them."""
    shown = {"lede": pl.col("release_profile") == "fulltext", "text": pl.col("release_profile") == "fulltext"}
    return {
        "original_publisher": pl.col("is_republication").fill_null(value=False),
        "url": (pl.col("url_status") != "not-applicable").fill_null(value=True),
        **(shown if kind == "release" else {}),
    }


def _dated(dates: pl.LazyFrame) -> pl.LazyFrame:
    """Returns between which months each article was published; an open interval says no month."""
    published = dates.filter(pl.col("role") == "published").group_by("article_id")
    return published.agg(first=_month("earliest").min(), last=_month("latest").max())


def _month(column: str) -> pl.Expr:
    return pl.col(column).dt.year() * 12 + pl.col(column).dt.month().cast(pl.Int32) - 1


def _within(unit: Unit) -> pl.Expr:
    return pl.col("first") // unit.months == pl.col("last") // unit.months


def _unit(counted: pl.DataFrame) -> Unit:
    """Returns the finest unit that most dates are known to and that gives no more than 60 steps; else decades."""
    known = {unit: counted.filter(_within(unit)) for unit in UNITS}
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


def _groups(counted: pl.DataFrame, column: str, most: int) -> Iterator[Group]:
    """Yields the groups with the most articles, then the others as one, then what has no value."""
    known = counted.filter(pl.col(column).is_not_null())
    sums = known.group_by(column).agg(pl.col("articles").sum()).sort("articles", column, descending=[True, False])
    kept = sums[column].head(most)
    for value in kept:
        yield _group(value, known.filter(pl.col(column) == value))
    if sums.height > most:
        yield _group(None, known.filter(~pl.col(column).is_in(kept.implode())), sums.height - most)
    if known.height < counted.height:
        yield _group(None, counted.filter(pl.col(column).is_null()))


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
