"""Says what becomes of each article of a release whose texts are looked for elsewhere, and how far a text has moved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import polars as pl

from pressmark.evidence.addresses import without_tracking

# From the best to the worst: where several sources hold an article, the best outcome is its own.
OUTCOMES = (
    *("complete", "identical", "other-markup", "from-archive"),
    *("other-converter", "changed", "gone", "blocked", "missing"),
)
TAKEN = ("identical", "other-markup", "from-archive")
NEAR = ("other-converter", "changed")
WITHDRAWN = "withdrawn"  # counted apart: it is not looked for

SCHEMA = pl.Schema(
    dict.fromkeys(
        ("article_id", "outcome", "distance", "basis", "from", "locator", "retrieved", "archived", "reason"), pl.String
    )
)

_RUN = 5  # words
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/?#]*)([^?#]*)(\?[^#]*)?", re.IGNORECASE)


def address_key(url: str) -> str | None:
    """Returns what two addresses of one page have in common: host and path, and the query without what tracks."""
    found = _ADDRESS.match(without_tracking(url))
    return f"{found[1].lower()}{found[2].rstrip('/')}{found[3] or ''}" if found else None


def length_distance(words: int, other: int) -> float:
    """Returns the least share of words that must differ where only the numbers of words are known, in [0, 1]."""
    return abs(words - other) / max(words, other, 1)


def excerpt_distance(excerpt: str, text: str) -> float:
    """Returns the share of the runs of five words of an excerpt that a text does not have, in [0, 1]."""
    words = excerpt.casefold().split()
    length = min(_RUN, len(words))
    wanted = _runs(words, length)
    return len(wanted - _runs(text.casefold().split(), length)) / len(wanted) if length else 0.0


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[place : place + length]) for place in range(len(words) - length + 1)}


def losses(articles: pl.LazyFrame, outcomes: pl.LazyFrame) -> pl.DataFrame:
    """Returns how many articles came to each outcome, by source and month of publication.

    Args:
        articles: The articles of a release.
        outcomes: `article_id` and `outcome` of each.

    Returns:
        `source` (the publisher, else the host of the address), `month` (`yyyy-mm`), `articles`, and each outcome.
    """
    host = pl.col("url").str.extract(r"(?i)^https?://(?:www\.)?([^/?#:]+)").str.to_lowercase()
    source = pl.coalesce("publisher", host, pl.lit("unknown"))
    month = pl.col("published").dt.strftime("%Y-%m").fill_null("undated")
    counts = [pl.col("outcome").eq(name).sum().cast(pl.Int64).alias(name) for name in (*OUTCOMES, WITHDRAWN)]
    joined = articles.select("article_id", source=source, month=month).join(outcomes, on="article_id")
    grouped = joined.group_by("source", "month").agg(pl.len().cast(pl.Int64).alias("articles"), *counts)
    return grouped.sort("source", "month").collect()


def there(counts: Mapping[str, int]) -> int:
    """Returns how many articles have their text in the end, of counts by outcome."""
    return sum(counts[name] for name in ("complete", *TAKEN))
