"""Says of each row and cell that differs what kind of change it is: the rule of the version, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from pressmark.evidence.licenses import RIGHTS_STATEMENTS, freedoms
from pressmark.records._difference.kinds import PART
from pressmark.records._difference.moved import Batch
from pressmark.rights.gate import PROFILES

# Columns that queries and joins go by: their correction changes results.
KEYED = (
    "publisher", "original_publisher", "published", "original_published", "modified", "language", "title", "url",
)  # fmt: skip
_STATUS = "record_status"
_OF_SOURCE = ("source_id", "source_locator", "source_sha256", "locator")
_OF_TEXT = ("word_count", "char_count", "text_completeness")
_WORDS = ("texts", "excerpts", "features")
_WORDING = (("statements", "verbatim"), ("links", "anchor"), ("claims", "verbatim"), ("permissions", "text"))
_RESERVING = ("tdm_reservation", "takedown", "embargo")
_PREVIOUS = "text-sha256-prev"
_COMMERCIAL = {"no": 0, "ask": 1, "unstated": 1, "yes": 2}

Case = tuple[str, pl.Expr]

_TABLE, _FIELD, _KEY, _SAID = pl.col("table"), pl.col("field"), pl.col("key"), pl.col("said")
_ROLE = _KEY.str.extract(r"^([^/]*)")
_IS_ROW = _FIELD == ""
_ROW_ADDED = _IS_ROW & ~pl.col("row_old")
_ROW_REMOVED = _IS_ROW & ~pl.col("row_new")
_FILLED = pl.col("old").is_null() & ~_IS_ROW
_EMPTIED = pl.col("new").is_null() & ~_IS_ROW
_MOVED = pl.col("rank_new") != pl.col("rank_old")
_LOWERED = pl.col("rank_new") < pl.col("rank_old")
_STANDS = pl.col("there_old") & pl.col("there_new")
_PARTIAL = ~_IS_ROW & ~(pl.col("row_old") & pl.col("row_new"))


def of_articles(found: pl.DataFrame, batch: Batch, *, fresh: Iterable[str], gone: Iterable[str]) -> pl.DataFrame:
    """Returns the cells of articles with their `change` and `note`.

    Args:
        found: The cells that differ.
        batch: The rows that they are of.
        fresh: Tables that had no rows in the old collection.
        gone: Tables that have none in the new.
    """
    known = found.join(_context(batch), on="id", how="left", maintain_order="left").join(
        _methods(batch), on=("id", "key"), how="left", maintain_order="left"
    )
    known = known.with_columns(cells=pl.len().over("id"))
    cases = [
        *_presence(fresh, gone),
        *_article(),
        *_words(),
        *_rights_of_rows(),
        *_fingerprints(),
        *_people(),
        *_rest(),
    ]
    judged = known.with_columns(change=_first(cases))
    return judged.with_columns(note=pl.when(pl.col("change").is_in(["shows-more", "rights-wider"])).then("reviewers"))


def of_permissions(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Returns the cells of permissions with their `change`: a new condition binds, a new action frees."""
    known = found.join(batch.ids, on="id", how="left", maintain_order="left")
    kind = _KEY.str.extract(r"^.*/([^/]*)/[^/]*$")
    terms = _TABLE == "permission_terms"
    frees = (_ROW_ADDED & (kind == "action")) | (_ROW_REMOVED & (kind == "condition"))
    ranks = [pl.col(side).replace_strict(_COMMERCIAL, default=1, return_dtype=pl.Int64) for side in ("old", "new")]
    cases: list[Case] = [
        (PART, _PARTIAL | (~_STANDS & (terms | ~_IS_ROW))),
        ("permission-added", ~pl.col("there_old")),
        ("follows", ~pl.col("there_new")),
        (PART, _IS_ROW & ~terms),
        ("follows", _IS_ROW & ~_ROW_ADDED & ~_ROW_REMOVED),
        ("rights-wider", terms & frees),
        ("rights-stricter", terms),
        ("rights-stricter", (_FIELD == "commercial") & (ranks[1] < ranks[0])),
        ("rights-wider", _FIELD == "commercial"),
        ("shows-less", (_FIELD == "text") & _EMPTIED),
        ("shows-more", (_FIELD == "text") & _FILLED),
        ("value-corrected", pl.lit(value=True)),
    ]
    return known.with_columns(change=_first(cases))


