"""Reads JSON whose strings escape half of a surrogate pair: valid, and yet no text that could be written down."""

from __future__ import annotations

import json
from typing import Any


def loads(text: str, *, strict: bool = True) -> Any:
    """Returns what a JSON text holds, as `json.loads` does, in strings that all have a UTF-8."""
    value = json.loads(text, strict=strict)
    if "\\ud" in text or "\\uD" in text:
        return json.loads(paired(json.dumps(value, ensure_ascii=False)))
    return value


def paired(text: str) -> str:
    """Returns a text with U+FFFD for each half of a surrogate pair that stands alone."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
