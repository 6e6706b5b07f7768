"""Makes a collection of some sites over two years whose fields are there in shares that are known."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from pressmark.contracts.tables import TABLES, table
from pressmark.records.nest import Rows

SHARES = {
    "title": 0.99,
    "authors": 0.9,
    "published": 0.95,
    "publisher": 0.95,
    "original_publisher": 0.9,
    "url": 0.97,
    "copyright_notice": 0.8,
    "holder": 0.8,
    "license": 0.7,
    "language": 0.9,
    "subjects": 0.8,
    "lede": 0.75,
    "text": 0.95,
}
START = 2022 * 12
MONTHS = 18

Left = Callable[[int, int, str], float]  # by site, month and field, what part of the share is left


def collected(seed: int, left: Left = lambda *_: 1.0, sites: int = 3, each: int = 30) -> Rows:
    """Returns the rows of a collection; which articles have a field depends on the seed, and on what is left of it."""
    rows: Rows = {name: [] for name in TABLES}
    drawn = random.Random(seed)
    for site in range(sites):
        for month in range(MONTHS):
            for _ in range(drawn.randint(each - 10, each + 10)):
                chance = {field: drawn.random() for field in SHARES}
                has = {field for field, share in SHARES.items() if chance[field] < share * left(site, month, field)}
                number = len(rows["articles"]) + 1
                for name, found in _article(number, site, month, drawn.randint(1, 28), has).items():
                    rows[name].extend(found)
    return rows


def shuffled(rows: Rows, seed: int) -> Rows:
    """Returns the rows with the months of the articles of each site dealt anew."""
    drawn = random.Random(seed)
    days = {row["article_id"]: row["earliest"] for row in rows["dates"] if row["role"] == "retrieved"}
    dealt: dict[str, date] = {}
    for site in {row["source_id"][:3] for row in rows["articles"]}:
        own = [row["article_id"] for row in rows["articles"] if row["source_id"][:3] == site]
        moved = [days[found] for found in own]
        drawn.shuffle(moved)
        dealt |= dict(zip(own, moved, strict=True))
    dates = [row | dict.fromkeys(("earliest", "latest"), dealt[row["article_id"]]) for row in rows["dates"]]
    return {**rows, "dates": dates}


def tables_of(rows: Rows) -> dict[str, pl.LazyFrame]:
    """Returns the tables of some rows, those that have none among them."""
    return {name: pl.DataFrame(rows.get(name, []), schema=table(name).polars_schema).lazy() for name in TABLES}


def _article(number: int, site: int, month: int, day: int, has: set[str]) -> Rows:
    of = {"article_id": f"cv-{number:016x}"}
    at = date((START + month) // 12, month % 12 + 1, day)
    return {
        "articles": [of | _row(number, site, has)],
        "sources": [{"source_id": f"s{site}-{number}", "path": f"site{site}/{at.year}/{at.month:02}/{number}.html"}],
        "agents": [of | {"role": role, "position": 1} for field, role in _ROLES.items() if field in has],
        "statements": [of | {"slot": "copyright_notice", "position": 1}] if "copyright_notice" in has else [],
        "subjects": [of | {"scheme": "topic", "position": 1}] if "subjects" in has else [],
        "texts": [of | {field: "words" for field in ("lede", "text") if field in has}],
        "dates": [
            of | {"role": role, "earliest": at, "latest": at}
            for role in ("published", "retrieved")
            if role in has or role == "retrieved"
        ],
    }


_ROLES = {"authors": "author", "holder": "rights_holder"}


def _row(number: int, site: int, has: set[str]) -> dict[str, Any]:
    said = {
        "title": "A title",
        "publisher": f"Site {site}",
        "original_publisher": "Another",
        "url": f"https://www.site{site}.example/{number}",
        "license": "MIT",
    }
    return {
        **{field: value for field, value in said.items() if field in has},
        "is_republication": number % 2 == 0,
        "language": "en" if "language" in has else "und",
        "url_status": "present" if "url" in has else "lost",
        "release_profile": "fulltext",
        "source_id": f"s{site}-{number}",
    }
