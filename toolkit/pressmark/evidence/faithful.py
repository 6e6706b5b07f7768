"""Compares statements with the source that they were printed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pressmark.evidence.encodings import decode, html_declarations
from pressmark.evidence.locators import Locator

Printed = tuple[str, str, str]  # slot, wording, locator


def unfaithful(statements: Iterable[Printed], data: bytes) -> Iterator[str]:
    """Yields the slot of every statement that differs from the source's bytes at its place.

    Places of tables (`row=7`) are not judged here: a record's cells are compared where its table is read.
    """
    source: Locator | None = None
    for slot, wording, locator in statements:
        if locator.startswith("row="):
            continue
        if source is None:
            source = Locator(decode(data, html_declarations(data)).text)
        if source.resolve(locator) != wording:
            yield slot
