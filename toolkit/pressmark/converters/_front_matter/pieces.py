"""What a header holds, whatever its form: words with their places, in lists and under names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A scalar of a header: its value as words, never as another type, and where they are written.

    `start` is None where the value is written in another way than it reads, so that no place holds it word for word.
    """

    text: str
    start: int | None = None
    end: int | None = None

    @property
    def place(self) -> str | None:
        """The locator of the words, or None."""
        return None if self.start is None else f"char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a header by their names as written, and where the body begins; `note` says what was mended."""

    fields: Mapping[str, object]
    body: int
    form: str  # yaml toml json lines rst
    note: str | None = None


def plain_name(name: str) -> str:
    """Returns a field's name for comparison: small letters, without hyphens, underscores and spaces."""
    return re.sub(r"[\s_.-]+", "", name).lower()


def pieces(value: object) -> Iterator[Piece]:
    """Yields the words of a value and of the lists in it; what stands under names is not taken for a list."""
    if isinstance(value, Piece):
        if value.text.strip():
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from pieces(item)


def named(value: object, *names: str) -> Piece | None:
    """Returns the first words that a mapping holds under one of some names."""
    if not isinstance(value, dict):
        return None
    by_name = {plain_name(name): item for name, item in value.items()}
    found = (by_name[name] for name in names if name in by_name)
    return next((piece for item in found for piece in pieces(item)), None)
