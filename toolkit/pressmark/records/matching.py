"""Finds for the articles of a release the records of other sources that may be the same, and keeps the best of each."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from pressmark.records.rehydration import NEAR, OUTCOMES, TAKEN, address_key

_HOW = {"source": 0, "text": 1, "asked": 2, "url": 3, "place": 4, "earlier": 5}
_KEYS = ("url_key", "place")


def keyed(articles: pl.LazyFrame, sources: pl.LazyFrame) -> pl.DataFrame:
    """Returns what articles are known by: the hashes of source and text, the address, and path with title.

    A row's number in a table is no place to go by.
    """
    paths = sources.select("source_id", "path")
    names = ("article_id", "source_sha256", "text_sha256", "url", "title", "source_locator", "word_count", "char_count")
    rows = articles.join(paths, on="source_id", how="left").select(*names, "path").collect()
    title = pl.col("title").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    locator = pl.col("source_locator").fill_null("")
    place = pl.concat_str("path", locator, title, separator="\n")
    return rows.with_columns(
        url_key=pl.col("url").map_elements(address_key, return_dtype=pl.String, skip_nulls=True),
        place=pl.when(~locator.str.starts_with("row=")).then(place),
    ).drop("title", "url")


def candidates(wanted: pl.DataFrame, found: pl.DataFrame, asked: pl.DataFrame, earlier: pl.DataFrame) -> pl.DataFrame:
    """Returns every pair of a wanted article and a found record that may be the same, with how it was known.

    Args:
        wanted: The articles that are looked for, as `keyed` gives them.
        found: The records that were found, in the same form.
        asked: `article_id` and `found_id`: records that were fetched from the address of an article.
        earlier: `article_id` and `value`: hashes of earlier texts of articles.
    """
    held = found.filter(pl.col("text_sha256").is_not_null()).rename({"article_id": "found_id"})
    pairs = [
        _pairs(wanted, held, "source_sha256", "source"),
        _pairs(wanted, held, "text_sha256", "text"),
        *(_pairs(_alone(wanted, key), held, key, how) for key, how in zip(_KEYS, ("url", "place"), strict=True)),
        asked.join(held, on="found_id", how="semi").select("article_id", "found_id", how=pl.lit("asked")),
        earlier.join(held, left_on="value", right_on="text_sha256").select(
            "article_id", "found_id", how=pl.lit("earlier")
        ),
    ]
    return pl.concat(pairs).join(wanted.select("article_id"), on="article_id", how="semi").unique()


def _pairs(wanted: pl.DataFrame, held: pl.DataFrame, key: str, how: str) -> pl.DataFrame:
    joined = wanted.select("article_id", key).drop_nulls().join(held.select("found_id", key), on=key)
    return joined.select("article_id", "found_id", how=pl.lit(how))


def _alone(wanted: pl.DataFrame, key: str) -> pl.DataFrame:
    """Returns the articles that alone have their key: what several have names none of them."""
    return wanted.filter(pl.col(key).is_not_null() & ~pl.col(key).is_duplicated())


def judged(pairs: pl.DataFrame, wanted: pl.DataFrame, found: pl.DataFrame, *, archive: bool) -> pl.DataFrame:
    """Returns the best record for each wanted article that has one, and what comes of it.

    The columns are `article_id`, `found_id`, `outcome`, `how`, and of the record `path`, `source_locator`, `words`,
    `chars`. Of equally good records the first by path and place is taken.
    """
    told = wanted.select("article_id", wanted_text="text_sha256", wanted_source="source_sha256")
    record = found.select(
        pl.col("article_id").alias("found_id"),
        *("text_sha256", "source_sha256", "path", "source_locator"),
        words="word_count",
        chars="char_count",
    )
    same = pl.col("text_sha256") == pl.col("wanted_text")
    own = pl.col("source_sha256") == pl.col("wanted_source")
    taken = pl.when(own).then(pl.lit("identical")).otherwise(pl.lit("from-archive" if archive else "other-markup"))
    near = pl.when(own).then(pl.lit("other-converter")).otherwise(pl.lit("changed"))
    outcome = pl.when(same).then(taken).otherwise(near)
    rows = pairs.join(told, on="article_id").join(record, on="found_id").with_columns(outcome=outcome)
    ranked = rows.with_columns(
        rank=pl.col("outcome").replace_strict({name: rank for rank, name in enumerate(OUTCOMES)}),
        known=pl.col("how").replace_strict(_HOW),
    )
    best = ranked.sort("article_id", "rank", "known", "path", "source_locator", "found_id")
    names = ("article_id", "found_id", "outcome", "how", "path", "source_locator", "words", "chars")
    return best.unique("article_id", keep="first", maintain_order=True).select(names)


def best_of(rounds: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Returns the best row for each article over several rounds; of equally good ones the first round's."""
    rows = pl.concat(list(rounds), how="diagonal")
    rank = pl.col("outcome").replace_strict({name: rank for rank, name in enumerate(OUTCOMES)})
    ordered = rows.with_columns(rank=rank).sort("article_id", "rank", maintain_order=True)
    return ordered.unique("article_id", keep="first", maintain_order=True).drop("rank")


def still_wanted(wanted: pl.DataFrame, so_far: pl.DataFrame) -> pl.DataFrame:
    """Returns the articles for which another round may find something better than what was found so far."""
    settled = so_far.filter(pl.col("outcome").is_in([*TAKEN, NEAR[0]]))
    return wanted.join(settled, on="article_id", how="anti")
