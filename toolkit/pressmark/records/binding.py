"""Asks of every cluster of copies what its strictest member allows, and lowers the others to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from pressmark.records.bonds import Bonds
from pressmark.rights.copies import DECIDING
from pressmark.rights.gate import COPY_OF_RESTRICTED, Decision, lower

Tables = Mapping[str, pl.LazyFrame]
_DECIDED = {"article_id": pl.String(), "release_profile": pl.String(), "release_rule": pl.String()}


def lowered(tables: Tables, decided: pl.LazyFrame) -> pl.DataFrame:
    """Returns `article_id`, `release_profile` and `release_rule` of the articles that a copy of theirs lowers.

    Args:
        tables: `copies`, `claims`, `articles` and `tombstones` of a collection.
        decided: The same three columns, as the gate decides by each article's own rights.

    Returns:
        Rows of the lowered articles only. What a copy lowered at conversion stays lowered, though the link be lost.
        What was withdrawn withholds its copies, except where a named person said that one is another article, or where
        the work stands elsewhere in the collection: there it lowers them to metadata.
    """
    links = tables["copies"].select("cluster_id", "article_id").drop_nulls().unique()
    clusters = links.group_by("cluster_id").agg(pl.col("article_id").sort()).sort("cluster_id").collect()
    before = tables["articles"].filter(pl.col("release_rule") == COPY_OF_RESTRICTED)
    earlier = dict(before.select("article_id", "release_profile").collect().iter_rows())
    concerned = pl.concat([links.select("article_id"), before.select("article_id")]).unique()
    judged = decided.join(concerned, on="article_id", how="semi").select(list(_DECIDED)).sort("article_id").collect()
    own = {article_id: Decision(profile, rule) for article_id, profile, rule in judged.iter_rows()}
    reviews = tables["claims"].filter(
        pl.all_horizontal(pl.col("reviewer", "reviewed_on").is_not_null()),
        pl.col("chosen"),
        pl.col("claim").is_in(sorted(DECIDING)),
    )
    reviewed = frozenset(reviews.join(concerned, on="article_id", how="semi").collect()["article_id"].to_list())
    kept = settled(own, clusters["article_id"].to_list(), reviewed, earlier, Bonds.of(tables))
    rows = [(article_id, each.profile, each.rule) for article_id, each in sorted(kept.items())]
    return pl.DataFrame(rows, schema=_DECIDED, orient="row")


def settled(
    own: Mapping[str, Decision],
    clusters: Collection[Collection[str]],
    reviewed: Collection[str],
    earlier: Mapping[str, str],
    bonds: Bonds,
) -> dict[str, Decision]:
    """Returns the decisions that the copies of an article change, by article_id; `own` is what the gate decides.

    `earlier` holds the profiles to which a copy lowered articles at conversion: they hold, though the link be lost.
    `bonds` says what was withdrawn.
    """
    lowest = dict(own)
    for article_id, profile in earlier.items():
        if article_id in own and article_id not in reviewed:
            shown = own[article_id].profile
            if lower(profile, shown) != shown:
                lowest[article_id] = Decision(profile, COPY_OF_RESTRICTED)
    changed = bonds.bound(lowest, clusters, reviewed)
    return {article_id: each for article_id, each in lowest.items() if each.rule == COPY_OF_RESTRICTED} | changed


def bind(tables: Tables, decided: pl.LazyFrame) -> pl.LazyFrame:
    """Returns rows with the decisions that hold once every copy has bound the others; other columns stay."""
    change = lowered(tables, decided)
    if change.is_empty():
        return decided
    names = ("release_profile", "release_rule")
    joined = decided.join(
        change.lazy().rename({name: f"{name}_bound" for name in names}),
        on="article_id",
        how="left",
        maintain_order="left",
    )
    return joined.with_columns(pl.coalesce(f"{name}_bound", name).alias(name) for name in names).drop(
        f"{name}_bound" for name in names
    )
