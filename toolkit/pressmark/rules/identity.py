"""Rules about identity: ids, the bytes behind them, the keys between tables, and the receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from pressmark.contracts.tables import TABLES, table
from pressmark.rules.base import Problem, Subject, package_rule

_ENDS = ("articles", "duplicates", "rejected", "skipped")


@package_rule("identity", "error")
def same_bytes_twice(subject: Subject) -> Iterator[Problem]:
    """The same bytes make one article.

    Why: an article that is counted twice weighs twice in every statistic.

    Wrong: two rows of `articles` with one `source_sha256`.

    Right: one row, and the other record in `source_records` as a duplicate.

    Mend: convert again; duplicates are found by their bytes.
    """
    articles = subject.tables["articles"].drop_nulls("source_sha256")
    repeated = articles.filter(pl.col("source_sha256").is_duplicated()).sort("source_sha256", "article_id")
    for row in repeated.select("article_id").collect().iter_rows(named=True):
        message = "was made of the same bytes as another article"
        yield Problem(message=message, table="articles", key=row["article_id"], field="source_sha256")


@package_rule("identity", "error")
def key_dangling(subject: Subject) -> Iterator[Problem]:
    """A key points at a row that is there.

    Why: a join over a dangling key loses rows without a word.

    Wrong: a row of `agents` for an article that `articles` does not have.

    Right: every `article_id`, `source_id` and `permission_id` is found in its own table.

    Mend: add the row that is pointed at, or remove the row that points.
    """
    for name in TABLES:
        found = table(name)
        for key in found.foreign_keys:
            columns = list(dict.fromkeys([*found.primary_key, key.field]))
            rows = subject.tables[name].select(columns).drop_nulls(key.field)
            target = subject.tables[key.table].select(pl.col(key.target).alias(key.field)).drop_nulls()
            dangling = rows.join(target, on=key.field, how="anti").sort(found.primary_key).collect()
            for row in dangling.iter_rows(named=True):
                place = "/".join(str(row[column]) for column in found.primary_key)
                yield Problem(message=f"is in no row of {key.table}", table=name, key=place, field=key.field)


@package_rule("identity", "error")
def replacement_unknown(subject: Subject) -> Iterator[Problem]:
    """What replaces a withdrawn article is another article that the collection knows.

    Why: whoever follows `replaced_by` wants to arrive.

    Wrong: an article that is replaced by itself, by an id that nobody knows, or in a circle.

    Right: the id of an article of this collection, or of one that has a tombstone of its own.

    Mend: write the id of the article that stands in its place, or leave `replaced_by` empty.
    """
    pairs = subject.tables["tombstones"].select("article_id", "replaced_by").collect()
    successors: dict[str, str | None] = dict(pairs.iter_rows())
    present = set(subject.tables["articles"].select("article_id").collect()["article_id"].to_list())
    for article_id, successor in sorted(successors.items()):
        problem = _chain_problem(article_id, successor, successors, present)
        if problem:
            yield Problem(message=problem, table="tombstones", key=article_id, field="replaced_by")


def _chain_problem(
    start: str, after: str | None, successors: Mapping[str, str | None], present: set[str]
) -> str | None:
    seen = {start}
    while after is not None:
        if after in seen:
            return "is replaced in a circle"
        if after not in present and after not in successors:
            return "is replaced by an article that nobody knows"
        seen.add(after)
        after = successors.get(after)
    return None


@package_rule("identity", "error")
def counts_add_up(subject: Subject) -> Iterator[Problem]:
    """The receipt accounts for every record of every input.

    Why: "1,000 imported, 0 errors" means nothing while records can vanish in between.

    Wrong: a source with 10 records of which 9 became articles and none is in `source_records`.

    Right: records = articles + duplicates + rejected + skipped, and as many rows in `articles` and `source_records`.

    Mend: convert again; do not remove rows by hand, withdraw the article instead.
    """
    sources = subject.tables["sources"]
    articles = subject.tables["articles"].group_by("source_id").agg(held=pl.len().cast(pl.Int64))
    left = (
        subject.tables["source_records"]
        .group_by("source_id")
        .agg(
            *(
                pl.col("outcome").eq(outcome).sum().cast(pl.Int64).alias(f"left_{outcome}")
                for outcome in ("duplicate", "rejected", "skipped")
            )
        )
    )
    joined = sources.join(articles, on="source_id", how="left").join(left, on="source_id", how="left")
    found = pl.col("held", "left_duplicate", "left_rejected", "left_skipped").fill_null(0)
    # A source whose counts are missing is another rule's business.
    counted = joined.drop_nulls(["records", *_ENDS]).with_columns(found).sort("source_id")
    withheld = subject.tables["tombstones"].filter(pl.col("scope") == "record").select(pl.len()).collect().item()
    missing = 0
    for row in counted.collect().iter_rows(named=True):
        pairs = (("duplicates", "left_duplicate"), ("rejected", "left_rejected"), ("skipped", "left_skipped"))
        if row["records"] != sum(row[end] for end in _ENDS) or any(row[end] != row[left] for end, left in pairs):
            yield Problem(message="its counts do not add up", table="sources", key=row["source_id"], field="records")
        if row["held"] > row["articles"] or (row["held"] < row["articles"] and not subject.is_release):
            yield Problem(
                message="has another number of articles", table="sources", key=row["source_id"], field="articles"
            )
        missing += max(row["articles"] - row["held"], 0)
    if subject.is_release and missing > withheld:
        yield Problem(
            message=f"{missing} articles have no row, and {withheld} have a tombstone",
            table="sources",
            field="articles",
        )
