"""Reads the lines of a page with their boxes: PDF has no lines, only signs and where each is drawn."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from pressmark.evidence.pdf_text import HYPHENS

_GAP = 2.2  # heights of a line: what is wider apart is not one line
_DROP = 0.55  # heights by which a sign stands lower or higher than its line
_SPACES = " \t\u00a0\u2002\u2003\u2009"


@dataclass(frozen=True, slots=True)
class Line:
    """Some words on one line; lengths in points, from the left and the top of the page."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    hyphened: bool = False  # ended by a hyphen, which `text` lacks

    @property
    def height(self) -> float:
        """How high the letters of its font are, descenders and accents included."""
        return self.bottom - self.top

    @property
    def words(self) -> str:
        """The words with the hyphen that ends them."""
        return f"{self.text}-" if self.hyphened else self.text


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size and its lines."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    left: float
    right: float
    top: float
    bottom: float


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """Returns the `number`th page; one that cannot be read is empty."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        text = page.get_textpage()
        try:
            lines = tuple(_lines(text, number, height))
        finally:
            text.close()
    finally:
        page.close()
    return Page(number, width, height, lines)


def _lines(text: pypdfium2.PdfTextPage, number: int, height: float) -> Iterator[Line]:
    signs: list[_Sign] = []
    for sign in _signs(text, height):
        if sign is None or sign.text in HYPHENS or (signs and _apart(signs, sign)):
            yield from _line(signs, number, hyphened=sign is not None and sign.text in HYPHENS)
            signs = [sign] if sign is not None and sign.text not in HYPHENS else []
        else:
            signs.append(sign)
    yield from _line(signs, number, hyphened=False)


def _signs(text: pypdfium2.PdfTextPage, height: float) -> Iterator[_Sign | None]:
    """Yields the signs in the order of the page; None stands where PDFium sees a line end."""
    box = pdfium.FS_RECTF()
    drawn: set[tuple[int, int, int]] = set()
    last: tuple[int, int] | None = None
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            yield None
        elif 0xD800 <= code < 0xE000 or not code:
            continue
        elif pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            # Some documents draw a sign twice, for want of a bold font or around kerned pairs; the letters of a
            # ligature stand at one place as well, one right after the other.
            place = (code, round(2 * box.left), round(2 * box.top))
            again = place in drawn and place[1:] != last
            last = place[1:]
            if again and chr(code) not in _SPACES:
                continue
            drawn.add(place)
            yield _Sign(chr(code), box.left, box.right, height - box.top, height - box.bottom)


def _apart(signs: list[_Sign], sign: _Sign) -> bool:
    """Says whether a sign is not of the line of those before it: lower, higher, far to the right, or back."""
    last = next((one for one in reversed(signs) if one.text not in _SPACES), None)
    if last is None or sign.text in _SPACES:
        return False
    height = max(last.bottom - last.top, 1.0)
    gap = max(sign.left - last.right, last.left - sign.right)  # the second for what runs from right to left
    middle, other = (last.top + last.bottom) / 2, (sign.top + sign.bottom) / 2
    return abs(middle - other) > _DROP * height or gap > _GAP * height


def _line(signs: list[_Sign], number: int, *, hyphened: bool) -> Iterator[Line]:
    words = "".join(" " if sign.text in _SPACES else sign.text for sign in signs).strip()
    inked = [sign for sign in signs if sign.text not in _SPACES]
    if not words or not inked:
        return
    # The letters of the commonest size say where the line stands; a raised figure does not.
    size = Counter(round(sign.bottom - sign.top, 1) for sign in inked).most_common(1)[0][0]
    usual = next(sign for sign in inked if round(sign.bottom - sign.top, 1) == size)
    left, right = min(sign.left for sign in inked), max(sign.right for sign in inked)
    yield Line(number, " ".join(words.split()), left, right, usual.top, usual.bottom, hyphened)
