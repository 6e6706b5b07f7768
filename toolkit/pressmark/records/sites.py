"""Says which site each article of a package belongs to, also where a template has lost what tells it.

A site is the host of an article's address; where none is printed, its publisher; where none is known, the folder that
its source lies in, up to the first part that is a number or a date. A publisher or a folder of whose articles nine
tenths stand at one site is that site, so that an address that is lost from May on does not make a new one.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pressmark.records.coverage import Tables, shown

UNKNOWN = "unknown"
_ONE_SITE = 0.9
_HOST = r"(?i)^https?://(?:[^/?#@]*@)?(?:www\.)?([^/:?#]+)"
_FROM_A_NUMBER = r"(?:^|/)[0-9][0-9._-]*(?:/.*)?$"


class Sites:
    """The sites of articles, as all the tables that are compared tell them together."""

    def __init__(self, several: Sequence[Tables]) -> None:
        named = pl.concat([_named(tables).collect(engine="streaming") for tables in several])
        self._hosts = _main(named.drop_nulls(), "publisher", "host").rename({"host": "of_publisher"})
        self._lone = pl.concat([_lone(tables).collect(engine="streaming") for tables in several]).unique()
        folders = self._lone.select("folder").unique().lazy()
        near = [self._near(tables, folders).collect(engine="streaming") for tables in several]
        known = self._lone.join(_main(pl.concat(near), "folder", "site"), on="folder", how="left")
        own = pl.when(pl.col("folder") != "").then("folder")
        self._lone = known.select("source_id", of_folder=pl.coalesce("site", own))

    def placed(self, articles: pl.LazyFrame) -> pl.LazyFrame:
        """Returns rows of articles, which may hold more columns, with their `site`."""
        placed = self._by_name(articles).join(self._lone.lazy(), on="source_id", how="left")
        return placed.with_columns(site=pl.coalesce("site", "of_folder", pl.lit(UNKNOWN)))

    def _by_name(self, articles: pl.LazyFrame) -> pl.LazyFrame:
        joined = articles.join(self._hosts.lazy(), on="publisher", how="left")
        return joined.with_columns(site=pl.coalesce(_host(), "of_publisher", "publisher"))

    def _near(self, tables: Tables, folders: pl.LazyFrame) -> pl.LazyFrame:
        """Returns how many articles of which site lie in some folders."""
        inside = _folders(tables).join(folders, on="folder", how="semi")
        held = self._by_name(shown(tables["articles"])).join(inside, on="source_id").drop_nulls("site")
        return held.group_by("folder", "site").agg(articles=pl.len().cast(pl.Int64))


def _host() -> pl.Expr:
    return pl.col("url").str.extract(_HOST).str.to_lowercase()


def _named(tables: Tables) -> pl.LazyFrame:
    named = shown(tables["articles"]).select("publisher", host=_host())
    return named.group_by("publisher", "host").agg(articles=pl.len().cast(pl.Int64))


def _folders(tables: Tables) -> pl.LazyFrame:
    folder = pl.col("path").fill_null("").str.replace(r"/?[^/]*$", "").str.replace(_FROM_A_NUMBER, "")
    return tables["sources"].select("source_id", folder=folder)


def _lone(tables: Tables) -> pl.LazyFrame:
    """Returns the sources of articles that name neither an address nor a publisher, with their folders."""
    lone = shown(tables["articles"]).filter(_host().is_null() & pl.col("publisher").is_null())
    return _folders(tables).join(lone, on="source_id", how="semi")


def _main(counts: pl.DataFrame, of: str, name: str) -> pl.DataFrame:
    """Returns the name under which nine tenths of the articles of each value stand, for those values that have one."""
    summed = counts.group_by(of, name).agg(pl.col("articles").sum())
    most = summed.filter(pl.col("articles") >= _ONE_SITE * pl.col("articles").sum().over(of))
    return most.select(of, name)
