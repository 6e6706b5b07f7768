"""Checks rows with pandera on polars: eagerly, on bounded batches, all row rules of a table in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import polars as pl

from pressmark.checking.collector import Collector
from pressmark.checking.staging import ROW, Staged
from pressmark.contracts.pandera_models import ROW_RULES, Failure, failures, model, rules_model
from pressmark.contracts.tables import Table, table
from pressmark.model.report import Place
from pressmark.records.view import article_view
from pressmark.rules.base import ARTICLE_VIEW, Rule

BATCH = 5_000  # rows judged at once
_READ = 25_000  # rows read at once: a row group of what is staged, whose every reading decodes it as a whole
ENGINE = "pandera"

# The contract's own constraints, by the check of the model that refuses them.
CHECKS: Mapping[str, str] = MappingProxyType(
    {
        "required": "value-missing",
        "enum": "value-not-allowed",
        "pattern": "value-malformed",
        "min-length": "value-malformed",
        "minimum": "value-malformed",
        "maximum": "value-malformed",
        "unique": "key-repeated",
        "type": "type-wrong",
        "column": "type-wrong",
    }
)
_SAID = {
    "required": "is missing",
    "enum": "is none of the allowed values",
    "pattern": "does not have the form that the contract asks for",
    "min-length": "is empty",
    "minimum": "is too small",
    "maximum": "is too large",
    "unique": "stands in more than one row",
}


def check_rows(staged: Staged, rules: Iterable[Rule], collector: Collector, *, size: int = _READ) -> None:
    """Judges every row of every table by the contract and by the row rules, `size` rows read at once."""
    by_table: dict[str, list[Rule]] = {}
    for rule in rules:
        by_table.setdefault(rule.table or "", []).append(rule)
        collector.checked(rule.name)
    for name in staged.scans:
        expressions = {rule.name: rule.row for rule in by_table.get(name, ()) if rule.row is not None}
        checked = model(name, expressions)
        for batch in _batches(staged.scans[name], size):
            frame = batch.drop(ROW)
            for failure in failures(checked, frame):
                _report(failure, batch, table(name), by_table.get(name, []), collector)
    for constraint in set(CHECKS.values()):
        collector.checked(constraint)
    _check_view(staged, by_table.get(ARTICLE_VIEW, []), collector)
    _check_keys_across(staged, collector, size)


def _check_view(staged: Staged, rules: list[Rule], collector: Collector) -> None:
    if "articles" not in staged.scans:
        return
    view_model = rules_model(ARTICLE_VIEW, {rule.name: rule.row for rule in rules if rule.row is not None})
    for scans in article_batches(staged):
        view = article_view({name: scan.drop(ROW, strict=False) for name, scan in scans.items()}).collect()
        rows = scans["articles"].select("article_id", ROW).collect()
        batch = view.join(rows, on="article_id", how="left", maintain_order="left")
        for failure in failures(view_model, batch):
            _report(failure, batch, table("articles"), rules, collector)


def article_batches(staged: Staged) -> Iterator[dict[str, pl.LazyFrame]]:
    """Yields the tables of an article cut to a bounded range of article ids."""
    for batch in _batches(staged.scans["articles"].select("article_id")):
        first, last = batch["article_id"][0], batch["article_id"][-1]
        within = pl.col("article_id").is_between(pl.lit(first), pl.lit(last))
        yield {
            name: scan.filter(within)
            for name, scan in staged.scans.items()
            if name == "articles" or table(name).of_article
        }


def _batches(scan: pl.LazyFrame, size: int = _READ) -> Iterator[pl.DataFrame]:
    count = scan.select(pl.len()).collect().item()
    for start in range(0, count, size):
        yield from scan.slice(start, size).collect().iter_slices(min(size, BATCH))


def _report(failure: Failure, batch: pl.DataFrame, found: Table, rules: list[Rule], collector: Collector) -> None:
    if failure.check == ROW_RULES:
        _expand(batch[list(failure.rows)], found, rules, collector)
        return
    rule, said = CHECKS[failure.check], _SAID.get(failure.check, "is not as the contract says")
    field = failure.column
    for row in batch[list(failure.rows)].iter_rows(named=True):
        if not (failure.check in ("pattern", "enum") and field and row[field] is None):
            collector.add(rule, place_of(row, found, field), f"{field or 'the key'} {said}", ENGINE)
    if not failure.rows:
        collector.add(rule, Place(table=found.name, field=field), f"{field or found.name} {said}", ENGINE)


def _expand(hits: pl.DataFrame, found: Table, rules: list[Rule], collector: Collector) -> None:
    """Finds which rules the hit rows break; only they are looked at again."""
    judged = hits.select(rule.row.fill_null(value=True).alias(rule.name) for rule in rules if rule.row is not None)
    for rule in rules:
        for row in hits.filter(~judged[rule.name]).iter_rows(named=True):
            said = {name: "unknown" if value is None else value for name, value in row.items()}
            collector.add(rule.name, place_of(row, found, rule.field), rule.message.format_map(said), ENGINE)


def place_of(row: Mapping[str, object], found: Table, field: str | None) -> Place:
    """Returns the place of a row: its table, its key and its number in the file."""
    key = "/".join(str(row[name]) for name in found.primary_key)
    number = row.get(ROW)
    return Place(table=found.name, key=key, field=field, row=int(str(number)) if number is not None else None)


def _check_keys_across(staged: Staged, collector: Collector, size: int) -> None:
    """Finds keys that stand in two batches; within one the model has found them."""
    for name, scan in staged.scans.items():
        key = list(table(name).primary_key)
        repeated = _repeated(scan.select(*key, ROW), key, size).group_by(key).agg(pl.col(ROW).max())
        for row in repeated.sort(key).iter_rows(named=True):
            collector.add(
                "key-repeated", place_of(row, table(name), None), "the key stands in more than one row", ENGINE
            )


def _repeated(scan: pl.LazyFrame, key: list[str], size: int) -> pl.DataFrame:
    """Returns the rows of a sorted table whose key is that of a neighbour."""
    before = scan.head(0).collect()
    found = [before]
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift()) for name in key)
    for batch in _batches(scan, size):
        rows = pl.concat([before, batch])
        again = rows.select((same & (pl.int_range(pl.len()) > 0)).alias("again"))["again"]
        found.append(rows.filter(again | again.shift(-1, fill_value=False)))
        before = batch.tail(1)
    return pl.concat(found)
