"""Reads the lines of a page with their boxes: PDF has no lines, only signs and where each is drawn."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pressmark.converters._pdf.linked import Linked
from pressmark.converters._pdf.sheet import Sheet
from pressmark.converters._pdf.structure import Block, Spot, read_spots
from pressmark.evidence.pdf_text import HYPHENS

_GAP = 2.2  # heights of a line: what is wider apart is not one line
_DROP = 0.55  # heights by which a sign stands lower or higher than its line
_UNKNOWN = 0xFFFD  # stands for what is drawn and has no letter
_SLANT = 0.05  # radians by which a sign may lean that is not of a watermark
_LONGEST_FONT = 128
_SOFT_END = re.compile(r"[^\W\d_]\u2010$")  # PDFium takes only the other sign for a hyphen at the end of a line
_BOLD = re.compile(rb"bold|black|heavy|semib", re.IGNORECASE)
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
    bold: bool = False
    spot: Spot | None = None  # where the document's tags put it
    linked: float = 0.0  # the share of it that leads elsewhere
    label: bool = False  # nothing but the sign or number of an item

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
class _Style:
    """What the signs of one drawn piece of text have in common."""

    spot: Spot | None = None
    bold: bool = False
    level: bool = True


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    style: _Style


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """Returns the `number`th page; one that cannot be read is empty."""
    try:
        return _read_page(document, number)
    except pypdfium2.PdfiumError:
        return Page(number, 0.0, 0.0, ())


def _read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    page = document[number - 1]
    try:
        sheet = Sheet.of(page)
        text = page.get_textpage()
        try:
            lines = tuple(_lines(_signs(text, sheet, read_spots(page)), number, Linked(page, sheet)))
        finally:
            text.close()
    finally:
        page.close()
    return Page(number, sheet.width, sheet.height, lines)


def _lines(signs: Iterable[_Sign | None], number: int, linked: Linked) -> Iterator[Line]:
    held: list[_Sign] = []
    for sign in signs:
        if sign is None or sign.text in HYPHENS or (held and _apart(held, sign)):
            yield from _line(held, number, linked, hyphened=sign is not None and sign.text in HYPHENS)
            held = [sign] if sign is not None and sign.text not in HYPHENS else []
        else:
            held.append(sign)
    yield from _line(held, number, linked, hyphened=False)


def _signs(text: pypdfium2.PdfTextPage, sheet: Sheet, spots: Mapping[int, Spot]) -> Iterator[_Sign | None]:
    """Yields the signs in the order of the page; None stands where PDFium sees a line end."""
    box = pdfium.FS_RECTF()
    drawn: set[tuple[int, int, int]] = set()
    last: tuple[int, int] | None = None
    styles = _Styles(text, spots, turned=sheet.turns > 0)
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            yield None
        elif 0xD800 <= code < 0xE000:
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
            style = styles.of(index)
            if style.level:
                yield _Sign(chr(code or _UNKNOWN), *sheet.turned(box.left, box.right, box.top, box.bottom), style)


class _Styles:
    """The styles of a page's text, each asked for once."""

    def __init__(self, text: pypdfium2.PdfTextPage, spots: Mapping[int, Spot], *, turned: bool) -> None:
        self._text, self._spots, self._turned = text, spots, turned
        self._known: dict[int, _Style] = {}
        self._last = _Style()

    def of(self, index: int) -> _Style:
        """Returns the style of a sign; a space that nobody drew has that of the sign before it."""
        piece = pdfium.FPDFText_GetTextObject(self._text, index)
        if piece:
            address = ctypes.addressof(piece.contents)
            if address not in self._known:
                self._known[address] = self._read(index, piece)
            self._last = self._known[address]
        return self._last

    def _read(self, index: int, piece: Any) -> _Style:
        number = pdfium.FPDFPageObj_GetMarkedContentID(piece) if self._spots else -1
        name = ctypes.create_string_buffer(_LONGEST_FONT)
        pdfium.FPDFText_GetFontInfo(self._text, index, name, _LONGEST_FONT, None)
        turn = math.pi / 2 if self._turned else 2 * math.pi
        slant = pdfium.FPDFText_GetCharAngle(self._text, index) % turn
        level = min(slant, turn - slant) < _SLANT
        return _Style(self._spots.get(number), bool(_BOLD.search(name.value)), level)


def _apart(signs: list[_Sign], sign: _Sign) -> bool:
    """Says whether a sign is not of the line of those before it: lower, higher, far to the right, or back."""
    last = next((one for one in reversed(signs) if one.text not in _SPACES), None)
    if last is None or sign.text in _SPACES:
        return False
    if last.style is not sign.style and _block(last) != _block(sign):
        return True
    height = max(last.bottom - last.top, 1.0)
    gap = max(sign.left - last.right, last.left - sign.right)  # the second for what runs from right to left
    middle, other = (last.top + last.bottom) / 2, (sign.top + sign.bottom) / 2
    return abs(middle - other) > _DROP * height or gap > _GAP * height


def _block(sign: _Sign) -> Block | None:
    return sign.style.spot.block if sign.style.spot else None


def _line(signs: list[_Sign], number: int, linked: Linked, *, hyphened: bool) -> Iterator[Line]:
    words = "".join(" " if sign.text in _SPACES else sign.text for sign in signs).strip()
    inked = [sign for sign in signs if sign.text not in _SPACES]
    if all(sign.text == chr(_UNKNOWN) for sign in inked):
        return
    # The letters of the commonest size say where the line stands; a raised figure does not.
    size = Counter(round(sign.bottom - sign.top, 1) for sign in inked).most_common(1)[0][0]
    usual = next(sign for sign in inked if round(sign.bottom - sign.top, 1) == size)
    left, right = min(sign.left for sign in inked), max(sign.right for sign in inked)
    spots = [sign.style.spot for sign in inked]
    if _SOFT_END.search(words):
        words, hyphened = words[:-1], True
    yield Line(
        number,
        " ".join(words.split()),
        left,
        right,
        usual.top,
        usual.bottom,
        hyphened,
        bold=2 * sum(sign.style.bold for sign in inked) > len(inked),
        spot=spots[0],
        linked=sum(spot is not None and spot.linked for spot in spots) / len(spots)
        if spots[0]
        else linked.share(left, right, (usual.top + usual.bottom) / 2),
        label=all(spot is not None and spot.label for spot in spots),
    )
