"""Tells what of a page leads elsewhere, by the boxes of its link annotations, which untagged documents have as well."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from pressmark.converters._pdf.sheet import Sheet

_MOST = 5000
_TALLEST = 0.25  # of the page: what is taller lies over the page and marks no words
_STRIP = 20.0  # points


class Linked:
    """The boxes of a page's links, by the strips of the page that they cross."""

    def __init__(self, page: pypdfium2.PdfPage, sheet: Sheet) -> None:
        self._strips: dict[int, list[tuple[float, float, float, float]]] = {}
        for box in _boxes(page, sheet):
            for strip in range(int(box[2] // _STRIP), int(box[3] // _STRIP) + 1):
                self._strips.setdefault(strip, []).append(box)

    def share(self, left: float, right: float, middle: float) -> float:
        """Returns how much of a line a link covers, from none to all."""
        over = [
            (max(left, box[0]), min(right, box[1]))
            for box in self._strips.get(int(middle // _STRIP), ())
            if box[2] <= middle <= box[3]
        ]
        covered = sum(end - start for start, end in set(over) if end > start)
        return min(covered / (right - left), 1.0) if right > left else 0.0


def _boxes(page: pypdfium2.PdfPage, sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    position, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _ in range(_MOST):
        if not pdfium.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
            return
        if pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            left, right, top, bottom = sheet.turned(box.left, box.right, box.top, box.bottom)
            if bottom - top <= _TALLEST * sheet.height:
                yield left, right, top, bottom
