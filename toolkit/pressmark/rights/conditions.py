"""Says which conditions of a permission a record meets by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pressmark.evidence.text import folded

# What a Creative Commons or like licence asks of whoever shares the text.
LICENSE_CONDITIONS = frozenset({"acknowledge-source", "acknowledge-copyright"})


def unmet_conditions(record: Mapping[str, Any]) -> frozenset[str]:
    """Returns the conditions that the record does not meet, of those that can be read off it.

    Source and copyright are acknowledged in the line to print; the hyperlink to the original is there or is not.
    """
    line = folded(record.get("attribution") or "")
    sources = [record.get("original_publisher"), record.get("publisher")]
    holders = [row["name"] for row in record.get("agents", ()) if row["role"] == "rights_holder" and row["name"]]
    met = {
        "acknowledge-source": any(source and folded(source) in line for source in sources),
        "acknowledge-copyright": bool(holders) and all(folded(holder) in line for holder in holders),
        "hyperlink-original": record.get("url") is not None,
    }
    return frozenset(name for name, so in met.items() if not so)
