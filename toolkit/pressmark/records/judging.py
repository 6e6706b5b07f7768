"""Asks the gate about every article of a collection, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from pressmark.contracts.tables import table
from pressmark.records.binding import bind
from pressmark.records.nest import Record, nest
from pressmark.rights.facts import Terms, facts_of
from pressmark.rights.gate import PROFILES, Decision, Policy, decide, lower
from pressmark.rights.withdrawn import claimed_scope, wider, without

_READ = 10_000  # articles whose rows are read at once
_GROUP = 2_500  # rows that are decoded together
_BATCH = 2_000  # articles that are nested at once
JUDGED = ("articles", "texts", "agents", "claims", "statements", "flags")

Tables = Mapping[str, pl.LazyFrame]


def decisions(tables: Tables, policy: Policy, asked: str, withdrawn: Mapping[str, str]) -> pl.DataFrame:
    """Returns article_id, release_profile and release_rule of every article, computed anew and bound by its copies.

    Args:
        tables: All tables of a package.
        policy: What the operator said of the release.
        asked: The most that any article may show, or `mixed`.
        withdrawn: What was withdrawn (`record` or `text`) by article_id.
    """
    terms = terms_of(tables)
    schema = {name: pl.String() for name in ("article_id", "release_profile", "release_rule")}
    rows = [_row(record, terms, policy, withdrawn) for record in records(tables, JUDGED)]
    decided = bind(tables, pl.DataFrame(rows, schema=schema, orient="row").lazy()).collect()
    limits = {profile: lower(profile, asked) for profile in PROFILES}
    shown = pl.col("release_profile").replace_strict(limits)
    rule = pl.when(shown == pl.col("release_profile")).then("release_rule").otherwise(pl.lit("requested-profile"))
    return decided.with_columns(release_profile=shown, release_rule=rule)


def decision(record: Record, terms: Terms, policy: Policy, scope: str | None) -> Decision:
    """Returns what an article may show by its own rights; `scope` is what was withdrawn of it, if anything."""
    return without(decide(facts_of(record, terms), policy), wider(scope, claimed_scope(record)))


def _row(record: Record, terms: Terms, policy: Policy, withdrawn: Mapping[str, str]) -> tuple[str, str, str]:
    article_id = str(record["article_id"])
    found = decision(record, terms, policy, withdrawn.get(article_id))
    return article_id, found.profile, found.rule


def terms_of(tables: Tables) -> dict[str, list[tuple[str, str]]]:
    """Returns the kind and value of every term by permission."""
    terms: dict[str, list[tuple[str, str]]] = {}
    for row in tables["permission_terms"].collect().iter_rows(named=True):
        terms.setdefault(row["permission_id"], []).append((row["kind"], row["value"]))
    return terms


def records(tables: Tables, names: tuple[str, ...]) -> Iterator[Record]:
    """Yields the records of a collection with the named child tables, in bounded batches of sorted article ids."""
    children = [name for name in names if table(name).of_article]
    ids = tables["articles"].select("article_id").sort("article_id").collect()["article_id"]
    with TemporaryDirectory(prefix="pressmark-") as folder:
        wanted = {name: tables[name] for name in ("articles", *children)}
        yield from _nested(_quick(wanted, Path(folder)) if ids.len() > _READ else wanted, ids, children)


def _quick(tables: Tables, folder: Path) -> dict[str, pl.LazyFrame]:
    """Returns tables that are written apart, so that a part of them is read without the whole of a large file."""
    for name, scan in tables.items():
        path = folder / f"{name}.parquet"
        scan.sink_parquet(path, compression="lz4", row_group_size=_GROUP, maintain_order=True)
    return {name: pl.scan_parquet(folder / f"{name}.parquet", glob=False) for name in tables}


def _nested(tables: Tables, ids: pl.Series, children: list[str]) -> Iterator[Record]:
    for start in range(0, ids.len(), _READ):
        some = ids.slice(start, _READ)
        read = {name: tables[name].filter(_within(some)).collect() for name in ("articles", *children)}
        articles = read["articles"].sort("article_id")
        for batch in articles.iter_slices(_BATCH):
            frames = {name: read[name].filter(_within(batch["article_id"])) for name in children}
            yield from nest({"articles": batch, **frames})


def _within(ids: pl.Series) -> pl.Expr:
    return pl.col("article_id").is_between(pl.lit(ids[0]), pl.lit(ids[-1]))
