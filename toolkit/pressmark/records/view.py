"""Gathers what belongs to an article into one row: the view that rules judge and that most readers want."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pressmark.contracts.tables import table

_DATE_COLUMNS = ("edtf", "earliest", "latest", "precision", "zone", "basis", "ambiguous", "verbatim")
_DATE_ROLES = ("published", "original_published", "modified")
_NAMES = {"authors": "author", "holders": "rights_holder", "grantors": "grantor"}
_FLAGS = {"conditions": "attribution-condition", "unmet": "attribution-unmet", "caveats": "rights-caveat"}
_SLOTS = ("title", "byline", "articles_by", "published", "original_published", "copyright_notice", "source_statement")
_CLAIMS = ("grantor_is_holder", "tdm_reservation", "takedown", "embargo")

Tables = Mapping[str, pl.LazyFrame]


def wide(tables: Tables) -> pl.LazyFrame:
    """Returns one row an article: its columns, lede and text where they are, authors, holders and subjects as lists."""
    rows = tables["articles"].join(_lists(tables, _NAMES), on="article_id", how="left", maintain_order="left")
    texts = _of(tables, "texts")
    subjects = _of(tables, "subjects").sort("article_id", "scheme", "position")
    labels = subjects.group_by("article_id").agg(subjects=pl.col("label"))
    return rows.join(labels, on="article_id", how="left", maintain_order="left").join(
        texts, on="article_id", how="left", maintain_order="left"
    )


def article_view(tables: Tables) -> pl.LazyFrame:
    """Returns one row an article for the rules, without its text.

    Beside the columns of `articles`: `<role>__edtf`, `__earliest`, `__latest`, `__precision`, `__zone`, `__basis`,
    `__ambiguous` and `__verbatim` for the roles published, original_published and modified; the lists `authors`,
    `holders`, `grantors`, `conditions`, `unmet`, `caveats`; `printed__<slot>`, the first wording of title, byline,
    articles_by, published, original_published, copyright_notice and source_statement; the chosen value of the claims
    grantor_is_holder, tdm_reservation, takedown and embargo; `reviewed`, whether a named person decided on the rights;
    `has_text`, whether the package holds its text.
    """
    view = tables["articles"]
    parts = (_dates(tables), _lists(tables, _NAMES), _flags(tables), _printed(tables), _claims(tables), _texts(tables))
    for part in parts:
        view = view.join(part, on="article_id", how="left", maintain_order="left")
    return view.with_columns(pl.col("reviewed", "has_text").fill_null(value=False))


def _of(tables: Tables, name: str) -> pl.LazyFrame:
    found = tables.get(name)
    return table(name).empty().lazy() if found is None else found


def _when(condition: pl.Expr, value: str) -> pl.Expr:
    return pl.col(value).filter(condition)


def _dates(tables: Tables) -> pl.LazyFrame:
    columns = [
        _when(pl.col("role") == role, column).first().alias(f"{role}__{column}")
        for role in _DATE_ROLES
        for column in _DATE_COLUMNS
    ]
    return _of(tables, "dates").group_by("article_id").agg(columns)


def _lists(tables: Tables, names: Mapping[str, str]) -> pl.LazyFrame:
    agents = _of(tables, "agents").sort("article_id", "role", "position")
    columns = [_when(pl.col("role") == role, "name").alias(name) for name, role in names.items()]
    return agents.group_by("article_id").agg(columns)


def _flags(tables: Tables) -> pl.LazyFrame:
    flags = _of(tables, "flags").sort("article_id", "kind", "value")
    return flags.group_by("article_id").agg(
        _when(pl.col("kind") == kind, "value").alias(name) for name, kind in _FLAGS.items()
    )


def _printed(tables: Tables) -> pl.LazyFrame:
    first = _of(tables, "statements").filter(pl.col("position") == 1)
    return first.group_by("article_id").agg(
        _when(pl.col("slot") == slot, "verbatim").first().alias(f"printed__{slot}") for slot in _SLOTS
    )


def _claims(tables: Tables) -> pl.LazyFrame:
    chosen = _of(tables, "claims").filter("chosen").sort("article_id", "claim", "position")
    decided = pl.col("claim").is_in(["license", "rights_statement"]) & pl.col("reviewer").is_not_null()
    values = [_when(pl.col("claim") == claim, "value").first().alias(claim) for claim in _CLAIMS]
    return chosen.group_by("article_id").agg(*values, reviewed=decided.any())


def _texts(tables: Tables) -> pl.LazyFrame:
    return _of(tables, "texts").select("article_id", has_text=pl.any_horizontal(pl.col("lede", "text").is_not_null()))