def of_tombstones(found: pl.DataFrame, standing: pl.DataFrame) -> pl.DataFrame:
    """Returns the cells of tombstones with their `change`; `standing` has `id`, `was` and `is` of released articles."""
    known = found.join(standing, on="id", how="left", maintain_order="left").with_columns(
        pl.col("was", "is").fill_null(value=False)
    )
    cases: list[Case] = [
        (PART, _PARTIAL),
        ("follows", (_ROW_ADDED & pl.col("was")) | (_ROW_REMOVED & pl.col("is"))),
        ("tombstone-added", _ROW_ADDED),
        ("tombstone-lost", _ROW_REMOVED),
        (PART, _IS_ROW),
        ("detail-corrected", pl.lit(value=True)),
    ]
    return known.with_columns(change=_first(cases))


def of_sources(found: pl.DataFrame) -> pl.DataFrame:
    """Returns the cells of the receipt with their `change`."""
    changed = _IS_ROW & pl.col("row_old") & pl.col("row_new")
    cases: list[Case] = [(PART, _PARTIAL | changed), ("receipt-changed", pl.lit(value=True))]
    return found.with_columns(change=_first(cases))


def _first(cases: Sequence[Case]) -> pl.Expr:
    return pl.coalesce([pl.when(holds).then(pl.lit(kind)) for kind, holds in cases])


def _presence(fresh: Iterable[str], gone: Iterable[str]) -> list[Case]:
    """Returns the cases of articles and rows that are there or not; an article that is withheld is as good as gone."""
    whole = _IS_ROW & (_TABLE == "articles")
    profile = (_FIELD == "release_profile") & (_TABLE == "articles")
    return [
        ("article-added", (whole & ~pl.col("there_old")) | (profile & _STANDS & (pl.col("old") == "withheld"))),
        ("article-removed", (whole & ~pl.col("there_new")) | (profile & _STANDS & (pl.col("new") == "withheld"))),
        (PART, ~_STANDS),
        ("table-added", _TABLE.is_in(sorted(fresh))),
        ("table-removed", _TABLE.is_in(sorted(gone))),
        (PART, _PARTIAL),
        ("record-changed", whole & (pl.col("cells") == 1)),
        (PART, _IS_ROW & pl.col("row_old") & pl.col("row_new")),
        ("receipt-changed", _FIELD.is_in(_OF_SOURCE)),
    ]


def _article() -> list[Case]:
    own = _TABLE == "articles"
    rights = own & _FIELD.is_in(["license", "rights_statement"])
    text = own & (_FIELD == "text_sha256")
    return [
        ("shows-less", own & (_FIELD == "release_profile") & _LOWERED),
        ("shows-more", own & (_FIELD == "release_profile")),
        ("rights-stricter", rights & pl.col("stricter")),
        ("rights-wider", rights),
        ("text-corrected", text & (_FILLED | pl.col("kept"))),
        ("text-changed", text),
        ("follows", own & _FIELD.is_in(_OF_TEXT) & pl.col("text_moved")),
        ("follows", own & (_FIELD == "release_rule") & _MOVED),
        ("follows", own & (_FIELD == "permission_id") & pl.col("license_moved")),
        ("value-filled", own & _FILLED),
        ("value-corrected", own & _FIELD.is_in([*KEYED, _STATUS])),
        ("detail-corrected", own),
    ]


def _words() -> list[Case]:
    words = _TABLE.is_in(_WORDS)
    wording = pl.any_horizontal(_TABLE.eq(name) & _FIELD.eq(column) for name, column in _WORDING)
    return [
        ("follows", words & (_MOVED | pl.col("text_moved"))),
        ("shows-less", words & _ROW_REMOVED),
        ("shows-more", words & _ROW_ADDED),
        ("follows", wording & _MOVED),
        ("shows-less", wording & _EMPTIED),
        ("shows-more", wording & _FILLED),
        ("detail-corrected", words | wording),
    ]


def _rights_of_rows() -> list[Case]:
    reserving = (_TABLE == "claims") & _ROLE.is_in(_RESERVING)
    conditions = (_TABLE == "flags") & (_ROLE == "attribution-condition")
    none = _SAID.fill_null("0").is_in(["0", "no", "false"])
    lifted = _ROW_REMOVED | ((_FIELD == "value") & pl.col("new").fill_null("0").is_in(["0", "no", "false"]))
    return [
        ("rights-wider", reserving & ~_ROW_ADDED & lifted),
        ("rights-stricter", reserving & ((_ROW_ADDED & ~none) | (_FIELD == "value"))),
        ("follows", conditions & pl.col("license_moved")),
        ("rights-stricter", conditions & _ROW_ADDED),
        ("rights-wider", conditions & _ROW_REMOVED),
    ]


