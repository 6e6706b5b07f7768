"""Records nest and come apart again; their hash says what the metadata profile shows, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from properties.records import records, rows, values

from pressmark.contracts.package import FORMATS, scan_table, write_table
from pressmark.contracts.tables import TABLES, children, table
from pressmark.records.hashing import content_root, record_sha256
from pressmark.records.nest import Record, frames_of, nest, unnest
from pressmark.records.profiles import cut
from pressmark.rights.gate import PROFILES

# A failing record is told in full; shrinking one of a hundred columns takes minutes and says no more.
FEW = settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
COLLECTIONS = st.lists(records(), min_size=1, max_size=2, unique_by=lambda record: record["article_id"])

# By the contract, what the hash of a record leaves out: columns of articles, whole tables, and cells of other tables.
COLUMNS_LEFT_OUT = {"record_sha256", "record_version", "release_profile", "release_rule", "source_id"}
TABLES_LEFT_OUT = {"texts", "excerpts", "features", "copies", "fingerprints"}
HEADER = {"title", "byline", "articles_by", "published", "original_published", "copyright_notice", "source_statement"}


def left_out(name: str, row: Mapping[str, Any], column: str) -> bool:
    """Returns whether a cell of a child row is no part of the hash."""
    wording = (name == "statements" and row["slot"] not in HEADER) or (
        name == "claims" and (row["value"] or "").startswith("LicenseRef-")
    )
    anchor = name == "links" and row["role"] == "body" and column == "anchor"
    return anchor or (wording and column == "verbatim") or (name == "dates" and row["role"] == "retrieved")


def tables_of(found: list[Record]) -> dict[str, pl.LazyFrame]:
    """Returns the tables of some records, those without rows too."""
    gathered: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for record in found:
        for name, some in unnest(record).items():
            gathered[name].extend(some)
    return {name: frame.lazy() for name, frame in frames_of(gathered).items()}


def collected(tables: Mapping[str, pl.LazyFrame]) -> dict[str, Record]:
    """Returns the records of tables by their ids."""
    return {record["article_id"]: record for record in nest({name: scan.collect() for name, scan in tables.items()})}


def ordered(record: Record) -> Record:
    """Returns a record with the rows of each child table in the order of their key."""
    keys = {child.name: [name for name in child.primary_key if name != "article_id"] for child in children()}
    return {
        name: sorted(value, key=lambda row, name=name: [row[column] for column in keys[name]])
        if isinstance(value, list)
        else value
        for name, value in record.items()
    }


@FEW
@given(found=COLLECTIONS)
def test_what_is_nested_comes_apart_as_it_was(found: list[Record]) -> None:
    tables = tables_of(found)
    assert collected(tables) == {record["article_id"]: ordered(record) for record in found}
    again = tables_of(list(collected(tables).values()))
    for name in TABLES:
        key = table(name).primary_key
        assert again[name].sort(key).collect().equals(tables[name].sort(key).collect()), name


@FEW
@given(found=COLLECTIONS, seed=st.integers(0, 1000))
def test_the_hash_is_equal_in_every_form_order_and_profile(found: list[Record], seed: int, tmp_path: Path) -> None:
    hashes = {record["article_id"]: record_sha256(record) for record in found}
    for form in FORMATS:
        shuffled = random.Random(seed).sample(found, len(found))
        read = {}
        for name, scan in tables_of([mixed_up(record, seed) for record in shuffled]).items():
            write_table(scan, table(name), tmp_path / f"{name}.{form}")
            read[name] = scan_table(table(name), tmp_path / f"{name}.{form}")
        assert {key: record_sha256(record) for key, record in collected(read).items()} == hashes, form
        assert content_root(read) == content_root(tables_of(found)), form
    for profile in PROFILES[1:]:
        shown = released(tables_of(found), profile, wordings=bool(seed % 2))
        assert {key: record_sha256(record) for key, record in shown.items()} == hashes, profile


def released(tables: Mapping[str, pl.LazyFrame], profile: str, *, wordings: bool) -> dict[str, Record]:
    """Returns what a release in one profile holds of the records."""
    articles = tables["articles"].with_columns(release_profile=pl.lit(profile))
    return collected(cut(tables, articles, wordings=wordings))


def mixed_up(record: Record, seed: int) -> Record:
    """Returns a record whose columns and child rows come in another order."""
    chance = random.Random(seed)
    names = chance.sample(list(record), len(record))
    return {
        name: chance.sample(value, len(value)) if isinstance(value := record[name], list) else value for name in names
    }


@FEW
@given(record=records(), data=st.data())
def test_the_hash_leaves_out_what_the_contract_leaves_out(record: Record, data: st.DataObject) -> None:
    same = dict(record)
    for name in data.draw(st.sets(st.sampled_from(sorted(COLUMNS_LEFT_OUT)))):
        same[name] = data.draw(values(table("articles")[name]))
    for name in data.draw(st.sets(st.sampled_from(sorted(TABLES_LEFT_OUT)))):
        same[name] = [data.draw(rows(table(name)))]
    retrieved = {"role": "retrieved", "verbatim": "now", "earliest": date(2020, 1, 1)}
    same["dates"] = [*same.get("dates", ()), {**dict.fromkeys(table("dates").columns), **retrieved}]
    without_nulls = {name: value for name, value in same.items() if value is not None}
    assert record_sha256(same) == record_sha256(without_nulls) == record_sha256(record)


@settings(FEW, max_examples=40)
@given(record=records(), data=st.data())
def test_the_hash_changes_with_every_cell_that_it_keeps(record: Record, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["articles", *(name for name in record if isinstance(record[name], list))]))
    if name == "articles":
        changed = dict(record)
        column = data.draw(st.sampled_from(table("articles").columns))
        changed[column] = another(name, column, record[column], data)
        kept = column not in COLUMNS_LEFT_OUT
    else:
        place = data.draw(st.integers(0, len(record[name]) - 1))
        row = record[name][place]
        column = data.draw(st.sampled_from(sorted(row)))
        new = {**row, column: another(name, column, row[column], data)}
        changed = {**record, name: [*record[name][:place], new, *record[name][place + 1 :]]}
        kept = name not in TABLES_LEFT_OUT and not (left_out(name, row, column) and left_out(name, new, column))
    assert (record_sha256(changed) != record_sha256(record)) is kept, (name, column)


def another(name: str, column: str, value: Any, data: st.DataObject) -> Any:
    """Returns another value of a column, or another than it allows where it allows no more."""
    field = table(name)[column]
    drawn = data.draw(values(field))
    if drawn != value:
        return drawn
    if field.type == "boolean":
        return not value
    if field.type == "integer":
        return value + 1
    return date(1599, 1, 1) if field.type == "date" else "another"


@FEW
@given(record=records(), data=st.data())
def test_the_hash_changes_with_every_row_that_it_keeps(record: Record, data: st.DataObject) -> None:
    hashed = [child for child in children() if child.name not in TABLES_LEFT_OUT]
    child = data.draw(st.sampled_from(hashed))
    row = data.draw(rows(child).filter(lambda row: not (child.name == "dates" and row["role"] == "retrieved")))
    row.pop("article_id")
    without = {name: value for name, value in record.items() if name != child.name}
    assert record_sha256({**without, child.name: [row]}) != record_sha256(without)
    assert record_sha256({**without, child.name: []}) == record_sha256(without)


ROOT_CASES: tuple[tuple[str, str, dict[str, Any], bool], ...] = (
    ("articles", "record_sha256", {"record_sha256": "1" * 64}, True),
    ("articles", "release_profile", {"release_profile": "fulltext"}, True),
    ("articles", "source_id", {"source_id": "s-2"}, False),
    ("permissions", "text", {"text": "Another wording"}, False),
    ("permissions", "text_sha256", {"text_sha256": "1" * 64}, True),
    ("permissions", "grantor", {"grantor": None}, True),
    ("permission_terms", "value", {"value": "notify"}, True),
    ("tombstones", "reason", {"reason": "error"}, True),
    ("sources", "path", {"path": "b"}, False),
)


@pytest.mark.parametrize(("name", "column", "change", "differs"), ROOT_CASES)
def test_the_content_root_changes_with_what_it_is_made_of(
    name: str, column: str, change: dict[str, Any], differs: bool
) -> None:
    first: dict[str, dict[str, Any]] = {
        "articles": {
            "article_id": "aa-1",
            "record_sha256": "0" * 64,
            "release_profile": "metadata",
            "source_id": "s-1",
        },
        "permissions": {"permission_id": "LicenseRef-A", "text": "A wording", "text_sha256": "0" * 64, "grantor": "A"},
        "permission_terms": {"permission_id": "LicenseRef-A", "kind": "condition", "position": 1, "value": "other"},
        "tombstones": {"article_id": "aa-2", "reason": "privacy"},
        "sources": {"source_id": "s-1", "path": "a"},
    }

    def root(changed: Mapping[str, Any]) -> str:
        cells = {other: {**row, **(changed if other == name else {})} for other, row in first.items()}
        return content_root(
            {other: pl.LazyFrame([row], schema=table(other).polars_schema) for other, row in cells.items()}
        )

    assert first[name].get(column) != change[column]
    assert (root(change) != root({})) is differs
