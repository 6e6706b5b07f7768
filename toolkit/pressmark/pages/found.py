"""The smallest piece of evidence on a page: a value, as it is written, where, and by which kind of statement."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pressmark.evidence.text import one_line

_NO_WORD = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")


@dataclass(frozen=True, slots=True)
class Found:
    """One candidate for one field; `value` is one line without markup, `verbatim` is all that stands at its place.

    `place` is None where nothing can point to the wording, as in linked data that had to be mended.
    """

    value: str
    verbatim: str
    place: str | None
    basis: str  # json-ld meta printed rel-license url header


def plain_text(value: str) -> str:
    """Returns a value without entities and tags, on one line."""
    unescaped = html.unescape(value) if "&" in value else value
    return one_line(_TAG.sub(" ", unescaped) if "<" in unescaped else unescaped)


def key_of(text: str) -> str:
    """Returns the word characters in lower case: two wordings with one key say the same."""
    return _NO_WORD.sub("", text).lower()


def distinct(candidates: Iterable[Found]) -> tuple[Found, ...]:
    """Returns the candidates without later ones that say the same, in their order."""
    by_key: dict[str, Found] = {}
    for candidate in candidates:
        by_key.setdefault(key_of(candidate.value), candidate)
    return tuple(found for key, found in by_key.items() if key)