def _fingerprints() -> list[Case]:
    own = _TABLE == "fingerprints"
    previous = own & (_ROLE == _PREVIOUS)
    return [
        ("follows", previous & _ROW_ADDED),
        ("fingerprint-changed", previous),
        ("follows", own & pl.col("text_moved")),
        ("fingerprint-added", own & _ROW_ADDED & pl.col("new_method").fill_null(value=True)),
        ("fingerprint-changed", own),
    ]


def _people() -> list[Case]:
    own = _TABLE.is_in(["agents", "dates"])
    read = (_TABLE == "dates") & (_ROLE == "retrieved")
    return [
        ("detail-corrected", read),
        ("value-filled", own & (_FILLED | _ROW_ADDED)),
        ("value-corrected", own),
    ]


def _rest() -> list[Case]:
    return [
        ("rows-added", _ROW_ADDED),
        ("rows-removed", _ROW_REMOVED),
        ("value-filled", _FILLED),
        ("detail-corrected", pl.lit(value=True)),
    ]


def _context(batch: Batch) -> pl.DataFrame:
    """Returns what is to be known of each article as a whole, a row each."""
    places = {name: place for place, name in enumerate(PROFILES)}
    columns = ("release_profile", "license", "rights_statement", "text_sha256")
    sides = [side["articles"].select("article_id", *columns) for side in (batch.old, batch.new)]
    both = batch.ids.join(sides[0], left_on="id", right_on="article_id", how="left")
    both = both.join(sides[1], left_on="id", right_on="article_id", how="left", suffix="_new")
    kept = batch.new["fingerprints"].filter(method=_PREVIOUS).select(id="article_id", text_sha256="value")
    both = both.join(kept.unique().with_columns(kept=pl.lit(value=True)), on=("id", "text_sha256"), how="left")
    rank = [pl.col(name).replace_strict(places, default=0) for name in ("release_profile", "release_profile_new")]
    return both.join(_reviewers(batch), on="id", how="left").select(
        "id",
        "there_old",
        "there_new",
        "reviewers",
        rank_old=rank[0].cast(pl.Int64),
        rank_new=rank[1].cast(pl.Int64),
        kept=pl.col("kept").fill_null(value=False),
        text_moved=pl.col("text_sha256").ne_missing(pl.col("text_sha256_new")),
        license_moved=pl.col("license").ne_missing(pl.col("license_new")),
        stricter=_stricter(both),
    )


def _stricter(both: pl.DataFrame) -> pl.Series:
    """Returns of each article whether something is not allowed any more; equal pairs are looked at once."""
    names = ("license", "license_new", "rights_statement", "rights_statement_new")
    known: dict[tuple[Any, ...], bool] = {}
    rows = both.select(names).rows()
    for row in set(rows):
        known[row] = _loses_freedom(*row)
    return pl.Series([known[row] for row in rows], dtype=pl.Boolean)


def _loses_freedom(license: str | None, now: str | None, statement: str | None, stated: str | None) -> bool:
    """Returns whether something that the earlier licence or statement allowed is not allowed any more."""
    return bool(freedoms(license) - freedoms(now) or _freedoms(statement) - _freedoms(stated))


def _freedoms(uri: str | None) -> frozenset[str]:
    uri = uri or ""
    free = uri in (RIGHTS_STATEMENTS["NKC"], RIGHTS_STATEMENTS["NoC-US"])
    some = free or "/NoC-" in uri or uri in (RIGHTS_STATEMENTS["InC-EDU"], RIGHTS_STATEMENTS["InC-NC"])
    return frozenset(["everything"] * free + ["something"] * some)


def _reviewers(batch: Batch) -> pl.DataFrame:
    """Returns `id` and the names of the persons who decided on claims of the article as it is now."""
    decided = batch.new["claims"].filter(pl.col("reviewer").is_not_null(), pl.col("chosen"))
    names = pl.col("reviewer").unique().sort().str.join(", ")
    return decided.group_by(id="article_id").agg(reviewers=names)


def _methods(batch: Batch) -> pl.DataFrame:
    """Returns `id`, `key` and `new_method` of fingerprints: whether the article had none by that method before."""
    methods = batch.old["fingerprints"].select(id="article_id", method="method", had=pl.lit(value=True)).unique()
    now = batch.new["fingerprints"].select(
        "method", id="article_id", key=pl.concat_str("method", pl.col("position").cast(pl.String), separator="/")
    )
    joined = now.join(methods, on=("id", "method"), how="left")
    return joined.select("id", "key", new_method=pl.col("had").is_null())
