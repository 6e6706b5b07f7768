"""Tells where a page's signs stand as a reader sees the page, whose sheet may be cropped or turned."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True, slots=True)
class Sheet:
    """The visible part of a page as it is shown: its size, its corner on the sheet, and its turns of 90 degrees."""

    width: float
    height: float
    corner: tuple[float, float]
    turns: int

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> Sheet:
        """Returns the sheet of a page."""
        width, height = page.get_size()
        left, bottom, _, _ = page.get_bbox()
        return cls(width, height, (left, bottom), page.get_rotation() // 90)

    def turned(self, left: float, right: float, top: float, bottom: float) -> tuple[float, float, float, float]:
        """Returns a box as left, right, top and bottom from the left and the top of the page as it is shown."""
        x, y = self.corner
        left, right, top, bottom = left - x, right - x, top - y, bottom - y
        if self.turns == 1:
            return bottom, top, left, right
        if self.turns == 2:
            return self.width - right, self.width - left, bottom, top
        if self.turns == 3:
            return self.width - top, self.width - bottom, self.height - right, self.height - left
        return left, right, self.height - top, self.height - bottom
