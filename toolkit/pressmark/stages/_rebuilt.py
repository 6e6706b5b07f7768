"""Puts what sources gave back into the tables of a release: texts, and the wordings that were withheld with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from pressmark.contracts.tables import children, table
from pressmark.records.hashing import record_sha256
from pressmark.records.judging import decisions, records
from pressmark.records.rehydration import TAKEN
from pressmark.rights.gate import Policy
from pressmark.stages._receipts import counted
from pressmark.stages._rounds import Round

Tables = dict[str, pl.LazyFrame]
_WORDS = ("texts", "excerpts", "features")
_WITHHELD = "the release withholds it"


def rebuilt(tables: Tables, best: pl.DataFrame, rounds: Sequence[Round], withdrawn: pl.DataFrame) -> Tables:
    """Returns the tables of a release with what the best source of each article gives.

    Args:
        tables: The tables of the release, or of a package that was rebuilt from it.
        best: `article_id`, `outcome`, `round` and `found_id` of each article that a source was found for, and `chars`;
            what has no round is in the tables already.
        rounds: What was read.
        withdrawn: The articles whose texts are to be nowhere.
    """
    tables = {**tables, **{name: _without(tables[name], withdrawn) for name in _WORDS}}
    taken = best.filter(pl.col("outcome").is_in(TAKEN) & pl.col("round").is_not_null())
    kept = _without(tables["texts"], taken)
    texts = pl.concat([kept, found_texts(taken, rounds)])
    result = dict(tables)
    result["texts"] = texts
    for name in _WORDS[1:]:  # what stood in the text's place
        result[name] = tables[name].join(texts.select("article_id"), on="article_id", how="anti")
    identical = best.filter(pl.col("outcome") == "identical")
    result["statements"] = _filled(tables, "statements", "verbatim", ("sha256",), best, rounds)
    result["claims"] = _filled(tables, "claims", "verbatim", ("claim", "value", "locator"), identical, rounds)
    result["links"] = _filled(tables, "links", "anchor", ("position", "role", "href_verbatim"), identical, rounds)
    result["permissions"] = _permissions(tables["permissions"], rounds)
    return result | {"articles": _measured(result, taken), **_receipts(tables)}


def _without(rows: pl.LazyFrame, articles: pl.DataFrame) -> pl.LazyFrame:
    return rows.join(articles.lazy().select("article_id"), on="article_id", how="anti")


def found_texts(best: pl.DataFrame, rounds: Sequence[Round]) -> pl.LazyFrame:
    """Returns `article_id`, `lede` and `text` of the records that were chosen."""
    return _of_rounds("texts", best, rounds).select(table("texts").columns)


def _of_rounds(name: str, best: pl.DataFrame, rounds: Sequence[Round]) -> pl.LazyFrame:
    """Returns the child rows of the chosen records, under the ids of their articles."""
    parts = [table(name).empty().lazy()]
    for number, found in enumerate(rounds):
        chosen = best.filter(pl.col("round") == number).select("article_id", "found_id").lazy()
        rows = found.tables.scan(name).rename({"article_id": "found_id"})
        parts.append(rows.join(chosen, on="found_id").select(table(name).columns))
    return pl.concat(parts)


def _filled(
    tables: Tables, name: str, column: str, key: tuple[str, ...], best: pl.DataFrame, rounds: Sequence[Round]
) -> pl.LazyFrame:
    """Returns child rows whose withheld wording is that of the source's row with the same key."""
    keys = ["article_id", *key]
    found = _of_rounds(name, best, rounds).filter(pl.col(column).is_not_null())
    wordings = found.group_by(keys).agg(pl.col(column).unique().alias("wordings"))
    only = wordings.filter(pl.col("wordings").list.len() == 1).select(*keys, found=pl.col("wordings").list.first())
    joined = tables[name].join(only, on=keys, how="left", nulls_equal=True)
    return joined.with_columns(pl.coalesce(column, "found").alias(column)).drop("found")


def _permissions(permissions: pl.LazyFrame, rounds: Sequence[Round]) -> pl.LazyFrame:
    key = ["permission_id", "text_sha256"]
    found = pl.concat(
        [table("permissions").empty().lazy(), *(each.tables.scan("permissions") for each in rounds)]
    ).drop_nulls("text")
    only = found.unique(key, keep="first").select(*key, found="text")
    joined = permissions.join(only, on=key, how="left")
    return joined.with_columns(text=pl.coalesce("text", "found")).drop("found")


def _measured(tables: Tables, taken: pl.DataFrame) -> pl.LazyFrame:
    """Returns the articles; where paragraphs are parted otherwise, the count of signs and the hash follow."""
    articles = tables["articles"]
    chars = taken.select("article_id", chars=pl.col("chars").cast(pl.Int64)).lazy()
    moved = articles.join(chars, on="article_id").filter(pl.col("chars") != pl.col("char_count"))
    corrected = moved.with_columns(char_count=pl.col("chars")).drop("chars").collect()
    if corrected.is_empty():
        return articles
    names = tuple(child.name for child in children())
    several = {**tables, "articles": corrected.lazy()}
    hashes = {str(record["article_id"]): record_sha256(record) for record in records(several, names)}
    known = pl.col("article_id").replace_strict(hashes, default=None, return_dtype=pl.String)
    return pl.concat(
        [
            articles.join(corrected.lazy(), on="article_id", how="anti"),
            corrected.lazy().with_columns(record_sha256=known).select(articles.collect_schema().names()),
        ]
    )


def _receipts(tables: Tables) -> Tables:
    """Returns sources and source_records that account for the articles that the release withholds."""
    sources, records = tables["sources"], tables["source_records"]
    held = tables["articles"].group_by("source_id").agg(held=pl.len().cast(pl.Int64))
    less = sources.join(held, on="source_id", how="left").select(
        "source_id", missing=pl.col("articles") - pl.col("held").fill_null(0)
    )
    numbers = less.filter(pl.col("missing") > 0).select("source_id", number=pl.int_ranges(1, pl.col("missing") + 1))
    absent = numbers.explode("number").collect()
    if absent.is_empty():
        return {}
    columns = table("source_records").polars_schema
    said = {"outcome": "skipped", "reason": _WITHHELD}
    rows = absent.select(
        "source_id",
        locator=pl.format("withheld={}", "number"),
        **{name: pl.lit(said.get(name), dtype=columns[name]) for name in columns.names()[2:]},
    )
    return {
        "sources": counted(sources, rows, table("source_records").empty().lazy(), elsewhere=_WITHHELD),
        "source_records": pl.concat([records, rows.lazy()]),
    }


def with_ceilings(tables: Tables, released: pl.LazyFrame, policy: Policy, withdrawn: Mapping[str, str]) -> pl.LazyFrame:
    """Returns the articles with the gate's ceiling, where the release shows less than it only because that was asked.

    Every other decision of the release stands, since what led to it may be withheld.

    Args:
        tables: All tables of the package.
        released: The articles of the release.
        policy: What the operator of the package says of releases.
        withdrawn: What the operator withdrew, by article_id.
    """
    columns = tables["articles"].collect_schema().names()
    names = ("article_id", "release_profile", "release_rule")
    told = released.select(names).collect()
    asked = told.filter(pl.col("release_rule") == "requested-profile").select("article_id")
    if asked.height:
        anew = decisions(tables, policy, "mixed", withdrawn).join(asked, on="article_id", how="semi")
        told = pl.concat([told.join(anew, on="article_id", how="anti"), anew.select(names)])
    return tables["articles"].drop(names[1:]).join(told.lazy(), on="article_id").select(columns)
