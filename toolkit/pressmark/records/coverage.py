"""Counts which fields the articles of a package have, by whatever the articles are grouped by.

The tables are scanned in batches of the sorted articles, so that ten million take the memory of ten thousand. Articles
that the gate withholds are left out, so that nothing is named for their sake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import polars as pl

BATCH = 25_000

Tables = Mapping[str, pl.LazyFrame]
Placing = Callable[[pl.LazyFrame, Tables], pl.LazyFrame]

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
_SHOWN = pl.col("release_profile").is_null() | (pl.col("release_profile") != "withheld")
_CHILDREN = ("agents", "dates", "statements", "subjects", "texts")
# By table, the columns that tell which fields there are; of words it counts only whether there are some.
_TELLING: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "articles": (
            "article_id", "title", "publisher", "original_publisher", "is_republication", "published", "language",
            "url", "url_status", "license", "release_profile", "source_id",
        ),
        "agents": ("article_id", "role"),
        "dates": ("article_id", "role", "earliest", "latest"),
        "statements": ("article_id", "slot"),
        "subjects": ("article_id",),
        "texts": ("article_id", "lede", "text"),
        "sources": ("source_id", "path"),
    }
)  # fmt: skip
_WORDS = ("title", "lede", "text")


def counted(
    tables: Tables,
    kind: str,
    keys: Sequence[str],
    *,
    placing: Placing = lambda rows, _: rows,
    other: Tables = MappingProxyType({}),
) -> pl.DataFrame:
    """Returns one row for each value of the keys: how many articles, and how many have each field.

    Args:
        tables: The tables, sorted by their keys and quick to cut, as those that are staged.
        kind: `package`, `release` or `records`: of a release, only full texts can be expected to show a text.
        keys: Columns of the joined row: those of `articles`; `first` and `last`, the months between which the article
            was published, and `retrieved`, the month of its retrieval, counted from the year 0; what `placing` adds.
        placing: Adds columns to some joined rows; it is given what `other` holds between their first and last id.
        other: Tables of another state of the same articles.

    Returns:
        The keys, `articles`, and for each field `filled_NAME` of `of_NAME`.
    """
    none = {name: rows.head(0) for name, rows in other.items()}
    total = _counts(placing(_joined(tables["articles"].head(0), tables), none), kind, keys).collect()
    for batch, beside in _batches(tables, other):
        rows = placing(_joined(batch["articles"], batch), beside)
        total = pl.concat([total, _counts(rows, kind, keys).collect(engine="streaming")]).group_by(keys).sum()
    return total


def telling(tables: Tables, folder: Path) -> dict[str, pl.LazyFrame]:
    """Returns the columns that tell which fields there are, written below `folder`, sorted and without any words."""
    scans = {}
    for name, columns in _TELLING.items():
        path = folder / f"{name}.parquet"
        bare = [_bare(column) if column in _WORDS else pl.col(column) for column in columns]
        tables[name].select(bare).sort(columns[0]).sink_parquet(path, row_group_size=BATCH, maintain_order=True)
        scans[name] = pl.scan_parquet(path)
    return scans


def months_of_publication(tables: Tables) -> pl.LazyFrame:
    """Returns the month in which each article was published, as `article_id` and `month`, where one month is known."""
    dated = (
        tables["articles"].select("article_id", "published").join(_dated(tables["dates"]), on="article_id", how="left")
    )
    return dated.with_columns(**_published()).select("article_id", month=MONTH).drop_nulls("month")


# The month of publication of a joined row, where one month is known.
MONTH = pl.when(pl.col("first") == pl.col("last")).then("first")


def shown(articles: pl.LazyFrame) -> pl.LazyFrame:
    """Returns the articles that the gate does not withhold."""
    return articles.filter(_SHOWN)


def _bare(column: str) -> pl.Expr:
    return pl.when(pl.col(column).is_not_null()).then(pl.lit("")).alias(column)


def _batches(tables: Tables, other: Tables) -> Iterator[tuple[Tables, Tables]]:
    """Yields some rows of the articles at a time, with what the other tables hold between their first and last id."""
    articles = tables["articles"]
    count = articles.select(pl.len()).collect().item()
    for start in range(0, count, BATCH):
        batch = articles.slice(start, BATCH)
        first, last = batch.select(first=pl.min("article_id"), last=pl.max("article_id")).collect().row(0)
        within = pl.col("article_id").is_between(pl.lit(first, pl.String), pl.lit(last, pl.String))
        children = {name: tables[name].filter(within) for name in _CHILDREN}
        yield {"articles": batch, **children}, {name: rows.filter(within) for name, rows in other.items()}


def _joined(articles: pl.LazyFrame, tables: Tables) -> pl.LazyFrame:
    joined = shown(articles)
    for name, having in _having(tables).items():
        flag = having.select("article_id").unique().with_columns(pl.lit(value=True).alias(name))
        joined = joined.join(flag, on="article_id", how="left").with_columns(pl.col(name).fill_null(value=False))
    return joined.join(_dated(tables["dates"]), on="article_id", how="left").with_columns(**_published())


def _counts(rows: pl.LazyFrame, kind: str, keys: Sequence[str]) -> pl.LazyFrame:
    applies = _applies(kind)
    filled = [(said & applies.get(name, said)).sum().alias(f"filled_{name}") for name, said in FIELDS.items()]
    of = [(applies[name].sum() if name in applies else pl.len()).alias(f"of_{name}") for name in FIELDS]
    return rows.group_by(keys).agg(count.cast(pl.Int64) for count in (pl.len().alias("articles"), *filled, *of))


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
    full = {"lede": pl.col("release_profile") == "fulltext", "text": pl.col("release_profile") == "fulltext"}
    return {
        "original_publisher": pl.col("is_republication").fill_null(value=False),
        "url": (pl.col("url_status") != "not-applicable").fill_null(value=True),
        **(full if kind == "release" else {}),
    }


def _dated(dates: pl.LazyFrame) -> pl.LazyFrame:
    """Returns between which months each article was published, and when retrieved; an open interval says no month."""
    published, retrieved = pl.col("role") == "published", pl.col("role") == "retrieved"
    return dates.group_by("article_id").agg(
        first=_month("earliest").filter(published).min(),
        last=_month("latest").filter(published).max(),
        retrieved=_month("earliest").filter(retrieved).min().cast(pl.Int64),
    )


def _published() -> dict[str, pl.Expr]:
    return {end: pl.coalesce(end, _month("published")).cast(pl.Int64) for end in ("first", "last")}


def _month(column: str) -> pl.Expr:
    return pl.col(column).dt.year() * 12 + pl.col(column).dt.month().cast(pl.Int32) - 1
