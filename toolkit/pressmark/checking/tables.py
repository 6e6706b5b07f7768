"""Checks a package with Frictionless, as the clients of those who load it will see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import frictionless
import polars as pl
from frictionless.exception import FrictionlessException

from pressmark.checking.collector import Collector
from pressmark.checking.rows import place_of
from pressmark.checking.samples import SAMPLE, rows_of, sample
from pressmark.checking.staging import ROW, Staged
from pressmark.contracts.package import DESCRIPTOR, Package
from pressmark.contracts.remote import remote_references
from pressmark.contracts.tables import table
from pressmark.model.report import Place

ENGINE = "frictionless"
TABLES_CHECKED = "frictionless-tables"

# What Frictionless calls an error, by the rule that says the same; what is not here breaks the descriptor.
ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "type-error": "type-wrong",
        "primary-key": "key-repeated",
        "foreign-key": "key-dangling",
        "hash-count": "file-changed",
        "byte-count": "file-changed",
        "incorrect-label": "type-wrong",
        "missing-label": "type-wrong",
        "extra-label": "type-wrong",
        "missing-cell": "type-wrong",
        "extra-cell": "type-wrong",
        "encoding-error": "type-wrong",
    }
)
CONSTRAINTS: Mapping[str, str] = MappingProxyType({"required": "value-missing", "enum": "value-not-allowed"})

# The rules for which Frictionless is asked; that a file was changed, a rule of the package finds by itself.
ONLY_HERE = frozenset(
    {*ERRORS.values(), *CONSTRAINTS.values(), TABLES_CHECKED, "descriptor-invalid"} - {"file-changed"}
)


def check_tables(package: Package, staged: Staged, collector: Collector) -> None:
    """Judges the package as written; a table over 5,000 rows by its first 5,000, which is said."""
    if collector.policy.left_out >= ONLY_HERE:
        return
    if remote_references(package.descriptor):
        collector.not_checked(TABLES_CHECKED, "Frictionless would fetch what the descriptor names by address")
        return
    try:
        opened = frictionless.Package(str(package.folder / DESCRIPTOR))
    except FrictionlessException as refused:
        for error in refused.reasons or [refused.error]:
            collector.add("descriptor-invalid", Place(file=DESCRIPTOR), f"Frictionless says {error.type}", ENGINE)
        return
    collector.checked(TABLES_CHECKED)
    sampled = list(_judged(opened, staged, collector))
    if sampled:
        collector.not_checked(TABLES_CHECKED, f"only the first {SAMPLE:,} rows were judged of {', '.join(sampled)}")


def _judged(opened: frictionless.Package, staged: Staged, collector: Collector) -> Iterator[str]:
    for resource in opened.resources:
        scan = staged.scans.get(str(resource.name))
        rows = rows_of(staged, resource.name)
        if not rows and resource.format == "jsonl":
            continue  # it takes the columns from the first line, and refuses a file that has none
        limit = SAMPLE if rows > SAMPLE else None
        if limit:
            yield str(resource.name)
        for task in sample(resource, staged).validate(limit_rows=limit).tasks:
            for error in task.errors:
                _report(error, resource, scan, collector)


def _report(
    error: frictionless.Error, resource: frictionless.Resource, scan: pl.LazyFrame | None, collector: Collector
) -> None:
    field = getattr(error, "field_name", None) or next(iter(getattr(error, "field_names", None) or []), None)
    number = getattr(error, "row_number", None)
    rule = ERRORS.get(error.type, "descriptor-invalid")
    said = error.type
    if error.type == "constraint-error":
        constraint = re.search(r'constraint "(\w+)"', error.note)
        said = f"the constraint {constraint[1]}" if constraint else said
        rule = CONSTRAINTS.get(constraint[1], "value-malformed") if constraint else "value-malformed"
    place = Place(file=resource.path, table=str(resource.name), field=field)
    if number is not None and scan is not None:
        place = _place(scan, str(resource.name), number - 1, field, key_only=error.type == "primary-key") or place
    collector.add(rule, place, f"Frictionless refuses it for {said}", ENGINE)


def _place(scan: pl.LazyFrame, name: str, row: int, field: str | None, *, key_only: bool) -> Place | None:
    """Returns the place as the other engines name it; Frictionless counts the header as the first row."""
    found = scan.filter(pl.col(ROW) == row).collect()
    return place_of(found.row(0, named=True), table(name), None if key_only else field) if found.height else None
