"""Compares statements with the source that they were printed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pressmark.evidence.encodings import decode, html_declarations
from pressmark.evidence.locators import Locator
from pressmark.evidence.pdf_text import PdfPages

Printed = tuple[str, str, str]  # slot, wording, locator
Resolve = Callable[[str], str | None]


def is_of_table(locator: str) -> bool:
    """Returns whether a place is a record of a table and no place within it."""
    return locator.startswith("row=") and "#" not in locator


class Witness:
    """Finds wordings in the bytes of one source, which are decoded and parsed once, and only if it is asked.

    `resolve` finds them in what was parsed already.
    """

    def __init__(self, data: bytes, resolve: Resolve | None = None) -> None:
        self._data = data
        self._resolve = resolve
        self._pages: PdfPages | None = None

    def unfaithful(self, statements: Iterable[Printed]) -> Iterator[str]:
        """Yields the slot of every statement that differs from the source at its place.

        Places of tables (`row=7`) are not judged here: a record's cells are compared where its table is read. A page
        of a PDF (`page=2`) has no finer place: its text has to hold the wording.
        """
        for slot, wording, locator in statements:
            if is_of_table(locator):
                continue
            if locator.startswith("page="):
                self._pages = self._pages or PdfPages(self._data)
                if not self._pages.prints(wording, locator):
                    yield slot
                continue
            if self._resolve is None:
                self._resolve = Locator(decode(self._data, html_declarations(self._data)).text).resolve
            if self._resolve(locator) != wording:
                yield slot


def unfaithful(statements: Iterable[Printed], data: bytes) -> Iterator[str]:
    """Yields the slot of every statement that differs from a source's bytes at its place."""
    return Witness(data).unfaithful(statements)
