"""Writes small tagged PDF documents (ISO 32000-1, 14.7 and 14.8), as browsers and word processors make them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One line of words at a place of a page, counted from its top."""

    text: str
    page: int = 1
    x: float = 60
    y: float = 100
    size: float = 12


@dataclass(frozen=True)
class Element:
    """An element of the tree with its children in order."""

    role: str
    children: tuple[Element | Words, ...]


class _Writer:
    def __init__(self, pages: int) -> None:
        self.objects: dict[int, str] = {}
        self.first_page = 4
        self.next = self.first_page + 2 * pages
        self.content: defaultdict[int, list[str]] = defaultdict(list)
        self.parents: defaultdict[int, list[int]] = defaultdict(list)

    def element(self, element: Element, parent: int) -> int:
        number, self.next = self.next, self.next + 1
        kids = [self.kid(child, number) for child in element.children]
        self.objects[number] = f"<< /Type /StructElem /S /{element.role} /P {parent} 0 R /K [{' '.join(kids)}] >>"
        return number

    def kid(self, child: Element | Words, parent: int) -> str:
        if isinstance(child, Element):
            return f"{self.element(child, parent)} 0 R"
        mark = len(self.parents[child.page])
        self.parents[child.page].append(parent)
        self.content[child.page].append(f"/Span << /MCID {mark} >> BDC {_drawn(child)} EMC")
        return f"<< /Type /MCR /Pg {self.first_page + 2 * child.page - 2} 0 R /MCID {mark} >>"


def _drawn(words: Words) -> str:
    text = words.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {words.size} Tf {words.x} {800 - words.y} Td ({text}) Tj ET"


def tagged_pdf(root: Element, pages: int = 1, *, untagged: tuple[Words, ...] = (), title: str = "") -> bytes:
    """Returns a document with a tree; `untagged` words are drawn as no part of it."""
    writer = _Writer(pages)
    for words in untagged:
        writer.content[words.page].append(f"/Artifact BMC {_drawn(words)} EMC")
    top = writer.element(root, 3)
    kids = " ".join(f"{writer.first_page + 2 * page} 0 R" for page in range(pages))
    nums = " ".join(
        f"{page - 1} [{' '.join(f'{held} 0 R' for held in writer.parents[page])}]" for page in range(1, pages + 1)
    )
    info, font = writer.next, writer.next + 1
    writer.objects |= {
        1: "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 3 0 R /MarkInfo << /Marked true >> >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        3: f"<< /Type /StructTreeRoot /K [{top} 0 R] /ParentTree << /Nums [{nums}] >> >>",
        info: f"<< /Title ({title}) >>",
        font: "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    }
    for page in range(1, pages + 1):
        number = writer.first_page + 2 * page - 2
        stream = "\n".join(writer.content[page])
        writer.objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /StructParents {page - 1} "
            f"/Contents {number + 1} 0 R /Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        writer.objects[number + 1] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    return _file(writer.objects, info)


def _file(objects: dict[int, str], info: int) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number in sorted(objects):
        places.append(len(data))
        data += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("cp1252")
    start = len(data)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {info} 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return data + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()
