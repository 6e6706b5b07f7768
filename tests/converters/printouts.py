"""Writes PDF documents as browsers and publishers do, for the tests of their reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

URL = "https://river-post.example.org/2019/05/kites-over-the-quay"
STAMP = "5/6/19, 9:41 AM"
WINDOW = "Kites over the Quay | The River Post"
MADE = datetime(2019, 5, 6, 9, 41, 30, tzinfo=UTC)
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def sentence(number: int) -> str:
    """Returns a sentence like no other."""
    return f"Kite number {number} rose above the quay at noon and came back to the harbour before the evening ferry."


def paragraph(number: int, sentences: int = 6) -> str:
    """Returns a paragraph of sentences like no others."""
    return " ".join(sentence(100 * number + index) for index in range(sentences))


class PrintOut(FPDF):
    """A page as a browser prints it: moment and window above, address and count below."""

    running = True

    def header(self) -> None:
        if self.running:
            self.set_font("Helvetica", size=7)
            self.set_y(6)
            self.cell(text=STAMP)
            self.set_x(80)
            self.cell(text=WINDOW)
            self.set_y(20)

    def footer(self) -> None:
        if self.running:
            self.set_font("Helvetica", size=7)
            self.set_y(-10)
            self.cell(text=URL)
            self.set_x(-20)
            self.cell(text=f"{self.page_no()}/{{nb}}")


def block(pdf: FPDF, text: str, *, size: float = 11, style: str = "", gap: float = 3, align: str = "L") -> None:
    """Writes one paragraph."""
    pdf.set_font("Times", style, size)
    pdf.multi_cell(0, None, text, align=align, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(gap)


def print_out(paragraphs: Sequence[str], *, running: bool = True) -> PrintOut:
    """Returns an article as a browser prints it."""
    pdf = PrintOut()
    pdf.running = running
    pdf.set_title(WINDOW)
    pdf.set_creation_date(MADE)
    pdf.add_page()
    block(pdf, "Kites over the Quay", size=22, style="B")
    block(pdf, "By Ann Lee")
    block(pdf, "May 4, 2019")
    for text in paragraphs:
        block(pdf, text)
    block(pdf, "Copyright © The River Post, 2019")
    return pdf


def saved(pdf: FPDF, place: Path) -> Path:
    """Writes a document and returns where."""
    pdf.output(str(place))
    return place
