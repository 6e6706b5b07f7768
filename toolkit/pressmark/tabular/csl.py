"""Reads CSL-JSON, the form in which reference managers write down what they know of articles, as rows of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pressmark.files import canonical_json
from pressmark.tabular.rows import Row

_PLAIN = {
    "id": "id",
    "title": "title",
    "URL": "url",
    "DOI": "doi",
    "language": "language",
    "section": "section",
    "keyword": "keywords",
    "license": "license",
}


def csl_items(text: str) -> list[dict[str, Any]] | None:
    """Returns the items of a text in CSL-JSON, or None where it is something else."""
    if not text.lstrip().startswith(("[", "{")):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    items = value if isinstance(value, list) else value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        return None
    return items if any("type" in item and "id" in item for item in items) else None


def csl_row(item: Mapping[str, Any]) -> Row:
    """Returns an item as a row with conventional names; fields that CSL does not know keep their own."""
    row = {name: value for name, value in item.items() if isinstance(value, str | int) and not isinstance(value, bool)}
    found = {_PLAIN.get(name, name): str(value) for name, value in row.items()}
    if authors := [name for one in _people(item.get("author")) if (name := _name(one))]:
        found["authors"] = canonical_json({"": authors})[4:-1]
    if issued := _date(item.get("issued")):
        found["published"] = issued
    # A newspaper stands in the container; its publishing house is another party.
    if container := item.get("container-title"):
        found["publisher"] = str(container)
    return {name: value for name, value in found.items() if value.strip()}


def _people(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from (one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else ()


def _name(person: Mapping[str, Any]) -> str | None:
    if literal := person.get("literal"):
        return str(literal)
    parts = (person.get(part) for part in ("given", "dropping-particle", "non-dropping-particle", "family", "suffix"))
    return " ".join(str(part) for part in parts if part) or None


def _date(value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        numbers = [str(part) for part in parts[0][:3]]
        return "-".join([numbers[0], *(number.zfill(2) for number in numbers[1:])])
    said = value.get("raw") or value.get("literal")
    return str(said) if said else None
