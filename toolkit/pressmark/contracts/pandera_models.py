"""Derives pandera models of the tables, and runs them. The only file that knows pandera.

A model checks an eager frame in full. On a LazyFrame pandera checks the schema only and passes every broken value, so
`failures` takes a DataFrame and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from pressmark.contracts.tables import Field, table

ROW_RULES = "row-rules"


@dataclass(frozen=True, slots=True)
class Failure:
    """What one check of a model refused: rows by index from 0, or the whole column or frame where `rows` is empty."""

    column: str | None
    check: str  # enum pattern min-length minimum maximum required unique type column, or ROW_RULES
    rows: tuple[int, ...]


def model(name: str, rules: Mapping[str, pl.Expr] | None = None) -> pa.DataFrameSchema:
    """Returns the pandera model of one table, to validate an eager polars DataFrame.

    Args:
        name: A table of the contract.
        rules: Row rules by name, true or null where a row is good; all are evaluated in one pass as one check.
    """
    found = table(name)
    return pa.DataFrameSchema(
        {field.name: _column(field) for field in found.fields},
        checks=frame_checks(rules or {}),
        unique=list(found.primary_key),
        strict=True,
        ordered=True,
        name=name,
    )


def rules_model(name: str, rules: Mapping[str, pl.Expr]) -> pa.DataFrameSchema:
    """Returns a model of row rules alone, for views that are no tables of the contract."""
    return pa.DataFrameSchema(checks=frame_checks(rules), name=name)


def frame_checks(rules: Mapping[str, pl.Expr]) -> list[pa.Check]:
    """Returns the rules as one frame-wide check, so that a batch is passed over once."""
    if not rules:
        return []
    good = pl.all_horizontal(expression.fill_null(value=True) for expression in rules.values())
    return [pa.Check(lambda data: data.lazyframe.select(good), name=ROW_RULES)]


def failures(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> Iterator[Failure]:
    """Yields what a model refuses in a frame; nothing where the frame is good. Never yields values."""
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as refused:
        for error in refused.schema_errors:
            yield _failure(error)


def _failure(error: SchemaError) -> Failure:
    column = error.schema.name if isinstance(error.schema, pa.Column) else None
    reason = error.reason_code
    if reason is SchemaErrorReason.DATAFRAME_CHECK:
        return Failure(column, str(error.check.name), _rows(error))
    named = {
        SchemaErrorReason.SERIES_CONTAINS_NULLS: "required",
        SchemaErrorReason.DUPLICATES: "unique",
        SchemaErrorReason.WRONG_DATATYPE: "type",
    }
    return Failure(column, named.get(reason, "column") if reason else "column", _rows(error))


def _rows(error: SchemaError) -> tuple[int, ...]:
    output = error.check_output
    if not isinstance(output, pl.DataFrame) or output.width == 0:
        return ()
    good = output.to_series(output.width - 1)
    return tuple(good.not_().arg_true().to_list()) if good.dtype == pl.Boolean else ()


def _column(field: Field) -> pa.Column:
    return pa.Column(field.dtype, checks=list(_checks(field)), nullable=not field.required)


def _checks(field: Field) -> Iterator[pa.Check]:
    if field.enum:
        yield pa.Check.isin(list(field.enum), name="enum")
    if field.pattern:
        yield pa.Check.str_matches(field.pattern, name="pattern")
    if field.min_length is not None:
        yield pa.Check.str_length(min_value=field.min_length, name="min-length")
    if field.minimum is not None:
        yield pa.Check.ge(field.minimum, name="minimum")
    if field.maximum is not None:
        yield pa.Check.le(field.maximum, name="maximum")
