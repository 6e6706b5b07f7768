"""Reads the list or object that one cell of a table holds."""

from __future__ import annotations

import ast
import json
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


def _printed(value: str) -> Any:
    """Returns what a data frame prints into a CSV for a list: literals alone, so that nothing is run."""
    if len(value) > _LONGEST_PRINTED:
        return None
    try:
        return ast.literal_eval(value)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
