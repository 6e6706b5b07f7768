"""Fixes of copies: articles that are one work are linked, and show no more than the strictest of them may."""

from __future__ import annotations

from pressmark.fixes.base import Context, Record, fix, with_rows


@fix("copies-unlinked")
def link_equal_texts(record: Record, context: Context) -> Record:
    """Links articles with the same text in one cluster, and lowers their profiles to that of the strictest."""
    return _linked("copies-unlinked", record, context)


@fix("near-copies-unlinked")
def link_reprints(record: Record, context: Context) -> Record:
    """Links articles with nearly the same text in one cluster, and lowers their profiles to that of the strictest."""
    return _linked("near-copies-unlinked", record, context)


def _linked(rule: str, record: Record, context: Context) -> Record:
    found = context.copies.get(rule, {}).get(record["article_id"])
    if found is None:
        return record
    linked = with_rows(record, "copies", [dict(row) for row in found.rows])
    return {**linked, "release_profile": found.decision.profile, "release_rule": found.decision.rule}
