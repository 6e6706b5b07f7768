"""Cuts the rows of a package to what a release may hold of each article."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pressmark.contracts.tables import TABLES, table
from pressmark.records.hashing import REFERENCE
from pressmark.rights.leaks import HEADER_SLOTS
from pressmark.rights.words import units

EXCERPT_WORDS = 50
EXCERPT_SHARE = 10  # per cent of the text

Tables = Mapping[str, pl.LazyFrame]


def cut(tables: Tables, articles: pl.LazyFrame, *, wordings: bool) -> dict[str, pl.LazyFrame]:
    """Returns the tables of a release; `features` is empty, since its rows are counted (`pressmark.records.features`).

    Args:
        tables: All tables of the package.
        articles: The released rows of `articles`, each with its final `release_profile`; withheld ones are not among
            them.
        wordings: Whether the wordings of permissions and of the pages' own terms may be shown with metadata too.
    """
    ids = articles.select("article_id", "release_profile")
    kept = {name: _kept(name, scan, ids) for name, scan in tables.items()}
    texts = tables["texts"].join(ids, on="article_id")
    shown = pl.col("release_profile").is_in(["excerpt", "fulltext"])
    return kept | {
        "articles": articles,
        "texts": texts.filter(pl.col("release_profile") == "fulltext").drop("release_profile"),
        "excerpts": _excerpts(texts.filter(pl.col("release_profile") == "excerpt")),
        "features": table("features").empty().lazy(),
        "claims": _claims(tables["claims"].join(ids, on="article_id"), shown | pl.lit(wordings)),
        "statements": _statements(tables["statements"].join(ids, on="article_id"), shown | pl.lit(wordings)),
        "links": _links(tables["links"].join(ids, on="article_id")),
        **_permissions(tables, articles, wordings=wordings),
        **_receipt(tables, articles),
    }


def _kept(name: str, scan: pl.LazyFrame, ids: pl.LazyFrame) -> pl.LazyFrame:
    return scan.join(ids, on="article_id", how="semi") if table(name).of_article else scan


def _excerpts(texts: pl.LazyFrame) -> pl.LazyFrame:
    """Returns the first words of lede and text: at most 50, and at most a tenth of them.

    Where a script puts no space between words, a sign counts as a word.
    """
    words = units(pl.concat_str("lede", "text", separator=" ", ignore_nulls=True))
    most = pl.min_horizontal(pl.lit(EXCERPT_WORDS), words.list.len() * EXCERPT_SHARE // 100)
    excerpt = texts.select("article_id", text=words.list.head(most).list.join("").str.strip_chars())
    return excerpt.filter(pl.col("text") != "")


def _claims(claims: pl.LazyFrame, shown: pl.Expr) -> pl.LazyFrame:
    wording = pl.col("value").str.starts_with(REFERENCE).fill_null(value=False)
    return claims.with_columns(verbatim=pl.when(~wording | shown).then("verbatim")).drop("release_profile")


def _statements(statements: pl.LazyFrame, shown: pl.Expr) -> pl.LazyFrame:
    kept = pl.col("slot").is_in(sorted(HEADER_SLOTS)) | shown
    return statements.with_columns(verbatim=pl.when(kept).then("verbatim")).drop("release_profile")


def _links(links: pl.LazyFrame) -> pl.LazyFrame:
    """Returns the links; the words of those in the body are shown with the full text only."""
    shown = (pl.col("role") != "body") | (pl.col("release_profile") == "fulltext")
    return links.with_columns(anchor=pl.when(shown).then("anchor")).drop("release_profile")


def _permissions(tables: Tables, articles: pl.LazyFrame, *, wordings: bool) -> dict[str, pl.LazyFrame]:
    used = articles.filter(pl.col("permission_id").is_not_null()).group_by("permission_id")
    shown = used.agg(shown=pl.col("release_profile").is_in(["excerpt", "fulltext"]).any() | pl.lit(wordings))
    permissions = tables["permissions"].join(shown, on="permission_id")
    terms = tables["permission_terms"].join(shown, on="permission_id", how="semi")
    return {
        "permissions": permissions.with_columns(text=pl.when("shown").then("text")).drop("shown"),
        "permission_terms": terms,
    }


def _receipt(tables: Tables, articles: pl.LazyFrame) -> dict[str, pl.LazyFrame]:
    """Returns the receipt; a source of which nothing is released keeps its hash and counts, and not its name."""
    held = tables["articles"].select("article_id", "source_id")
    withheld = held.join(articles, on="article_id", how="anti").select("source_id")
    hidden = withheld.join(articles, on="source_id", how="anti").unique().with_columns(hidden=pl.lit(value=True))
    sources = tables["sources"].join(hidden, on="source_id", how="left")
    named = ("path", "media_type", "encoding", "converter", "converter_version", "converter_config")
    cleared = [pl.when(pl.col("hidden").is_null()).then(name).alias(name) for name in named]
    known = tables["source_records"].join(articles.select("article_id", released=True), on="article_id", how="left")
    pointed = pl.when("released").then("article_id").alias("article_id")
    return {
        "sources": sources.with_columns(cleared).drop("hidden"),
        "source_records": known.with_columns(pointed).drop("released"),
    }


def filled(tables: Tables) -> dict[str, pl.LazyFrame]:
    """Returns the tables that have rows, and `articles` always, in the contract's order."""
    return {name: tables[name] for name in TABLES if name == "articles" or tables[name].head(1).collect().height}


def withheld_words(tables: Tables, articles: pl.LazyFrame, *, wordings: bool) -> pl.LazyFrame:
    """Returns `article_id` and `text` of all words that a release must not show: texts, and wordings unless allowed.

    A wording that another article is released with is shown anyway, and so not withheld. `articles` gives the
    `release_profile` of every article of the package, the withheld ones among them.
    """
    ids = articles.select("article_id", "release_profile")
    gated = ids.filter(pl.col("release_profile") != "fulltext").select("article_id")
    texts = tables["texts"].join(gated, on="article_id")
    words = [texts.select("article_id", text=pl.concat_str("lede", "text", separator="\n\n", ignore_nulls=True))]
    if not wordings:
        terms = tables["statements"].filter(~pl.col("slot").is_in(sorted(HEADER_SLOTS))).join(ids, on="article_id")
        shown = pl.col("release_profile").is_in(["excerpt", "fulltext"])
        hidden = terms.filter(~shown).join(terms.filter(shown), on="sha256", how="anti")
        words.append(hidden.select("article_id", text="verbatim"))
    return pl.concat(words).drop_nulls()


def permitted_words(tables: Tables) -> pl.LazyFrame:
    """Returns `article_id` and `text` of what the articles of a release may show of themselves in every profile.

    A reviewer's note, the words of a link in the body and the wording of terms are not among it: whoever writes or
    prints them may have taken them from the text.
    """
    links, claims, statements = tables["links"], tables["claims"], tables["statements"]
    fields = {name: scan for name, scan in tables.items() if name in ("articles", "agents", "dates", "subjects")} | {
        "claims": claims.drop("note"),
        "excerpts": tables["excerpts"],
        "links": links.with_columns(anchor=pl.when(pl.col("role") != "body").then("anchor")),
        "statements": statements.filter(pl.col("slot").is_in(sorted(HEADER_SLOTS))),
    }
    cells = [
        scan.select("article_id", text=field.name)
        for name, scan in fields.items()
        for field in table(name).fields
        if field.type == "string" and field.name not in ("article_id", "note")
    ]
    return pl.concat(cells).drop_nulls()
