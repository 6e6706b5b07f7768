"""Hashes records and collections by what they say, so that every format and every machine give one content root."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from pressmark.contracts.tables import Table, children, table
from pressmark.files import canonical_json, sha256_text
from pressmark.rights.leaks import HEADER_SLOTS

ROOT_TABLES = ("permissions", "permission_terms", "tombstones")
# What the profile, the neighbourhood or the day of reading decides is no part of a record's hash.
_NOT_OF_RECORD = frozenset({"record_sha256", "record_version", "release_profile", "release_rule", "source_id"})
NOT_HASHED = frozenset({"texts", "excerpts", "features", "copies", "fingerprints"})

# A permission in somebody's own words: its wording is withheld where the text is.
REFERENCE = "LicenseRef-"
_MISSING = (None, "")  # what CSV writes alike is alike in every form


def csv_value(value: Any) -> str:
    """Returns a value as the CSV form writes it."""
    if value is True or value is False:
        return "true" if value else "false"
    return str(value)


def record_sha256(record: Mapping[str, Any]) -> str:
    """Returns the hash of a nested record as the metadata profile shows it, text and lede by their hash.

    It is SHA-256 of RFC 8785 JSON over the columns of `articles` and one array for each child table, rows in the order
    of their key, values as the strings of the CSV form, nulls and empty strings left out. It is equal in every profile
    and format.
    """
    article = table("articles")
    columns = {name: csv_value(record[name]) for name in article.columns if _counts(record, name)}
    hashed = [child for child in children() if child.name in record and child.name not in NOT_HASHED]
    nested = {child.name: _child_rows(child, record[child.name]) for child in hashed}
    return sha256_text(canonical_json({**columns, **{name: rows for name, rows in nested.items() if rows}}))


def _counts(record: Mapping[str, Any], name: str) -> bool:
    return name not in _NOT_OF_RECORD and record.get(name) not in _MISSING


def _child_rows(child: Table, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    key = [name for name in child.primary_key if name != "article_id"]
    shown = [as_metadata(child.name, row) for row in rows]
    kept = [row for row in shown if row is not None]
    if len(kept) > 1:
        kept.sort(key=lambda row: [(row[name] is not None, row[name]) for name in key])
    return [
        {
            name: value if isinstance(value, str) else csv_value(value)
            for name, value in row.items()
            if value is not None and value != "" and name != "article_id"
        }
        for row in kept
    ]


def as_metadata(name: str, row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Returns a child row as the metadata profile shows it, or None where it is no part of the record's hash."""
    if name == "dates" and row["role"] == "retrieved":
        return None
    if name == "statements" and row["slot"] not in HEADER_SLOTS:
        return {**row, "verbatim": None}
    if name == "claims" and (row["value"] or "").startswith(REFERENCE):
        return {**row, "verbatim": None}
    if name == "links" and row["role"] == "body":
        return {**row, "anchor": None}
    return row


def content_root(tables: Mapping[str, pl.LazyFrame]) -> str:
    """Returns the root of a collection: SHA-256 over sorted lines, each ended by a line feed.

    First `article_id record_sha256 release_profile` of each article; then `table sha256` of each row of permissions
    (without its wording, which its own hash stands for), permission_terms and tombstones.
    """
    columns = ("article_id", "record_sha256", "release_profile")
    lines = tables["articles"].select(pl.concat_str(columns, separator=" ").sort().alias("line")).collect()
    articles = (line for frame in lines.iter_slices(100_000) for line in frame["line"].to_list())
    return root_of(articles, {name: _row_hashes(tables, name) for name in ROOT_TABLES})


def root_of(articles: Iterable[str], others: Mapping[str, Iterable[str]]) -> str:
    """Returns the content root of the sorted lines of the articles, and of the row hashes of the other tables."""
    digest = hashlib.sha256()
    for line in articles:
        digest.update(f"{line}\n".encode("utf-8", "replace"))
    for name in ROOT_TABLES:
        digest.update("".join(f"{name} {row}\n" for row in sorted(others[name])).encode())
    return digest.hexdigest()


def row_sha256(row: Mapping[str, Any]) -> str:
    """Returns the hash of a row that is of no article: SHA-256 of its RFC 8785 JSON, without the column `text`."""
    said = {name: csv_value(value) for name, value in row.items() if value not in _MISSING and name != "text"}
    return sha256_text(canonical_json(said))


def _row_hashes(tables: Mapping[str, pl.LazyFrame], name: str) -> list[str]:
    return [row_sha256(row) for row in tables[name].collect().iter_rows(named=True)] if name in tables else []
