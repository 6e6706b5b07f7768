"""Two articles with rows in every table, which tests of the difference change in one place at a time."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import polars as pl

from pressmark.contracts.package import descriptor, resource_entry
from pressmark.contracts.tables import TABLES, table
from pressmark.evidence.licenses import RIGHTS_STATEMENTS
from pressmark.records.difference import Side

GULL, TIDE = "aa-0000000000000001", "aa-0000000000000002"
OWN = "LicenseRef-Quay"

Rows = dict[str, list[dict[str, Any]]]
Descriptor = dict[str, Any]

ARTICLE: Mapping[str, Any] = {
    "record_version": 1,
    "record_status": "active",
    "title": "The Gull",
    "publisher": "The Quay",
    "is_republication": False,
    "published": date(2024, 3, 4),
    "language": "en",
    "url": "https://quay.example.org/gull",
    "url_status": "present",
    "original_url_status": "not-applicable",
    "word_count": 6,
    "char_count": 30,
    "text_completeness": "full",
    "copyright_basis": "license-statement",
    "rights_statement": RIGHTS_STATEMENTS["InC"],
    "license": "CC-BY-4.0",
    "permission_id": None,
    "attribution": "The Quay",
    "release_profile": "fulltext",
    "release_rule": "open-license",
    "text_sha256": "a" * 64,
    "record_sha256": "0" * 64,
    "source_id": "s-0000000000000001",
    "source_sha256": "c" * 64,
}

ROWS: Mapping[str, list[dict[str, Any]]] = {
    "articles": [
        {**ARTICLE, "article_id": GULL},
        {
            **ARTICLE,
            "article_id": TIDE,
            "title": "The Tide",
            "url": "https://quay.example.org/tide",
            "license": OWN,
            "permission_id": OWN,
            "release_profile": "metadata",
            "release_rule": "grantor-is-not-holder",
            "text_sha256": "b" * 64,
            "source_id": "s-0000000000000002",
        },
    ],
    "texts": [{"article_id": GULL, "lede": None, "text": "A gull stood on the quay."}],
    "agents": [
        {"article_id": name, "role": "author", "position": 1, "name": "Ada Tern", "kind": "person", "basis": "byline"}
        for name in (GULL, TIDE)
    ],
    "dates": [
        {
            "article_id": GULL,
            "role": "published",
            "edtf": "2024-03-04",
            "earliest": date(2024, 3, 4),
            "latest": date(2024, 3, 4),
            "precision": "day",
            "basis": "printed",
            "ambiguous": False,
            "rivals": 0,
            "verbatim": "4 March 2024",
        }
    ],
    "claims": [
        {
            "article_id": GULL,
            "claim": "license",
            "position": 1,
            "value": "CC-BY-4.0",
            "basis": "printed",
            "chosen": True,
            "reviewer": "Edda Morland",
            "reviewed_on": date(2026, 1, 2),
        }
    ],
    "statements": [
        {"article_id": TIDE, "slot": "byline", "position": 1, "verbatim": "By Ada Tern", "sha256": "d" * 64},
        {"article_id": TIDE, "slot": "disclaimer", "position": 1, "verbatim": None, "sha256": "e" * 64},
    ],
    "permissions": [
        {"permission_id": OWN, "text": None, "text_sha256": "f" * 64, "grantor": "The Quay", "commercial": "ask"}
    ],
    "permission_terms": [{"permission_id": OWN, "kind": "condition", "position": 1, "value": "notify"}],
    "subjects": [
        {"article_id": GULL, "scheme": "theme", "position": 1, "label_verbatim": "birds", "label": "birds"},
        {"article_id": TIDE, "scheme": "theme", "position": 1, "label_verbatim": "sea", "label": "sea"},
    ],
    "links": [
        {"article_id": GULL, "position": n, "role": role, "anchor": "A word", "href": None, "status": "lost"}
        for n, role in ((1, "body"), (2, "source-statement"))
    ],
    "flags": [{"article_id": GULL, "kind": "attribution-condition", "value": "acknowledge-source"}],
    "fingerprints": [
        {"article_id": GULL, "method": "text-sha256", "position": 1, "value": "a" * 64, "parameters": "norm-v1"},
        {"article_id": GULL, "method": "text-sha256-prev", "position": 1, "value": "9" * 64, "parameters": "norm-v1"},
    ],
    "copies": [{"cluster_id": "c-1", "article_id": GULL, "role": "origin", "similarity": 1000}],
    "sources": [
        {"source_id": f"s-000000000000000{n}", "path": f"in/{n}.html", "sha256": "1" * 64, "bytes": 9, "bom": False}
        for n in (1, 2)
    ],
    "tombstones": [
        {
            "article_id": "aa-00000000000000ff",
            "withdrawn_in": "0.2.0",
            "date": date(2026, 1, 2),
            "reason": "privacy",
            "scope": "record",
        }
    ],
}

SAID: Mapping[str, Any] = {
    "title": "The quay",
    "description": "Articles of a quay.",
    "version": "1.0.0",
    "keywords": ["quay"],
    "licenses": [{"name": "CC0-1.0"}],
    "articles:normVersion": "norm-v1",
    "articles:toolkit": "pressmark 0.1.0",
}


def rows() -> Rows:
    """Returns the rows of the collection, to be changed."""
    return deepcopy(dict(ROWS))


def described(found: Rows, form: str = "csv") -> Descriptor:
    """Returns the descriptor of a release of the tables that have rows, to be changed."""
    names = [name for name in TABLES if found.get(name)]
    resources = [resource_entry(table(name), f"data/{name}.{form}", 1, "0" * 64) for name in names]
    return deepcopy(descriptor("quay", "release", resources, **SAID))


def side(found: Rows, said: Descriptor | None = None) -> Side:
    """Returns a side of a comparison."""
    frames = {name: pl.LazyFrame(found.get(name, []), schema=table(name).polars_schema) for name in TABLES}
    return Side(frames, said if said is not None else described(found))
