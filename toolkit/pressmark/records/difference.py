"""Compares two collections by article, and says which step of the version the difference asks for.

The classes are those of `docs/versioning.md`: would a consumer's stored id, hash, join, right or text comparison break?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pressmark.contracts.tables import TABLES
from pressmark.evidence.licenses import RIGHTS_STATEMENTS, freedoms
from pressmark.model.version import STEPS
from pressmark.model.work import Change
from pressmark.rights.gate import PROFILES

Tables = Mapping[str, pl.LazyFrame]

# Columns that queries and joins go by: their correction changes results.
KEYED = ("publisher", "original_publisher", "published", "original_published", "modified", "language", "title", "url")
_IDS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two releases: lines for the changelog, and the step that they ask for (None: nothing)."""

    changes: tuple[Change, ...]
    step: str | None


def difference(old: Tables, new: Tables) -> Difference:
    """Returns the difference of two collections by `article_id`; neither side's text is shown."""
    lines = [*_articles(old, new), *_tables(old, new)]
    steps = [step for step, _ in lines]
    return Difference(tuple(change for _, change in lines), max(steps, key=STEPS.index) if steps else None)


Line = tuple[str, Change]


def _articles(old: Tables, new: Tables) -> Iterable[Line]:
    before, after = (side["articles"].collect() for side in (old, new))
    added = after.join(before, on="article_id", how="anti")["article_id"].sort().to_list()
    removed = before.join(after, on="article_id", how="anti")["article_id"].sort().to_list()
    if added:
        yield "minor", _change("Added", "article", added)
    if removed:
        yield "major", _change("Removed", "article", removed)
    both = after.join(before, on="article_id", suffix="__old").sort("article_id")
    yield from _profiles(both)
    changed = both.filter(pl.col("record_sha256") != pl.col("record_sha256__old"))
    yield from _rights(changed)
    yield from _texts(changed, new)
    yield from _values(changed)


def _change(group: str, what: str, ids: Sequence[str], more: str = "") -> Change:
    count = f"{len(ids)} {what}{'' if len(ids) == 1 else 's'}"
    return Change(group=group, text=f"{count}{more}", ids=tuple(ids[:_IDS_SHOWN]))


def _ids(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [row["article_id"] for row in rows]


def _profiles(both: pl.DataFrame) -> Iterable[Line]:
    moved = both.filter(pl.col("release_profile") != pl.col("release_profile__old")).to_dicts()
    lowered = [row for row in moved if _shows(row["release_profile"]) < _shows(row["release_profile__old"])]
    raised = [row for row in moved if _shows(row["release_profile"]) > _shows(row["release_profile__old"])]
    if lowered:
        yield "major", _change("Rights", "article", _ids(lowered), " now released with less than before")
    if raised:
        yield "minor", _change("Rights", "article", _ids(raised), " now released with more than before")


def _shows(profile: str) -> int:
    return PROFILES.index(profile)


def _rights(changed: pl.DataFrame) -> Iterable[Line]:
    rows = changed.filter(
        pl.col("license").ne_missing(pl.col("license__old"))
        | (pl.col("rights_statement") != pl.col("rights_statement__old"))
    ).to_dicts()
    stricter = [row for row in rows if _loses_freedom(row)]
    others = [row for row in rows if not _loses_freedom(row)]
    if stricter:
        yield "major", _change("Rights", "article", _ids(stricter), " with a stricter licence or rights statement")
    if others:
        yield "minor", _change("Rights", "article", _ids(others), " with another licence or rights statement")


def _loses_freedom(row: Mapping[str, Any]) -> bool:
    """Returns whether something that the earlier licence or statement allowed is not allowed any more."""
    licenses = freedoms(row["license__old"]) - freedoms(row["license"])
    statements = _statement_freedoms(row["rights_statement__old"]) - _statement_freedoms(row["rights_statement"])
    return bool(licenses or statements)


def _statement_freedoms(uri: str) -> frozenset[str]:
    free = uri in (RIGHTS_STATEMENTS["NKC"], RIGHTS_STATEMENTS["NoC-US"])
    some = free or "/NoC-" in uri or uri in (RIGHTS_STATEMENTS["InC-EDU"], RIGHTS_STATEMENTS["InC-NC"])
    return frozenset(["everything"] * free + ["something"] * some)


def _texts(changed: pl.DataFrame, new: Tables) -> Iterable[Line]:
    rows = changed.filter(pl.col("text_sha256").ne_missing(pl.col("text_sha256__old"))).to_dicts()
    prints = new["fingerprints"].filter(pl.col("method") == "text-sha256-prev").collect()
    kept = set(prints.select("article_id", "value").iter_rows())
    held = [not row["text_sha256__old"] or (row["article_id"], row["text_sha256__old"]) in kept for row in rows]
    known = [row for row, holds in zip(rows, held, strict=True) if holds]
    lost = [row for row, holds in zip(rows, held, strict=True) if not holds]
    if known:
        yield "minor", _change("Changed", "article", _ids(known), " with a corrected text; the earlier hash is kept")
    if lost:
        yield "major", _change("Changed", "article", _ids(lost), " with another text")


def _values(changed: pl.DataFrame) -> Iterable[Line]:
    differs = {name: pl.col(name).ne_missing(pl.col(f"{name}__old")) for name in KEYED}
    keyed = changed.filter(pl.any_horizontal(*differs.values()))
    for name, differ in differs.items():
        ids = changed.filter(differ)["article_id"].to_list()
        if ids:
            yield "minor", _change("Fixed", "article", ids, f" with a corrected {name}")
    rest = changed.join(keyed, on="article_id", how="anti")
    same = rest.filter(
        pl.col("text_sha256").eq_missing(pl.col("text_sha256__old"))
        & pl.col("license").eq_missing(pl.col("license__old"))
        & (pl.col("rights_statement") == pl.col("rights_statement__old"))
    )["article_id"].to_list()
    if same:
        yield "minor", _change("Fixed", "article", same, " with corrected or added details")


def _tables(old: Tables, new: Tables) -> Iterable[Line]:
    filled = {
        side: {name for name in TABLES if _has_rows(tables[name])} for side, tables in (("old", old), ("new", new))
    }
    gone, come = sorted(filled["old"] - filled["new"]), sorted(filled["new"] - filled["old"])
    if gone:
        yield "major", Change(group="Removed", text=f"Tables without rows now: {', '.join(gone)}")
    if come:
        yield "minor", Change(group="Added", text=f"Tables: {', '.join(come)}")


def _has_rows(frame: pl.LazyFrame) -> bool:
    return frame.head(1).collect().height > 0
