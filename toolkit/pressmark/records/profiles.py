"""Cuts the rows of a package to what a release may hold of each article."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pressmark.contracts.tables import TABLES, children, table
from pressmark.records.excerpts import first_words
from pressmark.records.hashing import REFERENCE
from pressmark.rights.leaks import HEADER_SLOTS
from pressmark.rights.words import is_token

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
        "excerpts": first_words(texts.filter(pl.col("release_profile") == "excerpt")),
        "features": table("features").empty().lazy(),
        "claims": _claims(tables["claims"].join(ids, on="article_id"), shown | pl.lit(wordings)),
        "statements": _statements(tables["statements"].join(ids, on="article_id"), shown | pl.lit(wordings)),
        "links": _links(tables["links"].join(ids, on="article_id")),
        **_permissions(tables, articles, wordings=wordings),
        **_receipt(tables, articles),
    }


def _kept(name: str, scan: pl.LazyFrame, ids: pl.LazyFrame) -> pl.LazyFrame:
    return scan.join(ids, on="article_id", how="semi") if table(name).of_article else scan


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
    """Returns `article_id` and `text` of all words that must not be shown: of texts (`of_text`) and of terms.

    A wording that is allowed, or that another article is released with, is shown anyway. `articles` gives the
    `release_profile` of every article of the package, the withheld ones among them.
    """
    ids = articles.select("article_id", "release_profile")
    gated = ids.filter(pl.col("release_profile") != "fulltext").select("article_id")
    texts = tables["texts"].join(gated, on="article_id")
    whole = pl.concat_str("lede", "text", separator="\n\n", ignore_nulls=True)
    words = [texts.select("article_id", text=whole, of_text=pl.lit(value=True))]
    if not wordings:
        terms = tables["statements"].filter(~pl.col("slot").is_in(sorted(HEADER_SLOTS))).join(ids, on="article_id")
        shown = pl.col("release_profile").is_in(["excerpt", "fulltext"])
        hidden = terms.filter(~shown).join(terms.filter(shown), on="sha256", how="anti")
        words.append(hidden.select("article_id", text="verbatim", of_text=pl.lit(value=False)))
    return pl.concat(words).drop_nulls()


def permitted_words(tables: Tables) -> pl.LazyFrame:
    """Returns `article_id` and `text` of what the articles of a release may show of themselves in every profile.

    A reviewer's note, the words of a link in the body and the wording of terms are not among it: whoever writes or
    prints them may have taken them from the text.
    """
    return shown_words(tables).filter("permitted").select("article_id", "text")


# What a record says of itself, and does not quote.
_TOLD = frozenset({"articles", "agents", "dates", "claims", "statements"})
_UNSAID = frozenset({"article_id", "text_sha256", "record_sha256", "source_sha256", "sha256", "cluster_id"})


def shown_words(tables: Tables) -> pl.LazyFrame:
    """Returns `article_id` and `text` of all that a release shows of its articles, but for their texts.

    Whether a cell is `permitted` is what `permitted_words` says; whether it is `told`, that it describes the article.
    """
    shown = {name: scan for name, scan in tables.items() if name != "texts"} | {
        "features": tables["features"].filter(~is_token(pl.col("token"))),
    }
    fields = [(found, field) for found in (table("articles"), *children()) for field in found.fields]
    cells = [
        shown[found.name].select("article_id", text=field.name, **_standing(found.name, field.name))
        for found, field in fields
        if found.name in shown and field.type == "string" and not field.enum and field.name not in _UNSAID
    ]
    return pl.concat([*cells, _in_order(tables["fingerprints"])]).drop_nulls()


def _standing(name: str, field: str) -> dict[str, pl.Expr]:
    permitted = pl.lit(value=name in _TOLD or name in ("subjects", "excerpts", "links"))
    if field == "note":
        permitted = pl.lit(value=False)
    elif name == "links" and field == "anchor":
        permitted = pl.col("role") != "body"
    elif name == "statements":
        permitted = pl.col("slot").is_in(sorted(HEADER_SLOTS))
    return {"told": permitted & pl.lit(value=name in _TOLD), "permitted": permitted}


def _in_order(fingerprints: pl.LazyFrame) -> pl.LazyFrame:
    """Returns the values of each method in their order: words that stand in a row each are a text all the same."""
    rows = fingerprints.sort("article_id", "method", "position").group_by("article_id", "method", maintain_order=True)
    no = pl.lit(value=False)
    return rows.agg(text=pl.col("value").str.join(" ")).select("article_id", "text", told=no, permitted=no)
