"""Decides which values a difference may show: never more than the profiles of both sides allow."""

from __future__ import annotations

import polars as pl

from pressmark.records.hashing import REFERENCE
from pressmark.rights.gate import PROFILES
from pressmark.rights.leaks import HEADER_SLOTS

_WORDS = frozenset({"texts", "excerpts", "features"})  # shown as their hash, whatever the profile
_OPEN = PROFILES.index("fulltext")
_METADATA = PROFILES.index("metadata")


def hidden(name: str, column: str, *, released: bool) -> pl.Expr:
    """Returns whether a cell is shown by its hash only, over rows that hold both sides.

    Args:
        name: The table.
        column: The column.
        released: Whether both sides are releases, and so hold nothing beyond their profiles.

    The rows hold the columns of the new side, those of the old with the suffix `_old`, and in `rank` the lower of the
    two profiles by its place in `PROFILES` (0 where one side lacks the article).
    """
    if name in _WORDS or (name, column) == ("permissions", "text"):
        return pl.lit(value=True)
    if name in ("sources", "source_records"):
        return pl.lit(value=not released)
    if name in ("permissions", "permission_terms", "tombstones"):
        return pl.lit(value=False)
    return (pl.col("rank") < _METADATA) | (_is_wording(name, column, released=released) & (pl.col("rank") < _OPEN))


def _is_wording(name: str, column: str, *, released: bool) -> pl.Expr:
    """Returns whether a cell holds words of the text or of somebody's terms."""
    if (name, column) == ("statements", "verbatim"):
        return ~pl.col("slot").is_in(sorted(HEADER_SLOTS))
    if (name, column) == ("links", "anchor"):
        return (pl.col("role").fill_null("body") == "body") | (pl.col("role_old").fill_null("body") == "body")
    if (name, column) == ("claims", "verbatim"):
        return pl.any_horizontal(
            pl.col(value).str.starts_with(REFERENCE).fill_null(value=False) for value in ("value", "value_old")
        )
    # A reviewer may have taken a note from the text; a release was searched for that, a package was not.
    return pl.lit(value=(name, column) == ("claims", "note") and not released)
