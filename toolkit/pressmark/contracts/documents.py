"""Validates documents and records against the published JSON Schemas, with formats checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import jsonschema_rs
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from pressmark.contracts.places import schema_path
from pressmark.contracts.record_schema import ANCHOR, record_schema
from pressmark.contracts.tables import CONTRACT_VERSION

# Without these packages jsonschema passes the format unread, which would be a check that did not run.
NEEDED_FORMATS = frozenset({"date", "uri", "email"})

_FILES: Mapping[str, str] = MappingProxyType(
    {name: f"articles/{CONTRACT_VERSION}/{name}.json" for name in ("datapackage", "configuration", "report")}
)


@dataclass(frozen=True, slots=True)
class Break:
    """One place where a document breaks its schema; `keyword` is the JSON Schema keyword that failed."""

    pointer: str
    message: str
    keyword: str
    path: tuple[str | int, ...]
    limit: Any  # the keyword's value in the schema


def schema(kind: str) -> Mapping[str, Any]:
    """Returns the JSON Schema of `datapackage`, `configuration`, `report` or `record`."""
    if kind == "record":
        return record_schema()
    found: Mapping[str, Any] = json.loads(schema_path(_FILES[kind]).read_text("utf-8"))
    return found


@cache
def validator(kind: str) -> Validator:
    """Returns the validator of one kind of document, formats checked."""
    found = schema(kind)
    dialect = Draft7Validator if "draft-07" in found["$schema"] else Draft202012Validator
    return dialect(found, format_checker=FormatChecker())


@cache
def _compiled() -> jsonschema_rs.Draft202012Validator:
    """Returns a compiled validator of records, which says no more than whether there is a break.

    Its patterns end at the end of the string, and take a time that grows with the string alone.
    """
    bare = json.loads(json.dumps(schema("record")).replace(json.dumps(ANCHOR)[1:-1], "$"))
    options = jsonschema_rs.RegexOptions()
    return jsonschema_rs.Draft202012Validator(bare, validate_formats=True, pattern_options=options)


def is_sound(record: Any) -> bool:
    """Returns whether the compiled validator finds a record without a break; where it cannot read it, it does not."""
    try:
        return _compiled().is_valid(record)
    except (ValueError, TypeError, UnicodeError):  # what no JSON holds: half a surrogate pair, not a number
        return False


def breaks(kind: str, instance: Any) -> Iterator[Break]:
    """Yields every break of a document, in the order of its places.

    A record in which the compiled validator finds nothing is not judged again by the one that says where and what.
    """
    if kind == "record" and is_sound(instance):
        return
    errors = validator(kind).iter_errors(instance)
    for error in sorted(errors, key=lambda found: [str(part) for part in found.absolute_path]):
        yield Break(
            _pointer(error), _message(error), str(error.validator), tuple(error.absolute_path), error.validator_value
        )


def problems(kind: str, instance: Any) -> Iterator[tuple[str, str]]:
    """Yields the JSON pointer and a message for every break of a document; a message quotes no value."""
    for found in breaks(kind, instance):
        yield found.pointer, found.message


def json_values(record: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a nested record as JSON holds it: dates as strings."""
    return {name: _json_value(value) for name, value in record.items()}


def _json_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [json_values(row) for row in value]
    return value


def _pointer(error: ValidationError) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error.absolute_path)


# jsonschema's own messages quote the value, which may be an article's text.
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "type": "is not of type {limit}",
        "enum": "is none of the allowed values",
        "const": "is not {limit}",
        "pattern": "does not have the form {limit}",
        "format": "is not a valid {limit}",
        "minLength": "is empty",
        "minItems": "is empty",
        "maxItems": "has more than {limit} rows",
        "minimum": "is less than {limit}",
        "maximum": "is more than {limit}",
    }
)


def _message(error: ValidationError) -> str:
    keyword = str(error.validator)
    if keyword in _WORDS:
        return _WORDS[keyword].format(limit=error.validator_value)
    if keyword in ("required", "additionalProperties", "dependentRequired"):
        return str(error.message)  # quotes names of keys only
    return f"breaks the schema's {keyword!r}"
