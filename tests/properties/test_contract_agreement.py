"""The derived forms of the contract agree: what one accepts, all accept; what can say a break refuses it."""

from __future__ import annotations

from typing import Any

import frictionless
import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from properties.records import BREAKS, Break, records, rows

from pressmark.contracts.documents import is_sound, json_values, problems, validator
from pressmark.contracts.pandera_models import failures, model
from pressmark.contracts.tables import Field, Table, children, table
from pressmark.records.nest import unnest

# A failing record is told in full; shrinking one of a hundred columns takes minutes and says no more.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
SLOW = settings(
    max_examples=40,
    deadline=None,
    phases=PHASES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

# What a form cannot express, and which rule says it instead. Anything else must be refused by every form.
CANNOT = {
    (
        "table-schema",
        "line-feed",
    ): "value-malformed",  # Python's `$`, which Frictionless uses, forgives a last line feed
    ("table-schema", "empty"): "value-malformed",  # an empty cell of a CSV is a null
    ("polars", "required"): "value-missing",
    ("polars", "enum"): "value-not-allowed",
    ("polars", "pattern"): "value-malformed",
    ("polars", "line-feed"): "value-malformed",
    ("polars", "empty"): "value-malformed",
    ("polars", "minimum"): "value-malformed",
}


def by_json_schema(of: Table, row: dict[str, Any]) -> bool:
    """Returns whether the schema of records accepts a row, the others of its record being good."""
    record = {**GOOD, **row} if of.name == "articles" else {**GOOD, of.name: [_without_id(row)]}
    accepted = not list(problems("record", json_values(record)))
    assert accepted is by_plain_json_schema(record)
    return accepted


def by_plain_json_schema(record: dict[str, Any]) -> bool:
    """Returns whether the validator that is not compiled accepts a record."""
    return validator("record").is_valid(json_values(record))


def by_pandera(of: Table, row: dict[str, Any]) -> bool:
    """Returns whether the pandera model accepts a row."""
    return not list(failures(model(of.name), _frame(of, row)))


def by_polars(of: Table, row: dict[str, Any]) -> bool:
    """Returns whether the polars schema accepts a row."""
    try:
        pl.DataFrame([row], schema=of.polars_schema, strict=True, orient="row")
    except (TypeError, pl.exceptions.PolarsError):
        return False
    return True


def by_table_schema(of: Table, row: dict[str, Any]) -> bool:
    """Returns whether Frictionless accepts a row by the published Table Schema."""
    schema = frictionless.Schema.from_descriptor({"fields": of.descriptor["fields"], "missingValues": [""]})
    cells = [["" if row[name] is None else _cell(row[name]) for name in of.columns]]
    report = frictionless.Resource(data=[list(of.columns), *cells], schema=schema).validate()
    return bool(report.valid)


def _frame(of: Table, row: dict[str, Any]) -> pl.DataFrame:
    cells = {name: row[name] for name in of.columns}
    return pl.DataFrame([cells], schema_overrides=_overrides(of, row), strict=False)


def _cell(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _overrides(of: Table, row: dict[str, Any]) -> dict[str, pl.DataType]:
    typed = {field.name: field.dtype for field in of.fields}
    return {name: pl.String() if isinstance(row[name], str) else dtype for name, dtype in typed.items()}


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "article_id"}


GOOD: dict[str, Any] = {
    "article_id": "aa-0123456789abcdef",
    "record_version": 1,
    "record_status": "active",
    "is_republication": False,
    "language": "en",
    "url_status": "never-printed",
    "original_url_status": "not-applicable",
    "word_count": 0,
    "char_count": 0,
    "text_completeness": "full",
    "copyright_basis": "none",
    "rights_statement": "http://rightsstatements.org/vocab/CNE/1.0/",
    "attribution": "A line",
    "release_profile": "metadata",
    "release_rule": "not-known-to-be-open",
    "record_sha256": "0" * 64,
    "source_id": "s-0123456789abcdef",
    "source_sha256": "0" * 64,
}


def own(of: Table) -> list[Field]:
    """Returns the fields that a record holds of a table: a child row has no article_id of its own."""
    return [field for field in of.fields if of.name == "articles" or field.name != "article_id"]


JUDGED = [table("articles"), *children()]


@SLOW
@given(record=records())
def test_all_forms_accept_a_generated_record(record: dict[str, Any]) -> None:
    assert not list(problems("record", json_values(record)))
    for name, found in unnest(record).items():
        for row in found:
            assert by_pandera(table(name), row)
            assert by_polars(table(name), row)
            assert by_table_schema(table(name), row)


@SLOW
@given(data=st.data())
@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.name)
def test_every_form_that_can_say_a_break_refuses_it(broken: Break, data: st.DataObject) -> None:
    of, field = data.draw(st.sampled_from([(of, field) for of in JUDGED for field in own(of) if broken.applies(field)]))
    row = data.draw(rows(of))
    if broken.name == "line-feed":
        row[field.name] = f"{row[field.name] or 'a'}\n"
    else:
        row[field.name] = broken.broken
    verdicts = {
        "json-schema": by_json_schema(of, row),
        "pandera": by_pandera(of, row),
        "polars": by_polars(of, row),
        "table-schema": by_table_schema(of, row),
    }
    wrong = {form for form, accepted in verdicts.items() if accepted and (form, broken.name) not in CANNOT}
    assert not wrong, (of.name, field.name)


SIGNS = st.text(st.characters(exclude_categories=[]), max_size=12)
ANY = (
    SIGNS | st.none() | st.booleans() | st.integers() | st.floats() | st.dates().map(str) | st.lists(SIGNS, max_size=2)
)


@settings(max_examples=100, deadline=None, phases=PHASES)
@given(record=records(), data=st.data())
def test_the_compiled_validator_says_what_the_plain_one_says(record: dict[str, Any], data: st.DataObject) -> None:
    of = data.draw(st.sampled_from([child for child in JUDGED if child.name == "articles" or record.get(child.name)]))
    record = json_values(record)
    row = record if of.name == "articles" else record[of.name][0]
    field = data.draw(st.sampled_from([*own(of), None]))
    row[field.name if field else data.draw(SIGNS)] = data.draw(ANY)
    plain, compiled = validator("record").is_valid(record), is_sound(record)
    assert not compiled or plain
    assert compiled or not plain or "\\ud" in repr(record) or "nan" in repr(record) or "inf" in repr(record)
