"""Turns brackets round that a PDF gives as they look, where a text runs from right to left."""

from __future__ import annotations

import re

_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»"}
_TURNED = str.maketrans({**_PAIRS, **{end: start for start, end in _PAIRS.items()}})
_AFTER = re.compile(r"\s*([(\[{«])\s+")
_BEFORE = re.compile(r"\s+([)\]}»])\s*(?=[^\W_])|\s+([)\]}»])")


def mended(text: str) -> str:
    """Returns a text with its brackets turned round, where they match only so; a space moves to their outer side."""
    turned = text.translate(_TURNED)
    if _is_matched(text) or not _is_matched(turned):
        return text
    inner = _AFTER.sub(r" \1", turned)
    return _BEFORE.sub(lambda found: f"{found[1]} " if found[1] else found[2], inner).strip()


def _is_matched(text: str) -> bool:
    open_ones: list[str] = []
    for sign in text:
        if sign in _PAIRS:
            open_ones.append(_PAIRS[sign])
        elif sign in _PAIRS.values() and (not open_ones or open_ones.pop() != sign):
            return False
    return not open_ones
