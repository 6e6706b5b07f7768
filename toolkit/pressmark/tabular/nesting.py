"""Reads the list or object that one cell of a table holds."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from typing import Any

_LONGEST_PRINTED = 10_000


def nested(value: str) -> list[Any] | dict[str, Any] | None:
    """Returns the list or object that a cell writes in JSON, or as Python prints one; None where it is plain words."""
    if not value.startswith(("[", "{")):
        return None
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        found = _printed(value)
    return found if isinstance(found, list | dict) else None


def expanded(row: Mapping[str, str]) -> dict[str, str]:
    """Returns a row with the words inside its objects as cells of their own: `headline.main` of `headline`."""
    cells = dict(row)
    for name, value in row.items():
        if value.startswith("{") and isinstance(found := nested(value), dict):
            inside = {f"{name}.{key}": item for key, item in found.items() if isinstance(item, str) and item.strip()}
            cells |= {key: item for key, item in inside.items() if key not in row}
    return cells


def _printed(value: str) -> Any:
    """Returns what a data frame prints into a CSV for a list: literals alone, so that nothing is run."""
    if len(value) > _LONGEST_PRINTED:
        return None
    try:
        return ast.literal_eval(value)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
