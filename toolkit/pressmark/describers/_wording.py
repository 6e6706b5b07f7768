"""Makes names and titles fit to be printed: hostile text stays text in every format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, TypeVar

from pressmark.files import settled_json
from pressmark.model.work import Tally

Value = TypeVar("Value")

# They turn the reading order of what follows them, or end a line where none ends.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# In JSON: the same, the line separators of JavaScript, and the sign that could end a <script> around it.
_RISKY_IN_JSON = re.compile("[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069<]")


def plain(text: str) -> str:
    """Returns text on one line, without control characters and without marks that turn the reading order."""
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """Returns text with its white space, without control characters and without marks that turn the reading order."""
    return "".join(map(_printable, TURNING.sub("", text)))


def _printable(sign: str) -> str:
    if sign in "\t\n" or unicodedata.category(sign) not in ("Cc", "Cs"):
        return sign
    return " " if sign.isspace() else ""


def json_text(value: Any) -> str:
    """Returns settled JSON that stays inert inside an HTML page and reads in the order in which it is written."""
    return _RISKY_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", settled_json(value))


def counted(number: int, noun: str) -> str:
    """Returns a number with its noun, such as `1 article` or `2,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(counts: Iterable[Tally]) -> str:
    """Returns labels with their counts, the commonest first, such as `CC-BY-4.0 (12), CC0-1.0 (1)`."""
    ordered = sorted(counts, key=lambda tally: (-tally.articles, tally.label))
    return ", ".join(f"{tally.label} ({tally.articles:,})" for tally in ordered)


def known(**values: Any) -> dict[str, Any]:
    """Returns what is known: a mapping without the keys whose value is None or empty."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, ())}


def different(values: Iterable[Value]) -> list[Value]:
    """Returns the values in their order without repeats, which some standards refuse."""
    found: list[Value] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


def sized(number: int) -> str:
    """Returns a number of bytes as people read it, such as `12.3 kB`."""
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if number >= size:
            return f"{number / size:.1f} {unit}"
    return f"{number} B"
