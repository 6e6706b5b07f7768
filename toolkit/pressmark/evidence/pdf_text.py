"""Opens PDF documents that strangers made, and says whether a page of one prints a wording.

`page=2` (RFC 8118) names a page and no place on it; so a wording is compared with the whole text of its page, without
white space, which a PDF does not hold, and without the hyphens at the ends of lines, which belong to the layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from pressmark.errors import SourceError

MAGIC = b"%PDF-"
_PLACE = re.compile(r"page=([1-9][0-9]{0,8})")
# PDFium writes the first for the hyphen with which a line ends; the other two are of the document itself.
HYPHENS = "\ufffe\x02\u00ad"
_PASSWORD = pdfium.FPDF_ERR_PASSWORD


def is_pdf(data: bytes) -> bool:
    """Returns whether bytes begin as a PDF does; readers allow for some bytes before it."""
    return MAGIC in data[:1024]


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Yields the document, closed in the end; raises SourceError where it is encrypted, broken or without a page."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        locked = getattr(failure, "err_code", None) == _PASSWORD or "password" in str(failure).lower()
        raise SourceError("is encrypted" if locked else "is no PDF that can be read") from None
    try:
        if not len(document):
            raise SourceError("holds no page")
        yield document
    finally:
        document.close()


def page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    """Returns the text of the `number`th page as the page draws it; empty where it cannot be read."""
    try:
        page = document[number - 1]
        try:
            text = page.get_textpage()
            try:
                return str(text.get_text_range())
            finally:
                text.close()
        finally:
            page.close()
    except (pypdfium2.PdfiumError, IndexError):
        return ""


class PdfPages:
    """The texts of one document's pages, each read once and only if a wording is looked for there."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._texts: dict[int, tuple[str, str]] = {}

    def prints(self, wording: str, place: str) -> bool:
        """Returns whether the page that `page=2` names prints a wording."""
        found = _PLACE.fullmatch(place)
        if not found:
            return False
        bare = _bare(wording, "-")
        return bool(bare) and any(bare in text for text in self._text(int(found[1])))

    def _text(self, number: int) -> tuple[str, str]:
        if number not in self._texts:
            try:
                with opened(self._data) as document:
                    text = page_text(document, number) if number <= len(document) else ""
            except SourceError:
                text = ""
            self._texts[number] = (_bare(text, "-"), _bare(text, ""))
        return self._texts[number]


def _bare(text: str, hyphen: str) -> str:
    """Returns a text without white space, the hyphens of line ends as told."""
    for sign in HYPHENS:
        text = text.replace(sign, hyphen)
    return "".join(text.split())
