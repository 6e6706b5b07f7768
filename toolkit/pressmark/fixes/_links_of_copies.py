"""Works out the clusters that unlinked copies call for, beside those that people made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import polars as pl

from pressmark.contracts.tables import table
from pressmark.fixes.base import Relinked
from pressmark.records.binding import lowered
from pressmark.records.clusters import clusters_of
from pressmark.rights.gate import Decision

UNLINKED = ("copies-unlinked", "near-copies-unlinked")
Tables = Mapping[str, pl.LazyFrame]
Row = dict[str, Any]


def relinked(tables: Tables, found: AbstractSet[str]) -> dict[str, Relinked]:
    """Returns what changes, by article, when the named articles are linked with their copies.

    A cluster that lies within a new one is replaced by it; every other stays as it is.
    """
    made = _by_cluster(clusters_of(tables))
    held = _by_cluster(tables["copies"].collect().to_dicts())
    wanted = {name: rows for name, rows in made.items() if found & _members(rows) and name not in held}
    inside = {
        name for name, rows in held.items() if any(_members(rows) <= _members(others) for others in wanted.values())
    }
    kept = {name: rows for name, rows in held.items() if name not in inside}
    touched = {article_id for name in inside for article_id in _members(held[name])}
    touched |= {article_id for rows in wanted.values() for article_id in _members(rows)}
    rows = [row for rows in (*kept.values(), *wanted.values()) for row in rows]
    return _bound(tables, rows, touched)


def _by_cluster(rows: list[Row]) -> dict[str, list[Row]]:
    clusters: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        clusters[row["cluster_id"]].append(row)
    return dict(clusters)


def _members(rows: list[Row]) -> frozenset[str]:
    return frozenset(row["article_id"] for row in rows)


def _bound(tables: Tables, rows: list[Row], touched: Collection[str]) -> dict[str, Relinked]:
    copies = pl.LazyFrame(rows, schema=table("copies").polars_schema, orient="row")
    columns = ("article_id", "release_profile", "release_rule")
    decided = tables["articles"].select(columns)
    lower = {row[0]: row[1:] for row in lowered({**tables, "copies": copies}, decided).iter_rows()}
    chosen = decided.filter(pl.col("article_id").is_in(sorted({*touched, *lower}))).collect()
    links: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["cluster_id"], row["article_id"])):
        links[row["article_id"]].append({name: value for name, value in row.items() if name != "article_id"})
    return {
        article_id: Relinked(tuple(links[article_id]), Decision(*lower.get(article_id, (profile, rule))))
        for article_id, profile, rule in chosen.iter_rows()
    }
