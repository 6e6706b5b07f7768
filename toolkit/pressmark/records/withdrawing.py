"""Marks the records of articles that were withdrawn, and binds those that are such articles again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from pressmark.contracts.tables import children, table
from pressmark.contracts.withdrawals import Withdrawal, with_marks
from pressmark.records.assemble import judged, numbered
from pressmark.records.judging import records, terms_of
from pressmark.records.marks import marks_of
from pressmark.records.nest import Record, frames_of, unnest
from pressmark.records.returns import Return
from pressmark.rights.gate import Policy
from pressmark.rights.withdrawn import WITHDRAWAL

Tables = Mapping[str, pl.LazyFrame]
CHANGED = ("articles", "claims")  # the tables that a withdrawal changes, beside its tombstone


def marked(withdrawals: Mapping[str, Withdrawal], tables: Tables) -> dict[str, Withdrawal]:
    """Returns withdrawals with the marks of the articles that are there, where a line has none yet."""
    unmarked = [name for name, found in withdrawals.items() if not found.is_marked]
    return with_marks(withdrawals, marks_of(tables, unmarked)) if unmarked else dict(withdrawals)


def withdrawn_records(
    tables: Tables, withdrawals: Mapping[str, Withdrawal], returns: Mapping[str, Return], policy: Policy
) -> Iterator[Record]:
    """Yields the records that withdrawals change, as they are after them.

    Args:
        tables: All tables of a collection.
        withdrawals: What was withdrawn; the article itself gets its status.
        returns: What comes back; each gets a claim that says which withdrawal binds it.
        policy: What the operator said of releases.
    """
    ids = sorted({*withdrawals, *returns})
    if not ids:
        return
    names = tuple(child.name for child in children())
    chosen = {
        name: scan.filter(pl.col("article_id").is_in(ids)) if name == "articles" or name in names else scan
        for name, scan in tables.items()
    }
    terms = terms_of(tables)
    for record in records(chosen, names):
        line, again = withdrawals.get(record["article_id"]), returns.get(record["article_id"])
        changed = {**record}
        if line and line.scope == "record":
            changed["record_status"] = "withdrawn"
        if again:
            changed["claims"] = _claims(record.get("claims", ()), again)
        yield judged(changed, terms, policy, scope=line.scope if line else None)


def _claims(rows: Iterable[Mapping[str, Any]], again: Return) -> list[dict[str, Any]]:
    """Returns the claims of a record with the one that binds it; a review that came before it does not hold."""
    others = [dict(row) for row in rows if row["claim"] != WITHDRAWAL]
    reviews = [{**row, "chosen": False} for row in rows if row["claim"] == WITHDRAWAL and row["reviewer"]]
    binds = dict.fromkeys(table("claims").columns) | {"claim": WITHDRAWAL, "value": again.value, "basis": again.sign}
    binds = {name: value for name, value in binds.items() if name != "article_id"} | {"chosen": True}
    return [*others, *numbered([*reviews, binds], "claim")]


def replaced(rows: pl.LazyFrame, name: str, changed: Iterable[Record]) -> pl.LazyFrame:
    """Returns the rows of a table with those of the changed records in the place of their earlier ones."""
    found = [unnest(record) for record in changed]
    new = frames_of({name: [row for each in found for row in each.get(name, ())]})[name]
    ids = pl.Series([each["articles"][0]["article_id"] for each in found], dtype=pl.String)
    kept = rows.filter(~pl.col("article_id").is_in(ids.implode()))
    return pl.concat([kept, new.lazy().select(rows.collect_schema().names())])


def tombstone(found: Withdrawal) -> dict[str, Any]:
    """Returns the row of `tombstones` that a withdrawal leaves in a package."""
    return {
        "article_id": found.article_id,
        "withdrawn_in": "unreleased",
        "date": found.date,
        "reason": found.reason,
        "scope": found.scope,
        "replaced_by": found.replaced_by,
    }
