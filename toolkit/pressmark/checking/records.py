"""Checks records, an article nested with its child rows, with JSON Schema and with the rules that no column can say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import polars as pl

from pressmark.checking.collector import Collector
from pressmark.checking.rows import article_batches
from pressmark.checking.staging import ROW, Staged
from pressmark.contracts.documents import Break, breaks, json_values
from pressmark.contracts.tables import children
from pressmark.model.report import Place
from pressmark.records.nest import nest
from pressmark.rules.base import Rule

ENGINE = "json-schema"
RECORD_SCHEMA = "record-schema"
SAMPLE = 20_000
_NESTED = 500  # articles that are nested at once: of counted words an article has hundreds of rows

# The contract's own constraints, by the JSON Schema keyword that refuses them.
KEYWORDS: Mapping[str, str] = MappingProxyType(
    {
        "required": "value-missing",
        "enum": "value-not-allowed",
        "type": "type-wrong",
        "additionalProperties": "type-wrong",
        "maxItems": "key-repeated",
    }
)


def check_records(staged: Staged, rules: Iterable[Rule], collector: Collector, *, numbered: bool = False) -> None:
    """Judges each record; JSON Schema judges the first 20,000, which is said where there are more.

    `numbered` says that the rows of all tables bear the number of their record.
    """
    rules = tuple(rules)
    for name in (RECORD_SCHEMA, *(rule.name for rule in rules)):
        collector.checked(name)
    if "articles" not in staged.scans:
        for name in (RECORD_SCHEMA, *(rule.name for rule in rules)):
            collector.not_checked(name, "the articles cannot be read")
        return
    seen = 0
    for record, row in _records(staged):
        seen += 1
        if seen <= SAMPLE:
            check_schema(record, row, collector)
        for rule in rules:
            if rule.record is not None:
                for problem in rule.record(record):
                    place = Place(
                        file=problem.file,
                        table=problem.table or "articles",
                        row=row if numbered or not problem.table else problem.row,
                        key=problem.key or record["article_id"],
                        field=problem.field,
                    )
                    collector.add(rule.name, place, problem.message, "python", problem.severity)
    if seen > SAMPLE:
        collector.not_checked(RECORD_SCHEMA, f"JSON Schema judged the first {SAMPLE:,} of {seen:,} records")


def _records(staged: Staged) -> Iterator[tuple[dict[str, Any], int]]:
    for scans in article_batches(staged):
        frames = {name: scan.collect() for name, scan in scans.items()}
        for articles in frames.pop("articles").iter_slices(_NESTED):
            ids = articles["article_id"]
            within = pl.col("article_id").is_between(pl.lit(ids[0]), pl.lit(ids[-1]))
            some = {name: frame.filter(within).drop(ROW) for name, frame in frames.items()}
            yield from zip(nest({"articles": articles.drop(ROW), **some}), articles[ROW].to_list(), strict=True)


def check_schema(record: Mapping[str, Any], row: int | None, collector: Collector) -> bool:
    """Judges one record by the JSON Schema of records and returns whether it is accepted."""
    accepted = True
    for found in breaks("record", json_values(record)):
        accepted = False
        rule = KEYWORDS.get(found.keyword, "value-malformed")
        if found.keyword in ("type", "enum", "pattern", "minLength") and _at(record, found.path) is None:
            rule = "value-missing"
        fields: list[str | None] = [*_missing(found)] or [None]
        for field in fields:
            collector.add(rule, _place(record, row, found, field), f"{found.pointer} {found.message}", ENGINE)
    return accepted


def _missing(found: Break) -> list[str]:
    """Returns the field that a record lacks, which JSON Schema names in its message only."""
    return [found.message.split("'")[1]] if found.keyword == "required" else []


def _at(record: Mapping[str, Any], path: tuple[str | int, ...]) -> Any:
    value: Any = record
    for step in path:
        value = value[step]
    return value


def _place(record: Mapping[str, Any], row: int | None, found: Break, field: str | None) -> Place:
    article_id = str(record.get("article_id") or "")
    child = next((child for child in children() if found.path and child.name == found.path[0]), None)
    if child is None:
        named = field or (str(found.path[-1]) if found.path else None)
        return Place(table="articles", row=row, key=article_id or None, field=named)
    if len(found.path) == 1:
        return Place(table=child.name, key=article_id, field=field)
    values = _at(record, found.path[:2])
    key = [article_id if name == "article_id" else str(values.get(name)) for name in child.primary_key]
    named = field or (str(found.path[-1]) if len(found.path) > 2 else None)
    return Place(table=child.name, key="/".join(key), field=named)


def withheld_ids(staged: Staged) -> frozenset[str]:
    """Returns the articles that the gate withholds: their errors are contained."""
    if "articles" not in staged.scans:
        return frozenset()
    withheld = staged.scans["articles"].filter(pl.col("release_profile") == "withheld")
    return frozenset(withheld.select("article_id").collect()["article_id"].drop_nulls().to_list())
